"""What most tests are about: the day, places, a service and who runs it."""

from datetime import UTC, date, datetime
from typing import Any

Doc = dict[str, Any]
NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
TODAY = date(2026, 11, 20)
PRIEN, MUNICH, AUGSBURG = "09187162", "09162000", "09761000"
JOINT, MEMBERS = "091875111", ["09187118", "09187123"]
PROFILE, VENDOR = "ewa", "demo-it-dienst"
DOCUMENT, OTHER_DOCUMENT = "d" * 64, "e" * 64
