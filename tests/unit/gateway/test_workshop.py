"""Who may have how much of the children that write and read tables."""

from contextlib import ExitStack

import pytest

from gateway.problems.problems import Problem
from gateway.tables import workshop as workshops
from gateway.tables.workshop import MOST_GUESTS_WAITING, MOST_WAITING, Workshop


def test_guests_leave_places_to_those_who_are_signed_in() -> None:
    workshop = Workshop()

    with ExitStack() as taken:
        for _ in range(MOST_GUESTS_WAITING):
            taken.enter_context(workshop.guest_place())
        with pytest.raises(Problem) as refused:
            taken.enter_context(workshop.guest_place())
        for _ in range(MOST_WAITING - MOST_GUESTS_WAITING):
            taken.enter_context(workshop.place())

    assert (refused.value.status, refused.value.code) == (503, "service-busy")
    assert MOST_WAITING > MOST_GUESTS_WAITING
    with workshop.guest_place():
        pass


def test_guests_leave_a_child_to_those_who_are_signed_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workshops, "WAIT_S", 0)
    workshop = Workshop()

    with workshop.guest_turn(), workshop.child("read", "json", "none"):
        with pytest.raises(Problem), workshop.guest_turn():
            pass
        with workshop.child("read", "json", "none") as child:
            assert child.pid
