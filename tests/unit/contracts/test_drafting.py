"""From a released order and the read copies to a draft, or a refusal."""

from typing import Any

import pytest

from services.common.errors import TooEarly
from services.common.events import Event
from services.contracts.domain.chains import Chain
from services.contracts.domain.contracts import Contract
from services.contracts.drafting import Drafter
from services.contracts.rendering import ContractFacts, _problems
from services.orders.domain.states import OrderState
from tests import builders
from tests.builders import CLERK, JOINT, NOW, OTHER_REVIEWER, REVIEWER
from tests.fakes import FakeRepository


class Mandates:
    """Mandates to sign; they remember for whom was asked."""

    def __init__(self, *held: dict[str, Any]) -> None:
        self.held = list(held)
        self.asked: tuple[str, str] | None = None

    def to_sign(self, body: str, profile: str, today: Any) -> list[dict[str, Any]]:
        self.asked = (body, profile)
        return self.held


def drafter(
    contracts: FakeRepository,
    *chains: Chain,
    mandates: Mandates | None = None,
    **copies: FakeRepository,
) -> Drafter:
    known = {
        "bodies": FakeRepository(
            **{builders.PRIEN: builders.body_doc(), JOINT: builders.joint_doc()}
        ),
        "profiles": FakeRepository(ewa=builders.profile_doc()),
        "vendors": FakeRepository(**{builders.VENDOR: {"name": "Demo IT"}}),
    }
    kept: Any = FakeRepository(**{chain.id: chain for chain in chains})
    lent: Any = mandates or Mandates()
    return Drafter(contracts, kept, lent, **{**known, **copies})  # type: ignore[arg-type]


def released(by: Any = REVIEWER, **changed: Any) -> Event:
    order = builders.order_in(OrderState.SUBMITTED, **changed)
    order.review("release", by, NOW)
    return builders.heard(order, "orders")[0]


def test_a_released_order_is_drafted_once() -> None:
    contracts, event = FakeRepository(), released()

    drafter(contracts, builders.chain()).draft(event)

    (contract,) = contracts.held.values()
    assert builders.kinds(contract) == ["contract.drafted"]
    assert (contract.order, contract.released_by) == ("o1", REVIEWER.id)
    assert contract.number == "SSN-2026-ABCDEFGH"
    assert [link["level"] for link in contract.chain] == [1, 2, 3]


@pytest.mark.parametrize("chains", [(), (builders.chain(builders.agreement(1)),)])
def test_without_a_whole_chain_no_contract_is_made(chains: tuple[Chain, ...]) -> None:
    contracts = FakeRepository()

    drafter(contracts, *chains).draft(released())

    (contract,) = contracts.held.values()
    (told,) = builders.news(contract, "contracts")
    assert (told["type"], told["data"]["reason_code"]) == ("contract.refused", "chain-broken")


@pytest.mark.parametrize("copy", ["bodies", "profiles"])
def test_an_order_that_comes_before_the_copies_waits(copy: str) -> None:
    with pytest.raises(TooEarly):
        drafter(FakeRepository(), builders.chain(), **{copy: FakeRepository()}).draft(released())


@pytest.mark.parametrize(
    ("places", "members"),
    [([JOINT, *builders.MEMBERS], builders.MEMBERS), ([JOINT], [])],
)
def test_a_joint_administration_contracts_for_the_members_its_order_covers(
    places: list[str], members: list[str]
) -> None:
    contracts = FakeRepository()

    drafter(contracts, builders.chain()).draft(released(body=JOINT, places=places))

    (contract,) = contracts.held.values()
    assert contract.facts["members"] == members


def test_the_old_place_of_an_order_is_no_member_of_a_municipality() -> None:
    contracts = FakeRepository()

    drafter(contracts, builders.chain()).draft(released(places=["09187999"]))

    (contract,) = contracts.held.values()
    assert contract.facts["members"] == []


def test_who_released_again_after_a_broken_chain_does_not_countersign() -> None:
    contracts = FakeRepository()
    drafter(contracts).draft(released(by=REVIEWER))

    drafter(contracts, builders.chain()).draft(released(by=OTHER_REVIEWER))

    (contract,) = contracts.held.values()
    assert contract.released_by == OTHER_REVIEWER.id


def test_an_order_changed_before_its_second_release_is_told_as_it_is_now() -> None:
    contracts = FakeRepository()
    drafter(contracts).draft(released())

    again = released(functional_contact=builders.contact("Neu"), ordered_by=CLERK.id)
    drafter(contracts, builders.chain()).draft(again)

    (contract,) = contracts.held.values()
    assert contract.order_summary["functional_contact"]["name"] == "Neu"


def test_the_mandates_to_sign_of_the_day_stand_in_the_draft() -> None:
    mandates = Mandates({
        "id": "m1", "grantee": "vera", "grantee_name": "Vera Vertretung", "state": "granted",
        "valid_from": "2026-01-01", "valid_until": "2026-12-31", "document_hash": "a" * 64,
        "services": [],
    })  # fmt: skip
    contracts = FakeRepository()

    drafter(contracts, builders.chain(), mandates=mandates).draft(released())

    (contract,) = contracts.held.values()
    assert mandates.asked == (builders.PRIEN, builders.PROFILE)
    assert contract.facts["mandates"] == [
        {"number": "m1", "grantee": "Vera Vertretung", "valid_from": "2026-01-01",
         "valid_until": "2026-12-31", "document_hash": "a" * 64}
    ]  # fmt: skip


def test_a_draft_can_be_rendered() -> None:
    contracts = FakeRepository()

    drafter(contracts, builders.chain()).draft(released())

    (contract,) = contracts.held.values()
    assert list(_problems(contract.facts, ContractFacts)) == []


def moved(contracts: FakeRepository, *chains: Chain) -> Contract:
    (contract,) = contracts.held.values()
    bodies = FakeRepository(
        **{builders.MUNICH: builders.body_doc(_id=builders.MUNICH, name="München")}
    )
    followed = drafter(contracts, *chains, bodies=bodies)
    followed.follow_body(contract.id, builders.PRIEN, builders.MUNICH, name="München")
    return contract


def drafted(*, offered: bool) -> FakeRepository:
    contracts = FakeRepository()
    drafter(contracts, builders.chain()).draft(released())
    (contract,) = contracts.held.values()
    if offered:
        contract.offer(builders.DOCUMENT, "muster-2", NOW)
    builders.news(contract, "contracts")
    return contracts


@pytest.mark.parametrize("offered", [True, False])
def test_what_is_not_signed_is_drafted_anew_for_the_body_s_successor(offered: bool) -> None:
    contract = moved(drafted(offered=offered), builders.chain())

    (told,) = builders.news(contract, "contracts")
    assert (contract.state.value, contract.document_hash) == ("drafted", None)
    assert told["type"] == "contract.drafted"
    assert told["data"]["facts"]["body"]["key"] == builders.MUNICH
    assert told["data"]["order"]["body"] == builders.MUNICH
    assert list(_problems(contract.facts, ContractFacts)) == []


def test_with_a_chain_that_is_broken_by_then_the_order_goes_back_to_its_reviewers() -> None:
    contract = moved(drafted(offered=True))

    (told,) = builders.news(contract, "contracts")
    assert (contract.state.value, contract.document_hash) == ("drafted", None)
    assert (told["type"], told["data"]["reason_code"]) == ("contract.refused", "chain-broken")


def test_a_signed_contract_only_follows() -> None:
    contracts = drafted(offered=True)
    (contract,) = contracts.held.values()
    contract.sign(builders.signature())
    builders.news(contract, "contracts")

    moved(contracts, builders.chain())

    assert (contract.body, contract.state.value) == (builders.MUNICH, "signed")
    assert contract.facts["body"]["key"] == builders.PRIEN
    assert builders.kinds(contract) == []


def test_a_successor_that_is_not_known_yet_is_waited_for() -> None:
    contracts = drafted(offered=True)
    (contract,) = contracts.held.values()

    with pytest.raises(TooEarly):
        drafter(contracts, bodies=FakeRepository()).follow_body(
            contract.id, builders.PRIEN, builders.MUNICH, name="München"
        )


@pytest.mark.parametrize(
    ("action", "body"), [("body-moved", builders.MUNICH), ("contacts", builders.PRIEN)]
)
def test_a_contract_drafted_after_its_body_moved_follows_the_word_of_its_order(
    action: str, body: str
) -> None:
    contracts = drafted(offered=True)
    (contract,) = contracts.held.values()
    bodies = FakeRepository(
        **{builders.MUNICH: builders.body_doc(_id=builders.MUNICH, name="München")}
    )
    order = {**contract.order_summary, "body": builders.MUNICH, "body_name": "München"}
    data = {"order": order, "action": action}
    word = Event("o1:9:0", "orders", "order.changed", "o1", 9, data, "trace", {})

    drafter(contracts, builders.chain(), bodies=bodies).follow_order(contract.id, word)

    assert (contract.body, contract.facts["body"]["key"]) == (body, body)
    assert contract.order_version == 9


def body_moved(contract: Contract, sequence: int, to: str) -> Event:
    order = {**contract.order_summary, "body": to, "body_name": to}
    data = {"order": order, "action": "body-moved"}
    return Event(f"o1:{sequence}:0", "orders", "order.changed", "o1", sequence, data, "trace", {})


def test_a_late_word_moves_no_contract_back_after_a_second_move() -> None:
    contracts = drafted(offered=True)
    (contract,) = contracts.held.values()
    second, last = builders.MUNICH, JOINT
    bodies = FakeRepository(**{key: builders.body_doc(_id=key) for key in (second, last)})
    following = drafter(contracts, builders.chain(), bodies=bodies)

    following.follow_order(contract.id, body_moved(contract, 9, last))
    following.follow_order(contract.id, body_moved(contract, 7, second))

    assert (contract.body, contract.facts["body"]["key"]) == (last, last)
    assert (contract.order_summary["body"], contract.order_version) == (last, 9)


def test_a_word_that_was_overtaken_by_the_register_moves_no_contract_back() -> None:
    contracts = drafted(offered=True)
    (contract,) = contracts.held.values()
    ended = builders.body_doc(_id=JOINT, ended_on="2026-11-01", successor=builders.MUNICH)
    gone_on = builders.body_doc(_id=builders.MUNICH)
    moved(contracts, builders.chain())
    following = drafter(
        contracts,
        builders.chain(),
        bodies=FakeRepository(**{JOINT: ended, builders.MUNICH: gone_on}),
    )

    following.follow_order(contract.id, body_moved(contract, 9, JOINT))

    own = builders.MUNICH
    assert (contract.body, contract.facts["body"]["key"]) == (own, own)
    assert (contract.order_summary["body"], contract.order_version) == (own, 9)


def test_a_document_made_from_facts_that_hold_no_more_is_not_offered() -> None:
    contracts = drafted(offered=False)
    (contract,) = contracts.held.values()
    before = dict(contract.facts)
    moved(contracts, builders.chain())

    assert not contract.states(before)
    assert contract.states(contract.facts)


def test_an_agreement_that_ends_first_is_named_as_the_source_of_the_end() -> None:
    contracts = FakeRepository()

    drafter(contracts, builders.chain()).draft(released())

    (contract,) = contracts.held.values()
    term = contract.facts["term"]
    ending = [link for link in contract.chain if link["valid_until"] == term["ends_on"]]
    assert (term["ends_with"] is None) == (term["ends_on"] is None)
    assert term["ends_with"] is None or term["ends_with"]["number"] == ending[-1]["number"]


def nameless() -> FakeRepository:
    return FakeRepository(ewa=builders.profile_doc(operating_authority=None))


def test_without_a_fact_it_rests_on_there_is_no_contract_and_the_reviewer_learns_which() -> None:
    contracts = FakeRepository()
    event = released(pinned={})

    drafter(contracts, builders.chain(), profiles=nameless()).draft(event)

    (contract,) = contracts.held.values()
    (told,) = builders.news(contract, "contracts")
    assert (told["type"], told["data"]["reason_code"]) == ("contract.refused", "facts-missing")
    assert (
        told["data"]["reason_facts"]["missing"]["de"] == "die betreibende Behörde (im Steckbrief)"
    )
    assert "die betreibende Behörde" in told["data"]["reason"]["de"]
    assert contract.facts == {}


def test_with_the_fact_completed_the_order_that_is_released_again_gets_its_contract() -> None:
    contracts = FakeRepository()
    drafter(contracts, builders.chain(), profiles=nameless()).draft(released(pinned={}))

    drafter(contracts, builders.chain()).draft(released(pinned={}))

    (contract,) = contracts.held.values()
    assert contract.facts["profile"]["operating_authority"] == "Hamburg"
    assert builders.kinds(contract)[-1] == "contract.drafted"
