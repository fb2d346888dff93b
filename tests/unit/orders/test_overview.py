"""How a body stands to each service, and what it says of itself; nothing is stored."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from services.common import context
from services.common.context import Call
from services.common.errors import Conflict, Forbidden, NotFound
from services.common.principal import Principal
from services.orders import overview_sheet
from services.orders.domain.body_systems import BodySystems
from services.orders.domain.declarations import Declaration, DeclarationKind, id_of
from services.orders.domain.eligibility import Eligibility, Obstacle
from services.orders.domain.overview import STANDING_OF, Known, Standing, by_profile, counts_of
from services.orders.domain.states import FINAL, OrderState
from services.orders.domain.uncontracted import UncontractedUse
from services.orders.overviews import Overviews
from services.orders.service import OrdersService
from tests import builders
from tests.builders import MUNICH, NOW, PRIEN, PROFILE, TITLE, TODAY

LATER = TODAY + timedelta(days=30)
EVA = {"name": "Eva Fach", "department": "Amt", "email": "fach@prien.example", "phone": "1"}
ERASED = {"account": "eva", "name": "Eva Fach", "email": "Fach@prien.example", "shared": False}


def declaration(**changed: Any) -> Declaration:
    facts: dict[str, Any] = {
        "id": id_of(PRIEN, PROFILE), "body": PRIEN, "profile": PROFILE, "version": 1,
        "kind": DeclarationKind.NO_NEED, "review_on": LATER, "declared_by": "clerk",
    }  # fmt: skip
    return Declaration(**{**facts, **changed})


def row(**known: Any) -> dict[str, Any]:
    (row,) = Known(titles={PROFILE: TITLE}, **known).rows(TODAY)
    return row


class Copy:
    """A read copy of one document."""

    def __init__(self, doc: dict[str, Any]) -> None:
        self.doc = doc

    def find(self, id: str) -> dict[str, Any] | None:
        return self.doc if id == self.doc["_id"] else None


class Kept:
    """Orders and declarations of one body."""

    def __init__(self, *kept: Any) -> None:
        self.kept = list(kept)

    def active_of(self, body: str) -> list[Any]:
        return self.kept

    def of_body(self, body: str) -> list[Any]:
        return self.kept


class Gaps:
    """What a body has in use without a contract: nothing."""

    def of_body(self, body: str) -> UncontractedUse:
        return UncontractedUse(id=body)


class Profiles:
    """Profiles and their chains."""

    def __init__(self, *profiles: dict[str, Any], chain: bool = True) -> None:
        self.profiles, self.chain = list(profiles), chain

    def for_kind(self, kind: str, also: set[str]) -> list[dict[str, Any]]:
        return [p for p in self.profiles if kind in p["target_kinds"] or p["_id"] in also]

    def chains_of(self, ids: Any) -> dict[str, Any]:
        return {id: builders.chain_doc(_id=id) for id in ids} if self.chain else {}


def rows(*profiles: dict[str, Any], orders: Any = (), said: Any = (), chain: bool = True) -> Any:
    parts: tuple[Any, ...] = (
        Copy(builders.body_doc()),
        Profiles(*profiles, chain=chain),
        Kept(*orders),
        Kept(*said),
        Gaps(),
    )
    return Overviews(*parts).rows(PRIEN, TODAY)


@pytest.fixture(autouse=True)
def nobody_afterwards() -> Iterator[None]:
    yield
    context.enter(Call())


def test_every_state_of_an_order_that_counts_has_its_standing() -> None:
    assert set(STANDING_OF) == set(OrderState) - FINAL


def test_what_is_ordered_says_who_is_next() -> None:
    order = builders.order_in(OrderState.SUBMITTED, due_on=LATER)

    shown = row(orders={PROFILE: order}, verdicts={PROFILE: Eligibility()})

    assert (shown["state"], shown["orderable"]) == (Standing.ORDERED, False)
    assert (shown["order"]["number"], shown["order"]["state"]) == (order.number, "submitted")
    assert shown["order"]["waiting_for"]["role"] == "reviewer"
    assert shown["order"]["waiting_for"]["due_on"] == LATER.isoformat()


def test_what_the_body_may_not_order_says_why() -> None:
    closed = Eligibility(Obstacle.NOT_EFA, "not-efa")

    told = row(verdicts={PROFILE: closed})
    free = row(verdicts={PROFILE: Eligibility()})

    assert (told["orderable"], told["why_not"]) == (False, closed.reason)
    assert (free["orderable"], free["why_not"]) == (True, None)


def test_the_body_s_own_word_goes_before_what_the_operator_was_told() -> None:
    told = {PROFILE: TODAY}

    assert row(uncontracted=told)["state"] == Standing.UNCONTRACTED
    assert row(uncontracted=told, declarations={PROFILE: declaration()})["state"] == "no_need"


def test_a_declaration_is_looked_at_again_by_whoever_may_order() -> None:
    late = row(declarations={PROFILE: declaration(review_on=TODAY - timedelta(days=1))})
    today = row(declarations={PROFILE: declaration(review_on=TODAY)})

    assert late["declaration"]["review_by"] == "officer"
    assert (late["declaration"]["overdue"], today["declaration"]["overdue"]) == (True, False)


def test_an_order_goes_before_what_was_declared_before_it() -> None:
    order = builders.order_in(OrderState.LIVE)

    shown = row(orders={PROFILE: order}, declarations={PROFILE: declaration()})

    assert (shown["state"], shown["declaration"]) == (Standing.LIVE, None)
    assert shown["order"]["waiting_for"] is None


def test_of_two_orders_after_a_merger_the_further_one_is_shown() -> None:
    live = builders.order_in(OrderState.LIVE, id="live")
    begun = builders.order_in(OrderState.SUBMITTED, id="begun")

    assert by_profile([live, begun])[PROFILE].id == "live"


def test_rows_come_by_standing_and_then_by_title() -> None:
    titles = {name: {"de": name, "en": name} for name in ("b", "a", "c")}

    listed = Known(titles=titles, declarations={"c": declaration(profile="c")}).rows(TODAY)

    assert [r["profile"] for r in listed] == ["c", "a", "b"]
    assert counts_of(listed) == {**dict.fromkeys(map(str, Standing), 0), "no_need": 1, "unused": 2}


def test_the_overview_names_what_is_meant_for_the_body_and_what_it_may_order() -> None:
    other = builders.profile_doc(_id="kfz", target_kinds=["district"])
    market = builders.profile_doc(_id="market", kind="market")

    shown = {r["profile"]: r for r in rows(builders.profile_doc(), other, market)}

    assert {id: r["orderable"] for id, r in shown.items()} == {PROFILE: True, "market": False}
    assert {r["state"] for r in shown.values()} == {Standing.UNUSED}


def test_what_has_no_whole_chain_cannot_be_ordered() -> None:
    (shown,) = rows(builders.profile_doc(), chain=False)

    assert shown["orderable"] is False


def test_what_the_body_has_to_do_with_is_shown_even_if_it_is_not_meant_for_it() -> None:
    other = builders.profile_doc(_id="kfz", target_kinds=["district"], status="retired")
    order = builders.order_in(OrderState.LIVE)

    shown = rows(other, orders=[order], said=[declaration(profile="kfz")])

    assert [(r["profile"], r["state"]) for r in shown] == [(PROFILE, "live"), ("kfz", "no_need")]


def test_a_body_nobody_knows_has_no_overview() -> None:
    parts: tuple[Any, ...] = (Copy(builders.body_doc()), Profiles(), Kept(), Kept(), Gaps())
    with pytest.raises(NotFound):
        Overviews(*parts).rows(MUNICH, TODAY)


def test_the_sheet_has_a_cell_for_each_column_in_the_reader_s_language() -> None:
    context.enter(Call(language="en"))
    order = builders.order_in(OrderState.SUBMITTED, due_on=LATER)
    listed = Known(titles={PROFILE: TITLE, "x": TITLE}, orders={PROFILE: order}).rows(TODAY)

    (_, ordered), (_, unused) = overview_sheet.rows_of(listed)

    assert ordered[:3] == ["Change of residence", "ordered", order.number]
    assert unused == ["Change of residence", "not used", *[None] * 6, "no"]
    (sheet,) = overview_sheet.layout("en")["sheets"]
    assert len(sheet["columns"]) == len(ordered)


def test_who_may_not_read_the_body_s_orders_sees_no_overview() -> None:
    caller = Principal("p", "P", {MUNICH: frozenset({"orders:read"})})
    context.enter(Call(principal=caller))
    calls: Any = OrdersService()

    for ask in (calls.get_systems, lambda body: calls.overview(body, {})):
        with pytest.raises(Forbidden):
            ask(PRIEN)


def test_a_declaration_is_made_by_who_has_seen_the_one_before() -> None:
    said = declaration(version=2)

    with pytest.raises(Conflict):
        said.declare(DeclarationKind.OWN_SOLUTION, LATER, 1, by="clerk", now=NOW)
    said.declare(DeclarationKind.OWN_SOLUTION, LATER, 2, by="clerk", now=NOW)

    assert said.public()["kind"] == "own_solution"


def test_a_declaration_taken_back_says_nothing() -> None:
    said = declaration()

    said.take_back("clerk", NOW)

    assert (said.public()["kind"], said.public()["review_on"]) == (None, None)


def systems(**changed: Any) -> BodySystems:
    facts: dict[str, Any] = {
        "specialist_systems": ["ok-ewo", "ok-ewo"], "it_provider": None,
        "functional_contact": EVA, "technical_contact": None,
    }  # fmt: skip
    held = BodySystems(id=PRIEN)
    held.change({**facts, **changed}, 0, NOW)
    return held


def test_what_a_body_works_with_is_said_whole_and_each_system_once() -> None:
    shown = systems().public()

    assert (shown["body"], shown["specialist_systems"]) == (PRIEN, ["ok-ewo"])
    assert shown["functional_contact"]["name"] == "Eva Fach"
    with pytest.raises(Conflict):
        systems().change({}, 1, NOW)


def test_a_person_who_hands_over_is_replaced_among_the_usual_contacts() -> None:
    held = systems()

    held.put_in_place(ERASED, {"name": "Nora Neu", "department": "", "email": "n@x", "phone": ""})

    assert held.functional_contact is not None
    assert (held.functional_contact.name, held.functional_contact.department) == ("Nora Neu", "Amt")
    assert held.technical_contact is None


def test_a_person_who_is_erased_is_no_usual_contact_any_more() -> None:
    held, other = systems(), systems()

    held.forget(ERASED)
    other.forget({**ERASED, "email": "someone@else.example"})

    assert held.functional_contact is None
    assert other.functional_contact is not None


def test_a_declaration_forgets_only_its_own_author() -> None:
    said = declaration()

    said.forget("somebody")
    assert said.declared_by == "clerk"
    said.forget("clerk")
    assert said.declared_by is None
    assert date.fromisoformat(str(said.public()["review_on"])) == LATER


def test_a_list_of_gaps_is_replaced_by_who_has_seen_the_one_before() -> None:
    listed = UncontractedUse(id=PRIEN)
    listed.change(["kfz", "hund", "kfz"], TODAY, 0)

    assert listed.days() == {"kfz": TODAY, "hund": TODAY}
    with pytest.raises(Conflict):
        listed.change([], TODAY, 1)


def test_only_the_operator_says_what_is_in_use_without_a_contract() -> None:
    caller = Principal("p", "P", {PRIEN: frozenset({"orders:support", "orders:read"})})
    context.enter(Call(principal=caller))
    calls: Any = OrdersService()

    with pytest.raises(Forbidden):
        calls.set_uncontracted(PRIEN, {"profiles": [], "listed_on": "2026-11-20"}, 0)
