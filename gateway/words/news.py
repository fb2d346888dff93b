"""The words of what is new, for the page and the feed."""

from services.common.words import Text

NEWS_STATES = {
    "published": Text("veröffentlicht", "published"),
    "paused": Text("pausiert", "paused"),
    "retired": Text("eingestellt", "retired"),
}
NOTICE_KINDS = {
    "outage": Text("Geplante Unterbrechung", "Planned outage"),
    "change": Text("Änderung", "Change"),
    "end": Text("Ende eines Dienstes", "End of a service"),
}

FEED_TITLE = Text("DigitalMarkt: Neues im Katalog", "DigitalMarkt: New in the catalogue")
DEMO = Text("Demodaten", "demo data")
