"""May this body order this profile today? Yes, or no with a code and the next step."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from services.common.words import Text
from services.orders.domain import competence
from services.orders.domain.waves import contracts_jointly, held_capacities, opening
from services.orders.words.eligibility import ELIGIBILITY, NO_REASON
from services.orders.words.labels import CAPACITIES, KINDS

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
    """``reason_code`` is None when the body may order; the sentence names the next step.

    ``key`` names that sentence, ``facts`` are for programs: the successor, the day it opens.
    """

    reason_code: Obstacle | None = None
    key: str = "orderable"
    parameters: Mapping[str, Any] = field(default_factory=dict)
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def orderable(self) -> bool:
        """Tell whether the answer is yes."""
        return self.reason_code is None

    @property
    def reason(self) -> Text:
        """Return the answer as a sentence."""
        return ELIGIBILITY[self.key].filled(**self.parameters)

    def answer(self) -> dict[str, Any]:
        """Return the answer as clients see it."""
        return {
            "orderable": self.orderable,
            "reason_code": self.reason_code,
            "reason": self.reason,
            **self.facts,
        }


YES = Eligibility()


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """What else counts: the day, the contract chain, whether it is ordered already.

    ``authority`` and ``neighbour`` are names: of the body's joint administration, and of the
    district whose office serves the body where it has none of its own. ``successor`` is
    ``profile`` (its id) and ``title`` of what comes instead.
    """

    today: date
    chain: Doc | None
    authority: str | None = None
    neighbour: str | None = None
    successor: Doc | None = None
    ordered: bool = False


def may_order(profile: Doc, body: Doc, around: Surroundings) -> Eligibility:
    """Decide from the profile and the body as the copies hold them."""
    return next(_reasons(profile, body, around), YES)


def _reasons(profile: Doc, body: Doc, around: Surroundings) -> Iterator[Eligibility]:
    """Return what stands against an order, what nobody can change first."""
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
        yield already_ordered()


def _joint_administration_is_competent(profile: Doc, body: Doc) -> bool:
    orders_itself = "joint_administration" in profile["target_kinds"]
    return bool(body.get("joint_administration")) and orders_itself and contracts_jointly(profile)


def is_whole(chain: Doc | None, day: str) -> bool:
    """Tell whether the upstream chain stands on this day (ISO)."""
    periods = chain["periods"] if chain else []
    return any(p["from"] <= day and (p["until"] is None or day <= p["until"]) for p in periods)


def _not_efa(profile: Doc) -> Eligibility:
    partner = (profile.get("contract_partner") or {}).get("name")
    if partner is None:
        return Eligibility(Obstacle.NOT_EFA, "not-efa")
    return Eligibility(Obstacle.NOT_EFA, "not-efa-partner", {"partner": partner})


def _retired(successor: Doc | None) -> Eligibility:
    if successor is None:
        return Eligibility(Obstacle.RETIRED, "retired")
    title = Text(successor["title"]["de"], successor["title"]["en"])
    named = {"successor": dict(successor)}
    return Eligibility(Obstacle.RETIRED, "retired-successor", {"successor": title}, named)


def _paused(profile: Doc) -> Eligibility:
    why = profile.get("status_reason") or NO_REASON.plain()
    ended = Text(_ended(why.get("de") or NO_REASON.de), _ended(why.get("en") or NO_REASON.en))
    return Eligibility(Obstacle.PAUSED, "paused", {"why": ended})


def _ended(words: str) -> str:
    """Return an editor's words as a sentence that another can follow."""
    return words if words.endswith((".", "!", "?")) else f"{words}."


def _announced(opens_on: str | None) -> Eligibility:
    if opens_on is None:
        return Eligibility(Obstacle.ANNOUNCED, "announced")
    return Eligibility(Obstacle.ANNOUNCED, "announced-day", *_day(opens_on))


def _kind_not_entitled(profile: Doc, body: Doc) -> Eligibility:
    if not profile["target_kinds"]:
        return Eligibility(Obstacle.KIND_NOT_ENTITLED, "kind-none")
    kinds = [KINDS.get(kind, kind) for kind in profile["target_kinds"]]
    step = competence.other_body(profile, body)
    named = {"kinds": kinds, "step": step}
    return Eligibility(Obstacle.KIND_NOT_ENTITLED, "kind-not-entitled", named)


def _capacity_missing(capacities: list[str], body: Doc, neighbour: str | None) -> Eligibility:
    names = [CAPACITIES.get(capacity, capacity) for capacity in capacities]
    step = competence.office_of(body, neighbour)
    named = {"capacities": names, "step": step}
    return Eligibility(Obstacle.CAPACITY_MISSING, "capacity-missing", named)


def _vg_competent(name: str) -> Eligibility:
    return Eligibility(Obstacle.VG_COMPETENT, "vg-competent", {"authority": name})


def _wave_not_open(opens_on: str | None, today: date) -> Eligibility:
    if opens_on is None or opens_on <= today.isoformat():
        return Eligibility(Obstacle.WAVE_NOT_OPEN, "wave-not-open")
    return Eligibility(Obstacle.WAVE_NOT_OPEN, "wave-opens", *_day(opens_on))


def _day(opens_on: str) -> tuple[Doc, Doc]:
    """Return the day a sentence names, and the same as a fact."""
    return {"opens_on": date.fromisoformat(opens_on)}, {"opens_on": opens_on}


def already_ordered(order: Doc | None = None) -> Eligibility:
    """Return that it is ordered, naming the order (``id``, ``number``) to those who may see it."""
    if order is None:
        return Eligibility(Obstacle.ALREADY_ORDERED, "already-ordered")
    named = {"order": order["id"], "number": order["number"]}
    return Eligibility(Obstacle.ALREADY_ORDERED, "already-ordered-number", named, named)


CHAIN_BROKEN = Eligibility(Obstacle.CHAIN_BROKEN, "chain-broken")
