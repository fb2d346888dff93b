"""An event of every type notify hears, with everything its owner puts into it."""

from typing import Any

from services.common.events import Event
from tests.unit.notify.samples import (
    DECLARATION,
    NOTICE,
    account,
    bulk,
    contract,
    event,
    mandate,
    notice,
    order,
    order_event,
    person,
    registration,
)


def any_event(kind: str) -> Event:
    """Return an event of this type with everything its owner puts into it."""
    noun = kind.partition(".")[0]
    return event(kind, FACTS[noun](kind)) if noun in FACTS else _any_order_event(kind)


def _any_order_event(kind: str) -> Event:
    told = order_event(kind, state="setup_requested")
    told.data["reason"] = "Bitte ergänzen."
    if kind in BY_CLOCK:
        told.data["to"] = "reviewer"
        told.data["support"] = {"due_on": "2026-12-03"}
    if kind == "order.profile_changed":
        told.data["change"] = "paused"
    return told


def _registration_facts(kind: str) -> dict[str, Any]:
    facts = {"registration": registration(), "reason": "Bitte mehr."}
    token = {"token": "t0ken"} if kind.endswith("confirmation_wanted") else {}
    to = {"to": "reviewer"} if kind in BY_CLOCK else {}
    return {**facts, **token, **to}


def _newsletter_facts(_kind: str) -> dict[str, Any]:
    subscriber = {"email": "leser@prien.example", "name": "", "language": "en"}
    issue = {"subject": {"de": "Neu", "en": "New"}, "text": {"de": "Da.", "en": "Here."}}
    leave = "https://markt.example/newsletter/abmelden?token=t0ken"
    return {"subscriber": subscriber, "token": "t0ken", "issue": issue, "leave": leave}


def _chain_facts(_kind: str) -> dict[str, Any]:
    service = {"id": "ewa", "title": {"de": "Wohnsitzanmeldung", "en": "Registration"}}
    renewal = {
        "agreement": "ewa-l2", "level": 2, "number": "FITST/2024/0103",
        "ends_on": "2027-12-31", "due_on": "2027-07-02",
    }  # fmt: skip
    return {"service": service, "levels": [2], "renewal": renewal}


def _authority_facts(_kind: str) -> dict[str, Any]:
    authority = {
        "body": "09187162",
        "title": "1. Bürgermeister",
        "valid_from": "2026-11-01",
        "valid_until": "2026-12-20",
    }
    return {"authority": authority, "person": account("mayor", "mayor@prien.example")}


def _contract_facts(kind: str) -> dict[str, Any]:
    state = kind.partition(".")[2]
    told = contract(state=state, notice=NOTICE if state == "notice_given" else None)
    more = {
        "ending": {"ends_on": "2027-02-28"}, "reminded": {"to": "signatory"},
        "escalated": {"to": "support"},
    }  # fmt: skip
    return {"contract": told, "order": order(), "reason": "Lücke"} | more.get(state, {})


def _ticket_facts(kind: str) -> dict[str, Any]:
    if kind == "ticket.reply_refused":
        sender = {"email": "eve@x.example", "name": "Eve"}
        reason = {"de": "Sie war leer.", "en": "It was empty."}
        return {"sender": sender, "reason_code": "empty", "reason": reason}
    comment = {
        "id": "c1", "text": "<b>Hallo</b>", "author": "clerk", "author_name": "Sabine",
        "side": "body", "visibility": "vendor",
    }  # fmt: skip
    return {"comment": comment, "order": order(), "number": "T-DM-2026-000123"}


def _account_facts(kind: str) -> dict[str, Any]:
    if kind == "account.invited":
        invitation = {
            "id": "i1", "kind": "body", "scope": "09187162", "scope_name": "Prien a.Chiemsee",
            "role": "officer", "name": "Neue Person", "email": "neu@prien.example",
            "expires_on": "2026-12-20",
        }  # fmt: skip
        return {"invitation": invitation, "token": "t0ken"}
    if kind == "account.erased":
        return {"account": "clerk", "name": "Sabine Huber", "email": "sabine@prien.example"}
    facts = {"person": account("clerk", "sabine@prien.example"), "reason": "Bitte.", "by": "nina"}
    facts["person"]["state"] = kind.partition(".")[2] if kind in CLOSING else "active"
    if kind == "account.roles_changed":
        facts |= {"body": "09187162", "body_name": "Prien a.Chiemsee", "roles": ["officer"]}
    return facts


BY_CLOCK = (
    "order.support_reminded", "order.support_escalated",
    "order.reminded", "order.escalated", "registration.reminded", "registration.escalated",
)  # fmt: skip
CLOSING = ("account.suspended", "account.closed")
FACTS: dict[str, Any] = {
    "registration": _registration_facts,
    "notice": lambda kind: notice(),
    "profile": lambda kind: {
        "service": {"id": "ewa", "title": order()["profile_title"]}, "accounts": ["clerk", "gone"],
        "reason": "Der <b>Link</b> fehlt.", "due_on": "2026-12-04",
    },
    "watch": lambda kind: {
        "service": {"id": "ewa", "title": order()["profile_title"], "topic": "melden"},
        "change": "orderable", "accounts": ["clerk", "gone"],
    },
    "newsletter": _newsletter_facts,
    "declaration": lambda kind: {"declaration": DECLARATION, "to": "officer"},
    "chain": _chain_facts,
    "webhook": lambda kind: {
        "webhook": {"id": "w1", "host": "it.example", "reason": "failing"},
        "vendor": {"id": "demo-it-dienst"},
    },
    "portal": lambda kind: {
        "portal": {"id": "www.bayernportal.de", "since": "2026-11-19T08:00:00+00:00"}
    },
    "delivery": lambda kind: {
        "vendor": {"id": "demo-it-dienst", "name": "<b>IT-Dienst</b>"}, "unread": 2,
        "filling": "full", "messages": 100_000, "most": 100_000, "is_denied": True,
        "reason": "Der <b>Vertrag</b> ist beendet.", "read_until": "2026-12-05",
    },
    "bulk_order": lambda kind: {"bulk": bulk()},
    "bulk_release": lambda kind: {"bulk": bulk()},
    "authority": _authority_facts,
    "contract": _contract_facts,
    "ticket": _ticket_facts,
    "account": _account_facts,
    "mandate": lambda kind: {"mandate": mandate(reason="Wechsel" if "revoked" in kind else None)},
    "contact": lambda kind: {
        "body": "09187162", "body_name": "Prien a.Chiemsee", "from": person(),
        "to": person("eva", "eva@prien.example"),
    },
    "body_contact": lambda kind: {
        "body": "09187162", "body_name": "Prien a.Chiemsee", "from": person(),
        "to": person("eva", "eva@prien.example"), "orders": 3, "reason": "Elternzeit",
        "by": {"id": "clerk", "name": "Sabine Huber"},
    },
    "body": lambda kind: {
        "from": "09187162", "to": "09162000", "to_name": "München", "reason": "merger",
        "edition": "2027-01-01",
    },
}  # fmt: skip
