"""Directory, matrix, comparison, watches and notices on a real database, by index."""

from dataclasses import replace
from typing import Any

import pytest
from pymongo.database import Database

from services.catalog.domain.choices import Status
from services.catalog.entrypoints.directory import DirectoryCalls
from services.catalog.entrypoints.events import CatalogEvents
from services.catalog.entrypoints.news import NewsCalls
from services.catalog.repositories.directory import Interfaces, Systems, Vendors
from services.catalog.repositories.news import Notices, ProfileNews, WatchLists
from services.catalog.repositories.profiles import Profiles
from services.catalog.repositories.visits import Visits
from services.common import context
from services.common.context import Call
from services.common.errors import Conflict, Invalid, NotFound, Refusal
from services.common.principal import Principal
from tests import builders

Doc = dict[str, Any]
Db = Database[Doc]

CLERK = Principal("clerk", grants={"self": frozenset({"me:read"})})
EDITOR = Principal("eva", grants={"*": frozenset({"profiles:edit"})})
NEW_VENDOR = {"id": "neu", "name": "Neu", "kind": "manufacturer", "email": "neu@demo.example"}
TEXTS = {"de": "Wartung", "en": "Maintenance"}
NOTICE = {"kind": "outage", "title": TEXTS, "text": TEXTS, "starts_at": "2026-12-01T20:00:00Z"}
EFA, MARKET = "infektionsschutzbelehrung", "fuehrerschein"


class Catalog(DirectoryCalls, NewsCalls, CatalogEvents):
    """The calls on a database, without a broker."""

    def __init__(self, database: Db) -> None:
        def made(kind: Any) -> Any:
            return kind(database, "catalog", lambda *_: None)

        systems = made(Systems)
        parts = {
            "profiles": made(Profiles),
            "vendors": made(Vendors),
            "systems": systems,
            "watches": made(WatchLists),
            "notices": made(Notices),
            "matrix": Interfaces(database, systems),
            "shelf": ProfileNews(database),
        }
        for name, part in parts.items():
            part.prepare()
            setattr(self, name, part)
        self.visits: Any = Visits(database)


@pytest.fixture
def catalog(database: Db) -> Catalog:
    """Catalog with what ships with it."""
    return Catalog(database)


def call_as(principal: Principal, once: str | None = None) -> None:
    context.enter(Call(principal=principal, once=once, action="catalog.test"))


def everything(ask: Any, **query: str) -> list[Doc]:
    found: list[Doc] = []
    cursor = None
    while True:
        page = ask({"limit": "4", **query, **({"cursor": cursor} if cursor else {})})
        found += page["items"]
        cursor = page["next"]
        if cursor is None:
            assert len(found) == page["total"]
            return found


def told(catalog: Catalog, collection: str, id: str) -> list[str]:
    (doc,) = catalog.profiles.collection.database[collection].find({"_id": id})
    return [event["type"] for event in doc["outbox"]]


def test_vendors_and_systems_of_the_committed_profiles_are_there(catalog: Catalog) -> None:
    vendors = everything(catalog.list_vendors)
    systems = everything(catalog.list_systems)

    assert {"dataport", "demo-it-dienst"} <= {vendor["id"] for vendor in vendors}
    trade = next(system for system in systems if system["id"] == "demo-gewerbe")
    assert (trade["name"], trade["versions"]) == ("Demo-Gewerbe", ["7.9", "8.4"])
    assert trade["manufacturer"] == "demo-fachverfahren"


def test_starting_again_adds_nothing(catalog: Catalog, database: Db) -> None:
    before = [list(database[name].find()) for name in ("vendors", "systems")]

    Catalog(database)

    assert [list(database[name].find()) for name in ("vendors", "systems")] == before


def test_every_vendor_is_told_when_it_enters(catalog: Catalog) -> None:
    call_as(EDITOR, "r1")

    added = catalog.add_vendor(NEW_VENDOR)

    assert (added["version"], added["website"]) == (1, None)
    assert "vendor.changed" in told(catalog, "vendors", "neu")
    assert {"neu"} <= {item["id"] for item in catalog.vendors.states()}


def test_the_same_vendor_twice_is_one_and_another_under_its_id_is_refused(
    catalog: Catalog,
) -> None:
    call_as(EDITOR, "r1")
    catalog.add_vendor(NEW_VENDOR)

    again = catalog.add_vendor(NEW_VENDOR)
    with pytest.raises(Conflict) as refused:
        catalog.add_vendor({**NEW_VENDOR, "name": "Anders"})

    assert again["version"] == 1
    assert refused.value.code == "vendor-exists"


def test_no_two_entries_have_one_name(catalog: Catalog) -> None:
    call_as(EDITOR, "r1")
    catalog.add_vendor(NEW_VENDOR)
    catalog.add_system({"id": "fisch", "name": "Fisch 3", "manufacturer": None})
    facts = {name: value for name, value in NEW_VENDOR.items() if name != "id"}
    vendor = {**NEW_VENDOR, "id": "neu-2", "name": "Neu GmbH"}
    call_as(EDITOR, "r2")
    other = catalog.add_vendor(vendor)

    for refused in (
        lambda: catalog.add_vendor({**vendor, "id": "neu-3", "name": "NEU"}),
        lambda: catalog.change_vendor("neu-2", {**facts, "name": "neu"}, other["version"]),
        lambda: catalog.add_system({"id": "x", "name": "fisch 3", "manufacturer": None}),
    ):
        with pytest.raises(Invalid) as error:
            refused()
        assert [at for at, _ in error.value.wrong] == ["/name"]

    assert catalog.change_vendor("neu-2", {**facts, "name": "NEU GmbH"}, other["version"])


def test_a_vendor_is_written_anew_only_on_the_version_seen(catalog: Catalog) -> None:
    facts = {name: value for name, value in NEW_VENDOR.items() if name != "id"}
    call_as(EDITOR, "r1")
    catalog.add_vendor(NEW_VENDOR)
    call_as(EDITOR, "r2")

    changed = catalog.change_vendor("neu", {**facts, "name": "Neuer"}, version=1)
    call_as(EDITOR, "r3")
    with pytest.raises(Conflict) as refused:
        catalog.change_vendor("neu", facts, version=1)

    assert (changed["name"], changed["version"]) == ("Neuer", 2)
    assert refused.value.code == "changed-meanwhile"


def test_only_an_editor_sees_a_vendor_s_address(catalog: Catalog) -> None:
    call_as(EDITOR)
    edited = catalog.get_vendor("dataport")
    call_as(CLERK)
    seen = catalog.get_vendor("dataport")

    assert edited["email"] == "dataport@example.org"
    assert "email" not in seen
    assert "version" not in seen
    assert all("email" not in vendor for vendor in everything(catalog.list_vendors))


def test_a_system_names_a_manufacturer_that_is_there(catalog: Catalog) -> None:
    call_as(EDITOR, "r1")

    with pytest.raises(Invalid) as refused:
        catalog.add_system({"id": "ok", "name": "OK", "manufacturer": "nobody"})
    added = catalog.add_system({"id": "ok", "name": "OK", "manufacturer": "dataport"})

    assert "/manufacturer" in refused.value.fields
    assert "system.changed" in told(catalog, "systems", "ok")
    assert everything(catalog.list_systems, manufacturer="dataport") == [added]


def test_the_matrix_holds_every_interface_once(catalog: Catalog) -> None:
    docs = catalog.profiles.collection.find({"status": {"$in": ["published", "paused"]}})
    stated = [(doc["_id"], i["system"], i["version"]) for doc in docs for i in doc["interfaces"]]

    rows = everything(catalog.interfaces)

    found = [(row["profile"], row["system_name"], row["version"]) for row in rows]
    assert sorted(found) == sorted(stated)
    assert len(found) > 10
    assert all(row["system"] and row["title"]["de"] for row in rows)


@pytest.mark.parametrize(
    ("query", "holds"),
    [
        ({"system": "demo-gewerbe"}, lambda row: row["system_name"] == "Demo-Gewerbe"),
        ({"system": "Demo-Gewerbe", "version": "7.9"}, lambda row: row["version"] == "7.9"),
        ({"extra_cost": "unknown"}, lambda row: row["extra_cost"] == "unknown"),
        ({"extra_cost": "true"}, lambda row: row["extra_cost"] == "true"),
        ({"vendor": "demo-it-dienst"}, lambda row: row["stated_by"] == "demo-it-dienst"),
        ({"standard": "FIT-Connect"}, lambda row: row["standard"] == "FIT-Connect"),
        ({"profile": EFA}, lambda row: row["profile"] == EFA),
    ],
)
def test_a_filter_of_the_matrix_keeps_exactly_what_fits(
    catalog: Catalog, query: dict[str, str], holds: Any
) -> None:
    everywhere = everything(catalog.interfaces)

    rows = everything(catalog.interfaces, **query)

    assert rows
    assert len(rows) < len(everywhere)
    assert rows == [row for row in everywhere if holds(row)]


def test_the_matrix_of_a_topic_has_only_its_profiles(catalog: Catalog) -> None:
    of_topic = {doc["_id"] for doc in catalog.profiles.collection.find({"topic": "Gesundheit"})}

    rows = everything(catalog.interfaces, topic="Gesundheit", kind="efa")

    assert EFA in {row["profile"] for row in rows} <= of_topic


def test_profiles_are_compared_side_by_side(catalog: Catalog) -> None:
    compared = catalog.compare({"id": f"{EFA},{MARKET}"})

    fields = {row["field"]: row for row in compared["fields"]}
    assert [head["id"] for head in compared["profiles"]] == [EFA, MARKET]
    assert fields["kind"] == {"field": "kind", "values": ["efa", "market"], "differs": True}
    for row in fields.values():
        assert row["differs"] == (row["values"][0] != row["values"][1])
    assert compared["revision"]


@pytest.mark.parametrize("id", [EFA, f"{EFA},{EFA}", "a,b,c,d,e", ","])
def test_fewer_than_two_or_more_than_four_are_not_compared(catalog: Catalog, id: str) -> None:
    with pytest.raises(Invalid):
        catalog.compare({"id": id})


def test_a_click_on_a_partner_is_counted_and_leads_to_the_stored_address(
    catalog: Catalog,
) -> None:
    catalog.visit(MARKET)
    catalog.visit(MARKET, counted=False)

    visited = catalog.visit(MARKET)

    assert visited["url"] == "https://markt.example.org/angebote/fuehrerschein"
    (counted,) = everything(catalog.list_visits, profile=MARKET)
    assert (counted["profile"], counted["count"]) == (MARKET, 2)
    assert counted["title"]["de"]
    assert everything(catalog.list_visits, profile=EFA) == []


@pytest.mark.parametrize(
    ("profile", "partner", "code"),
    [
        (EFA, None, "ordered-here"),
        ("nothing", None, "profile-not-found"),
        (MARKET, {"name": "X", "url": "javascript:alert(1)"}, "no-partner-link"),
        (MARKET, None, "no-partner-link"),
    ],
)
def test_nobody_is_led_anywhere_else(
    catalog: Catalog, profile: str, partner: Doc | None, code: str
) -> None:
    stored = {"$set": {"contract_partner": partner}}
    catalog.profiles.collection.update_one({"_id": profile}, stored)

    with pytest.raises(Refusal) as refused:
        catalog.visit(profile)

    assert refused.value.code == code
    assert everything(catalog.list_visits) == []


def test_what_is_no_longer_or_not_yet_public_is_neither_compared_nor_watched(
    catalog: Catalog,
) -> None:
    draft = {"$set": {"status": Status.DRAFT.value, "profile_version": 0}}
    catalog.profiles.collection.update_one({"_id": EFA}, draft)
    call_as(CLERK, "r1")

    with pytest.raises(NotFound):
        catalog.compare({"id": f"{EFA},{MARKET}"})
    with pytest.raises(Invalid):
        catalog.add_watch({"kind": "profile", "subject": EFA})

    assert EFA not in {entry["id"] for entry in catalog.feed({})["entries"]}
    assert EFA not in {row["profile"] for row in everything(catalog.interfaces)}


def test_a_person_watches_lists_and_stops(catalog: Catalog) -> None:
    call_as(CLERK, "r1")
    first = catalog.add_watch({"kind": "profile", "subject": EFA})
    call_as(CLERK, "r2")
    second = catalog.add_watch({"kind": "topic", "subject": "Gesundheit"})
    call_as(CLERK, "r3")
    again = catalog.add_watch({"kind": "profile", "subject": EFA})

    listed = everything(catalog.list_watches)
    call_as(CLERK, "r4")
    catalog.remove_watch(first["id"])

    assert again == first
    assert first["title"]["de"] == "Infektionsschutzbelehrung"
    assert {watch["id"] for watch in listed} == {first["id"], second["id"]}
    assert everything(catalog.list_watches) == [second]


def test_watches_are_one_s_own(catalog: Catalog) -> None:
    call_as(CLERK, "r1")
    watch = catalog.add_watch({"kind": "profile", "subject": EFA})
    call_as(replace(CLERK, subject="other"), "r2")

    with pytest.raises(NotFound):
        catalog.remove_watch(watch["id"])

    assert everything(catalog.list_watches) == []
    assert catalog.export_person()["files"]["catalog/watches.json"] == {"items": []}


def test_a_forgotten_person_watches_nothing(catalog: Catalog) -> None:
    call_as(CLERK, "r1")
    catalog.add_watch({"kind": "profile", "subject": EFA})
    assert catalog.export_person()["files"]["catalog/watches.json"]["items"]

    catalog.forget_watches(
        builders.event(source="identity", type="account.erased", data={"account": "clerk"})
    )

    assert catalog.watches.collection.count_documents({}) == 0


def test_the_feed_has_the_newest_first(catalog: Catalog) -> None:
    before = catalog.feed({"topic": "Gesundheit"})

    later = {"$max": {"changed_at": builders.NOW.replace(year=2036)}}
    catalog.profiles.collection.update_one({"_id": EFA}, later)

    news = catalog.feed({"topic": "Gesundheit"})
    assert news["entries"][0]["id"] == EFA
    assert news["updated_at"] == news["entries"][0]["changed_at"] > before["updated_at"]
    assert {entry["topic"] for entry in news["entries"]} == {"Gesundheit"}
    orderable = {e["id"]: e["orderable"] for e in catalog.feed({})["entries"]}
    assert (orderable[EFA], orderable[MARKET]) == (True, False)


def test_a_notice_is_published_once_and_found_where_it_matters(catalog: Catalog) -> None:
    call_as(EDITOR, "r1")
    one = catalog.publish_notice({**NOTICE, "profiles": [EFA]})
    again = catalog.publish_notice({**NOTICE, "profiles": [EFA]})
    call_as(EDITOR, "r2")
    whole = catalog.publish_notice({**NOTICE, "kind": "end", "ends_at": "2026-12-02T00:00:00Z"})

    assert again == one
    assert "notice.published" in told(catalog, "notices", one["id"])
    assert [n["id"] for n in everything(catalog.list_notices)] == [whole["id"], one["id"]]
    assert len(everything(catalog.list_notices, profile=EFA)) == 2
    assert everything(catalog.list_notices, profile=MARKET) == [whole]
    assert everything(catalog.list_notices, kind="outage") == [one]
    assert everything(catalog.list_notices, open_on="2026-12-03") == [one]


def test_a_notice_about_an_unknown_service_is_refused(catalog: Catalog) -> None:
    call_as(EDITOR, "r1")

    with pytest.raises(Invalid) as refused:
        catalog.publish_notice({**NOTICE, "profiles": [EFA, "nothing"]})

    assert '"/profiles/1"' in refused.value.fields
    assert everything(catalog.list_notices) == []


def test_no_query_reads_a_whole_collection(catalog: Catalog, database: Db) -> None:
    database.command("profile", 2)
    call_as(CLERK, "r1")

    everything(catalog.list_vendors, kind="manufacturer")
    everything(catalog.list_systems, manufacturer="dataport")
    everything(catalog.interfaces)
    everything(catalog.interfaces, system="demo-gewerbe", topic="Wirtschaft")
    catalog.add_watch({"kind": "topic", "subject": "Gesundheit"})
    everything(catalog.list_watches)
    everything(catalog.list_notices, profile=EFA)
    everything(catalog.list_visits, profile=EFA)
    catalog.feed({})
    catalog.feed({"topic": "Gesundheit"})

    database.command("profile", 0)
    seen = list(database["system.profile"].find({"planSummary": {"$exists": True}}))
    assert len(seen) > 10
    assert [one["command"] for one in seen if "COLLSCAN" in one["planSummary"]] == []
