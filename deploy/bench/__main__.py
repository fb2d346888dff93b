"""Measure: ``python -m deploy.bench``, or only some figures ``... profile_read,search_p95``.

Writes ``.local/bench.json`` and prints a table; ends with 1 where something could not be
measured. A missed target is said in both and is no error: machines differ.
"""

import argparse
import json
import os
import platform
import sys
import traceback
from dataclasses import fields
from pathlib import Path
from typing import Any

from deploy.bench import (
    back_pages,
    border,
    bulk,
    catalogue,
    contracts,
    levy,
    lists,
    mails,
    orders,
    pages,
    seals,
    slow,
    webhooks,
)
from deploy.bench.figures import Figure, table
from deploy.bench.filling.sizes import Sizes
from deploy.bench.place import running
from deploy.local.specs import ROOT

WRITTEN = ROOT / ".local/bench.json"
PROFILES = 5000
MEASUREMENTS = {
    **catalogue.MEASUREMENTS,
    **pages.MEASUREMENTS,
    **slow.MEASUREMENTS,
    **border.MEASUREMENTS,
    **orders.MEASUREMENTS,
    **bulk.MEASUREMENTS,
    **lists.MEASUREMENTS,
    **seals.MEASUREMENTS,
    **contracts.MEASUREMENTS,
    **levy.MEASUREMENTS,
    **mails.MEASUREMENTS,
    **webhooks.MEASUREMENTS,
    **back_pages.MEASUREMENTS,
}

FILLS = frozenset({"back_pages_ms"})
"""Measured when named only: to fill the system takes minutes and gigabytes."""
USUAL = [name for name in MEASUREMENTS if name not in FILLS]


def main() -> int:
    """Measure what is asked for, write and print it."""
    parser = argparse.ArgumentParser(prog="deploy.bench", description=__doc__)
    parser.add_argument("only", nargs="?", default="", help="names with commas between them")
    parser.add_argument("--profiles", type=int, default=PROFILES, help="how many there are")
    for each in fields(Sizes):
        parser.add_argument(f"--{each.name}", type=int, default=each.default)
    asked = parser.parse_args()
    sizes = Sizes(**{each.name: getattr(asked, each.name) for each in fields(Sizes)})
    wanted = [name for name in asked.only.split(",") if name] or USUAL
    if unknown := [name for name in wanted if name not in MEASUREMENTS]:
        print(f"unknown: {', '.join(unknown)}; known: {', '.join(MEASUREMENTS)}", file=sys.stderr)
        return 2
    WRITTEN.unlink(missing_ok=True)
    load_before = os.getloadavg()[0]
    figures, failed = measured(wanted, asked.profiles, sizes)
    write(figures, load_before)
    print(table(figures))
    print(f"\nwritten to {WRITTEN.relative_to(ROOT)}")
    for name, why in failed.items():
        print(f"not measured: {name}: {why}", file=sys.stderr)
    return 1 if failed else 0


def measured(wanted: list[str], profiles: int, sizes: Sizes) -> tuple[list[Figure], dict[str, str]]:
    """Return the figures, and why some could not be measured."""
    figures: list[Figure] = []
    failed: dict[str, str] = {}
    print(f"starting a system with {profiles} profiles", file=sys.stderr)
    with running(profiles, sizes) as place:
        for name in wanted:
            print(f"measuring {name}", file=sys.stderr)
            try:
                figures += MEASUREMENTS[name](place)
            except Exception as error:
                traceback.print_exc()
                failed[name] = str(error)[:200] or type(error).__name__
    return figures, failed


def write(figures: list[Figure], load_before: float) -> None:
    """Keep the figures of this run only: ratios of different runs do not compare."""
    WRITTEN.parent.mkdir(exist_ok=True)
    found = {"machine": machine(load_before), "figures": [figure.plain() for figure in figures]}
    WRITTEN.write_text(json.dumps(found, indent=2, ensure_ascii=False) + "\n")


def machine(load_before: float) -> dict[str, Any]:
    """Say what it was measured on, and how much else that machine had to do."""
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return {
        "cpu": models[0] if models else platform.processor(),
        "cores": os.cpu_count(),
        "memory_mb": os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**20,
        "system": platform.platform(),
        "python": platform.python_version(),
        "load_before": round(load_before, 2),
    }


if __name__ == "__main__":
    sys.exit(main())
