"""The files a mail carries: of a release the contract and the documents of the ordered version.

They belong to other services, which are asked for them by a key; ``owner`` and ``after`` of a
key are those of a snapshot's page (``services.common.messaging.snapshots``).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

NOUN = "paper"
CARRYING = frozenset({"please_sign", "contract_offered"})
"""Kinds of mails that carry papers."""
MOST_BYTES = 10 * 1024 * 1024
"""All papers of one mail together; what is beyond is reached by the links in the mail."""
PATIENCE = timedelta(seconds=90)
"""So long a mail waits for its papers; then it goes with links alone."""
PDF = b"%PDF-"


@dataclass(frozen=True)
class Paper:
    """A PDF file with the name readers save it under."""

    filename: str
    content: bytes


def keys_of(kind: str, facts: Mapping[str, Any]) -> list[str]:
    """Return the keys of what a mail of this kind carries."""
    if kind not in CARRYING:
        return []
    contract, order = facts["contract"], facts["order"]
    return [f"contracts/{contract['id']}", f"catalog/{order['profile']}:{order['profile_version']}"]


def fitting(papers: Iterable[Paper]) -> tuple[Paper, ...]:
    """Return those that go along: the first ones first, as long as there is room."""
    chosen, size = list[Paper](), 0
    for paper in papers:
        if paper.content.startswith(PDF) and size + len(paper.content) <= MOST_BYTES:
            chosen.append(paper)
            size += len(paper.content)
    return tuple(chosen)
