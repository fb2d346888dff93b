"""Chains on the real database: proposed by one, accepted by another; what an end would concern."""

from collections.abc import Callable
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from pymongo.database import Database

from services.common import context
from services.common.context import Call
from services.common.errors import NotFound
from services.common.events import Event
from services.common.messaging.read_copies import ReadCopy
from services.common.principal import Principal
from services.contracts.agreement_lists import AgreementLists
from services.contracts.chain_reading import ChainReading
from services.contracts.domain.contracts import Contract, ContractState
from services.contracts.repositories.affected import affected_by
from services.contracts.repositories.chains import Chains
from services.contracts.repositories.contracts import Contracts
from services.contracts.repositories.documents import ContractDocuments
from services.contracts.service import ContractsService
from tests import builders
from tests.builders import MUNICH, PRIEN, PROFILE, TITLE, TODAY, agreement, chain
from tests.fakes import PassingTime

Doc = dict[str, Any]
RIGHTS = frozenset({"agreements:read", "agreements:edit", "agreements:decide"})
EDITH, OTTO = (Principal(id, id.title(), {"*": RIGHTS}) for id in ("edith", "otto"))
MINISTRY = Principal("vera", "", {"*": frozenset({"agreements:read"})})
END = date(2027, 12, 31)
YESTERDAY = date(2026, 11, 19)
NEW = {
    "profile": PROFILE, "level": 2, "number": "FITST/2027/0009", "kind": "reuse",
    "from_party": "Hamburg", "to_party": "StMD", "valid_from": date(2026, 1, 1),
    "valid_until": None, "document_hash": "a" * 64, "note": "",
}  # fmt: skip


@pytest.fixture
def service(database: Database[Doc], time: PassingTime) -> Any:
    """The service with a whole chain of one service."""
    made: Any = ContractsService()
    made.contracts = Contracts(database, "contracts", lambda *_: None)
    made.chains = Chains(database, "contracts", lambda *_: None)
    made.documents = ContractDocuments(database)
    titles = ReadCopy(database, "catalog", "profile")
    titles.keep(PROFILE, 1, {"id": PROFILE, "title": TITLE})
    made.reading = ChainReading(titles, made.documents)
    made.agreement_lists = AgreementLists(made.chains, titles)
    made.contracts.prepare()
    made.chains.prepare()
    made.chains.collection.delete_many({})
    made.chains.add(chain())
    return made


def as_caller(who: Principal, once: str) -> None:
    context.enter(Call(principal=who, once=once, action="any"))


def propose(service: Any, once: str = "request-1", **changed: Any) -> Doc:
    as_caller(EDITH, once)
    proposed: Doc = service.add_agreement({**NEW, **changed})
    return proposed


def end(service: Any, once: str = "request-2") -> Doc:
    as_caller(EDITH, once)
    seen = service.get_chain(PROFILE)
    (known,) = [one for one in seen["agreements"] if one["level"] == 2]
    facts = {name: NEW[name] for name in ("from_party", "to_party", "valid_from", "note")}
    changed = {**facts, "document_hash": "a" * 64, "valid_until": END}
    ended: Doc = service.change_agreement(known["id"], changed, version=seen["version"])
    return ended


def keep(service: Any, id: str, body: str = PRIEN, **changed: Any) -> Contract:
    facts: Doc = {
        "state": ContractState.CONCLUDED, "valid_until": None,
        "chain": [{"level": 2, "number": "EFA/2024/0002"}],
    }  # fmt: skip
    made = builders.signed(id=id, number=id, order=f"o-{id}", body=body, **facts | changed)
    kept: Contract = service.contracts.add(made)
    return kept


def test_of_a_chain_that_begins_with_a_proposal_others_hear(service: Any) -> None:
    propose(service, profile="never-heard-of")

    doc = service.chains.collection.find_one({"_id": "never-heard-of"})
    told = [event for event in doc["outbox"] if event["type"].endswith("chain.changed")]
    assert [event["data"]["periods"] for event in told] == [[]]


def test_an_agreement_counts_from_its_acceptance_by_somebody_else(service: Any) -> None:
    as_caller(EDITH, "r0")
    service.chains.change(PROFILE, lambda c: c.agreements.pop(1))
    proposal = propose(service)
    assert not service.get_chain(PROFILE)["is_whole"]

    as_caller(OTTO, "request-9")
    (waiting,) = service.list_proposals({"cursor": None, "limit": 50})["items"]
    service.accept_proposal(waiting["id"])

    assert waiting["id"] == proposal["id"]
    assert waiting["profile_title"] == TITLE
    assert service.get_chain(PROFILE)["is_whole"]
    assert service.list_proposals({"cursor": None, "limit": 50})["items"] == []


@pytest.mark.parametrize("act", [propose, end])
def test_a_call_that_comes_twice_proposes_once(service: Any, act: Callable[..., Doc]) -> None:
    first, again = act(service), act(service)

    assert first["id"] == again["id"]
    assert len(service.get_chain(PROFILE)["proposals"]) == 1


def test_a_decision_that_comes_twice_decides_once(service: Any) -> None:
    id = end(service)["id"]

    for _ in range(2):
        as_caller(OTTO, "request-9")
        decided = service.accept_proposal(id)

    assert decided["verdict"] == "accepted"
    assert len(service.get_chain(PROFILE)["decided"]) == 1


def test_the_first_agreement_of_a_service_is_proposed_like_any_other(service: Any) -> None:
    propose(service, profile="neue-leistung")

    seen = service.get_chain("neue-leistung")
    assert (seen["agreements"], len(seen["proposals"])) == ([], 1)
    assert seen["missing"] == [1, 2, 3]


def test_an_agreement_that_ends_is_to_be_renewed(service: Any) -> None:
    id = end(service)["id"]
    as_caller(OTTO, "request-9")
    service.accept_proposal(id)

    listed = service.list_renewals({"cursor": None, "limit": 50})

    (task,) = listed["items"]
    assert (task["number"], task["ends_on"]) == ("EFA/2024/0002", END.isoformat())
    assert task["waiting_for"]["role"] == "editor"


def test_chains_of_before_there_were_renewals_get_theirs(service: Any) -> None:
    as_caller(EDITH, "r0")
    service.chains.change(PROFILE, lambda c: setattr(c.agreements[1], "valid_until", END))
    later = {"renewals": "", "proposals": "", "decided": "", "renew_by": "", "decide_by": ""}
    service.chains.collection.update_one({"_id": PROFILE}, {"$unset": later})

    context.enter(Call())
    service.chains.prepare()

    as_caller(EDITH, "r1")
    listed = service.list_renewals({"cursor": None, "limit": 200})["items"]
    assert "EFA/2024/0002" in {task["number"] for task in listed}


def test_what_is_going_on_in_a_chain_is_no_matter_of_a_ministry(service: Any) -> None:
    end(service)
    as_caller(MINISTRY, "r")

    assert service.get_chain(PROFILE).keys().isdisjoint({"proposals", "decided", "renewals"})


def test_a_list_is_tried_and_then_proposed_once(service: Any) -> None:
    row = {**NEW, "number": "FITST/2027/0010"}
    del row["note"], row["kind"], row["document_hash"]
    rows = [
        row, {**row, "number": "FITST/2027/0011", "level": 3}, row,
        {**row, "number": "EFA/2024/0002"}, {**row, "profile": "nowhere"},
    ]  # fmt: skip
    expected = ["new", "new", "twice", "known", "profile_unknown"]

    def take(*, dry_run: bool) -> Doc:
        as_caller(EDITH, "request-5")
        told: Doc = service.import_agreements({"rows": rows, "note": ""}, {"dry_run": dry_run})
        return told

    tried = take(dry_run=True)
    assert service.get_chain(PROFILE)["proposals"] == []
    taken = take(dry_run=False)
    again = take(dry_run=False)

    assert [item["outcome"] for item in tried["items"]] == expected
    assert tried["items"] == taken["items"]
    assert [item["outcome"] for item in again["items"]][:2] == ["waiting", "waiting"]
    proposals = service.get_chain(PROFILE)["proposals"]
    assert [one["agreement"]["kind"] for one in proposals] == ["reuse", "sub_reuse"]
    assert len({one["id"] for one in proposals}) == 2


def impact(service: Any, who: Principal = EDITH, **query: Any) -> Doc:
    as_caller(who, "r")
    asked = {"ends_on": END, "cursor": None, "limit": 50, **query}
    found: Doc = service.impact(f"{PROFILE}-l2", asked)
    return found


def test_the_end_of_an_agreement_concerns_what_would_outlive_it(service: Any) -> None:
    link = {**builders.contract().order_summary, "link": "https://www.bayernportal.de/x"}
    keep(service, "c1", order_summary=link)
    keep(service, "c2", valid_until=date(2028, 12, 31))
    keep(service, "c3", body=MUNICH)
    keep(service, "ends-before", valid_until=END)
    keep(service, "over", state=ContractState.TERMINATED)
    keep(service, "on-another", chain=[{"level": 2, "number": "FITST/1"}])
    keep(service, "another-service", profile="else")

    found = impact(service)

    assert [item["contract"] for item in found["items"]] == ["c1", "c2", "c3"]
    assert found["counts"] == {"contracts": 3, "orders": 3, "bodies": 2, "links": 1}
    assert found["items"][0]["link"] == "https://www.bayernportal.de/x"
    assert found["breaks_on"] == "2028-01-01"


def test_what_an_end_concerns_is_read_in_pages(service: Any) -> None:
    for number in range(3):
        keep(service, f"c{number}")

    first = impact(service, limit=2)
    second = impact(service, limit=2, cursor=first["next"])

    assert [len(page["items"]) for page in (first, second)] == [2, 1]
    assert (first["total"], second["next"]) == (3, None)


def test_a_ministry_learns_how_many_an_end_would_concern_and_not_whom(service: Any) -> None:
    keep(service, "c1")

    found = impact(service, MINISTRY)

    assert (found["counts"]["bodies"], found["items"]) == (1, [])


def test_nothing_is_concerned_where_nobody_has_a_contract(service: Any) -> None:
    found = impact(service)

    assert (found["counts"]["contracts"], found["items"]) == (0, [])


@pytest.mark.parametrize(
    ("ends_on", "anew"),
    [(None, []), (END, ["later", "open"]), (YESTERDAY, ["early", "later", "open"])],
)
def test_what_is_offered_and_would_outlive_its_chain_is_drafted_anew(
    service: Any, ends_on: date | None, anew: list[str]
) -> None:
    offered: Doc = {"state": ContractState.OFFERED, "signature": None}
    keep(service, "open", **offered)
    keep(service, "later", **offered, valid_until=date(2028, 12, 31))
    keep(service, "early", **offered, valid_until=END)
    keep(service, "signed", state=ContractState.SIGNED)
    keep(service, "not-drafted", **offered, chain=[])
    as_caller(EDITH, "r")
    service.chains.change(PROFILE, lambda c: setattr(c.agreements[1], "valid_until", ends_on))
    drafted: list[str] = []
    service.drafter = SimpleNamespace(draft_anew=drafted.append)

    changed = {"profile": PROFILE, "periods": []}
    service.on_chain_changed(
        Event("x:1:0", "contracts", "chain.changed", PROFILE, 2, changed, "trace", {})
    )

    assert sorted(drafted) == anew


@pytest.mark.parametrize(("ends_on", "anew"), [(END, ["later"]), (None, [])])
def test_a_renewal_rests_on_what_holds_when_it_starts(
    service: Any, ends_on: date | None, anew: list[str]
) -> None:
    offered: Doc = {"state": ContractState.OFFERED, "signature": None}
    first = date(2027, 7, 1)
    keep(service, "later", **offered, starts_on=first, valid_until=date(2028, 12, 31))
    keep(service, "fits", **offered, starts_on=first, valid_until=END)
    as_caller(EDITH, "r")
    before = agreement(3, id="before", number="n0", valid_until=date(2027, 6, 30))
    after = agreement(3, valid_from=first, valid_until=ends_on)
    held = [agreement(1), agreement(2), before, after]
    service.chains.change(PROFILE, lambda c: setattr(c, "agreements", held))
    drafted: list[str] = []
    service.drafter = SimpleNamespace(draft_anew=drafted.append)

    changed = {"profile": PROFILE, "periods": []}
    service.on_chain_changed(
        Event("x:1:0", "contracts", "chain.changed", PROFILE, 2, changed, "trace", {})
    )

    assert drafted == anew


def test_an_unknown_agreement_is_not_found(service: Any) -> None:
    as_caller(EDITH, "r")
    for ask in (service.agreement_document, service.get_chain, service.accept_proposal):
        with pytest.raises(NotFound):
            ask("nowhere~1")


def test_each_question_about_chains_is_answered_by_an_index(service: Any) -> None:
    keep(service, "c1")
    chains, contracts = service.chains.collection, service.contracts.collection
    asked = [
        chains.find({"agreements.id": "x"}),
        chains.find({"proposals.proposed_by": "edith"}),
        chains.find({"$or": [{"agreements.from_party": "x"}, {"agreements.to_party": "x"}]}),
        chains.find({"decide_by": {"$gt": ""}}).sort([("decide_by", 1), ("_id", 1)]),
        chains.find({"renew_by": {"$gt": ""}}).sort([("renew_by", 1), ("_id", 1)]),
        contracts.find(affected_by(PROFILE, agreement(2), TODAY)).sort("_id", 1),
    ]

    for cursor in asked:
        plan = str(cursor.explain()["queryPlanner"]["winningPlan"])
        assert "COLLSCAN" not in plan
        assert "'stage': 'SORT'" not in plan
