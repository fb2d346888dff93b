"""What gunicorn itself refuses, in our words: the answer as it travels."""

import json
from http import HTTPStatus

from gunicorn.http import errors

from gateway.front import API_POLICY, SECURITY
from gateway.language import DEFAULT, HEADER
from gateway.problems.problems import MEDIA_TYPE, Problem

OURS = (
    errors.ConfigurationProblem, errors.InvalidResponseHeader, errors.InvalidResponseHeaderName,
)  # fmt: skip
"""Of the parser's errors those a client can do nothing about."""


def problem_of(error: BaseException) -> Problem:
    """Return what the parser's error means to a client."""
    if isinstance(error, errors.LimitRequestLine):
        return Problem(414, "header-too-large")
    if isinstance(error, errors.LimitRequestHeaders):
        return Problem(431, "header-too-large")
    if isinstance(error, errors.ParseException) and not isinstance(error, OURS):
        return Problem(400, "bad-request")
    return Problem(500, "internal-error")


def answer_of(problem: Problem, request_id: str) -> bytes:
    """Return the whole answer as it travels; what was asked is not known, nor the language."""
    document = problem.document(instance="", correlation_id=request_id, language=DEFAULT)
    body = json.dumps(document, ensure_ascii=False).encode()
    headers = [
        ("Connection", "close"),
        ("Content-Type", MEDIA_TYPE),
        ("Content-Length", str(len(body))),
        ("Content-Language", DEFAULT),
        ("Vary", HEADER),
        ("Cache-Control", "no-store"),
        ("Content-Security-Policy", API_POLICY),
        ("X-Request-ID", request_id),
        *SECURITY,
    ]
    lines = [f"HTTP/1.1 {problem.status} {HTTPStatus(problem.status).phrase}"]
    lines += [f"{name}: {value}" for name, value in headers]
    return "\r\n".join((*lines, "", "")).encode("latin-1") + body
