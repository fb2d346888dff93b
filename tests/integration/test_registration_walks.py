"""Random walks of a registration over the real store: nobody forgotten, reminded once each."""

import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as some
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from pymongo.database import Database

from services.common import context
from services.common.clockwork import StepKind, steps_of
from services.common.context import Call
from services.common.errors import Conflict, Invalid
from services.common.reminding import Reminders
from services.identity.domain import registering
from services.identity.domain.accounts import Account, AccountState
from services.identity.domain.deadlines import DEADLINES, closed_after
from services.identity.domain.registration_states import FINAL, RegistrationState
from services.identity.domain.registrations import Registration
from services.identity.repositories.accounts import Accounts
from tests import builders
from tests.builders import TOKEN

Db = Database[dict[str, Any]]
EXAMPLES, STEPS = 40, 30
STARTS = ("2026-12-18", "2027-03-22", "2026-10-20", "2028-08-03")
BY_CLOCK = {
    StepKind.REMINDER: "registration.reminded",
    StepKind.ESCALATION: "registration.escalated",
}
DECIDED = {"by": "nina", "reason": "weil"}


class RegistrationWalk(RuleBasedStateMachine):
    """One person, the reviewers, and the clock do whatever they like."""

    def __init__(self, accounts: Accounts) -> None:
        super().__init__()
        self.accounts = accounts
        nothing: Any = None

        def tell(id: str, now: datetime) -> Any:
            return accounts.change(id, lambda account: registering.remind(account, now))

        self.process = Reminders("identity", nothing, accounts.steps_due, tell)

    @initialize(start=some.sampled_from(STARTS))
    def begins(self, start: str) -> None:
        self.now = datetime.fromisoformat(f"{start}T09:00:00+00:00")
        self.swept_until = self.now
        self.id = f"a{uuid.uuid4().hex}"
        held = builders.registration(id=f"{self.id}.1", changed_at=self.now)
        held.begin_wait(self.now)
        account = builders.newcomer(id=self.id, name_id=self.id, registrations=[held])
        account.note_latest()
        self.accounts.add(account)

    def account(self) -> Account:
        return self.accounts.get(self.id)

    def registration(self) -> Registration:
        return self.account().registrations[0]

    def take_news(self) -> list[str]:
        """Take what waits to be told, as the relay would, and give the types."""
        emptied = {"$set": {"outbox": []}}
        doc = self.accounts.collection.find_one_and_update({"_id": self.id}, emptied)
        return [event["type"] for event in doc["outbox"]] if doc else []

    def change(self, act: Callable[[Account], Any]) -> None:
        """Let somebody act; what is refused changes nothing."""
        context.enter(Call(once=uuid.uuid4().hex))
        before = self.account().to_doc()
        begun = self.registration().clockwork
        try:
            self.accounts.change(self.id, act)
        except (Conflict, Invalid):
            assert self.account().to_doc() == before
        finally:
            context.enter(Call())
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

        while self.process.sweep(self.now):
            pass

        assert [kind for kind in self.take_news() if kind in BY_CLOCK.values()] == expected
        self.swept_until = max(self.swept_until, self.now)

    def expected_by_now(self) -> list[str]:
        """Return what the table says since the last sweep: one reminder, the escalation."""
        held, state = self.registration(), self.account().state
        wait, clockwork = held.wait, held.clockwork
        if wait is None or clockwork is None:
            return []
        steps = steps_of(wait, clockwork.since, held.body)
        kinds = {step.kind for step in steps if self.swept_until < step.at <= self.now
                 and (step.role != "applicant" or state is not AccountState.SUSPENDED)}  # fmt: skip
        return [BY_CLOCK[kind] for kind in StepKind if kind in kinds]

    @invariant()
    def somebody_is_next_unless_it_is_decided(self) -> None:
        account, held = self.account(), self.registration()
        over = held.state in FINAL

        assert (held.wait is None) == (held.due_on is None) == (held.clockwork is None) == over
        assert account.latest is not None
        assert account.latest.state is held.state
        assert account.latest.next_at == (held.clockwork.next_at if held.clockwork else None)
        assert held.state in RegistrationState

    def teardown(self) -> None:
        self.accounts.collection.delete_many({})


def test_a_registration_is_never_stuck_whatever_anybody_does(accounts: Accounts) -> None:
    DEADLINES.use("")

    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        lambda: RegistrationWalk(accounts),
        settings=settings(max_examples=EXAMPLES, stateful_step_count=STEPS, deadline=None),
    )
