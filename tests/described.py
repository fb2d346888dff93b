"""Holds every answer of the API that a test gets against what the API says of itself.

``tests/conftest.py`` has each response looked at that ``requests`` brings from ``/api/v1``: a
member that is not described, a wrong type, an unknown value of an enumeration or a status that is
not named fails the test that asked, so that nobody forgets to describe what they change.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, cached_property
from typing import Any
from urllib.parse import urlsplit

from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from gateway.api.openapi import document
from gateway.api.route import PREFIX
from gateway.api.routes import OWN, ROUTES
from tests.not_held_yet import NOT_HELD_YET

Doc = dict[str, Any]
JSON_TYPE, PROBLEM_TYPE = "application/json", "application/problem+json"
HERE = "urn:api"
CODE = re.compile(r"[a-z][a-z_-]{0,30}")
SHOWN = 20
"""So many items of a list tell its shape; the tests have lists of thousands."""
ANYWHERE = frozenset({400, 405, 408, 411, 414, 431})
"""What the edge refuses before there is a route."""


class Description:
    """The document, as something answers are held against; one shape is looked at once."""

    def __init__(self, described: Doc) -> None:
        self.document = described
        resource = Resource(contents=described, specification=DRAFT202012)
        self._registry: Any = Registry().with_resource(HERE, resource)
        self._seen: set[Any] = set()

    @cached_property
    def operations(self) -> dict[tuple[str, int], list[tuple[re.Pattern[str], str, Doc]]]:
        """Return by method and number of segments each path's pattern, the plainest first."""
        found = defaultdict(list)
        for path, item in self.document["paths"].items():
            for method, operation in item.items():
                pattern = re.compile(re.sub(r"\\{\w+\\}", r"[^/]+?", re.escape(path)))
                found[method.upper(), path.count("/")].append((pattern, path, operation))
        return {key: sorted(ways, key=_plainness) for key, ways in found.items()}

    def faults(self, method: str, path: str, status: int, kind: str, body: Any) -> list[str]:
        """Return what is not as described; nothing of paths the document does not name."""
        way = self.operation(method, path)
        if way is None or status in ANYWHERE or status >= 500:
            return []
        name, operation = way
        answer = operation["responses"].get(str(status))
        if answer is None:
            return [f"{method} {name} does not name the status {status}: {body!s:.300}"]
        schema = self._schema_of(answer, kind) if _is_json(kind) else None
        if schema is None or (f"{method} {name}" in NOT_HELD_YET and status < 400):
            return []
        if not self._is_new((method, name, status), body):
            return []
        return [f"{method} {name} {status}: {fault}" for fault in self.misfits(schema, body)]

    def operation(self, method: str, path: str) -> tuple[str, Doc] | None:
        """Return the path as it is described and what is said of the method on it, or None."""
        for pattern, name, operation in self.operations.get((method, path.count("/")), ()):
            if pattern.fullmatch(path):
                return name, operation
        return None

    def misfits(self, schema: Doc, value: Any) -> Iterator[str]:
        """Yield where and why a value does not fit a schema of the document."""
        checker = Draft202012Validator.FORMAT_CHECKER
        validator = Draft202012Validator(schema, registry=self._registry, format_checker=checker)
        for error in validator.iter_errors(value):
            yield f"{error.json_path}: {error.message:.300}"

    def _schema_of(self, answer: Doc, kind: str) -> Doc | None:
        if "$ref" in answer:
            answer = self.document["components"]["responses"][answer["$ref"].rpartition("/")[2]]
        stated = answer.get("content", {}).get(kind.partition(";")[0], {}).get("schema")
        return _from_here(stated) if stated else None

    def _is_new(self, place: tuple[str, str, int], body: Any) -> bool:
        known = (*place, _shape(body))
        if known in self._seen:
            return False
        self._seen.add(known)
        return True


def _plainness(way: tuple[Any, str, Doc]) -> int:
    """Order paths by the letters they state themselves, the most first."""
    return -len(re.sub(r"{\w+}", "", way[1]))


def schema_of(name: str) -> Doc:
    """Return the schema of this name, as a validator of the document finds it."""
    return {"$ref": f"{HERE}#/components/schemas/{name}"}


def _is_json(kind: str) -> bool:
    return kind.partition(";")[0] in (JSON_TYPE, PROBLEM_TYPE)


def _from_here(schema: Any) -> Any:
    """Return a schema whose references lead into the document."""
    if isinstance(schema, dict):
        return {
            key: f"{HERE}{value}" if key == "$ref" else _from_here(value)
            for key, value in schema.items()
        }
    return [_from_here(one) for one in schema] if isinstance(schema, list) else schema


def _shape(value: Any) -> Any:
    """Return what matters of a value to a schema: members, types, and words that may be codes."""
    if isinstance(value, dict):
        return frozenset((name, _shape(inner)) for name, inner in value.items())
    if isinstance(value, list):
        return frozenset(_shape(inner) for inner in value[:SHOWN])
    if isinstance(value, str):
        return value if CODE.fullmatch(value) else len(value) > 0
    return type(value)


@cache
def api() -> Description:
    """Return the description of the API, made when the first answer comes."""
    return Description(document((*ROUTES, *OWN), server="http://localhost", cookie="session"))


def faults_of(response: Any) -> list[str]:
    """Return what is not as described in a response that ``requests`` has brought.

    A stand-in for the gateway behind the edge gives no request an id; the gateway always does.
    """
    path = urlsplit(response.url).path
    if "X-Request-ID" not in response.headers:
        return []
    kind = response.headers.get("Content-Type", "")
    if not path.startswith(f"{PREFIX}/") or response.request.method not in METHODS:
        return []
    body = response.json() if _is_json(kind) and response.content else None
    return api().faults(response.request.method, path, response.status_code, kind, body)


METHODS = frozenset({"GET", "POST", "PUT", "PATCH", "DELETE"})
