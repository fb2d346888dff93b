"""The main job, step by step, over nothing but the HTTP interface, the mails and the broker.

``Journey`` is what ``make demo`` plays and what the journey and fault tests replay.
"""

import json
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from kombu import Connection

from deploy.local import mails
from deploy.local.client import Person
from deploy.local.ports import wait_until

MUNICIPALITY = "09187162"
PROFILE = "elektronische-wohnsitzanmeldung"
VENDOR = "demo-fachverfahren"
WAIT_S = 75
"""Longer than the lease a killed mail sender leaves behind."""
CONTACT = {
    "name": "Sabine Huber",
    "department": "Bürgerbüro",
    "email": "buergerbuero@prien.example",
    "phone": "08051 606-0",
}


@dataclass(frozen=True)
class Place:
    """Where the system under way is: addresses and the folder of its mails."""

    gateway: str
    mail_dir: Path
    vendor_uri: str


@dataclass
class Journey:
    """One body's way to one live service; each public method is a step."""

    place: Place
    body: str = MUNICIPALITY
    profile: str = PROFILE
    vendor: str = VENDOR
    usage: str = "new"
    clerk: str = "clerk-gemeinde"
    signatory: str = "signatory-gemeinde"
    title: str = "Erster Bürgermeister"
    patience_s: float = 0.0
    people: dict[str, Person] = field(default_factory=dict)
    order: dict[str, Any] = field(default_factory=dict)

    def steps(self) -> list[tuple[str, Callable[[], str]]]:
        """Return the steps of the main job in order, each with what it says when done."""
        start = [
            ("clerk signs in through the identity provider", self.clerk_signs_in),
            ("clerk registers for the body and confirms the address", self.clerk_registers),
            ("reviewer approves the clerk", self.clerk_is_approved),
            ("signatory registers, authority is approved", self.signatory_comes),
            ("clerk finds the profile and may order it", self.clerk_finds),
            ("clerk orders", self.clerk_orders),
            ("reviewer releases the order", self.reviewer_releases),
            ("contract is made and offered", self.contract_is_offered),
            ("signatory signs after a fresh sign-in", self.signatory_signs),
            ("operator countersigns", self.operator_countersigns),
        ]
        setup = [
            ("setup party hears of it on the broker and by mail", self.vendor_hears),
            ("setup party acknowledges, reports progress, is done", self.vendor_sets_up),
        ]
        end = [
            ("ticket holds the conversation", self.ticket_talks),
            ("body tells the link", self.body_tells_link),
            ("service is live", self.service_is_live),
        ]
        return [*start, *(setup if self.usage == "new" else []), *end]

    def person(self, username: str) -> Person:
        """Return a person who is signed in."""
        if username not in self.people:
            person = Person(self.place.gateway, username, patience_s=self.patience_s)
            self.people[username] = person.sign_in()
        return self.people[username]

    def clerk_signs_in(self) -> str:
        """Sign in: the certificate is enough, no form yet."""
        me = self.person(self.clerk).get("me")
        return f"{me['name']}, account {me['state']}"

    def clerk_registers(self) -> str:
        """Register, submit, follow the mailed link."""
        return self.registers(self.clerk)

    def clerk_is_approved(self) -> str:
        """Let a reviewer approve from the queue."""
        return self.is_approved(self.clerk)

    def signatory_comes(self) -> str:
        """Register the signatory too, declare an authority, let a reviewer approve it."""
        self.registers(self.signatory)
        self.is_approved(self.signatory)
        path = f"bodies/{self.body}/signing-authorities"
        signatory = self.person(self.signatory)
        held = [a for a in signatory.get("me")["authorities"] if a["state"] == "approved"]
        if held:
            return "authority held already"
        asked = {"basis": "office", "title": self.title, "valid_from": "2026-01-01"}
        authority = signatory.post(path, asked)
        approved = self.person("reviewer").post(f"{path}/{authority['id']}/approve")
        return f"{approved['name']}, {approved['title']}: {approved['state']}"

    def registers(self, username: str) -> str:
        """Register a person unless that has been done before."""
        registrations = self.person(username).get("me")["registrations"]
        if registrations:
            return f"registered already: {registrations[-1]['state']}"
        draft = self.applies(username)
        mail = self.mail(draft["email"], "token=")
        token = mails.confirmation_token(mail)
        self.person(username).post(f"registrations/{draft['id']}/confirm-email", {"token": token})
        return f"{draft['body_name']}, {draft['email']} confirmed"

    def applies(self, username: str) -> dict[str, Any]:
        """Submit a registration; the address is still to be confirmed by a mailed link."""
        person = self.person(username)
        me = person.get("me")
        given_name, _, family_name = str(me["name"]).partition(" ")
        email = f"{username}@{self.body}.example"
        draft = person.post("registrations", {
            "body": self.body, "given_name": given_name, "family_name": family_name,
            "office": "Rathaus", "department": "Hauptamt", "phone": "08051 606-0",
            "email": email, "terms_version": "2026-01",
        })  # fmt: skip
        person.post(f"registrations/{draft['id']}/submit")
        return {**draft, "email": email}

    def is_approved(self, username: str) -> str:
        """Approve the person's registration unless it is."""
        registration = self.person(username).get("me")["registrations"][-1]
        if registration["state"] == "approved":
            return "approved already"
        reviewer = self.person("reviewer")
        queued = reviewer.get(f"registrations/{registration['id']}")
        unproven = queued["name_check"] != "matched"
        word = {"accept_name": True, "reason": "Rückruf im Rathaus"} if unproven else {}
        approved = reviewer.post(f"registrations/{queued['id']}/approve", word)
        return f"{approved['given_name']} {approved['family_name']}: {approved['state']}"

    def clerk_finds(self) -> str:
        """Search by a word, read the profile, ask whether this body may order it."""
        clerk = self.person(self.clerk)
        profile = clerk.get(f"profiles/{self.profile}")
        found = clerk.get("profiles", q=profile["title"]["de"].split()[0])
        if self.profile not in [item["id"] for item in found["items"]]:
            raise AssertionError(f"search does not find {self.profile}")
        answer = clerk.get(f"profiles/{self.profile}/orderable", body=self.body)
        if not answer["orderable"]:
            raise AssertionError(f"not orderable: {answer}")
        return f"{profile['title']['de']}: {answer['reason']}"

    def order_body(self) -> dict[str, Any]:
        """Return what is sent to order."""
        return {
            "body": self.body, "profile": self.profile, "usage": self.usage,
            "functional_contact": CONTACT, "technical_contact": CONTACT,
            "setup_by": self.vendor, "costs_acknowledged": True,
        }  # fmt: skip

    def clerk_orders(self) -> str:
        """Order, with a key that makes a repetition harmless."""
        clerk, key = self.person(self.clerk), uuid.uuid4().hex
        self.order = clerk.post("orders", self.order_body(), key)
        again = clerk.post("orders", self.order_body(), key)
        if again["id"] != self.order["id"]:
            raise AssertionError("the repeated call made a second order")
        return f"{self.order['number']}: {self.order['state']}"

    def reviewer_releases(self) -> str:
        """Claim and release."""
        reviewer = self.person("reviewer")
        reviewer.post(f"orders/{self.order['id']}/claim")
        released = reviewer.post(f"orders/{self.order['id']}/release")
        return f"{released['state']}"

    def contract_is_offered(self) -> str:
        """Wait for the document worker, read the PDF."""
        order = self.wait_for_state("contract_offered")
        clerk = self.person(self.clerk)
        pdf = clerk.read(f"contracts/{order['contract']}/document")
        if not pdf.startswith(b"%PDF"):
            raise AssertionError(f"no PDF: {pdf[:200]!r}")
        self.mail(f"{self.signatory}@{self.body}.example", self.order["number"])
        return f"{order['contract']}, PDF of {len(pdf)} bytes, mailed"

    def contract(self) -> dict[str, Any]:
        """Return the order's contract."""
        order = self.person(self.clerk).get(f"orders/{self.order['id']}")
        return dict(self.person(self.clerk).get(f"contracts/{order['contract']}"))

    def signatory_signs(self) -> str:
        """Sign exactly the document that is offered."""
        return self._signs(self.signatory, "signatures")

    def operator_countersigns(self) -> str:
        """Another person than the one who released."""
        return self._signs("reviewer2", "countersignatures")

    def _signs(self, username: str, path: str) -> str:
        contract = self.contract()
        shown = {"id": contract["id"], "document_hash": contract["document_hash"]}
        (result,) = self.person(username).sign(path, [shown])
        if not result["ok"]:
            raise AssertionError(f"not signed: {result}")
        return f"{contract['number']}: {result['state']}"

    def vendor_hears(self) -> str:
        """Read the vendor's own queue, and the mail."""
        event = next_event(self.place.vendor_uri, f"vendor.{self.vendor}", self.order["id"])
        self.mail(f"{self.vendor}@example.org", self.order["number"])
        return f"{event['type']}, commissioned: {event['data']['commissioned']}"

    def vendor_sets_up(self) -> str:
        """Acknowledge, progress, done."""
        self.wait_for_state("setup_requested")
        vendor, path = self.person("vendor-fachverfahren"), f"orders/{self.order['id']}"
        contact_on = datetime.now(UTC).date() + timedelta(days=7)
        vendor.post(f"{path}/acknowledge", {"contact_on": str(contact_on)})
        vendor.post(f"{path}/progress", {"note": "Testsystem eingerichtet"})
        return str(vendor.post(f"{path}/done", {"note": "Abgenommen"})["state"])

    def ticket_talks(self) -> str:
        """One conversation, seen by both sides."""
        self.wait_for_state("awaiting_link")
        clerk, path = self.person(self.clerk), f"orders/{self.order['id']}/comments"
        order = self._wait(lambda: self._order() if clerk.ask("GET", path).ok else None)
        clerk.post(path, {"text": "Der Link folgt heute."})
        thread = self.person("reviewer").get(path, limit=200)
        said = [c for c in thread["items"] if c.get("text") == "Der Link folgt heute."]
        if len(said) != 1:
            raise AssertionError(f"comment is there {len(said)} times")
        return f"{order['ticket']} with {thread['total']} entries"

    def body_tells_link(self) -> str:
        """Tell the link as stored in the BayernPortal."""
        url = f"https://www.bayernportal.de/dokumente/onlineservice/41225/O?{self._place()}"
        path = f"orders/{self.order['id']}"
        told = self.person(self.clerk).post(f"{path}/link", {"url": url})
        if told["proposed_link"]:
            # The address does not prove whose it is, so a person vouches for it.
            told = self.person("reviewer").post(f"{path}/confirm-link", {"url": url})
        return str(told["link"])

    def _place(self) -> str:
        """Return what the link says of the place.

        Of a district, one of its municipalities; of a joint administration, its postcode.
        """
        if len(self.body) == 8:
            return f"gemeinde={self.body}"
        if len(self.body) == 5:
            inside = {"district": self.body, "kind": "municipality", "limit": 1}
            return f"gemeinde={self.person(self.clerk).get('bodies', **inside)['items'][0]['key']}"
        return f"plz={self.person(self.clerk).get(f'bodies/{self.body}')['address']['postcode']}"

    def service_is_live(self) -> str:
        """Wait for the end of the main job."""
        order = self.wait_for_state("live")
        open_tasks = [t["code"] for t in order["tasks"] if t["who"] != "body" and not t["done"]]
        return f"{order['number']}: {order['state']}, open tasks of others: {len(open_tasks)}"

    def wait_for_state(self, state: str) -> dict[str, Any]:
        """Return the order as soon as it is in this state."""
        return self._wait(lambda: self._order() if self._order()["state"] == state else None)

    def mail(self, recipient: str, text: str) -> EmailMessage:
        """Wait for a mail to this address that holds the text."""
        return mails.wait_for_mail(
            self.place.mail_dir,
            lambda m: recipient in str(m["To"]) and text in str(m["Subject"]) + mails.text_of(m),
            WAIT_S,
        )

    def _order(self) -> dict[str, Any]:
        return dict(self.person(self.clerk).get(f"orders/{self.order['id']}"))

    def _wait(self, look: Callable[[], dict[str, Any] | None]) -> dict[str, Any]:
        found: list[dict[str, Any]] = []

        def there() -> bool:
            seen = look()
            found[:] = [seen] if seen else []
            return bool(found)

        wait_until(there, WAIT_S, f"the order stays {self._order()['state']}", 0.05)
        return found[0]


def next_event(uri: str, queue: str, order: str) -> dict[str, Any]:
    """Take events from a vendor's queue until one is about this order."""
    with Connection(uri) as connection, connection.SimpleQueue(_named(queue)) as messages:
        while True:
            message = messages.get(timeout=WAIT_S)
            message.ack()
            event = json.loads(message.body)
            if event["data"].get("order", {}).get("id") == order:
                return dict(event)


def _named(queue: str) -> Any:
    from kombu import Queue

    return Queue(queue, no_declare=True)
