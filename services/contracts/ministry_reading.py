"""What a ministry has to do with: the services it leads or is a party of, and what ends there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from services.common import clock
from services.common.messaging.read_copies import ReadCopy
from services.common.principal import Principal
from services.common.storage.aggregates import to_plain
from services.contracts.chain_reading import is_inside
from services.contracts.domain import chain_views as views
from services.contracts.domain.chain_ends import ChainEnd, ends_of
from services.contracts.domain.chains import Chain
from services.contracts.repositories.affected import AffectedContracts
from services.contracts.repositories.chains import MOST_OF_PARTY, Chains
from services.contracts.repositories.contracts import Contracts
from services.contracts.repositories.copies import profiles_copy
from services.contracts.repositories.ministry_profiles import MOST, MinistryProfiles
from services.contracts.words.ministries import code_of, ministry_of
from services.contracts.words.ministry_ends import FOLLOWING

Doc = dict[str, Any]


@dataclass(frozen=True)
class Concerned:
    """The services of a ministry: those it leads, and the chains of all it has to do with.

    ``is_part`` says that it has more than are looked at.
    """

    party: str
    led: frozenset[str]
    chains: Mapping[str, Chain]
    is_part: bool = False

    @property
    def profiles(self) -> set[str]:
        """Return all its services."""
        return {*self.led, *self.chains}

    def is_party(self, profile: str) -> bool:
        """Tell whether the ministry itself is a party in the chain of a service."""
        chain = self.chains.get(profile)
        agreements = chain.agreements if chain else []
        return any(self.party in (one.from_party, one.to_party) for one in agreements)


class MinistryReading:
    """Puts catalogue, chains and contracts together for one ministry."""

    def __init__(
        self, profiles: ReadCopy, led: MinistryProfiles, chains: Chains, contracts: Contracts
    ) -> None:
        self._profiles, self._led, self._chains = profiles, led, chains
        self._affected = AffectedContracts(contracts)

    @classmethod
    def of(cls, runtime: Any) -> Self:
        """Make the one of a running process."""
        parts = (profiles_copy, MinistryProfiles.of, Chains.of, Contracts.of)
        return cls(*map(runtime.part, parts))

    def concerned(self, ministry: str) -> Concerned:
        """Return the services of a ministry, named by its code or as agreements name it."""
        party = ministry_of(ministry)
        led, own = self._led.led_by(code_of(ministry)), self._chains.of_party(party)
        is_part = len(led) > MOST or len(own) > MOST_OF_PARTY
        chains = {chain.id: chain for chain in own[:MOST_OF_PARTY]}
        led = set(sorted(led)[:MOST])
        chains |= self._chains.holding(led - chains.keys())
        return Concerned(party, frozenset(led), chains, is_part)

    def services(self, concerned: Concerned, today: date) -> list[Doc]:
        """Return each service with how its chain stands, by title."""
        titles = self._titles(concerned.profiles)
        rows = []
        for profile in concerned.profiles:
            chain = concerned.chains.get(profile)
            facts = {"profile": profile, "profile_title": titles[profile]}
            roles = {"leads": profile in concerned.led, "is_party": concerned.is_party(profile)}
            rows.append({**facts, **roles, "chain": _standing(chain, today) if chain else None})
        return sorted(rows, key=lambda row: (row["profile_title"]["de"].casefold(), row["profile"]))

    def ends(self, concerned: Concerned, caller: Principal) -> list[ChainEnd]:
        """Return what ends from today on, the first end first, as far as the caller may see."""
        found = ends_of(concerned.chains.values(), clock.local_date(clock.now()))
        return found if is_inside(caller) else [end.as_agreed() for end in found]

    def shown(self, ends: Sequence[ChainEnd], party: str) -> list[Doc]:
        """Return ends as they are told, with whom each concerns; one read of contracts for all."""
        titles = self._titles({end.profile for end in ends})
        counts = self._affected.until_end(ends)
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

    def _titles(self, profiles: set[str]) -> dict[str, Doc]:
        known = self._profiles.find_many(profiles)
        unknown = {id: {"de": id, "en": id} for id in profiles}
        return unknown | {id: doc["title"] for id, doc in known.items()}


def _standing(chain: Chain, today: date) -> Doc:
    shown = views.chain_item(chain, today)
    return {name: shown[name] for name in ("is_whole", "missing", "ends_on", "breaks_on")}
