"""What becomes of an order when its body ends, or a person hands over or is forgotten."""

from datetime import datetime
from typing import Any

from services.orders.domain.duplicates import ASKED
from services.orders.domain.history import ERASED_NAME, Actor
from services.orders.domain.orders import CONTACTS, Order
from services.orders.domain.reasons import Why

Facts = dict[str, Any]


def follow_body(order: Order, old: str, new: str, name: str, *, by: Actor, now: datetime) -> None:
    """Let the order go over to the body that takes the old one's place."""
    used, moved = order.use(), _moved(order, old, new, name)
    order.places = list(dict.fromkeys(new if place == old else place for place in order.places))
    _rename_body(order, old, new, name)
    _tell_moved(order, moved, used, by, now)


def stand_beside(order: Order, old: str, new: str, name: str, *, by: Actor, now: datetime) -> None:
    """Let it go over to the new body, which has an active order of the profile already.

    The old place stays, for no two active orders cover the same one; support is asked.
    """
    used, moved = order.use(), _moved(order, old, new, name)
    _rename_body(order, old, new, name)
    _tell_moved(order, moved, used, by, now)
    order.request_support(Why(code=ASKED, facts={"body": name}), by, now)


def stay_beside(order: Order, *, by: Actor, now: datetime) -> None:
    """Ask support once more: yet another order holds the place that this one is to take."""
    order.request_support(Why(code=ASKED, facts={"body": order.body_name}), by, now)


def _moved(order: Order, old: str, new: str, name: str) -> Why:
    """Return what is noted: the order goes over with its body, or one of its places does."""
    facts = {"from": old, "to": new, "new": name}
    if order.body != old:
        return Why(code="place-moved", facts=facts)
    return Why(code="body-moved", facts={**facts, "old": order.body_name})


def hand_over(order: Order, giver: Facts, taker: Facts, *, by: Actor, now: datetime) -> None:
    """Put one person in the place of another, wherever the open order names that one."""
    ordered = order.ordered_by == giver["account"]
    contacts = _contacts_of(order, giver)
    if not order.active or not (ordered or contacts):
        return
    for name in contacts:
        setattr(order, name, getattr(order, name).handed_to(taker))
    if ordered:
        order.ordered_by = taker["account"]
    accounts = {"from": giver["account"], "to": taker["account"]}
    order.note("hand-over", by, now, Why(code="handed-over", facts=accounts))
    order.tell("order.changed", "hand-over", by)


def hand_over_contact(
    order: Order, giver: Facts, taker: Facts, reason: str, *, by: Actor, now: datetime
) -> None:
    """Name another person wherever the open order names this one as contact."""
    contacts = _contacts_of(order, giver)
    if not order.active or not contacts:
        return
    for name in contacts:
        setattr(order, name, getattr(order, name).handed_to(taker))
    order.note("hand-over", by, now, Why(reason, "contact-handed-over"))
    order.tell("order.changed", "hand-over", by)


def forget(order: Order, person: Facts, *, by: Actor, now: datetime) -> None:
    """Erase a person's name and addresses; an open order that lost a contact says so."""
    account, lost = person["account"], _contacts_of(order, person)
    lines = [e for e in order.history if e.actor == account and e.actor_name != ERASED_NAME]
    if not lost and not lines:
        return
    for name in lost:
        setattr(order, name, getattr(order, name).erased())
    for entry in lines:
        entry.actor_name = ERASED_NAME
    order.note("person-erased", by, now)
    order.tell("order.changed", "person-erased", by)
    if lost and order.active:
        order.request_support(Why(code="contact-needed"), by, now)


def _rename_body(order: Order, old: str, new: str, name: str) -> None:
    if order.body == old:
        order.body, order.body_name = new, name


def _tell_moved(order: Order, moved: Why, used: Facts, by: Actor, now: datetime) -> None:
    order.note("body-moved", by, now, moved)
    order.tell("order.changed", "body-moved", by)
    order.tell_use(used)


def _contacts_of(order: Order, person: Facts) -> list[str]:
    """Return where the person is named."""
    return [name for name in CONTACTS if getattr(order, name).is_of(person)]
