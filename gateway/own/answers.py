"""What the gateway itself answers, and what it refuses, as the API describes it."""

from typing import Any

ANSWERS: dict[str, Any] = {}
REFUSALS: dict[str, dict[int, tuple[str, ...]]] = {}
NEEDS = {
    "sessions_of": ("accounts:manage",),
    "parked": ("parked:manage",),
    "show_parked": ("parked:manage",),
    "replay_parked": ("parked:manage",),
    "discard_parked": ("parked:manage",),
    "import_profiles": ("profiles:edit",),
    "import_gaps": ("orders:support",),
}
"""The permissions behind what the gateway asks several calls for."""
QUERIES = {"parked": "identity.ParkedQuery"}
"""Whose query it passes on."""
