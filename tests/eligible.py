"""Profiles and bodies of every sort, for properties of who may order what."""

from typing import Any

from hypothesis import strategies as st

from services.catalog.domain.choices import BODY_KINDS
from tests import builders
from tests.builders import JOINT, MUNICH, PRIEN

CAPACITIES = ["health_office", "registry_office"]
DAYS = ["2025-01-01", "2026-11-20", "2027-01-01"]
KINDS = sorted(BODY_KINDS)


def wave(**changed: Any) -> dict[str, Any]:
    """Return a wave that is open to all."""
    facts: dict[str, Any] = {
        "id": "w1",
        "opens_on": "2025-07-01",
        "kinds": [],
        "capacities": [],
        "regions": [],
        "pilots": [],
        "note": None,
    }
    return {**facts, **changed}


def some(values: list[str]) -> Any:
    """Return a strategy for a few of the values."""
    return st.lists(st.sampled_from(values), max_size=2, unique=True)


WAVES = st.builds(
    wave,
    opens_on=st.sampled_from(DAYS),
    kinds=some(KINDS),
    capacities=some(CAPACITIES),
    regions=some(["091", "092", "09187"]),
    pilots=some([PRIEN, MUNICH, JOINT]),
)
PROFILES = st.builds(
    builders.profile_doc,
    kind=st.sampled_from(["efa", "efa", "efa", "market"]),
    status=st.sampled_from(["published", "published", "published", "paused", "retired"]),
    successor=st.sampled_from([None, "ewa-2"]),
    release=st.fixed_dictionaries(
        {
            "status": st.sampled_from(["orderable", "announced"]),
            "from_date": st.sampled_from([None, *DAYS]),
        }
    ),
    waves=st.lists(WAVES, max_size=2),
    target_kinds=st.lists(st.sampled_from(KINDS), unique=True),
    capacities=some(CAPACITIES),
    sphere=st.sampled_from(["own", "delegated"]),
    vg_contracts=st.sampled_from([None, None, "joint", "each"]),
)
BODIES = st.builds(
    builders.body_doc,
    _id=st.sampled_from([PRIEN, MUNICH, JOINT]),
    kind=st.sampled_from(KINDS),
    joint_administration=st.sampled_from([None, JOINT]),
    region=st.sampled_from(["091", "092", None]),
    district=st.sampled_from(["09187", None]),
    district_name=st.sampled_from(["Landkreis Rosenheim", "München", None]),
    capacities=st.lists(
        st.fixed_dictionaries(
            {
                "capacity": st.sampled_from(CAPACITIES),
                "valid_from": st.sampled_from(DAYS),
                "valid_until": st.sampled_from([None, *DAYS]),
            }
        ),
        max_size=2,
    ),
)
