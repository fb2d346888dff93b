"""A text is filled in both languages, and what it is filled with is nothing but data."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.common.storage.aggregates import to_plain
from services.common.words import KERNEL, Counted, Text, in_language, parameters_of, said, written
from services.common.words import texts as texts_module

BOTH = Text("Bis {day} warten wir auf {who}.", "Until {day} we wait for {who}.")


@given(who=st.text(), day=st.text())
def test_parameters_are_written_as_they_are(who: str, day: str) -> None:
    filled = BOTH.filled(day=day, who=who)

    assert filled == Text(
        "Bis " + day + " warten wir auf " + who + ".", "Until " + day + " we wait for " + who + "."
    )


@pytest.mark.parametrize("attack", ["{day}", "{who.__class__}", "{0}", "{", "}}", "%s", "\\1"])
def test_no_parameter_is_a_form_itself(attack: str) -> None:
    assert BOTH.filled(day="heute", who=attack).de == f"Bis heute warten wir auf {attack}."


@given(st.text())
def test_a_brace_that_names_nothing_stays(text: str) -> None:
    plain = text if not parameters_of(text) else "{}"

    assert Text(plain, plain).filled().de == plain


@pytest.mark.parametrize(
    ("value", "german", "english"),
    [
        (date(2027, 4, 1), "01.04.2027", "1 April 2027"),
        (datetime(2027, 4, 1, 12, 5, tzinfo=UTC), "01.04.2027, 14:05 Uhr", "1 April 2027, 14:05"),
        (Decimal("1234.50"), "1.234,50", "1,234.50"),
        (Decimal("1E+3"), "1.000", "1,000"),
        (999, "999", "999"),
        (2056, "2.056", "2,056"),
        ("1999", "1999", "1999"),
        (150_000, "150.000", "150,000"),
        (-12_345, "-12.345", "-12,345"),
        (0.5, "0,5", "0.5"),
        (True, "ja", "yes"),
        (Text("Vertrag", "contract"), "Vertrag", "contract"),
        ([Text("eins", "one"), 2], "eins, 2", "one, 2"),
    ],
)
def test_values_are_written_as_people_write_them(value: Any, german: str, english: str) -> None:
    assert (written(value, "de"), written(value, "en")) == (german, english)


@given(st.dates())
def test_a_day_is_never_written_as_machines_do(day: date) -> None:
    assert written(day, "en").endswith(f" {day.year}")
    assert day.isoformat() not in (written(day, "de"), written(day, "en"))


def test_a_text_within_a_text_is_of_its_language() -> None:
    filled = BOTH.filled(day=date(2027, 4, 1), who=Text("die Stelle {x}", "the body {x}"))

    assert filled.de == "Bis 01.04.2027 warten wir auf die Stelle {x}."
    assert filled.en == "Until 1 April 2027 we wait for the body {x}."


def test_a_missing_parameter_is_an_error_here() -> None:
    with pytest.raises(AssertionError, match="who"):
        BOTH.filled(day="heute")


def test_a_missing_parameter_leaves_a_gap_at_run_time(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(texts_module, "missing", told.append)

    assert BOTH.filled(day="heute").de == "Bis heute warten wir auf …."
    assert len(told) == 2


def test_a_missing_sentence_is_said_in_general_at_run_time(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(texts_module, "missing", told.append)

    assert said({}, "no-such-sentence", parameters={}) == KERNEL["without-words"]
    assert told == ["sentence of no-such-sentence"]


def test_the_words_of_a_service_come_before_those_of_the_kernel() -> None:
    own = Text("Diese Stelle gibt es nicht.", "There is no such body.")

    assert said({"body-unknown": own}, "not-found", "body-unknown", parameters={}) == own
    assert said({}, "not-found", "body-unknown", parameters={}) == KERNEL["not-found"]


def test_a_count_chooses_the_form() -> None:
    days = Counted(Text("ein Tag", "one day"), Text("{count} Tage", "{count} days"))

    assert [days.filled(count=n).de for n in (0, 1, 2)] == ["0 Tage", "ein Tag", "2 Tage"]


def test_an_answer_is_written_in_one_language() -> None:
    answer = {"reason": BOTH.filled(day="x", who="y"), "items": [Text("a", "b")], "n": 1}

    assert in_language(answer, "en") == {"reason": "Until x we wait for y.", "items": ["b"], "n": 1}


def test_what_is_told_and_stored_holds_both_languages() -> None:
    assert to_plain({"label": Text("Vertrag", "contract")}) == {
        "label": {"de": "Vertrag", "en": "contract"}
    }
    assert Text("Vertrag", "contract").plain() == {"de": "Vertrag", "en": "contract"}
