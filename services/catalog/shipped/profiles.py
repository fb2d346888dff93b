"""Read the profiles and vendors that ship with this service, one plain dict each.

The tables lie beside this module; README.md says what is evidenced and what is demo
data. A row that breaks a rule stops the reading, and the error names it.
"""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from services.catalog.domain import keys
from services.catalog.schemas import profiles as schemas
from services.common.errors import Invalid
from services.common.validation.input import parse

Profile = dict[str, Any]
Vendor = dict[str, Any]
Document = dict[str, Any]

STATE_FIELDS = ("id", "status", "status_reason", "successor")
VENDOR_FIELDS = frozenset({"id", "name", "kind", "email", "demo"})
STATUSES = frozenset({"published", "paused", "retired"})

_TABLES = Path(__file__).parent
GUIDES = _TABLES / "guides"
"""The short guide of each profile; ``python -m deploy.guides`` writes them."""


def read_profiles() -> list[Profile]:
    """Return the profiles in the order of the table; raise ValueError for a broken row."""
    rows = _load("profiles")
    vendors = {vendor["id"] for vendor in read_vendors()}
    ids = _unique_ids(rows)
    profiles = [_whole(row) for row in rows]
    for profile in profiles:
        _check_life_cycle(profile, ids)
        _check_vendors(profile, vendors)
    return profiles


def _whole(row: dict[str, Any]) -> Profile:
    """Return the row with every fact of the schema."""
    state = {name: row.get(name) for name in STATE_FIELDS}
    facts = {name: value for name, value in row.items() if name not in STATE_FIELDS}
    facts["documents"] = [stated for stated, _ in guides_of(row)]
    try:
        return {**state, **parse(schemas.ProfileFacts, facts)}
    except Invalid as refusal:
        raise ValueError(f"{row['id']}: {refusal.fields}") from refusal


def guides_of(row: dict[str, Any]) -> list[tuple[Document, bytes]]:
    """Return the documents that ship with a profile: what is stated of each, and the file."""
    path = GUIDES / f"{row['id']}.pdf"
    if not path.exists():
        return []
    content, title = path.read_bytes(), row["title"]
    digest = hashlib.sha256(content).hexdigest()
    stated = {
        "id": digest,
        "title": {"de": f"Kurzanleitung: {title['de']}", "en": f"Short guide: {title['en']}"},
        "filename": f"kurzanleitung-{row['id']}.pdf",
        "sha256": digest,
        "bytes": len(content),
    }
    return [(stated, content)]


def read_vendors() -> list[Vendor]:
    """Return the vendors that profiles refer to; raise ValueError for a broken row."""
    vendors = _load("vendors")
    _unique_ids(vendors)
    for vendor in vendors:
        _refuse_unless(vendor.keys() == VENDOR_FIELDS, vendor, "fields missing or unknown")
        known = vendor["kind"] in {"manufacturer", "it_provider", "it_association"}
        _refuse_unless(known, vendor, f"kind {vendor['kind']!r} is unknown")
    return vendors


def _check_life_cycle(profile: Profile, ids: Iterable[str]) -> None:
    known = profile["status"] in STATUSES
    _refuse_unless(known, profile, f"status {profile['status']!r} is unknown")
    ended, reason = profile["status"] != "published", profile["status_reason"]
    _refuse_unless(ended == (reason is not None), profile, "status and its reason differ")
    retired, successor = profile["status"] == "retired", profile["successor"]
    _refuse_unless(retired or successor is None, profile, "only a retired profile has a successor")
    known = successor is None or successor in ids
    _refuse_unless(known, profile, f"successor {successor!r} is unknown")


def _check_vendors(profile: Profile, vendors: set[str]) -> None:
    named = {interface["stated_by"] for interface in profile["interfaces"]}
    named |= {profile["technical_operator"]} - {None}
    _refuse_unless(named <= vendors, profile, f"vendors {named - vendors} are unknown")


def _unique_ids(rows: list[dict[str, Any]]) -> set[str]:
    ids: set[str] = set()
    for row in rows:
        _refuse_unless(keys.SLUG.match(row["id"]) is not None, row, "id is no slug")
        _refuse_unless(row["id"] not in ids, row, "id occurs twice")
        ids.add(row["id"])
    return ids


def _refuse_unless(holds: bool, row: dict[str, Any], reason: str) -> None:
    if not holds:
        raise ValueError(f"{row.get('id')}: {reason}")


def _load(table: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads((_TABLES / f"{table}.json").read_text("utf-8"))
    return rows
