"""The register on the real database: what people type finds what they mean, by index."""

import uuid
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest
from pymongo import MongoClient
from pymongo.database import Database

from services.common import context
from services.common.context import Call
from services.common.errors import Conflict, Invalid
from services.common.principal import Principal
from services.common.validation.input import parse
from services.identity.domain import search
from services.identity.register.edition import read_bodies
from services.identity.repositories.bodies import _RANKED, Bodies, _criteria
from services.identity.repositories.editions import Editions
from services.identity.schemas import register as schemas
from services.identity.service import IdentityService

Db = Database[dict[str, Any]]
ROWS = list(read_bodies())
ANYWHERE = {"*": frozenset({"bodies:edit"})}
TODAY = date(2026, 11, 20)
MUNICIPAL = ("municipality", "independent_city")
NAMED = Counter(row["name"] for row in ROWS if row["kind"] in MUNICIPAL)
AMBIGUOUS = [row for row in ROWS if row["kind"] in MUNICIPAL and NAMED[row["name"]] > 1]
OFFICE = {"capacity": "building_authority", "valid_from": "2026-01-01"}
UNION = {
    "name": "Zweckverband Chiemsee", "kind": "association",
    "address": {"postcode": "83209", "town": "Prien a.Chiemsee"},
}  # fmt: skip

JUDGED = [
    ("München", "München"),
    ("muenchen", "München"),
    ("Munchen", "München"),
    ("MÜNCH", "München"),
    ("München, Landeshauptstadt", "München"),
    ("Landeshauptstadt München", "München"),
    ("Landkreis München", "Landkreis München"),
    ("LRA München", "Landkreis München"),
    ("Landratsamt Muenchen", "Landkreis München"),
    ("Prien", "Prien a.Chiemsee"),
    ("Prien am Chiemsee", "Prien a.Chiemsee"),
    ("Prien a. Chiemsee", "Prien a.Chiemsee"),
    ("Markt Prien", "Prien a.Chiemsee"),
    ("83209", "Prien a.Chiemsee"),
    ("09187162", "Prien a.Chiemsee"),
    ("09 187 162", "Prien a.Chiemsee"),
    ("091870162162", "Prien a.Chiemsee"),
    ("09187", "Landkreis Rosenheim"),
    ("Rosenheim", "Rosenheim"),
    ("Stadt Rosenheim", "Rosenheim"),
    ("Kreis Rosenheim", "Landkreis Rosenheim"),
    ("Bad Tölz", "Bad Tölz"),
    ("Tölz", "Bad Tölz"),
    ("Toelz", "Bad Tölz"),
    ("Bad Füssing", "Bad Füssing"),
    ("Garmisch Partenkirchen", "Garmisch-Partenkirchen"),
    ("garmischpartenkirchen", "Garmisch-Partenkirchen"),
    ("Sulzbach-Ros", "Sulzbach-Rosenberg"),
    ("Neumarkt St. Veit", "Neumarkt-Sankt Veit"),
    ("Neumarkt Sankt Veit", "Neumarkt-Sankt Veit"),
    ("St Englmar", "Sankt Englmar"),
    ("Sankt Englmar", "Sankt Englmar"),
    ("St.Wolfgang", "Sankt Wolfgang"),
    ("Neumarkt in der Oberpfalz", "Neumarkt i.d.OPf."),
    ("Neumarkt i.d.OPf.", "Neumarkt i.d.OPf."),
    ("Rothenburg ob der Tauber", "Rothenburg ob der Tauber"),
    ("Neustadt an der Waldnaab", "Neustadt a.d.Waldnaab"),
    ("Neustadt a.d.Aisch", "Neustadt a.d.Aisch"),
    ("LRA Neustadt Aisch", "Landkreis Neustadt a.d.Aisch-Bad Windsheim"),
    ("Markt Schwaben", "Markt Schwaben"),
    ("Markt Oberdorf", "Marktoberdorf"),
    ("Marktl, M", "Marktl"),
    ("Bezirk Schwaben", "Bezirk Schwaben"),
    ("VG Emmerting", "Verwaltungsgemeinschaft Emmerting"),
    ("Emmerting (VGem)", "Verwaltungsgemeinschaft Emmerting"),
    ("Emmerting", "Emmerting"),
    ("VG Rain Donau-Ries", "Verwaltungsgemeinschaft Rain (Landkreis Donau-Ries)"),
    ("Markt Kastl", "Kastl (Landkreis Amberg-Sulzbach)"),
    ("Amberg", "Amberg (Kreisfreie Stadt)"),
    ("Amberg Unterallgäu", "Amberg (Landkreis Unterallgäu)"),
    ("Leinburg", "Leinburg (Landkreis Nürnberger Land, Gemeinde)"),
    ("Aham Landshut", "Aham"),
    ("Aham Landkreis Landshut", "Aham"),
    ("Landshut", "Landshut"),
    ("Höhenkirchen Siegertsbrunn", "Höhenkirchen-Siegertsbrunn"),
    ("Neukirchen beim Heiligen Blut", "Neukirchen b.Hl.Blut"),
    ("Kempten", "Kempten (Allgäu)"),
]


def service(database: Db) -> Any:
    """Return identity's calls about bodies, on this database."""
    made: Any = IdentityService()
    made.bodies = Bodies(database, "identity", lambda *_: None)
    made.editions = Editions(database, "identity", lambda *_: None)
    made.bodies.prepare()
    made.editions.prepare()
    return made


def called_by(subject: str, once: str | None = None) -> None:
    context.enter(Call(principal=Principal(subject, subject, ANYWHERE), once=once))


@pytest.fixture(scope="module")
def register(mongo_uri: str) -> Iterator[Any]:
    """Identity with the whole register, only read."""
    client: MongoClient[dict[str, Any]] = MongoClient(mongo_uri, tz_aware=True)
    name = f"test_{uuid.uuid4().hex[:12]}"
    yield service(client[name])
    client.drop_database(name)
    client.close()


@pytest.fixture
def identity(database: Db) -> Any:
    """Identity with a register of the test's own, called by an editor."""
    called_by("editor")
    return service(database)


def first(register: Any, **query: str) -> dict[str, Any]:
    items: list[dict[str, Any]] = register.find_bodies(query)["items"]
    return items[0]


@pytest.mark.parametrize(("q", "label"), JUDGED)
def test_the_body_that_is_meant_comes_first(register: Any, q: str, label: str) -> None:
    assert first(register, q=q)["label"] == label


def test_32_names_are_judged_in_every_district_they_occur_in() -> None:
    official = Counter(row["official_name"] for row in ROWS if row["kind"] in MUNICIPAL)

    assert {name for name, times in official.items() if times > 1} <= {
        row["name"] for row in AMBIGUOUS
    }
    assert len({row["name"] for row in AMBIGUOUS}) == 41


@pytest.mark.parametrize("row", AMBIGUOUS, ids=lambda row: row["key"])
def test_an_ambiguous_name_with_its_district_finds_the_right_one(
    register: Any, row: dict[str, Any]
) -> None:
    bare = row["district_name"].removeprefix("Landkreis ")

    for q in (f"{row['name']} {bare}", f"{row['name']} {row['district_name']}"):
        assert first(register, q=q)["key"] == row["key"]


def test_no_two_bodies_have_the_same_label(register: Any) -> None:
    labels = register.bodies.labels(register.bodies.page({}, limit=3000))

    assert len(set(labels.values())) == len(labels) == len(ROWS)


def test_a_name_that_occurs_once_is_its_own_label(register: Any) -> None:
    assert first(register, q="Prien")["label"] == "Prien a.Chiemsee"


def test_a_district_alone_does_not_find_what_lies_in_it(register: Any) -> None:
    found = register.find_bodies({"q": "Landshut"})["items"]

    assert all("andshut" in body["name"] for body in found)


@pytest.mark.parametrize("q", ["...", "Qwertz", "Prien Landshut"])
def test_what_nobody_is_called_finds_nothing(register: Any, q: str) -> None:
    assert register.find_bodies({"q": q}) == {"items": [], "next": None, "total": 0}


@pytest.mark.parametrize(
    "query",
    [{"q": "berg"}, {"q": "Bad"}, {"kind": "district"}, {"district": "09187", "q": "a"}],
)
def test_pages_hold_every_body_found_once_best_first(register: Any, query: dict[str, str]) -> None:
    seen: list[str] = []
    cursor = None
    while True:
        page = register.find_bodies({**query, "limit": 5, "cursor": cursor})
        seen += [body["key"] for body in page["items"]]
        cursor = page["next"]
        if cursor is None:
            break

    whole = register.bodies.search({**query, "limit": 3000, "cursor": None}, TODAY)[0]
    assert seen == [body.id for body in whole]
    assert len(seen) == len(set(seen)) == page["total"] > 5


def test_a_foreign_cursor_is_refused(register: Any) -> None:
    with pytest.raises(Invalid):
        register.find_bodies({"cursor": "09187162"})


@pytest.mark.parametrize(
    "query",
    [
        {}, {"q": "Prien"}, {"q": "Markt Oberdorf"}, {"q": "Aham Landshut"}, {"q": "VG"},
        {"q": "..."}, {"q": "09187"}, {"kind": "district"}, {"district": "09187"},
        {"capacity": "health_office"}, {"q": "a", "kind": "municipality"},
    ],
    ids=str,
)  # fmt: skip
def test_no_search_scans_the_collection(register: Any, query: dict[str, str]) -> None:
    wanted = search.read_query(query.get("q", ""))
    criteria = _criteria(parse(schemas.BodyQuery, query), wanted, TODAY)

    plan = register.bodies.collection.find(criteria, _RANKED).explain()

    assert "COLLSCAN" not in str(plan["queryPlanner"]["winningPlan"])


def test_the_76_health_offices_of_today_are_found(register: Any) -> None:
    assert register.find_bodies({"capacity": "health_office"})["total"] == 76


def test_preparing_again_changes_nothing(identity: Any) -> None:
    before = list(identity.bodies.collection.find())

    identity.bodies.prepare()

    assert list(identity.bodies.collection.find()) == before


def test_bodies_of_older_rules_of_search_are_found_again(identity: Any) -> None:
    older = {"$set": {"terms": ["x"], "search_rules": 0}}
    identity.bodies.collection.update_one({"_id": "09187162"}, older)

    identity.bodies.prepare()

    assert first(identity, q="Prien")["key"] == "09187162"


def test_an_editor_dates_what_a_body_is_competent_for(identity: Any) -> None:
    ended = {**OFFICE, "valid_until": "2026-01-31", "source": "GVBl. 2026 S. 1"}
    body = identity.get_body("09187162")

    changed = identity.set_capacities("09187162", {"capacities": [ended]}, body["version"])

    assert changed["capacities"] == [ended]
    query = {"capacity": "building_authority", "limit": 5, "cursor": None}
    assert identity.bodies.search(query, date(2026, 1, 31))[2] == 1
    assert identity.bodies.search(query, date(2026, 2, 1))[2] == 0


def test_what_is_told_of_a_change_is_the_state_of_the_snapshot(identity: Any) -> None:
    version = identity.get_body("09187162")["version"]

    identity.set_capacities("09187162", {"capacities": [OFFICE]}, version)

    outbox = identity.bodies.collection.find_one({"_id": "09187162"})["outbox"]
    (news,) = (event for event in outbox if event["type"] == "body.changed")
    (held,) = (s for s in identity.bodies.states() if s["id"] == "09187162")
    assert news["sequence"] == held["sequence"]
    assert news["data"] == held["state"]


def test_capacities_of_another_version_are_refused(identity: Any) -> None:
    with pytest.raises(Conflict) as refused:
        identity.set_capacities("09187162", {"capacities": []}, 7)

    assert refused.value.code == "changed-meanwhile"


def test_an_added_body_has_a_key_of_its_own_and_is_found(identity: Any) -> None:
    added = identity.add_body({**UNION, "district": "09187", "members": ["09187162"]})

    assert added["key"] == "x-00000001"
    assert (added["district_name"], added["region"]) == ("Landkreis Rosenheim", "091")
    assert (added["may_register"], added["members"]) == (True, ["09187162"])
    assert first(identity, q="Zweckverb Chiemsee")["key"] == "x-00000001"
    assert first(identity, q="x-00000001")["key"] == "x-00000001"


def test_bodies_added_at_the_same_time_have_keys_of_their_own(identity: Any) -> None:
    def add(number: int) -> str:
        called_by("editor", f"request-{number}")
        return str(identity.add_body({**UNION, "name": f"Verband {number}"})["key"])

    with ThreadPoolExecutor(8) as pool:
        keys = list(pool.map(add, range(40)))

    assert sorted(keys) == [f"x-{n:08}" for n in range(1, 41)]


def test_the_same_call_again_adds_nothing(identity: Any) -> None:
    called_by("editor", "request-1")

    keys = {identity.add_body(UNION)["key"] for _ in range(3)}

    assert keys == {"x-00000001"}
    assert identity.bodies.collection.count_documents({"kind": "association"}) == 1


@pytest.mark.parametrize(
    "wrong",
    [{"members": ["09999999"]}, {"district": "09162000"}, {"region": "09187"}],
    ids=lambda wrong: next(iter(wrong)),
)
def test_an_added_body_names_only_bodies_of_the_register(
    identity: Any, wrong: dict[str, Any]
) -> None:
    with pytest.raises(Invalid) as refused:
        identity.add_body({**UNION, **wrong})

    assert f"/{next(iter(wrong))}" in refused.value.fields


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("09187162", "Markt Prien a.Chiemsee"),
        ("09162000", "Stadt München"),
        ("09187", "Landkreis Rosenheim"),
        ("091715101", "Verwaltungsgemeinschaft Emmerting"),
    ],
)
def test_a_body_is_called_in_full(register: Any, key: str, name: str) -> None:
    assert register.get_body(key)["full_name"] == name


def test_bodies_are_named_by_their_keys_in_that_order(register: Any) -> None:
    page = register.find_bodies({"key": "09187162,09187,unknown"})

    assert [body["key"] for body in page["items"]] == ["09187162", "09187"]
    assert (page["total"], page["next"]) == (2, None)
