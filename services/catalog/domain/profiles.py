"""Profiles (Steckbriefe): what a service is, for whom, who pays, and whether it can be had."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from services.common.aggregate import Aggregate, to_plain
from services.common.moves import Moves

Text = dict[str, str]
"""A text in both languages: ``{"de": ..., "en": ...}``."""


class Status(StrEnum):
    """Whether the profile stands in the shop."""

    PUBLISHED = "published"
    PAUSED = "paused"
    RETIRED = "retired"


MOVES = Moves(
    {
        (Status.PUBLISHED, "pause"): Status.PAUSED,
        (Status.PAUSED, "publish"): Status.PUBLISHED,
    },
    "profile-wrong-state",
)


_SPELLED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def words_of(text: str) -> list[str]:
    """Give the words of a title or a query, lower case and spelled without umlauts."""
    return "".join(c if c.isalnum() else " " for c in text.lower()).translate(_SPELLED).split()


@dataclass(kw_only=True)
class Profile(Aggregate):
    """One entry of the catalogue; nested facts have the shapes of the profile table."""

    title: Text
    summary: Text
    kind: str
    status: Status
    changed_at: datetime
    leika_keys: list[str]
    ozg_id: str
    topic: str
    life_situation: str
    ministry: str
    operating_authority: str | None
    technical_operator: str | None
    target_kinds: list[str]
    capacities: list[str]
    sphere: str
    financing: dict[str, Any]
    maturity: dict[str, Any]
    trust_level: str
    release: dict[str, Any]
    demo: bool
    evidence: str
    data_protection: Text
    valid_from: str
    status_reason: Text | None = None
    successor: str | None = None
    contract_partner: dict[str, Any] | None = None
    test_access: dict[str, Any] | None = None
    interfaces: list[dict[str, Any]] = field(default_factory=list)
    rollout_guide: list[dict[str, Any]] = field(default_factory=list)
    prerequisites: list[Text] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        titles = f"{self.title['de']} {self.title['en']}"
        self.words = sorted({*words_of(titles), *self.leika_keys, self.ozg_id})

    def pause(self, reason: Text, now: datetime) -> None:
        """Take it off sale for a while, saying why."""
        self.status = MOVES.next(self.status, "pause")
        self.status_reason, self.changed_at = reason, now
        self._tell("profile.paused")

    def publish(self, now: datetime) -> None:
        """Put a paused one back on sale."""
        self.status = MOVES.next(self.status, "publish")
        self.status_reason, self.changed_at = None, now
        self._tell("profile.published")

    def _tell(self, kind: str) -> None:
        self.say("profile.changed", **{**self.public(), "version": self.version + 1})
        self.say(kind, profile=self.id, title=self.title, reason=self.status_reason)

    def public(self) -> dict[str, Any]:
        """Give everything shown; all of a profile is public."""
        facts = self.to_doc()
        del facts["words"]
        return {"id": facts.pop("_id"), **to_plain(facts), "version": self.version}


@dataclass(kw_only=True)
class Vendor(Aggregate):
    """A manufacturer, IT provider or IT association that sets services up."""

    name: str
    kind: str
    email: str
    demo: bool

    def public(self) -> dict[str, Any]:
        """Give what stands in the directory."""
        return {
            "id": self.id,
            "name": self.name,
            "kind": self.kind,
            "demo": self.demo,
            "version": self.version,
        }
