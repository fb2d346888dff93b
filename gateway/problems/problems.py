"""Refusals as clients see them: one table from kinds to problem+json (RFC 9457)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from flask import Response, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from gateway.calls.client import DeadlinePassed
from gateway.problems.explanations import explanation_of
from services.common import context
from services.common.errors import Invalid, Refusal, both
from services.common.logs import Log
from services.common.words import KERNEL

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
    """An answer that says no; raised anywhere below the gateway's edge."""

    status: int
    code: str
    detail: str = ""
    errors: list[dict[str, str]] | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.status} {self.code}"

    def document(self, *, instance: str, correlation_id: str) -> dict[str, Any]:
        """Give the problem as JSON."""
        explained, language = explanation_of(self.code), context.current().language
        shown: dict[str, Any] = {
            "type": f"/problems/{self.code}",
            "title": explained.title,
            "status": self.status,
            "detail": both(self.detail or explained.what).in_language(language),
            "instance": instance,
            "code": self.code,
            "correlation_id": correlation_id,
            **self.extra,
        }
        if self.errors is not None:
            shown["errors"] = [
                {**error, "detail": both(error["detail"]).in_language(language)}
                for error in self.errors
            ]
        return shown

    def with_extra(self, **extra: Any) -> "Problem":
        """Give the same problem with further members."""
        return replace(self, extra={**self.extra, **extra})


def problem_of(error: BaseException) -> Problem:
    """Give the problem an exception means; the unexpected says nothing of itself."""
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
    said = refusal.said().in_language(context.current().language)
    if refusal.code == "deadline-passed":
        return Problem(504, refusal.code, said)
    errors = None
    if isinstance(refusal, Invalid):
        errors = refusal.said_fields(KERNEL, context.current().language)
    return Problem(refusal.status, refusal.code, said, errors, extra=refusal.facts)


def response_of(problem: Problem) -> Response:
    """Render a problem for the running request, and leave its code for the access line."""
    request.environ["gateway.problem"] = problem.code
    document = problem.document(
        instance=request.path, correlation_id=context.current().correlation_id
    )
    body = json.dumps(document, ensure_ascii=False)
    response = Response(body, problem.status, problem.headers, content_type=MEDIA_TYPE)
    if problem.status in (429, 503):
        response.headers.setdefault("Retry-After", str(RETRY_AFTER_S))
    return response
