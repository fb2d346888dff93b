"""Read the population figures that ship with this service: a table a day, its source beside it."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "population"


def read_populations() -> Iterator[dict[str, Any]]:
    """Yield each day's figures with ``as_of`` (ISO), ``source`` and ``rows``."""
    for stated in sorted(FOLDER.glob("*.json")):
        yield {**json.loads(stated.read_text("utf-8")), "rows": list(_rows(stated))}


def _rows(stated: Path) -> Iterator[dict[str, Any]]:
    with stated.with_suffix(".csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            yield {**row, "population": int(row["population"])}
