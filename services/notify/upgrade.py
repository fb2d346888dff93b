"""Moves lines out of tickets of the release before, where a ticket held its own.

Done by the schema step, beside services of that release: a ticket lets go of its lines only as
they were when they were kept elsewhere. Broken off or run twice it goes on where it was.
"""

from typing import Any

from pymongo import UpdateOne
from pymongo.database import Database

Doc = dict[str, Any]


def move_lines(database: Database[Doc]) -> int:
    """Return every embedded line a document of its own; tell how many tickets had some."""
    moved = 0
    fields = {"lines": 1, "version": 1}
    while ticket := database["tickets"].find_one({"lines": {"$exists": True}}, fields):
        writes = [_kept(ticket["_id"], line) for line in ticket["lines"]]
        if writes:
            database["ticket_lines"].bulk_write(writes, ordered=False)
        as_read = {"_id": ticket["_id"], "version": ticket["version"]}
        moved += database["tickets"].update_one(as_read, {"$unset": {"lines": ""}}).modified_count
    return moved


def _kept(ticket: str, line: Doc) -> UpdateOne:
    """Keep a line unless it is there; what it said was told by its ticket."""
    facts = {name: value for name, value in line.items() if name != "id"}
    doc = {**facts, "ticket": ticket, "version": 1, "outbox": [], "done": []}
    return UpdateOne({"_id": line["id"]}, {"$setOnInsert": doc}, upsert=True)
