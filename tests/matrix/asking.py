"""Asks the running gateway by the rows: one session for each actor, and things that exist."""

import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import requests

from deploy.bench import border
from deploy.local.client import Person
from deploy.local.journey import CONTACT, Journey
from gateway.api.route import OURS
from services.common.input_schemas import input_schemas
from tests.journeys import Journeys
from tests.matrix.table import GUEST, Row

STAFF = ("reviewer", "editor", "support", "auditor", "admin")
VENDORS = ("vendor-fachverfahren", "vendor-it-dienst")
MINISTRY = "ministry"
NEWCOMERS = ("umlaut", "double-name", "clerk-unnamed", "natural-person")
"""One of whom has no role: others may have come before."""
GIVEN: dict[str, Any] = {
    "MemberRoles": {"roles": ["officer"]},
    "RegistrationDraft": {"office": "Rathaus"},
    "Declared": {"kind": "no_need", "review_on": "2027-06-01"},
    "BasketFilled": {"profiles": []},
    "Acknowledgement": {"contact_on": "2027-06-01"},
    "TaskChange": {"done": True},
    "WebhookFacts": {
        "url": "https://receiver.vendor.example/anders",
        "types": ["de.digitalmarkt.order.changed.v1"],
    },
    "ParkedDiscarded": {"reason": "Wird nicht gebraucht."},
    "Replay": {"from": "2026-01-01T00:00:00Z", "to": "2026-01-02T00:00:00Z"},
}
"""Inputs that follow no pattern; all others are made from their schema."""
NAMING_ITSELF = {"GET figures": "within"}
"""Lists a body may read of itself only, and by which parameter it names itself."""
ROOM = 400
"""So many characters an input has for its texts."""


End = Callable[[], requests.Response]
"""Ends what was made."""


@dataclass
class Asking:
    """Sends the question of a row about ``own``'s things, as one of its people or as another."""

    own: Journey
    other: Journey
    things: dict[str, str]

    @cached_property
    def actors(self) -> dict[str, frozenset[str]]:
        """Return who asks about their own things, with the roles they have."""
        named = (self.own.clerk, self.own.signatory, VENDORS[0], *STAFF, MINISTRY)
        return {name: self.roles_of(name) for name in (*named, self.newcomer)}

    @cached_property
    def strangers(self) -> dict[str, frozenset[str]]:
        """Return who asks about what is another's."""
        named = (self.other.clerk, self.other.signatory, VENDORS[1], MINISTRY, self.newcomer)
        return {name: self.roles_of(name) for name in named}

    @cached_property
    def newcomer(self) -> str:
        """Return somebody who is signed in and nothing else."""
        return next(name for name in NEWCOMERS if not self.roles_of(name))

    def roles_of(self, name: str) -> frozenset[str]:
        """Return the roles somebody has."""
        me = self.own.person(name).get("me")
        signs = {"signatory"} if me["signs_for"] else set()
        return frozenset({role["role"] for role in me["roles"]} | signs)

    def ask(self, row: Row, who: str, *, whole: bool = True) -> requests.Response:
        """Ask; without ``whole`` with an input no call takes, so that nothing comes of it."""
        path, things = row.route.path, self.things
        if who in VENDORS:
            things = {**things, "body": f"vendor:{self.own.vendor}"}
        for name in row.route.parameters:
            path = path.replace(f"{{{name}}}", things.get(name, "1"))
        if row.name in NAMING_ITSELF:
            path += f"?{NAMING_ITSELF[row.name]}={self.own.body}"
        once = f"matrix-{who}-{zlib.crc32(row.name.encode())}-{whole}"
        headers = {"Idempotency-Key": once, "If-Match": '"999999"'}
        body = input_of(row) if whole or row.route.service == OURS else nothing_of(row)
        asking = self.own.person(who) if who != GUEST else Person(self.own.place.gateway)
        return asking.ask(row.route.method, path, headers=headers, json=body)


def input_of(row: Row) -> Any:
    """Return an input the call of a row reads without complaint."""
    name = (row.route.schema or "").rpartition(".")[2]
    if not row.route.payload or row.route.service == OURS or name in GIVEN:
        return GIVEN.get(name, {})
    stated = input_schemas(row.route.service)[row.route.call]
    (schema,) = (schema for _, schema in stated if schema.__name__ == name)
    return border.full(schema, ROOM, 3)


def nothing_of(row: Row) -> Any:
    """Return an input no call takes, where the route takes one."""
    return {"no_such_field": 1} if row.route.payload else {}


@contextmanager
def asking(journeys: Journeys) -> Iterator[Asking]:
    """Give what asks about an order in its setup, and all that belongs to its people."""
    own, things, ends = things_of(journeys)
    try:
        yield Asking(own, journeys.strangers_to(own.body), things)
    finally:
        for end in ends:
            assert end().status_code < 300


def things_of(journeys: Journeys) -> tuple[Journey, dict[str, str], tuple[End, ...]]:
    """Return an order in its setup, its people's ids by parameter, and what ends what was made."""
    own = journeys.next_in_setup()
    made, ends = zip(*(make(own) for make in MADE), strict=True)
    return own, {**_things(journeys, own), **dict(made)}, ends


def _things(journeys: Journeys, own: Journey) -> dict[str, str]:
    """Return what stands for the parameters of the routes, as the order has it."""
    accounts = journeys.stored("identity")["accounts"]
    order = own.person(own.clerk).get(f"orders/{own.order['id']}")
    signing = accounts.find_one({"authorities.body": own.body, "authorities.state": "approved"})
    (authority, *_) = (one for one in signing["authorities"] if one["body"] == own.body)
    account = order["ordered_by"]
    clerk = accounts.find_one({"_id": account})
    entry = own.person(own.clerk).get("inbox", limit=1)["items"][0]["id"]
    contact = own.person(own.clerk).get(f"bodies/{own.body}/contacts")["items"][0]["id"]
    return {
        "body": own.body, "key": own.body, "order_id": order["id"],
        "contract_id": order["contract"], "account_id": account,
        "registration_id": clerk["registrations"][-1]["id"], "authority_id": authority["id"],
        "profile": own.profile, "profile_id": own.profile, "vendor_id": own.vendor,
        "entry_id": entry, "contact_id": contact, "number": "1", "parked_id": "orders.none",
    }  # fmt: skip


Made = tuple[tuple[str, str], End]
"""A parameter with the id of what was made for it, and what ends it."""


def _watch(own: Journey) -> Made:
    clerk = own.person(own.clerk)
    made = clerk.post("watches", {"kind": "profile", "subject": "wohngeld"})
    return ("watch_id", made["id"]), lambda: clerk.ask("DELETE", f"watches/{made['id']}")


def _mandate(own: Journey) -> Made:
    signatory = own.person(own.signatory)
    made = signatory.post("mandates", {
        "grantor": own.body, "grantee": "09189155", "scope": "browse",
        "valid_from": "2026-01-01", "valid_until": "2027-12-31", "document_hash": "0" * 64,
    })  # fmt: skip
    path = f"mandates/{made['id']}/revoke"
    return ("mandate_id", made["id"]), lambda: signatory.ask("POST", path, json={"reason": "Ende"})


def _webhook(own: Journey) -> Made:
    vendor = own.person(VENDORS[0])
    url, types = "https://receiver.vendor.example/matrix", ["de.digitalmarkt.link.published.v1"]
    made = vendor.post("webhooks", {"url": url, "types": types})
    return ("webhook_id", made["id"]), lambda: vendor.ask("DELETE", f"webhooks/{made['id']}")


def _client(own: Journey) -> Made:
    vendor, place = own.person(VENDORS[0]), f"vendor:{own.vendor}"
    made = vendor.post("clients", {"name": "Matrix", "scope": place, "scopes": ["events:read"]})
    path = f"clients/{made['client_id']}/revoke"
    return ("client_id", made["client_id"]), lambda: vendor.ask("POST", path, json={})


def _bulk(own: Journey) -> Made:
    clerk = own.person(own.clerk)
    common = {**own.order_body(), "functional_contact": CONTACT, "technical_contact": CONTACT}
    items = [{"body": common.pop("body"), "profile": common.pop("profile")}]
    made = clerk.post("bulk-orders?dry_run=true", {"items": items, "common": common})
    return ("bulk_id", made["id"]), lambda: clerk.ask("GET", f"bulk-orders/{made['id']}")


MADE: tuple[Callable[[Journey], Made], ...] = (_watch, _mandate, _webhook, _client, _bulk)
