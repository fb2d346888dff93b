"""Command: ``python -m services.identity.edition compare OLD_FOLDER NEW_FOLDER``.

Prints the proposal of the newer edition as JSON, ready to be proposed, and to the error
output how much changes. A folder holds the tables ``register/README.md`` describes and is
named after its date. A move whose aim is null needs a person to fill it in.
"""

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from services.identity.domain.editions import ChangeKind, compare
from services.identity.register.edition import read_bodies


def proposal_of(old: Path, new: Path) -> tuple[dict[str, Any], Counter[str]]:
    """Return the proposal that leads from one edition to the next, and its changes by kind."""
    after = {row["key"]: row for row in read_bodies(new)}
    changes, moves = compare(read_bodies(old), after.values())
    gone = [change.key for change in changes if change.kind is ChangeKind.GONE]
    changed = dict.fromkeys(change.key for change in changes if change.key in after)
    proposal = {
        "edition": new.name,
        "upsert": [after[key] for key in changed],
        "gone": gone,
        "moves": [{"from": m.gone, "to": m.to, "reason": m.reason.value} for m in moves],
    }
    return proposal, Counter(change.kind.value for change in changes)


def main(arguments: list[str]) -> int:
    """Print the proposal; 2 where the command is called wrongly."""
    if len(arguments) != 3 or arguments[0] != "compare":
        print(__doc__, file=sys.stderr)
        return 2
    proposal, counted = proposal_of(Path(arguments[1]), Path(arguments[2]))
    print(json.dumps(proposal, ensure_ascii=False, indent=1))
    print(dict(counted), file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
