"""The inbox: what an account was told, to be read in its own language when it is opened.

An entry holds facts and no sentence: neither what somebody wrote nor anybody's name.
"""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from services.common.events import Event
from services.common.storage.aggregates import to_plain
from services.common.words import Text
from services.notify import links
from services.notify.domain.mails import event_key, event_key_of
from services.notify.domain.reached import Recipient
from services.notify.words.mails import KINDS

KEPT = timedelta(days=365)
MOST_UNREAD = 100
"""As far as unread ones are counted: a page says "more than 99"."""
MOST_COUNTED = 10_000
LONGEST_FACT = 200
OPENED = "service_orderable"
"""The kind of entry that no mail goes with: thousands are told; who wants mails watches."""

Doc = dict[str, Any]
Facts = Mapping[str, Any]


def entries_of(
    event: Event, kind: str, page: str, to: Recipient, facts: Facts, now: datetime
) -> list[Doc]:
    """Return the entry of every account reached; the same event gives the same ids."""
    told, path = facts_told(facts, to.roles), links.page_path(page, facts)
    entry = {"kind": kind, "at": now, "path": path, "facts": told, "unread": True}
    return [
        {"_id": entry_id(event, account), "account": account, **entry}
        for account in sorted(to.accounts)
    ]


def entry_id(event: Event, account: str) -> str:
    """Name the one entry an event makes for an account.

    Of one opening people hear as watchers and as people of bodies, and in pages: once is enough.
    """
    opening = event.data.get("opening")
    key = event_key_of(event.source, str(opening)) if opening else event_key(event)
    return hashlib.sha256(f"{key} {account}".encode()).hexdigest()[:32]


def facts_told(facts: Facts, roles: Iterable[str]) -> Doc:
    """Return what an entry keeps of an event: numbers, titles and whether it is one's turn."""
    order, contract = facts.get("order") or {}, facts.get("contract") or {}
    about = order or facts.get("registration") or facts.get("declaration") or facts
    waiting = (contract or about).get("waiting_for") or {}
    yours = waiting.get("role") in set(roles)
    told = {
        "order": order.get("number"),
        "contract": contract.get("number"),
        "body": about.get("body_name") or (facts.get("mandate") or {}).get("grantor_name"),
        "service": _both(order.get("profile_title") or _titled(facts)),
        "due_on": waiting.get("due_on") if yours else None,
    }
    kept = {name: _short(value) for name, value in told.items() if value}
    return {**kept, "yours": True} if yours else kept


def offered_by(order: Facts) -> Doc:
    """Return what an order tells of its contract that waits to be signed."""
    id, number = order["contract"], order.get("contract_number")
    return {"id": id, "number": number, "waiting_for": order.get("waiting_for")}


def view(doc: Facts) -> Doc:
    """Return an entry as its reader sees it."""
    return {
        "id": doc["_id"],
        "kind": doc["kind"],
        "kind_label": label(doc["kind"]),
        "at": to_plain(doc["at"]),
        "read": not doc.get("unread"),
        "path": doc["path"],
        **dict.fromkeys(("order", "contract", "body", "service", "due_on")),
        "yours": False,
        **doc["facts"],
    }


def label(kind: str) -> Text:
    """Return what an entry of this kind is called."""
    return KINDS.get(kind) or Text(kind, kind)


def _titled(facts: Facts) -> Any:
    """Return the title of what an event is about besides an order: a service, a notice."""
    about = facts.get("service") or facts.get("declaration") or facts.get("profile") or facts
    return about.get("title") if isinstance(about, Mapping) else None


def _both(title: Any) -> Doc | None:
    """Return a title in both languages; the German one where there is no English one."""
    if not isinstance(title, Mapping) or not title.get("de"):
        return None
    german = str(title["de"])
    return {"de": german, "en": str(title.get("en") or german)}


def _short(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _short(text) for name, text in value.items()}
    return str(value)[:LONGEST_FACT]
