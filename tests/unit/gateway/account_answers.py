"""What identity answers about one's own account, for tests of pages."""

import json
from typing import Any

from services.common.errors import Invalid

WAITING = {
    "role": "applicant",
    "due_on": "2026-12-11",
    "label": "Registrierte Person",
    "reason": "Sie sind am Zug.",
    "actions": ["change", "submit"],
}
REVIEW = {
    "role": "reviewer",
    "due_on": "2026-12-02",
    "label": "Prüfung",
    "reason": "Am Zug ist die Prüfung durch BayKommun.",
    "actions": [],
}
PRIEN: dict[str, Any] = {
    "key": "09187162",
    "name": "Prien a.Chiemsee",
    "official_name": "Prien a.Chiemsee, M",
    "full_name": "Markt Prien a.Chiemsee",
    "label": "Prien a.Chiemsee",
    "kind": "municipality",
    "kind_label": "Gemeinde",
    "address": {"postcode": "83209", "town": "Prien a.Chiemsee"},
    "ended_on": None,
    "moved_to": None,
    "members": [],
    "district_name": "Rosenheim",
    "population": 10930,
}
FOUND = {"items": [PRIEN], "next": None, "total": 1}


def registration(state: str = "draft", **changes: Any) -> dict[str, Any]:
    """Return a registration as its person sees it."""
    facts: dict[str, Any] = {
        "id": "a1.1",
        "account": "a1",
        "version": 7,
        "state": state,
        "state_label": "noch ein Entwurf",
        "body": "09187162",
        "body_name": "Markt Prien a.Chiemsee",
        "role": "officer",
        "role_label": "Digitalisierungsbeauftragte Person",
        "given_name": "Sabine",
        "family_name": "Huber",
        "office": "Leitung Bürgerbüro",
        "department": "Bürgerbüro",
        "phone": "08051 606-0",
        "email": "sabine.huber@prien.example",
        "email_confirmed": False,
        "email_delivery": None,
        "functional_mailbox": False,
        "digital_officer": None,
        "newsletter": False,
        "replaces_certificate": False,
        "terms_version": "2026-01",
        "team": [],
        "name_check": "matched",
        "name_check_label": "Name belegt",
        "name_accepted": False,
        "reason": None,
        "due_on": "2026-12-11",
        "waiting_for": None if state in ("approved", "rejected") else WAITING,
    }
    return {**facts, **changes}


def me(**changes: Any) -> dict[str, Any]:
    """Return the signed-in account."""
    facts: dict[str, Any] = {
        "id": "a1",
        "name": "Sabine Huber",
        "email": "sabine.huber@prien.example",
        "phone": "08051 606-0",
        "department": "Bürgerbüro",
        "state": "active",
        "roles": [{"role": "officer", "scope": "09187162"}],
        "signs_for": [],
        "registrations": [],
        "authorities": [],
        "team": [],
        "terms": {"accepted": "2026-01", "current": "2026-01"},
        "assurance": "substanziell",
        "version": 7,
    }
    return {**facts, **changes}


def wrong(pointer: str, detail: str) -> Invalid:
    """Return the refusal of one field as it arrives from a service."""
    return Invalid("invalid", detail, json.dumps([{"pointer": pointer, "detail": detail}]))
