"""What follows for what bodies say when a body ends, a person hands over, or one is forgotten."""

from collections.abc import Mapping
from typing import Any

from services.orders.repositories.baskets import Baskets
from services.orders.repositories.bodies import Declarations, SystemsOfBodies, UncontractedUses

Facts = Mapping[str, Any]


def move(
    systems: SystemsOfBodies, declarations: Declarations, gaps: UncontractedUses, moved: Facts
) -> None:
    """Let what is said of a body go over to its successor, where nothing is said of that one."""
    old, new = str(moved["from"]), str(moved["to"])
    if (held := systems.find(old)) and systems.find(new) is None:
        systems.add(held.of(new))
    if (listed := gaps.find(old)) and gaps.find(new) is None:
        gaps.add(listed.of(new))
    for declared in declarations.of_body(old):
        heir = declared.of(new)
        if declarations.find(heir.id) is None:
            declarations.add(heir)
        declarations.change(declared.id, lambda one: one.rest())


def move_basket(baskets: Baskets, moved: Facts) -> None:
    """Let what lies in the basket of a body that ended lie in its successor's."""
    old, new = str(moved["from"]), str(moved["to"])
    if left := baskets.find(old):
        baskets.change_of(new, lambda basket: basket.take_over(left))
        baskets.change(old, lambda basket: basket.entries.clear())


def hand_over(systems: SystemsOfBodies, handed: Facts) -> None:
    """Put one person in another's place among the usual contacts of the body."""
    body, giver, taker = str(handed["body"]), handed["from"], handed["to"]
    if systems.find(body):
        systems.change(body, lambda held: held.put_in_place(giver, taker))


def forget(systems: SystemsOfBodies, declarations: Declarations, person: Facts) -> None:
    """Erase a person from what bodies said."""
    account, email = str(person["account"]), person["email"]
    for held in systems.naming(email):
        systems.change(held.id, lambda one: one.forget(person))
    for id in [*declarations.by(account)]:
        declarations.change(id, lambda declared: declared.forget(account))


def forget_in_baskets(baskets: Baskets, person: Facts) -> None:
    """Leave out who put something into a basket; it stays there for the others."""
    account = str(person["account"])
    for body in [*baskets.by(account)]:
        baskets.change(body, lambda basket: basket.forget(account))
