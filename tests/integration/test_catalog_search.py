"""Search finds, counts, orders and suggests from memory, in step with the database."""

import json
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from pymongo import MongoClient
from pymongo.database import Database
from pymongo.monitoring import CommandListener

from services.catalog.domain.directory import SpecialistSystem
from services.catalog.domain.profiles import Profile
from services.catalog.repositories.body_usage import BodyUsage
from services.catalog.repositories.directory import Systems
from services.catalog.repositories.profiles import Profiles
from services.catalog.schemas import profiles as schemas
from services.catalog.search.index import LATE, SearchIndex
from services.catalog.shipped.profiles import read_profiles
from services.common import clock, context
from services.common.context import Call
from services.common.errors import Forbidden, Invalid, Unauthenticated
from services.common.messaging.read_copies import ReadCopy
from services.common.principal import Delegation
from services.common.validation.input import parse
from tests import builders
from tests.builders import MUNICH, PRIEN
from tests.said import answered, said_fields

Db = Database[dict[str, Any]]
COUNT = 40
REASON = {"de": "Wartung", "en": "Maintenance"}


@pytest.fixture
def profiles(database: Db) -> Profiles:
    """The committed table, loaded."""
    repository = Profiles(database, "catalog", lambda *_: None)
    repository.prepare()
    return repository


@pytest.fixture
def finding(profiles: Profiles, database: Db) -> SearchIndex:
    """One process's index of it."""
    return another(database)


def test_a_catalogue_loaded_after_the_first_look_is_found(database: Db) -> None:
    early = another(database)

    Profiles(database, "catalog", lambda *_: None).prepare()

    assert search(early)["total"] == COUNT


def another(database: Db, now: Callable[[], datetime] = clock.now) -> SearchIndex:
    """Return the index of a further process."""
    made = SearchIndex(database, ReadCopy(database, "identity", "body"), now)
    made.revision()
    return made


def test_what_is_loaded_after_a_first_look_is_found_at_once(database: Db) -> None:
    early = another(database)

    Profiles(database, "catalog", lambda *_: None).prepare()

    assert search(early)["total"] == COUNT


def search(finding: SearchIndex, **query: str) -> dict[str, Any]:
    """Search as the gateway does."""
    return finding.search(parse(schemas.ProfileQuery, query))


def found(finding: SearchIndex, **query: str) -> list[str]:
    """Return the ids a search finds."""
    return [item["id"] for item in search(finding, **query)["items"]]


@pytest.mark.parametrize(
    ("q", "first"),
    [
        ("Wohnsitzanmeldung", "elektronische-wohnsitzanmeldung"),
        ("Infektionsschutzbelehrung", "infektionsschutzbelehrung"),
        ("infektionsschutz", "infektionsschutzbelehrung"),
        ("99003002022000", "infektionsschutzbelehrung"),
        ("99 003 002 022 000", "infektionsschutzbelehrung"),
        ("trinkwasserver", "trinkwasser-anzeige"),
        ("Trinkwasserverordnung", "trinkwasser-anzeige"),
        ("Führerschein", "fuehrerschein"),
        ("Fu\u0308hrerschein", "fuehrerschein"),
        ("FUEHRERSCHEIN", "fuehrerschein"),
        ("Fuhrerschein", "fuehrerschein"),
        ("Führerschien", "fuehrerschein"),
        ("Heiraten", "eheschliessung-anmeldung"),
    ],
)
def test_what_is_meant_comes_first(finding: SearchIndex, q: str, first: str) -> None:
    assert found(finding, q=q)[0] == first


@pytest.mark.parametrize("q", ["qqqqqq", "%", "§", "((("])
def test_what_nothing_resembles_finds_nothing(finding: SearchIndex, q: str) -> None:
    page = search(finding, q=q)

    assert (page["items"], page["total"], page["next"]) == ([], 0, None)


def test_pages_hold_every_profile_once(finding: SearchIndex) -> None:
    seen: list[str] = []
    cursor: str | None = None
    while True:
        query = {"limit": "7", **({"cursor": cursor} if cursor else {})}
        page = search(finding, **query)
        seen += [item["id"] for item in page["items"]]
        cursor = page["next"]
        if cursor is None:
            break

    assert len(seen) == len(set(seen)) == page["total"] == COUNT


@pytest.mark.parametrize("query", [{"kind": "efa"}, {"q": "Anmeldung"}, {}])
def test_facets_count_what_is_found(finding: SearchIndex, query: dict[str, str]) -> None:
    page = search(finding, limit="200", **query)

    for name in ("kind", "topic", "ministry", "status"):
        counted = {f["value"]: f["count"] for f in page["facets"][name]}
        values = [item[name] for item in page["items"]]
        assert counted == {value: values.count(value) for value in values}


def test_a_facet_says_its_values_in_words(finding: SearchIndex) -> None:
    facets = search(finding)["facets"]

    labels = {f["value"]: (f["label"].de, f["label"].en) for each in facets.values() for f in each}
    assert labels["levy"] == ("Digitalumlage", "Digital levy")
    assert labels["joint_administration"] == ("Verwaltungsgemeinschaft", "Joint administration")
    assert labels["health_office"] == ("Gesundheitsamt", "Health office")
    assert labels["published"] == ("Veröffentlicht", "Published")
    assert labels["Gesundheit"] == ("Gesundheit", "Health")
    assert labels["Demo-Soziales"] == ("Demo-Soziales", "Demo-Soziales"), "an open one is its own"
    for name in ("kind", "status", "financing", "body_kind", "capacity", "ministry"):
        assert all(label[0] != value for f in facets[name] for value, label in
                   [(f["value"], labels[f["value"]])])  # fmt: skip


def test_a_system_is_called_as_the_directory_has_it(
    finding: SearchIndex, profiles: Profiles, database: Db
) -> None:
    systems = Systems(database, "catalog", lambda *_: None)
    systems.enter(SpecialistSystem(id="ok-ewo", name="OK.EWO"))

    def join(profile: Profile) -> None:
        profile.interfaces = [{"system": system} for system in ("ok-ewo", "unbekannt", "Demo 1")]
        profile.changed_at = clock.now()
        profile.say("profile.changed")

    profiles.change("wohngeld", join)

    counted = search(finding, q="wohngeld", topic=profiles.get("wohngeld").topic)
    labels = {f["value"]: str(answered(f["label"])) for f in counted["facets"]["interface"]}
    expected = {"ok-ewo": "OK.EWO", "unbekannt": "unbekannt", "Demo 1": "Demo 1"}
    assert expected.items() <= labels.items()


@pytest.mark.parametrize(
    ("name", "value", "possible"),
    [
        ("kind", "nonsense", "bayernstore, efa, market, toolbox"),
        ("status", "draft", "paused, published, retired"),
        ("financing", "gift", "body_pays, free, levy"),
        ("body_kind", "town", "municipality"),
        ("sort", "price", "-changed_at, -title, changed_at, title"),
    ],
)
def test_a_value_that_cannot_be_is_refused_with_those_that_can(
    finding: SearchIndex, name: str, value: str, possible: str
) -> None:
    with pytest.raises(Invalid) as refused:
        search(finding, **{name: value})

    (field,) = json.loads(refused.value.fields)
    assert field["pointer"] == f"/{name}"
    assert possible in field["detail"]


@pytest.mark.parametrize(
    ("name", "holds"),
    [
        ("kind", lambda item, value: item["kind"] == value),
        ("topic", lambda item, value: item["topic"] == value),
        ("ministry", lambda item, value: item["ministry"] == value),
        ("status", lambda item, value: item["status"] == value),
        ("financing", lambda item, value: item["financing"]["kind"] == value),
        ("body_kind", lambda item, value: value in item["target_kinds"]),
        ("capacity", lambda item, value: value in item["capacities"]),
        ("interface", lambda item, value: value in {i["system"] for i in item["interfaces"]}),
    ],
)
def test_a_filter_keeps_exactly_what_its_facet_counts(
    finding: SearchIndex, name: str, holds: Callable[[Any, str], bool]
) -> None:
    everything = search(finding, limit="200")
    value = everything["facets"][name][0]["value"]

    page = search(finding, limit="200", **{name: value})

    fitting = [item["id"] for item in everything["items"] if holds(item, value)]
    assert [item["id"] for item in page["items"]] == fitting
    assert page["total"] == everything["facets"][name][0]["count"] == len(fitting)


def test_an_interface_is_found_by_its_standard_in_any_spelling(finding: SearchIndex) -> None:
    page = search(finding, interface="fit-connect", limit="200")

    assert page["total"] > 0
    assert all("FIT-Connect" in {i["standard"] for i in p["interfaces"]} for p in page["items"])


def test_a_filter_nobody_knows_is_refused(finding: SearchIndex) -> None:
    with pytest.raises(Invalid):
        search(finding, works_with="09162000")


def test_orderable_for_gives_what_the_body_may_order(finding: SearchIndex, database: Db) -> None:
    town = {"kind": "municipality", "capacities": [], "district": "09187", "region": "091"}
    ReadCopy(database, "identity", "body").keep("09187114", 1, town)

    kept = search(finding, orderable_for="09187114", limit="200")["items"]

    assert 0 < len(kept) < COUNT
    assert all(p["kind"] == "efa" and "municipality" in p["target_kinds"] for p in kept)
    assert all(p["status"] == "published" for p in kept)


def test_a_list_says_of_each_service_whether_it_can_be_had(finding: SearchIndex) -> None:
    items = {item["id"]: answered(item) for item in search(finding, limit="200")["items"]}

    assert all(item["availability"]["word"] and item["words"]["kind"] for item in items.values())
    assert "Demo-Marktanbieter" in items["fuehrerschein"]["availability"]["reason"]
    assert items["fuehrerschein"]["words"]["trust_level"] == "Substanziell"
    assert items["niederlassungserlaubnis"]["availability"]["code"] == "retired"
    assert {item["availability"]["code"] for item in items.values()} > {"orderable", "announced"}


def test_for_body_leaves_nothing_out_and_marks_what_the_body_may_order(
    finding: SearchIndex, database: Db
) -> None:
    town = {"kind": "municipality", "capacities": [], "district": "09187", "region": "091"}
    ReadCopy(database, "identity", "body").keep("09187114", 1, town)

    page = search(finding, for_body="09187114", limit="5", cursor="5")

    allowed = found(finding, orderable_for="09187114", limit="200")
    assert page["total"] == COUNT
    assert page["orderable"]["total"] == len(allowed)
    assert page["orderable"]["ids"] == [i["id"] for i in page["items"] if i["id"] in allowed]
    assert "orderable" not in search(finding)


def test_orderable_for_an_unknown_body_is_refused(finding: SearchIndex) -> None:
    with pytest.raises(Invalid) as refused:
        search(finding, orderable_for="00000000")

    assert set(said_fields(refused.value, "catalog")) == {"/orderable_for"}


@pytest.fixture
def used(database: Db) -> ReadCopy:
    """What two bodies use; the caller may read the orders of the first one."""
    BodyUsage(database).prepare()
    bodies, uses = ReadCopy(database, "identity", "body"), ReadCopy(database, "orders", "use")
    for key in (PRIEN, MUNICH):
        bodies.keep(key, 1, {"kind": "municipality", "capacities": []})
    uses.keep("o1", 1, use(PRIEN, "wohngeld", specialist_system="demo-soziales"))
    uses.keep("o2", 1, use(MUNICH, "elterngeld", places=[MUNICH, PRIEN]))
    uses.keep("o3", 1, use(PRIEN, "jagdschein", active=False, specialist_system="Demo-Kita"))
    uses.keep("o4", 1, use(MUNICH, "fuehrerschein", specialist_system="Demo-Zulassung"))
    read_as(grants={PRIEN: frozenset({"orders:read"})})
    return uses


def use(body: str, profile: str, **facts: Any) -> dict[str, Any]:
    """Return what an order says of use."""
    said = {"body": body, "places": [body], "profile": profile, "active": True}
    return {**said, "specialist_system": None, **facts}


def read_as(**facts: Any) -> None:
    context.enter(Call(principal=builders.principal(**facts)))


def test_unused_by_leaves_out_what_covers_the_body_as_long_as_it_counts(
    finding: SearchIndex, used: ReadCopy
) -> None:
    everything = set(found(finding, limit="200"))

    unused = set(found(finding, unused_by=PRIEN, limit="200"))
    used.keep("o1", 2, use(PRIEN, "wohngeld", active=False))

    assert everything - unused == {"wohngeld", "elterngeld"}
    assert everything - set(found(finding, unused_by=PRIEN, limit="200")) == {"elterngeld"}


def test_what_the_body_has_ordered_is_marked_and_not_offered_again(
    finding: SearchIndex, used: ReadCopy, database: Db
) -> None:
    ReadCopy(database, "identity", "body").keep(PRIEN, 2, {
        "kind": "municipality", "capacities": [], "district": "09187", "region": "091",
    })  # fmt: skip
    used.keep("o5", 1, use(MUNICH, "wohngeld", places=[MUNICH, PRIEN]))
    used.keep("o6", 1, use(PRIEN, "elektronische-wohnsitzanmeldung"))
    query = {"for_body": PRIEN, "limit": "200"}

    page, allowed = search(finding, **query), set(found(finding, orderable_for=PRIEN, limit="200"))
    read_as(subject="anonymous", grants={})
    untold = search(finding, **query)

    marks = {each["profile"]: each["order"] for each in page["ordered"]["items"]}
    assert marks == {"wohngeld": "o1", "elterngeld": "o2", "elektronische-wohnsitzanmeldung": "o6"}
    assert page["ordered"]["total"] == 3
    assert set(page["orderable"]["ids"]) == allowed
    assert not allowed & marks.keys()
    assert untold["ordered"] == {"items": [], "total": 0}
    assert set(untold["orderable"]["ids"]) > allowed


def test_an_order_counts_for_who_ordered_though_it_covers_another(
    finding: SearchIndex, used: ReadCopy
) -> None:
    used.keep("o5", 1, use(PRIEN, "wohngeld", places=["09189999"]))

    assert "wohngeld" not in found(finding, unused_by=PRIEN, limit="200")


def test_works_with_body_follows_the_systems_that_active_orders_name(
    finding: SearchIndex, used: ReadCopy, database: Db
) -> None:
    systems = Systems(database, "catalog", lambda *_: None)
    systems.prepare()

    page = search(finding, works_with_body=PRIEN, limit="200")

    names = [{i["system"] for i in item["interfaces"]} for item in page["items"]]
    assert page["total"] == len(names) == search(finding, interface="Demo-Soziales")["total"] > 0
    assert all("Demo-Soziales" in each for each in names), "the order names it by its id"
    used.keep("o1", 2, use(PRIEN, "wohngeld", specialist_system="Gibt es nicht"))
    assert search(finding, works_with_body=PRIEN)["total"] == 0


def test_works_with_body_knows_the_systems_a_body_says_it_has(
    finding: SearchIndex, used: ReadCopy, database: Db
) -> None:
    Systems(database, "catalog", lambda *_: None).prepare()
    used.keep("o1", 2, use(PRIEN, "wohngeld", specialist_system=None))
    said = ReadCopy(database, "orders", "body_systems")

    said.keep(PRIEN, 1, {"specialist_systems": ["demo-soziales"]})

    by_interface = search(finding, interface="Demo-Soziales")["total"]
    assert search(finding, works_with_body=PRIEN)["total"] == by_interface > 0


@pytest.mark.parametrize("name", ["unused_by", "works_with_body"])
def test_what_a_body_uses_is_told_to_readers_of_its_orders_alone(
    finding: SearchIndex, used: ReadCopy, name: str
) -> None:
    lent = Delegation("m1", MUNICH, frozenset({"orders:read"}), time.time() + 60,
                      frozenset({"wohngeld"}))  # fmt: skip
    for body, facts, refusal in (
        (MUNICH, {"grants": {PRIEN: frozenset({"orders:read"})}}, Forbidden),
        (MUNICH, {"delegations": (lent,)}, Forbidden),
        ("00000000", {"grants": {"*": frozenset({"orders:read"})}}, Invalid),
        (PRIEN, {"subject": "anonymous", "grants": {}}, Unauthenticated),
    ):
        read_as(**facts)
        with pytest.raises(refusal):
            search(finding, **{name: body})
        with pytest.raises(refusal):
            finding.ids(parse(schemas.ProfileQuery, {name: body}))
    read_as(grants={"*": frozenset({"orders:read"})})
    search(finding, **{name: MUNICH})


def test_no_look_for_what_a_body_uses_scans_the_collection(
    mongo_uri: str, finding: SearchIndex, used: ReadCopy, database: Db
) -> None:
    Systems(database, "catalog", lambda *_: None).prepare()
    finds = Finds()

    with MongoClient[dict[str, Any]](mongo_uri, tz_aware=True, event_listeners=[finds]) as client:
        BodyUsage(client[database.name]).systems_of(PRIEN)

    queries = [{k: v for k, v in c.items() if k in ("find", "filter")} for c in finds.sent]
    plans = [str(database.command("explain", q)["queryPlanner"]["winningPlan"]) for q in queries]
    assert [q["find"] for q in queries] == [
        "copy_orders_body_systems", "copy_orders_use", "systems",
    ]  # fmt: skip
    assert not any("COLLSCAN" in plan for plan in plans)


def test_new_since_keeps_what_was_published_from_that_day_on(finding: SearchIndex) -> None:
    checked_on = max(date.fromisoformat(row["checked_on"]) for row in read_profiles())
    day_after = checked_on + timedelta(days=1)

    assert search(finding, new_since=checked_on.isoformat())["total"] == COUNT
    assert search(finding, new_since=day_after.isoformat())["total"] == 0


def test_a_wished_order_is_kept(finding: SearchIndex) -> None:
    rising = found(finding, sort="title", limit="200")
    changed = search(finding, sort="-changed_at", limit="200")["items"]

    assert rising == found(finding, limit="200")
    assert found(finding, sort="-title", limit="200") == rising[::-1]
    times = [item["changed_at"] for item in changed]
    assert times == sorted(times, reverse=True)


def test_a_wished_order_holds_for_a_text_too(finding: SearchIndex) -> None:
    best = search(finding, q="Anmeldung", limit="200")["items"]
    sorted_ones = search(finding, q="Anmeldung", sort="title", limit="200")["items"]

    assert {p["id"] for p in best} == {p["id"] for p in sorted_ones}
    assert [p["id"] for p in best] != [p["id"] for p in sorted_ones]


def test_what_another_process_changed_is_in_the_next_answer(
    finding: SearchIndex, profiles: Profiles, database: Db
) -> None:
    before = search(finding, status="paused")

    profiles.change("wohngeld", lambda p: p.pause(REASON, clock.now()))

    after = search(finding, status="paused")
    assert after["total"] == before["total"] + 1
    assert after["revision"] != before["revision"]
    assert after["revision"] == finding.revision() == another(database).revision()
    assert after["revision"] == profiles.revision()


def test_a_write_stored_late_is_found_all_the_same(
    finding: SearchIndex, profiles: Profiles
) -> None:
    search(finding)
    profiles.change("elterngeld", lambda p: p.pause(REASON, clock.now()))
    search(finding)

    moment = clock.now() - LATE / 2
    profiles.change("wohngeld", lambda p: p.pause(REASON, moment))

    assert "wohngeld" in found(finding, status="paused")


def test_what_came_with_an_old_time_is_found_within_a_minute(
    profiles: Profiles, database: Db
) -> None:
    moments = [clock.now()]
    finding = another(database, lambda: moments[-1])
    doc = profiles.collection.find_one({"_id": "wohngeld"}) or {}
    old = {**doc, "_id": "wohngeld-alt", "changed_at": datetime(2020, 1, 1, tzinfo=UTC)}
    profiles.collection.insert_one(old)

    moments.append(moments[0] + timedelta(seconds=61))

    assert "wohngeld-alt" in found(finding, q="Wohngeld")


def test_a_draft_is_not_found(finding: SearchIndex, profiles: Profiles) -> None:
    for id, version in (("geheim", 0), ("bekannt", 1)):
        title = {"de": f"Xylophonverleih {id}", "en": "Xylophones"}
        facts = {"id": id, "title": title, "changed_at": clock.now(), "profile_version": version}
        profiles.add(builders.profile(**facts))

    assert found(finding, q="Xylophonverleih") == ["bekannt"]
    assert search(finding)["total"] == COUNT + 1


def test_a_working_copy_is_not_found(finding: SearchIndex, profiles: Profiles) -> None:
    def retitle(profile: Profile) -> None:
        facts = {**profile.facts(), "title": {"de": "Xylophonverleih", "en": "Xylophones"}}
        profile.edit(facts, by="a1", now=clock.now())

    profiles.change("wohngeld", retitle)

    assert "wohngeld" not in found(finding, q="Xylophonverleih")
    assert found(finding, q="Wohngeld")[0] == "wohngeld"


def test_an_editor_s_everyday_word_finds_the_profile(
    finding: SearchIndex, profiles: Profiles
) -> None:
    assert "wohngeld" not in found(finding, q="Mietwunder")

    def name(profile: Profile) -> None:
        profile.synonyms, profile.changed_at = ["Mietwunder"], clock.now()
        profile.say("profile.changed")

    profiles.change("wohngeld", name)

    assert found(finding, q="Mietwunder")[0] == "wohngeld"


def test_suggestions_come_in_groups(finding: SearchIndex) -> None:
    typed = finding.suggest("gesund")
    key = finding.suggest("99003")

    assert "Gesundheit" in {topic["value"] for topic in typed["topics"]}
    assert all(t["count"] == search(finding, topic=t["value"])["total"] for t in typed["topics"])
    assert finding.suggest("wohng")["services"][0]["id"] == "wohngeld"
    assert "99003002022000" in {k["key"] for k in key["keys"]}
    assert all(k["key"].startswith("99003") and k["name"] for k in key["keys"])


class Finds(CommandListener):
    """Collects the queries a process sends to the profiles."""

    def __init__(self) -> None:
        self.sent: list[dict[str, Any]] = []

    def started(self, event: Any) -> None:
        if event.command_name in ("find", "aggregate"):
            self.sent.append(dict(event.command))

    def succeeded(self, event: Any) -> None:
        """Nothing to note."""

    def failed(self, event: Any) -> None:
        """Nothing to note."""


def test_no_search_scans_the_collection(mongo_uri: str, finding: SearchIndex, database: Db) -> None:
    finds = Finds()

    with MongoClient[dict[str, Any]](mongo_uri, tz_aware=True, event_listeners=[finds]) as client:
        fresh = another(client[database.name])
        search(fresh, q="wohn", kind="efa", topic="Gesundheit")
        fresh.suggest("wohn")

    sent = [command for command in finds.sent if command["$db"] == database.name]
    queries = [{k: v for k, v in c.items() if k in ("find", "filter", "projection")} for c in sent]
    plans = [str(database.command("explain", q)["queryPlanner"]["winningPlan"]) for q in queries]
    assert len(plans) >= 3
    assert not any("COLLSCAN" in plan for plan in plans)


def test_loading_the_table_again_changes_nothing(profiles: Profiles) -> None:
    before = profiles.revision()

    profiles.seed()

    assert profiles.revision() == before
    assert profiles.collection.count_documents({}) == COUNT
