"""Figures of a setup party: how its setups stand, how long they took, what failed."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from services.common import context
from services.common.context import Call
from services.common.errors import Forbidden, Invalid
from services.common.principal import Principal
from services.orders import setup_sheet
from services.orders.domain import setting_up
from services.orders.domain.setup_figures import (
    course_of,
    courses_told,
    months_until,
    standing_told,
)
from services.orders.domain.states import OrderState
from services.orders.domain.waiting import turns_of
from services.orders.entrypoints.setup_figures import SetupFigureCalls
from services.orders.held_setup_figures import HELD_S, HeldSetupFigures
from tests import builders
from tests.builders import PRIEN, PROFILE, TITLE

MONDAY = datetime(2026, 11, 2, 9, tzinfo=UTC)
TODAY = date(2026, 11, 28)
MONTHS = months_until(TODAY)
SUPPORT = Principal("s1", grants={"*": frozenset({"orders:support", "orders:read"})})


def line(action: str, days: int, failure: str = "", party: str = "") -> dict[str, Any]:
    facts = {"failure": failure} if failure else {"setup_by": party} if party else {}
    return {"action": action, "at": MONDAY + timedelta(days=days), "reason_facts": facts}


def phase(state: str, count: int, point: str | None = None, overdue: int = 0) -> dict[str, Any]:
    id = {"state": state, "profile": PROFILE, **({"point": point} if point else {})}
    return {"_id": id, "count": count, "overdue": overdue, "first_due_on": "2026-11-20"}


def vendor(id: str) -> Principal:
    return Principal("v1", grants={f"vendor:{id}": frozenset({"setup:report"})})


class Counts:
    """In the place of the store: remembers whose figures were asked for."""

    def __init__(self, *, is_part: bool = False) -> None:
        self.asked: list[str] = []
        self.read = 0
        self.is_part = is_part

    def phases(self, vendor: str, _: date) -> list[dict[str, Any]]:
        self.asked.append(vendor)
        return [phase("in_setup", 3, overdue=1), phase("live", 4)]

    def courses(self, _: str) -> Any:
        self.read += 1
        return [course_of([line("request-setup", 0), line("acknowledge", 1)], PRIEN)], self.is_part


class Titles:
    """In the place of the copies of the catalogue's profiles."""

    def titles(self, _: Any) -> Any:
        return {PROFILE: TITLE}


def calls_of(caller: Principal, *, is_part: bool = False) -> SetupFigureCalls:
    context.enter(Call(principal=caller, language="de"))
    calls = SetupFigureCalls()
    calls.setup_counts, calls.titled = Counts(is_part=is_part), Titles()  # type: ignore[assignment]
    calls.held_setup_figures = HeldSetupFigures()
    return calls


def test_days_count_from_the_request_to_what_was_reached() -> None:
    course = course_of(
        [
            line("release", 0), line("request-setup", 0), line("acknowledge", 1),
            line("done", 7), line("link", 9), line("link", 21),
        ],
        PRIEN,
    )  # fmt: skip

    told = courses_told([course], MONTHS, is_part=False)

    assert told["median_days"] == {
        "acknowledged": {"days": 1, "count": 1}, "ready": {"days": 5, "count": 1},
        "live": {"days": 7, "count": 1},
    }  # fmt: skip


@pytest.mark.parametrize(
    "before", [[], [line("take-over", 5)], [line("request-setup", 5, party="other")]]
)
@pytest.mark.parametrize("noted", ["other", ""])
def test_what_came_before_it_was_asked_is_none_of_its_figures(before: Any, noted: str) -> None:
    lines = [
        line("request-setup", 0, party="demo" if before else noted),
        line("failed", 1, "capacity"), *before, line("request-setup", 10, party="demo"),
        line("acknowledge", 11),
    ]  # fmt: skip

    told = courses_told([course_of(lines, PRIEN)], MONTHS, is_part=False)

    assert told["failures"] == []
    assert told["median_days"]["acknowledged"] == {"days": 1, "count": 1}
    assert told["months"][-1] == {
        "month": "2026-11", "asked": 1, "acknowledged": 1, "ready": 0, "live": 0, "failed": 0,
    }  # fmt: skip


def test_what_the_same_party_did_before_it_was_asked_again_is_its_own() -> None:
    order = builders.order_in(OrderState.SETUP_FAILED)
    order.setup_by, order.history = "demo", []
    setting_up.set_up_anew(order, None, builders.REVIEWER, builders.NOW)
    asked = order.history[-1].reason_facts
    lines = [
        {**line("request-setup", 0), "reason_facts": asked}, line("failed", 1, "capacity"),
        {**line("request-setup", 10), "reason_facts": asked}, line("acknowledge", 11),
    ]  # fmt: skip

    told = courses_told([course_of(lines, PRIEN)], MONTHS, is_part=False)

    assert [(one["code"], one["count"]) for one in told["failures"]] == [("capacity", 1)]
    assert told["months"][-1]["asked"] == 1


def test_failures_are_counted_in_words_even_after_the_setup_went_on() -> None:
    lines = [
        line("request-setup", 0), line("failed", 1, "no-licence"), line("retry", 2),
        line("failed", 3, "no-licence"), line("acknowledge", 4),
    ]  # fmt: skip

    (failure,) = courses_told([course_of(lines, PRIEN)], MONTHS, is_part=False)["failures"]

    assert (failure["code"], failure["count"]) == ("no-licence", 2)
    assert failure["label"].de == "Eine Lizenz fehlt"


def test_what_is_longer_ago_than_the_months_shown_is_left_out() -> None:
    old = course_of([line("request-setup", -400), line("acknowledge", -390)], PRIEN)

    told = courses_told([old], MONTHS, is_part=False)

    assert (MONTHS[0], MONTHS[-1], len(MONTHS)) == ("2025-12", "2026-11", 12)
    assert all(month["asked"] == 0 for month in told["months"])
    assert told["median_days"]["acknowledged"] == {"days": None, "count": 0}


def test_turns_say_what_is_on_time_and_questions_whose_answer_is_awaited() -> None:
    phases = [
        phase("setup_requested", 3, overdue=2), phase("in_setup", 2, "vendor_question"),
        phase("in_setup", 1, "setup_question", 1), phase("live", 5),
    ]  # fmt: skip

    told = standing_told(phases, {PROFILE: TITLE})

    turns = {turn["role"]: (turn["on_time"], turn["overdue"]) for turn in told["turns"]}
    assert turns == {"setup_party": (1, 3), "body": (2, 0)}
    assert {one["role"]: one["count"] for one in told["questions"]} == {
        "setup_party": 1, "body": 2,
    }  # fmt: skip
    (service,) = told["services"]
    assert (service["total"], service["live"], service["overdue"]) == (11, 5, 3)
    assert told["total"] == 11


class Walked(list[dict[str, Any]]):
    """Counts how often it is gone through."""

    times = 0

    def __iter__(self) -> Any:
        self.times += 1
        return super().__iter__()


def test_more_services_are_told_without_going_through_all_more_often() -> None:
    times = []
    for count in (2, 20):
        phases = Walked(phase("live", 1) for _ in range(count))
        for n, one in enumerate(phases):
            one["_id"]["profile"] = f"p{n}"
        phases.times = 0
        assert len(standing_told(phases, {})["services"]) == count
        times.append(phases.times)

    assert times[0] == times[1]


@pytest.mark.parametrize("days", [(None, "2026-11-20"), ("2026-11-20", None)])
def test_a_turn_without_a_due_day_counts_and_hides_no_day(days: Any) -> None:
    phases = [{**phase("in_setup", 1, "setup_question"), "first_due_on": day} for day in days]
    without = {**phase("in_setup", 2, "vendor_question"), "first_due_on": None}

    turns = turns_of([{**one, "_id": {**one["_id"], "party": True}} for one in (without, *phases)])

    assert [(one["role"], one["count"], one["first_due_on"]) for one in turns] == [
        ("setup_party", 2, "2026-11-20"), ("body", 2, None),
    ]  # fmt: skip


def test_what_setups_went_through_is_read_anew_after_a_minute_how_they_stand_each_time() -> None:
    now, counts = [0.0], Counts(is_part=False)
    held = HeldSetupFigures(lambda: now[0])

    for at in (0.0, HELD_S - 1, HELD_S + 1):
        now[0] = at
        held.courses(counts, "demo", TODAY)  # type: ignore[arg-type]
        held.phases(counts, "demo", TODAY)  # type: ignore[arg-type]

    assert (counts.read, len(counts.asked)) == (2, 3)


def test_how_very_many_setups_stand_is_held_too_and_for_each_party(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("services.orders.held_setup_figures.MOST_COUNTED", 6)
    held, counts = HeldSetupFigures(lambda: 0.0), Counts(is_part=True)

    for vendor in ("demo", "demo", "other"):
        held.phases(counts, vendor, TODAY)  # type: ignore[arg-type]

    assert counts.asked == ["demo", "other"]


def test_a_vendor_reads_its_own_figures_and_nobody_elses() -> None:
    calls = calls_of(vendor("demo"))

    told = calls.setup_figures({})

    assert (told["vendor"], told["total"], told["is_part"]) == ("demo", 7, False)
    assert calls.setup_counts.asked == ["demo"]  # type: ignore[attr-defined]
    with pytest.raises(Forbidden):
        calls.setup_figures({"vendor": "other"})
    assert calls.setup_counts.asked == ["demo"]  # type: ignore[attr-defined]


def test_support_reads_those_of_any_vendor_by_its_name() -> None:
    calls = calls_of(SUPPORT)

    assert calls.setup_figures({"vendor": "demo"})["vendor"] == "demo"
    with pytest.raises(Invalid) as refused:
        calls.setup_figures({})
    assert [pointer for pointer, _ in refused.value.wrong] == ["/vendor"]


def test_the_file_has_each_figure_with_what_it_is_of() -> None:
    whole = calls_of(vendor("demo")).export_setup_figures({})

    lines = whole["lines"].splitlines()
    assert '["setups", ["Einrichtungen je Stand", "in Einrichtung", 3]]' in lines
    assert '["setups", ["Arbeitstage ab Anfrage (Median)", "Bestätigt", 1]]' in lines
    columns = whole["layout"]["sheets"][0]["columns"]
    assert [column["key"] for column in columns] == [key for key, _, _ in setup_sheet.COLUMNS]


def test_of_the_newest_orders_alone_no_month_is_told() -> None:
    calls = calls_of(vendor("demo"), is_part=True)

    told, lines = calls.setup_figures({}), calls.export_setup_figures({})["lines"]

    assert (told["is_part"], told["months"]) == (True, None)
    assert told["median_days"]["acknowledged"] == {"days": 1, "count": 1}
    median = '"Arbeitstage ab Anfrage (Median der neuesten Bestellungen)", "Bestätigt", 1'
    assert median in lines
    assert "2026-11" not in lines
