"""Command: ``python -m deploy.scaling_simulation [cpu-hpa]``: a table for each morning.

It plays the autoscalers of the component ``keda``, else those of the one that is named.
"""

import sys

from deploy.scaling_simulation.morning import MORNINGS
from deploy.scaling_simulation.playing import play
from deploy.scaling_simulation.settings import scalers

HEAD = ("process", "busiest, cores", "replicas", "longest wait", "given up", "turns")
ROW = "{:18}{:>16}{:>12}{:>14}{:>11}{:>7}"


def main() -> int:
    """Print what becomes of every process."""
    component = sys.argv[1] if len(sys.argv) > 1 else "keda"
    for morning in MORNINGS:
        print(morning.title, ROW.format(*HEAD), sep="\n")
        for scaler in scalers(component):
            told = play(scaler, morning)
            replicas = f"{told.least} to {told.most}"
            facts = f"{told.busiest_cores:.2f}", replicas, f"{told.longest_wait_s:.1f} s"
            print(ROW.format(told.process, *facts, told.failed, told.turns))
    return 0


if __name__ == "__main__":
    sys.exit(main())
