"""Refusals as clients see them: one table from kinds to problem+json (RFC 9457)."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from flask import Response, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from gateway.calls.client import DeadlinePassed
from gateway.problems.explanations import explanation_of, meaning_of
from gateway.problems.permissions import how_to_be_permitted
from gateway.words import WORDS, text
from services.common import context
from services.common.errors import Invalid, Refusal
from services.common.logs import Log
from services.common.words import Text, in_language

log = Log(__name__)

MEDIA_TYPE = "application/problem+json"
RETRY_AFTER_S = 2
HTTP_CODES = {
    400: "bad-request",
    404: "not-found",
    405: "method-not-allowed",
    413: "body-too-large",
    415: "media-type-unsupported",
}


@dataclass
class Problem(Exception):
    """An answer that says no; raised anywhere below the gateway's edge.

    Without a ``detail`` it takes the words of its code. Texts in it are worded at the end.
    """

    status: int
    code: str
    detail: Text | str = ""
    errors: Sequence[Mapping[str, Any]] | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.status} {self.code}"

    def document(self, *, instance: str, correlation_id: str, language: str) -> dict[str, Any]:
        """Return the problem as JSON, in one language."""
        explained = explanation_of(self.code)
        members = {
            "type": f"/problems/{self.code}",
            "title": explained.title,
            "status": self.status,
            "detail": self._one_field() or self.detail or explained.what,
            "instance": instance,
            "code": self.code,
            "correlation_id": correlation_id,
            **self.extra,
        }
        if self.errors is not None:
            members["errors"] = self.errors
        worded: dict[str, Any] = in_language(members, language)
        return worded

    def _one_field(self) -> Text | None:
        """Return the sentence that names the wrong field by its name here, where it is one."""
        if self.code != "invalid" or not self.errors or len(self.errors) > 1:
            return None
        wrong = self.errors[0]
        name = pointed_at(str(wrong["pointer"]))
        return text("field-invalid", field=name, wrong=wrong["detail"]) if name else None

    def told(self, language: str) -> str:
        """Return what it says to somebody at a page."""
        told: str = in_language(self.detail or meaning_of(self.code), language)
        return told

    def with_extra(self, **extra: Any) -> "Problem":
        """Return the same problem with further members."""
        return replace(self, extra={**self.extra, **extra})


def pointed_at(pointer: str) -> str:
    """Return what a JSON pointer names as people write it: ``functional_contact.email``."""
    parts = pointer.removeprefix("/").split("/")
    return ".".join(part.replace("~1", "/").replace("~0", "~") for part in parts)


def problem_of(error: BaseException) -> Problem:
    """Return the problem an exception means; the unexpected says nothing of itself."""
    if isinstance(error, Problem):
        return error
    if isinstance(error, Refusal):
        return _of_refusal(error)
    if isinstance(error, DeadlinePassed):
        return Problem(504, "deadline-passed")
    if isinstance(error, HTTPException) and error.code is not None and error.code < 500:
        return _of_http(error, error.code)
    log.error("request_failed", trace=error)
    return Problem(500, "internal-error")


def _of_http(error: HTTPException, status: int) -> Problem:
    code = HTTP_CODES.get(status, "bad-request")
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        return Problem(status, code, headers={"Allow": ", ".join(error.valid_methods)})
    return Problem(status, code)


def _of_refusal(refusal: Refusal) -> Problem:
    errors = None
    if isinstance(refusal, Invalid):
        errors = refusal.said_fields(WORDS, context.current().language)
    status = 504 if refusal.code == "deadline-passed" else refusal.status
    return Problem(status, refusal.code, _said(refusal), errors, extra=refusal.facts)


def _said(refusal: Refusal) -> Text:
    """Return its sentence; where a permission is missing, what the caller can do about it.

    A service that knows the caller better has said so, and names its ``advice``.
    """
    permission = refusal.facts.get("permission")
    if refusal.code == "not-permitted" and permission and "advice" not in refusal.facts:
        return how_to_be_permitted(str(permission))
    return refusal.said(WORDS)


def response_of(problem: Problem) -> Response:
    """Render a problem for the running request, and leave its code for the access line."""
    request.environ["gateway.problem"] = problem.code
    call = context.current()
    document = problem.document(
        instance=request.path, correlation_id=call.correlation_id, language=call.language
    )
    body = json.dumps(document, ensure_ascii=False)
    response = Response(body, problem.status, problem.headers, content_type=MEDIA_TYPE)
    if problem.status in (429, 503):
        response.headers.setdefault("Retry-After", str(RETRY_AFTER_S))
    return response
