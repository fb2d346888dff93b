"""The words of what is new, for the page and the feed."""

from collections.abc import Mapping
from typing import Any

from services.common.words import Text

NEWS_STATES = {
    "orderable": Text("bestellbar", "can be ordered"),
    "published": Text("veröffentlicht", "published"),
    "paused": Text("pausiert", "paused"),
    "retired": Text("eingestellt", "retired"),
}
"""What has become of a service, by its status or by its being orderable."""
NOTICE_KINDS = {
    "outage": Text("Geplante Unterbrechung", "Planned outage"),
    "change": Text("Änderung", "Change"),
    "end": Text("Ende eines Dienstes", "End of a service"),
}

FEED_TITLE = Text("DigitalMarkt: Neues im Katalog", "DigitalMarkt: New in the catalogue")
DEMO = Text("Demodaten", "demo data")


def state_of(entry: Mapping[str, Any]) -> Text:
    """Return in a word what has become of a service that is news."""
    return NEWS_STATES["orderable" if entry.get("orderable") else entry["status"]]
