"""Services named by their titles: found in the catalogue, so that nobody types an id."""

from collections.abc import Mapping

from gateway.web.frame.api import api
from gateway.web.frame.frame import Frame

PROFILES = api("GET profiles")
MOST_LOOKED_AT = "20"


def id_of_title(frame: Frame, title: str) -> str | None:
    """Return the published service whose title this is, in either language."""
    found = frame.ask(PROFILES, {"q": title[:100], "limit": MOST_LOOKED_AT})
    alike = title.strip().casefold()
    for one in found["items"]:
        titles = one["title"].values() if isinstance(one["title"], Mapping) else [one["title"]]
        if alike in [str(said).casefold() for said in titles]:
            return str(one["id"])
    return None
