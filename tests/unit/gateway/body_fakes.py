"""What services answer about a body's orders, for tests of its pages."""

from typing import Any

from services.common.errors import Refusal, refusal_of
from services.orders.words import ROLES, STATES, TURNS, WORDS
from services.orders.words.acts import did_text
from tests.unit.gateway.gateway_fakes import CSRF, Gateway

BODY = "09187162"
OFFICER = {"orders:read", "orders:prepare", "orders:place", "orders:act", "tickets:read",
           "tickets:write", "contracts:read"}  # fmt: skip
PREPARES = OFFICER - {"orders:place", "orders:act"}
PROFILE: dict[str, Any] = {
    "id": "ewa", "profile_version": 4, "version": 1,
    "title": {"de": "Wohnsitzanmeldung", "en": "Residence registration"},
    "interfaces": [
        {"system": "Demo-Einwohner", "version": "7.1", "extra_cost": True, "stated_by": None},
        {"system": "Demo-Meldewesen", "version": "1", "extra_cost": False, "stated_by": None},
    ],
    "technical_operator": "dataport", "contract_partner": None,
    "words": {"financing": {"de": "Digitalumlage", "en": "digital levy"}},
    "documents": [],
}  # fmt: skip
ME: dict[str, Any] = {
    "id": "a1", "name": "Anna Amt", "department": "Bürgerbüro", "email": "anna@amt.example",
    "phone": "08051 1", "registrations": [],
}  # fmt: skip

SAID_NOTHING: dict[str, Any] = {
    "body": BODY, "version": 0, "specialist_systems": [], "it_provider": None,
    "functional_contact": None, "technical_contact": None, "changed_at": None,
}  # fmt: skip
"""What orders answers of a body that has not said what it works with."""


def listed(*items: Any, **more: Any) -> dict[str, Any]:
    """Return a list as services answer it."""
    return {"items": list(items), "next": None, "total": len(items), **more}


def gateway(may: set[str] | None = None, kept_forms: Any = None, **answers: Any) -> Gateway:
    """Return a gateway whose reader acts for a body, with what services answer."""
    whole = Gateway(**({"kept_forms": kept_forms} if kept_forms else {}))
    whole.answers(
        "identity.principal",
        {
            "subject": "a1", "name": "Anna Amt",
            "grants": {"self": ["me:read"], BODY: sorted(OFFICER if may is None else may)},
            "claims": {"roles": []},
        },
    )  # fmt: skip
    known = {
        "identity.find_bodies": listed({"key": BODY, "full_name": "Prien a.Chiemsee"}),
        "identity.me": ME,
        "catalog.get": PROFILE,
        "catalog.list_systems": listed({"id": "e", "name": "Demo-Einwohner"}),
        "catalog.list_vendors": listed({"id": "dataport", "name": "Dataport"}),
        "catalog.get_version": {"content": PROFILE},
        "notify.get_ticket": {"number": "T-1", "state_label": {"de": "beim Betreiber", "en": "x"}},
        "notify.list_comments": listed(),
        "orders.get_systems": SAID_NOTHING,
        "orders.due_reviews": {"items": [], "next": None},
        "orders.ordered_profiles": {"items": [{"profile": "ewa", "title": PROFILE["title"]}]},
        "orders.orderable": {"orderable": True, "reason_code": None, "reason": "Ja."},
    }
    for called, answer in {**known, **answers}.items():
        whole.answers(called.replace("__", "."), answer)
    return whole


def refused(refusal: Refusal) -> Refusal:
    """Return a refusal of orders as it comes by wire, said already."""
    said = refusal_of(refusal.to_wire(WORDS))
    assert said
    return said


def sent(**values: Any) -> dict[str, Any]:
    """Return what a form of ours sends."""
    return {"csrf_token": CSRF, "form_key": "k-1", "form_author": "", **values}


def turn(role: str, code: str, *actions: str, yours: bool = True) -> dict[str, Any]:
    """Return a ``waiting_for`` of an order."""
    return {
        "role": role, "due_on": "2099-12-02", "reason_code": code, "yours": yours,
        "actions": [*actions, "request-support"], "label": ROLES[role].de, "task": TURNS[code].de,
        "reason": "Jemand ist am Zug.",
    }  # fmt: skip


def line(action: str, name: str = "Ina Beispiel", **more: Any) -> dict[str, Any]:
    """Return a line of an order's history."""
    at, label = "2026-11-26T10:00:00+00:00", did_text(action).plain()
    return {"at": at, "label": label, "actor": "a2", "actor_name": name, "action": action,
            "state": "", "reason": None, "reason_code": None, **more}  # fmt: skip


SET_UP = ("setup_requested", "in_setup", "setup_failed", "awaiting_link")
CONTACT = {"name": "Ina Beispiel", "department": "IT", "email": "ina@amt.example", "phone": "1"}


def order(state: str = "submitted", waiting: Any = None, **more: Any) -> dict[str, Any]:
    """Return an order as orders shows it to its body."""
    return {
        "id": "o1", "number": "DM-2026-ABCD", "body": BODY, "body_name": "Prien a.Chiemsee",
        "places": [BODY], "profile": "ewa", "profile_version": 4, "version": 7,
        "profile_title": PROFILE["title"], "usage": "new", "state": state,
        "state_label": STATES[state].de, "specialist_system": None, "setup_by": None,
        "wanted_on": None, "remark": None, "created_at": "2026-11-25T10:00:00+00:00",
        "contract": None, "ticket": "T-1", "link": None, "proposed_link": None,
        "waiting_for": waiting, "actions": waiting["actions"] if waiting else ["request-support"],
        "contacts": {"functional": CONTACT, "technical": CONTACT}, "open_point": None,
        "tasks": [
            {"number": 1, "title": {"de": "Zuständigkeit prüfen", "en": "Check competence"},
             "who": "body", "duration_workdays": 2, "done": False, "code": "maintain-competence",
             "can_change": state in SET_UP, "due_on": None},
            {"number": 2, "title": {"de": "Dienst einrichten", "en": "Set up"},
             "who": "vendor", "duration_workdays": 5, "done": True, "code": "set-up-service",
             "can_change": state in SET_UP, "due_on": None},
        ],
        "own_task": None,
        "history": [line("submit")], "history_total": 1, **more,
    }  # fmt: skip
