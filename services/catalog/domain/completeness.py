"""Which facts a profile still lacks: optional in the schema, but asked for by readers."""

from collections.abc import Mapping
from typing import Any

from services.catalog.domain.choices import ProfileKind

WANTED = ("description", "leika_keys", "contacts", "checked_on", "checked_by", "evidence")
"""What every profile should say."""
WANTED_OF_EFA = (
    "operating_authority", "technical_operator", "maturity", "prerequisites", "test_accesses",
    "rollout_guide", "data_protection",
)  # fmt: skip
"""What one should say besides that is ordered and set up here."""


def lacking(facts: Mapping[str, Any]) -> list[str]:
    """Return the facts of a profile that are still empty, in the order they are asked for."""
    efa = facts["kind"] == ProfileKind.EFA
    return [name for name in (*WANTED, *(WANTED_OF_EFA if efa else ())) if not facts[name]]
