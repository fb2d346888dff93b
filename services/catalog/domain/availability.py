"""Whether a service can be ordered here, in words, and why not; for no body in particular.

Whether one body may order it is orders' answer; this is what stands beside a service wherever
it is shown to everybody.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from services.catalog.domain.labels import LABELS
from services.catalog.domain.waves import closed_without_wave

Doc = Mapping[str, Any]
Text = dict[str, str]

YES = {"de": "ja", "en": "yes"}
NO = {"de": "nein", "en": "no"}
NOT_YET = {"de": "noch nicht", "en": "not yet"}
NOT_NOW = {"de": "zurzeit nicht", "en": "not at present"}
ELSEWHERE = {"de": "beim Vertragspartner", "en": "from the contract partner"}
SOMETIME = {"de": "Der Termin steht noch nicht fest.", "en": "The date is not known yet."}
ENDED = {"de": "Der Dienst ist eingestellt.", "en": "The service has ended."}
AWAY = {"de": "Der Dienst ist zurzeit nicht verfügbar.", "en": "The service is not available now."}
NOBODY = {
    "de": "Zuständig ist eine staatliche Stelle; Kommunen bestellen diesen Dienst nicht.",
    "en": "A state office is competent; local bodies do not order this service.",
}
NO_WAVE = {
    "de": "Die Freigabe für die zuständigen Behörden steht noch aus.",
    "en": "The release for the competent bodies is still to come.",
}


@dataclass(frozen=True)
class Availability:
    """``code`` is a reason code of the product, or ``orderable``."""

    code: str
    word: Text
    reason: Text | None = None

    @property
    def orderable(self) -> bool:
        """Return whether somebody may order it here today."""
        return self.code == "orderable"


def availability_of(profile: Doc, today: date) -> Availability:
    """Return what holds of a profile's public state today."""
    if profile["status"] == "retired":
        return Availability("retired", NO, profile.get("status_reason") or ENDED)
    if profile["status"] == "paused":
        return Availability("paused", NOT_NOW, profile.get("status_reason") or AWAY)
    if profile["kind"] != "efa":
        return Availability("not-efa", ELSEWHERE, _partner(profile))
    if not profile["target_kinds"]:
        return Availability("kind-not-entitled", NO, NOBODY)
    if profile["waves"]:
        return _by_waves(profile, today)
    release = profile["release"]
    if release["status"] != "orderable":
        return Availability("announced", NOT_YET, _from(release["from_date"], SOMETIME))
    if (release["from_date"] or "") > today.isoformat():
        return Availability("announced", NOT_YET, _from(release["from_date"], SOMETIME))
    if closed_without_wave(profile, today):
        return Availability("wave-not-open", NOT_YET, NO_WAVE)
    return Availability("orderable", YES)


def _by_waves(profile: Doc, today: date) -> Availability:
    waves = profile["waves"]
    opened = [wave for wave in waves if wave["opens_on"] <= today.isoformat()]
    if not opened:
        first = min(wave["opens_on"] for wave in waves)
        return Availability("wave-not-open", NOT_YET, _from(first, SOMETIME))
    if any(_is_for_all(wave) for wave in opened):
        return Availability("orderable", YES)
    codes = {code for wave in opened for code in wave["capacities"]}
    if codes:
        return Availability("orderable", YES, _only_for(sorted(codes)))
    some = {"de": "Noch nicht für alle Behörden.", "en": "Not for all bodies yet."}
    return Availability("orderable", YES, some)


def _is_for_all(wave: Doc) -> bool:
    return not any(wave[name] for name in ("kinds", "capacities", "regions", "pilots"))


def _only_for(capacities: Iterable[str]) -> Text:
    named = [LABELS["capacity"].get(code, (code, code)) for code in capacities]
    return {
        "de": f"Nur für: {', '.join(german for german, _ in named)}.",
        "en": f"Only for: {', '.join(english for _, english in named)}.",
    }


def _from(day: str | None, otherwise: Text) -> Text:
    if day is None:
        return otherwise
    on = date.fromisoformat(day)
    return {"de": f"Ab {on:%d.%m.%Y}.", "en": f"From {day}."}


def _partner(profile: Doc) -> Text | None:
    partner = profile.get("contract_partner")
    if not partner:
        return None
    return {
        "de": f"Den Vertrag schließen Sie mit: {partner['name']}.",
        "en": f"The contract is made with: {partner['name']}.",
    }
