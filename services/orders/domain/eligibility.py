"""May this body order this profile today? Yes, or no with a code and the next step."""

from dataclasses import dataclass
from datetime import date
from typing import Any

Doc = dict[str, Any]


@dataclass(frozen=True)
class Verdict:
    """``reason_code`` is None when the body may order; the sentences name the next step."""

    reason_code: str | None = None
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


YES = Verdict()


def may_order(
    profile: Doc, body: Doc, chain: Doc | None, authority: str | None, today: date
) -> Verdict:
    """Decide from the profile, the body, the contract chain and the competent VG's name."""
    return (
        _offered(profile, today)
        or _entitled(profile, body, today)
        or _competent(profile, body, authority)
        or _chained(chain, today)
        or YES
    )


def _offered(profile: Doc, today: date) -> Verdict | None:
    if profile["kind"] != "efa":
        partner = (profile.get("contract_partner") or {}).get("name") or "dem Anbieter"
        return Verdict(
            "not-efa",
            f"Diesen Dienst beziehen Sie bei {partner}, nicht hier.",
            f"Obtain this service from {partner}, not here.",
        )
    if profile["status"] == "retired":
        successor = profile.get("successor")
        hint = f" Nachfolger: {successor}." if successor else ""
        return Verdict("retired", f"Der Dienst wurde eingestellt.{hint}", f"Retired.{hint}")
    if profile["status"] == "paused":
        reason = profile.get("status_reason") or {}
        return Verdict(
            "paused",
            f"Der Dienst pausiert: {reason.get('de', 'ohne Angabe')}",
            f"Paused: {reason.get('en', 'no reason given')}",
        )
    release, start = profile["release"], profile["release"].get("from_date")
    if release["status"] != "orderable" or (start and date.fromisoformat(start) > today):
        return Verdict(
            "announced",
            f"Der Dienst ist angekündigt{f' ab {start}' if start else ''}, noch nicht bestellbar.",
            f"Announced{f' for {start}' if start else ''}, not orderable yet.",
        )
    return None


def _entitled(profile: Doc, body: Doc, today: date) -> Verdict | None:
    if body["kind"] not in profile["target_kinds"]:
        return Verdict(
            "kind-not-entitled",
            "Dieser Dienst ist für andere Arten von Stellen bestimmt.",
            f"Meant for: {', '.join(profile['target_kinds']) or 'nobody here'}.",
        )
    wanted = set(profile["capacities"])
    held = {c["capacity"] for c in body["capacities"] if _holds(c, today.isoformat())}
    if wanted and not wanted & held:
        district = body.get("district_name") or "das benachbarte Landratsamt"
        return Verdict(
            "capacity-missing",
            f"Ihre Stelle hat die nötige Aufgabe nicht ({', '.join(sorted(wanted))})."
            f" Fragen Sie: {district}.",
            f"Your body lacks the capacity {', '.join(sorted(wanted))}. Ask: {district}.",
        )
    return None


def _holds(capacity: Doc, day: str) -> bool:
    return bool(capacity["valid_from"] <= day <= (capacity.get("valid_until") or day))


def _competent(profile: Doc, body: Doc, authority: str | None) -> Verdict | None:
    by_joint = profile["sphere"] == "delegated" and body.get("joint_administration")
    if by_joint and "joint_administration" in profile["target_kinds"]:
        name = authority or body["joint_administration"]
        return Verdict("vg-competent", f"Zuständig ist: {name}.", f"Competent is: {name}.")
    return None


def is_whole(chain: Doc | None, day: str) -> bool:
    """Tell whether the upstream chain stands on this day (ISO)."""
    periods = chain["periods"] if chain else []
    return any(p["from"] <= day and (p["until"] is None or day <= p["until"]) for p in periods)


def _chained(chain: Doc | None, today: date) -> Verdict | None:
    day = today.isoformat()
    if is_whole(chain, day):
        return None
    return Verdict(
        "chain-broken",
        "Die vorgelagerten Verträge sind nicht vollständig. BayKommun ist daran.",
        "The upstream contracts are not complete; the operator is at it.",
    )
