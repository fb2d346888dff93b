"""JSON Schema of what answers are declared as: typed dictionaries and their annotations."""

import inspect
import types
import typing
from enum import Enum
from typing import Any

from services.common.answers import Form

PLAIN = {str: "string", int: "integer", float: "number", bool: "boolean", type(None): "null"}
Doc = dict[str, Any]
REFERENCE = "#/components/schemas/"


class Schemas:
    """Collects the schemas of one service's dictionaries, each once, under its name."""

    def __init__(self, owner: str, meaning: Any) -> None:
        self.owner, self.meaning = owner, meaning
        self.found: Doc = {}

    def of(self, hint: Any) -> Doc:
        """Return the schema of a type; that of a dictionary is a reference to it."""
        origin, inner = typing.get_origin(hint), typing.get_args(hint)
        if hint is Any:
            return {}
        if origin is typing.Annotated:
            return self._annotated(self.of(inner[0]), hint.__metadata__)
        if origin is typing.Literal:
            return {"enum": list(inner), **self._kind_of(inner)}
        if origin in (typing.Union, types.UnionType):
            return self._one_of(inner)
        if origin is list or hint is list:
            return {"type": "array", "items": self.of(inner[0]) if inner else {}}
        if origin is dict:
            return {"type": "object", "additionalProperties": self.of(inner[1])}
        if inspect.isclass(hint) and issubclass(hint, Enum):
            values = [member.value for member in hint]
            return {"enum": sorted(values), **self._kind_of(values)}
        if hint in PLAIN:
            return {"type": PLAIN[hint]}
        return self._dictionary(origin or hint, inner)

    def _annotated(self, schema: Doc, told: tuple[Any, ...]) -> Doc:
        made = {**schema}
        for one in told:
            made |= dict(one.keywords) if isinstance(one, Form) else {"description": one}
        return made

    def _kind_of(self, values: Any) -> Doc:
        kinds = {PLAIN[str if isinstance(value, str) else type(value)] for value in values}
        return {"type": kinds.pop()} if len(kinds) == 1 else {}

    def _one_of(self, kinds: tuple[Any, ...]) -> Doc:
        schemas = [self.of(kind) for kind in kinds]
        null = {"type": "null"}
        rest = [schema for schema in schemas if schema != null]
        if len(rest) == 1 and len(rest) < len(schemas):
            return self._or_null(rest[0])
        return {"anyOf": schemas}

    def _or_null(self, schema: Doc) -> Doc:
        if "enum" in schema and isinstance(schema.get("type"), str):
            return {**schema, "type": [schema["type"], "null"], "enum": [*schema["enum"], None]}
        if isinstance(schema.get("type"), str):
            return {**schema, "type": [schema["type"], "null"]}
        return {"anyOf": [schema, {"type": "null"}]}

    def _dictionary(self, kind: Any, parameters: tuple[Any, ...]) -> Doc:
        name = self.name_of(kind, parameters)
        if name not in self.found:
            self.found[name] = {}
            self.found[name] = self._described(name, kind, parameters)
        return {"$ref": f"{REFERENCE}{name}"}

    def name_of(self, kind: Any, parameters: tuple[Any, ...] = ()) -> str:
        """Return the name of a dictionary's schema: that of its service, of what, and its own."""
        return f"{self.owner}.{kind.__name__}{''.join('Of' + _plain_name(p) for p in parameters)}"

    def _described(self, name: str, kind: Any, parameters: tuple[Any, ...]) -> Doc:
        hints = typing.get_type_hints(kind, include_extras=True)
        variables = dict(zip(getattr(kind, "__parameters__", ()), parameters, strict=True))
        left_out = kind.__optional_keys__
        return {
            "type": "object",
            "description": inspect.cleandoc(kind.__doc__ or "").replace("\n", " "),
            "additionalProperties": False,
            "required": sorted(set(hints) - left_out),
            "properties": {
                member: self._member(name, kind.__name__, member, _filled(hint, variables))
                for member, hint in hints.items()
            },
        }

    def _member(self, name: str, kind: str, member: str, hint: Any) -> Doc:
        schema = self.of(_present(hint))
        if "description" in schema:
            return schema
        meaning = self.meaning(member, name, kind)
        return {**schema, "description": meaning} if meaning else schema


def _present(hint: Any) -> Any:
    if typing.get_origin(hint) is typing.NotRequired:
        return typing.get_args(hint)[0]
    return hint


def _filled(hint: Any, variables: dict[Any, Any]) -> Any:
    """Return a type of a generic dictionary for the kind it is used with."""
    hint = _present(hint)
    if hint in variables:
        return variables[hint]
    if typing.get_origin(hint) is list and typing.get_args(hint)[0] in variables:
        return list[variables[typing.get_args(hint)[0]]]  # type: ignore[misc]
    return hint


def _plain_name(hint: Any) -> str:
    return str(getattr(hint, "__name__", "")).title() if hint in PLAIN else str(hint.__name__)
