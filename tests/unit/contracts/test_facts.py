"""What a contract states: names and places in words, the service as it was ordered, no gaps."""

from typing import Any

import pytest

from services.contracts.facts import NEEDED, PINNED, body_facts, missing, profile_facts
from services.contracts.words.ministries import MINISTRIES
from services.contracts.words.reasons import LACKING
from tests import builders
from tests.builders import JOINT, PRIEN, PROFILE, TITLE, VENDOR

ORDER: dict[str, Any] = {
    "profile": PROFILE,
    "profile_title": TITLE,
    "profile_version": 3,
    "leika_keys": ["99115005104000"],
    "pinned": {
        "ozg_id": "10124", "operating_authority": "Hamburg", "technical_operator": VENDOR,
        "ministry": "StMI",
    },
}  # fmt: skip


def order_with(**pinned: Any) -> dict[str, Any]:
    return {**ORDER, "pinned": {**ORDER["pinned"], **pinned}}


@pytest.mark.parametrize(
    ("body", "name", "designation"),
    [
        (builders.body_doc(), "Markt Prien a.Chiemsee", "Markt"),
        (
            builders.body_doc(name="Laufen", designation="Stadt", official_name="Laufen, St"),
            "Stadt Laufen",
            "Stadt",
        ),
        (
            builders.body_doc(
                name="München", official_name="München, Landeshauptstadt",
                designation="Kreisfreie Stadt", kind="independent_city",
            ),
            "Landeshauptstadt München",
            "Landeshauptstadt",
        ),
        (
            builders.body_doc(
                name="Augsburg", official_name="Augsburg", designation="Kreisfreie Stadt",
                kind="independent_city",
            ),
            "Stadt Augsburg",
            "Kreisfreie Stadt",
        ),
        (
            builders.body_doc(name="Markt Berolzheim", official_name="Markt Berolzheim, M"),
            "Markt Berolzheim",
            "Markt",
        ),
        (
            builders.body_doc(
                name="Landkreis Rosenheim", official_name="Rosenheim", designation="Landkreis",
                kind="district",
            ),
            "Landkreis Rosenheim",
            "Landkreis",
        ),
    ],
)  # fmt: skip
def test_a_body_is_called_what_it_is(body: dict[str, Any], name: str, designation: str) -> None:
    stated = body_facts(PRIEN, body)

    assert (stated["name"], stated["designation"]) == (name, designation)


def test_a_joint_administration_is_called_by_its_own_name() -> None:
    stated = body_facts(JOINT, builders.joint_doc())

    assert stated["name"].startswith("Verwaltungsgemeinschaft ")


@pytest.mark.parametrize(
    ("address", "line"),
    [
        ({"seat": "Prien", "town": "Prien", "postcode": "83209"}, "83209 Prien"),
        (
            {"street": "Rathausplatz 1", "town": "Prien", "postcode": "83209"},
            "Rathausplatz 1, 83209 Prien",
        ),
        ({"seat": "Prien", "postcode": "83209"}, "83209 Prien"),
        ({"town": "Prien"}, ""),
        ({}, ""),
    ],
)
def test_an_address_is_whole_or_missing(address: dict[str, str], line: str) -> None:
    stated = body_facts(PRIEN, builders.body_doc(address=address))

    assert stated["address"] == line


def test_the_district_tells_two_of_a_name_apart_and_stands_in_none_of_its_own() -> None:
    within = body_facts(PRIEN, builders.body_doc(district_name="Landkreis Rosenheim"))
    alone = body_facts(
        "09187", builders.body_doc(kind="district", district_name="Landkreis Rosenheim")
    )

    assert within["district"] == "Landkreis Rosenheim"
    assert alone["district"] is None


def test_a_version_that_came_after_the_order_changes_nothing_in_its_contract() -> None:
    newer = builders.profile_doc(
        profile_version=4, operating_authority="Bremen", leika_keys=["99000000000000"],
        ministry="StMD", ozg_id=None,
    )  # fmt: skip

    stated = profile_facts(ORDER, newer)

    assert stated["operating_authority"] == "Hamburg"
    assert stated["leika_keys"] == ["99115005104000"]
    assert stated["ozg_id"] == "10124"
    assert stated["ministry"] == MINISTRIES["StMI"]
    assert (stated["version"], stated["completed_from"]) == (3, None)


@pytest.mark.parametrize("open_", [None, "", "Behörde des Anbieterlandes (noch nicht erfasst)"])
def test_what_the_ordered_version_left_open_comes_from_the_newest(open_: str | None) -> None:
    order = order_with(operating_authority=open_)

    before = profile_facts(order, builders.profile_doc(operating_authority=open_))
    after = profile_facts(
        order, builders.profile_doc(operating_authority="Bremen", profile_version=5)
    )

    assert (before["operating_authority"], before["completed_from"]) == (None, None)
    assert (after["operating_authority"], after["completed_from"]) == ("Bremen", 5)


def test_an_order_from_before_its_facts_were_kept_goes_by_the_profile() -> None:
    order = {**ORDER, "pinned": {}}

    stated = profile_facts(order, builders.profile_doc())

    assert (stated["operating_authority"], stated["completed_from"]) == ("Hamburg", None)


@pytest.mark.parametrize(
    ("profile", "address", "codes"),
    [
        ({}, "83209 Prien", []),
        ({"operating_authority": None}, "83209 Prien", ["operating-authority"]),
        ({"leika_keys": [], "ozg_id": None}, "83209 Prien", ["service-keys"]),
        ({"leika_keys": []}, "83209 Prien", []),
        ({"ministry": ""}, "", ["ministry", "body-address"]),
    ],
)
def test_what_a_contract_rests_on_and_nobody_recorded_is_named(
    profile: dict[str, Any], address: str, codes: list[str]
) -> None:
    stated = profile_facts({**ORDER, "pinned": {}}, builders.profile_doc())
    facts = {"profile": {**stated, **profile}, "body": {"address": address}}

    assert missing(facts) == codes


def test_everything_that_can_be_missing_has_words() -> None:
    assert NEEDED.keys() == LACKING.keys()
    assert set(PINNED) == {"leika_keys", *ORDER["pinned"]}
