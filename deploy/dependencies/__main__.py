"""``python -m deploy.dependencies``: check what we take from others; ``lock`` makes lock files.

Prints one line per check; exits 1 where one found something. Advisories that cannot be reached
are told and are no fault.
"""

import sys

from deploy.dependencies import holes, licences, locks


def check() -> int:
    """Check locks, licences and known holes; return the exit code."""
    pins = locks.installed()
    failed = [_told("lock files", locks.faults()), _told("licences", licences.faults(pins))]
    try:
        failed.append(_told("known holes", holes.faults(pins)))
    except holes.NotTold as reason:
        print(f"known holes: NOT CHECKED, the advisories (OSV) were not reached: {reason}")
    return int(any(failed))


def _told(what: str, found: list[str]) -> bool:
    print(f"{what}: {len(found) or 'nothing'} found", *found, sep="\n  ")
    return bool(found)


if __name__ == "__main__":
    if sys.argv[1:] == ["lock"]:
        locks.write()
    else:
        sys.exit(check())
