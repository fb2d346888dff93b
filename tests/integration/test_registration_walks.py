"""Random walks of a registration over the real store: nobody forgotten, reminded once each."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from hypothesis import strategies as some
from hypothesis.stateful import initialize, invariant, rule

from services.common.clockwork import StepKind
from services.identity.domain import registering
from services.identity.domain.accounts import Account, AccountState
from services.identity.domain.deadlines import DEADLINES, closed_after
from services.identity.domain.registration_states import FINAL, RegistrationState
from services.identity.domain.registrations import Registration
from services.identity.repositories.accounts import Accounts
from tests import builders
from tests.builders import TOKEN
from tests.integration.walks import STARTS, Tour, Walk, run

EXAMPLES, STEPS = 40, 30
LEAST_PHASES, LEAST_DONE = 2, 50
"""So far all walks together get at the very least: most get twice as far."""
BY_CLOCK = {
    StepKind.REMINDER: "registration.reminded",
    StepKind.ESCALATION: "registration.escalated",
}
DECIDED = {"by": "nina", "reason": "weil"}


class RegistrationWalk(Walk):
    """One person, the reviewers, and the clock do whatever they like."""

    by_clock = BY_CLOCK

    def __init__(self, accounts: Accounts, tour: Tour) -> None:
        super().__init__(accounts, tour)
        self.accounts = accounts
        self.process = self.reminders("identity", registering.remind)

    @initialize(start=some.sampled_from(STARTS))
    def begins(self, start: str) -> None:
        self.begins_on(start)
        held = builders.registration(id=f"{self.id}.1", changed_at=self.now)
        held.begin_wait(self.now)
        account = builders.newcomer(id=self.id, name_id=self.id, registrations=[held])
        account.note_latest()
        self.accounts.add(account)

    def account(self) -> Account:
        return self.accounts.get(self.id)

    def registration(self) -> Registration:
        return self.account().registrations[0]

    def change(self, act: Callable[[Account], Any]) -> None:
        """Let somebody act by a call of its own."""
        begun = self.registration().clockwork
        self.acts(act, uuid.uuid4().hex)
        clockwork = self.registration().clockwork
        if clockwork and clockwork.since != (begun.since if begun else None):
            self.swept_until = clockwork.since
        self.take_news()

    @rule()
    def it_is_handed_in(self) -> None:
        self.change(lambda a: registering.submit(a, f"{self.id}.1", TOKEN, self.now))

    @rule()
    def the_address_is_confirmed(self) -> None:
        self.change(lambda a: registering.confirm_email(a, f"{self.id}.1", TOKEN, self.now))

    @rule(address=some.sampled_from(["a@prien.example", "b@prien.example"]))
    def the_address_is_put_right(self, address: str) -> None:
        changes = {"email": address}
        self.change(lambda a: registering.change(a, f"{self.id}.1", changes, self.now))

    @rule(verdict=some.sampled_from(["approve", "reject", "ask-back"]))
    def a_reviewer_decides(self, verdict: str) -> None:
        self.change(
            lambda a: registering.decide(a, f"{self.id}.1", verdict, now=self.now, **DECIDED)
        )

    @rule()
    def what_nobody_answers_is_closed(self) -> None:
        asked = self.registration()
        due = asked.is_unanswered and self.now - asked.changed_at >= closed_after()

        self.change(lambda a: registering.expire(a, self.now))

        assert (self.registration().decided_by == "system") == (due or asked.decided_by == "system")

    @rule(verb=some.sampled_from(["suspend", "resume", "close"]))
    def the_account_is_decided_about(self, verb: str) -> None:
        self.change(lambda a: getattr(a, verb)(now=self.now, **DECIDED))

    @rule(hours=some.integers(1, 24 * 15))
    def time_passes(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @rule(days=some.integers(3, 40))
    def everybody_sleeps(self, days: int) -> None:
        self.now += timedelta(days=days)
        self.a_process_sweeps()

    @rule()
    def a_process_looks(self) -> None:
        self.a_process_sweeps()

    def a_process_sweeps(self) -> None:
        expected = self.expected_by_now()

        assert self.sweeps(self.process) == expected

    def expected_by_now(self) -> list[str]:
        held, state = self.registration(), self.account().state
        wait, clockwork = held.wait, held.clockwork
        if wait is None or clockwork is None:
            return []
        unheard = "applicant" if state is AccountState.SUSPENDED else ""
        return self.due(wait, clockwork.since, held.body, unheard=unheard)

    @invariant()
    def somebody_is_next_unless_it_is_decided(self) -> None:
        account, held = self.account(), self.registration()
        over = held.state in FINAL
        self.tour.reached.add((held.state, account.state))

        assert (held.wait is None) == (held.due_on is None) == (held.clockwork is None) == over
        assert account.latest is not None
        assert account.latest.state is held.state
        assert account.latest.next_at == (held.clockwork.next_at if held.clockwork else None)
        assert held.state in RegistrationState

    def teardown(self) -> None:
        self.accounts.collection.delete_many({})


def test_a_registration_is_never_stuck_whatever_anybody_does(accounts: Accounts) -> None:
    DEADLINES.use("")

    tour = run(lambda tour: RegistrationWalk(accounts, tour), examples=EXAMPLES, steps=STEPS)

    assert len(tour.reached) >= LEAST_PHASES
    assert tour.done >= LEAST_DONE
