"""Profiles become rows and rows become the same profiles again."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marshmallow import fields, validate

from services.catalog.domain.profiles import FACTS
from services.catalog.schemas import profiles as schemas
from services.catalog.shipped.profiles import read_profiles
from services.catalog.tables import cells, headings
from services.catalog.tables.columns import (
    LEADING,
    NOT_IN_TABLES,
    SHEETS,
    fingerprint_of,
    layout,
    rows_of,
)
from services.catalog.tables.reading import errors_of, facts_of
from services.catalog.words.labels import LABELS
from services.common.errors import Invalid
from services.common.validation.input import parse

STATE = {"id": "x", "status": "draft", "profile_version": 0}
WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=20).filter(
    lambda text: text.strip() == text
)


def record_of(facts: dict[str, Any]) -> dict[str, Any]:
    """Return the record that a reader makes of the rows of these facts."""
    record: dict[str, Any] = {"id": "x", "row": 2, "cells": {}, "lists": {}}
    titles = {sheet.key: sheet for sheet in SHEETS}
    for number, (key, row) in enumerate(rows_of(STATE, facts), start=2):
        named = zip((c.key for c in titles[key].columns), row, strict=True)
        held = {name: cell for name, cell in named if cell not in (None, "")}
        held.pop(titles[key].columns[0].key)
        if key == "profiles":
            record["cells"] = held
        else:
            record["lists"].setdefault(key, []).append({"row": number, "cells": held})
    return record


def whole(profile: dict[str, Any]) -> dict[str, Any]:
    """Return the facts as the schema gives them."""
    return parse(schemas.ProfileFacts, {name: profile[name] for name in FACTS})


FULL = {
    "waves": [
        {"id": "w1", "opens_on": "2026-01-01", "kinds": ["district"], "capacities": [],
         "regions": ["091", "09162"], "pilots": ["09162000", "x-12345678"],
         "note": {"de": "Erst;\nSüd", "en": "South"}},
        {"id": "w2", "opens_on": "2026-06-01"},
    ],
    "contacts": [{"role": "fachlich", "name": "Ä; B", "email": "a@b.example", "phone": "0049 89"}],
    "prerequisites": [{"de": "Formcycle", "en": "Formcycle"}],
    "test_accesses": [{"kind": "Demo", "url": "https://a.example/x",
                       "credentials": {"de": "anfragen", "en": "ask"}}],
    "interfaces": [{"system": "S", "extra_cost": cost} for cost in (True, False, "unknown")],
    "synonyms": ["[alt]", "a;b"],
    "description": {"de": "=1+1", "en": "'x"},
}  # fmt: skip


@pytest.mark.parametrize("number", range(40))
def test_a_committed_profile_survives_the_way_through_a_table(number: int) -> None:
    facts = whole(read_profiles()[number])

    back = facts_of(record_of(facts))

    assert back == {name: value for name, value in facts.items() if name not in NOT_IN_TABLES}


def test_a_profile_with_everything_survives_too() -> None:
    facts = whole({**read_profiles()[0], **FULL})

    back = facts_of(record_of(facts))

    assert {**back, "documents": []} == {**facts, "documents": []}
    assert all(facts[name] for name in FULL)


@given(st.lists(WORDS, max_size=4))
def test_a_list_of_texts_survives_whatever_the_texts_hold(texts: list[str]) -> None:
    field = schemas.ProfileFacts().fields["synonyms"]

    cell = cells.cell_of(texts, field)

    assert (cells.value_of(cell, field) if cell else []) == texts


@pytest.mark.parametrize(
    ("name", "cell", "value"),
    [
        ("demo", "Ja", True), ("demo", "nein", False), ("demo", True, True),
        ("checked_on", "1.2.2026", "2026-02-01"), ("checked_on", "2026-02-01", "2026-02-01"),
        ("ozg_id", 10124, "10124"), ("leika_keys", 99115005104000, ["99115005104000"]),
        ("leika_keys", "99115005104000;99012008001000\n99003002022000",
         ["99115005104000", "99012008001000", "99003002022000"]),
    ],
)  # fmt: skip
def test_what_a_person_types_is_understood(name: str, cell: Any, value: Any) -> None:
    assert cells.value_of(cell, schemas.ProfileFacts().fields[name]) == value


CODED = [column for sheet in SHEETS for column in sheet.facts if column.facet]


@pytest.mark.parametrize("column", CODED, ids=lambda column: column.key)
def test_each_word_of_a_column_means_one_code_in_either_language(column: Any) -> None:
    is_list = isinstance(column.field, fields.List)

    for code, label in LABELS[column.facet].items():
        for word in (label.de, label.en, f"  {label.de.upper()} ", code):
            meant = cells.value_of(word, column.field, column.facet)

            assert meant == ([code] if is_list and "," not in word else code), word


def test_every_code_a_schema_offers_has_its_word() -> None:
    for column in CODED:
        if column.facet not in headings.OPEN:
            inner = column.field.inner if isinstance(column.field, fields.List) else column.field
            (offered,) = (v.choices for v in inner.validators if isinstance(v, validate.OneOf))

            assert set(offered) <= set(LABELS[column.facet]), column.key


def test_a_column_of_choices_is_one_of_codes_and_words() -> None:
    for sheet in SHEETS:
        for column in sheet.facts:
            inner = column.field.inner if isinstance(column.field, fields.List) else column.field
            if any(isinstance(v, validate.OneOf) for v in inner.validators):
                assert column.facet, column.key


def test_every_column_has_a_heading_of_its_own() -> None:
    for sheet in layout()["sheets"]:
        titles = [column["title"] for column in sheet["columns"]]

        assert len(set(titles)) == len(titles)
        assert all(column["title"] != column["key"] for column in sheet["columns"])
        assert len(sheet["title"]) <= 31


def test_every_fact_but_the_documents_has_its_place() -> None:
    main = {column.path[0] for column in SHEETS[0].columns} - set(LEADING)
    lists = {sheet.key for sheet in SHEETS[1:]}

    assert main | lists == set(FACTS) - NOT_IN_TABLES
    assert set(headings.SHEETS) == {sheet.key for sheet in SHEETS}


def test_the_state_differs_with_every_fact_but_not_with_the_documents() -> None:
    facts = whole(read_profiles()[0])
    states = {fingerprint_of({**facts, name: "anders"}) for name in facts if name != "documents"}

    assert len(states | {fingerprint_of(facts)}) == len(facts)
    assert fingerprint_of({**facts, "documents": [{"id": "d"}]}) == fingerprint_of(facts)


@pytest.mark.parametrize(
    ("changed", "place"),
    [
        ({"kind": "efeu"}, "/Leistungen/2/kind"),
        ({"title": {"de": "", "en": "x"}}, "/Leistungen/2/title.de"),
        ({"leika_keys": ["99115005104000", "1"]}, "/Leistungen/2/leika_keys"),
        ({"maturity": {"model": "1.1", "value": 6}}, "/Leistungen/2/maturity.value"),
        ({"waves": [{"id": "a", "opens_on": "2026-01-01", "regions": ["1"]}]},
         "/Wellen/{}/regions"),
        ({"waves": [{"id": "a", "opens_on": "nie"}]}, "/Wellen/{}/opens_on"),
        ({"kind": "market"}, "/Leistungen/2/contract_partner.name"),
    ],
)  # fmt: skip
def test_a_bad_fact_is_named_by_its_cell(changed: dict[str, Any], place: str) -> None:
    record = record_of({**whole(read_profiles()[0]), **changed})

    with pytest.raises(Invalid) as refused:
        facts_of(record)

    row = record["lists"].get("waves", [{"row": 0}])[0]["row"]
    (named,) = errors_of(record, refused.value)
    assert named["pointer"] == place.format(row)
    assert named["title"]["en"] == record["cells"].get("title.en")
