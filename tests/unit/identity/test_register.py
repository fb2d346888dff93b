"""The committed register edition is complete and keeps the rules of the official keys."""

import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from services.identity.register import edition
from services.identity.register.edition import EDITION, SHIPPED, read_bodies, shown_name

Body = dict[str, Any]
MUNICIPAL = {"municipality", "independent_city"}
OTHER_HEALTH_OFFICES = {"09162000", "09564000", "09761000", "09161000", "09764000"}


@pytest.fixture(scope="module")
def bodies() -> dict[str, Body]:
    listed = list(read_bodies())
    by_key = {body["key"]: body for body in listed}

    assert len(by_key) == len(listed)
    return by_key


def of_kind(bodies: dict[str, Body], *kinds: str) -> list[Body]:
    return [body for body in bodies.values() if body["kind"] in kinds]


def test_the_edition_holds_every_body_once(bodies: dict[str, Body]) -> None:
    counted = Counter(body["kind"] for body in bodies.values())

    assert counted == {
        "municipality": 2031,
        "independent_city": 25,
        "uninhabited": 172,
        "district": 71,
        "region": 7,
        "joint_administration": 311,
    }
    assert {body["edition"] for body in bodies.values()} == {EDITION}


def test_an_independent_city_is_no_district_as_well(bodies: dict[str, Body]) -> None:
    cities = of_kind(bodies, "independent_city")

    assert all(len(city["key"]) == 8 for city in cities)
    assert not any(city["district"] in bodies for city in cities)


def test_the_ars_contains_the_ags(bodies: dict[str, Body]) -> None:
    with_ars = [body for body in bodies.values() if body["ars"]]

    assert len(with_ars) == 2228
    assert all(body["ars"][:5] + body["ars"][9:] == body["key"] for body in with_ars)


def test_keys_keep_their_leading_zero_and_length(bodies: dict[str, Body]) -> None:
    length = {"region": 3, "district": 5, "joint_administration": 9}

    for key, body in bodies.items():
        assert key.startswith("09")
        assert len(key) == length.get(body["kind"], 8)
        assert body["region"].startswith("09")
        assert len(body["region"]) == 3


def test_only_uninhabited_areas_may_not_register(bodies: dict[str, Body]) -> None:
    refused = [body for body in bodies.values() if not body["may_register"]]

    assert refused == of_kind(bodies, "uninhabited")
    assert all(body["ars"][5] == "9" for body in refused)


def test_members_and_their_joint_administration_name_each_other(bodies: dict[str, Body]) -> None:
    joined = {key: body["joint_administration"] for key, body in bodies.items()}
    listed = {
        member: vg["key"]
        for vg in of_kind(bodies, "joint_administration")
        for member in vg["members"]
    }

    assert listed == {key: vg for key, vg in joined.items() if vg}
    assert all(bodies[member]["kind"] == "municipality" for member in listed)


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    """A copy of the shipped edition, free to be spoiled."""
    return Path(shutil.copytree(SHIPPED, tmp_path / EDITION))


def test_a_wrong_number_of_members_stops_the_reading(tables: Path) -> None:
    spoil(tables / "joint_administrations.csv", "09171,2,6588", "09171,3,6588")

    with pytest.raises(ValueError, match="091715101: 2 members, not 3"):
        list(read_bodies(tables))


@pytest.mark.parametrize(
    ("right", "wrong", "fault"),
    [
        ("09162000,091620000000", "09162000,091620000001", "ars-without-key"),
        ("Kreisfreie Stadt,09162,091", "Kreisfreie Stadt,09161,091", "district-differs"),
        ("Kreisfreie Stadt,09162,091", "Kreisfreie Stadt,09162,092", "region-differs"),
        ("09162000,091620000000", "0916200,091620000000", "no-key-of-its-kind"),
    ],
)
def test_a_wrong_key_stops_the_reading(tables: Path, right: str, wrong: str, fault: str) -> None:
    spoil(tables / "municipalities.csv", right, wrong)

    with pytest.raises(ValueError, match=fault):
        list(read_bodies(tables))


def test_a_text_the_border_would_refuse_stops_the_reading(tables: Path) -> None:
    spoil(tables / "joint_administrations.csv", "09171,2,6588", "09171\u202e,2,6588")

    with pytest.raises(ValueError, match="direction-overridden"):
        list(read_bodies(tables))


def test_the_folder_names_the_edition(tables: Path) -> None:
    renamed = tables.rename(tables.with_name("2025-01-01"))

    assert {body["edition"] for body in read_bodies(renamed)} == {"2025-01-01"}


def spoil(table: Path, right: str, wrong: str) -> None:
    text = table.read_text(encoding="utf-8")
    assert right in text
    table.write_text(text.replace(right, wrong, 1), encoding="utf-8")


def test_32_official_names_of_municipalities_are_ambiguous(bodies: dict[str, Body]) -> None:
    official = Counter(body["official_name"] for body in of_kind(bodies, *MUNICIPAL))
    shown = Counter(body["name"] for body in of_kind(bodies, *MUNICIPAL))

    assert sum(times > 1 for times in official.values()) == 32
    assert sum(times > 1 for times in shown.values()) == 41


@pytest.mark.parametrize(
    ("official", "kind", "shown"),
    [
        ("München, Landeshauptstadt", "independent_city", "München"),
        ("Marktl, M", "municipality", "Marktl"),
        ("Kempten (Allgäu)", "independent_city", "Kempten (Allgäu)"),
        ("München", "district", "Landkreis München"),
        ("Emmerting (VGem)", "joint_administration", "Verwaltungsgemeinschaft Emmerting"),
        ("Schwaben", "region", "Bezirk Schwaben"),
    ],
)
def test_names_are_shown_as_people_write_them(official: str, kind: str, shown: str) -> None:
    assert shown_name(official, kind=kind) == shown


def test_the_official_name_is_kept_whole(bodies: dict[str, Body]) -> None:
    munich = bodies["09162000"]

    assert munich["official_name"] == "München, Landeshauptstadt"


def test_76_bodies_are_health_offices(bodies: dict[str, Body]) -> None:
    offices = {
        key
        for key, body in bodies.items()
        if "health_office" in {held["capacity"] for held in body["capacities"]}
    }

    districts = {body["key"] for body in of_kind(bodies, "district")}
    assert offices == districts | OTHER_HEALTH_OFFICES
    assert len(offices) == 76


def test_every_health_office_of_the_table_is_a_body(bodies: dict[str, Body]) -> None:
    listed = {row["body"] for row in edition._rows(SHIPPED, "health_offices")}

    assert len(listed) == 76
    assert listed <= bodies.keys()


def test_each_level_counts_the_same_population(bodies: dict[str, Body]) -> None:
    people = sum(body["population"] for body in of_kind(bodies, *MUNICIPAL))
    by_region = sum(body["population"] for body in of_kind(bodies, "region"))
    by_district = sum(
        body["population"] for body in of_kind(bodies, "district", "independent_city")
    )

    assert people == by_region == by_district == 13_369_393


def test_the_population_of_a_joint_administration_is_that_of_its_members(
    bodies: dict[str, Body],
) -> None:
    for vg in of_kind(bodies, "joint_administration"):
        members = sum(bodies[member]["population"] for member in vg["members"])

        assert vg["population"] == members


def test_a_district_is_named_alike_on_itself_and_below(bodies: dict[str, Body]) -> None:
    below = [body for body in bodies.values() if body["district"] in bodies]

    assert len(below) > 2000
    assert all(body["district_name"] == bodies[body["district"]]["name"] for body in below)


def test_every_body_that_may_register_has_an_address(bodies: dict[str, Body]) -> None:
    addresses = [body["address"] for body in bodies.values() if body["may_register"]]

    assert all(len(address["postcode"]) == 5 for address in addresses)
    assert all(address["seat"] and address["town"] for address in addresses)
