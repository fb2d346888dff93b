"""An agreement with an end and no successor is somebody's task, in time."""

from datetime import date, timedelta

import pytest

from services.common.errors import Conflict, NotFound
from services.contracts.domain import chain_views as views
from services.contracts.domain.agreements import Agreement
from services.contracts.domain.chains import Chain
from tests import builders
from tests.builders import NOW, PROFILE, TODAY, agreement, chain

END = date(2027, 12, 31)
SUCCESSOR = agreement(2, id="ewa-l2-b", number="FITST/2028/0001", valid_from=date(2028, 1, 1))


def accept(held: Chain, new: Agreement) -> None:
    held.propose(builders.proposal(new))
    held.accept(f"{PROFILE}~p1", "otto", NOW)


def ending(on: date = END) -> Chain:
    held = chain(agreement(1), agreement(2, valid_until=on), agreement(3))
    held.renew(NOW)
    return held


def test_an_agreement_with_an_end_is_to_be_renewed_half_a_year_before() -> None:
    (task,) = ending().renewals

    assert (task.number, task.ends_on) == ("EFA/2024/0002", END)
    assert task.due_on == END - timedelta(days=182)
    assert ending().renew_by == task.due_on


def test_whoever_sees_to_a_renewal_has_ten_working_days_at_least() -> None:
    (task,) = ending(on=TODAY).renewals

    assert task.due_on == date(2026, 12, 4)


def test_nothing_is_to_be_renewed_where_all_is_open_ended() -> None:
    held = chain()

    held.renew(NOW)

    assert (held.renewals, held.renew_by) == ([], None)


def test_a_successor_ends_the_task() -> None:
    held = ending()

    accept(held, SUCCESSOR)

    assert held.renewals == []
    assert "chain.ending" not in builders.kinds(held)


def test_another_change_leaves_the_task_as_it_was() -> None:
    held = ending()
    before = list(held.renewals)

    accept(held, agreement(1, id="older", number="EFA/2020/1", valid_until=TODAY))

    assert held.renewals == before


def test_somebody_may_say_that_there_is_no_successor() -> None:
    held = ending()

    held.decline_renewal(f"{PROFILE}-l2", "edith", "Der Dienst wird eingestellt.", NOW)

    assert held.renew_by is None
    assert views.renewal_view(held.renewals[0], PROFILE)["waiting_for"] is None
    with pytest.raises(Conflict):
        held.decline_renewal(f"{PROFILE}-l2", "edith", "noch einmal", NOW)
    with pytest.raises(NotFound):
        held.decline_renewal(f"{PROFILE}-l1", "edith", "die andere", NOW)


def test_a_chain_breaks_on_the_first_day_without_one_of_its_levels() -> None:
    assert ending().breaks_on(TODAY) == date(2028, 1, 1)
    assert chain(agreement(1), agreement(3)).breaks_on(TODAY) == TODAY
    assert chain().breaks_on(TODAY) is None


def test_a_successor_without_a_gap_lets_a_chain_go_on() -> None:
    held = ending()
    accept(held, SUCCESSOR)

    assert held.breaks_on(TODAY) is None


def test_what_would_break_is_known_before_anything_ends() -> None:
    held = chain()

    assert held.ending(agreement(3), END).breaks_on(TODAY) == date(2028, 1, 1)
    assert held.breaks_on(TODAY) is None
