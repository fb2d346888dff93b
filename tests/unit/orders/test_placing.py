"""Whom an order covers, and what is checked before it is placed; the copies are in memory."""

from typing import Any

import pytest

from services.common import context
from services.common.context import Call
from services.common.errors import Conflict, Forbidden, Invalid, Unavailable
from services.common.principal import Principal
from services.orders.domain.states import OrderState
from services.orders.placing import places
from tests import builders
from tests.builders import JOINT, MEMBERS, PRIEN, PROFILE, VENDOR
from tests.said import said, said_fields
from tests.unit.orders.desks import (
    ReadCopy,
    desk,
    place,
    wanted,
)

ALL = frozenset({"orders:read"})


def test_a_joint_administration_covers_its_members_in_the_delegated_sphere() -> None:
    covered = places(builders.profile_doc(sphere="delegated"), builders.joint_doc())

    assert covered == [JOINT, *MEMBERS]


def test_a_joint_administration_covers_itself_only_in_the_own_sphere() -> None:
    assert places(builders.profile_doc(sphere="own"), builders.joint_doc()) == [JOINT]


@pytest.mark.parametrize("sphere", ["own", "delegated"])
def test_a_municipality_covers_itself(sphere: str) -> None:
    assert places(builders.profile_doc(sphere=sphere), builders.body_doc()) == [PRIEN]


def test_a_placed_order_is_submitted_with_what_was_known_then() -> None:
    order = place(wanted())

    assert order.state is OrderState.SUBMITTED
    assert (order.body_name, order.profile_version, order.setup_by) == (
        "Prien a.Chiemsee", 3, VENDOR,
    )  # fmt: skip
    assert [task.code for task in order.tasks] == ["set-up-service", "store-link", "tell-link"]
    told = {event["type"]: event["data"] for event in builders.news(order, "orders")}
    assert list(told) == ["order.submitted", "use.changed"]
    assert told["use.changed"] == {
        "body": PRIEN, "places": [PRIEN], "profile": PROFILE, "active": True,
        "specialist_system": None,
    }  # fmt: skip


def test_who_may_only_prepare_does_not_place() -> None:
    caller = Principal("m", grants={PRIEN: frozenset({"orders:prepare"})})

    with pytest.raises(Forbidden):
        place(wanted(), caller)

    assert place(wanted(prepared=True), caller).state is OrderState.PREPARED


def test_nobody_orders_for_another_body() -> None:
    with pytest.raises(Forbidden):
        place(wanted(body=JOINT))


def test_a_prepared_order_waits_until_a_day() -> None:
    caller = Principal("m", grants={PRIEN: frozenset({"orders:prepare"})})

    order = place(wanted(prepared=True), caller)

    assert order.waiting_for()["due_on"] is not None


def test_every_unknown_name_is_told_at_once() -> None:
    unknown = wanted(body="09999999", profile="none", setup_by="nobody")

    with pytest.raises(Invalid) as refused:
        place(unknown)

    assert all(f'"/{name}"' in refused.value.fields for name in ("body", "profile", "setup_by"))


def test_an_uninhabited_area_orders_nothing() -> None:
    forest = ReadCopy(builders.body_doc(may_register=False))

    with pytest.raises(Invalid):
        place(wanted(), body=forest)


def test_a_body_that_ended_orders_nothing_more() -> None:
    ended = ReadCopy(builders.body_doc(may_register=False, ended_on="2026-01-01", successor=JOINT))

    with pytest.raises(Invalid) as refused:
        place(wanted(), body=ended)

    assert "Nachfolger" in said_fields(refused.value, "orders")["/body"]


def test_copies_that_are_still_filling_are_no_reason_to_refuse_for_good() -> None:
    with pytest.raises(Unavailable) as refused:
        place(wanted(), profile=ReadCopy())

    assert refused.value.code == "copy-filling"


def test_what_stands_against_an_order_is_named_with_its_code() -> None:
    paused = ReadCopy(builders.profile_doc(status="paused"))

    with pytest.raises(Conflict) as refused:
        place(wanted(), profile=paused)

    assert refused.value.code == "not-orderable"
    assert refused.value.facts["reason_code"] == "paused"
    assert "pausiert" in said(refused.value, "orders")


def test_a_service_that_is_ordered_already_is_not_orderable() -> None:
    context.enter(Call(principal=builders.principal()))

    assert desk(PRIEN).orderable(PROFILE, PRIEN).reason_code == "already-ordered"


@pytest.mark.parametrize(
    "caller", [Principal("anonymous"), Principal("other", grants={JOINT: ALL})]
)
def test_what_a_body_has_ordered_is_told_to_its_people_only(caller: Principal) -> None:
    context.enter(Call(principal=caller))

    assert desk(PRIEN).orderable(PROFILE, PRIEN).orderable


def test_a_successor_is_named_by_its_title() -> None:
    retired = builders.profile_doc(status="retired", successor="neu")
    instead = builders.profile_doc(_id="neu", title={"de": "Neuer Dienst", "en": "New service"})

    answer = desk(profile=ReadCopy(retired, instead)).orderable(PROFILE, PRIEN)

    assert "Neuer Dienst" in answer.reason.de
    assert answer.answer()["successor"]["profile"] == "neu"


def test_an_editor_s_word_decides_whom_a_joint_administration_covers() -> None:
    joint = builders.joint_doc()

    assert places(builders.profile_doc(sphere="own", vg_contracts="joint"), joint) == [
        JOINT, *MEMBERS,
    ]  # fmt: skip
    assert places(builders.profile_doc(sphere="delegated", vg_contracts="each"), joint) == [JOINT]


def test_a_city_s_neighbour_is_named_from_the_copy_of_bodies() -> None:
    city = builders.body_doc(_id="09163000", kind="independent_city", district_name="Rosenheim")
    district = builders.body_doc(_id="09187", name="Landkreis Rosenheim", kind="district")
    health = ReadCopy(builders.profile_doc(capacities=["health_office"]))

    answer = desk(body=ReadCopy(city, district), profile=health).orderable(PROFILE, "09163000")

    assert "Landratsamt Rosenheim" in answer.reason.de


def test_a_member_s_order_stands_against_its_joint_administration() -> None:
    delegated = ReadCopy(builders.profile_doc(sphere="delegated"))
    context.enter(Call(principal=Principal("m", grants={JOINT: ALL})))

    answer = desk(MEMBERS[0], profile=delegated).orderable(PROFILE, JOINT)

    assert answer.reason_code == "already-ordered"


@pytest.mark.parametrize("system", ["ok-ewo", "OK.EWO"])
def test_a_specialist_system_is_named_as_the_directory_does(system: str) -> None:
    assert place(wanted(specialist_system=system)).specialist_system == system


def test_an_unknown_specialist_system_is_refused_at_its_field() -> None:
    with pytest.raises(Invalid) as refused:
        place(wanted(specialist_system="Gibt es nicht"))

    assert '"/specialist_system"' in refused.value.fields


def placed_by(provider: str | None, system: str | None, **more: Any) -> str | None:
    """Return who sets up what is ordered with this system by a body with this IT provider."""
    context.enter(Call(principal=builders.principal()))
    made = {"_id": "ok-ewo", "name": "OK.EWO", "manufacturer": "akdb"}
    known = desk(system=ReadCopy(made), profile=ReadCopy(builders.profile_doc(**more)))
    known._provider_of = lambda body: provider if body == PRIEN else None
    return known.place(wanted(specialist_system=system)).setup_by


@pytest.mark.parametrize("system", ["ok-ewo", "OK.EWO"])
def test_who_sets_up_is_the_provider_else_the_manufacturer_else_the_operator(system: str) -> None:
    assert placed_by("kommunal-it", system) == "kommunal-it"
    assert placed_by(None, system) == "akdb"
    assert placed_by(None, None) == VENDOR
    assert placed_by(None, None, technical_operator=None) is None


COSTS = [{"system": "OK.EWO", "extra_cost": True}]
SYSTEMS = ReadCopy({"_id": "ok-ewo", "name": "OK.EWO"}, {"_id": "other", "name": "Andere"})


@pytest.mark.parametrize("system", ["ok-ewo", "OK.EWO"])
@pytest.mark.parametrize("prepared", [True, False])
def test_costs_of_an_interface_are_taken_note_of_before_it_is_ordered(
    system: str, prepared: bool
) -> None:
    served = ReadCopy(builders.profile_doc(interfaces=COSTS))
    asked = wanted(specialist_system=system, prepared=prepared)

    caller = Principal("c", grants={PRIEN: frozenset({"orders:prepare", "orders:place"})})

    with pytest.raises(Invalid) as refused:
        place(asked, caller, profile=served)
    placed = place({**asked, "costs_acknowledged": True}, caller, profile=served)

    assert list(said_fields(refused.value, "orders")) == ["/costs_acknowledged"]
    assert placed.costs_acknowledged is True


@pytest.mark.parametrize("stated", [False, None])
@pytest.mark.parametrize("system", ["ok-ewo", "other", None])
def test_where_no_costs_are_stated_nothing_needs_to_be_acknowledged(
    system: str | None, stated: bool | None
) -> None:
    interfaces = [{"system": "OK.EWO", "extra_cost": stated}, {"system": "X", "extra_cost": True}]
    served = ReadCopy(builders.profile_doc(interfaces=interfaces))

    placed = place(wanted(specialist_system=system), profile=served, system=SYSTEMS)

    assert placed.costs_acknowledged is False
