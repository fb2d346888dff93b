"""A line is made of an event and sealed; the check walks over lines without keeping them."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from services.common.words import Text
from services.identity.domain.audit import START, Act, AuditLine, Head, moment
from services.identity.domain.audit_check import AuditVerdict, FaultReason, check
from tests.unit.identity.trails import Doc, recorded, stored

FIRST = (
    '{"action":"orders.release","actor":"reviewer","at":"2026-11-20T10:00:00.000+00:00",'
    '"correlation_id":"c1","event":"orders/o1:7:r","mandate":null,"n":1,"noun":"orders",'
    '"object":"o1","on_behalf_of":"09187162","previous":"' + START + '",'
    '"said":["order.released"],"service":"orders","version":7}'
)


def first_line(**changed: Any) -> AuditLine:
    return AuditLine.after(Head(0, START), Act.of(recorded(**changed)))


def checked(docs: list[Doc], *heads: Head) -> AuditVerdict:
    return check(docs, after=None, heads=heads)


def test_the_hash_is_that_of_the_canonical_json_of_all_other_fields() -> None:
    line = first_line()

    assert line.hash == hashlib.sha256(FIRST.encode()).hexdigest()


def test_a_line_reads_back_from_its_document() -> None:
    line = first_line(actor="Ä\u2028\n", mandate="m1", said=[])

    assert AuditLine.from_doc(line.to_doc()) == line


def test_a_line_takes_nothing_else_from_an_event() -> None:
    assert first_line(name="Sabine Huber", email="a@b.example") == first_line()


def test_source_and_id_of_an_event_come_from_its_envelope() -> None:
    line = first_line(event="forged", service="forged", at=recorded().raw["time"])

    assert (line.event, line.service) == ("orders/o1:7:r", "orders")


@pytest.mark.parametrize("name", [*recorded().data])
def test_an_event_that_lacks_a_field_is_no_act(name: str) -> None:
    event = recorded()
    del event.data[name]

    with pytest.raises(ValueError, match=name):
        Act.of(event)


@pytest.mark.parametrize(
    "wrong",
    [
        {"actor": None}, {"actor": ""}, {"actor": {"id": "a"}}, {"object": 7}, {"version": "7"},
        {"version": True}, {"version": 0}, {"version": 7.0}, {"version": 2**53}, {"mandate": ""},
        {"on_behalf_of": 9}, {"said": "order.released"}, {"said": [1]}, {"said": None},
        {"at": "2026-11-20"}, {"at": "2026-11-20T10:00:00+01:00"}, {"at": "2026-11-20T10:00:00Z"},
        {"at": "2026-13-20T10:00:00+00:00"}, {"at": None},
    ],
    ids=str,
)  # fmt: skip
def test_an_event_with_a_field_of_another_form_is_no_act(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r".+"):
        Act.of(recorded(**wrong))


def test_text_that_is_no_unicode_cannot_be_sealed() -> None:
    with pytest.raises(ValueError, match="surrogates"):
        first_line(actor="\ud800")


def test_a_long_trail_is_checked_one_document_at_a_time() -> None:
    docs, alive = stored(5), []

    def one_by_one() -> Iterator[Doc]:
        for doc in docs:
            alive.append(doc["_id"])
            yield doc

    verdict = check(one_by_one(), after=None, heads=(), limit=3)

    assert (verdict.checked_from, verdict.head, verdict.next) == (1, Head(3, docs[2]["hash"]), 4)
    assert alive == [1, 2, 3, 4]


def test_a_check_goes_on_behind_a_line() -> None:
    docs = stored(5)

    verdict = check(docs[3:], after=AuditLine.from_doc(docs[2]), heads=())

    assert (verdict.checked_from, verdict.head, verdict.fault) == (
        4,
        Head(5, docs[4]["hash"]),
        None,
    )


def test_nothing_is_whole_unless_a_head_says_there_was_something() -> None:
    head = Head(3, stored(3)[2]["hash"])

    assert checked([]).fault is None
    assert checked([], head).plain()["position"] == 1


@pytest.mark.parametrize("n", [1, 3, 5])
def test_a_head_holds_only_with_its_own_hash(n: int) -> None:
    docs = stored(5)
    head = Head(n, docs[n - 1]["hash"])

    differing = checked(docs, head, replace(head, hash="f" * 64)).fault

    assert checked(docs, head).fault is None
    assert differing is not None
    assert (differing.position, differing.reason) == (n, FaultReason.HEAD_DIFFERS)


def test_a_verdict_names_position_and_reason_in_both_languages() -> None:
    docs = stored(5)
    del docs[2]

    verdict = checked(docs).plain()

    assert verdict == {
        "verdict": "broken", "checked_from": 1, "checked_to": 2, "position": 3,
        "reason": "missing",
        "sentence": Text("Zeile 3 fehlt im Protokoll.", "Line 3 is missing from the trail."),
        "head": {"n": 2, "hash": docs[1]["hash"]}, "next": None,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("2026-11-20", "2026-11-20T00:00:00+00:00", "2026-11-21T00:00:00+00:00"),
        ("2026-11-20T11:00:00+01:00", "2026-11-20T10:00:00+00:00", "2026-11-20T10:00:00+00:00"),
        ("2026-11-20T10:00:00.500Z", "2026-11-20T10:00:00.5+00:00", "2026-11-20T10:00:00.5+00:00"),
    ],
)
def test_a_bound_sorts_before_every_line_of_its_moment(text: str, since: str, until: str) -> None:
    assert (moment(text), moment(text, end=True)) == (since, until)
    assert since <= first_line(at=f"{since[:19]}.500+00:00").at


@pytest.mark.parametrize(
    "text",
    ["", "heute", "2026-11-31", "2026-11-20T10:00:00", "0001-01-01T00:00:00+14:00", "10:00:00"],
)
def test_a_bound_is_a_day_or_a_time_with_its_offset(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        moment(text)


@pytest.mark.parametrize("text", ["", "7", "0:" + "a" * 64, "7:" + "A" * 64, "7:" + "a" * 63])
def test_a_head_is_written_as_number_and_hash(text: str) -> None:
    with pytest.raises(ValueError, match="N:HASH"):
        Head.parse(text)
