"""Valid orders and what stands beside them."""

from datetime import date, timedelta
from typing import Any

from services.orders.domain.authorities import Authority as BulkAuthority
from services.orders.domain.bulk_requests import BulkKind, BulkRequest
from services.orders.domain.declarations import Declaration, DeclarationKind, id_of
from services.orders.domain.orders import Actor, Contact, Order
from services.orders.domain.states import OrderState
from services.orders.domain.tasks import Task
from tests.builders.copies import TITLE
from tests.builders.given import NOW, PRIEN, PROFILE, TODAY, VENDOR, Doc
from tests.builders.people import principal

CLERK = Actor("clerk", "Sabine Huber")
REVIEWER = Actor("reviewer", "Nina Prüfer")
OTHER_REVIEWER = Actor("reviewer-2", "Olaf Prüfer")
SETUP_PARTY = Actor("daniel", "Daniel Dienst")


def contact(name: str = "Eva Fach") -> Contact:
    """Return a contact of an order."""
    return Contact(name, "Einwohneramt", "fach@prien.example", "08051 1")


def task(number: int, code: str = "set-up-service", who: str = "vendor") -> Task:
    """Return an open task of five working days."""
    return Task(number, code, {"de": "Schritt", "en": "Step"}, who, 5)


def order(**changed: Any) -> Order:
    """Return a prepared order of Prien with a setup party."""
    facts: Doc = {
        "id": "o1",
        "number": "DM-2026-ABCDEFGH",
        "body": PRIEN,
        "body_name": "Prien a.Chiemsee",
        "places": [PRIEN],
        "profile": PROFILE,
        "profile_title": TITLE,
        "profile_version": 3,
        "usage": "new",
        "functional_contact": contact(),
        "technical_contact": contact("Tom Technik"),
        "ordered_by": CLERK.id,
        "created_at": NOW,
        "changed_at": NOW,
        "specialist_system": "OK.EWO",
        "setup_by": VENDOR,
        "wanted_on": date(2026, 12, 24),
        "tasks": [task(1), task(2, "store-link", "body"), task(3, "check-link", "operator")],
    }
    return Order(**{**facts, **changed})


def order_in(state: OrderState, **changed: Any) -> Order:
    """Return an order that already is in this state."""
    return order(state=state, **changed)


def declaration(review_on: date = TODAY + timedelta(days=30)) -> Declaration:
    """Return what Prien declares of a service until a day of review."""
    declared = Declaration(id=id_of(PRIEN, PROFILE), body=PRIEN, profile=PROFILE)
    declared.declare(DeclarationKind.NO_NEED, review_on, 0, by="clerk", now=NOW)
    return declared


def bulk_request(kind: BulkKind = BulkKind.ORDER) -> BulkRequest:
    """Return one that is worked on, for Prien."""
    by = BulkAuthority.of(principal(), frozenset({"orders:place", "orders:read"}), {PRIEN}, NOW)
    request = BulkRequest.begun(
        "b1", kind, dry_run=False, by=by, bodies=[PRIEN], items=2, correlation_id="c", now=NOW
    )
    request.begin(NOW)
    return request
