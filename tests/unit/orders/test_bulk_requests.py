"""A bulk request's life, and by whose rights its items are done."""

import time
from datetime import timedelta
from typing import Any

import pytest

from services.common.errors import Conflict, Forbidden, Invalid, Unavailable, Wrong, invalid_fields
from services.common.principal import Delegation
from services.common.storage.aggregates import to_plain
from services.orders.bulk.coverage import Coverage
from services.orders.bulk.results import refused
from services.orders.domain.authorities import LASTS, Authority
from services.orders.domain.bulk_requests import (
    MOVES,
    OPEN,
    PLACEABLE,
    BulkKind,
    BulkRequest,
    BulkState,
    Outcome,
)
from tests import builders
from tests.builders import JOINT, MUNICH, NOW, PRIEN, PROFILE

RIGHTS = frozenset({"orders:read", "orders:place"})


def authority(**changed: Any) -> Authority:
    return Authority.of(builders.principal(**changed), RIGHTS, {PRIEN, JOINT}, NOW)


def begun(*, dry_run: bool = False) -> BulkRequest:
    request = BulkRequest.begun(
        "b1", BulkKind.ORDER, dry_run=dry_run, by=authority(), bodies=[PRIEN], items=2,
        correlation_id="c", now=NOW,
    )  # fmt: skip
    request.begin(NOW)
    return request


def test_it_rests_when_every_item_has_its_result() -> None:
    request = begun()

    request.progressed({"accepted": 2}, NOW)
    request.finish(NOW)

    assert (request.state, request.open, request.authority) == (BulkState.DONE, False, None)
    assert request.head()["counts"]["accepted"] == 2


def test_what_a_dry_run_accepted_is_placed_by_the_rights_of_that_moment() -> None:
    request, later = begun(dry_run=True), NOW + timedelta(days=1)
    request.finish(NOW)
    by = authority(name="Sabine Neu")

    request.place(by, later)

    assert (request.state, request.open, request.anew) == (BulkState.WORKING, True, True)
    assert (request.dry_run, request.authority) == (False, by)


def test_one_that_was_placed_meanwhile_is_not_ended_before_its_items_are_open_again() -> None:
    request = begun(dry_run=True)
    request.finish(NOW)
    request.place(authority(), NOW)

    request.finish(NOW)
    still = (request.state, request.open, request.authority)
    request.opened_anew({OPEN: 2}, NOW)
    request.finish(NOW)

    assert still == (BulkState.WORKING, True, authority())
    assert (request.state, request.open) == (BulkState.DONE, False)


def test_a_cancelled_one_has_work_until_its_open_items_have_their_result() -> None:
    request = begun()

    request.cancel(NOW)
    still = (request.state, request.open, request.is_stopped())
    request.finish(NOW)

    assert still == (BulkState.CANCELLED, True, True)
    assert (request.state, request.open) == (BulkState.CANCELLED, False)


def test_a_dry_run_that_is_dropped_has_work_until_its_items_are_forgotten() -> None:
    request = begun(dry_run=True)
    request.finish(NOW)

    request.cancel(NOW)
    still = (request.state, request.open, request.authority)
    request.finish(NOW)

    assert still == (BulkState.CANCELLED, True, None)
    assert (request.state, request.open) == (BulkState.CANCELLED, False)


@pytest.mark.parametrize("state", sorted(BulkState))
@pytest.mark.parametrize("act", ["place", "cancel"])
def test_what_is_not_possible_changes_nothing(state: BulkState, act: str) -> None:
    request = begun()
    request.state = state
    if MOVES.allows(state, act):
        return
    before = request.to_doc()

    with pytest.raises(Conflict) as refusal:
        request.place(authority(), NOW) if act == "place" else request.cancel(NOW)

    assert refusal.value.code == "bulk-wrong-state"
    assert request.to_doc() == before


def test_of_rights_only_those_are_kept_that_the_work_needs() -> None:
    grants = {
        PRIEN: frozenset({"orders:place", "members:manage"}),
        MUNICH: frozenset({"orders:place"}),
    }
    loan = Delegation("m1", JOINT, frozenset({"orders:place", "x:y"}), time.time() + 60)
    other = Delegation("m2", MUNICH, frozenset({"orders:place"}), time.time() + 60)

    kept = authority(grants=grants, delegations=(loan, other)).principal()

    assert kept.grants == {PRIEN: frozenset({"orders:place"})}
    assert [d.id for d in kept.delegations] == ["m1"]
    assert kept.delegations[0].permissions == frozenset({"orders:place"})


def test_a_team_s_member_is_named_by_what_is_done_for_them() -> None:
    by = authority(claims={"acting": {"id": "t1", "name": "Ida"}})

    assert by.principal().actor == "clerk/t1"


def test_rights_are_not_acted_by_for_ever() -> None:
    by = authority()

    assert by.holds(NOW + LASTS - timedelta(seconds=1))
    assert not by.holds(NOW + LASTS)


def test_one_delegation_ends_alone_and_an_account_s_rights_as_a_whole() -> None:
    lent = tuple(
        Delegation(id, JOINT, frozenset({"orders:place"}), time.time() + 60) for id in ("m1", "m2")
    )
    request = begun()
    request.authority = authority(delegations=lent)

    request.rights_ended("m1")
    left = request.authority
    request.rights_ended()

    assert left is not None
    assert [loan.id for loan in left.loans] == ["m2"]
    assert request.authority is None


@pytest.mark.parametrize(
    ("refusal", "outcome", "code"),
    [
        (Conflict("order-exists"), Outcome.DUPLICATE, "order-exists"),
        (Conflict("bulk-said-twice"), Outcome.DUPLICATE, "bulk-said-twice"),
        (Conflict("chain-broken"), Outcome.INELIGIBLE, "chain-broken"),
        (
            Conflict("not-orderable", "retired", reason_code="retired"),
            Outcome.INELIGIBLE,
            "retired",
        ),
        (Invalid("body-unknown"), Outcome.INVALID, "body-unknown"),
        (Forbidden("not-permitted"), Outcome.FAILED, "not-permitted"),
        (Conflict("bulk-cancelled"), Outcome.CANCELLED, "bulk-cancelled"),
    ],
)
def test_a_refusal_is_a_result_with_its_code_and_sentence(
    refusal: Any, outcome: Outcome, code: str
) -> None:
    result = refused(refusal)

    assert (result.outcome, result.code) == (outcome, code)
    assert result.sentence is not None
    assert result.sentence.de != result.sentence.en


def test_wrong_fields_of_an_item_are_named() -> None:
    result = refused(invalid_fields([("/body", Wrong("body-unknown"))]))

    assert [error["pointer"] for error in result.errors] == ["/body"]
    assert set(result.errors[0]["detail"]) == {"de", "en"}


def test_what_may_pass_by_itself_is_no_result() -> None:
    with pytest.raises(Unavailable):
        refused(Unavailable("copy-filling"))


def test_an_order_does_not_stand_in_its_own_way() -> None:
    own, other = builders.order(id="o1"), builders.order(id="o2")
    active = {"_id": "o1", "number": "1", "profile": PROFILE, "places": [PRIEN], "body": PRIEN}

    coverage = Coverage([active])

    assert coverage.taken(own) is None
    assert coverage.taken(other) == {"id": "o1", "number": "1"}


def test_open_items_are_counted_from_the_beginning() -> None:
    assert begun().head()["counts"][OPEN] == 2


def test_its_end_is_said_once_with_what_became_of_its_items() -> None:
    request = begun()
    request.progressed({"accepted": 1, "failed": 1}, NOW)

    request.finish(NOW)
    request.finish(NOW)

    (told,) = builders.heard(request, "orders")
    assert told.type == "bulk_order.ended"
    assert told.data["bulk"].items() >= {"id": "b1", "state": "done", "by_program": False}.items()
    assert told.data["bulk"]["counts"]["failed"] == 1


def test_a_cancelled_one_says_its_end_when_its_items_have_their_results() -> None:
    request = begun()
    request.cancel(NOW)
    before = request.has_news

    request.progressed({"accepted": 1, "cancelled": 1}, NOW)
    request.finish(NOW)

    (told,) = builders.heard(request, "orders")
    assert (before, told.data["bulk"]["state"]) == (False, "cancelled")


def test_what_was_only_tried_is_told_to_nobody() -> None:
    request = begun(dry_run=True)

    request.finish(NOW)
    request.cancel(NOW)
    request.finish(NOW)

    assert not request.has_news


def test_a_dry_run_that_nobody_follows_lapses() -> None:
    request, until = begun(dry_run=True), NOW + PLACEABLE
    request.finish(NOW)

    request.lapse(until - timedelta(seconds=1))
    waiting = request.state
    request.lapse(until)

    assert (waiting, request.state, request.open) == (
        BulkState.CHECKED, BulkState.CANCELLED, True
    )  # fmt: skip


def test_until_when_a_dry_run_can_be_followed_is_told() -> None:
    request = begun(dry_run=True)
    request.finish(NOW)
    until = request.head()["place_until"]

    request.place(authority(), NOW)
    request.lapse(NOW + 2 * PLACEABLE)

    assert until == to_plain(NOW + PLACEABLE)
    assert (request.state, request.head()["place_until"]) == (BulkState.WORKING, None)
