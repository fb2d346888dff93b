"""Reviews of declarations on the real database: by index, once each, unless an order answers."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from pymongo.database import Database

from services.common import clock, reminding
from services.common.messaging.read_copies import ReadCopy
from services.common.reminding import Reminders
from services.orders import body_successions
from services.orders.domain.declarations import REVIEW_DUE, id_of
from services.orders.domain.states import OrderState
from services.orders.repositories.bodies import (
    BY_REVIEW,
    FIRST_DUE,
    NEXT_STEP,
    Declarations,
    SystemsOfBodies,
    UncontractedUses,
    reviewed_by,
)
from services.orders.repositories.orders import Orders
from services.orders.repositories.targeted_profiles import TargetedProfiles
from services.orders.reviews import Reviews
from tests import builders
from tests.builders import MUNICH, PRIEN, PROFILE, TITLE, TODAY

Db = Database[dict[str, Any]]
DAY = TODAY + timedelta(days=30)
LATER = clock.morning_of(DAY) + timedelta(days=10)
NO_LEASE: Any = None


def nothing(*_: object) -> None:
    """Wake no relay."""


@pytest.fixture
def reviews(database: Db) -> Reviews:
    """Reviews over an empty store that knows one body and one service."""
    declarations, orders = (kind(database, "orders", nothing) for kind in (Declarations, Orders))
    body, profile = ReadCopy(database, "identity", "body"), ReadCopy(database, "catalog", "profile")
    body.keep(PRIEN, 1, {"name": "Prien a.Chiemsee"})
    profile.keep(PROFILE, 1, {"title": TITLE})
    chains = ReadCopy(database, "contracts", "chain")
    declarations.prepare()
    orders.prepare()
    return Reviews(declarations, orders, TargetedProfiles(profile, chains), body)


def declare(reviews: Reviews, body: str = PRIEN) -> str:
    declared = builders.declaration(DAY)
    declared.id, declared.body = id_of(body, PROFILE), body
    return reviews.declarations.add(declared).id


def told(reviews: Reviews, id: str) -> list[str]:
    doc = reviews.declarations.collection.find_one({"_id": id}) or {}
    return [event["type"] for event in doc["outbox"] if event["type"] == REVIEW_DUE]


def sweep(reviews: Reviews) -> None:
    """Say what one process says; under no lease, so that two may collide."""
    steps = reviews.declarations.steps_due
    while Reminders("orders", NO_LEASE, steps, reviews.tell).sweep(LATER):
        pass


def due(reviews: Reviews, *bodies: str) -> list[dict[str, Any]]:
    return reviews.due(bodies, DAY, None, 50)[0]


def test_two_processes_at_once_say_it_once(reviews: Reviews) -> None:
    id = declare(reviews)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: sweep(reviews), range(4)))

    assert told(reviews, id) == [REVIEW_DUE]
    assert reviews.declarations.steps_due(LATER, None, 10) == []


def test_it_is_a_task_of_its_body_from_its_day_on(reviews: Reviews) -> None:
    declare(reviews)

    (task,) = due(reviews, PRIEN)

    assert (task["title"], task["body_name"]) == (TITLE, "Prien a.Chiemsee")
    assert task["review_on"] == DAY.isoformat()
    assert due(reviews, MUNICH) == []
    assert reviews.due([PRIEN], DAY - timedelta(days=1), None, 50) == ([], None)


def test_an_order_answers_it(reviews: Reviews) -> None:
    id = declare(reviews)
    reviews._orders.place(builders.order_in(OrderState.SUBMITTED))

    sweep(reviews)

    assert (told(reviews, id), due(reviews, PRIEN)) == ([], [])
    assert reviews.declarations.steps_due(LATER, None, 10) == []


def test_after_a_merger_the_successor_alone_is_reminded(reviews: Reviews, database: Db) -> None:
    old, facts = declare(reviews), {"from": PRIEN, "to": MUNICH}
    others = (kind(database, "orders", nothing) for kind in (SystemsOfBodies, UncontractedUses))
    systems, gaps = others
    for _ in range(2):
        body_successions.move(systems, reviews.declarations, gaps, facts)

    sweep(reviews)

    assert told(reviews, old) == []
    assert told(reviews, id_of(MUNICH, PROFILE)) == [REVIEW_DUE]


def test_what_is_due_is_read_by_index_page_by_page(reviews: Reviews) -> None:
    for number in range(5):
        declare(reviews, f"0918700{number}")
    bodies = [f"0918700{number}" for number in range(5)]
    kept = reviews.declarations.collection

    first, onward = reviews.due(bodies, DAY, None, 3)
    second, end = reviews.due(bodies, DAY, onward, 3)

    assert [one["body"] for one in (*first, *second)] == bodies
    assert end is None
    by = list(BY_REVIEW.keys)
    listed = kept.find(reviewed_by(bodies, DAY)).sort(FIRST_DUE).hint(by).explain()
    step = reminding.due_by(kept, NEXT_STEP, LATER, None).explain()
    assert "'stage': 'SORT'" not in str(listed["queryPlanner"]["winningPlan"])
    assert "next_step" in str(step["queryPlanner"]["winningPlan"])
