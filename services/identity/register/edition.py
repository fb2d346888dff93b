"""Read the register edition that ships with this service, one plain dict per body.

The tables lie beside this module; README.md says where they come from. Keys are
strings, because leading zeros matter. A row that breaks a rule of the official key
stops the reading: a half-right register is worse than none.
"""

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

EDITION = "2023-11-30"

Body = dict[str, Any]
Row = dict[str, str]

_TABLES = Path(__file__).parent
_NAME_BEFORE = {
    "district": "Landkreis ",
    "region": "Bezirk ",
    "joint_administration": "Verwaltungsgemeinschaft ",
}


def read_bodies() -> Iterator[Body]:
    """Yield every body of the edition: municipalities first, then what stands above them.

    An independent city comes once, with its AGS as key. Raise ValueError, naming the
    row, where a key breaks its rule.
    """
    municipalities = list(_rows("municipalities"))
    for row in municipalities:
        _check_municipality(row)
    capacities = _capacities()
    districts = {row["key"]: row for row in _rows("districts")}
    for body in (
        *(_municipality(row, districts) for row in municipalities),
        *(_district(row) for row in districts.values() if row["kind"] == "district"),
        *(_region(row) for row in _rows("regions")),
        *_joint_administrations(_members(municipalities), districts),
    ):
        yield body | {"capacities": capacities.get(body["key"], [])}


def shown_name(official_name: str, *, kind: str) -> str:
    """Return the name as people write it: "München", "Landkreis München", "Bezirk Schwaben"."""
    bare = official_name.split(", ")[0].removesuffix(" (VGem)")
    return _NAME_BEFORE.get(kind, "") + bare


def _municipality(row: Row, districts: Mapping[str, Row]) -> Body:
    return _body(
        row,
        key=row["ags"],
        ars=row["ars"],
        kind=row["kind"],
        district=row["district"],
        district_name=_district_name(districts[row["district"]]),
        region=row["region"],
        joint_administration=row["vg_key"] or None,
        designation=row["designation"],
    )


def _district(row: Row) -> Body:
    return _body(
        row,
        key=row["key"],
        kind="district",
        district=row["key"],
        district_name=_district_name(row),
        region=row["region"],
        designation="Landkreis",
    )


def _region(row: Row) -> Body:
    return _body(row, key=row["key"], kind="region", region=row["key"], designation="Bezirk")


def _joint_administrations(
    members: Mapping[str, list[str]], districts: Mapping[str, Row]
) -> Iterator[Body]:
    for row in _rows("joint_administrations"):
        key = row["key"]
        if len(members[key]) != int(row["member_count"]):
            raise ValueError(f"{key}: {len(members[key])} members, not {row['member_count']}")
        yield _body(
            row,
            key=key,
            kind="joint_administration",
            district=row["district"],
            district_name=_district_name(districts[row["district"]]),
            region=row["district"][:3],
            members=members[key],
            designation="Verwaltungsgemeinschaft",
        )


def _body(row: Row, *, key: str, kind: str, **more: Any) -> Body:
    """Fill what every kind of body has; `more` overrides what only some kinds have."""
    only_some_have: Body = {
        "ars": None,
        "district": None,
        "district_name": None,
        "joint_administration": None,
        "members": [],
    }
    return (
        only_some_have
        | more
        | {
            "key": key,
            "name": shown_name(row["name"], kind=kind),
            "official_name": row["name"],
            "kind": kind,
            "may_register": kind != "uninhabited",
            "population": int(row["population"]),
            "address": _address(row),
            "edition": EDITION,
        }
    )


def _address(row: Row) -> dict[str, str]:
    """Return the town of the administration; the source knows no streets."""
    town = row.get("seat", row["name"]).split(", ")[0]
    return {"seat": town, "postcode": row["postcode"], "town": town}


def _district_name(row: Row) -> str:
    return shown_name(row["name"], kind=row["kind"])


def _members(municipalities: list[Row]) -> dict[str, list[str]]:
    members: dict[str, list[str]] = defaultdict(list)
    for row in municipalities:
        if row["vg_key"]:
            members[row["vg_key"]].append(row["ags"])
    return members


def _capacities() -> dict[str, list[dict[str, str]]]:
    capacities: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in _rows("health_offices"):
        dated = {"capacity": row["capacity"], "valid_from": row["valid_from"]}
        capacities[row["body"]].append(dated)
    return capacities


def _check_municipality(row: Row) -> None:
    ags, ars, vg_key = row["ags"], row["ars"], row["vg_key"]
    if len(ags) != 8 or len(ars) != 12 or ars[:5] + ars[9:] != ags:
        raise ValueError(f"{ags}: the ARS {ars} does not contain this AGS")
    if ags[:5] != row["district"] or ags[:3] != row["region"]:
        raise ValueError(f"{ags}: district {row['district']} or region {row['region']} differs")
    if vg_key and vg_key != ars[:9]:
        raise ValueError(f"{ags}: the ARS {ars} does not start with the VG key {vg_key}")
    if (ars[5] == "9") != (row["kind"] == "uninhabited"):
        raise ValueError(f"{ags}: the ARS {ars} does not fit the kind {row['kind']}")


def _rows(table: str) -> Iterator[Row]:
    with (_TABLES / f"{table}.csv").open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)
