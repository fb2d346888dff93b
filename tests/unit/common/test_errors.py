"""A refusal crosses the wire unchanged."""

import json

import pytest

from services.common.errors import KINDS, Refusal, invalid_fields

CODE, SENTENCE = "order-wrong-state", "Das geht nicht. „So“ / Not like that."


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS.keys())
def test_a_refusal_survives_the_wire(kind: type[Refusal]) -> None:
    refusal = kind(CODE, SENTENCE)

    wire = json.loads(json.dumps(refusal.to_wire()))
    arrived = KINDS[wire["exc_type"]](*wire["exc_args"])

    assert type(arrived) is kind
    assert (arrived.code, str(arrived), arrived.fields) == (CODE, SENTENCE, "[]")
    assert wire["value"] == SENTENCE


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS.keys())
def test_a_refusal_holds_nothing_but_texts(kind: type[Refusal]) -> None:
    refusal = kind(CODE, SENTENCE)

    arguments = refusal.to_wire()["exc_args"]

    assert all(type(argument) is str for argument in arguments)
    assert list(refusal.args) == arguments


def test_every_kind_has_a_status_of_its_own() -> None:
    statuses = {kind.status for kind in KINDS.values()}

    assert statuses == {401, 403, 404, 409, 422, 503}


def test_wrong_fields_are_named_in_sentence_and_list() -> None:
    refusal = invalid_fields([("/body", "fehlt"), ("", "kein Objekt")])

    assert json.loads(refusal.fields) == [
        {"pointer": "/body", "detail": "fehlt"},
        {"pointer": "", "detail": "kein Objekt"},
    ]
    assert "/body, /" in str(refusal)
