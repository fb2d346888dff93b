"""A list of gaps comes in over the API as one file, with what becomes of each row."""

from io import BytesIO
from typing import Any

import pytest

from gateway.tables import gap_imports
from tests.unit.gateway.gateway_fakes import CHANGING, Gateway
from tests.unit.gateway.test_pages_gap_lists import HEADINGS, gateway, told

PATH = "/api/v1/uncontracted/import"
LIST = "\r\n".join(
    [HEADINGS, "09187162;Wohnsitz anmelden;", "09999999;ewa;1.11.2026", ";ewa;", "09187;ewa;31.31."]
).encode()


def sent(made: Gateway, query: str = "", content: bytes = LIST, kind: str = "text/csv") -> Any:
    headers = {**CHANGING, "Content-Type": kind}
    return made.client.post(f"{PATH}{query}", data=content, headers=headers)


def test_each_row_says_what_became_of_it() -> None:
    made = gateway(b09999999="body_unknown")

    answer = sent(made, "?listed_on=2026-11-20&dry_run=true")

    assert answer.status_code == 200
    assert answer.json["dry_run"]
    outcomes = [(item["row"], item["outcome"]) for item in answer.json["items"]]
    assert outcomes == [(2, "new"), (3, "body_unknown"), (4, "invalid"), (5, "invalid")]
    assert answer.json["counts"] == {"new": 1, "body_unknown": 1, "invalid": 2}
    assert {call["query"]["dry_run"] for call in told(made)} == {"true"}
    assert {call["payload"]["listed_on"] for call in told(made)} == {"2026-11-01", "2026-11-20"}


def test_a_file_of_a_form_is_the_same() -> None:
    made = gateway()

    form = {"file": (BytesIO(LIST), "list.csv")}
    answer = made.client.post(PATH, data=form, headers=CHANGING)

    assert answer.json["counts"] == {"new": 2, "invalid": 2}


def test_what_time_did_not_suffice_for_is_said_to_be_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gap_imports, "PATIENCE_S", -1.0)

    answer = sent(gateway())

    assert answer.status_code == 202
    assert answer.json["counts"] == {"open": 2, "invalid": 2}


@pytest.mark.parametrize(
    ("query", "pointer"),
    [("?dry_run=maybe", "/dry_run"), ("?listed_on=2999-01-01", "/listed_on"),
     ("?listed_on=gestern", "/listed_on")],
)  # fmt: skip
def test_what_cannot_be_meant_is_refused_by_name(query: str, pointer: str) -> None:
    answer = sent(gateway(), query)

    assert (answer.status_code, answer.json["errors"][0]["pointer"]) == (422, pointer)


def test_neither_strangers_nor_other_files_are_read() -> None:
    made = gateway("orders:review")

    answers = [sent(made), sent(gateway(), kind="application/pdf")]

    assert [answer.status_code for answer in answers] == [403, 415]
    assert made.calls.count("catalog.search") == 0
