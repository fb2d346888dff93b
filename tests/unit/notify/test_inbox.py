"""What an entry of an inbox says, and to whom it belongs."""

from datetime import UTC, datetime
from typing import Any

import pytest

from services.notify.domain.inbox import entries_of, view
from services.notify.domain.occasions import OCCASIONS
from services.notify.domain.reached import Recipient
from tests.unit.notify import samples
from tests.unit.notify.sample_events import any_event

NOW = datetime(2026, 11, 28, 9, tzinfo=UTC)
EVA = Recipient("fach@prien.example", "Eva Fach", frozenset({"reviewer"}), "eva")


def entry(event: samples.Event, page: str = "order", to: Recipient = EVA) -> dict[str, Any]:
    (doc,) = entries_of(event, "order_received", page, to, event.data, NOW)
    return doc


def test_an_entry_names_order_service_body_and_when_it_is_one_s_turn() -> None:
    shown = view(entry(any_event("order.submitted")))

    assert (shown["order"], shown["body"]) == ("DM-2026-000123", "Prien a.Chiemsee")
    assert shown["service"] == {"de": "Wohnsitz ummelden", "en": "Change of residence"}
    assert (shown["yours"], shown["due_on"]) == (True, "2026-11-25")
    assert (shown["path"], shown["read"]) == ("/orders/o1", False)


def test_of_somebody_else_s_turn_an_entry_tells_no_day() -> None:
    shown = view(entry(any_event("order.submitted"), to=Recipient("e@a.example", "", account="e")))

    assert (shown["yours"], shown["due_on"]) == (False, None)


def test_every_reader_of_a_mailbox_has_an_entry_and_an_address_alone_none() -> None:
    event = any_event("order.submitted")
    shared = Recipient("post@prien.example", "", account="a", sharing=frozenset({"b"}))

    told = entries_of(event, "order_received", "order", shared, event.data, NOW)
    nobody = entries_of(event, "order_received", "order", Recipient("x@a.example", ""), {}, NOW)

    assert [doc["account"] for doc in told] == ["a", "b"]
    assert len({doc["_id"] for doc in told}) == 2
    assert nobody == []


def test_the_same_event_makes_the_same_entry_however_it_is_delivered() -> None:
    event = any_event("order.submitted")

    again, next = entry(event), entry(samples.order_event(sequence=2))

    assert entry(event)["_id"] == again["_id"] != next["_id"]


def test_no_entry_leads_to_an_address_with_a_token() -> None:
    event = any_event("registration.confirmation_wanted")

    assert entry(event, "confirm")["path"] == "/registrations/clerk.1"


@pytest.mark.parametrize("kind", sorted(OCCASIONS))
def test_an_entry_holds_neither_names_nor_what_somebody_wrote(kind: str) -> None:
    event = any_event(kind)

    kept = str(entry(event, "start")["facts"])

    for said in ("Sabine", "Eva", "Bitte", "Hallo", "@", "t0ken"):
        assert said not in kept
