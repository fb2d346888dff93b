"""What the catalogue answers about shipped profiles, without its processes."""

from typing import Any

from services.catalog.domain.availability import availability_of
from services.catalog.domain.labels import in_words
from services.catalog.repositories.profiles import _shipped
from services.catalog.search.facets import LONG
from services.catalog.shipped.profiles import read_profiles
from services.common import clock
from tests.said import answered

PROFILES = {row["id"]: _shipped(row) for row in read_profiles()}
TODAY = clock.local_date(clock.now())


def whole(id: str, **changed: Any) -> dict[str, Any]:
    """Return what the catalogue answers about a shipped profile."""
    shown = {**PROFILES[id].public(), **changed}
    named = {*shown["related"], shown["successor"]} & PROFILES.keys()
    return {
        **shown,
        "availability": availability_of(shown, TODAY).shown(),
        "words": in_words(shown),
        "links": [],
        "names": {
            "vendors": {},
            "systems": {},
            "profiles": {other: PROFILES[other].title for other in named},
        },
    }


def summary(id: str, language: str = "de") -> Any:
    """Return a shipped profile as lists show it."""
    facts = whole(id)
    return answered({name: facts[name] for name in facts if name not in LONG}, language)
