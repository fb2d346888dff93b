"""Who may have how much of the children that write and read tables."""

from contextlib import ExitStack

import pytest

from gateway.problems.problems import Problem
from gateway.tables import child_pool
from gateway.tables.child_pool import MOST_GUESTS_WAITING, MOST_WAITING, ChildPool


def test_guests_leave_places_to_those_who_are_signed_in() -> None:
    children = ChildPool()

    with ExitStack() as taken:
        for _ in range(MOST_GUESTS_WAITING):
            taken.enter_context(children.guest_place())
        with pytest.raises(Problem) as refused:
            taken.enter_context(children.guest_place())
        for _ in range(MOST_WAITING - MOST_GUESTS_WAITING):
            taken.enter_context(children.place())

    assert (refused.value.status, refused.value.code) == (503, "service-busy")
    assert MOST_WAITING > MOST_GUESTS_WAITING
    with children.guest_place():
        pass


def test_guests_leave_a_child_to_those_who_are_signed_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child_pool, "WAIT_S", 0)
    children = ChildPool()

    with children.guest_turn(), children.child("read", "json", "none"):
        with pytest.raises(Problem), children.guest_turn():
            pass
        with children.child("read", "json", "none") as child:
            assert child.pid
