"""What bodies say, on the real database: first words, successors, people, and reads by index."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any, TypeVar

import pytest
from pymongo.database import Database

from services.common import context
from services.common.context import Call
from services.common.errors import Conflict, Invalid, NotFound, Unavailable
from services.common.messaging.read_copies import ReadCopy
from services.orders import body_successions
from services.orders.domain.body_systems import BodySystems
from services.orders.domain.declarations import Declaration, DeclarationKind, id_of
from services.orders.domain.states import OrderState
from services.orders.domain.uncontracted import UncontractedUse
from services.orders.overviews import Overviews
from services.orders.repositories.bodies import (
    ANY_CASE,
    Declarations,
    SystemsOfBodies,
    UncontractedUses,
)
from services.orders.repositories.directory import Directory
from services.orders.repositories.orders import WITHOUT_LISTS, Orders
from services.orders.repositories.targeted_profiles import ON_SALE, TargetedProfiles
from tests import builders
from tests.builders import MUNICH, NOW, PRIEN, PROFILE, TODAY

Db = Database[dict[str, Any]]
S = TypeVar("S", SystemsOfBodies, Declarations, UncontractedUses)
EVA = {"name": "Eva Fach", "department": "Amt", "email": "Fach@Prien.example", "phone": "1"}
PERSON = {"account": "clerk", "name": "Eva Fach", "email": "fach@prien.example", "shared": False}
LATER = TODAY + timedelta(days=30)


def nothing(*_: object) -> None:
    """Wake no relay."""


def empty(store: type[S], database: Db) -> S:
    kept = store(database, "orders", nothing)
    kept.prepare()
    return kept


@pytest.fixture
def systems(database: Db) -> SystemsOfBodies:
    return empty(SystemsOfBodies, database)


@pytest.fixture
def declarations(database: Db) -> Declarations:
    return empty(Declarations, database)


@pytest.fixture
def gaps(database: Db) -> UncontractedUses:
    return empty(UncontractedUses, database)


def said(version: int = 0, provider: str | None = None) -> Any:
    facts = {
        "specialist_systems": ["ok-ewo"], "it_provider": provider,
        "functional_contact": EVA, "technical_contact": None,
    }  # fmt: skip
    return lambda held: held.change(facts, version, NOW)


def declare(kept: Declarations, profile: str = PROFILE, version: int = 0) -> Declaration:
    kind, id = DeclarationKind.NO_NEED, id_of(PRIEN, profile)
    return kept.write(
        Declaration(id=id, body=PRIEN, profile=profile),
        lambda d: d.declare(kind, LATER, version, by="clerk", now=NOW),
    )


def reads_all(cursor: Any) -> bool:
    return "COLLSCAN" in str(cursor.explain()["queryPlanner"]["winningPlan"])


def test_the_first_word_of_a_body_is_kept_and_the_next_one_needs_its_version(
    systems: SystemsOfBodies,
) -> None:
    first = systems.write(BodySystems(id=PRIEN), said(provider="kommunal-it"))

    with pytest.raises(Conflict):
        systems.write(BodySystems(id=PRIEN), said())
    second = systems.write(BodySystems(id=PRIEN), said(version=1))

    assert (first.version, second.version) == (1, 2)
    assert systems.provider_of(PRIEN) is None
    assert systems.of_body(MUNICH).public()["version"] == 0


def test_of_many_first_words_at_once_one_counts(systems: SystemsOfBodies) -> None:
    def write(number: int) -> bool:
        context.enter(Call(once=f"call-{number}"))
        try:
            systems.write(BodySystems(id=PRIEN), said(provider=f"v{number}"))
        except Conflict:
            return False
        return True

    with ThreadPoolExecutor(6) as pool:
        kept = list(pool.map(write, range(12)))

    assert kept.count(True) == 1
    assert systems.provider_of(PRIEN) == f"v{kept.index(True)}"


def test_a_call_that_comes_twice_says_its_first_word_once(declarations: Declarations) -> None:
    context.enter(Call(once="call-1"))

    answers = [declare(declarations).public() for _ in range(2)]

    assert answers[0] == answers[1]
    assert answers[0]["version"] == 1


def test_a_successor_that_has_said_nothing_takes_over_what_was_said(
    systems: SystemsOfBodies, declarations: Declarations, gaps: UncontractedUses
) -> None:
    moved = {"from": PRIEN, "to": MUNICH}
    systems.write(BodySystems(id=PRIEN), said())
    declare(declarations)
    gaps.write(UncontractedUse(id=PRIEN), lambda g: g.change(["kfz", "kfz"], TODAY, 0))

    for _ in range(2):
        body_successions.move(systems, declarations, gaps, moved)

    assert systems.of_body(MUNICH).specialist_systems == ["ok-ewo"]
    assert [d.body for d in declarations.of_body(MUNICH)] == [MUNICH]
    assert gaps.of_body(MUNICH).days() == {"kfz": TODAY}
    told = (systems.collection.find_one({"_id": MUNICH}) or {})["outbox"]
    assert "body_systems.changed" in {event["type"] for event in told}


def test_people_who_leave_are_found_by_index_and_left_out(
    systems: SystemsOfBodies, declarations: Declarations
) -> None:
    systems.write(BodySystems(id=PRIEN), said())
    declare(declarations)
    named = {"$or": [{"functional_contact.email": "x"}, {"technical_contact.email": "x"}]}

    body_successions.forget(systems, declarations, PERSON)

    assert systems.of_body(PRIEN).functional_contact is None
    assert declarations.one(PRIEN, PROFILE).declared_by is None
    assert not reads_all(systems.collection.find(named, collation=ANY_CASE))
    assert not reads_all(declarations.collection.find({"declared_by": "clerk"}))


def test_a_person_who_hands_over_is_replaced(systems: SystemsOfBodies) -> None:
    systems.write(BodySystems(id=PRIEN), said())
    taker = {"name": "Nora Neu", "department": "", "email": "n@prien.example", "phone": "2"}

    for body in (PRIEN, MUNICH):
        body_successions.hand_over(systems, {"body": body, "from": PERSON, "to": taker})

    held = systems.of_body(PRIEN).functional_contact
    assert held is not None
    assert (held.name, held.department, held.phone) == ("Nora Neu", "Amt", "2")


def copies(database: Db) -> dict[str, ReadCopy]:
    owners = {"body": "identity", "profile": "catalog", "vendor": "catalog", "system": "catalog",
              "chain": "contracts"}  # fmt: skip
    return {noun: ReadCopy(database, owner, noun) for noun, owner in owners.items()}


def keep(copy: ReadCopy, doc: dict[str, Any]) -> None:
    state = {name: value for name, value in doc.items() if name not in ("_id", "sequence")}
    copy.keep(doc["_id"], 1, state)


def test_an_overview_reads_by_index_whatever_it_shows(
    database: Db, declarations: Declarations, gaps: UncontractedUses
) -> None:
    held = copies(database)
    orders = Orders(database, "orders", nothing)
    profiles = TargetedProfiles(held["profile"], held["chain"])
    for part in (orders, profiles):
        part.prepare()
    keep(held["body"], builders.body_doc())
    for id in (PROFILE, "kfz", "hund", "gap"):
        keep(held["profile"], builders.profile_doc(_id=id))
        keep(held["chain"], builders.chain_doc(_id=id))
    orders.place(builders.order_in(OrderState.LIVE))
    declare(declarations, "kfz")
    gaps.write(UncontractedUse(id=PRIEN), lambda g: g.change(["gap", "kfz"], TODAY, 0))

    shown = Overviews(held["body"], profiles, orders, declarations, gaps).rows(PRIEN, TODAY)

    assert [(r["profile"], r["state"], r["orderable"]) for r in shown] == [
        (PROFILE, "live", False), ("gap", "uncontracted", True), ("kfz", "no_need", True),
        ("hund", "unused", True),
    ]  # fmt: skip
    wanted = {"$or": [
        {"target_kinds": "municipality", "status": {"$in": ON_SALE}}, {"_id": {"$in": ["x"]}},
    ]}  # fmt: skip
    covering = [{name: PRIEN, "active": True} for name in ("places", "body")]
    assert not reads_all(held["profile"].collection.find(wanted))
    assert not reads_all(orders.collection.find({"$or": covering}, WITHOUT_LISTS))
    assert not reads_all(declarations.collection.find({"body": PRIEN}))


def test_only_what_the_directory_knows_is_in_use(database: Db) -> None:
    held = copies(database)
    directory = Directory(*(held[noun] for noun in ("body", "profile", "vendor", "system")))
    with pytest.raises(Unavailable):
        directory.check(["ok-ewo"], None)
    with pytest.raises(Unavailable):
        directory.check_listed(PRIEN, [])
    keep(held["body"], builders.body_doc())
    keep(held["system"], {"_id": "ok-ewo", "name": "OK.EWO"})
    keep(held["vendor"], {"_id": "kommunal-it", "name": "K", "kind": "it_provider"})
    keep(held["vendor"], {"_id": "maker", "name": "M", "kind": "manufacturer"})
    keep(held["profile"], builders.profile_doc())

    with pytest.raises(Invalid) as refused:
        directory.check(["ok-ewo", "none"], "maker")
    with pytest.raises(NotFound):
        directory.check_profile("none")

    assert [pointer for pointer, _ in refused.value.wrong] == [
        "/specialist_systems/1", "/it_provider",
    ]  # fmt: skip
    with pytest.raises(NotFound):
        directory.check_listed("00000000", [])
    with pytest.raises(Invalid):
        directory.check_listed(PRIEN, [PROFILE, "none"])
    directory.check_listed(PRIEN, [PROFILE])
    directory.check(["ok-ewo"], "kommunal-it")
    directory.check_profile(PROFILE)
