"""Lists of agreements: looked at row by row, then proposed service by service."""

from collections.abc import Mapping, Sequence
from typing import Any, Self

from services.common.messaging.read_copies import ReadCopy
from services.contracts.domain.agreement_rows import AgreementRow, RowOutcome, outcomes_of
from services.contracts.domain.proposals import Proposal
from services.contracts.repositories.chains import Chains
from services.contracts.repositories.copies import profiles_copy


class AgreementLists:
    """Takes in rows; the same call again proposes nothing more."""

    def __init__(self, chains: Chains, profiles: ReadCopy) -> None:
        self._chains, self._profiles = chains, profiles

    @classmethod
    def of(cls, runtime: Any) -> Self:
        """Make the one of a running process."""
        return cls(runtime.part(Chains.of), runtime.part(profiles_copy))

    def look(self, rows: Sequence[AgreementRow]) -> list[RowOutcome]:
        """Return what comes of each row; two reads by index, whatever their number."""
        profiles = {row.profile for row in rows}
        known = self._profiles.find_many(profiles)
        return outcomes_of(rows, self._chains.of_profiles(profiles), known)

    def propose(self, proposals: Mapping[str, list[Proposal]]) -> None:
        """Keep the proposals by service, each service in a write of its own."""
        for profile, of_it in proposals.items():
            self._chains.propose(profile, of_it)
