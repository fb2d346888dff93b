"""Search finds profiles by stem, by the beginning of a word and by key, and by index."""

from typing import Any

import pytest
from pymongo.database import Database

from services.catalog import schemas
from services.catalog.repository import Profiles, _criteria
from services.common.border import parse

Db = Database[dict[str, Any]]
COUNT = 40


@pytest.fixture
def profiles(database: Db) -> Profiles:
    """The committed table, loaded."""
    repository = Profiles(database, "catalog", lambda *_: None)
    repository.prepare()
    return repository


def found(profiles: Profiles, **query: str) -> list[str]:
    """Give the ids a search finds."""
    return [item["id"] for item in profiles.search(parse(schemas.ProfileQuery, query))["items"]]


@pytest.mark.parametrize(
    ("q", "profile"),
    [
        ("Wohnsitzanmeldung", "elektronische-wohnsitzanmeldung"),
        ("infektionsschutz", "infektionsschutzbelehrung"),
        ("99003002022000", "infektionsschutzbelehrung"),
        ("trinkwasserver", "trinkwasser-anzeige"),
        ("Führer", "fuehrerschein"),
        ("fuehrer", "fuehrerschein"),
    ],
)
def test_a_profile_is_found(profiles: Profiles, q: str, profile: str) -> None:
    assert any(id.startswith(profile) for id in found(profiles, q=q))


def test_pages_hold_every_profile_once(profiles: Profiles) -> None:
    seen: list[str] = []
    cursor: str | None = None
    while True:
        query = {"limit": "7", **({"cursor": cursor} if cursor else {})}
        page = profiles.search(parse(schemas.ProfileQuery, query))
        seen += [item["id"] for item in page["items"]]
        cursor = page["next"]
        if cursor is None:
            break

    assert len(seen) == len(set(seen)) == page["total"] == COUNT


def test_facets_count_what_is_found(profiles: Profiles) -> None:
    page = profiles.search(parse(schemas.ProfileQuery, {"kind": "efa"}))

    assert page["facets"]["kind"] == [{"value": "efa", "label": "efa", "count": page["total"]}]
    assert sum(f["count"] for f in page["facets"]["topic"]) == page["total"]


@pytest.mark.parametrize(
    "query",
    [{"q": "wohn"}, {"kind": "efa"}, {"topic": "Gesundheit"}, {"capacity": "health_office"}],
)
def test_no_search_scans_the_collection(profiles: Profiles, query: dict[str, str]) -> None:
    criteria = _criteria(parse(schemas.ProfileQuery, query))

    plan = profiles.collection.find(criteria).explain()

    assert "COLLSCAN" not in str(plan["queryPlanner"]["winningPlan"])


def test_loading_the_table_again_changes_nothing(profiles: Profiles) -> None:
    before = profiles.revision()

    profiles.load()

    assert profiles.revision() == before
    assert profiles.collection.count_documents({}) == COUNT


@pytest.mark.parametrize(
    ("q", "first"),
    [
        ("Infektionsschutzbelehrung", "infektionsschutzbelehrung"),
        ("Wohnsitzanmeldung", "elektronische-wohnsitzanmeldung"),
        ("Trinkwasserverordnung", "trinkwasser-anzeige"),
    ],
)
def test_what_fits_best_comes_first(profiles: Profiles, q: str, first: str) -> None:
    assert found(profiles, q=q)[0] == first


def test_a_wished_order_is_kept(profiles: Profiles) -> None:
    titles = [p["title"]["de"] for p in profiles.search(parse(schemas.ProfileQuery, {}))["items"]]
    falling = profiles.search(parse(schemas.ProfileQuery, {"sort": "-title"}))["items"]

    assert titles == sorted(titles)
    assert [p["title"]["de"] for p in falling] == sorted(titles, reverse=True)
