"""When time passes somebody is reminded: by mail, in the ticket and in the history, once."""

from datetime import timedelta
from typing import Any

from deploy.local import mails
from deploy.local.journey import Journey
from deploy.local.ports import wait_until
from tests.journeys import Journeys

LONG = timedelta(days=60)


def let_time_pass(journeys: Journeys, order: str) -> None:
    """Let the order have waited for so long that all its steps are due."""
    orders = journeys.stored("orders")["orders"]
    clockwork = orders.find_one({"_id": order})["clockwork"]
    moments = {name: clockwork[name] for name in ("since", "told_until", "next_at")}
    moved = {f"clockwork.{name}": moment - LONG for name, moment in moments.items()}
    assert orders.update_one({"_id": order}, {"$set": moved}).modified_count


def actions(journey: Journey) -> list[str]:
    order = journey.person(journey.clerk).get(f"orders/{journey.order['id']}")
    return [line["action"] for line in order["history"]]


def lines(journey: Journey) -> list[dict[str, Any]]:
    thread = journey.person(journey.clerk).get(f"orders/{journey.order['id']}/comments")
    return list(thread["items"])


def test_whoever_is_next_is_reminded_and_somebody_else_hears_that_it_is_late(
    journeys: Journeys,
) -> None:
    journey = journeys.next()
    journey.clerk_orders()

    let_time_pass(journeys, journey.order["id"])
    wait_until(lambda: actions(journey)[-1] == "escalate", 40, "nobody was told")

    number = journey.order["number"]
    reminder = journey.mail("", f"Erinnerung: Bestellung {number} wartet")
    late = journey.mail("", f"Bestellung {number} ist überfällig")
    assert "Sie sind am Zug: Bestellung prüfen" in mails.text_of(reminder)
    assert "BayKommun ist am Zug: Bestellung prüfen" in mails.text_of(late)
    assert actions(journey) == ["submit", "remind", "escalate"]
    wait_until(
        lambda: {"order.reminded", "order.escalated"} <= {line["code"] for line in lines(journey)},
        20,
        "the ticket says nothing",
    )


def test_the_operator_may_ask_what_would_wait_for_ever(journeys: Journeys) -> None:
    reviewer = journeys.signed_in().person("reviewer")

    found = [reviewer.get(f"orphaned-{what}") for what in ("orders", "registrations")]

    assert all(one.keys() == {"looked_at", "total", "counts", "items"} for one in found)
