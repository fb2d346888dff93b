"""People of a small municipality at the HTTP interface, for the journeys of identity."""

import uuid
from dataclasses import dataclass
from typing import Any

import requests

from deploy.local import mails
from deploy.local.__main__ import place_of
from deploy.local.client import ApiError, Person
from deploy.local.journey import Journey
from deploy.local.system import System

ASCHAU, ASCHAU_NAME = "09187114", "Aschau i.Chiemgau"
PROFILE = "elektronische-wohnsitzanmeldung"
REASON = {"reason": "Rückruf im Rathaus"}


@dataclass
class People:
    """Signs people in and brings them through registration."""

    system: System

    def signed_in(self, username: str) -> Person:
        """Return the person after a sign-in of their own."""
        return Person(self.system.gateway_url, username, patience_s=30).sign_in()

    def sign_in_page(self, username: str) -> requests.Response:
        """Return the page a person gets who is not let in."""
        try:
            Person(self.system.gateway_url, username).sign_in()
        except requests.HTTPError as refusal:
            return refusal.response
        raise AssertionError(f"{username} was let in")

    def draft(self, person: Person, **facts: Any) -> dict[str, Any]:
        """Begin a registration for Aschau, complete but for what is said otherwise."""
        told = {
            "body": ASCHAU, "office": "Rathaus", "department": "Bürgerbüro",
            "phone": "08052 9510", "email": f"{person.username}@aschau.example",
            "terms_version": "2026-01", **facts,
        }  # fmt: skip
        return dict(person.post("registrations", told))

    def submit(self, person: Person, draft: dict[str, Any]) -> dict[str, Any]:
        """Hand it in and follow the mailed link."""
        folder = place_of(self.system).mail_dir
        before = {mail["Message-ID"] for mail in mails.mails_in(folder)}
        submitted = person.post(f"registrations/{draft['id']}/submit")
        mail = mails.wait_for_mail(
            folder,
            lambda m: (
                m["Message-ID"] not in before
                and draft["email"] in m["To"]
                and "token=" in mails.text_of(m)
            ),
        )
        token = mails.confirmation_token(mail)
        person.post(f"registrations/{draft['id']}/confirm-email", {"token": token})
        return dict(submitted)

    def approve(self, registration: dict[str, Any], **word: Any) -> dict[str, Any]:
        """Let a reviewer approve it."""
        path = f"registrations/{registration['id']}/approve"
        return dict(self.signed_in("reviewer").post(path, word))

    def registered(self, username: str, **facts: Any) -> Person:
        """Return a person who is approved."""
        person = self.signed_in(username)
        draft = self.draft(person, **facts)
        self.submit(person, draft)
        self.approve(draft)
        return person

    def mail_to(self, address: str, holding: str) -> str:
        """Return the text of the newest mail to an address that holds these words."""
        return mails.text_of(self._journey().mail(address, holding))

    def _journey(self) -> Journey:
        return Journey(place_of(self.system))


def refused(person: Person, method: str, path: str, body: Any = None) -> tuple[int, str]:
    """Return status and code of a call that is expected to be refused."""
    headers = {"Idempotency-Key": uuid.uuid4().hex}
    answer = person.ask(method, path, json=body, headers=headers)
    assert answer.status_code >= 400, answer.text
    return answer.status_code, str(answer.json()["code"])


def put(person: Person, path: str, body: Any) -> dict[str, Any]:
    """Replace something by the API."""
    answer = person.ask("PUT", path, json=body)
    if answer.status_code >= 400:
        raise ApiError(answer)
    return dict(answer.json())


def order_for(body: str, **facts: Any) -> dict[str, Any]:
    """Return an order of the demonstration's profile for a body."""
    contact = {
        "name": "Max Gruber", "department": "Bürgerbüro", "email": "buero@aschau.example",
        "phone": "08052 9510",
    }  # fmt: skip
    return {
        "body": body, "profile": PROFILE, "usage": "new", "functional_contact": contact,
        "technical_contact": contact, **facts,
    }  # fmt: skip
