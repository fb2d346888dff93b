"""Addresses of the pages mails lead to, and of the API resource vendors are told of."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode

WITH_TOKEN = frozenset({"confirm", "invitation", "mail-address", "newsletter-confirm"})
"""Pages that know by the mailed token who came."""

PAGES = {
    "order": "/orders/{order}",
    "setup": "/setups/{order}",
    "contract": "/contracts/{contract}",
    "registration": "/registrations/{registration}",
    "registration-review": "/reviews/registrations/{registration}",
    "confirm": "/registrations/{registration}/confirm",
    "authority-review": "/reviews/authorities/{authority}",
    "authorities": "/bodies/{body}/signing-authorities",
    "invitation": "/invitations/{invitation}",
    "mandate": "/mandates/{mandate}",
    "bulk-order": "/bulk-orders/{bulk}",
    "bulk-release": "/bulk-releases/{bulk}",
    "declaration": "/bodies/{body}/declarations/{profile}",
    "chain": "/chains/{service}",
    "broker": "/vendor/broker",
    "mail-address": "/account/mail",
    "webhook": "/vendor/webhooks/{webhook}",
    "newsletter-confirm": "/newsletter/bestaetigen",
    "news": "/neues",
    "profile": "/leistungen/{service}",
    "profile-draft": "/editor/profiles/{service}",
    "start": "/",
}


def page_url(public_url: str, page: str, facts: Mapping[str, Any]) -> str:
    """Return the full address of a page about the thing an event tells of."""
    ids = {
        "order": _id(facts, "order"),
        "contract": _id(facts, "contract"),
        "registration": _id(facts, "registration"),
        "invitation": _id(facts, "invitation"),
        "mandate": _id(facts, "mandate"),
        "bulk": _id(facts, "bulk"),
        "service": _id(facts, "service"),
        "webhook": _id(facts, "webhook"),
        "authority": _id(facts, "authority"),
        "body": _fact(facts, "body"),
        "profile": _fact(facts, "profile"),
    }
    quoted = {name: quote(id, safe="") for name, id in ids.items()}
    address = public_url.rstrip("/") + PAGES[page].format_map(quoted)
    return f"{address}?{urlencode({'token': facts['token']})}" if page in WITH_TOKEN else address


def page_path(page: str, facts: Mapping[str, Any]) -> str:
    """Return the path of the page for somebody signed in: no token stands in it."""
    return page_url("", "registration" if page == "confirm" else page, facts)


FURNITURE = {
    "preferences": "/account/preferences",
    "help": "/hilfe",
    "imprint": "/impressum",
    "privacy": "/datenschutz",
}


def furniture(public_url: str, page: str) -> str:
    """Return the full address of a page every mail leads to."""
    return public_url.rstrip("/") + FURNITURE[page]


def papers(public_url: str, facts: Mapping[str, Any]) -> tuple[str, str]:
    """Return the full addresses of a contract's document and of the documents of its service."""
    contract, profile = _id(facts, "contract"), str(facts["order"]["profile"])
    root = public_url.rstrip("/")
    return (
        f"{root}/contracts/{quote(contract, safe='')}/document",
        f"{root}/leistungen/{quote(profile, safe='')}",
    )


def order_resource(public_url: str, order_id: str) -> str:
    """Return the address of the order in the API."""
    return f"{public_url.rstrip('/')}/api/v1/orders/{quote(order_id, safe='')}"


def setup_page(public_url: str, order_id: str) -> str:
    """Return the address of the page on which an order's setup party acts."""
    return page_url(public_url, "setup", {"order": {"id": order_id}})


def profile_resource(public_url: str, profile_id: str) -> str:
    """Return the address of the profile in the API."""
    return f"{public_url.rstrip('/')}/api/v1/profiles/{quote(profile_id, safe='')}"


def profile_page(public_url: str, profile_id: str) -> str:
    """Return the address of the profile's page."""
    return f"{public_url.rstrip('/')}/leistungen/{quote(profile_id, safe='')}"


def _id(facts: Mapping[str, Any], noun: str) -> str:
    return str((facts.get(noun) or {}).get("id", ""))


def _fact(facts: Mapping[str, Any], name: str) -> str:
    """Return a fact of the authority or declaration an event tells of."""
    about = facts.get("authority") or facts.get("declaration") or {}
    return str(about.get(name, ""))
