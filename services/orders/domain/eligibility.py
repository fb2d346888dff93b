"""May this body order this profile today? Yes, or no with a code and the next step."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from services.orders.domain import competence
from services.orders.domain.waves import contracts_jointly, held_capacities, opening

Doc = Mapping[str, Any]


class Obstacle(StrEnum):
    """Why not; the first that holds is told."""

    NOT_EFA = "not-efa"
    RETIRED = "retired"
    PAUSED = "paused"
    ANNOUNCED = "announced"
    KIND_NOT_ENTITLED = "kind-not-entitled"
    CAPACITY_MISSING = "capacity-missing"
    VG_COMPETENT = "vg-competent"
    WAVE_NOT_OPEN = "wave-not-open"
    CHAIN_BROKEN = "chain-broken"
    ALREADY_ORDERED = "already-ordered"


@dataclass(frozen=True)
class Eligibility:
    """``reason_code`` is None when the body may order; the sentences name the next step."""

    reason_code: Obstacle | None = None
    de: str = "Ihre Stelle kann diesen Dienst bestellen."
    en: str = "Your body may order this service."

    @property
    def orderable(self) -> bool:
        """Tell whether the answer is yes."""
        return self.reason_code is None

    def to_plain(self) -> dict[str, Any]:
        """Give the answer as clients see it."""
        reason = {"de": self.de, "en": self.en}
        return {"orderable": self.orderable, "reason_code": self.reason_code, "reason": reason}


YES = Eligibility()


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """What else counts: the day, the contract chain, whether it is ordered already.

    ``authority`` and ``neighbour`` are names: of the body's joint administration, and of the
    district whose office serves the body where it has none of its own. ``successor`` is the
    title of what comes instead.
    """

    today: date
    chain: Doc | None
    authority: str | None = None
    neighbour: str | None = None
    successor: Mapping[str, str] | None = None
    ordered: bool = False


def may_order(profile: Doc, body: Doc, around: Surroundings) -> Eligibility:
    """Decide from the profile and the body as the copies hold them."""
    return next(_reasons(profile, body, around), YES)


def _reasons(profile: Doc, body: Doc, around: Surroundings) -> Iterator[Eligibility]:
    """Give what stands against an order, what nobody can change first."""
    opened = opening(profile, body, around.today)
    if profile["kind"] != "efa":
        yield _not_efa(profile)
    if profile["status"] == "retired":
        yield _retired(around.successor)
    if profile["status"] == "paused":
        yield _paused(profile)
    if profile["status"] != "published" or not opened.for_anyone:
        yield _announced(opened.opens_on)
    if body["kind"] not in profile["target_kinds"]:
        yield _kind_not_entitled(profile, body)
    capacities = set(profile["capacities"])
    if capacities and capacities.isdisjoint(held_capacities(body, around.today)):
        yield _capacity_missing(sorted(capacities), body, around.neighbour)
    if _joint_administration_is_competent(profile, body):
        yield _vg_competent(around.authority or body["joint_administration"])
    if not opened.is_open:
        yield _wave_not_open(opened.opens_on, around.today)
    if not is_whole(around.chain, around.today.isoformat()):
        yield CHAIN_BROKEN
    if around.ordered:
        yield ALREADY_ORDERED


def _joint_administration_is_competent(profile: Doc, body: Doc) -> bool:
    orders_itself = "joint_administration" in profile["target_kinds"]
    return bool(body.get("joint_administration")) and orders_itself and contracts_jointly(profile)


def is_whole(chain: Doc | None, day: str) -> bool:
    """Tell whether the upstream chain stands on this day (ISO)."""
    periods = chain["periods"] if chain else []
    return any(p["from"] <= day and (p["until"] is None or day <= p["until"]) for p in periods)


def _not_efa(profile: Doc) -> Eligibility:
    partner = (profile.get("contract_partner") or {}).get("name")
    return Eligibility(
        Obstacle.NOT_EFA,
        f"Diesen Dienst beziehen Sie bei {partner or 'dem Anbieter'}, nicht hier."
        " Der Steckbrief führt Sie dorthin.",
        f"Obtain this service from {partner or 'its provider'}, not here; the profile leads there.",
    )


def _retired(successor: Mapping[str, str] | None) -> Eligibility:
    de = f"Bitte bestellen Sie den Nachfolger: {successor['de']}." if successor else ""
    en = f"Please order its successor: {successor['en']}." if successor else ""
    return Eligibility(
        Obstacle.RETIRED,
        f"Der Dienst wurde eingestellt. {de or 'Einen Nachfolger gibt es nicht.'}",
        f"Retired. {en or 'There is no successor.'}",
    )


def _ended(words: str) -> str:
    """Give an editor's words as a sentence that another can follow."""
    return words if words.endswith((".", "!", "?")) else f"{words}."


def _paused(profile: Doc) -> Eligibility:
    reason = profile.get("status_reason") or {}
    return Eligibility(
        Obstacle.PAUSED,
        f"Der Dienst pausiert: {_ended(reason.get('de', 'ohne Angabe'))}"
        " Beobachten Sie den Steckbrief: Dort steht, sobald es weitergeht.",
        f"Paused: {_ended(reason.get('en', 'no reason given'))} The profile says when it resumes.",
    )


def _announced(opens_on: str | None) -> Eligibility:
    return Eligibility(
        Obstacle.ANNOUNCED,
        f"Der Dienst ist angekündigt{f' ab {_german(opens_on)}' if opens_on else ''} und noch nicht"
        " bestellbar. Beobachten Sie den Steckbrief: Dort steht die Freigabe.",
        f"Announced{f' for {opens_on}' if opens_on else ''}, not orderable yet;"
        " the profile says when it is released.",
    )


def _kind_not_entitled(profile: Doc, body: Doc) -> Eligibility:
    if not profile["target_kinds"]:
        return Eligibility(
            Obstacle.KIND_NOT_ENTITLED,
            "Diesen Dienst führt der Freistaat selbst; Sie brauchen nichts zu bestellen.",
            "The state runs this service itself; there is nothing to order.",
        )
    step = competence.other_body(profile, body)
    return Eligibility(
        Obstacle.KIND_NOT_ENTITLED,
        f"Dieser Dienst ist bestimmt für: {competence.kinds_de(profile)}. {step.de}".strip(),
        f"Meant for: {competence.kinds_en(profile)}. {step.en}".strip(),
    )


def _capacity_missing(capacities: list[str], body: Doc, neighbour: str | None) -> Eligibility:
    step = competence.office_of(body, neighbour)
    return Eligibility(
        Obstacle.CAPACITY_MISSING,
        f"Ihre Stelle hat die nötige Aufgabe nicht ({competence.names_de(capacities)}). {step.de}",
        f"Your body lacks the capacity {competence.names_en(capacities)}. {step.en}",
    )


def _vg_competent(name: str) -> Eligibility:
    return Eligibility(
        Obstacle.VG_COMPETENT,
        f"Zuständig ist: {name}. Diese Verwaltungsgemeinschaft bestellt für ihre Mitglieder.",
        f"Competent is: {name}. This joint administration orders for its members.",
    )


def _wave_not_open(opens_on: str | None, today: date) -> Eligibility:
    if opens_on is None or opens_on <= today.isoformat():
        return Eligibility(
            Obstacle.WAVE_NOT_OPEN,
            "Für Ihre Stelle ist der Dienst noch nicht freigegeben, ein Termin steht nicht fest."
            " Beobachten Sie den Steckbrief: Dort steht die Freigabe.",
            "Not released for your body yet, and no day is set;"
            " the profile says when it is released.",
        )
    return Eligibility(
        Obstacle.WAVE_NOT_OPEN,
        f"Für Ihre Stelle öffnet der Dienst am {_german(opens_on)}. Bitte bestellen Sie dann.",
        f"It opens for your body on {opens_on}. Please order then.",
    )


CHAIN_BROKEN = Eligibility(
    Obstacle.CHAIN_BROKEN,
    "Die vorgelagerten Verträge sind nicht vollständig. BayKommun ist daran; bitte versuchen Sie"
    " es später.",
    "The upstream contracts are not complete; the operator is at it. Please try again later.",
)
ALREADY_ORDERED = Eligibility(
    Obstacle.ALREADY_ORDERED,
    "Dieser Dienst ist schon bestellt; Sie finden ihn unter Ihren Bestellungen.",
    "Already ordered; see your orders.",
)


def _german(day: str) -> str:
    held = date.fromisoformat(day)
    return f"{held.day}.{held.month}.{held.year}"
