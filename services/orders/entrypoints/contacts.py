"""What orders answers about the contacts of a body, with an account or without one."""

from typing import Any

from services.common import clock, context
from services.common.entrypoints import Part, rpc
from services.common.errors import NotFound, Wrong, invalid_fields
from services.common.principal import EVERYWHERE
from services.orders import schemas
from services.orders.domain.body_systems import CONTACTS, BodySystems
from services.orders.domain.history import Contact
from services.orders.domain.named_contacts import NamedContact, named_contacts
from services.orders.entrypoints.access import actor
from services.orders.repositories.bodies import SystemsOfBodies
from services.orders.repositories.directory import Directory
from services.orders.repositories.named_contacts import contacts_of
from services.orders.repositories.orders import Orders

Payload = dict[str, Any]
HANDING_OVER = ("contacts:hand-over", "orders:support")


class ContactCalls:
    """Who is named for a body, and one put in another's place in all its open orders."""

    orders = Part(Orders.of)
    in_use = Part(SystemsOfBodies.of)
    directory = Part(Directory.of)

    @rpc(needs=HANDING_OVER)
    def contacts(self, body: str) -> Payload:
        """Return everybody the body's open orders and usual contacts name, with how often."""
        _act_for(body)
        found = self._named(body)
        return {"items": [one.plain() for one in found], "next": None, "total": len(found)}

    @rpc(needs=HANDING_OVER, payload=schemas.ContactHandOver)
    def hand_over_contact(self, body: str, contact_id: str, payload: Payload) -> Payload:
        """Put another person in the place of a contact, in every open order of the body.

        The usual contacts change at once, the orders in the background, each by itself.
        """
        _act_for(body)
        giver = next((one for one in self._named(body) if one.id == contact_id), None)
        if giver is None:
            raise NotFound("contact-not-found")
        taker = Contact(**{name: payload[name] for name in TAKEN})
        if NamedContact(taker).id == giver.id:
            raise invalid_fields([("/name", Wrong("same-contact"))])
        told = {"body_name": self.directory.name_of(body), "reason": payload["reason"]}
        told |= {"orders": giver.orders, "by": vars(actor())}
        self.in_use.write(
            BodySystems(id=body),
            lambda held: held.hand_over(giver.person, taker, told, clock.now()),
        )
        return giver.plain()

    def _named(self, body: str) -> list[NamedContact]:
        usual = self.in_use.of_body(body)
        held = [getattr(usual, name) for name in CONTACTS]
        return named_contacts(contacts_of(self.orders, body), held)


TAKEN = ("name", "department", "email", "phone")


def _act_for(body: str) -> None:
    """Let the caller act for the body; support helps where nobody of it can."""
    if not context.principal().holds("orders:support", EVERYWHERE):
        context.act("contacts:hand-over", body)
