"""What goes at once, what waits for others, and what is never held back."""

from typing import Any

import pytest

from services.notify.domain.pace import Pace

PER_HOUR = 20


class Clock:
    """A clock the test moves."""

    def __init__(self) -> None:
        self.at = 1000.0

    def __call__(self) -> float:
        return self.at


def mail(n: int, kind: str = "order_received", act: str = "", to: str = "e@prien.example") -> Any:
    cause = act or f"act{n}"
    return {"_id": f"m{n}", "kind": kind, "address": to, "correlation_id": cause,
            "entry": {"url": "/"}}  # fmt: skip


def of(clock: Clock) -> Pace:
    return Pace(PER_HOUR, 60.0, clock)


def send(pace: Pace, *docs: Any) -> list[str]:
    """Let go what may go; return the ids."""
    held = pace.held(docs)
    going = [doc for doc in docs if doc["_id"] not in held]
    for doc in going:
        pace.note_sent(doc)
    return [doc["_id"] for doc in going]


def test_a_mail_alone_goes_at_once() -> None:
    pace = of(Clock())

    assert send(pace, mail(1), mail(2), mail(3, to="f@prien.example")) == ["m1", "m2", "m3"]


def test_others_are_asked_about_only_from_a_share_of_the_hour_on() -> None:
    pace = of(Clock())
    send(pace, *(mail(n) for n in range(3)))

    assert pace.near([mail(3), mail(4, to="f@prien.example")]) == {}
    assert list(pace.near([mail(3), mail(4)]).values()) == ["e@prien.example"]


def test_what_all_processes_sent_counts_where_it_is_more() -> None:
    pace = of(Clock())
    (to,) = pace.near([mail(n) for n in range(5)])

    held = pace.held([mail(n) for n in range(5)], {to: PER_HOUR - 2})

    assert list(held) == ["m2", "m3", "m4"]


def test_many_of_one_act_to_one_person_wait_for_each_other() -> None:
    clock = Clock()
    pace = of(clock)

    held = pace.held([mail(n, act="bulk") for n in range(5)])
    clock.at += 20
    later = pace.held([mail(9, act="bulk")])

    assert set(held) == {f"m{n}" for n in range(5)}
    assert {wait.together for wait in held.values()} == {later["m9"].together}
    assert (held["m0"].seconds, later["m9"].seconds) == (60.0, 40.0)


def test_what_cannot_stand_in_a_list_waits_for_no_other() -> None:
    bare = [{**mail(n, act="bulk"), "entry": {}} for n in range(3)]

    assert of(Clock()).held(bare) == {}


def test_the_first_of_an_act_goes_and_those_that_follow_wait() -> None:
    clock = Clock()
    pace = of(clock)

    assert send(pace, mail(1, act="bulk")) == ["m1"]
    clock.at += 5
    assert send(pace, mail(2, act="bulk"), mail(3)) == ["m3"]
    assert send(pace, mail(4, act="bulk", to="f@prien.example")) == ["m4"]
    assert send(pace, mail(5, "please_sign", act="bulk")) == ["m5"]


def test_of_what_the_clock_brings_all_of_one_kind_have_one_cause() -> None:
    held = of(Clock()).held([mail(n, "contract_ending") for n in range(82)])

    assert len(held) == 82
    assert len({wait.together for wait in held.values()}) == 1


def test_nobody_gets_more_than_so_many_an_hour_and_the_rest_goes_within_it() -> None:
    clock = Clock()
    pace = of(clock)

    sent = [id for n in range(200) for id in send(pace, mail(n))]
    held = pace.held([mail(n) for n in range(20, 200)])
    clock.at += 3601

    assert sent == [f"m{n}" for n in range(PER_HOUR)]
    assert len({wait.together for wait in held.values()}) == 1
    assert max(wait.seconds for wait in held.values()) <= 1800
    assert send(pace, mail(300)) == ["m300"]


@pytest.mark.parametrize("kind", ["confirm_address", "account_suspended", "invitation"])
def test_codes_and_news_of_accounts_are_never_held_back(kind: str) -> None:
    pace = of(Clock())

    assert len(send(pace, *(mail(n, kind, act="same") for n in range(100)))) == 100


def test_a_mail_that_came_back_from_a_relay_that_was_away_goes_again() -> None:
    pace, doc = of(Clock()), mail(1)

    assert [pace.held([doc]) for _ in range(3)] == [{}, {}, {}]
    assert pace.held([{**mail(2, act="act1"), "attempts": 1}]) == {}


def test_the_memory_is_bounded() -> None:
    clock = Clock()
    pace = of(clock)
    for n in range(25_000):
        pace.held([mail(n)])
        pace.note_sent(mail(n, to=f"{n}@prien.example"))
        clock.at += 1

    assert len(pace._causes) <= 20_001
    assert len(pace._went) <= 3_662
