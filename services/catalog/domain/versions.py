"""Versions of a profile: what was published, word for word, and never changes again."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Self

from services.catalog.domain.profiles import Profile
from services.common.storage.aggregates import to_plain

PERSONS = ("edited_by", "published_by", "reviewed_by")


@dataclass(frozen=True, kw_only=True)
class Version:
    """The facts of a profile as published; ``sha256`` is that of their canonical JSON."""

    profile: str
    number: int
    published_at: datetime
    published_by: str
    reviewed_by: str | None
    edited_by: list[str]
    content: dict[str, Any]
    sha256: str

    @classmethod
    def of(cls, profile: Profile) -> Self:
        """Return the version the profile's readers see now."""
        if not profile.is_public or profile.published_at is None:
            raise ValueError(f"{profile.id} was never published")
        content = profile.facts()
        return cls(
            profile=profile.id,
            number=profile.profile_version,
            published_at=profile.published_at,
            published_by=profile.published_by or "",
            reviewed_by=profile.reviewed_by,
            edited_by=list(profile.edited_by),
            content=content,
            sha256=digest_of(content),
        )

    @property
    def id(self) -> str:
        """Return the id, which no second version has."""
        return f"{self.profile}:{self.number}"

    def to_doc(self) -> dict[str, Any]:
        """Return it as it is stored."""
        return {"_id": self.id, **asdict(self)}

    @classmethod
    def from_doc(cls, doc: Mapping[str, Any]) -> Self:
        """Read what was stored."""
        return cls(**{name: value for name, value in doc.items() if name != "_id"})

    def listed(self) -> dict[str, Any]:
        """Return it without its content; who edited it stands in the audit trail."""
        version: dict[str, Any] = to_plain(self)
        for name in (*PERSONS, "content"):
            del version[name]
        return version

    def public(self) -> dict[str, Any]:
        """Return it whole, as everyone may read it."""
        return {**self.listed(), "content": self.content}


def digest_of(content: Mapping[str, Any]) -> str:
    """Return the SHA-256 of the canonical JSON: sorted keys, no blanks, UTF-8."""
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
