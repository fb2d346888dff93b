"""What stands beside a service says whether it can be ordered, and why not."""

from datetime import date
from typing import Any

import pytest

from services.catalog.domain.availability import availability_of
from services.catalog.domain.profiles import Profile
from services.catalog.repositories.profiles import _shipped
from services.catalog.shipped.profiles import read_profiles
from services.catalog.tables import catalogue_sheet

TODAY = date(2026, 11, 27)
WAVE = {
    "id": "w", "opens_on": "2026-01-01", "kinds": [], "capacities": [], "regions": [],
    "pilots": [], "note": None,
}  # fmt: skip


@pytest.fixture(scope="module")
def profiles() -> dict[str, Profile]:
    return {row["id"]: _shipped(row) for row in read_profiles()}


def told(profile: Profile, **changed: Any) -> tuple[str, str, str]:
    said = availability_of({**profile.public(), **changed}, TODAY)
    return said.code, said.word.de, said.reason.de if said.reason else ""


@pytest.mark.parametrize(
    ("id", "code", "word", "reason"),
    [
        ("elterngeld", "kind-not-entitled", "nein", "staatliche Stelle"),
        ("niederlassungserlaubnis", "retired", "nein", ""),
        ("gaststaettenerlaubnis", "paused", "zurzeit nicht", ""),
        ("digitale-baugenehmigung", "announced", "noch nicht", "Ab 01.04.2027."),
        ("bauvorbescheid", "announced", "noch nicht", "Termin"),
        ("bewohnerparkausweis", "not-efa", "beim Vertragspartner", "Vertrag"),
        ("infektionsschutzbelehrung", "orderable", "ja", "Nur für: Gesundheitsamt."),
        ("elektronische-wohnsitzanmeldung", "orderable", "ja", ""),
    ],
)
def test_each_shipped_kind_of_service_says_why(
    profiles: dict[str, Profile], id: str, code: str, word: str, reason: str
) -> None:
    said = told(profiles[id])

    assert said[:2] == (code, word)
    assert reason in said[2]
    assert code == "orderable" or said[2]


@pytest.mark.parametrize(
    ("changed", "code", "reason"),
    [
        ({"waves": [{**WAVE, "opens_on": "2027-02-01"}]}, "wave-not-open", "Ab 01.02.2027."),
        ({"waves": [WAVE]}, "orderable", ""),
        ({"waves": [{**WAVE, "regions": ["091"]}]}, "orderable", "Noch nicht für alle"),
        ({"waves": [], "capacities": ["health_office"]}, "wave-not-open", "steht noch aus"),
        ({"release": {"status": "orderable", "from_date": "2027-01-02"}}, "announced", "Ab 02.01"),
        ({"status": "retired", "status_reason": None}, "retired", "eingestellt"),
    ],
)
def test_waves_and_days_decide_what_is_said(
    profiles: dict[str, Profile], changed: dict[str, Any], code: str, reason: str
) -> None:
    said = told(profiles["elektronische-wohnsitzanmeldung"], **changed)

    assert said[0] == code
    assert reason in said[2]


def test_the_sheet_to_be_read_says_words_where_there_were_codes(
    profiles: dict[str, Profile],
) -> None:
    titles = [column.title for column in catalogue_sheet.COLUMNS]
    rows = {
        id: dict(zip(titles, row, strict=True))
        for id, profile in profiles.items()
        for _, row in catalogue_sheet.rows_of(profile.public(), TODAY)
    }

    assert len(set(titles)) == len(titles)
    assert (rows["elterngeld"]["Bestellbar"], rows["elterngeld"]["Art"]) == ("nein", "EfA-Leistung")
    assert rows["niederlassungserlaubnis"]["Bestellbar"] == "nein"
    assert rows["niederlassungserlaubnis"]["Status"] == "Eingestellt"
    assert rows["gewerbeanmeldung"]["Für wen"].startswith("Gemeinde, ")
    assert rows["hundesteuer"]["Finanzierung"] == "Kostenlos"
    codes = {"efa", "published", "levy", "municipality", "substantial", "orderable", "StMI"}
    assert not codes & {cell for row in rows.values() for cell in row.values()}
