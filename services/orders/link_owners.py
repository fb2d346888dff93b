"""Whose a link is by what it names: postcodes of the register, and numbers of the portal."""

from collections.abc import Iterable
from typing import Any, Self

from services.common.messaging.read_copies import ReadCopy
from services.common.storage.indexes import Declared, Stored, index
from services.orders.domain.links import LinkKnowledge, Whose
from services.orders.domain.orders import Order
from services.orders.repositories.copies import bodies_copy
from services.orders.repositories.portal_numbers import PortalNumberStore

Doc = dict[str, Any]

MUNICIPAL = ("municipality", "independent_city")
JOINT = "joint_administration"
MOST = 200


class LinkOwners(Stored):
    """Looks up in the copy of the register and in what confirmed links have taught."""

    def __init__(self, bodies: ReadCopy, numbers: PortalNumberStore) -> None:
        self._bodies, self._numbers = bodies, numbers

    @classmethod
    def of(cls, runtime: Any) -> Self:
        """Make the one of a running process."""
        return cls(runtime.part(bodies_copy), runtime.part(PortalNumberStore.of))

    def indexes(self) -> Declared:
        """Return the index of the look-up."""
        return [(self._bodies.collection, (index("by_postcode", "address.postcode"),))]

    def for_order(self, order: Order) -> LinkKnowledge:
        """Return what is known, asked for the places of an order."""
        return self.for_places([order.body, *order.places])

    def for_places(self, places: list[str]) -> LinkKnowledge:
        """Return what is known, asked for these places."""
        return LinkKnowledge(
            by_postcode=lambda code: self._of_postcode(code, places),
            by_number=lambda number: self._of_number(number, places),
        )

    def named(self, number: str, but: str) -> list[Doc]:
        """Return key and name of the other bodies that are known by a number."""
        others = [key for key in self._numbers.bodies_of(number) if key != but]
        return [{"key": key, "name": self._known(key).get("name") or key} for key in others]

    def _of_postcode(self, code: str, places: list[str]) -> Whose:
        """Tell whose a postcode is; shared by several municipalities or unknown it stays open."""
        criteria = {"address.postcode": code, "ended_on": None}
        bodies = self._bodies.collection.find(criteria).limit(MOST)
        return _whose([b for b in bodies if b["kind"] in MUNICIPAL or b["_id"] in places], places)

    def _of_number(self, number: str, places: list[str]) -> Whose:
        """Tell whose a number of the portal is.

        A joint administration and its members may share one, so among them it proves nothing.
        """
        bodies = [self._known(key) for key in self._numbers.bodies_of(number)]
        whose = _whose(bodies, places)
        if whose is Whose.ANOTHER and not _households(bodies).isdisjoint(
            _households(self._known(key) for key in places)
        ):
            return Whose.OPEN
        return whose

    def _known(self, key: str) -> Doc:
        return self._bodies.find(key) or {"_id": key}


def _whose(bodies: list[Doc], places: list[str]) -> Whose:
    own = [body for body in bodies if _belongs(body, places)]
    if len(own) == len(bodies):
        return Whose.OWN if own else Whose.OPEN
    return Whose.OPEN if own else Whose.ANOTHER


def _belongs(body: Doc, places: list[str]) -> bool:
    """Tell whether a body is one of the places or lies in one.

    A municipality lies in the district whose key begins its own, and belongs to the joint
    administration that names it.
    """
    key, joint = str(body["_id"]), body.get("joint_administration")
    return joint in places or any(key.startswith(place) for place in places)


def _households(bodies: Iterable[Doc]) -> set[str]:
    """Return the joint administrations these bodies are or belong to."""
    return {
        str(body["_id"] if body.get("kind") == JOINT else joint)
        for body in bodies
        if (joint := body.get("joint_administration")) or body.get("kind") == JOINT
    }
