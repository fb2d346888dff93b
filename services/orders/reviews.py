"""Reviews of declarations: which are due, and that their bodies hear of it once."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Self

from services.common.messaging.read_copies import ReadCopy
from services.common.reminding import Reminders
from services.orders.domain.declarations import Declaration
from services.orders.repositories.bodies import Declarations
from services.orders.repositories.copies import bodies_copy
from services.orders.repositories.orders import Orders
from services.orders.repositories.targeted_profiles import TargetedProfiles

Doc = dict[str, Any]


class Reviews:
    """A declaration is looked at again, unless an order goes before it by then."""

    def __init__(
        self,
        declarations: Declarations,
        orders: Orders,
        profiles: TargetedProfiles,
        bodies: ReadCopy,
    ) -> None:
        self.declarations, self._orders = declarations, orders
        self._profiles, self._bodies = profiles, bodies

    @classmethod
    def of(cls, runtime: Any) -> Self:
        """Make the one of a running process."""
        kept = (Declarations.of, Orders.of, TargetedProfiles.of, bodies_copy)
        return cls(*map(runtime.part, kept))

    def due(
        self, bodies: Iterable[str], today: date, cursor: str | None, limit: int
    ) -> tuple[list[Doc], str | None]:
        """Return a page of what these bodies have to look at again, the first due first."""
        found, onward = self.declarations.to_review(bodies, today, cursor, limit)
        titles = self._profiles.titles({declared.profile for declared in found})
        return [
            {
                **declared.public(),
                "title": titles[declared.profile],
                "body_name": self._name_of(declared.body),
            }
            for declared in found
            if declared.profile in titles and not self._is_answered(declared)
        ], onward

    def tell(self, id: str, now: datetime) -> None:
        """Tell the body that a day of review has come."""
        declared = self.declarations.get(id)
        title = self._profiles.titles([declared.profile]).get(declared.profile)
        if title is None or self._is_answered(declared):
            self.declarations.change(id, lambda one: one.let_pass(now))
            return
        name = self._name_of(declared.body)
        self.declarations.change(id, lambda one: one.remind(title, name, now))

    def _is_answered(self, declared: Declaration) -> bool:
        return self._orders.active(declared.profile, [declared.body]) is not None

    def _name_of(self, body: str) -> str:
        return str((self._bodies.find(body) or {}).get("name", body))


def review_reminders(runtime: Any) -> Reminders:
    """Return what tells the bodies of a running process."""
    reviews: Reviews = runtime.part(Reviews.of)
    lease = runtime.lease("reviews")
    return Reminders(runtime.service, lease, reviews.declarations.steps_due, reviews.tell)
