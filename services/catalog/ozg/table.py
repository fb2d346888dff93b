"""Read the OZG catalogue that ships with this service; README.md says where it is from."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_TABLES = Path(__file__).parent


@dataclass(frozen=True)
class OzgService:
    """One of the 557 services of the OZG catalogue."""

    ozg_id: str
    title: str
    topic: str
    life_situation: str


@dataclass(frozen=True)
class LeikaEntry:
    """A LeiKa key with its name; key or OZG id may be empty, never both."""

    ozg_id: str
    leika_key: str
    name: str
    law: str


@cache
def read_services() -> tuple[OzgService, ...]:
    """Return the services in the order of their ids."""
    return tuple(OzgService(**row) for row in _rows("services"))


@cache
def read_leika() -> tuple[LeikaEntry, ...]:
    """Return the LeiKa entries service by service."""
    return tuple(LeikaEntry(**row) for row in _rows("leika"))


def _rows(table: str) -> Iterator[dict[str, str]]:
    with (_TABLES / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
