"""Read an edition of the register from its folder of tables, one plain dict per body.

The edition that ships with this service lies beside this module; README.md says where it
comes from. Keys are strings, because leading zeros matter. A row that breaks a rule of
the official key stops the reading: a half-right register is worse than none.
"""

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from services.common.validation.texts import one_line
from services.identity.register.keys import key_fault

EDITION = "2023-11-30"
"""The edition a new installation begins with; later ones are proposed, reviewed, applied."""

Body = dict[str, Any]
Row = dict[str, str]

SHIPPED = Path(__file__).parent / EDITION
_NAME_BEFORE = {
    "district": "Landkreis ",
    "region": "Bezirk ",
    "joint_administration": "Verwaltungsgemeinschaft ",
}


def read_bodies(folder: Path = SHIPPED) -> Iterator[Body]:
    """Yield every body of the edition: municipalities first, then what stands above them.

    An independent city comes once, with its AGS as key. The folder is named after the
    edition's date. Raise ValueError, naming the row, where a key breaks its rule.
    """
    capacities = _capacities(folder)
    for body in _facts(folder):
        if fault := key_fault(body):
            raise ValueError(f"{body['key']}: {fault}")
        yield body | {"capacities": capacities.get(body["key"], []), "edition": folder.name}


def _facts(folder: Path) -> Iterator[Body]:
    municipalities = list(_rows(folder, "municipalities"))
    districts = {row["key"]: row for row in _rows(folder, "districts")}
    yield from (_municipality(row, districts) for row in municipalities)
    yield from (_district(row) for row in districts.values() if row["kind"] == "district")
    yield from (_region(row) for row in _rows(folder, "regions"))
    joint = list(_rows(folder, "joint_administrations"))
    yield from _joint_administrations(joint, _members(municipalities), districts)


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
    rows: list[Row], members: Mapping[str, list[str]], districts: Mapping[str, Row]
) -> Iterator[Body]:
    for row in rows:
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


def _capacities(folder: Path) -> dict[str, list[dict[str, str]]]:
    capacities: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in _rows(folder, "health_offices"):
        dated = {"capacity": row["capacity"], "valid_from": row["valid_from"]}
        capacities[row["body"]].append(dated)
    return capacities


def _rows(folder: Path, table: str) -> Iterator[Row]:
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            yield {name: one_line(value) for name, value in row.items()}
