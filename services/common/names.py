"""What things of one kind are called, asked for by their ids, many at once."""

from typing import Any

from pymongo.collection import Collection

from services.common.validation.fields import Line
from services.common.validation.input import InputSchema
from services.common.validation.rules import Pattern

IDS = r"[\w-]{1,60}(,[\w-]{1,60}){0,99}\Z"
Doc = dict[str, Any]


class NamesQuery(InputSchema):
    """Of what the names are wanted: up to a hundred ids with commas between."""

    id = Line(6100, required=True, validate=Pattern(IDS))


def names_of(
    collection: Collection[Doc], query: Doc, facts: tuple[str, ...], scopes: Doc | None
) -> Doc:
    """Return the facts of those that are there and within the criteria; None is no limit."""
    asked: Doc = {"_id": {"$in": query["id"].split(",")}}
    criteria = {"$and": [asked, scopes]} if scopes else asked
    found = collection.find(criteria, dict.fromkeys(facts, 1))
    return {"items": [{"id": doc["_id"], **{name: doc[name] for name in facts}} for doc in found]}
