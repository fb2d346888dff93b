"""Recorded acts and stored trails; valid by default."""

from typing import Any

from services.common.events import Event
from services.identity.domain.audit import START, Act, AuditLine, Head, seal

Doc = dict[str, Any]
AT = "2026-11-20T10:00:00.000+00:00"


def recorded(number: int = 1, *, at: str = AT, source: str = "orders", **changed: Any) -> Event:
    """Return the event that tells of one act; each number is an event of its own."""
    stated = {
        "action": "orders.release",
        "noun": "orders",
        "object": f"o{number}",
        "version": 7,
        "actor": "reviewer",
        "on_behalf_of": "09187162",
        "mandate": None,
        "said": ["order.released"],
        **changed,
    }
    id = f"o{number}:7:r"
    raw = {"time": at, "id": id, "source": source}
    return Event(id, source, "audit.recorded", f"o{number}", 7, stated, "c1", raw)


def stored(length: int, **changed: Any) -> list[Doc]:
    """Return a whole trail as the database keeps it."""
    head, docs = Head(0, START), []
    for number in range(1, length + 1):
        line = AuditLine.after(head, Act.of(recorded(number, **changed)))
        head = line.head
        docs.append(line.to_doc())
    return docs


def resealed(doc: Doc, **changed: Any) -> Doc:
    """Return the document with other facts and the hash that fits them."""
    doc = {**doc, **changed}
    plain = {"n" if name == "_id" else name: value for name, value in doc.items()}
    return {**doc, "hash": seal(plain)}
