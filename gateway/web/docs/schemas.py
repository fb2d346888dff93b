"""Schemas of the document as rows for readers: one row a field, inner fields by a dotted name."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Doc = Mapping[str, Any]
DEEPEST = 4
"""Below this many levels a field is named, and what is in it is not."""
RANGES = (
    ("minimum", "maximum", ""), ("minLength", "maxLength", " letters"),
    ("minItems", "maxItems", " items"),
)  # fmt: skip


@dataclass(frozen=True)
class Field:
    """A field or parameter: ``form`` is its type with its bounds, in the words of JSON Schema."""

    name: str
    form: str
    means: str = ""
    required: bool = False


@dataclass(frozen=True)
class Schemas:
    """Reads the document whose components are ``components``."""

    components: Doc

    def found(self, node: Doc) -> Doc:
        """Return what a reference leads to; anything else is as it is."""
        while "$ref" in node:
            _, kind, name = node["$ref"].removeprefix("#").rsplit("/", 2)
            node = self.components[kind][name]
        return node

    def merged(self, schema: Doc) -> Doc:
        """Return a schema with its references and ``allOf`` put together."""
        schema = self.found(schema)
        parts = [self.merged(part) for part in schema.get("allOf", ())]
        if not parts:
            return schema
        merged: dict[str, Any] = {**schema, "properties": {}, "required": []}
        for part in (*parts, schema):
            merged["properties"] |= part.get("properties", {})
            merged["required"] += part.get("required", ())
        return merged

    def fields(self, schema: Doc) -> list[Field]:
        """Return the fields of an object, of the items of an array, or of what it may be."""
        return list(self._inside(schema, "", 0))

    def field(self, name: str, schema: Doc, *, means: str = "", required: bool = False) -> Field:
        """Return one row."""
        meant = means or self.found(schema).get("description", "")
        return Field(name, self.form(schema), meant, required)

    def form(self, schema: Doc) -> str:
        """Return the type of a value and what bounds it."""
        node = self.merged(schema)
        said = [self._type(node), *_ranges(node)]
        if "pattern" in node:
            said.append(f"as {node['pattern']}")
        if choices := self._choices(node):
            said.append("one of " + ", ".join(choices))
        if node.get("default") is not None:
            said.append(f"{json.dumps(node['default'])} if missing")
        return ", ".join(said)

    def _choices(self, node: Doc) -> list[str]:
        """Return what a value, or each item of a list of plain values, can be."""
        if "items" in node:
            return self._choices(self.merged(node["items"]))
        kinds = node.get("anyOf") or node.get("oneOf") or ()
        inner = [one for kind in kinds for one in self._choices(self.merged(kind))]
        return [str(one) for one in node.get("enum", inner) if one is not None]

    def _type(self, node: Doc) -> str:
        if "const" in node:
            return repr(node["const"])
        if kinds := node.get("anyOf") or node.get("oneOf"):
            return " or ".join(dict.fromkeys(self._type(self.merged(kind)) for kind in kinds))
        kind = node.get("type", "object" if "properties" in node else "any")
        named = " or ".join(kind) if isinstance(kind, list) else kind
        if "array" in named and "items" in node:
            return named.replace("array", f"array of {self._type(self.merged(node['items']))}")
        return f"{named} ({node['format']})" if "format" in node else str(named)

    def _inside(self, schema: Doc, before: str, depth: int) -> Iterator[Field]:
        node = self.merged(schema)
        for choice in node.get("anyOf") or node.get("oneOf") or ():
            yield from self._inside(choice, before, depth)
        if "items" in node and depth <= DEEPEST:
            yield from self._inside(node["items"], f"{before}[]", depth)
        for name, inner in node.get("properties", {}).items():
            whole = f"{before}.{name}".lstrip(".")
            yield self.field(whole, inner, required=name in node.get("required", ()))
            if depth < DEEPEST:
                yield from self._inside(inner, whole, depth + 1)


def _ranges(node: Doc) -> Iterator[str]:
    """Yield how small and large a value, a text or a list may be."""
    for low, high, unit in RANGES:
        least, most = node.get(low), node.get(high)
        if least is not None and most is not None:
            yield f"{least} to {most}{unit}"
        elif least is not None:
            yield f"{least} or more{unit}"
        elif most is not None:
            yield f"at most {most}{unit}"
