"""What a body declares is to be looked at again: said once, when its day has come."""

from datetime import date, datetime, timedelta

import pytest

from services.common import clock
from services.orders.domain.declarations import REVIEW_DUE, Declaration, DeclarationKind
from tests import builders
from tests.builders import MUNICH, NOW, TITLE

SATURDAY, MONDAY = date(2026, 12, 5), date(2026, 12, 7)
CHRISTMAS, AFTER = date(2026, 12, 25), date(2026, 12, 28)
SECOND = timedelta(seconds=1)


def said(declared: Declaration, now: datetime) -> list[str]:
    declared.remind(TITLE, "Prien", now)
    return [event["type"] for event in declared.take_news("orders")]


@pytest.mark.parametrize(
    ("review_on", "told_on"),
    [(MONDAY, MONDAY), (SATURDAY, MONDAY), (CHRISTMAS, AFTER), (date(2027, 3, 30),) * 2],
)
def test_it_is_said_once_when_the_offices_open(review_on: date, told_on: date) -> None:
    declared, morning = builders.declaration(review_on), clock.morning_of(told_on)

    before = said(declared, morning - SECOND)
    then = said(declared, morning)
    again = said(declared, morning + timedelta(days=400))

    assert (before, then, again) == ([], [REVIEW_DUE], [])


def test_a_process_that_slept_over_it_says_it_once() -> None:
    declared = builders.declaration(MONDAY)

    assert said(declared, NOW + timedelta(days=900)) == [REVIEW_DUE]


def test_it_tells_what_was_declared_of_what_and_whose_turn_it_is() -> None:
    declared = builders.declaration(MONDAY)
    declared.remind(TITLE, "Prien", clock.morning_of(MONDAY))

    (event,) = declared.take_news("orders")

    told = event["data"]["declaration"]
    assert (told["title"], told["body_name"], told["kind"]) == (TITLE, "Prien", "no_need")
    assert (told["review_on"], event["data"]["to"]) == (MONDAY.isoformat(), "officer")


def test_another_day_of_review_is_said_anew() -> None:
    declared = builders.declaration(MONDAY)
    said(declared, clock.morning_of(MONDAY))

    declared.version = 1
    declared.declare(DeclarationKind.OWN_SOLUTION, AFTER, 1, by="clerk", now=NOW)

    assert said(declared, clock.morning_of(MONDAY)) == []
    assert said(declared, clock.morning_of(AFTER)) == [REVIEW_DUE]


def test_what_is_taken_back_or_answered_by_an_order_is_not_said() -> None:
    gone, answered, ended = (builders.declaration(MONDAY) for _ in range(3))
    heir = ended.of(MUNICH)
    gone.take_back("clerk", NOW)
    answered.let_pass(clock.morning_of(MONDAY))
    ended.rest()

    later = clock.morning_of(AFTER)

    assert [said(one, later) for one in (gone, answered, ended)] == [[], [], []]
    assert said(heir, later) == [REVIEW_DUE]
