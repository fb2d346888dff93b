"""Orders: one service for one body, from the wish to the live link."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from services.common import clock, context
from services.common.aggregate import Aggregate, to_plain
from services.common.errors import Conflict, NotFound
from services.orders.domain.history import Actor, Contact, Entry
from services.orders.domain.links import checked_link
from services.orders.domain.states import FINAL, MOVES, State
from services.orders.domain.tasks import Task, setup_days
from services.orders.domain.waiting import actions_in, wait_in

CLAIM_LASTS = timedelta(hours=8)
"""A reviewer who falls ill holds nothing up longer than a working day."""

CONTACTS = ("functional_contact", "technical_contact")

EVENT_OF = {
    "submit": "order.submitted", "release": "order.released", "reject": "order.rejected",
    "ask-back": "order.asked_back", "answer": "order.answered", "withdraw": "order.withdrawn",
    "request-setup": "order.setup_requested", "acknowledge": "order.acknowledged",
    "vendor-ask-back": "order.vendor_asked", "progress": "order.progressed",
    "done": "order.setup_done", "failed": "order.setup_failed",
    "await-link": "order.link_awaited",
}  # fmt: skip

USE = ("body", "places", "profile", "specialist_system", "active")
"""What catalog keeps of an order: who uses what, with which system, as long as it counts."""


@dataclass(kw_only=True)
class Order(Aggregate):
    """``places`` are the bodies this order covers: the ordering one and, for a joint
    administration in the delegated sphere, its members. While ``active``, no other order
    of the profile may cover one of them. ``mandate`` is the delegation it was placed by.
    """

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
    state: State = State.PREPARED
    active: bool = True
    specialist_system: str | None = None
    setup_by: str | None = None
    wanted_on: date | None = None
    remark: str | None = None
    costs_acknowledged: bool = False
    due_on: date | None = None
    claimed_by: str | None = None
    claimed_until: datetime | None = None
    released_by: str | None = None
    mandate: str | None = None
    ticket: str | None = None
    contract: str | None = None
    link: str | None = None
    tasks: list[Task] = field(default_factory=list)
    history: list[Entry] = field(default_factory=list)

    def move(self, action: str, by: Actor, now: datetime, reason: str | None = None) -> None:
        """Make a move of the table, write it into the history and say it."""
        used, before = self.use(), self.state
        self.state = MOVES.next(before, action)
        self.active = self.state not in FINAL
        self.note(action, by, now, reason)
        if self.state is not before or self.due_on is None:
            self._set_due(now)
        if event := EVENT_OF.get(action):
            self.tell(event, action, by, reason)
        self.tell_use(used)

    def begin(self, submitted: bool, by: Actor, now: datetime) -> None:
        """Hand the new order in, or keep it prepared for someone who may."""
        if submitted:
            self.move("submit", by, now)
        else:
            self.note("prepare", by, now)
            self._set_due(now)
        self.tell_use({})

    def expect(self, version: int) -> None:
        """Refuse a change by someone who has seen another version."""
        if self.version != version:
            raise Conflict("changed-meanwhile", "Jemand hat das inzwischen geändert. / Stale.")

    def claim(self, by: Actor, now: datetime) -> None:
        """Take the review; until it lapses nobody else decides."""
        MOVES.next(self.state, "release")
        self._check_claim(by, now)
        self.claimed_by, self.claimed_until = by.id, now + CLAIM_LASTS
        self.note("claim", by, now)

    def review(self, verdict: str, by: Actor, now: datetime, reason: str | None = None) -> None:
        """Decide: release, reject or ask back."""
        self._check_claim(by, now)
        if verdict == "release":
            self.released_by = by.id
        self.move(verdict, by, now, reason)
        self.claimed_by = self.claimed_until = None

    def _check_claim(self, by: Actor, now: datetime) -> None:
        claimed = self.claimed_until is not None and now < self.claimed_until
        if claimed and self.claimed_by != by.id:
            raise Conflict("order-claimed", "Jemand prüft diese Bestellung schon. / Claimed.")

    def contract_moved(
        self, action: str, contract: dict[str, Any], by: Actor, now: datetime
    ) -> None:
        """Follow the contract; a word that came late or twice changes nothing."""
        self.contract = contract["id"]
        if not MOVES.allows(self.state, action):
            return
        self.move(action, by, now)
        if self.state is State.CONTRACT_CONCLUDED:
            new = self.usage == "new"
            self.move("request-setup" if new else "await-link", by, now)

    def contract_refused(self, reason: str, by: Actor, now: datetime) -> None:
        """Go back to the reviewers, because the chain turned out broken."""
        if MOVES.allows(self.state, "refuse"):
            self.move("refuse", by, now, reason)

    def done(self, by: Actor, now: datetime, note: str | None = None) -> None:
        """Note that the setup is finished; the body stores the link next."""
        self.move("done", by, now, note)
        for task in self.tasks:
            if task.who == "vendor" and not task.done:
                task.tick(True, by.id, now)

    def report_link(self, url: str, by: Actor, now: datetime) -> None:
        """Take the link, checked, and go live."""
        MOVES.next(self.state, "link")
        self.link = checked_link(url, [self.body, *self.places])
        was_live = self.state is State.LIVE
        self.move("link", by, now)
        self._tick_codes({"store-link", "tell-link", "check-link"}, by, now)
        self.tell("link.published", "link", by)
        if not was_live:
            self.tell("service.live", "link", by)

    def change_task(self, number: int, done: bool, side: str, by: Actor, now: datetime) -> None:
        """Tick a task; body and vendor tick their own, the operator any."""
        task = next((t for t in self.tasks if t.number == number), None)
        if task is None:
            raise NotFound("task-not-found", "Diese Aufgabe gibt es nicht. / No such task.")
        if side not in ("operator", task.who):
            raise Conflict(
                "task-not-yours", "Diese Aufgabe gehört einer anderen Seite. / Not yours."
            )
        task.tick(done, by.id, now)
        self.note(f"task-{number}", by, now)
        self.tell("order.changed", "task", by)

    def change_contacts(self, changes: dict[str, Contact], by: Actor, now: datetime) -> None:
        """Name other contacts; possible as long as the order counts."""
        if not self.active:
            raise Conflict("order-wrong-state", "Die Bestellung ist abgeschlossen. / Closed.")
        for name, contact in changes.items():
            setattr(self, name, contact)
        self.note("contacts", by, now)
        self.tell("order.changed", "contacts", by)

    def request_support(self, text: str, by: Actor, now: datetime) -> None:
        """Ask the operator for help, in whatever state."""
        self.note("request-support", by, now, text)
        self.tell("order.support_requested", "request-support", by, text)

    def tell(self, kind: str, action: str, by: Actor, reason: str | None = None) -> None:
        """Say what happened together with the whole order."""
        who = {"id": by.id, "name": by.name}
        self.say(kind, order=self.summary(), action=action, reason=reason, by=who)

    def use(self) -> dict[str, Any]:
        """Give who uses what by this order."""
        return {name: getattr(self, name) for name in USE}

    def tell_use(self, before: dict[str, Any]) -> None:
        """Say who uses what, where that is new or another than before."""
        if self.use() != before:
            self.say("use.changed", **self.use())

    def summary(self) -> dict[str, Any]:
        """Give the order without history and tasks."""
        facts = to_plain(self.to_doc())
        for hidden in ("history", "tasks", "active", "due_on", "claimed_until", "version"):
            del facts[hidden]
        id = facts.pop("_id")
        return {"id": id, **facts, "waiting_for": self._waiting_for()}

    def view(self) -> dict[str, Any]:
        """Give the order as its parties see it."""
        facts = {"tasks": to_plain(self.tasks), "history": to_plain(self.history)}
        contacts = {
            "functional": to_plain(self.functional_contact),
            "technical": to_plain(self.technical_contact),
        }
        return {**self.summary(), **facts, "contacts": contacts, "version": self.version}

    def _waiting_for(self) -> dict[str, Any] | None:
        wait = wait_in(self.state, self.setup_by is not None)
        if wait is None:
            return None
        return {
            "role": wait.role,
            "due_on": self.due_on.isoformat() if self.due_on else None,
            "reason": {"de": wait.de, "en": wait.en},
            "actions": actions_in(self.state),
        }

    def _set_due(self, now: datetime) -> None:
        wait = wait_in(self.state, self.setup_by is not None)
        if wait is None:
            self.due_on = None
            return
        days = wait.working_days
        if self.state is State.IN_SETUP and self.setup_by is not None:
            days = setup_days(self.tasks, otherwise=days)
        self.due_on = clock.due_on(now, days, self.body)

    def note(self, action: str, by: Actor, now: datetime, reason: str | None = None) -> None:
        """Write a line of the history, with the delegation it was done by."""
        self.changed_at = now
        call = context.current()
        self.history.append(
            Entry(now, by.id, by.name, action, self.state, reason,
                  call.on_behalf_of, call.mandate_id)
        )  # fmt: skip

    def _tick_codes(self, codes: set[str], by: Actor, now: datetime) -> None:
        for task in self.tasks:
            if task.code in codes and not task.done:
                task.tick(True, by.id, now)
