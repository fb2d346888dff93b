"""What a contract states, in words: of the body as the register has it, of the service as ordered.

The facts of the service are those of the version the order pinned. What that version left open
is taken from the profile as it is now, and the contract says so. Where a fact the contract rests
on is missing in both, there is no contract yet.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from services.common.storage.aggregates import to_plain
from services.contracts.domain.chains import Chain
from services.contracts.words.ministries import ministry_name

Doc = Mapping[str, Any]

OPERATOR = {"name": "BayKommun AöR", "address": "Lilienthalallee 25, 80939 München"}
OPERATOR_EMAIL = "projekt@baykommun.bayern"
NOTICE_MONTHS = 3
"""As the general terms have it."""

NOT_RECORDED = "noch nicht erfasst"
"""So editors mark a name they do not know yet."""

PINNED = ("leika_keys", "ozg_id", "operating_authority", "technical_operator", "ministry")
"""What of a profile's version its contracts state."""

NEEDED: dict[str, Callable[[Doc], Any]] = {
    "operating-authority": lambda facts: facts["profile"]["operating_authority"],
    "service-keys": lambda facts: facts["profile"]["leika_keys"] or facts["profile"]["ozg_id"],
    "ministry": lambda facts: facts["profile"]["ministry"],
    "body-address": lambda facts: facts["body"]["address"],
}
"""What no contract is made without, by the code that tells a reviewer what to complete."""


def missing(facts: Doc) -> list[str]:
    """Return the codes of what the contract rests on and nobody has recorded yet."""
    return [code for code, given in NEEDED.items() if not given(facts)]


def body_facts(key: str, body: Doc) -> dict[str, Any]:
    """Return the body as a party of the contract."""
    return {
        "key": key,
        "name": full_name_of(body),
        "kind": body["kind"],
        "designation": designation_of(body),
        "address": address_of(body),
        "district": _district_of(body),
    }


def designation_of(body: Doc) -> str:
    """Return what the body is, in words: Stadt, Markt, Kreisfreie Stadt."""
    capital = "Landeshauptstadt"
    return capital if capital in str(body["official_name"]) else str(body["designation"])


def full_name_of(body: Doc) -> str:
    """Return how the body is called in full: Markt Prien a.Chiemsee, Stadt Burghausen."""
    name, called = str(body["name"]), designation_of(body)
    if body["kind"] not in ("municipality", "independent_city"):
        return name
    called = {"Kreisfreie Stadt": "Stadt"}.get(called, called)
    return name if name.startswith(f"{called} ") else f"{called} {name}"


def address_of(body: Doc) -> str:
    """Return the address for letters on one line, or nothing; the register knows no streets."""
    address = body["address"]
    postcode, town = address.get("postcode"), address.get("town") or address.get("seat")
    if not postcode or not town:
        return ""
    return ", ".join(filter(None, (address.get("street"), f"{postcode} {town}")))


def _district_of(body: Doc) -> str | None:
    district = body.get("district_name")
    within = body["kind"] in ("municipality", "joint_administration") and district
    return str(district) if within else None


def profile_facts(order: Doc, profile: Doc) -> dict[str, Any]:
    """Return the service as it was ordered; ``profile`` is its profile as it is now.

    An order from before its facts were pinned goes by the profile alone.
    """
    now = _recorded(profile)
    pinned = order.get("pinned")
    ordered = _recorded({**pinned, "leika_keys": order["leika_keys"]} if pinned else profile)
    stated = {name: ordered[name] or now[name] for name in PINNED}
    current = profile.get("profile_version", order["profile_version"])
    later = current if stated != ordered and current != order["profile_version"] else None
    return {
        "id": order["profile"],
        "title": order["profile_title"]["de"],
        "version": order["profile_version"],
        **stated,
        "ministry": ministry_name(stated["ministry"] or ""),
        "needs_processing_agreement": profile["kind"] != "efa",
        "completed_from": later,
    }


def _recorded(facts: Doc) -> dict[str, Any]:
    return {name: _known(facts.get(name)) for name in PINNED}


def _known(value: Any) -> Any:
    """Return a fact, or None where it is only marked as one that nobody knows yet."""
    if isinstance(value, str) and (NOT_RECORDED in value or not value.strip()):
        return None
    return value


LINK_FACTS = ("level", "number", "from_party", "to_party", "valid_from", "valid_until")


def chain_facts(chain: Chain, today: date) -> dict[str, Any]:
    """Return the agreements above the contract, and how long it runs because of which of them."""
    agreements, ends_on = chain.on(today), chain.ends_on(today)
    ending = [a for a in agreements if ends_on is not None and a.valid_until == ends_on]
    last = ending[-1] if ending else None
    return {
        "chain": [{name: to_plain(a)[name] for name in LINK_FACTS} for a in agreements],
        "term": {
            "starts_on": None,
            "ends_on": to_plain(ends_on) if ends_on else None,
            "ends_with": {"level": last.level, "number": last.number} if last else None,
            "notice_months": NOTICE_MONTHS,
            "notice_source": "general_terms",
        },
    }
