"""Phrases all mails share: the greeting, who is next until when, and the footer."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from services.common import clock
from services.notify.domain.plain import display_name, one_line

ROLES: dict[str, tuple[str, str]] = {
    "applicant": ("Sie selbst", "you"),
    "body": ("die bestellende Stelle", "the ordering body"),
    "officer": ("die bestellende Stelle", "the ordering body"),
    "signatory": ("eine zeichnungsbefugte Person der Stelle", "a signatory of the body"),
    "signatories": ("eine zeichnungsbefugte Person der Stelle", "a signatory of the body"),
    "reviewer": ("die Prüfung bei BayKommun", "the reviewers at BayKommun"),
    "countersigner": ("die Gegenzeichnung bei BayKommun", "the countersigner at BayKommun"),
    "support": ("der Support von DigitalMarkt", "the support of DigitalMarkt"),
    "document_worker": ("DigitalMarkt", "DigitalMarkt"),
    "setup_party": ("die einrichtende Stelle", "the setup party"),
    "vendor": ("die einrichtende Stelle", "the setup party"),
}
"""The owner of a waiting state in German and English; an unlisted one is named as it is."""

WORDS: dict[str, tuple[str, str]] = {
    "member": ("Mitglied", "member"),
    "officer": ("beauftragte Person für Digitalisierung", "digital officer"),
    "body_admin": ("Administration der Stelle", "admin of the body"),
    "reviewer": ("Prüfung", "reviewer"),
    "editor": ("Redaktion", "editor"),
    "support": ("Support", "support"),
    "auditor": ("Revision", "auditor"),
    "admin": ("Administration", "admin"),
    "vendor_manager": ("Verwaltung der Firma", "vendor manager"),
    "ministry_reader": ("Leserecht des Ressorts", "ministry reader"),
    "browse": ("einsehen", "browse"),
    "prepare": ("Bestellungen vorbereiten", "prepare orders"),
    "order": ("bestellen", "order"),
    "sign": ("Verträge zeichnen", "sign contracts"),
    "outage": ("Geplante Unterbrechung", "Planned outage"),
    "change": ("Änderung", "Change"),
    "end": ("Ende eines Dienstes", "End of a service"),
}
"""Roles, scopes of mandates and kinds of notices as people say them."""

AFTER_CONTRACT = {"offered": "signatory", "signed": "countersigner"}
"""A contract event carries the order as released, so its own state says who is next."""


def greeting(language: str, name: str) -> str:
    """Greet by name where there is one."""
    hello = "Guten Tag" if language == "de" else "Hello"
    shown = display_name(name)
    return f"{hello} {shown}," if shown else f"{hello},"


def footer(language: str) -> str:
    """Say where the mail comes from."""
    if language == "de":
        return "DigitalMarkt hat diese Nachricht automatisch verschickt."
    return "DigitalMarkt has sent this message automatically."


def next_step(language: str, facts: Mapping[str, Any]) -> str:
    """Say who is next and until when; nothing where nobody is waited for."""
    waiting = _waiting_for(facts)
    if not waiting:
        return ""
    german, english = ROLES.get(waiting["role"], (waiting["role"], waiting["role"]))
    due_on, what = waiting.get("due_on"), waiting.get("reason") or {}
    if language == "de":
        act = f" ({what['de']})" if what.get("de") else ""
        until = f", bis {german_date(due_on)}" if due_on else ""
        return f"Als Nächstes am Zug: {german}{act}{until}."
    act = f" ({what['en']})" if what.get("en") else ""
    until = f", until {english_date(due_on)}" if due_on else ""
    return f"Next: {english}{act}{until}."


def order_facts(
    language: str, order: Mapping[str, Any] | None, service: str
) -> list[tuple[str, str]]:
    """Give the facts every mail about an order shows."""
    if not order:
        return []
    labels = (
        ("Bestellung", "Online-Dienst", "Stelle", "Ticket")
        if language == "de"
        else ("Order", "Service", "Body", "Ticket")
    )
    values = (order["number"], service, order["body_name"], f"T-{order['number']}")
    return list(zip(labels, map(one_line, values), strict=True))


def word(code: str, language: str) -> str:
    """Give the word for a role or for the scope of a mandate."""
    german, english = WORDS.get(code, (code, code))
    return german if language == "de" else english


def german_date(day: str) -> str:
    """Write an ISO date as it is written in German."""
    return f"{date.fromisoformat(day):%d.%m.%Y}"


def english_date(day: str) -> str:
    """Write an ISO date so that day and month cannot be mixed up."""
    return f"{date.fromisoformat(day):%d %b %Y}".lstrip("0")


def german_time(moment: str) -> str:
    """Write a moment (RFC 3339) as clocks in Bavaria show it, in German."""
    return f"{datetime.fromisoformat(moment).astimezone(clock.LOCAL):%d.%m.%Y, %H:%M Uhr}"


def english_time(moment: str) -> str:
    """Write a moment (RFC 3339) as clocks in Bavaria show it."""
    local = datetime.fromisoformat(moment).astimezone(clock.LOCAL)
    return f"{local:%d %b %Y, %H:%M}".lstrip("0")


def _waiting_for(facts: Mapping[str, Any]) -> Mapping[str, Any] | None:
    if contract := facts.get("contract"):
        role = AFTER_CONTRACT.get(contract["state"])
        return {"role": role} if role else None
    about = facts.get("order") or facts.get("registration") or {}
    waiting: Mapping[str, Any] | None = about.get("waiting_for")
    return waiting
