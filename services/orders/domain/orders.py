"""Orders: one service for one body, from the wish to the live link."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from services.common import clock, context
from services.common.bounds import AtMost, Newest
from services.common.clockwork import Clockwork
from services.common.errors import Conflict, NotFound
from services.common.moves import Wait
from services.common.storage.aggregates import Aggregate, to_plain
from services.orders.domain.history import Actor, Contact, HistoryEntry
from services.orders.domain.link_checks import LinkCheck
from services.orders.domain.reasons import Why, why
from services.orders.domain.refusals import acted_meanwhile, wrong_state
from services.orders.domain.states import EVENT_OF, FINAL, MOVES, OrderState
from services.orders.domain.support import SupportRequest
from services.orders.domain.tasks import Task, keeping, setup_days
from services.orders.domain.waiting import (
    OpenPoint,
    Point,
    actions_in,
    is_possible,
    open_after,
    wait_in,
)
from services.orders.words.labels import TURNS
from services.orders.words.reasons import reason_text

Reason = str | Why | None

CLAIM_LASTS = timedelta(hours=8)
"""A reviewer who falls ill holds nothing up longer than a working day."""

CONTACTS = ("functional_contact", "technical_contact")

TICKET = "T-"
"""How the number of an order's ticket begins, before that of the order."""
HIDDEN = (
    "history", "tasks", "active", "due_on", "clockwork", "claimed_until", "version",
    "terms_digest", "setup_chosen", "link_check", "support", "to_tally",
    "profile_told",
)  # fmt: skip
"""What of an order its events do not carry."""

BEGINS_ANEW = frozenset({"request-setup", "take-over"})
"""Somebody else is waited for from here on, though the state may be the same."""

USE = ("body", "places", "profile", "specialist_system", "active")
"""What catalog keeps of an order: who uses what, with which system, as long as it counts."""


@dataclass(kw_only=True)
class Order(Aggregate):
    """An order of a service for a body.

    ``places`` are the bodies this order covers: the ordering one and, for a joint
    administration in the delegated sphere, its members. ``to_tally`` is the version the figures
    have still to take, or 0. While ``active``, no other order
    of the profile may cover one of them. ``mandate`` is the delegation it was placed by,
    ``pinned`` what its contract states of the profile's version.
    """

    bounds = {
        "history": Newest(60), "tasks": AtMost(210), "tasks.title": AtMost(2),
        "tasks.interface.reached": AtMost(4),
        "history.reason_facts": AtMost(8), "open_point.reason_facts": AtMost(8),
        "places": AtMost(200), "profile_title": AtMost(2), "leika_keys": AtMost(500),
        "pinned": AtMost(8),
    }  # fmt: skip

    number: str
    body: str
    body_name: str
    places: list[str]
    profile: str
    profile_title: dict[str, str]
    profile_version: int
    usage: str
    functional_contact: Contact
    technical_contact: Contact
    ordered_by: str
    created_at: datetime
    changed_at: datetime
    state: OrderState = OrderState.PREPARED
    active: bool = True
    specialist_system: str | None = None
    setup_by: str | None = None
    setup_chosen: bool = False
    terms_digest: str | None = None
    wanted_on: date | None = None
    remark: str | None = None
    costs_acknowledged: bool = False
    due_on: date | None = None
    clockwork: Clockwork | None = None
    claimed_by: str | None = None
    claimed_until: datetime | None = None
    released_by: str | None = None
    released_at: datetime | None = None
    open_point: OpenPoint | None = None
    mandate: str | None = None
    bulk_order: str | None = None
    ticket: str | None = None
    contract: str | None = None
    contract_number: str | None = None
    leika_keys: list[str] = field(default_factory=list)
    pinned: dict[str, Any] = field(default_factory=dict)
    link: str | None = None
    proposed_link: str | None = None
    link_check: LinkCheck | None = None
    support: SupportRequest | None = None
    profile_told: str | None = None
    tasks: list[Task] = field(default_factory=list)
    history: list[HistoryEntry] = field(default_factory=list)
    to_tally: int = 1

    def move(self, action: str, by: Actor, now: datetime, reason: Reason = None) -> None:
        """Make a move of the table, write it into the history and say it."""
        used, before = self.use(), (self.state, self.point)
        self.state = self.check(action)
        self.open_point = open_after(action, self.open_point, now, why(reason))
        self.active, self.to_tally = self.state not in FINAL, self.version + 1
        self.note(action, by, now, reason)
        if (self.state, self.point) != before or action in BEGINS_ANEW or self.due_on is None:
            self._begin_wait(now)
        if event := EVENT_OF.get(action):
            self.tell(event, action, by, reason)
        self.tell_use(used)

    @property
    def point(self) -> Point | None:
        """Return what is open within the state."""
        return self.open_point.kind if self.open_point else None

    def check(self, action: str) -> OrderState:
        """Return the state after a move, or raise Conflict where it is not possible now."""
        if not MOVES.allows(self.state, action):
            raise wrong_state(self, action, "order-wrong-state")
        if not is_possible(self.state, action, self.point):
            raise wrong_state(self, action, "order-nothing-open")
        return MOVES.next(self.state, action)

    def begin(self, submitted: bool, by: Actor, now: datetime) -> None:
        """Hand the new order in, or keep it prepared for someone who may."""
        if submitted:
            self.move("submit", by, now)
        else:
            self.note("prepare", by, now)
            self._begin_wait(now)
        self.tell_use({})

    def pin(
        self,
        version: int,
        title: dict[str, str],
        tasks: list[Task],
        *,
        setup_by: str | None,
        terms_digest: str,
        pinned: dict[str, Any],
    ) -> None:
        """Take over a newer version of the profile; what was done of its tasks stays done."""
        done = {task.key: task for task in self.tasks if task.done}
        self.tasks = [keeping(task, done.get(task.key)) for task in tasks]
        self.profile_version, self.profile_title = version, title
        self.terms_digest = terms_digest
        self.leika_keys, self.pinned = pinned["leika_keys"], pinned["facts"]
        if not self.setup_chosen:
            self.setup_by = setup_by

    def expect(self, version: int) -> None:
        """Refuse a change by someone who has seen another version."""
        if self.version != version:
            raise acted_meanwhile(self, "order-changed-meanwhile")

    def claim(self, by: Actor, now: datetime) -> None:
        """Take the review; until it lapses nobody else decides."""
        self.check("release")
        self._check_claim(by, now)
        self.claimed_by, self.claimed_until = by.id, now + CLAIM_LASTS
        self.note("claim", by, now)

    def review(self, verdict: str, by: Actor, now: datetime, reason: Reason = None) -> None:
        """Decide: release, reject or ask back."""
        self._check_claim(by, now)
        self.check(verdict)
        if verdict == "release":
            self.released_by, self.released_at = by.id, now
        self.move(verdict, by, now, reason)
        self.claimed_by = self.claimed_until = None

    def is_claimed_from(self, reviewer: str, now: datetime) -> bool:
        """Tell whether another reviewer has claimed it and still may decide alone."""
        claimed = self.claimed_until is not None and now < self.claimed_until
        return claimed and self.claimed_by != reviewer

    def _check_claim(self, by: Actor, now: datetime) -> None:
        if self.is_claimed_from(by.id, now):
            free_at, names = to_plain(self.claimed_until), self._names_at("claim")
            claimed = {"claimed_until": self.claimed_until, "claimed_by": names or "BayKommun"}
            raise Conflict("order-claimed", free_at=free_at, parameters=claimed)

    def _names_at(self, action: str) -> str:
        """Return who did this last, as far as the order's own history goes back."""
        did = (entry.actor_name for entry in reversed(self.history) if entry.action == action)
        return next(did, "")

    def task(self, number: int) -> Task:
        """Return the task of this number, or raise NotFound."""
        task = next((t for t in self.tasks if t.number == number), None)
        if task is None:
            raise NotFound("task-not-found")
        return task

    def change_contacts(self, changes: dict[str, Contact], by: Actor, now: datetime) -> None:
        """Name other contacts; possible as long as the order counts."""
        if not self.active:
            raise wrong_state(self, "contacts", "order-closed")
        for name, contact in changes.items():
            setattr(self, name, contact)
        self.note("contacts", by, now)
        self.tell("order.changed", "contacts", by)

    def request_support(self, text: Reason, by: Actor, now: datetime, side: str = "body") -> None:
        """Ask the operator for help, in whatever state; one more word does not begin it anew."""
        asked = SupportRequest.of(side, self.body, now, why(text).code)
        self.support = self.support.joined_by(asked) if self.support else asked
        self.note("request-support", by, now, text)
        self.tell("order.support_requested", "request-support", by, text)

    def ask_for_support(self, text: str, by: Actor, now: datetime, side: str) -> None:
        """Ask for help as a person does: once, until support has answered."""
        if self.support and self.support.is_asked_by_person:
            raise Conflict("support-open", due_on=self.support.due_on)
        self.request_support(text, by, now, side)

    def answer_support(self, text: str, by: Actor, now: datetime) -> None:
        """Answer as support whoever asked for help; nothing is open then."""
        if self.support is None:
            raise Conflict("support-not-asked")
        side, self.support = self.support.side, None
        self.note("answer-support", by, now, text)
        self.tell("order.support_answered", "answer-support", by, text, side=side)

    def tell(self, kind: str, action: str, by: Actor, reason: Reason = None, **more: Any) -> None:
        """Say what happened together with the whole order; the first time opens its ticket."""
        who, given = {"id": by.id, "name": by.name}, why(reason)
        self.ticket = self.ticket or f"{TICKET}{self.number}"
        text = reason_text(given.text, given.code, given.facts)
        self.say(
            kind,
            order=self.summary(),
            action=action,
            reason=text,
            reason_code=given.code,
            by=who,
            **more,
        )

    def use(self) -> dict[str, Any]:
        """Return who uses what by this order."""
        return {name: getattr(self, name) for name in USE}

    def tell_use(self, before: dict[str, Any]) -> None:
        """Say who uses what, where that is new or another than before."""
        if self.use() != before:
            self.to_tally = self.version + 1
            self.say("use.changed", **self.use())

    def summary(self) -> dict[str, Any]:
        """Return the order without history and tasks."""
        point = self.open_point.plain() if self.open_point else None
        turn = self.waiting_for()
        return {**self.plain(*HIDDEN), "open_point": point, "waiting_for": turn}

    def waiting_for(self) -> dict[str, Any] | None:
        """Return whose turn it is, until when and with what; None where nobody is waited for."""
        wait, code = self.wait(), self.turn_code
        if wait is None or code is None:
            return None
        return {
            "role": wait.role,
            "due_on": self.due_on.isoformat() if self.due_on else None,
            "reason": TURNS[code],
            "reason_code": code,
        }

    def actions(self) -> list[str]:
        """Return what can be done now, by whomever."""
        open_within = set(actions_in(self.state, self.point))
        return sorted(self.support.changing(open_within) if self.support else open_within)

    @property
    def turn_code(self) -> str | None:
        """Return the code of what is to be done next; None where nobody is waited for."""
        turn = wait_in(self.state, self.setup_by is not None, self.point)
        return turn[1] if turn else None

    def wait(self) -> Wait | None:
        """Return whose turn it is and how long; a setup takes as long as the guide plans."""
        turn = wait_in(self.state, self.setup_by is not None, self.point)
        if turn is None or (self.state, self.point) != (OrderState.IN_SETUP, None):
            return turn[0] if turn else None
        wait = turn[0]
        if self.setup_by is None:
            return wait
        return replace(wait, working_days=setup_days(self.tasks, otherwise=wait.working_days))

    def _begin_wait(self, now: datetime) -> None:
        """Set until when to act, and when what is said meanwhile."""
        wait = self.wait()
        if wait is None:
            self.due_on = self.clockwork = None
            return
        self.due_on = clock.due_on(now, wait.working_days, self.body)
        self.clockwork = Clockwork.of(wait, now, self.body, self.turn_code, self.due_on)

    def note(self, action: str, by: Actor, now: datetime, reason: Reason = None) -> None:
        """Write a line of the history, with the delegation it was done by."""
        self.changed_at = now
        call, given = context.current(), why(reason)
        self.history.append(
            HistoryEntry(
                now, by.id, by.name, action, self.state, given.text, call.on_behalf_of,
                call.mandate_id, given.code, given.facts,
            )
        )  # fmt: skip
