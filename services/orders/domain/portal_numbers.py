"""The portal's own numbers of a body, as links have taught them that a person confirmed."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from services.common.bounds import AtMost
from services.common.errors import Conflict
from services.common.storage.aggregates import Aggregate, to_plain
from services.orders.domain.links import AGS, portal_numbers

MOST = 50


@dataclass
class LearnedNumber:
    """One number with its field, and whose word it is: who confirmed which link when.

    Where support said so without an order, ``reason`` says why.
    """

    number: str
    order: str | None
    confirmed_by: str
    confirmed_at: datetime
    reason: str | None = None


@dataclass
class ForgottenNumber:
    """One number that does not count any more, by whose word and why."""

    number: str
    forgotten_by: str
    forgotten_at: datetime
    reason: str


@dataclass(frozen=True)
class Correction:
    """What support says of the numbers: which stay, and a link whose numbers are the body's."""

    keep: Collection[str]
    url: str | None
    reason: str


@dataclass(kw_only=True)
class PortalNumbers(Aggregate):
    """What is known of one body; its key is the id."""

    bounds = {"numbers": AtMost(MOST), "forgotten": AtMost(MOST)}

    numbers: list[LearnedNumber] = field(default_factory=list)
    forgotten: list[ForgottenNumber] = field(default_factory=list)

    def learn(self, url: str, *, order: str, by: str, now: datetime) -> None:
        """Take over what a confirmed link names; the newest word counts, the oldest goes."""
        taught = taught_by(url, self.id)
        kept = [one for one in self.numbers if one.number not in taught]
        self.numbers = [*kept, *(LearnedNumber(one, order, by, now) for one in taught)][-MOST:]

    def correct(self, said: Correction, version: int, *, by: str, now: datetime) -> None:
        """Forget what was learnt by mistake, and know the body by the numbers of a link, too."""
        if self.version != version:
            raise Conflict("changed-meanwhile")
        gone = [one.number for one in self.numbers if one.number not in said.keep]
        lines = [ForgottenNumber(one, by, now, said.reason) for one in gone]
        self.forgotten = [*self.forgotten, *lines][-MOST:]
        taught = [one for one in self._taught(said.url) if one not in said.keep]
        fresh = [LearnedNumber(one, None, by, now, said.reason) for one in taught]
        kept = [one for one in self.numbers if one.number in said.keep]
        self.numbers = [*kept, *fresh][-MOST:]

    def public(self) -> dict[str, Any]:
        """Return what is known, for those who may correct it; who said so stands in the trail."""
        return {
            "body": self.id,
            "version": self.version,
            "numbers": [_shown(one, "confirmed_by") for one in self.numbers],
            "forgotten": [_shown(one, "forgotten_by") for one in self.forgotten],
        }

    def _taught(self, url: str | None) -> list[str]:
        return taught_by(url, self.id) if url else []

    def take_over(self, others: list[LearnedNumber]) -> None:
        """Know what was known of a body whose successor this one is."""
        own = {one.number for one in self.numbers}
        self.numbers = [*(one for one in others if one.number not in own), *self.numbers][-MOST:]


def taught_by(url: str, body: str) -> list[str]:
    """Return what a link of a body teaches.

    Only a municipality is meant by ``gemeinde``: the link of a district or of a joint
    administration names the municipality in which somebody looked.
    """
    municipal = AGS.fullmatch(body)
    return [one for one in portal_numbers(url) if municipal or not one.startswith("gemeinde:")]


def _shown(line: LearnedNumber | ForgottenNumber, but: str) -> dict[str, Any]:
    return {name: to_plain(value) for name, value in vars(line).items() if name != but}
