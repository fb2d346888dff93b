"""A vendor's access to its queue on RabbitMQ: what is wanted, and what has been made of it.

A person says what is wanted; a program makes it so and notes how far it has come. Secrets are
not kept: RabbitMQ takes a salted hash in their place.
"""

import base64
import hashlib
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from services.common import clock
from services.common.bounds import AtMost
from services.common.errors import Conflict
from services.common.storage.aggregates import Aggregate, to_plain

Doc = dict[str, Any]

OVERLAP = timedelta(hours=24)
"""How long the user before still works after its secret was changed."""
DRAINING = timedelta(days=7)
"""How long a queue nothing comes into any more is kept to be read empty."""
RECHECKED = timedelta(hours=1)
"""How often a broker is held against what is wanted, though nobody has changed anything."""
DRAIN_LOOK = timedelta(minutes=1)
SETTLING = timedelta(minutes=2)
"""Until then something may still come into a queue: longer than a batch is published for."""
LONGEST_PAUSE_S = 300


class Standing(StrEnum):
    """How a vendor stands with its queue; it follows from what is wanted and what is made."""

    NONE = "none"
    SETTING_UP = "setting_up"
    READY = "ready"
    ENDING = "ending"
    ENDED = "ended"


class Filling(StrEnum):
    """How full a queue is; alarm is given at ``HIGH`` and at ``FULL``."""

    NORMAL = "normal"
    HIGH = "high"
    FULL = "full"


@dataclass
class BrokerUser:
    """A user of the broker; ``call`` names the request it was made for."""

    name: str
    call: str
    password_hash: str
    made_at: datetime
    ends_at: datetime | None = None
    ready: bool = False


@dataclass(frozen=True)
class Denial:
    """That the operator lets a vendor have no access: who said so, when and why; until lifted."""

    by: str
    at: datetime
    reason: str
    lifted_by: str | None = None
    lifted_at: datetime | None = None


@dataclass(frozen=True)
class Todo:
    """What the broker should have of a vendor: these users and no others, a queue or none."""

    vendor: str
    make: tuple[BrokerUser, ...]
    remove: tuple[str, ...]
    keep_queue: bool
    only_if_empty: bool


@dataclass(kw_only=True)
class BrokerAccess(Aggregate):
    """``id`` is the vendor's; ``due_at`` is when the broker is next held against this.

    While the queue is read empty ``wanted`` is false and ``drain_until`` the end of that.
    ``made`` counts the users there ever were, so that no name comes twice. ``denial`` is the
    last one; those before stand in the audit trail.
    """

    bounds = {"users": AtMost(20)}

    vendor_name: str
    asked_by: str | None = None
    asked_at: datetime | None = None
    wanted: bool = False
    drain_until: datetime | None = None
    denial: Denial | None = None
    users: list[BrokerUser] = field(default_factory=list)
    made: int = 0
    queue_made: bool = False
    filling: Filling = Filling.NORMAL
    due_at: datetime | None = None
    tries: int = 0
    failure: str | None = None

    @property
    def standing(self) -> Standing:
        """Tell how the vendor stands with its queue."""
        if self.wanted:
            usable = self.queue_made and any(user.ready for user in self.users)
            return Standing.READY if usable else Standing.SETTING_UP
        if self.users or self.queue_made:
            return Standing.ENDING
        return Standing.ENDED if self.made else Standing.NONE

    @property
    def is_denied(self) -> bool:
        """Tell whether the operator lets the vendor have no access now."""
        return self.denial is not None and self.denial.lifted_at is None

    def ask(self, user: BrokerUser, by: str) -> None:
        """Want a queue, with a first user."""
        if self.is_denied:
            raise Conflict("broker-access-denied")
        if self.wanted:
            raise Conflict("broker-access-exists")
        self.wanted, self.drain_until = True, None
        self.asked_by, self.asked_at = by, user.made_at
        self._end_users(user.made_at)
        self._add(user)

    def rotate(self, user: BrokerUser, *, at_once: bool) -> None:
        """Add a user with a new secret; the one before ends after the overlap, or at once.

        A third one ends at once: no more than two work side by side.
        """
        self._require_wanted()
        newest = max((one for one in self.users), key=lambda one: one.made_at, default=None)
        self._end_users(user.made_at, but=None if at_once else newest)
        if newest and not at_once:
            newest.ends_at = user.made_at + OVERLAP
        self._add(user)

    def renew(self, call: str, password_hash: str) -> None:
        """Give the user of a call that came twice the secret of its last answer.

        Raises Conflict where that user is gone since.
        """
        user = self.user_of(call)
        if user is None:
            raise Conflict("changed-meanwhile")
        user.password_hash, user.ready = password_hash, False
        self.due_at = user.made_at

    def end(self, now: datetime, *, at_once: bool) -> None:
        """Want it no more; what lies in the queue can be read until it is empty or a week over."""
        if not self.wanted and (not at_once or self.standing is not Standing.ENDING):
            raise Conflict("broker-access-missing")
        self.wanted, self.drain_until = False, now if at_once else now + DRAINING
        if at_once:
            self._end_users(now)
        self.due_at, self.tries = now, 0

    def deny(self, denial: Denial, *, at_once: bool) -> None:
        """End it in the vendor's place, and let none be asked for until ``allow``."""
        if self.wanted or (at_once and self.standing is Standing.ENDING):
            self.end(denial.at, at_once=at_once)
        elif self.is_denied:
            raise Conflict("broker-access-denied-already")
        self.denial = denial
        until = self.drain_until if self.standing is Standing.ENDING and not at_once else None
        self.say(
            "delivery.broker_denied", vendor=self._named(), reason=denial.reason,
            read_until=clock.local_date(until) if until else None,
        )  # fmt: skip

    def allow(self, by: str, now: datetime) -> None:
        """Let the vendor ask for access again; the secret is for the vendor alone."""
        if self.denial is None or not self.is_denied:
            raise Conflict("broker-access-not-denied")
        self.denial = replace(self.denial, lifted_by=by, lifted_at=now)
        self.say("delivery.broker_allowed", vendor=self._named())

    def user_of(self, call: str) -> BrokerUser | None:
        """Return the user made for a call."""
        return next((user for user in self.users if user.call == call), None)

    def todo(self, now: datetime) -> Todo:
        """Return what the broker should have by now."""
        over = not self.wanted and self.drain_until is not None and self.drain_until <= now
        ended = [u.name for u in self.users if over or (u.ends_at and u.ends_at <= now)]
        living = [user for user in self.users if user.name not in ended]
        settled = self.drain_until and now >= self.drain_until - DRAINING + SETTLING
        reads_empty = bool(not self.wanted and not over and settled)
        return Todo(self.id, tuple(living), tuple(ended), not over, reads_empty)

    def note_done(self, todo: Todo, now: datetime, *, queue: bool, left: int = 0) -> None:
        """Note what the broker has now; ``left`` events went with the queue, unread there."""
        hashes = {user.name: user.password_hash for user in todo.make}
        gone = {*todo.remove, *(() if queue else hashes)}
        self.users = [user for user in self.users if user.name not in gone]
        for user in self.users:
            user.ready = user.ready or hashes.get(user.name) == user.password_hash
        had_queue, self.queue_made = self.queue_made, queue
        if had_queue and not queue:
            self.filling = Filling.NORMAL
            told = {"unread": left, "is_denied": self.is_denied}
            self.say("delivery.broker_ended", vendor=self._named(), **told)
        self.tries, self.failure, self.due_at = 0, None, self._next_look(now)

    def note_failure(self, code: str, now: datetime) -> None:
        """Note that it could not be done; it is tried again after an ever longer pause."""
        self.tries, self.failure = self.tries + 1, code
        self.due_at = now + timedelta(seconds=min(2 ** min(self.tries, 20), LONGEST_PAUSE_S))

    def note_filling(self, filling: Filling, messages: int, most: int) -> None:
        """Note how full the queue is; people are told when it gets worse."""
        worse = list(Filling).index(filling) > list(Filling).index(self.filling)
        self.filling = filling
        if worse:
            self.say(
                "delivery.queue_filled", vendor=self._named(), filling=filling.value,
                messages=messages, most=most,
            )  # fmt: skip

    def shown(self) -> Doc:
        """Return what the vendor and the operator see, without any secret."""
        users = [
            {name: value for name, value in to_plain(user).items() if name in SHOWN}
            for user in self.users
        ]
        facts = to_plain({name: getattr(self, name) for name in ("asked_at", "drain_until")})
        trying = {"tries": self.tries, "next_try_at": to_plain(self.due_at), "code": self.failure}
        return {
            **facts, "vendor": self.id, "vendor_name": self.vendor_name,
            "state": self.standing.value, "users": users, "filling": self.filling.value,
            "is_denied": self.is_denied, "denial": self._shown_denial(),
            "trouble": trying if self.failure else None,
        }  # fmt: skip

    def _shown_denial(self) -> Doc | None:
        """Return since when and why, as the vendor may know it: not who of the operator."""
        if self.denial is None:
            return None
        return {
            name: to_plain(getattr(self.denial, name)) for name in ("at", "reason", "lifted_at")
        }

    def _next_look(self, now: datetime) -> datetime | None:
        if not self.wanted:
            ending = self.standing is Standing.ENDING
            return min(now + DRAIN_LOOK, self.drain_until or now) if ending else None
        if not (self.queue_made and all(user.ready for user in self.users)):
            return now
        return min([now + RECHECKED, *(user.ends_at for user in self.users if user.ends_at)])

    def _add(self, user: BrokerUser) -> None:
        self.users.append(user)
        self.made, self.due_at, self.tries = self.made + 1, user.made_at, 0

    def _end_users(self, now: datetime, but: BrokerUser | None = None) -> None:
        for user in self.users:
            if user is not but:
                user.ends_at = min(user.ends_at or now, now)

    def _require_wanted(self) -> None:
        if not self.wanted:
            raise Conflict("broker-access-missing")

    def _named(self) -> Doc:
        return {"id": self.id, "name": self.vendor_name}


SHOWN = frozenset({"name", "made_at", "ends_at", "ready"})
"""What is shown of a user."""


def filling_of(share: float, before: Filling) -> Filling:
    """Return how full a queue is; one just below the alarm stays where it was."""
    if share >= 1:
        return Filling.FULL
    if share >= ALARM_AT:
        return Filling.FULL if before is Filling.FULL and share >= STILL_FULL else Filling.HIGH
    return Filling.NORMAL if before is Filling.NORMAL or share < CALM_BELOW else Filling.HIGH


ALARM_AT, STILL_FULL, CALM_BELOW = 0.8, 0.95, 0.6


def password_hash(secret: str, salt: bytes) -> str:
    """Return what RabbitMQ keeps of a password (``rabbit_password_hashing_sha256``).

    The secrets are long and random, so a plain salted hash suffices.
    """
    return base64.b64encode(salt + hashlib.sha256(salt + secret.encode()).digest()).decode()
