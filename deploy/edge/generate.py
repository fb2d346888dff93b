"""Write what the edge takes over from the gateway: ``python -m deploy.edge.generate``.

``locations.conf`` has the routes whose requests may be larger than all others, ``problems.conf``
the refusals of the edge in the gateway's words, ``strangers.conf`` who is refused unread. A test
says when they must be written anew.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from gateway import hooks
from gateway.api.route import FILE, LARGE, PREFIX, SMALL, UNSAFE
from gateway.api.routes import OWN, ROUTES
from gateway.callers.credentials import SIGN_IN
from gateway.language import HEADER
from gateway.problems.explanations import Explanation, explanation_of
from gateway.problems.problems import MEDIA_TYPE, RETRY_AFTER_S
from gateway.sign_in.pages import ACS, MOST_IN_ANSWER
from gateway.web import thread
from gateway.web.body.signed_copies import UPLOAD
from gateway.web.chains.proposing import UPLOADS
from gateway.web.operator.editions import NEW as NEW_EDITION
from gateway.web.operator.gap_lists import PATH as GAP_LIST
from gateway.web.public.verify import PATH as VERIFY
from services.common.words import LANGUAGES

HERE = Path(__file__).parent
HEAD = "# Written by python -m deploy.edge.generate\n"
REFUSALS = {
    (400, 400): "bad-request",
    (401, 401): "sign-in-needed",
    (405, 405): "method-not-allowed",
    (408, 408): "request-too-slow",
    (413, 413): "body-too-large",
    (414, 414): "header-too-large",
    (429, 429): "too-many-requests",
    (494, 431): "header-too-large",
    (500, 500): "internal-error",
    (501, 400): "bad-request",
    (502, 503): "service-away",
    (503, 503): "service-away",
    (504, 504): "deadline-passed",
}
"""What nginx refuses with, as what it is answered, and the code that explains it.

501 is a transfer coding nobody knows (RFC 9112, 6.1): the client's fault as any other bad request.
"""
MAP_OF_NAMES = """\
map "$http_authorization|$http_cookie" $standing {
    "~^[^|]" named;
    "~[|; ](__Host-)?session=" named;
    default stranger;
}
map "$request_method $standing $uri" $is_stranger {"""


def locations() -> str:
    """Return one location for every path on which more than a small request may arrive."""
    largest = {
        ACS: MOST_IN_ANSWER, GAP_LIST: LARGE, NEW_EDITION: LARGE, VERIFY: FILE, UPLOADS: FILE,
        UPLOAD: FILE,
        thread.UPLOADS: thread.LARGEST, hooks.JIRA: hooks.MOST_BYTES,
    }  # fmt: skip
    for route in (*ROUTES, *OWN):
        if route.most_bytes > SMALL:
            path = route.pattern.pattern
            largest[path] = max(route.most_bytes, largest.get(path, 0))
    return HEAD + "".join(_location(path, most) for path, most in sorted(largest.items()))


def _location(path: str, most: int) -> str:
    return (
        f'location ~ "^{path}$" {{\n'
        f"    client_max_body_size {most // 1024}k;\n"
        "    if ($is_stranger) { return 401; }\n"
        "    proxy_pass http://gateway;\n}\n"
    )


def strangers() -> str:
    """Tell who wants to change something and names no session and no token.

    Nothing of what they send is waited for; what is open to all has its rows first.
    """
    opened = [route for route in (*ROUTES, *OWN) if route.unsafe and route.public]
    rows = [f'    "~^{route.method} stranger {route.pattern.pattern}$" 0;' for route in opened]
    rows.append(f'    "~^({"|".join(sorted(UNSAFE))}) stranger {PREFIX}/" 1;')
    return HEAD + "\n".join([MAP_OF_NAMES, *rows, "    default 0;", "}"]) + "\n"


def problems() -> str:
    """Return the refusals of the edge, each as problem+json and as a page."""
    lines = [
        f"error_page {found} ={told} /edge/$shape/$language/{told};" for found, told in REFUSALS
    ]
    codes = {told: code for (_, told), code in REFUSALS.items()}
    return HEAD + "\n".join([*lines, *_answers(codes)]) + "\n"


def _answers(codes: dict[int, str]) -> Iterator[str]:
    for status, code in codes.items():
        explained = explanation_of(code)
        for language in LANGUAGES:
            document = _document(status, code, explained, language)
            yield _answer("json", MEDIA_TYPE, status, document, language)
            yield _answer("html", "text/html", status, _page(explained, language), language)


def _answer(shape: str, kind: str, status: int, text: str, language: str) -> str:
    headers = {
        "Cache-Control": "no-store",
        "Content-Language": language,
        "Vary": HEADER,
        "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
        "X-Content-Type-Options": "nosniff",
        "X-Request-ID": "$request_name",
        **({"WWW-Authenticate": SIGN_IN} if status == 401 else {}),
        **({"Retry-After": str(RETRY_AFTER_S)} if status in (429, 503) else {}),
    }
    added = "".join(
        f"    add_header {name} {_quoted(value)} always;\n" for name, value in headers.items()
    )
    return (
        f"location = /edge/{shape}/{language}/{status} {{\n"
        f"    internal;\n    client_max_body_size 0;\n    default_type {kind};\n"
        f"    charset utf-8;\n{added}    return {status} {_quoted(text)};\n}}"
    )


def _document(status: int, code: str, explained: Explanation, language: str) -> str:
    document = {
        "type": f"/problems/{code}",
        "title": explained.title.in_language(language),
        "status": status,
        "detail": explained.what.in_language(language),
        "instance": "$instance",
        "code": code,
        "correlation_id": "$request_name",
    }
    return json.dumps(document, ensure_ascii=False)


def _page(explained: Explanation, language: str) -> str:
    title, what = (text.in_language(language) for text in (explained.title, explained.what))
    return (
        f'<!doctype html><html lang="{language}"><meta charset="utf-8"><title>{title}</title>'
        f"<h1>{title}</h1><p>{what}</p><p><code>$request_name</code></p></html>"
    )


def _quoted(text: str) -> str:
    """Write a text as nginx reads it."""
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"


WRITTEN = {
    "locations.conf": locations,
    "problems.conf": problems,
    "strangers.conf": strangers,
}


def main() -> None:
    """Write both files."""
    for name, text in WRITTEN.items():
        (HERE / name).write_text(text(), "utf-8")


if __name__ == "__main__":
    main()
