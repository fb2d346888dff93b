"""One id, the whole story: ``python -m deploy.local.trace ID [FOLDER]``, or ``make trace ID=...``.

Reads the logs of all parts (``.local/logs``, or the files of another folder) and prints in order
of time what has to do with the id. It may be an ``X-Request-ID`` (which travels as correlation id
through calls and events), the id of an order, contract, mail or any other object, or an order's
number; a number is looked up in the database of the installation the logs lie in.
"""

import argparse
import json
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pymongo import MongoClient
from pymongo.errors import PyMongoError

from deploy.local.specs import ROOT

NUMBER = re.compile(r"DM-\d{4}-[A-Z2-7]{8}")
OBJECTS = ("object_id", "subject", "contract", "mail", "delivery", "order", "id")
ACTORS = ("actor_id", "account")
OUTCOMES = ("outcome", "status", "failure", "reason")
REASONS = ("code", "problem")
DURATIONS = ("duration_ms", "ms")
WHAT = {
    "request": "{method} {route}",
    "call_answered": "answers {method}",
    "event_said": "says {type}",
    "event_said_again": "says again {type}",
    "event_heard": "hears {type}",
    "event_parked": "parks {type}",
    "mail_sent": "mails {occasion}",
    "mail_put_off": "puts off to mail {occasion}",
    "mail_failed": "fails to mail {occasion}",
    "delivery_published": "delivers {type} to {vendor}",
    "delivery_put_off": "puts off to deliver {type} to {vendor}",
}
HEADINGS = ("time", "part", "what", "object", "actor", "outcome", "took")


@dataclass(frozen=True)
class Line:
    """One line of a part's log."""

    part: str
    facts: dict[str, Any]

    @property
    def time(self) -> str:
        """Return when it was written: ISO, UTC, milliseconds."""
        return str(self.facts["time"])

    @property
    def request(self) -> str | None:
        """Return the id of the request it belongs to, None outside of any."""
        return self.facts.get("correlation_id") or None

    def first_of(self, names: Sequence[str]) -> str:
        """Return the first of these facts that there is, as text, or a dash."""
        present = (self.facts[name] for name in names if self.facts.get(name) is not None)
        return str(next(present, "-"))

    def is_about(self, id: str) -> bool:
        """Tell whether a fact is this id, or is made of it (``id:version:number``)."""
        texts = [fact for fact in self.facts.values() if isinstance(fact, str)]
        return any(text == id or text.startswith(f"{id}:") for text in texts)


def read(folder: Path) -> list[Line]:
    """Return what all parts have logged, in order of time; what is no line of ours is left out."""
    files = sorted(folder.glob("*.log"))
    return sorted((line for path in files for line in _lines(path)), key=lambda line: line.time)


def _lines(path: Path) -> Iterator[Line]:
    with path.open(encoding="utf-8", errors="replace") as file:
        for text in file:
            try:
                facts = json.loads(text)
            except ValueError:
                continue
            if isinstance(facts, dict) and "time" in facts and "event" in facts:
                yield Line(path.stem, facts)


def story(lines: Iterable[Line], id: str) -> list[Line]:
    """Return the lines about the id, and those of every request one of them belongs to."""
    lines = list(lines)
    about = [line.is_about(id) for line in lines]
    requests = {line.request for line, is_about in zip(lines, about, strict=True) if is_about}
    return [
        line
        for line, is_about in zip(lines, about, strict=True)
        if is_about or (line.request and line.request in requests)
    ]


def told(line: Line) -> tuple[str, ...]:
    """Return the line's columns, see ``HEADINGS``."""
    pattern = WHAT.get(line.facts["event"], line.facts["event"])
    what = re.sub(r"{(\w+)}", lambda name: str(line.facts.get(name[1], "?")), pattern)
    reason = line.first_of(REASONS)
    outcome = line.first_of(OUTCOMES) + ("" if reason == "-" else f" {reason}")
    duration = line.first_of(DURATIONS)
    return (
        line.time[11:23], line.part, what, line.first_of(OBJECTS), line.first_of(ACTORS),
        outcome, "" if duration == "-" else f"{duration} ms",
    )  # fmt: skip


def table(lines: Sequence[Line]) -> Iterator[str]:
    """Write the lines below each other, with a heading for each day."""
    rows = [told(line) for line in lines]
    widths = [max(map(len, column)) for column in zip(HEADINGS, *rows, strict=True)]
    yield _row(HEADINGS, widths)
    day = ""
    for line, row in zip(lines, rows, strict=True):
        if line.time[:10] != day:
            day = line.time[:10]
            yield f"-- {day} (UTC)"
        yield _row(row, widths)


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = (cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
    return "  ".join(padded).rstrip()


def order_numbered(number: str, installation: Path) -> str | None:
    """Return the id of the order with this number, asked of the installation's database."""
    urls = installation / "urls.env"
    uri = re.search(r"MONGO_URI='([^']+)'", urls.read_text()) if urls.exists() else None
    if uri is None:
        return None
    client: MongoClient[dict[str, Any]] = MongoClient(uri[1], serverSelectionTimeoutMS=2000)
    try:
        order = client["dm_orders"]["orders"].find_one({"number": number}, {"_id": 1})
    except PyMongoError:
        return None
    return str(order["_id"]) if order else None


def main() -> int:
    """Print the story; 1 where nothing is known of the id."""
    parser = argparse.ArgumentParser(prog="deploy.local.trace", description=__doc__)
    parser.add_argument("id")
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / ".local/logs")
    asked = parser.parse_args()
    id: str | None = asked.id
    if NUMBER.fullmatch(asked.id):
        id = order_numbered(asked.id, asked.folder.parent)
    lines = story(read(asked.folder), id) if id else []
    if not lines:
        print(f"nothing about {asked.id} in {asked.folder}/*.log", file=sys.stderr)
        return 1
    print("\n".join(table(lines)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
