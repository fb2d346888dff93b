"""What becomes of an order when the service it names changed, ended or lost its chain."""

from datetime import timedelta
from typing import Any

import pytest

from services.common import clock
from services.common.errors import Conflict, Invalid
from services.common.validation.input import parse
from services.orders.domain.orders import Order
from services.orders.domain.profile_changes import change_of, tell_change
from services.orders.domain.states import OrderState
from services.orders.placing import OrderDesk
from services.orders.profile_changes import ProfileChanges
from services.orders.schemas import Acknowledgement, OrderPlaced
from tests import builders
from tests.builders import VENDOR
from tests.said import said
from tests.unit.orders.desks import (
    ReadCopy,
    desk,
    place,
    wanted,
)


def test_an_order_keeps_the_number_of_the_version_that_was_published() -> None:
    served = ReadCopy(builders.profile_doc(profile_version=7, sequence=12))

    assert place(wanted(), profile=served).profile_version == 7


PINNED = {
    "ozg_id": "10124", "operating_authority": "Hamburg", "technical_operator": VENDOR,
    "ministry": "StMI",
}  # fmt: skip


def test_an_order_keeps_what_its_contract_will_state_of_the_version() -> None:
    order = place(wanted())

    assert (order.pinned, order.leika_keys) == (PINNED, ["99115005104000"])
    assert order.summary()["pinned"] == PINNED


def test_with_a_newer_version_an_order_takes_over_what_its_contract_will_state() -> None:
    order = place(wanted())
    newer = now(profile_version=2, operating_authority="Bremen", leika_keys=["99010001001000"])

    assert newer.check_submit(order, 2)

    assert order.pinned == {**PINNED, "operating_authority": "Bremen"}
    assert order.leika_keys == ["99010001001000"]


def test_nothing_is_released_on_a_broken_chain() -> None:
    order = builders.order_in(OrderState.SUBMITTED)

    desk().check_release(order)
    with pytest.raises(Conflict) as refused:
        desk(chain=ReadCopy()).check_release(order)

    assert refused.value.code == "chain-broken"


GUIDE = [
    {"code": "set-up-service", "title": builders.TITLE, "who": "vendor", "duration_workdays": 5},
    {"code": "train-people", "title": builders.TITLE, "who": "body", "duration_workdays": 1},
]
PAUSED = {"status": "paused", "status_reason": {"de": "Wartung", "en": "Maintenance"}}
RETIRED = {"status": "retired", "successor": "ewa-2"}


def now(**changed: Any) -> OrderDesk:
    """Return the desk with the profile as it is by now."""
    successor = {**builders.profile_doc(), "_id": "ewa-2"}
    return desk(profile=ReadCopy(builders.profile_doc(**changed), successor))


@pytest.mark.parametrize(("change", "code"), [(PAUSED, "paused"), (RETIRED, "retired")])
def test_what_can_be_had_no_more_is_neither_submitted_nor_released(
    change: dict[str, Any], code: str
) -> None:
    order, today = place(wanted()), now(**change)

    for check in (lambda: today.check_submit(order, None), lambda: today.check_release(order)):
        with pytest.raises(Conflict) as refused:
            check()
        assert refused.value.code == "not-orderable"
        assert refused.value.facts["reason_code"] == code
    assert (code != "retired") or builders.TITLE["de"] in said(refused.value, "orders")


def test_a_newer_version_with_the_same_terms_is_taken_over_at_submission() -> None:
    order = place(wanted())

    now(profile_version=4, title={"de": "Neu", "en": "New"}).check_submit(order, None)

    assert (order.profile_version, order.profile_title["de"]) == (4, "Neu")


@pytest.mark.parametrize(
    "change",
    [{"financing": {"kind": "own"}}, {"rollout_guide": GUIDE}, {"technical_operator": "other"}],
    ids=lambda change: next(iter(change)),
)
def test_a_newer_version_with_other_terms_is_submitted_only_if_the_body_confirms(
    change: dict[str, Any],
) -> None:
    order = place(wanted())
    order.tasks[0].tick(True, "clerk", builders.NOW)
    changed = now(profile_version=4, **change)

    for confirmed in (None, 3):
        with pytest.raises(Conflict) as refused:
            changed.check_submit(order, confirmed)
        assert refused.value.code == "version-changed"
    before = order.profile_version
    changed.check_submit(order, 4)

    assert (before, order.profile_version) == (3, 4)
    assert order.setup_by == change.get("technical_operator", VENDOR)
    assert order.tasks[0].done
    guided = [task for task in order.tasks if not task.standing]
    assert len(guided) == len(change.get("rollout_guide", [1]))


def test_a_setup_party_the_body_chose_stays_with_a_newer_version() -> None:
    order = place(wanted(setup_by=VENDOR))

    now(profile_version=4, technical_operator="other").check_submit(order, 4)

    assert order.setup_by == VENDOR


def test_an_outdated_version_is_released_only_if_the_reviewer_accepts_it() -> None:
    order, today = place(wanted()), now(profile_version=4)

    with pytest.raises(Conflict) as refused:
        today.check_release(order)
    today.check_release(order, 3)

    assert refused.value.code == "version-outdated"
    assert order.profile_version == 3


@pytest.mark.parametrize("field", ["wanted_on", "contact_on"])
def test_a_day_that_is_over_is_refused_at_its_field(field: str) -> None:
    today = clock.local_date(clock.now())
    schema = {"wanted_on": OrderPlaced, "contact_on": Acknowledgement}[field]
    facts = wanted() if field == "wanted_on" else {}

    with pytest.raises(Invalid) as refused:
        parse(schema, {**facts, field: (today - timedelta(days=1)).isoformat()})
    parse(schema, {**facts, field: today.isoformat()})

    assert f'"/{field}"' in refused.value.fields


def test_a_setup_party_says_when_it_will_get_in_touch() -> None:
    with pytest.raises(Invalid) as refused:
        parse(Acknowledgement, {})

    assert '"/contact_on"' in refused.value.fields


def in_review(state: OrderState = OrderState.SUBMITTED, **changed: Any) -> Order:
    order = place(wanted(**changed))
    order.state = state
    return order


@pytest.mark.parametrize("state", [OrderState.SUBMITTED, OrderState.ASKED_BACK])
def test_the_body_goes_over_to_a_newer_version_by_its_own_word(state: OrderState) -> None:
    order, today = in_review(state), now(profile_version=4, rollout_guide=GUIDE)

    with pytest.raises(Conflict) as refused:
        today.change_version(order, 3, builders.CLERK)
    today.change_version(order, 4, builders.CLERK)
    today.change_version(order, 4, builders.CLERK)

    assert refused.value.code == "version-changed"
    assert (order.profile_version, order.state) == (4, state)
    last = order.history[-1].line()
    assert (last["action"], last["actor"]) == ("change-version", builders.CLERK.id)
    assert "Version 4" in last["reason"].de
    assert [line.action for line in order.history].count("change-version") == 1
    today.check_release(order)


def test_nobody_goes_over_to_another_version_once_it_is_released() -> None:
    order, today = in_review(OrderState.RELEASED), now(profile_version=4)

    with pytest.raises(Conflict) as refused:
        today.change_version(order, 4, builders.CLERK)

    assert (refused.value.code, order.profile_version) == ("order-wrong-state", 3)


COSTS = [{"system": "OK.EWO", "extra_cost": True}]


@pytest.mark.parametrize("system", ["ok-ewo", "OK.EWO"])
def test_costs_of_a_newer_version_are_taken_note_of_with_it(system: str) -> None:
    order = in_review(OrderState.PREPARED, specialist_system=system)
    today = now(profile_version=4, interfaces=COSTS)

    with pytest.raises(Conflict) as refused:
        today.check_submit(order, None)
    today.check_submit(order, 4)

    assert refused.value.code == "version-changed"
    assert order.costs_acknowledged is True


@pytest.mark.parametrize(
    ("change", "kind", "code"),
    [
        (PAUSED, "paused", "profile-paused"),
        (RETIRED, "retired", "profile-replaced"),
        ({"status": "retired"}, "retired", "profile-retired"),
        ({"profile_version": 4, "rollout_guide": GUIDE}, "newer", "profile-newer"),
    ],
)
def test_what_became_of_the_service_is_told_until_the_order_is_released(
    change: dict[str, Any], kind: str, code: str
) -> None:
    order = in_review()
    profiles = ReadCopy(builders.profile_doc(**change), {**builders.profile_doc(), "_id": "ewa-2"})
    changes = ProfileChanges(profiles)

    shown = changes.shown(order)
    order.state = OrderState.RELEASED

    assert shown is not None
    assert (shown["kind"], shown["reason_code"]) == (kind, code)
    assert (code != "profile-replaced") or builders.TITLE["de"] in shown["reason"].de
    assert (shown["successor"] or {}).get("profile") == (
        "ewa-2" if code == "profile-replaced" else None
    )
    assert changes.shown(order) is None


@pytest.mark.parametrize("change", [{}, {"profile_version": 4}])
def test_an_order_that_can_go_on_as_it_is_has_no_change_to_decide_about(
    change: dict[str, Any],
) -> None:
    same = ProfileChanges(ReadCopy(builders.profile_doc(**change)))

    assert same.shown(in_review()) is None
    assert ProfileChanges(ReadCopy()).shown(in_review()) is None


def told_of(order: Order) -> list[Any]:
    news = builders.news(order, "orders")
    return [e["data"] for e in news if e["type"] == "order.profile_changed"]


def test_an_order_that_waits_says_once_what_became_of_its_service() -> None:
    order, paused = in_review(), builders.profile_doc(**PAUSED)
    told_of(order)

    for _ in range(2):
        tell_change(order, change_of(order, paused), builders.NOW)

    (told,) = told_of(order)
    assert (told["change"], told["reason_code"]) == ("paused", "profile-paused")
    assert "pausiert" in told["reason"]["de"]
    assert order.history[-1].line()["label"].de == "Steckbrief geändert"
    assert "profile_told" not in told["order"]


def test_an_order_says_that_its_service_goes_on_and_then_another_change() -> None:
    order = in_review()
    told_of(order)

    for status in ("paused", "published", "published", "paused", "retired"):
        tell_change(order, change_of(order, builders.profile_doc(status=status)), builders.NOW)

    assert [one["change"] for one in told_of(order)] == [
        "paused", "resumed", "paused", "retired"
    ]  # fmt: skip


def test_an_order_that_went_over_to_the_newer_version_says_no_more() -> None:
    order, newer = in_review(), builders.profile_doc(profile_version=4, rollout_guide=GUIDE)
    told_of(order)
    tell_change(order, change_of(order, newer), builders.NOW)
    now(profile_version=4, rollout_guide=GUIDE).change_version(order, 4, builders.CLERK)

    tell_change(order, change_of(order, newer), builders.NOW)

    assert [one["change"] for one in told_of(order)] == ["newer"]
    assert order.profile_told is None


@pytest.mark.parametrize("state", [OrderState.PREPARED, OrderState.RELEASED, OrderState.REJECTED])
def test_an_order_nobody_reviews_says_nothing_by_itself(state: OrderState) -> None:
    order = in_review(state)
    told_of(order)

    tell_change(order, change_of(order, builders.profile_doc(**PAUSED)), builders.NOW)

    assert told_of(order) == []
