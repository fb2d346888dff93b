"""Renewals and amendments: a new contract beside the one that runs, which then makes way."""

from datetime import date
from typing import Any, Self

from services.common import clock
from services.common.errors import Conflict, NotFound
from services.contracts.domain import ends
from services.contracts.domain.chains import Chain
from services.contracts.domain.contracts import Contract
from services.contracts.domain.ends import Succession
from services.contracts.domain.states import RUNNING
from services.contracts.domain.successors import renewal_start, successor_of
from services.contracts.drafting import Drafter
from services.contracts.repositories.chains import Chains
from services.contracts.repositories.contracts import Contracts


class Successions:
    """Lets one contract follow another."""

    def __init__(self, contracts: Contracts, chains: Chains, drafter: Drafter) -> None:
        self._contracts, self._chains, self._drafter = contracts, chains, drafter

    @classmethod
    def of(cls, runtime: Any) -> Self:
        """Make the one of a running process."""
        return cls(*(runtime.part(make) for make in (Contracts.of, Chains.of, Drafter.of)))

    def begin(self, id: str, why: Succession, change: str, by: str) -> Contract:
        """Return the new contract, drafted from today's facts; Conflict where none is possible."""

        def begin(contract: Contract) -> None:
            ends.begin_succession(contract, why, change, by)
            if why is Succession.RENEWAL:
                self._start_of(contract)

        return self._drafted(self._contracts.change(id, begin), why, change, by)

    def go_on(self, told: dict[str, Any]) -> None:
        """Draft what was begun, as it was told, and broke off before it was there.

        A late word about a successor that was taken back draws up none that another wants. One
        that is not possible any more is given up, so that another can be wanted.
        """
        begun = told["contract"]
        former = self._contracts.get(begun["id"])
        wanted = former.state in RUNNING and former.replaced_by == begun["replaced_by"]
        if not wanted or self._contracts.find(former.replaced_by or "") is not None:
            return
        try:
            self._drafted(former, Succession(told["succession"]), told["change"], told["by"])
        except Conflict:
            self.give_up(former.id, begun["replaced_by"])

    def conclude(self, successor: str) -> None:
        """Let the former contract make way, if the concluded one holds already."""
        concluded = self._contracts.get(successor)
        today = clock.local_date(clock.now())
        if concluded.replaces and (concluded.starts_on or today) <= today:
            self._contracts.change(concluded.replaces, lambda c: ends.make_way(c, clock.now()))

    def give_up(self, former: str, successor: str) -> None:
        """Let the former contract go on alone."""
        self._contracts.change(former, lambda c: ends.give_up_succession(c, successor))

    def _drafted(self, former: Contract, why: Succession, change: str, by: str) -> Contract:
        known = self._contracts.find(former.replaced_by or "")
        if known is not None:
            return known
        successor = successor_of(former, why, change, by, clock.now())
        if why is Succession.RENEWAL:
            successor.starts_on = self._start_of(former)
        return self._drafter.draft_successor(successor)

    def _start_of(self, former: Contract) -> date | None:
        try:
            chain = self._chains.get(former.profile)
        except NotFound:
            chain = Chain(id=former.profile)
        return renewal_start(former, chain, clock.local_date(clock.now()))
