"""The rules every key of the official register keeps; it has no check digit."""

from collections.abc import Mapping
from typing import Any

KEY_LENGTHS = {
    "municipality": 8,
    "independent_city": 8,
    "uninhabited": 8,
    "district": 5,
    "region": 3,
    "joint_administration": 9,
}
MUNICIPAL = ("municipality", "independent_city", "uninhabited")


def key_fault(row: Mapping[str, Any]) -> str | None:
    """Return the code of the rule the keys of this row break, or None where they keep all."""
    key, kind = row["key"], row["kind"]
    if len(key) != KEY_LENGTHS[kind] or not key.isdecimal() or not key.startswith("09"):
        return "no-key-of-its-kind"
    if row["region"] != key[:3]:
        return "region-differs"
    if kind != "region" and row["district"] != key[:5]:
        return "district-differs"
    return _ars_fault(row) if kind in MUNICIPAL else None


def _ars_fault(row: Mapping[str, Any]) -> str | None:
    key, ars, joint = row["key"], row["ars"] or "", row["joint_administration"]
    if len(ars) != 12 or not ars.isdecimal() or ars[:5] + ars[9:] != key:
        return "ars-without-key"
    if joint and joint != ars[:9]:
        return "ars-without-joint"
    if (ars[5] == "9") != (row["kind"] == "uninhabited"):
        return "ars-unlike-kind"
    return None
