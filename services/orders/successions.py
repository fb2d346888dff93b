"""What follows for orders when a body ends, a person hands over, or one is forgotten.

Each order is changed alone, so that a message delivered again goes on where it stopped.
"""

from datetime import datetime
from typing import Any

from pymongo.errors import DuplicateKeyError

from services.orders.domain import duplicates
from services.orders.domain import successions as domain
from services.orders.domain.history import Actor
from services.orders.repositories.orders import Orders

Facts = dict[str, Any]
IDENTITY = Actor("service:identity", "DigitalMarkt")


def move_body(orders: Orders, moved: Facts, now: datetime) -> None:
    """Let every order of a body that ended follow to its successor."""
    old, new, name = str(moved["from"]), str(moved["to"]), str(moved["to_name"])
    for id in orders.of_body(old):
        try:
            orders.change(id, lambda o: domain.follow_body(o, old, new, name, by=IDENTITY, now=now))
        except DuplicateKeyError:
            orders.change(
                id, lambda o: domain.stand_beside(o, old, new, name, by=IDENTITY, now=now)
            )


def settle(orders: Orders, told: Facts, now: datetime) -> None:
    """Let the order another was ended for hold alone; ask support where a third is there now."""
    ended, by = orders.get(told["order"]["id"]), Actor(told["by"]["id"], told["by"]["name"])
    kept, number = duplicates.kept_for(ended), ended.number
    if kept is None:
        return
    try:
        orders.change(kept, lambda o: duplicates.stand_alone(o, number, by=by, now=now))
    except DuplicateKeyError:
        orders.change(kept, lambda o: domain.stay_beside(o, by=by, now=now))


def hand_over(orders: Orders, handed: Facts, now: datetime) -> None:
    """Put one person in another's place in every open order of the body."""
    giver, taker = handed["from"], handed["to"]
    for id in orders.open_of_body(str(handed["body"])):
        orders.change(id, lambda o: domain.hand_over(o, giver, taker, by=IDENTITY, now=now))


def hand_over_contact(orders: Orders, handed: Facts, now: datetime) -> None:
    """Name another person as contact in every open order of the body that names this one."""
    giver, taker, by = handed["from"], handed["to"], Actor(handed["by"]["id"], handed["by"]["name"])
    for id in orders.open_of_body(str(handed["body"])):
        orders.change(
            id,
            lambda o: domain.hand_over_contact(o, giver, taker, handed["reason"], by=by, now=now),
        )


def forget(orders: Orders, person: Facts, now: datetime) -> None:
    """Erase a person from every order, open or final."""
    account, email = str(person["account"]), person["email"]
    for id in [*orders.about_person(account, email)]:
        orders.change(id, lambda o: domain.forget(o, person, by=IDENTITY, now=now))
    orders.forget_earlier(account)
