"""The chain above a contract: provision, reuse and sub-reuse (levels 1 to 3) per profile."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from itertools import product
from typing import Any

from services.common import clock
from services.common.bounds import AtMost, Newest
from services.common.errors import Conflict, NotFound
from services.common.storage.aggregates import Aggregate
from services.contracts.domain.agreements import FAR_FUTURE, Agreement
from services.contracts.domain.proposals import Proposal, Verdict
from services.contracts.domain.renewals import Renewal, renewals_of

LEVELS = (1, 2, 3)
A_DAY = timedelta(days=1)
Title = Mapping[str, str]


@dataclass(kw_only=True)
class Chain(Aggregate):
    """All agreements of one profile, and what shall change in them; ``id`` is the profile's.

    ``decide_by`` and ``renew_by`` are the first due days of what is open, by which it is found.
    """

    bounds = {
        "agreements": AtMost(200), "proposals": AtMost(40), "decided": Newest(60),
        "renewals": AtMost(len(LEVELS)),
    }  # fmt: skip

    agreements: list[Agreement] = field(default_factory=list)
    proposals: list[Proposal] = field(default_factory=list)
    decided: list[Proposal] = field(default_factory=list)
    renewals: list[Renewal] = field(default_factory=list)
    decide_by: date | None = None
    renew_by: date | None = None

    def propose(self, proposal: Proposal) -> None:
        """Keep what shall be added or changed, for somebody else to look at."""
        new = proposal.agreement
        if any(open_one.agreement.id == new.id for open_one in self.proposals) or (
            proposal.replaces is None and self.awaits(new.level, new.number)
        ):
            raise Conflict("proposal-open")
        proposal.check_allowed()
        if proposal.replaces is None:
            self._check_new(new)
        self.proposals.append(proposal)
        self._note_due_days()

    def accept(self, id: str, by: str, now: datetime, title: Title | None = None) -> None:
        """Let a proposal be true, for somebody else than who made it; ``title`` is told of it."""
        proposal = self._decide(id, lambda p: p.decide(Verdict.ACCEPTED, by, now))
        new = proposal.agreement
        if proposal.replaces is None:
            self._check_new(new)
        others = [one for one in self.agreements if one.id != new.id]
        self._let([*others, new], now, title)

    def reject(self, id: str, by: str, reason: str, now: datetime) -> None:
        """Leave everything as it is, and say why."""
        self._decide(id, lambda p: p.decide(Verdict.REJECTED, by, now, reason))

    def take_back(self, id: str, by: str, now: datetime) -> None:
        """Take one's own proposal back."""
        self._decide(id, lambda p: p.decide(Verdict.WITHDRAWN, by, now))

    def decline_renewal(self, agreement: str, by: str, reason: str, now: datetime) -> None:
        """Note that an agreement gets no successor."""
        task = next((one for one in self.renewals if one.agreement == agreement), None)
        if task is None:
            raise NotFound("renewal-not-found")
        task.decline(by, reason, now)
        self._note_due_days()

    def forget(self, account: str) -> None:
        """Leave out how an erased account was called."""
        for proposal in self.proposals:
            if proposal.proposed_by == account:
                proposal.proposed_by_name = None

    def _decide(self, id: str, decide: Callable[[Proposal], None]) -> Proposal:
        """Decide about a proposal, which is open no more then."""
        proposal = self.proposal(id)
        decide(proposal)
        self.proposals.remove(proposal)
        self.decided.append(proposal)
        self._note_due_days()
        return proposal

    def proposal(self, id: str) -> Proposal:
        """Return an open proposal or raise Conflict where it is decided already."""
        if any(one.id == id for one in self.decided):
            raise Conflict("proposal-decided")
        for one in self.proposals:
            if one.id == id:
                return one
        raise NotFound("proposal-not-found")

    def known(self, id: str) -> Proposal:
        """Return a proposal, open or decided lately, or raise NotFound."""
        for one in (*self.proposals, *self.decided):
            if one.id == id:
                return one
        raise NotFound("proposal-not-found")

    def check_seen(self, version: int) -> None:
        """Raise Conflict where the chain has changed since it was read."""
        if version != self.version:
            raise Conflict("changed-meanwhile", "changed-since-read")

    def agreement(self, id: str) -> Agreement:
        """Return one of its agreements or raise NotFound."""
        for one in self.agreements:
            if one.id == id:
                return one
        raise NotFound("agreement-not-found")

    def _check_new(self, new: Agreement) -> None:
        """Raise Conflict where it is recorded already: by its id, or its number on its level."""
        if self.knows(new.level, new.number) or any(one.id == new.id for one in self.agreements):
            raise Conflict("agreement-exists")

    def knows(self, level: int, number: str) -> bool:
        """Tell whether an agreement of this number is recorded on the level."""
        return any((one.level, one.number) == (level, number) for one in self.agreements)

    def awaits(self, level: int, number: str) -> bool:
        """Tell whether an agreement of this number waits for a second person already."""
        waiting = (one.agreement for one in self.proposals)
        return any((one.level, one.number) == (level, number) for one in waiting)

    def _let(self, agreements: list[Agreement], now: datetime, title: Title | None) -> None:
        """Let these be the agreements, and say what follows from it."""
        today, about = clock.local_date(now), {"id": self.id, "title": title or self._unnamed}
        was_whole = self.is_whole_on(today)
        self.agreements = agreements
        self.say("chain.changed", **self.public())
        if was_whole and not self.is_whole_on(today):
            self.say("chain.broken", service=about, levels=self.missing_on(today))
        known = list(self.renewals)
        self.renew(now)
        for task in self.renewals:
            if task not in known:
                self.say("chain.ending", service=about, renewal=task)

    @property
    def _unnamed(self) -> Title:
        """Return what stands for the title of a service the catalogue does not know."""
        return {"de": self.id, "en": self.id}

    def renew(self, now: datetime) -> None:
        """Open what has to be renewed, and leave out what has a successor by now."""
        self.renewals = renewals_of(self.agreements, self.renewals, now)
        self._note_due_days()

    def _note_due_days(self) -> None:
        self.decide_by = min((one.due_on for one in self.proposals), default=None)
        self.renew_by = min((one.due_on for one in self.renewals if one.is_open), default=None)

    def on(self, day: date) -> list[Agreement]:
        """Return the agreement of each level in force on this day, the longest running first."""
        agreements = []
        for level in LEVELS:
            valid = [a for a in self.agreements if a.level == level and a.holds_on(day)]
            agreements += sorted(valid, key=lambda a: a.last_day, reverse=True)[:1]
        return agreements

    def is_whole_on(self, day: date) -> bool:
        """Tell whether no level is missing."""
        return len(self.on(day)) == len(LEVELS)

    def missing_on(self, day: date) -> list[int]:
        """Return the levels without an agreement in force on this day."""
        held = {agreement.level for agreement in self.on(day)}
        return [level for level in LEVELS if level not in held]

    def ends_on(self, day: date) -> date | None:
        """Return the last day a contract begun on ``day`` may run; None is open-ended."""
        ends = [a.valid_until for a in self.on(day) if a.valid_until]
        return min(ends) if ends else None

    def bears(self, until: date | None, day: date) -> bool:
        """Tell whether a contract begun on ``day`` may run so long; None is open-ended."""
        end = self.ends_on(day)
        return self.is_whole_on(day) and (end is None or (until is not None and until <= end))

    def breaks_on(self, day: date) -> date | None:
        """Return the first day from this one on which a level is missing; None is never."""
        while self.is_whole_on(day):
            end = self.ends_on(day)
            if end is None:
                return None
            day = end + A_DAY
        return day

    def ending(self, agreement: Agreement, ends_on: date) -> "Chain":
        """Return what the chain would be if one of its agreements ended on that day."""
        ended = replace(agreement, valid_until=min(ends_on, agreement.last_day))
        kept = [ended if one.id == agreement.id else one for one in self.agreements]
        return Chain(id=self.id, agreements=kept)

    def public(self) -> dict[str, Any]:
        """Return the periods in which no level is missing; ``until`` None is open-ended."""
        periods = [{"from": a.isoformat(), "until": _day(b)} for a, b in self._periods()]
        return {"profile": self.id, "periods": periods}

    def _periods(self) -> list[tuple[date, date]]:
        by_level = [[a for a in self.agreements if a.level == level] for level in LEVELS]
        periods = {
            (max(a.valid_from for a in links), min(a.last_day for a in links))
            for links in product(*by_level)
        }
        return sorted(period for period in periods if period[0] <= period[1])


def _day(day: date) -> str | None:
    return None if day == FAR_FUTURE else day.isoformat()
