"""The portal's own numbers of a body, as links have taught them that a person confirmed."""

from dataclasses import dataclass, field
from datetime import datetime

from services.common.bounds import AtMost
from services.common.storage.aggregates import Aggregate
from services.orders.domain.links import AGS, portal_numbers

MOST = 50


@dataclass
class LearnedNumber:
    """One number with its field, and whose word it is: who confirmed which link when."""

    number: str
    order: str
    confirmed_by: str
    confirmed_at: datetime


@dataclass(kw_only=True)
class PortalNumbers(Aggregate):
    """What is known of one body; its key is the id."""

    bounds = {"numbers": AtMost(MOST)}

    numbers: list[LearnedNumber] = field(default_factory=list)

    def learn(self, url: str, *, order: str, by: str, now: datetime) -> None:
        """Take over what a confirmed link names; the newest word counts, the oldest goes."""
        taught = taught_by(url, self.id)
        kept = [one for one in self.numbers if one.number not in taught]
        self.numbers = [*kept, *(LearnedNumber(one, order, by, now) for one in taught)][-MOST:]

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
