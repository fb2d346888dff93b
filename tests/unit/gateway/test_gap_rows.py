"""What a row of a list of gaps means, and in which parts orders is told of them."""

from datetime import date

import pytest

from gateway.tables import gap_rows
from gateway.tables.gap_rows import GapLine, lines_of, parts_of

TODAY, DAY = date(2026, 11, 28), date(2026, 11, 1)
SERVICES = {"wohnsitz anmelden": "ewa"}


def line(**cells: object) -> GapLine:
    (read,) = lines_of({7: cells}, SERVICES, DAY, TODAY)
    return read


@pytest.mark.parametrize("typed", ["09187162", 9187162, "09 187 162", " 09187162 "])
def test_a_key_is_read_however_a_spreadsheet_keeps_it(typed: object) -> None:
    assert line(body=typed, profile="ewa") == GapLine(7, "09187162", "ewa", "2026-11-01")


def test_a_service_is_named_by_its_id_or_by_its_title() -> None:
    assert line(body="09187162", profile="Wohnsitz  Anmelden").profile == "ewa"


@pytest.mark.parametrize("typed", ["2026-11-05", "05.11.2026", "5.11.2026"])
def test_a_row_may_have_a_day_of_its_own(typed: str) -> None:
    assert line(body="09187162", profile="ewa", **{"listed-on": typed}).listed_on == "2026-11-05"


@pytest.mark.parametrize(
    ("cells", "fault"),
    [
        ({"profile": "ewa"}, "gap-body-missing"),
        ({"body": "09187162"}, "gap-profile-missing"),
        ({"body": "Prien", "profile": "ewa"}, "gap-body-unknown"),
        ({"body": "09187162", "profile": "Ganz anderes"}, "gap-profile-unknown"),
        ({"body": "09187162", "profile": "ewa", "listed-on": "bald"}, "gap-bad-day"),
        ({"body": "09187162", "profile": "ewa", "listed-on": "29.11.2026"}, "gap-bad-day"),
        ({"body": "09187162", "profile": "ewa", "listed-on": "31.02.2026"}, "gap-bad-day"),
        ({"body": "09187162", "profile": "ewa", "listed-on": "0099-01-01"}, "gap-bad-day"),
    ],
)
def test_what_is_wrong_with_a_row_is_said(cells: dict[str, object], fault: str) -> None:
    assert line(**cells).fault == fault


def test_the_same_pair_stands_once_in_the_whole_list() -> None:
    rows = {n: {"body": "09187162", "profile": "ewa"} for n in (2, 3, 900)}

    faults = [one.fault for one in lines_of(rows, SERVICES, DAY, TODAY)]

    assert faults == ["", "gap-twice", "gap-twice"]


def test_parts_are_of_one_day_and_no_longer_than_a_call_takes() -> None:
    lines = [GapLine(n, "09187162", f"p{n}", f"2026-11-0{n % 2 + 1}") for n in range(250)]

    parts = list(parts_of(lines))

    assert [len(part) for part in parts] == [100, 25, 100, 25]
    assert sorted(one.number for part in parts for one in part) == list(range(250))
    assert all(len({one.listed_on for one in part}) == 1 for part in parts)
    assert gap_rows.carried_of(gap_rows.carried(parts[0])) == gap_rows.payload_of(parts[0])


def test_the_rows_of_a_body_are_told_together() -> None:
    lines = [GapLine(n, f"0918700{n % 3}", f"p{n}", "2026-11-01") for n in range(150)]

    first, second = parts_of(lines)

    assert [one.body[-1] for one in first] == ["0"] * 50 + ["1"] * 50
    assert {one.body[-1] for one in second} == {"2"}


@pytest.mark.parametrize("written", ["", "[]", "{}", "[1]", "[1,2]", '["d",[["a"]]]', "nul"])
def test_what_our_page_did_not_write_is_no_part(written: str) -> None:
    assert gap_rows.carried_of(written) is None
