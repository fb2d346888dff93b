"""Who may answer into a ticket by mail: those who were written to, with their rights of now."""

from collections.abc import Iterable
from dataclasses import dataclass

from services.common.digests import address_hash
from services.notify.domain import statuses
from services.notify.domain.lines import READS, TicketSide
from services.notify.domain.reached import Directory, Facts
from services.notify.domain.statuses import Visibility
from services.notify.domain.tickets import Ticket

OPERATING = frozenset({"reviewer", "support", "admin"})
BODY_ROLES = frozenset({"member", "officer", "body_admin"})
VENDOR_ROLES = frozenset({"vendor_manager"})


@dataclass(frozen=True)
class ReplyAuthor:
    """Who writes, as the thread shows it, and for which side."""

    id: str
    name: str
    side: TicketSide

    def circle(self, answered: Visibility | None) -> Visibility:
        """Return who reads the answer: those who read what is answered, or the own circle."""
        own = Visibility.VENDOR if self.side is TicketSide.VENDOR else Visibility.BODY
        return answered if answered in self.readable else own

    @property
    def readable(self) -> frozenset[Visibility]:
        """Return the circles this side reads; of the operator's people those who may answer all."""
        inner = {Visibility.OPERATOR} if self.side is TicketSide.OPERATOR else set()
        return READS[self.side] | inner


def author_at(address: str, ticket: Ticket, directory: Directory) -> ReplyAuthor | None:
    """Return who answers from this address, or None where nobody there may any more.

    An address may be an account's, that of a contact the order names, or the mailbox of the
    setup party while it takes part.
    """
    accounts = directory.at_address(address)
    active = [one for one in accounts if one["state"] == "active"]
    for side, scopes, roles in _standings(ticket, directory):
        for account in active:
            if _holds(account, scopes, roles):
                return ReplyAuthor(str(account["id"]), str(account["name"]), side)
    if accounts and not active:
        return None
    return _contact_at(address, ticket) or _setup_party_at(address, ticket, directory)


def _standings(
    ticket: Ticket, directory: Directory
) -> Iterable[tuple[TicketSide, frozenset[str], frozenset[str]]]:
    yield TicketSide.OPERATOR, frozenset({"*"}), OPERATING
    joint = (directory.body(ticket.body) or {}).get("joint_administration")
    yield TicketSide.BODY, frozenset(filter(None, (ticket.body, joint))), BODY_ROLES
    if statuses.concerns_vendor(ticket.order):
        yield TicketSide.VENDOR, frozenset({str(ticket.vendor_scope)}), VENDOR_ROLES


def _holds(account: Facts, scopes: frozenset[str], roles: frozenset[str]) -> bool:
    held = any(one["role"] in roles and one["scope"] in scopes for one in account["roles"])
    signs = roles is BODY_ROLES and any(
        one["body"] in scopes for one in account.get("signing") or ()
    )
    return held or signs


def _contact_at(address: str, ticket: Ticket) -> ReplyAuthor | None:
    contacts = (ticket.order["functional_contact"], ticket.order["technical_contact"])
    for contact in contacts:
        if _same(contact["email"], address):
            return ReplyAuthor(without_account(address), str(contact["name"]), TicketSide.BODY)
    return None


def _setup_party_at(address: str, ticket: Ticket, directory: Directory) -> ReplyAuthor | None:
    if not statuses.concerns_vendor(ticket.order):
        return None
    vendor = directory.vendor(str(ticket.order["setup_by"]))
    if vendor is None or not _same(vendor.get("email"), address):
        return None
    return ReplyAuthor(without_account(address), str(vendor["name"]), TicketSide.VENDOR)


def _same(known: str | None, address: str) -> bool:
    return (known or "").strip().lower() == address.strip().lower()


def without_account(address: str) -> str:
    """Return the id of who writes by mail and has no account; it tells nothing of the address."""
    return f"mail:{address_hash(address)[:24]}"
