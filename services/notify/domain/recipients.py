"""Finding the people of an audience, from the event and the copies of other services."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import chain

from services.common.errors import TooEarly
from services.notify.domain import statuses
from services.notify.domain.lines import TicketSide
from services.notify.domain.occasions import Audience, MailRule
from services.notify.domain.reached import (
    Addressees,
    Directory,
    Facts,
    Recipient,
    active_people,
    as_named,
    of_account,
    reachable,
    subscriber,
    watchers,
)
from services.notify.domain.statuses import Visibility

OPERATORS = ["reviewer", "admin"]
"""The roles of those who review and countersign."""

ROLES: dict[Audience, frozenset[str]] = {
    Audience.APPLICANT: frozenset({"applicant"}),
    Audience.BODY_PEOPLE: frozenset({"body", "officer"}),
    Audience.SIGNATORIES: frozenset({"signatory"}),
    Audience.REVIEWERS: frozenset({"reviewer", "countersigner"}),
    Audience.COUNTERSIGNERS: frozenset({"countersigner"}),
    Audience.EDITORS: frozenset({"editor"}),
    Audience.SUPPORT: frozenset({"support"}),
    Audience.NO_SIGNATORY: frozenset({"support"}),
    Audience.SETUP_PARTY: frozenset({"setup_party"}),
    Audience.NO_SETUP_PARTY: frozenset({"support"}),
}
"""For whom of those an order or a registration waits for each audience is told."""


def addressed(rules: Iterable[MailRule], facts: Facts, directory: Directory) -> Addressees:
    """Return the kind of mail for each recipient, each address once."""
    by_address: dict[str, tuple[str, Recipient]] = {}
    for rule in rules:
        for audience in rule.to:
            for recipient in _reached(audience, facts, directory):
                kind, known = by_address.get(recipient.key, (rule.kind, recipient))
                by_address[recipient.key] = (kind, known.joined(recipient))
    return list(by_address.values())


def _reached(audience: Audience, facts: Facts, directory: Directory) -> Iterator[Recipient]:
    """Yield those of an audience that have an address, each in the roles of the audience."""
    roles = ROLES.get(audience, frozenset())
    for recipient in _AUDIENCES[audience](facts, directory):
        if recipient.key:
            yield replace(recipient, roles=recipient.roles | roles)


def may_sign(account: Facts, places: Iterable[str], on: date) -> bool:
    """Tell whether the person holds a signing authority for one of the places on this day."""
    day = on.isoformat()
    return any(
        held["body"] in places
        and held["valid_from"] <= day
        and (held["valid_until"] is None or day <= held["valid_until"])
        for held in account.get("signing", [])
    )


def _applicant(facts: Facts, _directory: Directory) -> list[Recipient]:
    registration = facts["registration"]
    name = f"{registration['given_name']} {registration['family_name']}".strip()
    account, _, _ = registration["id"].rpartition(".")
    return [Recipient(registration["email"], name, account=account)]


def _person(facts: Facts, _directory: Directory) -> list[Recipient]:
    return active_people([facts["person"]])


def _concerned(facts: Facts, _directory: Directory) -> list[Recipient]:
    """Return the person whatever has become of the account."""
    return [replace(as_named(facts["person"]), account=facts["person"]["id"])]


def _sender(facts: Facts, _directory: Directory) -> list[Recipient]:
    return [as_named(facts["sender"])]


def _handing_over(facts: Facts, directory: Directory) -> list[Recipient]:
    return _named_account(facts["from"], directory)


def _taking_over(facts: Facts, directory: Directory) -> list[Recipient]:
    return _named_account(facts["to"], directory)


def _named_account(person: Facts, directory: Directory) -> list[Recipient]:
    """Return somebody an event names with the account, where the mail reaches one."""
    return [replace(to, account=person.get("account")) for to in reachable([person], directory)]


def _grantor(facts: Facts, directory: Directory) -> list[Recipient]:
    body = facts["mandate"]["grantor"]
    admins = directory.with_role(["body_admin"], body)
    return active_people([*admins, *directory.signatories(body)])


def _grantee(facts: Facts, directory: Directory) -> list[Recipient]:
    mandate = facts["mandate"]
    if mandate["grantee_kind"] == "account":
        return of_account(mandate["grantee"], directory)
    return active_people(directory.with_role(["body_admin", "officer"], mandate["grantee"]))


def _moved_people(facts: Facts, directory: Directory) -> list[Recipient]:
    """Return the body's people, who may hold their roles in the old key or in the new one yet."""
    roles = ["member", "officer", "body_admin"]
    return active_people(
        person for key in ("from", "to") for person in directory.with_role(roles, facts[key])
    )


def _body_people(facts: Facts, directory: Directory) -> list[Recipient]:
    """Return who ordered and both contacts, with the addresses the order names."""
    order = facts["order"]
    contacts = [order["functional_contact"], order["technical_contact"]]
    named = reachable(contacts, directory, order["body"])
    return [*of_account(order["ordered_by"], directory), *named]


def _live_people(facts: Facts, directory: Directory) -> list[Recipient]:
    """Return who is told of a live service; whoever ordered it may be long gone."""
    order = facts["order"]
    orderer = directory.account(order["ordered_by"])
    contacts = [order["functional_contact"], order["technical_contact"]]
    named = reachable(contacts, directory, order["body"])
    return [*active_people([orderer] if orderer else []), *named]


def _signatories(facts: Facts, directory: Directory) -> list[Recipient]:
    return active_people(directory.signatories(facts["order"]["body"]))


def _no_signatory(facts: Facts, directory: Directory) -> list[Recipient]:
    return [] if _signatories(facts, directory) else _support(facts, directory)


def _signed_by(facts: Facts, directory: Directory) -> list[Recipient]:
    signed_by = facts["contract"]["signed_by"]
    return of_account(signed_by["account"], directory) if signed_by else []


def _reviewers(_facts: Facts, directory: Directory) -> list[Recipient]:
    return _operators(OPERATORS, directory)


def _editors(_facts: Facts, directory: Directory) -> list[Recipient]:
    """Return who sees to the chains; the administration where there is nobody."""
    return active_people(directory.with_role(["editor"], "*")) or _operators(["admin"], directory)


def _authors(facts: Facts, directory: Directory) -> list[Recipient]:
    """Return who wrote what is given back; the other editors where nobody of them is left."""
    return watchers(facts, directory) or _editors(facts, directory)


def _countersigners(facts: Facts, directory: Directory) -> list[Recipient]:
    """Return who may countersign: whoever released the order may not, where there is another."""
    released_by = (facts.get("contract") or facts["order"]).get("released_by")
    people = directory.with_role(OPERATORS, "*")
    others = active_people(one for one in people if one["_id"] != released_by)
    return others or _operators(OPERATORS, directory)


def _support(_facts: Facts, directory: Directory) -> list[Recipient]:
    return active_people(directory.with_role(["support"], "*")) or _operators(["admin"], directory)


def _operators(roles: list[str], directory: Directory) -> list[Recipient]:
    """Return those who hold one of the roles; an operator without any is a copy not yet filled."""
    operators = active_people(directory.with_role(roles, "*"))
    if not operators:
        raise TooEarly(f"nobody is known as {' or '.join(roles)}")
    return operators


def _setup_party(facts: Facts, directory: Directory) -> list[Recipient]:
    id = facts["order"]["setup_by"]
    if not id:
        return []
    vendor = directory.vendor(id)
    if vendor is None:
        raise TooEarly(f"vendor {id} is not known yet")
    return [Recipient(vendor["email"], vendor["name"])] if vendor.get("email") else []


def _vendor_managers(facts: Facts, directory: Directory) -> list[Recipient]:
    """Return the people of a vendor; where it has none yet, the address the directory has."""
    id = str(facts["vendor"]["id"])
    people = active_people(directory.with_role(["vendor_manager"], f"vendor:{id}"))
    return people or _setup_party({"order": {"setup_by": id}}, directory)


def _no_setup_party(facts: Facts, directory: Directory) -> list[Recipient]:
    return [] if _setup_party(facts, directory) else _support(facts, directory)


def _officers(facts: Facts, directory: Directory) -> list[Recipient]:
    """Return who may order for the body, besides whoever prepared it and the contacts."""
    officers = directory.with_role(["officer", "body_admin"], facts["order"]["body"])
    return [*active_people(officers), *_live_people(facts, directory)]


def _admins(_facts: Facts, directory: Directory) -> list[Recipient]:
    return _operators(["admin"], directory)


def _told(facts: Facts, directory: Directory) -> list[Recipient]:
    """Return those of the role the clockwork names; support where none of them is reached."""
    role = str(facts["to"])
    try:
        people = _OF_ROLE.get(role, _admins)(facts, directory)
    except TooEarly:
        # Nobody holds the role, or the directory is not filled yet: then support is missing, too.
        people = []
    return [replace(one, roles=frozenset({role})) for one in people] or _support(facts, directory)


def _told_applicant(facts: Facts, directory: Directory) -> list[Recipient]:
    return _told(facts, directory) if facts["to"] == "applicant" else []


def _told_operator(facts: Facts, directory: Directory) -> list[Recipient]:
    return _told(facts, directory) if facts["to"] != "applicant" else []


def _other_side(facts: Facts, directory: Directory) -> list[Recipient]:
    """Return those a comment is for: never its author, nor anybody outside its visibility."""
    comment, order = facts["comment"], facts["order"]
    circle = Visibility(comment["visibility"])
    audiences: list[Audience] = []
    if circle is not Visibility.OPERATOR and comment["side"] != TicketSide.BODY:
        audiences.append(Audience.BODY_PEOPLE)
    with_vendor = circle is Visibility.VENDOR and statuses.concerns_vendor(order)
    if with_vendor and comment["side"] != TicketSide.VENDOR:
        audiences.append(Audience.SETUP_PARTY)
    if comment["side"] == TicketSide.BODY and not with_vendor:
        audiences.append(Audience.SUPPORT)
    author = directory.account(comment["author"]) or {}
    own = str(author.get("email") or "").strip().lower()
    reached = chain.from_iterable(_reached(one, facts, directory) for one in audiences)
    return [recipient for recipient in reached if recipient.key != own]


def _beginner(facts: Facts, directory: Directory) -> list[Recipient]:
    """Return the person who began it; a program of theirs asks for itself."""
    bulk = facts["bulk"]
    return [] if bulk["by_program"] else of_account(bulk["begun_by"], directory)


def _ordering(facts: Facts, directory: Directory) -> list[Recipient]:
    """Return who may order for the body; support where nobody may."""
    body = facts["declaration"]["body"]
    people = active_people(directory.with_role(["officer", "body_admin"], body))
    return people or _support(facts, directory)


def _helped(facts: Facts, directory: Directory) -> list[Recipient]:
    """Return those of the side that asked for help; the operator's own people know."""
    of_side = {"body": _body_people, "vendor": _setup_party}.get(facts["side"])
    return of_side(facts, directory) if of_side else []


_OF_ROLE: dict[str, Callable[[Facts, Directory], list[Recipient]]] = {
    "applicant": _applicant,
    "officer": _officers,
    "body": _live_people,
    "signatory": _signatories,
    "reviewer": _reviewers,
    "countersigner": _countersigners,
    "support": _support,
    "setup_party": _setup_party,
    "admin": _admins,
    "operations": _admins,
}
"""Who is reminded, or hears that something is late, by the role the clockwork names; of a
program's turn the administration."""

_AUDIENCES: dict[Audience, Callable[[Facts, Directory], list[Recipient]]] = {
    Audience.HELPED: _helped,
    Audience.SUBSCRIBER: subscriber,
    Audience.WATCHERS: watchers,
    Audience.EDITORS: _editors,
    Audience.AUTHORS: _authors,
    Audience.VENDOR_MANAGERS: _vendor_managers,
    Audience.APPLICANT: _applicant,
    Audience.PERSON: _person,
    Audience.BODY_PEOPLE: _body_people,
    Audience.SIGNATORIES: _signatories,
    Audience.NO_SIGNATORY: _no_signatory,
    Audience.SIGNED_BY: _signed_by,
    Audience.REVIEWERS: _reviewers,
    Audience.COUNTERSIGNERS: _countersigners,
    Audience.SUPPORT: _support,
    Audience.SETUP_PARTY: _setup_party,
    Audience.NO_SETUP_PARTY: _no_setup_party,
    Audience.OTHER_SIDE: _other_side,
    Audience.CONCERNED: _concerned,
    Audience.ERASED: lambda facts, _: [as_named(facts)],
    Audience.INVITED: lambda facts, _: [as_named(facts["invitation"])],
    Audience.SENDER: _sender,
    Audience.GRANTOR: _grantor,
    Audience.GRANTEE: _grantee,
    Audience.HANDING_OVER: _handing_over,
    Audience.TAKING_OVER: _taking_over,
    Audience.MOVED_PEOPLE: _moved_people,
    Audience.LIVE_PEOPLE: _live_people,
    Audience.TOLD: _told,
    Audience.TOLD_APPLICANT: _told_applicant,
    Audience.TOLD_OPERATOR: _told_operator,
    Audience.BEGINNER: _beginner,
    Audience.ORDERING: _ordering,
}
