"""Whether a service can be ordered here, in words, and why not; for no body in particular.

Whether one body may order it is orders' answer; this is what stands beside a service wherever
it is shown to everybody.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from services.catalog.domain.waves import closed_without_wave
from services.catalog.words.availability import ANSWERS, REASONS
from services.catalog.words.labels import label_of
from services.common.words import Text

Doc = Mapping[str, Any]


@dataclass(frozen=True)
class Availability:
    """``code`` is a reason code of the product, or ``orderable``."""

    code: str
    reason: Text | None = None

    @property
    def word(self) -> Text:
        """Return the answer in a word or two."""
        return ANSWERS[self.code]

    def shown(self) -> dict[str, Any]:
        """Return it as readers get it."""
        return {"code": self.code, "word": self.word, "reason": self.reason}

    @property
    def orderable(self) -> bool:
        """Return whether somebody may order it here today."""
        return self.code == "orderable"


def availability_of(profile: Doc, today: date) -> Availability:
    """Return what holds of a profile's public state today."""
    if profile["status"] in ("retired", "paused"):
        return _off_sale(profile)
    if profile["kind"] != "efa":
        return Availability("not-efa", _partner(profile))
    if not profile["target_kinds"]:
        return Availability("kind-not-entitled", REASONS["state-office"])
    if profile["waves"]:
        return _by_waves(profile, today)
    release = profile["release"]
    begun = (release["from_date"] or "") <= today.isoformat()
    if release["status"] != "orderable" or not begun:
        return Availability("announced", _from(release["from_date"]))
    if closed_without_wave(profile, today):
        return Availability("wave-not-open", REASONS["wave-to-come"])
    return Availability("orderable")


def _off_sale(profile: Doc) -> Availability:
    """Return that it paused or ended, with what the editors say of it."""
    status, stated = profile["status"], profile.get("status_reason")
    if stated:
        return Availability(status, Text(stated["de"], stated["en"]))
    return Availability(status, REASONS["ended" if status == "retired" else "paused"])


def _by_waves(profile: Doc, today: date) -> Availability:
    waves = profile["waves"]
    opened = [wave for wave in waves if wave["opens_on"] <= today.isoformat()]
    if not opened:
        return Availability("wave-not-open", _from(min(wave["opens_on"] for wave in waves)))
    if any(_is_for_all(wave) for wave in opened):
        return Availability("orderable")
    capacities = sorted({code for wave in opened for code in wave["capacities"]})
    if capacities:
        named = [label_of("capacity", code) for code in capacities]
        return Availability("orderable", REASONS["only-for"].filled(capacities=named))
    return Availability("orderable", REASONS["not-for-all"])


def _is_for_all(wave: Doc) -> bool:
    return not any(wave[name] for name in ("kinds", "capacities", "regions", "pilots"))


def _from(day: str | None) -> Text:
    if day is None:
        return REASONS["date-unknown"]
    return REASONS["from"].filled(day=date.fromisoformat(day))


def _partner(profile: Doc) -> Text | None:
    partner = profile.get("contract_partner")
    return REASONS["partner"].filled(partner=partner["name"]) if partner else None
