"""The operations of the OpenAPI document as pages show them."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from gateway.web.docs.schemas import Field, Schemas

Doc = Mapping[str, Any]
PROBLEM = "application/problem+json"
CODE = re.compile(r"`([a-z-]+)`: ")
WAYS = {"session": "docs-way-session", "oauth2": "docs-way-token", "basic": "docs-way-basic"}
"""Words for the ways to sign in."""


@dataclass(frozen=True)
class Content:
    """What is sent or answered: its types, its fields where it is JSON, and an example."""

    types: tuple[str, ...]
    fields: tuple[Field, ...]
    example: str = ""


@dataclass(frozen=True)
class Answer:
    """An answer by status; ``codes`` are the problems it may name."""

    status: str
    means: str
    codes: tuple[str, ...]
    content: Content | None


@dataclass(frozen=True)
class Operation:
    """A method on a path, whole."""

    id: str
    tag: str
    method: str
    path: str
    summary: str
    description: str
    ways: tuple[str, ...]
    scopes: tuple[str, ...]
    parameters: tuple[tuple[str, tuple[Field, ...]], ...]
    body: Content | None
    answers: tuple[Answer, ...]

    @property
    def page(self) -> str:
        """Return where it is described."""
        return f"/api/docs/operations/{self.id}"

    @property
    def words(self) -> str:
        """Return what a search looks in."""
        names = [row.name for _, rows in self.parameters for row in rows]
        parts = (self.method, self.path, self.summary, self.id, self.description, *names)
        return " ".join(parts).casefold()

    @property
    def success(self) -> Answer:
        """Return what is answered when all went well."""
        return self.answers[0]


@dataclass(frozen=True)
class Reference:
    """All operations by their id, in the order of the document."""

    operations: Mapping[str, Operation]
    by_tag: Mapping[str, list[Operation]] = field(default_factory=dict)

    def matching(self, q: str) -> list[Operation]:
        """Return the operations that have every word asked for."""
        wanted = q.casefold().split()
        return [
            one for one in self.operations.values() if all(word in one.words for word in wanted)
        ]


def reference_of(document: Doc) -> Reference:
    """Return what a document describes."""
    reader = _Reader(Schemas(document["components"]))
    operations = {
        operation.id: operation
        for path, item in document["paths"].items()
        for method, described in item.items()
        for operation in [reader.operation(method.upper(), path, described)]
    }
    by_tag: dict[str, list[Operation]] = {}
    for operation in operations.values():
        by_tag.setdefault(operation.tag, []).append(operation)
    return Reference(operations, by_tag)


@dataclass(frozen=True)
class _Reader:
    schemas: Schemas

    def operation(self, method: str, path: str, described: Doc) -> Operation:
        security = described["security"]
        named = dict.fromkeys(way for alternative in security for way in alternative)
        scopes = dict.fromkeys(
            scope for alternative in security for scope in alternative.get("oauth2", ())
        )
        return Operation(
            described["operationId"], described["tags"][0], method, path, described["summary"],
            described.get("description", ""),
            tuple(WAYS[way] for way in named if way in WAYS), tuple(scopes),
            tuple(self._parameters(described.get("parameters", ()))),
            self._content(described.get("requestBody")),
            tuple(self._answers(described["responses"])),
        )  # fmt: skip

    def _parameters(self, given: Any) -> Iterator[tuple[str, tuple[Field, ...]]]:
        """Yield where they stand, and those that stand there."""
        found = [self.schemas.found(one) for one in given]
        for place in ("path", "query", "header"):
            rows = tuple(
                self.schemas.field(one["name"], one["schema"], means=one.get("description") or "",
                                   required=one.get("required", False))
                for one in found if one["in"] == place
            )  # fmt: skip
            if rows:
                yield place, rows

    def _answers(self, responses: Doc) -> Iterator[Answer]:
        for status, response in responses.items():
            node = self.schemas.found(response)
            means, codes = node["description"], tuple(self._codes(node))
            content = self._content(node) if status.startswith("2") else None
            yield Answer(status, "" if codes else means, codes, content)

    def _codes(self, response: Doc) -> Iterator[str]:
        """Yield the codes a refusal names, each of which stands before what it means."""
        if PROBLEM in response.get("content", {}):
            yield from CODE.findall(response["description"])

    def _content(self, node: Doc | None) -> Content | None:
        """Return what a body or an answer holds, if anything."""
        content = (node or {}).get("content")
        if not content:
            return None
        read = next((kind for kind in content if "file" not in kind), next(iter(content)))
        media = content[read]
        fields = self.schemas.fields(media["schema"])
        return Content(tuple(content), tuple(fields), self._example(media))

    def _example(self, media: Doc) -> str:
        for given in media.get("examples", {}).values():
            return _shown(self.schemas.found(given)["value"])
        if "example" in media:
            return _shown(media["example"])
        examples = self.schemas.found(media["schema"]).get("examples", ())
        return _shown(examples[0]) if examples else ""


def _shown(value: Any) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False)
