"""A ministry's own services: those it leads, those it is a party of, and what ends there."""

from datetime import timedelta
from typing import Any

import pytest
from pymongo.database import Database

from services.common import clock, context
from services.common.context import Call
from services.common.errors import Forbidden, Invalid
from services.common.messaging.read_copies import ReadCopy
from services.common.principal import Principal
from services.common.storage.aggregates import to_plain
from services.contracts import ministry_reading
from services.contracts.domain.contracts import ContractState
from services.contracts.entrypoints.ministries import MinistryCalls
from services.contracts.ministry_reading import MinistryReading
from services.contracts.repositories import ministry_profiles
from services.contracts.repositories.affected import ending
from services.contracts.repositories.chains import Chains
from services.contracts.repositories.contracts import Contracts
from services.contracts.repositories.ministry_profiles import MinistryProfiles
from services.contracts.words.ministries import ministry_of
from tests import builders
from tests.builders import NOW, PROFILE, TITLE, agreement

Doc = dict[str, Any]
END = clock.local_date(NOW) + timedelta(days=3000)
STMI = ministry_of("StMI")
RIGHTS = {"*": frozenset({"agreements:read", "reuse:read"})}
READER = {"roles": [{"role": "ministry_reader", "scope": "ministry:stmi"}]}
VERA = Principal("vera", "Vera", RIGHTS, claims=READER)
ANNA = Principal("anna", "Anna", {"*": frozenset({"agreements:read", "contracts:read"})})


class World:
    """The calls on a database of its own, with three services of two ministries."""

    def __init__(self, database: Database[Doc]) -> None:
        self.contracts = Contracts(database, "contracts", lambda *_: None)
        self.chains = Chains(database, "contracts", lambda *_: None)
        self.copy = ReadCopy(database, "catalog", "profile")
        self.led = MinistryProfiles(self.copy)
        for part in (self.contracts, self.chains, self.led):
            part.prepare()
        self.chains.collection.delete_many({})
        self.calls: Any = MinistryCalls()
        self.calls.ministries = MinistryReading(self.led, self.chains, self.contracts)
        self.profile(PROFILE, "StMD")
        self.profile("led", "StMI")
        self.profile("foreign", "StMAS")
        own = agreement(3, from_party=STMI, valid_until=END)
        self.chain(PROFILE, agreement(1), agreement(2), own)
        self.chain("foreign", agreement(1), agreement(2, valid_until=END), agreement(3))

    def profile(self, id: str, ministry: str) -> None:
        title = {**TITLE, "de": f"{TITLE['de']} {id}"}
        facts = {"kind": "efa", "status": "published", "ministry": ministry, "title": title}
        self.copy.keep(id, 1, {"id": id, **facts})

    def chain(self, id: str, *agreements: Any) -> None:
        one = builders.chain(*agreements)
        one.id = id
        one.renew(NOW)
        self.chains.add(one)

    def issue(self, id: str, body: str, **changed: Any) -> None:
        facts: Doc = {"id": id, "number": id, "order": id, "body": body, "profile": PROFILE}
        named = {"chain": [to_plain(agreement(level)) for level in (1, 2, 3)]}
        state = {"state": ContractState.CONCLUDED, "valid_until": END}
        self.contracts.add(builders.contract(**{**facts, **named, **state, **changed}))

    def ask(self, call: str, who: Principal = VERA, **query: Any) -> Any:
        context.enter(Call(principal=who, language="de"))
        return getattr(self.calls, call)(query)


@pytest.fixture
def world(database: Database[Doc]) -> World:
    return World(database)


def test_own_are_the_services_it_leads_and_those_it_is_a_party_of(world: World) -> None:
    found = world.ask("ministry_services")

    told = {one["profile"]: (one["leads"], one["is_party"]) for one in found["items"]}
    assert told == {PROFILE: (False, True), "led": (True, False)}
    assert (found["ministry"], found["total"], found["next"]) == (STMI, 2, None)
    standing = {one["profile"]: one["chain"] for one in found["items"]}
    assert standing["led"] is None
    assert standing[PROFILE]["ends_on"] == END.isoformat()


def test_lists_go_on_page_by_page(world: World) -> None:
    first = world.ask("ministry_services", limit="1")
    second = world.ask("ministry_services", limit="1", cursor=first["next"])

    shown = [one["profile"] for page in (first, second) for one in page["items"]]
    assert (sorted(shown), second["next"]) == (sorted([PROFILE, "led"]), None)


def test_of_more_than_are_looked_at_the_first_are_told_and_that_there_are_more(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(3):
        world.profile(f"led-{n}", "StMI")
    whole = world.ask("ministry_services")
    monkeypatch.setattr(ministry_profiles, "MOST", 2)
    monkeypatch.setattr(ministry_reading, "MOST", 2)
    world.profile("led-3", "StMI")

    part, ends = world.ask("ministry_services"), world.ask("ministry_ends")

    assert (whole["total"], whole["total_is_least"]) == (5, False)
    assert {one["profile"] for one in part["items"]} == {PROFILE, "led", "led-0"}
    assert (part["total"], part["total_is_least"], ends["total_is_least"]) == (3, True, True)


def test_an_end_tells_whom_it_concerns(world: World) -> None:
    world.issue("c1", "09187162", order_summary={"link": "https://www.freistaat.bayern/1"})
    world.issue("c2", "09187162", valid_until=None)
    world.issue("c3", "09162000")
    world.issue("gone", "09162000", state=ContractState.TERMINATED)
    world.issue("short", "09161000", valid_until=END - timedelta(days=1))
    world.issue("other", "09161000", profile="foreign")

    (end,) = world.ask("ministry_ends")["items"]

    assert end["counts"] == {"contracts": 3, "orders": 3, "bodies": 2, "links": 1}
    assert (end["profile"], end["ends_on"], end["is_party"]) == (PROFILE, END.isoformat(), True)
    assert end["breaks_on"] == (END + timedelta(days=1)).isoformat()


def test_whom_an_end_concerns_is_counted_once_a_minute(world: World) -> None:
    world.issue("c1", "09187162")
    world.ask("ministry_ends")
    world.issue("c2", "09162000")

    (held,) = world.ask("ministry_ends")["items"]
    world.calls.ministries = MinistryReading(world.led, world.chains, world.contracts)
    (anew,) = world.ask("ministry_ends")["items"]

    assert (held["counts"]["contracts"], anew["counts"]["contracts"]) == (1, 2)


def test_the_first_break_is_told_though_five_succeeded_ends_come_first(world: World) -> None:
    terms = [(END - timedelta(days=n + 1), END - timedelta(days=n)) for n in (5, 4, 3, 2, 1)]
    renewed = [agreement(1, id=f"a{n}", valid_from=since, valid_until=until)
               for n, (since, until) in enumerate(terms)]  # fmt: skip
    after = agreement(1, id="after", valid_from=END)
    own = agreement(3, from_party=STMI, valid_until=END)
    world.chain("led", *renewed, after, agreement(2), own)

    found = world.ask("ministry_ends", limit="5")

    assert [end["breaks_on"] for end in found["items"]] == [None] * 5
    assert found["next_break"]["breaks_on"] == (END + timedelta(days=1)).isoformat()
    assert world.ask("ministry_ends", ANNA, ministry="StMAS")["next_break"] is not None


def test_gaps_are_those_of_all_pages(world: World) -> None:
    for n in range(6):
        world.profile(f"gap{n}", "StMI")
        world.chain(f"gap{n}", agreement(1))

    found = world.ask("ministry_services", limit="1")

    assert (found["gaps"]["total"], len(found["gaps"]["items"])) == (6, 5)
    assert found["gaps"]["items"][0]["profile"] == "gap0"


def test_what_the_operator_has_decided_of_a_successor_is_told_to_the_operator_alone(
    world: World,
) -> None:
    (own,), (inside,) = (world.ask("ministry_ends", who, ministry="StMI")["items"]
                         for who in (VERA, ANNA))  # fmt: skip
    assert (own["following"], own["renew_by"]) == ("open", None)
    assert inside["renew_by"] is not None
    assert inside["renew_by"] not in world.ask("export_ministry_ends")["lines"]

    task = world.chains.get(PROFILE).renewals[0].agreement
    world.chains.change(PROFILE, lambda c: c.decline_renewal(task, "edith", "Dienst endet", NOW))

    (after,), (inside,) = (world.ask("ministry_ends", who, ministry="StMI")["items"]
                           for who in (VERA, ANNA))  # fmt: skip
    assert after == own
    assert inside["following"] == "declined"


def test_the_file_of_ends_has_words_for_codes(world: World) -> None:
    whole = world.ask("export_ministry_ends")

    assert "Stufe 3: Sub-Nachnutzung" in whole["lines"]
    assert "Noch keine Nachfolge" in whole["lines"]
    assert len(whole["layout"]["sheets"][0]["columns"]) == 11


@pytest.mark.parametrize("call", ["ministry_services", "ministry_ends", "export_ministry_ends"])
def test_a_ministry_reads_its_own_and_the_operator_any(world: World, call: str) -> None:
    with pytest.raises(Forbidden):
        world.ask(call, ministry="StMAS")
    with pytest.raises(Invalid):
        world.ask(call, ANNA)

    own, others = world.ask(call, ministry="StMI"), world.ask(call, ANNA, ministry="StMAS")

    assert f"{TITLE['de']} {PROFILE}" in str(own)
    assert f"{TITLE['de']} foreign" in str(others)
    assert f"{TITLE['de']} {PROFILE}" not in str(others)


def test_what_is_asked_is_answered_by_an_index(world: World, database: Database[Doc]) -> None:
    world.issue("c1", "09187162")
    concerned = world.calls.ministries.concerned("StMI")
    steps = ending("contracts", [*concerned.ends, *concerned.ends])
    command = {"aggregate": "contracts", "pipeline": steps, "cursor": {}}

    plans = [
        str(database.command("explain", command, verbosity="queryPlanner")),
        str(world.led.found("StMI").explain()["queryPlanner"]["winningPlan"]),
    ]

    assert ["COLLSCAN" in plan for plan in plans] == [False, False]
    assert "'indexName': 'led_by_ministry'" in plans[1]
    assert "'SORT'" not in plans[1]


def test_what_is_held_is_true_as_soon_as_a_chain_or_a_service_is_another(world: World) -> None:
    before = world.ask("ministry_services"), world.ask("ministry_ends")
    held = world.calls.ministries.concerned("StMI")
    assert world.calls.ministries.concerned("StMI") is held

    world.chains.propose("led", [builders.proposal(agreement(1, id="new", valid_until=END))])
    proposal = world.chains.get("led").proposals[0].id
    world.chains.change("led", lambda chain: chain.accept(proposal, "nina", NOW))
    title = {"de": "Anders", "en": "Different"}
    facts = {"kind": "efa", "status": "published", "ministry": "StMD", "title": title}
    world.copy.keep(PROFILE, 2, {"id": PROFILE, **facts})
    world.copy.keep("further", 1, {"id": "further", **facts, "ministry": "StMI"})

    services, ends = world.ask("ministry_services"), world.ask("ministry_ends")

    assert (before[0]["total"], services["total"]) == (2, 3)
    assert (before[1]["total"], ends["total"]) == (1, 2)
    assert title in [one["profile_title"] for one in services["items"]]
    assert services["gaps"]["items"][0]["profile"] == "led"


def test_what_tells_a_change_is_read_off_its_index(world: World, database: Database[Doc]) -> None:
    group = [{"$group": {"_id": None, "sum": {"$sum": "$version"}}}]
    wanted = {"aggregate": "chains", "pipeline": group, "cursor": {}, "hint": {"version": 1}}

    plan = str(database.command("explain", wanted, verbosity="queryPlanner"))

    assert ("IXSCAN" in plan, "FETCH" in plan) == (True, False)
    assert world.chains.revision() != world.led.revision()
