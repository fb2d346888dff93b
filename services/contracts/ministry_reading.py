"""What a ministry has to do with: the services it leads or is a party of, and what ends there."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Self

from services.common import clock
from services.common.held import HeldValues
from services.common.principal import Principal
from services.common.storage.aggregates import to_plain
from services.contracts.chain_reading import is_inside
from services.contracts.domain import chain_views as views
from services.contracts.domain.chain_ends import ChainEnd, ends_of
from services.contracts.domain.chains import Chain
from services.contracts.repositories.affected import AffectedContracts, Counts
from services.contracts.repositories.chains import MOST_OF_PARTY, Chains
from services.contracts.repositories.contracts import Contracts
from services.contracts.repositories.ministry_profiles import MOST, MinistryProfiles
from services.contracts.words.ministries import code_of, ministry_of
from services.contracts.words.ministry_ends import FOLLOWING

Doc = dict[str, Any]

MOST_HELD = 12
"""Of so many ministries it is held: as many as Bavaria has, with some room."""
COUNTED_FOR_S = 60.0
MOST_COUNTED = 2_000
"""Of so many ends it is held whom they concern."""


@dataclass(frozen=True)
class Concerned:
    """What a ministry has to do with on a day: its services by title, and what ends there.

    ``rows`` say how each chain stands; ``ends`` come with the first end first, as the operator
    sees them; ``is_part`` says that it has more services than are looked at.
    """

    party: str
    rows: Sequence[Doc]
    ends: Sequence[ChainEnd]
    is_part: bool = False

    @cached_property
    def gaps(self) -> list[Doc]:
        """Return the services whose chain is not whole."""
        return [row for row in self.rows if row["chain"] and not row["chain"]["is_whole"]]

    @cached_property
    def next_break(self) -> ChainEnd | None:
        """Return the first end without a successor."""
        return next((end for end in self.ends if end.breaks_on), None)


class MinistryReading:
    """Puts catalogue, chains and contracts together for one ministry.

    What is worked out from all chains is held until a chain, a service or the day is another.
    """

    def __init__(self, led: MinistryProfiles, chains: Chains, contracts: Contracts) -> None:
        self._led, self._chains = led, chains
        self._affected = AffectedContracts(contracts)
        self._held: dict[str, tuple[Hashable, Concerned]] = {}
        self._counts = HeldValues[Hashable, Counts](COUNTED_FOR_S, MOST_COUNTED)

    @classmethod
    def of(cls, runtime: Any) -> Self:
        """Make the one of a running process."""
        parts = (MinistryProfiles.of, Chains.of, Contracts.of)
        return cls(*map(runtime.part, parts))

    def concerned(self, ministry: str) -> Concerned:
        """Return what a ministry has to do with, named by its code or as agreements name it."""
        party, today = ministry_of(ministry), clock.local_date(clock.now())
        as_of = (today, self._chains.revision(), self._led.revision())
        held = self._held.get(party)
        if held and held[0] == as_of:
            return held[1]
        found = self._read(party, code_of(ministry), today)
        if len(self._held) >= MOST_HELD:
            self._held.clear()
        self._held[party] = as_of, found
        return found

    def _read(self, party: str, code: str, today: date) -> Concerned:
        found, own = self._led.led_by(code), self._chains.of_party(party)
        is_part = len(found) > MOST or len(own) > MOST_OF_PARTY
        chains, led = {chain.id: chain for chain in own[:MOST_OF_PARTY]}, set(sorted(found)[:MOST])
        chains |= self._chains.holding(led - chains.keys())
        titles = self._titles(led | chains.keys())
        rows = [_row(id, titles[id], id in led, chains.get(id), party, today) for id in titles]
        rows.sort(key=lambda row: (row["profile_title"]["de"].casefold(), row["profile"]))
        return Concerned(party, rows, ends_of(chains.values(), today), is_part)

    def shown(self, ends: Sequence[ChainEnd], party: str, caller: Principal) -> list[Doc]:
        """Return ends as the caller is told, with whom each concerned less than a minute ago."""
        ends = ends if is_inside(caller) else [end.as_agreed() for end in ends]
        titles = self._titles({end.profile for end in ends})
        counts = self._counted(ends)
        return [
            {
                "profile": end.profile,
                "profile_title": titles[end.profile],
                "agreement": views.agreement_view(end.agreement),
                "ends_on": end.ends_on.isoformat(),
                "following": end.following.value,
                "following_label": FOLLOWING[end.following],
                "breaks_on": to_plain(end.breaks_on),
                "renew_by": to_plain(end.renew_by),
                "is_party": party in (end.agreement.from_party, end.agreement.to_party),
                "counts": to_plain(count),
            }
            for end, count in zip(ends, counts, strict=True)
        ]

    def _counted(self, ends: Sequence[ChainEnd]) -> list[Counts]:
        """Return whom each end concerns; those not counted of late in one read of contracts."""
        keys = [_key(end) for end in ends]
        found = {key: self._counts.find(key) for key in keys}
        missing = {key: end for key, end in zip(keys, ends, strict=True) if found[key] is None}
        counted = self._affected.until_end(list(missing.values()))
        for key, counts in zip(missing, counted, strict=True):
            found[key] = self._counts.hold(key, counts)
        return [found[key] or Counts() for key in keys]

    def _titles(self, profiles: set[str]) -> dict[str, Doc]:
        return {id: {"de": id, "en": id} for id in profiles} | self._led.titles(profiles)


def _key(end: ChainEnd) -> Hashable:
    return end.profile, end.agreement.level, end.agreement.number, end.ends_on


def _row(id: str, title: Doc, leads: bool, chain: Chain | None, party: str, today: date) -> Doc:
    agreements = chain.agreements if chain else []
    is_party = any(party in (one.from_party, one.to_party) for one in agreements)
    standing = _standing(chain, today) if chain else None
    facts = {"profile": id, "profile_title": title, "leads": leads, "is_party": is_party}
    return {**facts, "chain": standing}


def _standing(chain: Chain, today: date) -> Doc:
    missing = chain.missing_on(today)
    return {
        "is_whole": not missing,
        "missing": missing,
        "ends_on": None if missing else to_plain(chain.ends_on(today)),
        "breaks_on": to_plain(chain.breaks_on(today)),
    }
