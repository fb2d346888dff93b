"""Contracts on the real database: mandates, moves of the register, retention, lists by index."""

import time
from datetime import timedelta
from typing import Any

import pytest
from pymongo.database import Database

from services.common import clock, context
from services.common.context import Call
from services.common.errors import Invalid, NotFound, TooEarly
from services.common.events import Event
from services.common.messaging.read_copies import ReadCopy
from services.common.principal import Delegation, Principal
from services.contracts.domain.contracts import Contract
from services.contracts.domain.signatures import Signature
from services.contracts.domain.states import ContractState
from services.contracts.drafting import Drafter
from services.contracts.parties import visible_to
from services.contracts.repositories.chains import Chains
from services.contracts.repositories.contracts import LONGEST_FIRST, Contracts, counting
from services.contracts.repositories.mandates import SigningMandates
from services.contracts.service import ContractsService
from services.orders.domain.states import OrderState
from tests import builders
from tests.builders import JOINT, MUNICH, PRIEN, PROFILE, TODAY
from tests.said import said, said_fields

Doc = dict[str, Any]


@pytest.fixture
def contracts(database: Database[Doc]) -> Contracts:
    """An empty store."""
    repository = Contracts(database, "contracts", lambda *_: None)
    repository.prepare()
    return repository


@pytest.fixture
def service(contracts: Contracts) -> Any:
    """The service on that store."""
    made: Any = ContractsService()
    made.contracts = contracts
    made.chains = Chains(contracts.collection.database, "contracts", lambda *_: None)
    nothing: Any = None
    made.drafter = Drafter(
        contracts, nothing, nothing,
        bodies=ReadCopy(contracts.collection.database, "identity", "body"),
        profiles=nothing, vendors=nothing,
    )  # fmt: skip
    return made


def keep(contracts: Contracts, made: Contract) -> Contract:
    made.number = made.id
    made.order = f"o-{made.id}"
    return contracts.add(made)


def hear(handler: Any, data: Doc, sequence: int = 2) -> None:
    event = Event(f"x:{sequence}:0", "identity", "any", "x", sequence, data, "trace", {})
    for _ in range(2):
        context.enter(event.call())
        handler(event)


def test_whoever_waits_for_a_document_is_told_when_it_could_not_be_made(
    service: Any, contracts: Contracts
) -> None:
    keep(contracts, builders.contract(id="c1"))
    keep(contracts, builders.contract(id="c2", failure="Das Erstellen brach mehrmals ab."))
    reader = Principal("clerk", "", {PRIEN: frozenset({"contracts:read"})})
    context.enter(Call(principal=reader))

    told = {}
    for id in ("c1", "c2"):
        with pytest.raises(NotFound) as refused:
            service.document(id)
        told[id] = said(refused.value, "contracts")

    assert "wird noch erstellt" in told["c1"]
    assert "ließ sich nicht erstellen" in told["c2"]


def mandate(**changed: Any) -> Doc:
    return {
        "grantor": PRIEN, "scope": "sign", "services": [], "state": "granted",
        "released_by": "nina", "valid_from": "2026-01-01", "valid_until": "2026-12-31", **changed,
    }  # fmt: skip


def test_only_released_mandates_of_the_day_for_the_service_may_be_signed_under(
    database: Database[Doc],
) -> None:
    copy = ReadCopy(database, "identity", "mandate")
    mandates = SigningMandates(copy)
    mandates.prepare()
    held = {
        "all": mandate(),
        "this": mandate(services=[PROFILE]),
        "another": mandate(services=["another"]),
        "requested": mandate(state="requested", released_by=None),
        "revoked": mandate(state="revoked"),
        "ended": mandate(valid_until="2026-11-19"),
        "later": mandate(valid_from="2026-11-21"),
        "orders": mandate(scope="order", released_by=None),
        "elsewhere": mandate(grantor=MUNICH),
    }
    for id, state in held.items():
        copy.keep(id, 1, {"id": id, **state})

    found = mandates.to_sign(PRIEN, PROFILE, TODAY)

    assert [m["id"] for m in found] == ["all", "this"]


def test_contracts_of_a_body_follow_it(contracts: Contracts, service: Any) -> None:
    for made in (builders.offered(id="c1"), builders.signed(id="c2")):
        keep(contracts, made)
    keep(contracts, builders.signed(id="c3", body=JOINT))

    hear(service.on_body_moved, {"from": PRIEN, "to": MUNICH, "to_name": "München"})

    found = [contracts.get(id) for id in ("c1", "c2", "c3")]
    assert [c.body for c in found] == [MUNICH, MUNICH, JOINT]
    assert [c.version for c in found] == [2, 2, 1]


def test_each_new_link_is_taken_over_from_the_order(contracts: Contracts, service: Any) -> None:
    keep(contracts, builders.signed(id="c1"))

    for sequence, link in enumerate(("https://a.example/1", "https://a.example/2"), 20):
        order = builders.order_in(OrderState.LIVE, id="o-c1", link=link).summary()
        hear(service.on_link_published, {"order": order, "action": "link"}, sequence)

    assert contracts.get("c1").order_summary["link"] == "https://a.example/2"


def test_signatures_of_an_erased_account_are_held_and_exported(
    contracts: Contracts, service: Any
) -> None:
    keep(contracts, builders.signed(id="c1"))
    keep(contracts, builders.offered(id="c2"))

    hear(service.on_account_erased, {"account": "mayor", "name": "A", "email": "a@b.example"})

    signature = contracts.get("c1").signature
    assert signature is not None
    assert signature.held_until is not None
    assert signature.name == "Andreas Bürger"
    context.enter(Call(principal=Principal("mayor")))
    (line,) = service.export_person()["files"]["contracts/signatures.json"]["items"]
    assert line["held_until"] == signature.held_until.isoformat()
    assert line["erasure_asked_at"] is not None


def changed(**facts: Any) -> Doc:
    order = builders.order_in(OrderState.LIVE, id="o-c1", **facts).summary()
    return {"order": order, "action": "contacts", "reason": None, "by": None}


def test_a_contract_s_order_gets_its_newest_contacts(contracts: Contracts, service: Any) -> None:
    keep(contracts, builders.offered(id="c1"))

    hear(service.on_order_changed, changed(functional_contact=builders.contact("Neu")))

    assert contracts.get("c1").order_summary["functional_contact"]["name"] == "Neu"


def test_new_contacts_wait_for_the_contract_of_a_released_order(service: Any) -> None:
    before = changed()
    before["order"]["state"] = "submitted"

    with pytest.raises(TooEarly):
        hear(service.on_order_changed, changed())
    hear(service.on_order_changed, before)


def test_the_contract_of_an_order_is_found_by_it(contracts: Contracts, service: Any) -> None:
    keep(contracts, builders.offered(id="c1"))
    keep(contracts, builders.offered(id="c2"))
    context.enter(Call(principal=Principal("anna", grants={PRIEN: frozenset({"contracts:read"})})))

    (found,) = service.list({"order": "o-c2"})["items"]

    assert (found["id"], found["document"]["step"]) == ("c2", "made")
    plan = contracts.collection.find({"body": PRIEN, "order": "o-c2"}).explain()
    assert "COLLSCAN" not in str(plan["queryPlanner"]["winningPlan"])


def test_who_was_lent_reading_lists_and_gets_what_is_lent(
    contracts: Contracts, service: Any
) -> None:
    keep(contracts, builders.offered(id="c1"))
    keep(contracts, builders.offered(id="c2", profile="another"))
    keep(contracts, builders.offered(id="c3", body=MUNICH))
    some = Delegation("m1", PRIEN, frozenset({"contracts:read"}), time.time() + 60,
                      frozenset({PROFILE}))  # fmt: skip
    context.enter(Call(principal=Principal("vera", delegations=(some,))))

    listed = service.list({})

    assert ([c["id"] for c in listed["items"]], listed["total"]) == (["c1"], 1)
    assert service.get("c1")["id"] == "c1"
    with pytest.raises(NotFound):
        service.get("c2")


def test_no_list_or_look_for_a_person_scans_the_collection(contracts: Contracts) -> None:
    lent = Delegation("m1", PRIEN, frozenset({"contracts:read"}), clock.now().timestamp() + 60,
                      frozenset({PROFILE}))  # fmt: skip
    held = {MUNICH: frozenset({"contracts:read"})}
    seen = visible_to(Principal("vera", "", held, {}, (lent,))) or {}
    signed = {
        "$or": [{"signature.account": "a"}, {"countersignature.account": "a"}],
        "done": {"$ne": "r1"},
    }

    plans = [contracts.collection.find(seen).sort("_id", 1).explain(),
             contracts.collection.find(signed).explain()]  # fmt: skip

    winners = [plan["queryPlanner"]["winningPlan"] for plan in plans]
    assert "by_body" in str(winners[0])
    assert all("COLLSCAN" not in str(winner) for winner in winners)


def test_what_waits_for_the_operator_comes_page_by_page_the_first_signed_first(
    contracts: Contracts, service: Any
) -> None:
    for id, day in {"c1": 3, "c2": 1, "c3": 2}.items():
        at = builders.NOW + timedelta(days=day)
        by = Signature("alois", "A. Kern", at, "h", "l", "_1", at.isoformat(), "hoch")
        keep(contracts, builders.offered(id=id, state=ContractState.SIGNED, signature=by))
    everywhere = {"*": frozenset({"contracts:read"})}
    context.enter(Call(principal=Principal("olaf", grants=everywhere)))
    asked = {"state": "signed", "sort": "due", "limit": 2}

    first = service.list(asked)
    rest = service.list({**asked, "cursor": first["next"]})

    assert [c["id"] for c in first["items"]] == ["c2", "c3"]
    assert ([c["id"] for c in rest["items"]], rest["next"]) == (["c1"], None)
    assert (first["total"], first["items"][0]["signed_by"]["name"]) == (3, "A. Kern")
    plan = contracts.collection.find({"state": "signed"}).sort(LONGEST_FIRST).explain()
    assert "signed_first" in str(plan["queryPlanner"]["winningPlan"])
    assert "SORT" not in str(plan["queryPlanner"]["winningPlan"])


def test_only_what_is_signed_comes_by_due_day(service: Any) -> None:
    everywhere = {"*": frozenset({"contracts:read"})}
    context.enter(Call(principal=Principal("olaf", grants=everywhere)))

    with pytest.raises(Invalid) as refused:
        service.list({"state": "offered", "sort": "due"})

    assert "state=signed" in said_fields(refused.value, "contracts")["/sort"]


def test_of_all_contracts_so_many_are_counted_and_by_their_ids_alone(
    contracts: Contracts, service: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    for place in ("repositories", "entrypoints"):
        monkeypatch.setattr(f"services.contracts.{place}.contracts.MOST_COUNTED", 2)
    for n in range(3):
        keep(contracts, builders.offered(id=f"c{n}", order=f"o{n}", number=f"SSN-{n}"))
    everywhere = {"*": frozenset({"contracts:read"})}
    context.enter(Call(principal=Principal("olaf", grants=everywhere)))

    all_of_them, signed = service.list({}), service.list({"state": "signed"})
    steps, how = counting({})
    plan = contracts.collection.database.command(
        "explain", {"aggregate": "contracts", "pipeline": steps, "cursor": {}, **how}
    )

    assert (all_of_them["total"], all_of_them["total_is_least"]) == (2, True)
    assert (signed["total"], signed["total_is_least"]) == (0, False)
    assert "COLLSCAN" not in str(plan)
