"""What the order form is filled in with: what the account, its registration and the body say."""

from collections.abc import Mapping
from typing import Any

from gateway.web.body.order_fields import USAGES

Doc = Mapping[str, Any]
Values = dict[str, str]
FACTS = ("name", "department", "email", "phone")


def usage_asked(given: Mapping[str, str]) -> str:
    """Return the usage a link to the form names, if there is such a one."""
    asked = given.get("usage", "")
    return asked if asked in dict(USAGES) else ""


def known_of(me: Doc, body: str) -> Values:
    """Return the contacts as far as the account's registration for this body knows them."""
    own = {f"functional_{name}": me.get(name) for name in FACTS}
    approved = [r for r in me["registrations"] if r["body"] == body and r["state"] == "approved"]
    officer = (approved[-1].get("digital_officer") if approved else None) or {}
    named = {f"technical_{name}": officer.get(name) for name in ("name", "email", "phone")}
    return {name: str(value) for name, value in {**own, **named}.items() if value}


def usual_contacts(in_use: Doc | None) -> Values:
    """Return the contacts the body has said for all its orders."""
    values: Values = {}
    for side in ("functional", "technical"):
        contact = (in_use or {}).get(f"{side}_contact")
        values |= {f"{side}_{name}": str(contact[name]) for name in FACTS} if contact else {}
    return values


def usual(about: Doc) -> Values:
    """Return what the body has said for all its orders: contacts, and the system that fits.

    A system is chosen where exactly one that the body has in use is joined to the service.
    """
    in_use = about.get("in_use") or {}
    values = usual_contacts(in_use)
    fitting = _fitting(about, in_use.get("specialist_systems") or ())
    return values | ({"specialist_system": fitting[0]} if len(fitting) == 1 else {})


def _fitting(about: Doc, ids: Any) -> list[str]:
    """Return the names of those systems that the service has an interface to."""
    joined = {interface["system"] for interface in about["profile"]["interfaces"]}
    listed = about["systems"]["items"] if about["systems"] else ()
    return [s["name"] for s in listed if s["id"] in ids and not joined.isdisjoint(_names(s))]


def _names(system: Doc) -> tuple[str, str]:
    return str(system["id"]), str(system["name"])
