"""What a profile is found by: its own words and what the OZG catalogue says of its keys."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from services.catalog.ozg.names import entries_by_key, entries_by_ozg_id, ozg_titles
from services.catalog.search.weights import SearchText, TextField

Doc = Mapping[str, Any]

TITLE, EVERYDAY, KEY_NAME, ENGLISH = 10.0, 8.0, 6.0, 5.0
OFFICIAL, NAME, LAW, AROUND = 4.0, 3.0, 2.0, 1.5
_STANDING = {"published": 1.0, "paused": 0.97, "retired": 0.9}
_ANNOUNCED = 0.9


def search_text_of(doc: Doc) -> SearchText:
    """Return the entry of a profile's document."""
    keys = tuple(doc.get("leika_keys") or ())
    ozg_id = doc.get("ozg_id") or ""
    title, summary = doc["title"], doc["summary"]
    fields = (
        TextField(TITLE, (title["de"],), thins=True),
        TextField(EVERYDAY, tuple(doc.get("synonyms") or ()), thins=True),
        TextField(ENGLISH, (title["en"],) if title["en"] != title["de"] else (), thins=True),
        TextField(AROUND, (doc.get("topic") or "", doc.get("life_situation") or "")),
        *(TextField(AROUND, (said,), thins=True) for said in set(summary.values()) - {title["de"]}),
    )
    numbers = (*keys, ozg_id) if ozg_id else keys
    return SearchText(fields, numbers, _standing(doc), _official(keys, ozg_id))


@lru_cache(maxsize=1024)
def _official(keys: tuple[str, ...], ozg_id: str) -> tuple[TextField, ...]:
    """Return what the OZG catalogue says; one object for all profiles with the same keys."""
    own, others = _names(keys, ozg_id)
    return (
        TextField(OFFICIAL, (ozg_titles().get(ozg_id, ""),), thins=True),
        TextField(KEY_NAME, tuple(own)),
        TextField(NAME, tuple(others)),
        TextField(LAW, tuple(_laws(keys, ozg_id))),
    )


def _standing(doc: Doc) -> float:
    """Tell how much a profile that can be had comes before one that cannot."""
    standing = _STANDING.get(doc["status"], 1.0)
    orderable = (doc.get("release") or {}).get("status") == "orderable"
    return standing if orderable else standing * _ANNOUNCED


def _names(keys: tuple[str, ...], ozg_id: str) -> tuple[list[str], list[str]]:
    """Return the names of the profile's own keys, and the further ones of its OZG service."""
    known = set(keys)
    own = [entries_by_key()[key].name for key in keys if key in entries_by_key()]
    others = [e.name for e in entries_by_ozg_id().get(ozg_id, ()) if e.leika_key not in known]
    return own, others


def _laws(keys: tuple[str, ...], ozg_id: str) -> Iterator[str]:
    known = set(keys)
    entries = [entries_by_key()[key] for key in keys if key in entries_by_key()]
    further = [e for e in entries_by_ozg_id().get(ozg_id, ()) if e.leika_key not in known]
    return (entry.law for entry in (*entries, *further) if entry.law)
