"""Vendors and systems are written whole and told whole; comparisons mark what differs."""

from typing import Any

import pytest

from services.catalog.domain.directory import (
    NOT_COMPARED,
    ExtraCost,
    SpecialistSystem,
    Vendor,
    VendorKind,
    comparison,
    extra_cost_of,
)
from services.catalog.repositories.directory import offset_of, slug_of
from services.catalog.schemas import directory as schemas
from services.common.errors import Conflict, Invalid
from services.common.validation.input import parse
from tests import builders


def vendor(**changed: Any) -> Vendor:
    facts: Any = {
        "id": "demo-dienst",
        "version": 3,
        "name": "Demo Dienst",
        "kind": VendorKind.IT_PROVIDER,
        "email": "dienst@demo.example",
        "demo": True,
    }
    return Vendor(**{**facts, **changed})


def test_a_vendor_s_address_is_told_to_services_and_not_to_the_public() -> None:
    changed = vendor()

    changed.change({"name": "Neuer Name", "website": None}, version=3)

    (news,) = builders.news(changed, "catalog")
    assert news["type"] == "vendor.changed"
    assert news["data"]["email"] == "dienst@demo.example"
    assert news["data"]["version"] == news["sequence"] == 4
    assert "email" not in changed.public()


def test_a_system_is_told_whole() -> None:
    system = SpecialistSystem(id="ok-ewo", name="OK.EWO", versions=["7"])

    system.change({"versions": ["7", "8"], "manufacturer": "demo-dienst"}, version=0)

    (news,) = builders.news(system, "catalog")
    assert news["type"] == "system.changed"
    assert news["data"] == {**system.public(), "version": 1}
    assert news["data"]["versions"] == ["7", "8"]


def test_a_change_of_something_seen_long_ago_is_refused() -> None:
    with pytest.raises(Conflict) as refused:
        vendor().change({"name": "Zu spät"}, version=2)

    assert refused.value.code == "changed-meanwhile"


@pytest.mark.parametrize(
    ("said", "cost"),
    [
        (True, ExtraCost.YES),
        (False, ExtraCost.NO),
        (None, ExtraCost.UNKNOWN),
        ("unknown", ExtraCost.UNKNOWN),
    ],
)
def test_what_an_interface_costs_is_yes_no_or_unknown(said: Any, cost: ExtraCost) -> None:
    assert extra_cost_of({"extra_cost": said}) is cost


def test_a_comparison_marks_exactly_what_differs() -> None:
    one = builders.profile().public()
    other = builders.profile(id="other", trust_level="low", topic="Bauen").public()

    compared = comparison([one, other])

    assert [head["id"] for head in compared["profiles"]] == ["ewa", "other"]
    fields = {row["field"]: row for row in compared["fields"]}
    assert {name for name, row in fields.items() if row["differs"]} == {"trust_level", "topic"}
    assert fields["topic"]["values"] == ["Umzug", "Bauen"]
    assert set(fields) == set(one) - NOT_COMPARED


def test_what_only_one_profile_states_is_compared_with_nothing() -> None:
    compared = comparison([{"id": "a", "waves": [1]}, {"id": "b"}])

    assert compared["fields"] == [{"field": "waves", "values": [[1], None], "differs": True}]


@pytest.mark.parametrize("wrong", ["javascript:alert(1)", "ftp://a.example", "demo.example", " "])
def test_a_website_is_a_web_address(wrong: str) -> None:
    facts = {"name": "A", "kind": "manufacturer", "email": "a@b.example", "website": wrong}

    with pytest.raises(Invalid) as refused:
        parse(schemas.VendorFacts, facts)

    assert "/website" in refused.value.fields


@pytest.mark.parametrize("id", ["Groß", "a b", "-a", "a--b", "a/b", ""])
def test_an_id_of_the_directory_fits_into_an_address(id: str) -> None:
    with pytest.raises(Invalid) as refused:
        parse(schemas.SystemAdded, {"id": id, "name": "A"})

    assert '"pointer": "/id"' in refused.value.fields


def test_a_name_becomes_an_id() -> None:
    assert slug_of("Demo-Ausländerwesen 2.0 ") == "demo-auslaenderwesen-2-0"


@pytest.mark.parametrize("cursor", ["-1", "x", "²", "9" * 30])
def test_a_made_up_cursor_is_refused(cursor: str) -> None:
    with pytest.raises(Invalid):
        offset_of(cursor)
