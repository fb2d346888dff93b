"""What of a description of the API would break clients of the one before.

``python -m tests.api_changes`` prints the breaking changes since the last release, whose
description is ``docs/api/released.json`` without its prose; ``... release`` writes that file
anew, which is done with each release and at no other time.

A change breaks what a client does: an operation, a parameter, a member of an answer or a status
that is gone; more that has to be sent; less that may be sent; more that may be answered where
all values were named. More operations, more that may be sent and more members of answers do not.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from gateway.api import openapi
from gateway.api.routes import OWN, ROUTES
from tests.shape.sources import ROOT

FILE = ROOT / "docs/api/released.json"
PROSE = frozenset({"description", "summary", "example", "examples", "title", "x-permissions"})
LOWER, UPPER = ("minimum", "minLength", "minItems"), ("maximum", "maxLength", "maxItems")
DEEPEST = 8

Doc = dict[str, Any]


def current() -> Doc:
    """Return the description as it is now, without prose."""
    server, cookie = "https://markt.example", "session"
    return bare(openapi.document((*ROUTES, *OWN), server=server, cookie=cookie))


def bare(node: Any, names: bool = False) -> Any:
    """Return a description without what only people read; in ``names`` every key is a name."""
    if isinstance(node, list):
        return [bare(one) for one in node]
    if not isinstance(node, dict):
        return node
    named = ("properties", "schemas", "parameters", "responses", "headers", "paths", "content")
    return {
        key: bare(value, names=key in named)
        for key, value in node.items()
        if names or key not in PROSE
    }


def released(path: Path = FILE) -> Doc:
    """Return the description of the last release."""
    found: Doc = json.loads(path.read_text("utf-8"))
    return found


def breaking(before: Doc, after: Doc) -> list[str]:
    """Return the breaking changes, each as a sentence that begins with where it is."""
    return sorted(set(_Comparison(before, after).all()))


class _Comparison:
    def __init__(self, before: Doc, after: Doc) -> None:
        self.before, self.after = before, after

    def all(self) -> Iterator[str]:
        for path, item in self.before["paths"].items():
            for method, old in item.items():
                at = f"{method.upper()} {path}"
                new = self.after["paths"].get(path, {}).get(method)
                if new is None:
                    yield f"{at}: gone"
                else:
                    yield from self._operation(at, old, new)

    def _operation(self, at: str, old: Doc, new: Doc) -> Iterator[str]:
        if old["operationId"] != new["operationId"]:
            yield f"{at}: called {new['operationId']}, not {old['operationId']}"
        for way in old["security"]:
            if way not in new["security"] and new["security"]:
                yield f"{at}: not open to {way} any more"
        if not old["security"] and new["security"]:
            yield f"{at}: needs a sign-in"
        yield from self._parameters(at, old, new)
        yield from self._body(at, old, new)
        yield from self._answers(at, old, new)

    def _parameters(self, at: str, old: Doc, new: Doc) -> Iterator[str]:
        were, are = self._named(self.before, old), self._named(self.after, new)
        for name, was in were.items():
            if name not in are:
                yield f"{at}: parameter {name[1]} is gone"
            else:
                if are[name].get("required") and not was.get("required"):
                    yield f"{at}: parameter {name[1]} has to be sent"
                yield from self._sent(f"{at}: {name[1]}", was["schema"], are[name]["schema"])
        for name, one in are.items():
            if name not in were and one.get("required"):
                yield f"{at}: parameter {name[1]} has to be sent"

    def _named(self, document: Doc, operation: Doc) -> dict[tuple[str, str], Doc]:
        found = [_resolved(document, one) for one in operation.get("parameters", ())]
        return {(one["in"], one["name"]): one for one in found}

    def _body(self, at: str, old: Doc, new: Doc) -> Iterator[str]:
        was, now = old.get("requestBody"), new.get("requestBody")
        if was is None:
            if now is not None and now.get("required"):
                yield f"{at}: a body has to be sent"
            return
        for kind, media in was["content"].items():
            if kind not in (now or {}).get("content", {}):
                yield f"{at}: {kind} is not taken any more"
            elif now is not None:
                yield from self._sent(at, media["schema"], now["content"][kind]["schema"])

    def _answers(self, at: str, old: Doc, new: Doc) -> Iterator[str]:
        for status, response in old["responses"].items():
            was = _resolved(self.before, response)
            if status not in new["responses"]:
                if status.startswith("2"):
                    yield f"{at}: {status} is gone"
                continue
            now = _resolved(self.after, new["responses"][status])
            for name in was.get("headers", {}):
                if name not in now.get("headers", {}):
                    yield f"{at}: {status} has no header {name}"
            for kind, media in was.get("content", {}).items():
                if kind not in now.get("content", {}):
                    yield f"{at}: {status} is not had as {kind}"
                    continue
                schema = now["content"][kind]["schema"]
                yield from self._answered(f"{at}: {status}", media["schema"], schema)

    def _sent(self, at: str, old: Doc, new: Doc, depth: int = 0) -> Iterator[str]:
        """Yield what may not be sent any more, and what must be."""
        was, now = _merged(self.before, old), _merged(self.after, new)
        yield from _fewer_types(at, was, now, "is not taken")
        if "enum" in now:
            for value in was.get("enum", ("anything",)):
                if value not in now["enum"]:
                    yield f"{at}: {value} is not taken"
        for bounds, tighter in ((LOWER, max), (UPPER, min)):
            for bound in bounds:
                if bound in now and tighter(now[bound], was.get(bound, now[bound])) != was.get(
                    bound
                ):
                    yield f"{at}: {bound} is {now[bound]}"
        if now.get("pattern") != was.get("pattern") and "pattern" in now:
            yield f"{at}: has to fit {now['pattern']}"
        for name in set(now.get("required", ())) - set(was.get("required", ())):
            yield f"{at}: {name} has to be sent"
        yield from self._inside(at, was, now, self._sent, depth)

    def _answered(self, at: str, old: Doc, new: Doc, depth: int = 0) -> Iterator[str]:
        """Yield what is not answered any more, and values nobody was told of."""
        was, now = _merged(self.before, old), _merged(self.after, new)
        yield from _fewer_types(at, now, was, "may be answered")
        if "enum" in was and not at.endswith(".code"):
            for value in now.get("enum", ("anything",)):
                if value not in was["enum"]:
                    yield f"{at}: {value} may be answered"
        for name in set(was.get("required", ())) - set(now.get("required", ())):
            yield f"{at}: {name} may be missing"
        yield from self._inside(at, was, now, self._answered, depth)

    def _inside(self, at: str, was: Doc, now: Doc, compare: Any, depth: int) -> Iterator[str]:
        if depth > DEEPEST:
            return
        for name, inner in was.get("properties", {}).items():
            if name in now.get("properties", {}):
                yield from compare(f"{at}.{name}", inner, now["properties"][name], depth + 1)
            elif now.get("properties"):
                yield f"{at}.{name}: gone"
        if "items" in was and "items" in now:
            yield from compare(f"{at}[]", was["items"], now["items"], depth + 1)


def _fewer_types(at: str, was: Doc, now: Doc, said: str) -> Iterator[str]:
    """Yield the types of the one that the other lacks; what has no type is of any."""
    mine, others = _types(was), _types(now)
    if others and (not mine or mine - others):
        gone = ", ".join(sorted(mine - others)) or "anything"
        yield f"{at}: {gone} {said}"


def _types(schema: Doc) -> set[str]:
    kind = schema.get("type", [])
    types = {kind} if isinstance(kind, str) else set(kind)
    return types | {"number"} if "integer" in types and "number" in types else types


def _resolved(document: Doc, node: Doc) -> Doc:
    while "$ref" in node:
        _, kind, name = node["$ref"].removeprefix("#").rsplit("/", 2)
        node = document["components"][kind][name]
    return node


def _merged(document: Doc, schema: Doc) -> Doc:
    """Return a schema with references followed, and its alternatives and parts in one."""
    node = _resolved(document, schema)
    parts = [_merged(document, part) for key in ("allOf", "anyOf", "oneOf")
             for part in node.get(key, ())]  # fmt: skip
    if not parts:
        return node
    merged: Doc = {**node, "properties": dict(node.get("properties", {})), "type": []}
    merged["required"] = list(node.get("required", ()))
    every = [set(part.get("required", ())) for part in parts]
    merged["required"] += set.union(*every) if "allOf" in node else set.intersection(*every)
    for part in parts:
        merged["properties"] |= part.get("properties", {})
        merged["type"] += sorted(_types(part) - set(merged["type"]))
    return merged


if __name__ == "__main__":
    if sys.argv[1:] == ["release"]:
        FILE.parent.mkdir(parents=True, exist_ok=True)
        FILE.write_text(json.dumps(current(), sort_keys=True, ensure_ascii=False, indent=0) + "\n")
    else:
        print("\n".join(breaking(released(), current())) or "nothing breaks")
