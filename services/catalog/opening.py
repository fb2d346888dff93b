"""Opens profiles on the day of a wave: one process at a time says what is due."""

from typing import Any

from services.catalog.repositories.profiles import Profiles
from services.common.reminding import Reminders


def opening(runtime: Any) -> Reminders:
    """Return what opens the profiles of a running process."""
    profiles: Profiles = runtime.part(Profiles.of)
    return Reminders(
        runtime.service,
        runtime.lease("openings"),
        profiles.steps_due,
        lambda id, now: profiles.change(id, lambda profile: profile.open(now)),
    )
