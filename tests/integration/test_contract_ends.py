"""Contracts that end or are followed by another, on the real database and against the clock."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from pymongo.database import Database

from services.common import clock, context
from services.common.context import Call
from services.common.errors import Conflict, Forbidden
from services.common.events import Event
from services.common.messaging.read_copies import ReadCopy
from services.common.principal import Principal
from services.contracts.domain.contracts import Contract, ContractState
from services.contracts.drafting import Drafter
from services.contracts.repositories.chains import Chains
from services.contracts.repositories.contracts import SEAL_FAILED, Contracts
from services.contracts.repositories.mandates import SigningMandates
from services.contracts.service import ContractsService
from services.contracts.successions import Successions
from services.contracts.turning import turn
from services.orders.domain.states import OrderState
from tests import builders
from tests.builders import DOCUMENT, NOW, PRIEN, PROFILE
from tests.fakes import PassingTime
from tests.said import said

Doc = dict[str, Any]
RIGHTS = frozenset({"contracts:read", "contracts:sign"})
MAYOR = Principal("mayor", "Andreas Bürger", {PRIEN: RIGHTS})
OLAF = Principal(
    "olaf", "Olaf Ordner", {"*": frozenset({"contracts:read", "contracts:countersign"})}
)


@pytest.fixture
def contracts(database: Database[Doc]) -> Contracts:
    """An empty store."""
    repository = Contracts(database, "contracts", lambda *_: None)
    repository.prepare()
    return repository


@pytest.fixture
def service(contracts: Contracts, database: Database[Doc]) -> Any:
    """The service on that store, with a whole chain that has no end."""
    chains = Chains(database, "contracts", lambda *_: None)
    copies = {
        noun: ReadCopy(database, owner, noun)
        for owner, noun in (
            ("identity", "body"), ("identity", "mandate"), ("catalog", "profile"),
            ("catalog", "vendor"),
        )
    }  # fmt: skip
    chains.add(builders.chain())
    copies["body"].keep(PRIEN, 1, builders.body_doc())
    copies["profile"].keep(PROFILE, 1, builders.profile_doc())
    drafter = Drafter(
        contracts, chains, SigningMandates(copies["mandate"]),
        bodies=copies["body"], profiles=copies["profile"], vendors=copies["vendor"],
    )  # fmt: skip
    made: Any = ContractsService()
    made.contracts, made.drafter = contracts, drafter
    made.successions = Successions(contracts, chains, drafter)
    return made


def as_caller(caller: Principal, once: str | None = None) -> None:
    context.enter(Call(principal=caller, once=once))


def hear(handler: Callable[[Event], None], data: Doc, kind: str) -> None:
    event = Event(f"x:1:{kind}", "contracts", kind, "x", 2, data, "trace", {})
    for _ in range(2):
        context.enter(event.call())
        handler(event)


def said_by(contracts: Contracts, id: str) -> dict[str, Doc]:
    doc = contracts.collection.find_one({"_id": id}) or {"outbox": []}
    return {event["type"]: event["data"] for event in doc["outbox"]}


def concluded(contracts: Contracts, **changed: Any) -> Contract:
    return contracts.add(builders.concluded(**changed))


def countersign(contracts: Contracts, id: str) -> None:
    as_caller(OLAF)
    for state in (ContractState.OFFERED, ContractState.SIGNED):
        contracts.collection.update_one({"_id": id}, {"$set": {"state": state.value}})
    document = contracts.get(id).document_hash
    signed = builders.signature(account="otto", document_hash=document)
    contracts.change(id, lambda c: c.countersign(signed))


def test_a_signatory_gives_notice_and_time_ends_the_contract(
    service: Any, contracts: Contracts, time: PassingTime
) -> None:
    concluded(contracts)
    as_caller(MAYOR)
    day = date.fromisoformat(service.get("c1")["notice_ends"][1])

    shown = service.give_notice("c1", {"ends_on": day.isoformat(), "reason": "Umzug"})
    over = clock.start_of(day + timedelta(days=1))
    turn(contracts, service.drafter, "c1", over - timedelta(hours=1))
    before = contracts.get("c1").state
    ((_, due),) = contracts.steps_due(over, None, 10)
    turn(contracts, service.drafter, due, over)

    assert (shown["state"], shown["notice"]["side"]) == ("notice_given", "body")
    assert (before, contracts.get("c1").state) == ("notice_given", "terminated")
    assert contracts.steps_due(over + timedelta(days=9999), None, 10) == []
    assert said_by(contracts, "c1")["contract.terminated"]["reason_code"] == "notice-passed"


def test_the_operator_gives_notice_too_and_strangers_cannot(
    service: Any, contracts: Contracts
) -> None:
    concluded(contracts)
    clerk = Principal("clerk", "", {PRIEN: frozenset({"contracts:read"})})
    as_caller(OLAF)
    day = service.get("c1")["notice_ends"][0]

    as_caller(clerk)
    with pytest.raises(Forbidden) as refused:
        service.give_notice("c1", {"ends_on": day})
    as_caller(OLAF)

    assert refused.value.code == "no-signing-authority"
    assert service.give_notice("c1", {"ends_on": day})["notice"]["side"] == "operator"


def test_an_amendment_is_signed_beside_the_contract_and_then_takes_its_place(
    service: Any, contracts: Contracts
) -> None:
    concluded(contracts)
    as_caller(OLAF, "r1")
    made = service.amend("c1", {"change": "Neue Betreiberin"})
    again = service.amend("c1", {"change": "Neue Betreiberin"})

    assert (made["id"], again["id"], made["state"]) == ("c1-2", "c1-2", "drafted")
    assert contracts.get("c1").state is ContractState.CONCLUDED
    facts = contracts.get("c1-2").facts
    assert facts["contract_number"] == "SSN-2026-ABCDEFGH-2"
    assert facts["replaces"] == {
        "number": "SSN-2026-ABCDEFGH", "concluded_on": "2026-11-20", "change": "Neue Betreiberin",
    }  # fmt: skip

    countersign(contracts, "c1-2")
    hear(service.on_concluded, said_by(contracts, "c1-2")["contract.concluded"], "concluded")

    assert contracts.get("c1").state is ContractState.SUPERSEDED
    assert contracts.get("c1").signature is not None
    assert contracts.of_order("o1") == ["c1", "c1-2"]


def test_a_renewal_that_broke_off_is_drafted_by_its_own_word(
    service: Any, contracts: Contracts
) -> None:
    concluded(contracts)
    as_caller(MAYOR)
    service.renew("c1")
    contracts.collection.delete_one({"_id": "c1-2"})

    told = said_by(contracts, "c1")["contract.succession_begun"]
    hear(service.on_succession_begun, told, "succession_begun")

    made = contracts.get("c1-2")
    assert (made.state, made.replaces, made.released_by) == ("drafted", "c1", "mayor")


def test_a_renewal_that_broke_off_and_is_not_possible_any_more_is_given_up(
    service: Any, contracts: Contracts, database: Database[Doc]
) -> None:
    concluded(contracts)
    as_caller(MAYOR)
    service.renew("c1")
    contracts.collection.delete_one({"_id": "c1-2"})
    database["chains"].delete_many({})

    told = said_by(contracts, "c1")["contract.succession_begun"]
    hear(service.on_succession_begun, told, "succession_begun")

    assert (contracts.find("c1-2"), contracts.get("c1").replaced_by) == (None, None)


def test_a_late_word_of_one_successor_drafts_no_other(service: Any, contracts: Contracts) -> None:
    concluded(contracts)
    as_caller(MAYOR)
    service.renew("c1")
    late = said_by(contracts, "c1")["contract.succession_begun"]
    service.withdraw("c1-2", {"reason": "Wir warten ab."})
    told = said_by(contracts, "c1-2")["contract.withdrawn"]
    hear(service.on_withdrawn, told, "withdrawn")
    as_caller(OLAF)
    service.amend("c1", {"change": "Neue Betreiberin"})
    contracts.collection.delete_one({"_id": "c1-3"})

    hear(service.on_succession_begun, late, "succession_begun")

    assert contracts.find("c1-3") is None


def test_a_body_says_no_to_a_renewal_and_the_contract_goes_on(
    service: Any, contracts: Contracts
) -> None:
    concluded(contracts)
    as_caller(OLAF)
    service.renew("c1")
    with pytest.raises(Conflict) as open_one:
        service.renew("c1")
    as_caller(MAYOR)
    service.withdraw("c1-2", {"reason": "Wir warten ab."})
    told = said_by(contracts, "c1-2")["contract.withdrawn"]
    hear(service.on_withdrawn, told, "withdrawn")

    assert open_one.value.code == "succession-open"
    assert "schon ein neuer" in said(open_one.value, "contracts")
    assert contracts.get("c1").replaced_by is None
    as_caller(OLAF)
    assert service.renew("c1")["id"] == "c1-3"


def test_a_body_cannot_take_back_its_first_contract_here(
    service: Any, contracts: Contracts
) -> None:
    contracts.add(builders.offered())
    as_caller(MAYOR)

    with pytest.raises(Forbidden):
        service.withdraw("c1", {"reason": "weil"})


def test_both_end_with_their_order(service: Any, contracts: Contracts) -> None:
    concluded(contracts)
    as_caller(OLAF)
    service.renew("c1")
    order = builders.order_in(OrderState.TERMINATED).summary()

    hear(service.on_order_terminated, {"order": order, "reason": "weil"}, "terminated")

    states = [contracts.get(id).state.value for id in contracts.of_order("o1")]
    assert states == ["terminated", "withdrawn"]


@pytest.mark.parametrize("whole", [True, False])
def test_what_nobody_signed_in_its_term_is_drafted_anew_or_refused(
    service: Any, contracts: Contracts, time: PassingTime, whole: bool
) -> None:
    made = builders.contract(valid_until=builders.TODAY)
    made.offer(DOCUMENT, "muster-1", NOW)
    contracts.add(made)
    if not whole:
        service.successions._chains.collection.delete_many({})
    over = clock.start_of(builders.TODAY + timedelta(days=1))
    time.now = over
    context.enter(Call())

    ((_, due),) = contracts.steps_due(over, None, 10)
    turn(contracts, service.drafter, due, over)

    anew = contracts.get("c1")
    assert (anew.state, anew.document_hash) == (ContractState.DRAFTED, None)
    assert bool(anew.facts) is whole
    assert ("contract.drafted" if whole else "contract.refused") in said_by(contracts, "c1")
    assert contracts.steps_due(over + timedelta(days=9999), None, 10) == []


def test_notice_is_given_of_the_successor_once_both_have_signed_it(
    service: Any, contracts: Contracts, time: PassingTime
) -> None:
    concluded(contracts, replaced_by="c1-2")
    later = {"order": "o1", "revision": 2, "replaces": "c1", "number": "n2"}
    concluded(
        contracts, id="c1-2", starts_on=date(2029, 1, 1), valid_until=date(2030, 12, 31), **later
    )
    as_caller(MAYOR)

    with pytest.raises(Conflict) as former:
        service.give_notice("c1", {"ends_on": date(2027, 2, 28), "reason": None})
    service.give_notice("c1-2", {"ends_on": date(2027, 2, 28), "reason": None})

    assert former.value.code == "notice-to-successor"
    assert "kündigen Sie den neuen" in said(former.value, "contracts")
    states = [contracts.get(id).state.value for id in contracts.of_order("o1")]
    assert states == ["concluded", "notice_given"]


def test_what_is_over_keeps_its_document_when_its_body_moves(
    service: Any, contracts: Contracts
) -> None:
    named = {"body": {"key": PRIEN, "name": "Markt Prien"}}
    contracts.add(builders.offered(facts=named, state=ContractState.WITHDRAWN))
    moved = {"from": PRIEN, "to": "09187999", "to_name": "Neu"}

    hear(service.on_body_moved, moved, "moved")

    kept = contracts.get("c1")
    assert (kept.body, kept.document_hash, kept.facts) == ("09187999", DOCUMENT, named)


def test_who_declines_comes_too_late_for_what_is_signed_meanwhile(
    service: Any, contracts: Contracts, monkeypatch: pytest.MonkeyPatch
) -> None:
    contracts.add(builders.offered(replaces="c0"))
    as_caller(MAYOR)
    change = contracts.change

    def after_another_has_signed(id: str, act: Any) -> Contract:
        change(id, lambda c: c.sign(builders.signature()))
        return change(id, act)

    monkeypatch.setattr(contracts, "change", after_another_has_signed)

    with pytest.raises(Forbidden):
        service.withdraw("c1", {"reason": "Wir warten ab."})

    assert contracts.get("c1").state is ContractState.SIGNED


def test_lists_are_filtered_by_phase(service: Any, contracts: Contracts) -> None:
    for number, state in enumerate(("offered", "concluded", "notice_given", "expired")):
        contracts.add(
            builders.signed(
                id=f"c{number}", number=f"n{number}", order=f"o{number}",
                state=ContractState(state),
            )
        )  # fmt: skip
    as_caller(MAYOR)

    found = {
        phase: [c["state"] for c in service.list({"body": PRIEN, "phase": phase})["items"]]
        for phase in ("open", "running", "over")
    }

    assert found == {
        "open": ["offered"], "running": ["concluded", "notice_given"], "over": ["expired"],
    }  # fmt: skip


def test_time_counts_for_what_was_concluded_before_it_did(
    service: Any, contracts: Contracts
) -> None:
    made = concluded(contracts, valid_until=date(2020, 12, 31))
    contracts.collection.update_one({"_id": made.id}, {"$unset": {"course": ""}})

    contracts.seed()
    now: datetime = clock.now()
    ((_, id),) = contracts.steps_due(now, None, 10)
    context.enter(Call())
    turn(contracts, service.drafter, id, now)

    assert contracts.get("c1").state is ContractState.EXPIRED


def test_those_the_seal_failed_for_are_listed_by_index(service: Any, contracts: Contracts) -> None:
    for number, failure in enumerate((None, "seal-expired", None)):
        contract = builders.concluded(id=f"c{number}", number=f"n{number}", order=f"o{number}")
        contract.final.failure = failure
        contracts.add(contract)
    as_caller(MAYOR)

    found = service.list({"body": PRIEN, "phase": "unsealed"})

    assert [contract["id"] for contract in found["items"]] == ["c1"]
    plan = contracts.collection.find(SEAL_FAILED).explain()["queryPlanner"]
    assert "'unsealed'" in str(plan["winningPlan"])
