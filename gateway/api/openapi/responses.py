"""What a route answers: the schema of each status, its headers, and every refusal by name."""

from collections.abc import Iterable
from typing import Any

from gateway.api.formats import TYPES
from gateway.api.openapi.contract import call_of, read
from gateway.api.route import JSON_TYPE, OURS, Render, Route
from gateway.problems.explanations import explanation_of
from gateway.problems.problems import MEDIA_TYPE

Doc = dict[str, Any]


def _header(description: str, **schema: Any) -> Doc:
    return {"description": description, "schema": {"type": "string", **schema}}


FILES = {
    Render.PDF: "application/pdf",
    Render.LINES: "application/jsonl",
    Render.PIECES: "application/gzip",
    Render.ORDER_FILE: "application/zip",
    Render.ZIP: "application/zip",
    Render.ATTACHMENT: "application/octet-stream",
}
BINARY: Doc = {"type": "string", "format": "binary"}
SHARED: dict[str, tuple[str, tuple[str, ...]]] = {
    "400": ("BadRequest", ("bad-request", "idempotency-key-missing", "idempotency-key-malformed")),
    "401": ("SignInNeeded", ("sign-in-needed", "token-invalid", "principal-invalid")),
    "403": (
        "NotPermitted",
        ("not-permitted", "csrf-missing", "second-factor-needed", "account-suspended",
         "account-closed", "scope-missing", "not-for-programs"),
    ),
    "404": ("NotFound", ("not-found",)),
    "409": ("Conflict", ("idempotency-running", "changed-meanwhile")),
    "412": ("PreconditionFailed", ("precondition-failed",)),
    "408": ("TooSlow", ("request-too-slow",)),
    "413": ("TooLarge", ("body-too-large",)),
    "414": ("AddressTooLong", ("header-too-large",)),
    "415": ("MediaTypeUnsupported", ("media-type-unsupported",)),
    "422": ("Invalid", ("invalid", "json-broken", "idempotency-key-reused")),
    "428": ("PreconditionRequired", ("precondition-required",)),
    "429": ("TooManyRequests", ("too-many-requests", "too-many-mails")),
    "431": ("HeaderTooLarge", ("header-too-large",)),
    "500": ("InternalError", ("internal-error",)),
    "503": (
        "Unavailable",
        ("service-away", "service-busy", "database-away", "stopping", "copy-filling",
         "events-waiting"),
    ),
    "504": ("DeadlinePassed", ("deadline-passed",)),
}  # fmt: skip
"""Which problems may come of any route of a kind, by their status; each a component."""
OF_FILES = (("422", ("list-too-long",)), ("503", ("list-changing",)))
"""What else is refused where a whole list can be had as a file."""
HEADERS: Doc = {
    "RequestId": _header("The id of the request, as it was sent or made"),
    "ETag": _header("Names this state: for `If-Match`, and `If-None-Match`"),
    "Location": _header("Where the new thing is", format="uri-reference"),
    "RetryAfter": _header("Seconds until it may be tried again", type="integer", minimum=0),
    "ContentLanguage": _header("The language of sentences and labels", enum=["de", "en"]),
    "Replayed": _header("The answer was given before under this key", enum=["true"]),
    "Digest": _header("`sha-256=` and the digest of the file in base64 (RFC 3230)"),
    "Disposition": _header("Under which name the file is kept (RFC 6266)"),
    "RateLimit": _header("How many requests there may be in the present minute", type="integer"),
    "RateRemaining": _header("How many of them are left", type="integer", minimum=0),
    "RateReset": _header("Seconds until the count begins anew", type="integer", minimum=0),
}
LIMITS: Doc = {
    "RateLimit-Limit": "RateLimit",
    "RateLimit-Remaining": "RateRemaining",
    "RateLimit-Reset": "RateReset",
}


def of(route: Route) -> Doc:
    """Return the responses of a route by status."""
    responses: Doc = {str(route.status): _success(route)}
    if route.upload:
        responses |= _of_upload(route)
    if route.method == "GET" and route.render not in (Render.LINES, Render.ORDER_FILE):
        responses["304"] = {"$ref": "#/components/responses/NotModified"}
    for status, codes in sorted(_refusals(route).items()):
        responses[status] = refusal(status, codes)
    responses["default"] = {"$ref": "#/components/responses/Refused"}
    return responses


def components() -> Doc:
    """Return the refusals that many routes share, and what all may come to."""
    shared = {name: _refusal(status, codes) for status, (name, codes) in SHARED.items()}
    unchanged = {"description": "Not modified", "headers": _refs("RequestId", "ETag")}
    refused = _problem("Refused; `code` says why", {"$ref": "#/components/schemas/Problem"})
    return {**shared, "NotModified": unchanged, "Refused": refused}


def _success(route: Route) -> Doc:
    content = {FILES.get(route.render, route.media_type): _content(route)}
    if route.render is Render.TABLE:
        content = {}
    if route.has_files:
        content |= {kind: {"schema": BINARY} for kind in (TYPES["xlsx"], "text/csv")}
    return {"description": _meaning(route), "content": content, "headers": _headers(route)}


def _meaning(route: Route) -> str:
    if route.status == 202:
        return "Taken on; it goes on by itself"
    return "Made" if route.status == 201 else "Done" if route.unsafe else "What was asked for"


def _content(route: Route) -> Doc:
    if route.render in FILES or route.media_type != JSON_TYPE:
        return {"schema": BINARY}
    return json_content(call_of(route).get("answer"))


def json_content(schema: str | None) -> Doc:
    """Return the content of a schema, with its example."""
    if schema is None:
        return {"schema": {"type": "object"}}
    content: Doc = {"schema": {"$ref": f"#/components/schemas/{schema}"}}
    if schema in read("examples"):
        content["examples"] = {"example": {"$ref": f"#/components/examples/{schema}"}}
    return content


def _of_upload(route: Route) -> Doc:
    """Return what an upload answers that was taken on, and not only tried."""
    taken = json_content(call_of(route).get("answer"))
    headers = _refs("RequestId") | {"Location": _ref("headers", "Location")}
    answer = {"description": "Taken on; it goes on by itself", "content": {JSON_TYPE: taken}}
    return {"202": {**answer, "headers": headers}}


def _headers(route: Route) -> Doc:
    headers = _refs("RequestId") | {name: _ref("headers", of) for name, of in LIMITS.items()}
    if route.render in (Render.PDF, Render.ZIP, Render.PIECES, Render.ATTACHMENT):
        headers["Content-Disposition"] = _ref("headers", "Disposition")
    if route.render in (Render.PDF, Render.ZIP, Render.PIECES):
        headers["Digest"] = _ref("headers", "Digest")
    if route.media_type == JSON_TYPE and route.render not in FILES:
        headers["Content-Language"] = _ref("headers", "ContentLanguage")
    if not _is_list(route):
        headers["ETag"] = _ref("headers", "ETag")
    if route.location:
        headers["Location"] = _ref("headers", "Location")
    if route.method == "POST" and not route.public and route.service != OURS and not route.secret:
        headers["Idempotent-Replayed"] = _ref("headers", "Replayed")
    return headers


def _is_list(route: Route) -> bool:
    """Tell whether the answer is a page, which has no tag unless all readers share it."""
    answer = read("answers").get(str(call_of(route).get("answer")), {})
    return "items" in answer.get("properties", {}) and not route.cached


def _refusals(route: Route) -> dict[str, tuple[str, ...]]:
    """Return the codes a route may refuse with, by status: of its kind, and of its call."""
    found: dict[str, tuple[str, ...]] = dict.fromkeys(_statuses(route), ())
    own = call_of(route).get("refusals", {})
    if route.has_files:
        own = {**own, **{status: [*own.get(status, ()), *codes] for status, codes in OF_FILES}}
    return found | {status: tuple(codes) for status, codes in own.items()}


def _statuses(route: Route) -> Iterable[str]:
    """Return the statuses that follow from the route itself, whatever the service says."""
    yield from ("400", "401", "414", "422", "429", "431", "500", "503", "504")
    if not route.public or route.unsafe:
        yield "403"
    if route.unsafe:
        yield from ("408", "413")
        if route.schema or route.upload or route.method != "DELETE":
            yield "415"
    if route.parameters:
        yield "404"
    if route.method == "POST" and not route.public and not route.secret:
        yield "409"
    if route.if_match:
        yield from ("412", "428")


def refusal(status: str, codes: tuple[str, ...]) -> Doc:
    """Return the response of a status: the shared one, or one that names its own codes too."""
    name, shared = SHARED[status]
    if not set(codes) - set(shared):
        return {"$ref": f"#/components/responses/{name}"}
    return _refusal(status, (*codes, *(code for code in shared if code not in codes)))


def _refusal(status: str, codes: Iterable[str]) -> Doc:
    named = [f"`{code}`: {explanation_of(code).title.en}" for code in codes]
    response = _problem("; ".join(named), {"$ref": "#/components/schemas/Problem"})
    if status in ("429", "503"):
        response["headers"]["Retry-After"] = _ref("headers", "RetryAfter")
    return response


def _problem(description: str, schema: Doc) -> Doc:
    content = {MEDIA_TYPE: {"schema": schema}}
    return {"description": description, "content": content, "headers": _refs("RequestId")}


def _refs(*names: str) -> Doc:
    called = {"RequestId": "X-Request-ID"}
    return {called.get(name, name): _ref("headers", name) for name in names}


def _ref(kind: str, name: str) -> Doc:
    return {"$ref": f"#/components/{kind}/{name}"}
