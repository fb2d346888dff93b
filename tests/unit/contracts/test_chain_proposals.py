"""Nothing changes in a chain before somebody else has looked at it."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from services.common.errors import Conflict, Forbidden, NotFound
from services.contracts.domain import chain_views as views
from services.contracts.domain.chains import Chain
from tests import builders
from tests.builders import NOW, PROFILE, TODAY, agreement, chain, proposal

ID = f"{PROFILE}~p1"
EDITOR, OTHER = "edith", "otto"
SHORTER = agreement(2, valid_until=date(2027, 6, 30))


def proposed(**changed: Any) -> Chain:
    return chain(proposals=[proposal(SHORTER, agreement(2), **changed)])


def test_what_is_proposed_changes_nothing_yet() -> None:
    held = chain()

    held.propose(proposal(SHORTER, agreement(2)))

    assert held.ends_on(TODAY) is None
    assert not held.has_news
    assert held.decide_by == date(2026, 11, 25)


def test_what_somebody_else_accepts_counts_and_is_told() -> None:
    held = proposed()

    held.accept(ID, OTHER, NOW)

    assert held.ends_on(TODAY) == date(2027, 6, 30)
    assert (held.proposals, held.decide_by) == ([], None)
    assert builders.kinds(held) == ["chain.changed", "chain.ending"]


def test_a_new_agreement_closes_a_gap_once_it_is_accepted() -> None:
    held = chain(agreement(1), agreement(3))
    held.propose(proposal(agreement(2)))
    assert held.missing_on(TODAY) == [2]

    held.accept(ID, OTHER, NOW)

    assert held.is_whole_on(TODAY)


def test_an_agreement_that_ended_yesterday_breaks_the_chain_and_says_so() -> None:
    over = agreement(2, valid_until=date(2026, 11, 19))
    held = chain(proposals=[proposal(over, agreement(2))])

    held.accept(ID, OTHER, NOW)

    told = {event["type"]: event["data"] for event in builders.news(held, "contracts")}
    assert told["chain.broken"] == {
        "service": {"id": PROFILE, "title": {"de": PROFILE, "en": PROFILE}}, "levels": [2],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (lambda c: c.accept(ID, EDITOR, NOW), "own-proposal"),
        (lambda c: c.reject(ID, EDITOR, "nein", NOW), "own-proposal"),
        (lambda c: c.take_back(ID, OTHER, NOW), "proposal-of-another"),
    ],
)
def test_nobody_decides_about_an_own_proposal_nor_takes_another_s_back(
    act: Callable[[Chain], None], code: str
) -> None:
    held = proposed()

    with pytest.raises(Forbidden) as refused:
        act(held)

    assert refused.value.code == code
    assert len(held.proposals) == 1


@pytest.mark.parametrize(
    ("act", "verdict"),
    [
        (lambda c: c.reject(ID, OTHER, "Das Schreiben fehlt.", NOW), "rejected"),
        (lambda c: c.take_back(ID, EDITOR, NOW), "withdrawn"),
    ],
)
def test_what_is_not_accepted_leaves_all_as_it_was(
    act: Callable[[Chain], None], verdict: str
) -> None:
    held = proposed()

    act(held)

    assert held.agreements == chain().agreements
    assert (held.proposals, held.decided[0].verdict) == ([], verdict)
    with pytest.raises(Conflict, match="proposal-decided"):
        held.accept(ID, OTHER, NOW)


def test_who_proposed_is_named_until_it_is_decided_only() -> None:
    held = proposed()

    held.accept(ID, OTHER, NOW)

    (decided,) = held.decided
    assert (decided.proposed_by, decided.proposed_by_name) == (EDITOR, None)


def test_an_erased_account_is_named_no_more() -> None:
    held = proposed()

    held.forget(EDITOR)

    assert held.proposals[0].proposed_by_name is None


@pytest.mark.parametrize(
    ("second", "code"),
    [
        (proposal(SHORTER, agreement(2), id=f"{PROFILE}~p2"), "proposal-open"),
        (proposal(agreement(1), agreement(1), id=f"{PROFILE}~p2"), "proposal-changes-nothing"),
        (proposal(agreement(1, id="again"), id=f"{PROFILE}~p2"), "agreement-exists"),
        (proposal(agreement(2, id="again"), id=f"{PROFILE}~p2"), "proposal-open"),
    ],
    ids=["while one is open", "that changes nothing", "of a number there is", "of one that waits"],
)
def test_a_proposal_that_cannot_be_accepted_is_refused_at_once(second: Any, code: str) -> None:
    held = proposed()

    with pytest.raises(Conflict) as refused:
        held.propose(second)

    assert refused.value.code == code


@pytest.mark.parametrize(
    "find", [lambda c: c.known("x"), lambda c: c.proposal("x"), lambda c: c.agreement("x")]
)
def test_what_is_not_there_is_not_found(find: Callable[[Chain], Any]) -> None:
    with pytest.raises(NotFound):
        find(chain())


def test_a_reviewer_sees_field_by_field_what_would_be_different() -> None:
    (change,) = views.changes_of(proposal(SHORTER, agreement(2)))

    assert change == {"field": "valid_until", "before": None, "after": "2027-06-30"}


@pytest.mark.parametrize(
    ("caller", "decides", "actions"),
    [(EDITOR, True, ["take-back"]), (OTHER, True, ["accept", "reject"]), (OTHER, False, [])],
)
def test_what_can_be_done_with_a_proposal_is_offered_to_whom_it_is_allowed(
    caller: str, decides: bool, actions: list[str]
) -> None:
    shown = views.proposal_view(proposal(SHORTER), PROFILE, caller, decides=decides)

    assert shown["actions"] == actions
    assert shown["waiting_for"]["due_on"] == "2026-11-25"


def test_a_chain_that_was_read_before_another_change_is_not_changed() -> None:
    with pytest.raises(Conflict) as refused:
        chain(version=4).check_seen(3)

    assert refused.value.code == "changed-meanwhile"
