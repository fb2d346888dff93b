"""Whom an order covers, and what is checked before it is placed; the copies are in memory."""

import time
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import pytest

from services.common import clock, context
from services.common.context import Call
from services.common.errors import Conflict, Forbidden, Invalid, Unavailable
from services.common.principal import Delegation, Principal
from services.common.validation.input import parse
from services.orders.domain.orders import Order
from services.orders.domain.states import OrderState
from services.orders.placing import OrderDesk, places
from services.orders.repositories.numbers import number_of
from services.orders.schemas import Acknowledgement, OrderPlaced
from tests import builders
from tests.builders import JOINT, MEMBERS, PRIEN, PROFILE, VENDOR
from tests.said import said, said_fields

ALL = frozenset({"orders:read"})


class ReadCopy:
    """A read copy as a dict."""

    def __init__(self, *docs: dict[str, Any]) -> None:
        self._docs = {doc["_id"]: doc for doc in docs}

    def find(self, id: str) -> dict[str, Any] | None:
        return self._docs.get(id)

    def find_many(self, ids: Iterable[str]) -> dict[str, dict[str, Any]]:
        return {id: self._docs[id] for id in ids if id in self._docs}

    def find_by(self, name: str, value: str) -> dict[str, Any] | None:
        return next((doc for doc in self._docs.values() if doc.get(name) == value), None)

    def is_empty(self) -> bool:
        return not self._docs


class Orders:
    """Keeps the orders it is given; ``taken`` are places with an active order."""

    def __init__(self, *taken: str) -> None:
        self.taken = set(taken)
        self.placed: list[Any] = []

    def place(self, order: Any) -> Any:
        self.placed.append(order)
        return order

    def free_number(self, id: str, year: int) -> str:
        return number_of(id, year)

    def active(self, profile: str, places: list[str]) -> dict[str, str] | None:
        taken = self.taken & set(places)
        return {"id": "o9", "number": "DM-2026-TAKEN"} if taken else None


def desk(*taken: str, orders: Orders | None = None, **copies: ReadCopy) -> OrderDesk:
    known: dict[str, Any] = {
        "body": ReadCopy(builders.body_doc(), builders.joint_doc()),
        "profile": ReadCopy(builders.profile_doc()),
        "vendor": ReadCopy({"_id": VENDOR}),
        "system": ReadCopy({"_id": "ok-ewo", "name": "OK.EWO"}),
        "chain": ReadCopy(builders.chain_doc()),
    }
    kept: Any = orders or Orders(*taken)
    return OrderDesk(kept, {**known, **copies})


def wanted(**changed: Any) -> dict[str, Any]:
    person = {"name": "Eva", "department": "Amt", "email": "e@prien.example", "phone": "1"}
    facts = {
        "body": PRIEN, "profile": PROFILE, "usage": "new", "functional_contact": person,
        "technical_contact": person, "prepared": False, "costs_acknowledged": False,
    }  # fmt: skip
    return {**facts, **changed}


def place(wanted: dict[str, Any], caller: Principal | None = None, **copies: ReadCopy) -> Order:
    context.enter(Call(principal=caller or builders.principal()))
    return desk(**copies).place(wanted)


def lent(id: str = "m1", **changed: Any) -> Delegation:
    facts = {
        "scope": JOINT, "permissions": frozenset({"orders:read", "orders:place"}),
        "ends_at": time.time() + 60,
    }  # fmt: skip
    return Delegation(id, **{**facts, **changed})


def grantee(*delegations: Delegation) -> Principal:
    return builders.principal(delegations=delegations)


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
    assert [task.code for task in order.tasks] == ["set-up-service"]
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


def test_an_order_keeps_the_number_of_the_version_that_was_published() -> None:
    served = ReadCopy(builders.profile_doc(profile_version=7, sequence=12))

    assert place(wanted(), profile=served).profile_version == 7


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


def test_nothing_is_released_on_a_broken_chain() -> None:
    order = builders.order_in(OrderState.SUBMITTED)

    desk().check_release(order)
    with pytest.raises(Conflict) as refused:
        desk(chain=ReadCopy()).check_release(order)

    assert refused.value.code == "chain-broken"


def test_an_order_placed_by_a_delegation_says_so() -> None:
    order = place(wanted(body=JOINT), grantee(lent(only=frozenset({PROFILE}))))

    assert (order.mandate, order.summary()["mandate"]) == ("m1", "m1")
    assert (order.history[-1].on_behalf_of, order.history[-1].mandate) == (JOINT, "m1")
    told, _ = builders.news(order, "orders")
    assert (told["onbehalfof"], told["mandateid"]) == (JOINT, "m1")


def test_one_s_own_right_needs_no_delegation() -> None:
    order = place(wanted(), grantee(lent(scope=PRIEN)))

    assert order.mandate is None
    assert (order.history[-1].on_behalf_of, order.history[-1].mandate) == (PRIEN, None)


def test_a_named_delegation_is_the_one_that_is_used() -> None:
    order = place(wanted(body=JOINT, mandate="m2"), grantee(lent("m1"), lent("m2")))

    assert order.mandate == "m2"


def test_of_several_fitting_delegations_one_must_be_named() -> None:
    with pytest.raises(Invalid) as refused:
        place(wanted(body=JOINT), grantee(lent("m1"), lent("m2")))

    assert '"/mandate"' in refused.value.fields


@pytest.mark.parametrize(
    "delegation",
    [
        lent("m9"),
        lent(ends_at=time.time() - 1),
        lent(scope=PRIEN),
        lent(only=frozenset({"another"})),
        lent(permissions=frozenset({"orders:read", "orders:prepare"})),
    ],
    ids=["another", "expired", "of another body", "for another service", "to prepare only"],
)
def test_a_delegation_that_does_not_hold_orders_nothing(delegation: Delegation) -> None:
    context.enter(Call(principal=grantee(delegation)))
    orders = Orders()

    with pytest.raises(Forbidden) as refused:
        desk(orders=orders).place(wanted(body=JOINT, mandate="m1"))

    assert refused.value.code == "mandate-not-valid"
    assert orders.placed == []


def test_an_expired_delegation_gives_no_right_even_if_none_is_named() -> None:
    with pytest.raises(Forbidden) as refused:
        place(wanted(body=JOINT), grantee(lent(ends_at=time.time() - 1)))

    assert refused.value.code == "not-permitted"


@pytest.mark.parametrize("system", ["ok-ewo", "OK.EWO"])
def test_a_specialist_system_is_named_as_the_directory_does(system: str) -> None:
    assert place(wanted(specialist_system=system)).specialist_system == system


def test_an_unknown_specialist_system_is_refused_at_its_field() -> None:
    with pytest.raises(Invalid) as refused:
        place(wanted(specialist_system="Gibt es nicht"))

    assert '"/specialist_system"' in refused.value.fields


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
    assert len(order.tasks) == len(change.get("rollout_guide", [1]))


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
