"""Release tried out: whether a body could order on a day, by which wave, and why not."""

from datetime import date
from typing import Any

from services.catalog.domain import waves
from services.catalog.words.trials import TRIALS

Doc = dict[str, Any]


def trial_of(profile: Doc, body: Doc, on: date) -> Doc:
    """Return the answer with its code, in words, and what becomes of each wave."""
    code = _code(profile, body, on)
    return {
        "orderable": code == "orderable",
        "code": code,
        "reason": TRIALS[code],
        "waves": [
            {
                "id": wave["id"],
                "opens_on": wave["opens_on"],
                "fits": waves.fits(wave, body, on),
                "open": wave["opens_on"] <= on.isoformat(),
            }
            for wave in sorted(profile["waves"], key=lambda wave: str(wave["opens_on"]))
        ],
    }


def _code(profile: Doc, body: Doc, on: date) -> str:
    """Return the first rule that refuses, in the order in which orders asks them."""
    if waves.orderable_for(profile, body, on):
        return "orderable"
    if profile["kind"] != "efa":
        return "not-efa"
    if profile["status"] != "published":
        return "off-sale"
    if body["kind"] not in profile["target_kinds"]:
        return "kind-not-entitled"
    capacities = set(profile["capacities"])
    if capacities and not capacities & waves.held_capacities(body, on):
        return "capacity-missing"
    return "not-open" if _orders_itself(profile, body) else "joint-administration"


def _orders_itself(profile: Doc, body: Doc) -> bool:
    joint = body.get("joint_administration") and "joint_administration" in profile["target_kinds"]
    return not (joint and waves.contracts_jointly(profile))
