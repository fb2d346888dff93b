"""A person whom items of a bulk order name is erased while the work on it goes on."""

from datetime import timedelta
from typing import Any

import pytest

from services.common import clock
from services.common.events import Event
from services.common.principal import Principal
from services.orders.domain.bulk_requests import BulkState
from services.orders.domain.history import ERASED_NAME
from tests.integration.bulk_orders import (
    PERSON,
    BulkStores,
    begin,
    body_keys,
    calls,
    clerk,
    items_for,
    outcomes,
)

GONE = {"account": "gone", "email": "X@Prien.example", "name": "Xaver"}
NAMING = {"functional_contact": {**PERSON, "name": "Xaver", "email": "x@prien.example"}}


class Killed(Exception):
    """The process ends here."""


def begun(stores: BulkStores, *, dry_run: bool) -> str:
    """Return a bulk order whose first item of two names the person."""
    stores.prepare(bodies=2)
    first, second = items_for(body_keys(2))
    return str(begin(stores, [{**first, **NAMING}, second], dry_run=dry_run)["id"])


def erase(stores: BulkStores) -> None:
    raw = {"time": (clock.now() + timedelta(seconds=1)).isoformat()}
    calls("erased", Principal("service:identity"))
    stores.service().on_account_erased(
        Event("e:1:0", "identity", "account.erased", "e", 1, GONE, "c", raw)
    )


def test_what_a_dry_run_accepted_is_placed_with_the_successor_of_a_contact(
    stores: BulkStores,
) -> None:
    id = begun(stores, dry_run=True)
    stores.finish()
    nora = {"name": "Nora Neu", "department": "", "email": "nora@prien.example", "phone": "3"}
    body, reason = body_keys(2)[0], {"reason": "Elternzeit", "by": {"id": "a", "name": "A"}}
    handed = {"body": body, "from": {**GONE, "shared": True}, "to": nora, **reason}
    for name in ("elsewhere", body, body):
        calls("handed", Principal("service:orders"))
        stores.service().on_body_contact_handed_over(
            Event("h:1:0", "orders", "body_contact.handed_over", "h", 1, {**handed, "body": name},
                  "c", {})
        )  # fmt: skip

    calls("place", clerk())
    stores.service().place_bulk_order(id)
    stores.finish()

    named = {order["functional_contact"]["name"] for order in stores.orders.collection.find()}
    assert named == {"Nora Neu", PERSON["name"]}
    assert stores.outcomes(id) == {"accepted": 2}


def trace_of(stores: BulkStores) -> int:
    names = {"$or": [{name: {"$exists": True}} for name in ("erased", "emails", "wanted")]}
    return int(stores.items.collection.count_documents(names))


def test_an_erasure_that_is_broken_off_is_finished_when_it_is_repeated(
    stores: BulkStores, monkeypatch: pytest.MonkeyPatch
) -> None:
    id = begun(stores, dry_run=True)
    stores.finish()

    def killed(*_: Any) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(stores.requests, "change", killed)
        with pytest.raises(Killed):
            erase(stores)
    erase(stores)

    assert outcomes(stores, id) == [("failed", "bulk-contact-erased"), ("accepted", None)]
    assert stores.requests.get(id).counts == {"failed": 1, "accepted": 1}
    assert stores.items.naming("x@prien.example") == []


def test_an_order_under_way_while_its_contact_is_erased_is_there_without_the_contact(
    stores: BulkStores, monkeypatch: pytest.MonkeyPatch
) -> None:
    id = begun(stores, dry_run=False)
    add_all = stores.orders.add_all

    def meanwhile(docs: Any) -> Any:
        erase(stores)
        return add_all(docs)

    monkeypatch.setattr(stores.orders, "add_all", meanwhile)
    stores.finish()

    assert outcomes(stores, id) == [("accepted", None), ("accepted", None)]
    assert stores.requests.get(id).counts == {"accepted": 2}
    assert stores.requests.get(id).state is BulkState.DONE
    docs = stores.orders.collection.find({}, {"functional_contact": 1, "body": 1})
    names = {doc["body"]: doc["functional_contact"]["name"] for doc in docs}
    assert list(names.values()).count(ERASED_NAME) == 1
    assert trace_of(stores) == 0


def test_what_was_not_under_way_is_not_placed_and_nothing_of_the_person_stays(
    stores: BulkStores,
) -> None:
    id = begun(stores, dry_run=False)

    erase(stores)
    stores.finish()

    assert outcomes(stores, id) == [("failed", "bulk-contact-erased"), ("accepted", None)]
    assert stores.orders.collection.count_documents({}) == 1
    assert trace_of(stores) == 0
