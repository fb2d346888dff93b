"""Where orders are placed in tests: copies and orders in memory, and what is wanted of them."""

import time
from collections.abc import Iterable
from typing import Any

from services.common import context
from services.common.context import Call
from services.common.principal import Delegation, Principal
from services.orders.domain.orders import Order
from services.orders.placing import OrderDesk
from services.orders.repositories.numbers import number_of
from tests import builders
from tests.builders import JOINT, PRIEN, PROFILE, VENDOR


class ReadCopy:
    """A read copy as a dict."""

    def __init__(self, *docs: dict[str, Any]) -> None:
        self._docs = {doc["_id"]: doc for doc in docs}

    def find(self, id: str) -> dict[str, Any] | None:
        return self._docs.get(id)

    def find_many(self, ids: Iterable[str]) -> dict[str, dict[str, Any]]:
        return {id: self._docs[id] for id in ids if id in self._docs}

    def find_by(self, name: str, value: str) -> dict[str, Any] | None:
        return next((doc for doc in self._docs.values() if doc.get(name) == value), None)

    def is_empty(self) -> bool:
        return not self._docs


class Orders:
    """Keeps the orders it is given; ``taken`` are places with an active order."""

    def __init__(self, *taken: str) -> None:
        self.taken = set(taken)
        self.placed: list[Any] = []

    def place(self, order: Any) -> Any:
        self.placed.append(order)
        return order

    def free_number(self, id: str, year: int) -> str:
        return number_of(id, year)

    def active(self, profile: str, places: list[str]) -> dict[str, str] | None:
        taken = self.taken & set(places)
        return {"id": "o9", "number": "DM-2026-TAKEN"} if taken else None


def desk(*taken: str, orders: Orders | None = None, **copies: ReadCopy) -> OrderDesk:
    known: dict[str, Any] = {
        "body": ReadCopy(builders.body_doc(), builders.joint_doc()),
        "profile": ReadCopy(builders.profile_doc()),
        "vendor": ReadCopy({"_id": VENDOR}),
        "system": ReadCopy({"_id": "ok-ewo", "name": "OK.EWO"}),
        "chain": ReadCopy(builders.chain_doc()),
    }
    kept: Any = orders or Orders(*taken)
    return OrderDesk(kept, {**known, **copies})


def wanted(**changed: Any) -> dict[str, Any]:
    person = {"name": "Eva", "department": "Amt", "email": "e@prien.example", "phone": "1"}
    facts = {
        "body": PRIEN, "profile": PROFILE, "usage": "new", "functional_contact": person,
        "technical_contact": person, "prepared": False, "costs_acknowledged": False,
    }  # fmt: skip
    return {**facts, **changed}


def place(wanted: dict[str, Any], caller: Principal | None = None, **copies: ReadCopy) -> Order:
    context.enter(Call(principal=caller or builders.principal()))
    return desk(**copies).place(wanted)


def lent(id: str = "m1", **changed: Any) -> Delegation:
    facts = {
        "scope": JOINT, "permissions": frozenset({"orders:read", "orders:place"}),
        "ends_at": time.time() + 60,
    }  # fmt: skip
    return Delegation(id, **{**facts, **changed})


def grantee(*delegations: Delegation) -> Principal:
    return builders.principal(delegations=delegations)
