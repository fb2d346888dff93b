"""What the OZG catalogue calls a key, and which keys it does not know."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from typing import Any

from services.catalog.ozg.table import LeikaEntry, read_leika, read_services
from services.catalog.words import WORDS

Doc = Mapping[str, Any]


def name_of_key(key: str) -> str | None:
    """Return the official name of a LeiKa key or OZG id, where the list of 2019 has it."""
    entry = entries_by_key().get(key)
    return entry.name if entry else ozg_titles().get(key)


def warnings_of(facts: Doc) -> list[dict[str, Any]]:
    """Name the keys the list of 2019 does not have: typing errors, or newer than it."""
    keys = [(f"/leika_keys/{n}", key) for n, key in enumerate(facts["leika_keys"])]
    keys += [("/ozg_id", facts["ozg_id"])] if facts["ozg_id"] else []
    return [
        {"pointer": pointer, "detail": WORDS["key-not-listed"].filled(key=key)}
        for pointer, key in keys
        if name_of_key(key) is None
    ]


@cache
def entries_by_key() -> dict[str, LeikaEntry]:
    """Return each LeiKa key of the catalogue with its entry."""
    return {entry.leika_key: entry for entry in read_leika() if entry.leika_key}


@cache
def entries_by_ozg_id() -> dict[str, list[LeikaEntry]]:
    """Return the entries of each OZG service."""
    entries: defaultdict[str, list[LeikaEntry]] = defaultdict(list)
    for entry in read_leika():
        entries[entry.ozg_id].append(entry)
    return dict(entries)


@cache
def ozg_titles() -> dict[str, str]:
    """Return what each OZG service is called."""
    return {service.ozg_id: service.title for service in read_services()}
