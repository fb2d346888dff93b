"""A contract is signed as it was offered, by two sides and four eyes."""

from datetime import date, timedelta
from typing import Any

import pytest

from services.common.errors import Conflict, Forbidden
from services.contracts.domain.contracts import Contract, ContractState
from services.contracts.domain.papers import MOST_ATTEMPTS
from services.contracts.domain.personal import personal
from services.contracts.domain.retention import hold_for
from services.orders.domain.states import OrderState
from tests import builders
from tests.builders import (
    DOCUMENT,
    MUNICH,
    NOW,
    OTHER_DOCUMENT,
    PRIEN,
    REVIEWER,
    TODAY,
    order_in,
    signature,
)

FACTS: dict[str, Any] = {"contract_number": "SSN-2026-ABCDEFGH"}
COUNTERSIGNED = signature(account="olaf", authority=None, basis=None, title=None)


def in_state(state: ContractState) -> Contract:
    return builders.signed(state=state)


def test_a_draft_fixes_what_the_document_will_state() -> None:
    contract = builders.contract()

    contract.draft(FACTS, [{"level": 1}], date(2028, 12, 31))

    (told,) = builders.news(contract, "contracts")
    assert told["type"] == "contract.drafted"
    assert told["data"]["facts"] == FACTS
    assert told["data"]["order"]["id"] == "o1"
    assert contract.valid_until == date(2028, 12, 31)


@pytest.mark.parametrize("state", sorted(set(ContractState) - {ContractState.DRAFTED}))
def test_what_was_offered_is_drafted_no_more(state: ContractState) -> None:
    contract = in_state(state)
    before = contract.to_doc()

    contract.draft({"other": "facts"}, [], None)
    contract.refuse("chain-broken")

    assert contract.to_doc() == before
    assert builders.kinds(contract) == []


def test_a_refused_draft_says_why_and_can_be_drafted_later() -> None:
    contract = builders.contract()

    contract.refuse("chain-broken")
    contract.draft(FACTS, [], None)

    refused, drafted = builders.news(contract, "contracts")
    assert (refused["type"], refused["data"]["reason_code"]) == ("contract.refused", "chain-broken")
    assert drafted["type"] == "contract.drafted"


def test_a_document_is_offered_with_its_hash() -> None:
    contract = builders.contract()

    contract.offer(DOCUMENT, "muster-1", NOW)

    (told,) = builders.news(contract, "contracts")
    assert told["type"] == "contract.offered"
    assert told["data"]["contract"]["document_hash"] == DOCUMENT
    assert told["data"]["contract"]["offered_at"] == "2026-11-20T10:00:00+00:00"


@pytest.mark.parametrize("state", sorted(set(ContractState) - {ContractState.DRAFTED}))
def test_the_same_document_again_changes_nothing(state: ContractState) -> None:
    contract = in_state(state)
    before = contract.to_doc()

    contract.offer(DOCUMENT, "muster-1", NOW)

    assert contract.to_doc() == before
    assert builders.kinds(contract) == []


@pytest.mark.parametrize("state", sorted(set(ContractState) - {ContractState.DRAFTED}))
def test_another_document_is_not_offered_after_the_first(state: ContractState) -> None:
    contract = in_state(state)

    with pytest.raises(Conflict):
        contract.offer(OTHER_DOCUMENT, "muster-1", NOW)

    assert contract.document_hash == DOCUMENT


def test_the_body_signs_the_document_that_is_offered() -> None:
    contract = builders.offered()

    contract.sign(signature())

    (told,) = builders.news(contract, "contracts")
    assert (contract.state, told["type"]) == (ContractState.SIGNED, "contract.signed")
    assert told["data"]["contract"]["signed_by"] == {
        "account": "mayor", "name": "Andreas Bürger", "title": "1. Bürgermeister",
        "basis": "office", "mandate": None,
    }  # fmt: skip


def test_another_document_is_not_signed() -> None:
    contract = builders.offered()
    before = contract.to_doc()

    with pytest.raises(Conflict) as refused:
        contract.sign(signature(document_hash=OTHER_DOCUMENT))

    assert refused.value.code == "document-changed"
    assert contract.to_doc() == before


@pytest.mark.parametrize("state", sorted(set(ContractState) - {ContractState.OFFERED}))
def test_only_an_offered_contract_is_signed(state: ContractState) -> None:
    with pytest.raises(Conflict) as refused:
        in_state(state).sign(signature())

    outdated = state is ContractState.DRAFTED
    assert refused.value.code == ("document-outdated" if outdated else "contract-wrong-state")


def test_the_operator_concludes_what_the_body_has_signed() -> None:
    contract = builders.signed()

    contract.countersign(COUNTERSIGNED)

    told, _ = builders.news(contract, "contracts")
    assert (contract.state, told["type"]) == (ContractState.CONCLUDED, "contract.concluded")
    assert told["data"]["contract"]["countersigned_by"]["account"] == "olaf"


def test_who_released_the_order_does_not_countersign() -> None:
    contract = builders.signed(released_by=REVIEWER.id)
    before = contract.to_doc()

    with pytest.raises(Forbidden) as refused:
        contract.countersign(signature(account=REVIEWER.id))

    assert refused.value.code == "released-by-same-person"
    assert contract.to_doc() == before


@pytest.mark.parametrize("state", sorted(set(ContractState) - {ContractState.SIGNED}))
def test_only_a_signed_contract_is_countersigned(state: ContractState) -> None:
    with pytest.raises(Conflict):
        in_state(state).countersign(COUNTERSIGNED)


def test_another_document_is_not_countersigned() -> None:
    with pytest.raises(Conflict) as refused:
        builders.signed().countersign(signature(account="olaf", document_hash=OTHER_DOCUMENT))

    assert refused.value.code == "document-changed"


def test_nothing_is_signed_or_concluded_after_its_term() -> None:
    ended = {"valid_until": TODAY - timedelta(days=1)}
    offered, signed = builders.offered(**ended), builders.signed(**ended)

    with pytest.raises(Conflict, match="term-over-unsigned"):
        offered.sign(builders.signature())
    with pytest.raises(Conflict, match="term-over-unsigned"):
        signed.countersign(builders.signature(account="olaf"))

    builders.offered(valid_until=TODAY).sign(builders.signature())


def test_parties_see_no_evidence_of_the_sign_in() -> None:
    shown = builders.signed(countersignature=COUNTERSIGNED).summary()

    assert "_a1" not in str(shown)
    assert {"facts", "order_summary", "signature", "countersignature"}.isdisjoint(shown)


def test_a_contract_follows_its_body_and_still_says_whom_its_document_names() -> None:
    named = {"key": PRIEN, "name": "Prien a.Chiemsee", "kind": "municipality", "address": "Prien"}
    contract = builders.signed(facts={"body": named})
    before = contract.to_doc()

    contract.follow_body(PRIEN, MUNICH, "München")

    shown = contract.summary()
    assert (shown["body"], shown["body_name"]) == (MUNICH, "München")
    assert shown["body_at_signature"] == {"key": PRIEN, "name": "Prien a.Chiemsee"}
    changed = {name for name, value in contract.to_doc().items() if before[name] != value}
    assert changed == {"body", "body_name", "order_summary"}
    assert contract.order_summary["body"] == MUNICH


def test_a_document_that_names_another_body_is_not_signed() -> None:
    contract = builders.offered(facts={"body": {"key": PRIEN}})
    contract.follow_body(PRIEN, MUNICH, "München")

    with pytest.raises(Conflict) as refused:
        contract.sign(signature())

    assert refused.value.code == "document-outdated"
    assert contract.state is ContractState.OFFERED


@pytest.mark.parametrize(
    "state", sorted(set(ContractState) - {ContractState.OFFERED, ContractState.DRAFTED})
)
def test_what_is_signed_is_not_drafted_anew(state: ContractState) -> None:
    contract = builders.signed(state=state, facts={"body": {"key": PRIEN}})

    contract.follow_body(PRIEN, MUNICH, "München")

    assert not contract.is_outdated


def test_what_is_not_signed_names_no_body_of_a_signature() -> None:
    assert builders.offered().summary()["body_at_signature"] is None


def test_a_contract_takes_over_newer_contacts_of_its_order_and_no_older_ones() -> None:
    contract = builders.offered(order_version=3)
    newer = builders.order_in(OrderState.LIVE, functional_contact=builders.contact("Neu")).summary()
    older = builders.order_in(OrderState.LIVE, functional_contact=builders.contact("Alt")).summary()

    contract.follow_order(newer, 5)
    contract.follow_order(older, 4)

    assert contract.order_summary["functional_contact"]["name"] == "Neu"
    assert contract.order_summary["state"] == "released"


def test_a_signature_outlives_its_account_until_the_end_of_the_retention() -> None:
    contract = builders.signed(countersignature=COUNTERSIGNED, valid_until=date(2028, 6, 30))

    hold_for(contract, "mayor", NOW)

    held, other = contract.signature, contract.countersignature
    assert held is not None
    assert other is not None
    assert (held.held_until, held.erasure_asked_at) == (date(2038, 12, 31), NOW)
    assert held.name == "Andreas Bürger"
    assert (other.held_until, other.erasure_asked_at) == (None, None)
    assert builders.kinds(contract) == []


def test_an_open_ended_contract_has_no_end_of_retention_yet() -> None:
    contract = builders.signed(valid_until=None)

    hold_for(contract, "mayor", NOW)

    assert contract.signature is not None
    assert (contract.signature.held_until, contract.signature.erasure_asked_at) == (None, NOW)


def test_an_export_holds_the_person_s_own_signatures_alone() -> None:
    contract = builders.signed(countersignature=COUNTERSIGNED, valid_until=date(2028, 6, 30))

    (line,) = personal(contract, "mayor")

    assert (line["side"], line["document_hash"]) == ("body", DOCUMENT)
    assert line["held_until"] == "2038-12-31"
    assert personal(contract, "stranger") == []


def test_a_document_is_begun_only_so_often_before_a_person_decides() -> None:
    contract = builders.contract()
    contract.draft(FACTS, [], None)
    builders.news(contract, "contracts")

    begun = []
    for _ in range(MOST_ATTEMPTS + 2):
        contract.begin_document(FACTS)
        begun.append(contract.awaits(FACTS))

    assert begun == [True] * MOST_ATTEMPTS + [False, False]
    (told,) = builders.news(contract, "contracts")
    assert told["type"] == "contract.document_failed"
    assert told["data"]["reason"]["de"].startswith("Das Erstellen des Vertrags ist mehrmals")


def test_a_document_that_failed_is_begun_anew_when_it_is_drafted_again() -> None:
    contract = builders.contract()
    contract.draft(FACTS, [], None)
    contract.fail("invalid: /title")

    contract.draft(FACTS, [], None)

    assert contract.awaits(FACTS)
    assert (contract.paper.failure, contract.paper.attempts) == (None, 0)


def test_saying_a_draft_again_gives_what_kills_its_renderer_no_new_attempts() -> None:
    contract = builders.contract()
    contract.draft(FACTS, [], None)
    contract.begin_document(FACTS)

    contract.draft(FACTS, [], None)

    assert contract.paper.attempts == 1


@pytest.mark.parametrize(
    "state", [ContractState.DRAFTED, ContractState.OFFERED, ContractState.SIGNED]
)
def test_a_contract_goes_back_with_its_order_until_it_is_concluded(state: ContractState) -> None:
    contract = builders.signed(state=state)

    contract.go_back(2)
    contract.go_back(1)

    assert (contract.state, contract.document_hash, contract.signature) == (
        ContractState.DRAFTED, None, None,
    )  # fmt: skip


def test_what_is_concluded_does_not_go_back() -> None:
    contract = builders.signed(state=ContractState.CONCLUDED)
    before = contract.to_doc()

    contract.go_back(9)

    assert contract.to_doc() == before


@pytest.mark.parametrize(
    "state", [ContractState.DRAFTED, ContractState.OFFERED, ContractState.SIGNED]
)
@pytest.mark.parametrize("end", [OrderState.WITHDRAWN, OrderState.REJECTED])
def test_a_contract_ends_with_its_order(state: ContractState, end: OrderState) -> None:
    contract = builders.signed(state=state)

    contract.end(order_in(end).summary(), "weil", NOW)
    contract.end(order_in(end).summary(), "weil", NOW)

    (told,) = builders.news(contract, "contracts")
    assert (contract.state, told["type"]) == (ContractState.WITHDRAWN, "contract.withdrawn")
    assert (contract.ended_at, told["data"]["reason"]) == (NOW, "weil")
    assert told["data"]["order"]["state"] == end


@pytest.mark.parametrize(
    ("end", "state"),
    [
        (OrderState.TERMINATED, ContractState.TERMINATED),
        (OrderState.WITHDRAWN, ContractState.CONCLUDED),
        (OrderState.REJECTED, ContractState.CONCLUDED),
    ],
)
def test_a_concluded_contract_ends_only_with_a_terminated_order(
    end: OrderState, state: ContractState
) -> None:
    contract = builders.signed(state=ContractState.CONCLUDED)

    contract.end(order_in(end).summary(), "weil", NOW)

    assert contract.state is state


@pytest.mark.parametrize("state", [ContractState.WITHDRAWN, ContractState.TERMINATED])
def test_no_document_is_made_of_what_is_over(state: ContractState) -> None:
    contract = builders.offered(state=state, ended_at=NOW)

    contract.begin_document(contract.facts)

    assert not contract.awaits(contract.facts)
    assert contract.paper.attempts == 0


def test_an_order_released_anew_gets_a_new_document_though_the_first_was_offered() -> None:
    contract = builders.signed(released_at="2026-11-19T10:00:00+00:00")
    order = order_in(OrderState.RELEASED, released_by="olaf", released_at=NOW).summary()

    contract.released_again(order, 9)

    assert (contract.state, contract.released_by) == (ContractState.DRAFTED, "olaf")
    assert contract.document_hash is None


def test_the_same_release_said_again_leaves_what_was_offered() -> None:
    order = order_in(OrderState.RELEASED, released_by=REVIEWER.id, released_at=NOW).summary()
    contract = builders.offered(released_at=order["released_at"])

    contract.released_again(order, 9)
    contract.tell_again()

    assert (contract.state, contract.document_hash) == (ContractState.OFFERED, DOCUMENT)
    assert builders.kinds(contract) == ["contract.offered"]
