"""What a run of the levy costs: all payers of Bavaria, and as many services as there may be.

Measured is the CPU of all processes that take part, from the editor's request to the stored draft.
"""

from collections.abc import Callable, Mapping
from statistics import median
from typing import Any

from deploy.bench.cpu import used_s
from deploy.bench.figures import Figure, Target
from deploy.bench.place import EDITOR, Place
from deploy.local.client import Person

SERVICES, PAYERS = 600, 2134
ROUNDS = 5
TAKING_PART = ("gateway", "contracts", "database", "broker")
MOST_S = 1.0
YEAR = 2024
"""Of its population the figures ship with the service."""


def levy_run(place: Place) -> list[Figure]:
    """Compute drafts one after the other; the others of the system are idle meanwhile."""
    editor = place.sign_in(EDITOR)
    rounds = [_cpu_s(place, editor) for _ in range(ROUNDS)]
    return [Figure("levy_run_s", median(rounds), "s of CPU", Target(MOST_S, of="value"))]


MEASUREMENTS: Mapping[str, Callable[[Place], list[Figure]]] = {"levy_run_s": levy_run}


def services() -> list[dict[str, Any]]:
    """Return services whose costs and splits differ, so that no fraction of them is simple."""
    return [
        {
            "name": f"Dienst {n}",
            "yearly_cost_cent": 1_000_003 + n * 7919,
            "split": {"municipalities": 1 + n % 97, "districts": n % 89, "regions": n % 83},
        }
        for n in range(SERVICES)
    ]


def _cpu_s(place: Place, editor: Person) -> float:
    known = place.system.processes.known()
    pids = [known[name][1] for name in TAKING_PART]
    before = used_s(pids)
    run = editor.post("levy/runs", {"year": YEAR, "services": services()})
    used = used_s(pids) - before
    if (run["payers"], len(run["services"])) != (PAYERS, SERVICES):
        raise ValueError(f"no whole run: {run['payers']} payers, {len(run['services'])} services")
    return used
