"""Command: `python -m tests.saml` prints what becomes of every answer; 1 if anything differs."""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pymongo import MongoClient

from deploy.local import database
from deploy.local.ports import free_ports
from gateway.sign_in.store import SignIns
from tests.saml.cases import CASES
from tests.saml.verdicts import verdict

ROW = "{:<58} {:<20} {:<20} {}"


def main() -> int:
    """Print the table."""
    print(ROW.format("case", "expected", "verdict", ""))
    differing = 0
    with own_store() as sign_ins:
        for case in CASES:
            said = verdict(case, sign_ins)
            differing += said != case.expected
            print(ROW.format(case.name, case.expected, said, "" if said == case.expected else "!"))
    hostile = sum(case.hostile for case in CASES)
    print(f"{hostile} hostile, {len(CASES) - hostile} good, {differing} differ")
    return 1 if differing else 0


@contextmanager
def own_store() -> Iterator[SignIns]:
    """Return the store of used answers, on a database server that lives as long as the table."""
    (port,) = free_ports(1)
    with tempfile.TemporaryDirectory() as folder:
        server = database.start(Path(folder), port)
        try:
            database.wait_ready(port)
            client: MongoClient[dict[str, Any]] = MongoClient(database.uri(port), tz_aware=True)
            yield SignIns(client["gateway"])
            client.close()
        finally:
            server.terminate()
            server.wait()


if __name__ == "__main__":
    sys.exit(main())
