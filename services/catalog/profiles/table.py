"""Read the profiles and vendors that ship with this service, one plain dict each.

The tables lie beside this module; README.md says what is evidenced and what is demo
data. A row that breaks a rule stops the reading, and the error names it.
"""

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

Profile = dict[str, Any]
Vendor = dict[str, Any]

PROFILE_FIELDS = frozenset(
    {
        "id",
        "title",
        "summary",
        "kind",
        "leika_keys",
        "ozg_id",
        "topic",
        "life_situation",
        "ministry",
        "operating_authority",
        "technical_operator",
        "target_kinds",
        "capacities",
        "sphere",
        "financing",
        "maturity",
        "trust_level",
        "release",
        "status",
        "status_reason",
        "successor",
        "demo",
        "evidence",
        "interfaces",
        "rollout_guide",
        "contract_partner",
        "prerequisites",
        "test_access",
        "data_protection",
        "valid_from",
    }
)
VENDOR_FIELDS = frozenset({"id", "name", "kind", "email", "demo"})
BODY_KINDS = frozenset(
    {"municipality", "independent_city", "district", "region", "joint_administration"}
)
ALLOWED = {
    "kind": {"efa", "market", "bayernstore", "toolbox"},
    "sphere": {"own", "delegated"},
    "status": {"published", "paused", "retired"},
    "trust_level": {"none", "low", "substantial", "high"},
}
HIGHEST_MATURITY = {"1.1": 4, "2.0": 7}

_TABLES = Path(__file__).parent
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LEIKA = re.compile(r"99[0-9]{12}")
_OZG = re.compile(r"[0-9]{5}")


def read_profiles() -> list[Profile]:
    """Return the profiles in the order of the table; raise ValueError for a broken row."""
    profiles = _load("profiles")
    vendors = {vendor["id"] for vendor in read_vendors()}
    ids = _unique_ids(profiles)
    for profile in profiles:
        _refuse_unless(profile.keys() == PROFILE_FIELDS, profile, "fields missing or unknown")
        _check_keys(profile)
        _check_choices(profile)
        _check_life_cycle(profile, ids)
        _check_vendors(profile, vendors)
    return profiles


def read_vendors() -> list[Vendor]:
    """Return the vendors that profiles refer to; raise ValueError for a broken row."""
    vendors = _load("vendors")
    _unique_ids(vendors)
    for vendor in vendors:
        _refuse_unless(vendor.keys() == VENDOR_FIELDS, vendor, "fields missing or unknown")
        known = vendor["kind"] in {"manufacturer", "it_provider", "it_association"}
        _refuse_unless(known, vendor, f"kind {vendor['kind']!r} is unknown")
    return vendors


def is_leika_key(key: str) -> bool:
    """Say whether the key is a national LeiKa key: 99, group, object, action, detail.

    The only safe rule between its parts: action 000 implies detail 000.
    """
    if not _LEIKA.fullmatch(key):
        return False
    action, detail = key[8:11], key[11:]
    return action != "000" or detail == "000"


def is_ozg_id(ozg_id: str) -> bool:
    """Say whether the id lies in the range of the OZG catalogue, 10000 to 10601."""
    return _OZG.fullmatch(ozg_id) is not None and 10000 <= int(ozg_id) <= 10601


def _check_keys(profile: Profile) -> None:
    _refuse_unless(bool(profile["leika_keys"]), profile, "no LeiKa key")
    for key in profile["leika_keys"]:
        _refuse_unless(is_leika_key(key), profile, f"{key!r} is no LeiKa key")
    ozg_id = profile["ozg_id"]
    _refuse_unless(is_ozg_id(ozg_id), profile, f"{ozg_id!r} is no OZG id")


def _check_choices(profile: Profile) -> None:
    for field, allowed in ALLOWED.items():
        value = profile[field]
        _refuse_unless(value in allowed, profile, f"{field} {value!r} is unknown")
    unknown = set(profile["target_kinds"]) - BODY_KINDS
    _refuse_unless(not unknown, profile, f"kinds of body {unknown} are unknown")
    maturity = profile["maturity"]
    highest = HIGHEST_MATURITY.get(maturity["model"], -1)
    _refuse_unless(0 <= maturity["value"] <= highest, profile, "maturity is outside its model")
    has_partner = profile["contract_partner"] is not None
    _refuse_unless(has_partner != (profile["kind"] == "efa"), profile, "contract partner is wrong")


def _check_life_cycle(profile: Profile, ids: Iterable[str]) -> None:
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
        _refuse_unless(_SLUG.fullmatch(row["id"]) is not None, row, "id is no slug")
        _refuse_unless(row["id"] not in ids, row, "id occurs twice")
        ids.add(row["id"])
    return ids


def _refuse_unless(holds: bool, row: dict[str, Any], reason: str) -> None:
    if not holds:
        raise ValueError(f"{row.get('id')}: {reason}")


def _load(table: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads((_TABLES / f"{table}.json").read_text("utf-8"))
    return rows
