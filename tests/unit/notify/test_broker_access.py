"""A vendor's access to its queue: what is wanted, and what is still to do for it."""

from datetime import UTC, datetime, timedelta

import pytest

from services.common.errors import Conflict
from services.notify.domain.broker_access import (
    DRAINING,
    LONGEST_PAUSE_S,
    OVERLAP,
    BrokerAccess,
    BrokerUser,
    Denial,
    Filling,
    Standing,
    filling_of,
)

NOW = datetime(2026, 11, 28, 9, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)


def user(number: int, at: datetime = NOW) -> BrokerUser:
    return BrokerUser(f"vendors.acme.{number}", f"call{number}", f"hash{number}", at)


def access(*, ready: bool = True) -> BrokerAccess:
    made = BrokerAccess(id="acme", vendor_name="Acme GmbH")
    made.ask(user(1), "manager")
    if ready:
        made.note_done(made.todo(NOW), NOW, queue=True)
    return made


def names(users: object) -> list[str]:
    return [one.name[-1] for one in users]  # type: ignore[attr-defined]


def said(made: BrokerAccess) -> list[str]:
    return [event["type"] for event in made.take_news("notify")]


def test_what_is_asked_for_is_set_up_until_queue_and_user_are_there() -> None:
    made = access(ready=False)

    before, due = made.standing, made.due_at
    made.note_done(made.todo(NOW), NOW, queue=True)

    assert (before, due, made.standing) == (Standing.SETTING_UP, NOW, Standing.READY)


def test_who_has_access_cannot_ask_again_and_who_has_none_cannot_change_it() -> None:
    with pytest.raises(Conflict, match="broker-access-exists"):
        access().ask(user(2), "manager")
    with pytest.raises(Conflict, match="broker-access-missing"):
        BrokerAccess(id="b", vendor_name="B").rotate(user(1), at_once=False)
    with pytest.raises(Conflict, match="broker-access-missing"):
        BrokerAccess(id="b", vendor_name="B").end(NOW, at_once=True)


def test_a_changed_secret_leaves_the_one_before_a_day() -> None:
    made = access()

    made.rotate(user(2, LATER), at_once=False)

    assert names(made.todo(LATER).make) == ["1", "2"]
    day_after = made.todo(LATER + OVERLAP)
    assert (day_after.remove, names(day_after.make)) == (("vendors.acme.1",), ["2"])


def test_a_secret_that_got_about_is_ended_at_once() -> None:
    made = access()

    made.rotate(user(2, LATER), at_once=True)

    assert made.todo(LATER).remove == ("vendors.acme.1",)


def test_no_more_than_two_users_work_side_by_side() -> None:
    made = access()
    made.rotate(user(2, LATER), at_once=False)
    made.note_done(made.todo(LATER), LATER, queue=True)

    made.rotate(user(3, LATER + timedelta(hours=1)), at_once=False)

    todo = made.todo(LATER + timedelta(hours=1))
    assert (todo.remove, names(todo.make)) == (("vendors.acme.1",), ["2", "3"])


def test_the_next_look_is_when_the_first_user_ends() -> None:
    made = access()
    made.rotate(user(2, NOW), at_once=False)
    almost = NOW + OVERLAP - timedelta(minutes=5)

    made.note_done(made.todo(almost), almost, queue=True)

    assert made.due_at == NOW + OVERLAP


def test_a_queue_is_left_a_week_to_be_read_empty() -> None:
    made = access()

    made.end(NOW, at_once=False)

    soon, late = made.todo(LATER), made.todo(NOW + DRAINING)
    assert (soon.keep_queue, soon.only_if_empty, names(soon.make)) == (True, True, ["1"])
    assert (late.keep_queue, late.remove) == (False, ("vendors.acme.1",))
    assert made.standing is Standing.ENDING


def test_its_end_is_told_with_what_was_left_unread() -> None:
    made = access()
    made.end(NOW, at_once=True)

    made.note_done(made.todo(NOW), NOW, queue=False, left=3)

    (told,) = made.take_news("notify")
    vendor = {"id": "acme", "name": "Acme GmbH"}
    assert told["data"] == {"vendor": vendor, "unread": 3, "is_denied": False}
    assert (made.standing, made.users, made.due_at) == (Standing.ENDED, [], None)


def test_who_asks_again_while_the_end_is_under_way_keeps_the_new_user() -> None:
    made = access()
    made.end(NOW, at_once=True)
    under_way = made.todo(NOW)
    made.ask(user(2, NOW), "manager")

    made.note_done(under_way, LATER, queue=False)

    assert (names(made.users), made.standing, made.due_at) == (["2"], Standing.SETTING_UP, LATER)


def denial(at: datetime = NOW) -> Denial:
    return Denial("support", at, "Der Vertrag ist beendet.")


@pytest.mark.parametrize("at_once", [True, False])
def test_whoever_is_denied_it_is_told_why_and_cannot_ask_again(at_once: bool) -> None:
    made = access()

    made.deny(denial(), at_once=at_once)

    (told,) = made.take_news("notify")
    assert told["type"] == "delivery.broker_denied"
    read_until = None if at_once else "2026-12-05"
    assert (told["data"]["reason"], told["data"]["read_until"]) == (denial().reason, read_until)
    assert made.standing is Standing.ENDING
    with pytest.raises(Conflict, match="broker-access-denied"):
        made.ask(user(2), "manager")


def test_what_drains_after_a_denial_can_still_be_ended_at_once_but_not_twice() -> None:
    made = access()
    made.deny(denial(), at_once=False)

    made.deny(denial(LATER), at_once=True)

    assert made.todo(LATER).remove == ("vendors.acme.1",)
    made.note_done(made.todo(LATER), LATER, queue=False)
    with pytest.raises(Conflict, match="broker-access-denied-already"):
        made.deny(denial(LATER), at_once=True)


def test_who_had_ended_it_already_can_still_be_denied_a_new_one() -> None:
    made = access()
    made.end(NOW, at_once=True)
    made.note_done(made.todo(NOW), NOW, queue=False)

    made.deny(denial(), at_once=False)

    assert (made.is_denied, made.standing, made.due_at) == (True, Standing.ENDED, None)


def test_once_it_is_allowed_again_the_vendor_asks_itself() -> None:
    made = access()
    made.deny(denial(), at_once=True)

    made.note_done(made.todo(NOW), NOW, queue=False)
    made.take_news("notify")

    made.allow("support", LATER)

    made.ask(user(2, LATER), "manager")
    assert (made.standing, names(made.todo(LATER).make)) == (Standing.SETTING_UP, ["2"])
    assert said(made) == ["delivery.broker_allowed"]
    with pytest.raises(Conflict, match="broker-access-not-denied"):
        made.allow("support", LATER)


def test_the_vendor_is_not_shown_who_of_the_operator_denied_it() -> None:
    made = access()
    made.deny(denial(), at_once=True)

    assert "support" not in str(made.shown())


def test_what_fails_is_tried_again_ever_later_and_says_so() -> None:
    made = access(ready=False)

    for _ in range(20):
        made.note_failure("management-away", NOW)

    shown = made.shown()["trouble"]
    assert made.due_at == NOW + timedelta(seconds=LONGEST_PAUSE_S)
    assert (shown["code"], shown["tries"]) == ("management-away", 20)


def test_a_call_that_came_twice_has_the_secret_of_its_last_answer() -> None:
    made = access()

    made.renew("call1", "another")

    assert (made.users[0].password_hash, made.users[0].ready) == ("another", False)
    made.note_done(made.todo(NOW), NOW, queue=True)
    assert made.users[0].ready


def test_a_call_that_comes_again_after_its_user_is_gone_gets_no_secret() -> None:
    made = access()

    with pytest.raises(Conflict):
        made.renew("call of long ago", "another")


@pytest.mark.parametrize(
    ("share", "before", "after"),
    [
        (0.79, "normal", "normal"), (0.8, "normal", "high"), (0.7, "high", "high"),
        (0.59, "high", "normal"), (1.0, "high", "full"), (0.97, "full", "full"),
        (0.9, "full", "high"), (0.97, "normal", "high"),
    ],
)  # fmt: skip
def test_an_alarm_does_not_come_and_go(share: float, before: str, after: str) -> None:
    assert filling_of(share, Filling(before)) is Filling(after)


def test_people_hear_of_a_queue_only_when_it_gets_worse() -> None:
    made = access()

    for filling in (Filling.HIGH, Filling.HIGH, Filling.FULL, Filling.HIGH, Filling.NORMAL):
        made.note_filling(filling, 80, 100)

    assert said(made) == ["delivery.queue_filled", "delivery.queue_filled"]


def test_nothing_that_is_shown_is_a_secret() -> None:
    assert "hash1" not in str(access().shown())
