"""Prints the matrix: ``python -m tests.matrix [PART]``, only routes with this part in their name.

A column for each role: ``x`` may ask, ``o`` about what is its own, ``.`` is refused.
"""

import sys
from collections.abc import Iterator

from tests.matrix.table import GUEST, Row, rows
from tests.shape.rights import EVERYONE, ROLES

COLUMNS = (GUEST, EVERYONE, *ROLES)


def mark(row: Row, role: str) -> str:
    """Return what a role may, in a letter."""
    if role == GUEST:
        return "x" if row.route.public else "."
    roles = frozenset({role}) if role in ROLES else frozenset()
    if not row.allows(roles):
        return "."
    return "x" if row.allows_for_others(roles) else "o"


def lines(part: str = "") -> Iterator[str]:
    """Yield the heading and a line for each row."""
    width = max(len(row.name) for row in rows())
    yield f"{'':{width}}  {' '.join(role[:8].ljust(8) for role in COLUMNS)} in these states"
    for row in rows():
        if part in row.name:
            marks = " ".join(mark(row, role).ljust(8) for role in COLUMNS)
            yield f"{row.name:{width}}  {marks} {', '.join(sorted(row.states or ()))}".rstrip()


if __name__ == "__main__":
    print("\n".join(lines(*sys.argv[1:2])))
