"""Sample orders, contracts, events and people as notify hears of them; valid by default."""

from typing import Any

from services.common import clock
from services.common.events import Event
from services.common.principal import Principal
from services.notify.domain.occasions import OCCASIONS
from services.notify.domain.preferences import Preferences
from services.notify.domain.recipients import addressed, may_sign

ORDER = "o1"


VENDOR, SUPPORT = "setup@it.example", "support@op.example"
BODY_PEOPLE = {"sabine@prien.example", "fach@prien.example", "technik@prien.example"}


def contact(name: str = "Eva Fach", email: str = "fach@prien.example") -> dict[str, str]:
    return {"name": name, "department": "Amt", "email": email, "phone": "08051 1"}


def order(**changed: Any) -> dict[str, Any]:
    return {
        "id": ORDER,
        "number": "DM-2026-000123",
        "body": "09187162",
        "body_name": "Prien a.Chiemsee",
        "profile": "ewa",
        "profile_title": {"de": "Wohnsitz ummelden", "en": "Change of residence"},
        "profile_version": 3,
        "usage": "new",
        "functional_contact": contact(),
        "technical_contact": contact("Tom Technik", "technik@prien.example"),
        "specialist_system": "OK.EWO",
        "setup_by": "demo-it-dienst",
        "wanted_on": "2026-12-01",
        "remark": "only for the operator",
        "costs_acknowledged": True,
        "state": "submitted",
        "waiting_for": {
            "role": "reviewer",
            "due_on": "2026-11-25",
            "reason": {"de": "Bestellung prüfen", "en": "Review the order"},
            "actions": ["ask-back", "reject", "release", "withdraw"],
        },
        "ticket": None,
        "contract": None,
        "link": None,
        "ordered_by": "clerk",
        "created_at": "2026-11-20T08:00:00+00:00",
        "changed_at": "2026-11-20T08:00:00+00:00",
        **changed,
    }


NOTICE = {"side": "body", "ends_on": "2027-02-28"}


def contract(**changed: Any) -> dict[str, Any]:
    signed_by = {"account": "mayor", "name": "Andreas", "title": "1. Bgm", "basis": "office"}
    return {
        "id": "k1", "number": "V-2026-000123", "order": ORDER, "state": "offered",
        "signed_by": signed_by, "replaces": None, "replaced_by": None, **changed,
    }  # fmt: skip


def registration(**changed: Any) -> dict[str, Any]:
    return {
        "id": "clerk.1", "body": "09187162", "body_name": "Prien a.Chiemsee",
        "state": "submitted", "given_name": "Sabine", "family_name": "Huber",
        "email": "sabine@prien.example", "email_confirmed": False, "role": "officer",
        "waiting_for": {"role": "reviewer", "due_on": "2026-11-25"}, **changed,
    }  # fmt: skip


def account(id: str, email: str, **changed: Any) -> dict[str, Any]:
    return {
        "_id": id, "id": id, "name": f"Name {id}", "email": email, "state": "active",
        "roles": [], "signing": [], **changed,
    }  # fmt: skip


def signing(body: str, valid_from: str = "2026-01-01", until: str | None = None) -> dict[str, Any]:
    return {"body": body, "valid_from": valid_from, "valid_until": until}


def mandate(**changed: Any) -> dict[str, Any]:
    return {
        "id": "m1", "grantor": "09187162", "grantor_name": "Prien a.Chiemsee",
        "grantee": "grantee", "grantee_kind": "account", "grantee_name": "Vera Vertretung",
        "scope": "order", "services": [], "valid_from": "2026-01-01", "valid_until": "2026-12-31",
        "document_hash": "a" * 64, "state": "granted", "reason": None, **changed,
    }  # fmt: skip


def person(id: str = "clerk", email: str = "sabine@prien.example") -> dict[str, Any]:
    facts = {"phone": "08051 2", "department": "Amt"}
    return {"account": id, "name": f"Name {id}", "email": email, **facts}


def notice(*profiles: str, **changed: Any) -> dict[str, Any]:
    return {
        "id": "n1", "kind": "outage", "title": {"de": "Wartung", "en": "Maintenance"},
        "text": {"de": "Wir stellen um.", "en": "We are moving."}, "profiles": list(profiles),
        "starts_at": "2026-11-25T17:00:00+00:00", "ends_at": "2026-11-25T19:00:00+00:00",
        "published_at": "2026-11-20T08:00:00+00:00", "version": 1, **changed,
    }  # fmt: skip


DECLARATION = {
    "body": "09187162", "body_name": "Prien a.Chiemsee", "profile": "ewa", "kind": "no_need",
    "review_on": "2026-12-01", "title": {"de": "Wohnsitzanmeldung", "en": "Residence registration"},
}  # fmt: skip


def bulk(**changed: Any) -> dict[str, Any]:
    names = ("accepted", "duplicate", "ineligible", "invalid", "failed", "cancelled", "open")
    counts = {**dict.fromkeys(names, 0), "accepted": 12, "ineligible": 2}
    return {
        "id": "b1", "state": "done", "by_program": False, "begun_by": "clerk",
        "begun_at": "2026-11-20T08:00:00+00:00", "counts": counts, **changed,
    }  # fmt: skip


def event(kind: str, data: dict[str, Any], *, sequence: int = 1, id: str = "") -> Event:
    noun = kind.partition(".")[0]
    sources = {
        "order": "orders", "link": "orders", "service": "orders", "contract": "contracts",
        "registration": "identity", "authority": "identity", "ticket": "notify",
        "account": "identity", "mandate": "identity", "contact": "identity", "body": "identity",
        "notice": "catalog", "profile": "catalog", "declaration": "orders",
        "bulk_order": "orders", "bulk_release": "orders", "portal": "orders",
        "chain": "contracts", "delivery": "notify",
        "body_contact": "orders", "newsletter": "notify", "webhook": "notify",
        "watch": "catalog", "opening": "catalog",
    }  # fmt: skip
    id = id or f"{ORDER}:{sequence}:0"
    raw = {
        "id": id, "time": f"2026-11-20T09:00:{sequence:02d}.000+00:00", "source": sources[noun],
        "type": kind, "subject": ORDER, "sequence": sequence, "data": data,
        "correlationid": "trace-1",
    }  # fmt: skip
    return Event(id, sources[noun], kind, ORDER, sequence, data, "trace-1", raw)


def order_event(kind: str = "order.submitted", *, sequence: int = 1, **changed: Any) -> Event:
    by = {"id": "clerk", "name": "Sabine Huber"}
    data = {"order": order(**changed), "action": kind, "reason": None, "by": by}
    return event(kind, data, sequence=sequence)


def body_person(subject: str = "clerk") -> Principal:
    grants = {"09187162": frozenset({"tickets:read", "tickets:write"})}
    return Principal(subject, "Sabine Huber", grants)


def vendor_person(vendor: str = "demo-it-dienst") -> Principal:
    held = frozenset({"tickets:read", "tickets:write"})
    return Principal("v1", "Daniel", {f"vendor:{vendor}": held})


def operator(*more: str) -> Principal:
    return Principal("op", "Nina", {"*": frozenset({"tickets:read", "tickets:write", *more})})


class People:
    """A directory in memory, with one person or vendor of each sort."""

    def __init__(self) -> None:
        self.accounts = [
            account("clerk", "Sabine@Prien.example"),
            account("mayor", "mayor@prien.example", signing=[signing("09187162")]),
            account("grantee", "vera@chiem.example"),
            account(
                "head", "head@prien.example", roles=[{"role": "body_admin", "scope": "09187162"}]
            ),
            account("reviewer", "review@op.example", roles=[{"role": "reviewer", "scope": "*"}]),
            account("admin", "admin@op.example", roles=[{"role": "admin", "scope": "*"}]),
            account("support", "support@op.example", roles=[{"role": "support", "scope": "*"}]),
        ]
        self.preferred: dict[str, Preferences] = {}
        self.vendors = [
            {"id": "demo-it-dienst", "name": "Demo IT-Dienst", "email": "setup@it.example"}
        ]

    def account(self, id: str) -> dict[str, Any] | None:
        return next((a for a in self.accounts if a["id"] == id), None)

    def name_of(self, id: str | None) -> str | None:
        return (self.account(id or "") or {}).get("name")

    def body(self, key: str) -> dict[str, Any] | None:
        return {"id": key, "name": "Prien a.Chiemsee"} if key == "09187162" else None

    def vendor(self, id: str) -> dict[str, Any] | None:
        return next((v for v in self.vendors if v["id"] == id), None)

    def with_role(self, roles: Any, scope: str) -> list[dict[str, Any]]:
        wanted = [{"role": role, "scope": scope} for role in roles]
        return [a for a in self.accounts if any(held in wanted for held in a["roles"])]

    def signatories(self, body: str) -> list[dict[str, Any]]:
        today = clock.local_date(clock.now())
        return [a for a in self.accounts if may_sign(a, [body], today)]

    def at_address(self, address: str) -> list[dict[str, Any]]:
        return [a for a in self.accounts if (a["email"] or "").lower() == address.lower()]

    def preferences(self, accounts: Any) -> dict[str, Preferences]:
        return {id: held for id, held in self.preferred.items() if id in accounts}


def told(event: Event, people: People | None = None) -> dict[str, str]:
    """Return the kind of mail by address."""
    found = addressed(OCCASIONS[event.type], event.data, people or People())
    return {recipient.key: kind for kind, recipient in found}
