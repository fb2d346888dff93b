"""How many mails each address got of late: what is too many of them waits and goes as one.

What the process sent itself it remembers, so a mail alone costs no look into the database. The
hour is that of all replicas: from a small share of it on the others are asked about.
"""

import time
from collections import Counter, deque
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from services.common.digests import address_hash
from services.notify.domain.occasions import HELD_BACK, MADE_BY_CLOCK

Doc = dict[str, Any]
HOUR = timedelta(hours=1)
HOUR_S = HOUR.total_seconds()
SENDING = 5
"""So many processes may send at once; each lets go its share of an hour unasked."""
FORGET_EVERY_S = 60.0
MOST_KEPT = 20_000
"""So many addresses and causes are remembered; beyond that the memory begins anew."""


@dataclass(frozen=True)
class Held:
    """Under which name a mail waits for others, and for how long (seconds)."""

    together: str
    seconds: float

    @property
    def wait(self) -> timedelta:
        """Return how long."""
        return timedelta(seconds=self.seconds)


@dataclass
class Pace:
    """Decides which of the due mails go now.

    Of one cause (what one act or one day brings of one kind) to one address the first goes, if
    it is alone; further ones wait ``together_s``. Beyond ``per_hour`` to one address all wait
    for half an hour.
    """

    per_hour: int
    together_s: float
    clock: Callable[[], float] = time.monotonic
    _went: dict[str, deque[float]] = field(default_factory=dict)
    _causes: dict[Hashable, tuple[str, float]] = field(default_factory=dict)
    _until: dict[str, float] = field(default_factory=dict)
    _forgot_at: float = float("-inf")

    def near(self, batch: Sequence[Doc]) -> dict[str, str]:
        """Return by their hash the addresses that may be near the limit of all processes."""
        coming = Counter(address_hash(doc["address"]) for doc in batch)
        share = self.per_hour // SENDING
        near = {to for to, count in coming.items() if self._sent_lately(to) + count > share}
        return {to: doc["address"] for doc in batch if (to := address_hash(doc["address"])) in near}

    def held(self, batch: Sequence[Doc], told: Mapping[str, int] = {}) -> dict[str, Held]:
        """Return for the ids of those that wait under which name; the others go now.

        ``told`` is how many mails the addresses that are ``near`` got of all processes.
        """
        self._forget()
        of_cause, going = Counter(map(_cause, batch)), Counter[str]()
        waiting = {}
        for doc in batch:
            to = address_hash(doc["address"])
            went = max(self._sent_lately(to), told.get(to, 0)) + going[to]
            held = self._holds(doc, to, of_cause[_cause(doc)], went)
            if held:
                waiting[doc["_id"]] = held
            else:
                going[to] += 1
        return waiting

    def note_sent(self, doc: Doc) -> None:
        """Count a mail the relay has taken."""
        self._went.setdefault(address_hash(doc["address"]), deque()).append(self.clock())

    def _holds(self, doc: Doc, to: str, of_cause: int, went: int) -> Held | None:
        """Decide about one mail; one that was let go before and came back goes again.

        Without an entry a mail cannot stand in one that lists several.
        """
        cause, now = _cause(doc), self.clock()
        last, at = self._causes.get(cause, ("", float("-inf")))
        if doc["kind"] not in HELD_BACK or last == doc["_id"] or doc.get("attempts"):
            return None
        if not doc.get("entry"):
            return None
        together = f"{doc['kind']} {_act(doc)} {to}"
        joins = now - at < self.together_s or self._until.get(together, now) > now
        if of_cause > 1 or joins:
            return self._wait(together, self.together_s)
        if went >= self.per_hour:
            return self._wait(f"hour {to}", HOUR_S / 2)
        self._causes[cause] = doc["_id"], now
        return None

    def _wait(self, together: str, seconds: float) -> Held:
        """Return how long one waits: as long as those that wait already under this name."""
        now = self.clock()
        until = self._until.get(together, 0.0)
        if until <= now:
            until = self._until[together] = now + seconds
        return Held(together, until - now)

    def _sent_lately(self, to: str) -> int:
        """Count the mails an address got within the hour, and let go what is older."""
        went, long_ago = self._went.get(to, deque()), self.clock() - HOUR_S
        while went and went[0] < long_ago:
            went.popleft()
        return len(went)

    def _forget(self) -> None:
        """Let go what is older than an hour; asked often, it looks once a minute."""
        if len(self._causes) + len(self._until) > MOST_KEPT:
            self._causes.clear()
            self._until.clear()
        if self.clock() - self._forgot_at < FORGET_EVERY_S:
            return
        self._forgot_at = self.clock()
        self._went = {to: went for to, went in self._went.items() if self._sent_lately(to)}


def _act(doc: Doc) -> str:
    """Name what brought the mail about; of what the clock brings all of a kind are one."""
    return "clock" if doc["kind"] in MADE_BY_CLOCK else str(doc.get("correlation_id") or doc["_id"])


def _cause(doc: Doc) -> Hashable:
    return doc["kind"], _act(doc), str(doc["address"]).lower()
