"""What the product can do, and what the help speaks of although it is still to come.

Whoever builds one of these sets it to True here; the entries that name it lose their mark.
"""

from collections.abc import Iterable
from typing import Any

from services.catalog.words.help import CAPABILITIES as LABELS

CAPABILITIES: dict[str, bool] = {
    "accounts": True,
    "body-overview": True,
    "body-systems": True,
    "bulk-orders": True,
    "certificate-assistant": True,
    "certificate-change": True,
    "chain-end-mails": True,
    "contract-chain": True,
    "contracts": True,
    "default-contacts": True,
    "events": True,
    "evidence": True,
    "hand-over": True,
    "help": True,
    "inbox": True,
    "levy-calculation": True,
    "link": True,
    "link-check": True,
    "lists": True,
    "live-link-check": True,
    "mails": True,
    "mandates": True,
    "news": True,
    "newsletter": True,
    "order-check": True,
    "orders": True,
    "outside-signatures": True,
    "partner-links": True,
    "profiles": True,
    "registration": True,
    "reminders": True,
    "seal": True,
    "set-up": True,
    "sign-for-others": True,
    "signatures": True,
    "signing-authorities": True,
    "support-requests": True,
    "tasks": True,
    "team-accounts": True,
    "test-mail": True,
    "tickets": True,
    "verification": True,
    "watch-mails": True,
    "watches": True,
    "whose-turn": True,
}
"""Each capability with whether it exists: whether the product does it, by whatever page."""


def coming_of(capabilities: Iterable[str]) -> list[dict[str, Any]]:
    """Return those that do not exist yet, each as ``{code, label}``."""
    return [
        {"code": code, "label": LABELS[code]} for code in capabilities if not CAPABILITIES[code]
    ]
