"""Links of profiles: when one is looked at again, and when it counts as dead."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from services.common.bounds import AtMost
from services.common.links.findings import NEVER_CALLED, CheckResult, LinkFailure
from services.common.storage.aggregates import Aggregate, to_plain

RETRY_AFTER = (timedelta(hours=1), timedelta(hours=6), timedelta(hours=18))


class LinkState(StrEnum):
    """What is known of a link."""

    WAITING = "waiting"
    OK = "ok"
    FAILING = "failing"
    DEAD = "dead"
    REFUSED = "refused"


@dataclass(frozen=True)
class CheckPolicy:
    """How often a link is looked at, and what must come together for it to be dead."""

    every: timedelta = timedelta(hours=24)
    dead_after_failures: int = 3
    dead_after: timedelta = timedelta(hours=24)


@dataclass(kw_only=True)
class CheckedLink(Aggregate):
    """One address and the profiles that name it; ``failing_since`` is the first failure."""

    bounds = {"profiles": AtMost(5000)}

    url: str
    host: str
    profiles: list[str]
    due_at: datetime
    state: LinkState = LinkState.WAITING
    since: datetime | None = None
    checked_at: datetime | None = None
    answered_at: datetime | None = None
    failures: int = 0
    failing_since: datetime | None = None
    reason: LinkFailure | None = None
    status: int | None = field(default=None)

    @property
    def is_dead(self) -> bool:
        """Return whether readers are warned of it."""
        return self.state is LinkState.DEAD

    def note(self, verdict: CheckResult, now: datetime, policy: CheckPolicy) -> None:
        """Draw the consequences of one look; that it died or revived is said."""
        was_dead = self.is_dead
        self.checked_at, self.reason, self.status = now, verdict.reason, verdict.status
        self.due_at = now + policy.every
        if verdict.answered:
            self.answered_at = now
        if verdict.reason is None or verdict.reason in NEVER_CALLED:
            self.failures, self.failing_since = 0, None
            self._enter(LinkState.REFUSED if verdict.reason else LinkState.OK, now)
        else:
            self._fail(now, policy)
        if was_dead != self.is_dead:
            self.say("profile.link_changed", profiles=self.profiles, **self.shown())

    def _fail(self, now: datetime, policy: CheckPolicy) -> None:
        self.failures += 1
        self.failing_since = self.failing_since or now
        long_enough = now - self.failing_since >= policy.dead_after
        died = long_enough and self.failures >= policy.dead_after_failures
        if not self.is_dead:
            self._enter(LinkState.DEAD if died else LinkState.FAILING, now)
        if self.failures <= len(RETRY_AFTER):
            self.due_at = now + min(policy.every, RETRY_AFTER[self.failures - 1])

    def _enter(self, state: LinkState, now: datetime) -> None:
        if state is not self.state:
            self.state, self.since = state, now

    def put_off(self, now: datetime) -> None:
        """Look again soon, and draw no conclusion."""
        self.due_at = now + RETRY_AFTER[0]

    def name_in(self, profiles: list[str]) -> None:
        """Note which profiles name it now."""
        self.profiles = profiles

    def shown(self) -> dict[str, Any]:
        """Return what a reader of the profile is told.

        It changes only where news is said: pages are kept until something is said.
        """
        return {"url": self.url, "ok": not self.is_dead, "since": self._died_at}

    @property
    def _died_at(self) -> Any:
        return to_plain(self.since) if self.is_dead else None

    def queued(self) -> dict[str, Any]:
        """Return everything an editor needs to mend it."""
        facts = self.to_doc()
        return {"id": facts.pop("_id"), **to_plain(facts)}
