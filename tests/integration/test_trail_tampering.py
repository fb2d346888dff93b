"""No change to a stored audit trail goes unseen, and each is found where it is."""

from collections.abc import Callable
from typing import Any

import pytest
from bson import Decimal128, ObjectId
from pymongo.collection import Collection
from pymongo.database import Database

from services.identity.domain.audit import Head
from services.identity.repositories.audit import AuditTrail
from tests.unit.identity.trails import recorded, resealed, stored

Doc = dict[str, Any]
Lines = Collection[Doc]
LENGTH = 10


@pytest.fixture
def trail(database: Database[Doc]) -> AuditTrail:
    trail = AuditTrail(database)
    trail.prepare()
    return trail


@pytest.fixture
def lines(trail: AuditTrail) -> Lines:
    """The stored lines of a whole trail, and what stands for its end."""
    trail.collection.insert_many(stored(LENGTH))
    return trail.collection


def found(trail: AuditTrail, head: Head | None = None, limit: int | None = None) -> Any:
    """Return position and reason of the first fault, checking stretch by stretch."""
    first: int | None = 1
    while first is not None:
        verdict = trail.verify(first=first, limit=limit, head=head)
        if verdict.fault:
            return verdict.fault.position, verdict.fault.reason.value
        first = verdict.next
    return None


def doc_of(lines: Lines, n: int) -> Doc:
    doc = lines.find_one({"_id": n})
    assert doc is not None
    return doc


def put(lines: Lines, doc: Doc) -> None:
    lines.replace_one({"_id": doc["_id"]}, doc, upsert=True)


def set_fields(n: int, **changed: Any) -> Callable[[Lines], object]:
    return lambda lines: put(lines, {**doc_of(lines, n), **changed})


def reseal(n: int, **changed: Any) -> Callable[[Lines], object]:
    return lambda lines: put(lines, resealed(doc_of(lines, n), **changed))


def remove(*numbers: Any) -> Callable[[Lines], object]:
    return lambda lines: lines.delete_many({"_id": {"$in": numbers}})


def insert(id: Any) -> Callable[[Lines], object]:
    return lambda lines: lines.insert_one({**doc_of(lines, 5), "_id": id, "event": "orders/x"})


def retype(lines: Lines) -> None:
    doc = doc_of(lines, 5)
    lines.delete_one({"_id": 5})
    lines.insert_one({**doc, "_id": 5.0})


def lose_a_field(lines: Lines) -> None:
    lines.update_one({"_id": 5}, {"$unset": {"mandate": ""}})


def swap(lines: Lines) -> None:
    fifth, sixth = doc_of(lines, 5), doc_of(lines, 6)
    lines.delete_many({"_id": {"$in": [5, 6]}})
    lines.insert_many([{**sixth, "_id": 5}, {**fifth, "_id": 6}])


def swap_and_reseal(lines: Lines) -> None:
    fifth, sixth = doc_of(lines, 5), doc_of(lines, 6)
    lines.delete_many({"_id": {"$in": [5, 6]}})
    at_fifth, at_sixth = {"_id": 5, "previous": fifth["previous"]}, {"_id": 6}
    first = resealed(sixth, **at_fifth)
    lines.insert_many([first, resealed(fifth, **at_sixth, previous=sixth["previous"])])


def remove_and_renumber(lines: Lines) -> None:
    later = [doc_of(lines, n) for n in range(6, LENGTH + 1)]
    lines.delete_many({"_id": {"$gte": 5}})
    lines.insert_many([{**doc, "_id": doc["_id"] - 1} for doc in later])


def insert_and_renumber(lines: Lines) -> None:
    later = [doc_of(lines, n) for n in range(5, LENGTH + 1)]
    lines.delete_many({"_id": {"$gte": 5}})
    lines.insert_one(resealed(later[0], event="orders/x"))
    lines.insert_many([resealed(doc, _id=doc["_id"] + 1) for doc in later])


def rebuild_from_the_fifth(lines: Lines) -> None:
    """What one can do who may write everything and knows how lines are sealed."""
    previous = doc_of(lines, 4)["hash"]
    for n in range(5, LENGTH + 1):
        doc = resealed(doc_of(lines, n), previous=previous, actor="somebody")
        previous = doc["hash"]
        put(lines, doc)


TAMPERINGS: list[tuple[str, Callable[[Lines], object], tuple[int, str]]] = [
    ("a field altered", set_fields(4, actor="somebody"), (4, "altered")),
    ("the first altered", set_fields(1, actor="somebody"), (1, "altered")),
    ("the last altered", set_fields(10, actor="somebody"), (10, "altered")),
    ("a hash altered", set_fields(4, hash="f" * 64), (4, "altered")),
    ("the chain altered", set_fields(4, previous="f" * 64), (4, "altered")),
    ("an extra field", set_fields(4, note="x"), (4, "altered")),
    ("a field of another type", set_fields(4, version=7.0), (4, "altered")),
    ("a field that is no JSON", set_fields(4, actor=ObjectId()), (4, "altered")),
    ("a field lost", lose_a_field, (5, "altered")),
    ("a number of another type", retype, (5, "altered")),
    ("altered and resealed", reseal(4, actor="somebody"), (4, "altered")),
    ("the first altered and resealed", reseal(1, actor="somebody"), (1, "altered")),
    ("the beginning relinked", reseal(1, previous="f" * 64), (1, "altered")),
    ("one removed", remove(5), (5, "missing")),
    ("the first removed", remove(1), (1, "missing")),
    ("several removed", remove(3, 4, 8), (3, "missing")),
    ("all but the last removed", remove(*range(1, 10)), (1, "missing")),
    ("removed and renumbered", remove_and_renumber, (5, "altered")),
    ("inserted between", insert(5.5), (6, "inserted")),
    ("inserted in front", insert(0), (1, "inserted")),
    ("inserted below", insert(-3), (1, "inserted")),
    ("inserted with another number", insert(Decimal128("7.5")), (8, "inserted")),
    ("inserted with a text", insert("5"), (11, "inserted")),
    ("inserted with an object id", insert(ObjectId()), (11, "inserted")),
    ("inserted with a truth", insert(True), (11, "inserted")),
    ("inserted with nothing", insert(None), (1, "inserted")),
    ("inserted behind a gap", insert(12), (11, "missing")),
    ("inserted behind the last", insert(11), (11, "altered")),
    ("inserted, the rest renumbered", insert_and_renumber, (5, "inserted")),
    ("swapped", swap, (5, "altered")),
    ("swapped and resealed", swap_and_reseal, (5, "altered")),
]  # fmt: skip


@pytest.mark.parametrize("limit", [None, 3])
@pytest.mark.parametrize(
    ("tamper", "fault"), [t[1:] for t in TAMPERINGS], ids=[t[0] for t in TAMPERINGS]
)
def test_what_was_changed_is_found_where_it_is(
    trail: AuditTrail,
    lines: Lines,
    tamper: Callable[[Lines], object],
    fault: tuple[int, str],
    limit: int | None,
) -> None:
    before = found(trail, limit=limit)

    tamper(lines)

    assert before is None
    assert found(trail, limit=limit) == fault


BEYOND_THE_CHAIN: list[tuple[str, Callable[[Lines], object], int, tuple[int, str]]] = [
    ("the last removed", remove(10), 10, (10, "missing")),
    ("the last three removed", remove(8, 9, 10), 10, (8, "missing")),
    ("all removed", remove(*range(1, 11)), 10, (1, "missing")),
    ("the last altered and resealed", reseal(10, actor="x"), 10, (10, "head-differs")),
    ("rebuilt", rebuild_from_the_fifth, 10, (10, "head-differs")),
    ("rebuilt before the head", rebuild_from_the_fifth, 7, (7, "head-differs")),
    ("a loose end", reseal(10, previous="f" * 64), 9, (10, "altered")),
]


@pytest.mark.parametrize(
    ("tamper", "n", "fault"),
    [t[1:] for t in BEYOND_THE_CHAIN],
    ids=[t[0] for t in BEYOND_THE_CHAIN],
)
def test_what_the_chain_cannot_show_a_head_does(
    trail: AuditTrail,
    database: Database[Doc],
    lines: Lines,
    tamper: Any,
    n: int,
    fault: tuple[int, str],
) -> None:
    head = Head(n, doc_of(lines, n)["hash"])
    before = found(trail, head)

    tamper(lines)

    assert before is None
    assert found(trail, head) == found(trail, head, limit=3) == fault
    database["audit_heads"].insert_one({"_id": "2026-11-20", "n": head.n, "hash": head.hash})
    assert found(trail) == found(trail, limit=3) == fault


def test_a_check_may_begin_anywhere_and_still_hold_an_earlier_head(
    trail: AuditTrail, lines: Lines
) -> None:
    head = Head(2, doc_of(lines, 2)["hash"])
    reseal(3, actor="somebody")(lines)

    after_it, before_it = trail.verify(first=6, head=head), trail.verify(first=4)
    other = trail.verify(first=6, head=Head(2, "f" * 64))

    assert after_it.plain()["verdict"] == "whole"
    assert before_it.plain()["position"] == 3
    assert (other.plain()["position"], other.plain()["reason"]) == (2, "head-differs")


@pytest.mark.parametrize(("first", "position"), [(5, 4), (11, 10), (99, 10)])
def test_a_check_says_when_the_line_it_builds_on_is_gone(
    trail: AuditTrail, lines: Lines, first: int, position: int
) -> None:
    remove(4, 10)(lines)

    verdict = trail.verify(first=first).plain()

    assert (verdict["position"], verdict["reason"]) == (position, "missing")


def test_an_altered_last_line_stops_neither_start_nor_writing_nor_reading(
    trail: AuditTrail, database: Database[Doc], lines: Lines
) -> None:
    lines.replace_one({"_id": 10}, {"actor": ObjectId("0" * 24)})

    later = AuditTrail(database)
    later.warm()
    later.append(recorded(11))

    assert [line["n"] for line in later.stream({})] == [*range(1, 12)]
    assert next(later.stream({"object": "o11"}))["n"] == 11
    assert found(trail) == (10, "altered")


def test_a_head_nobody_could_have_kept_hides_no_other(
    trail: AuditTrail, database: Database[Doc], lines: Lines
) -> None:
    kept = [{"_id": "a", "n": 4.5}, {"_id": "b", "n": "5"}, {"_id": "c"}, {"_id": "d", "n": -1}]
    database["audit_heads"].insert_many([*kept, {"_id": "e", "n": 7, "hash": "f" * 64}])

    assert found(trail) == (7, "head-differs")
