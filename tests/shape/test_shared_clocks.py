"""What several processes must agree on in time is decided by the database's clock."""

import ast

import pytest

from tests.shape.sources import ROOT, tree

SHARED = (
    "storage/leases",
    "messaging/parking",
    "messaging/snapshots",
    "messaging/read_copies",
    "storage/migration",
)
OWN_CLOCK = {"datetime.now", "clock.now", "time.time", "datetime.utcnow"}


@pytest.mark.parametrize("name", SHARED)
def test_no_process_s_own_clock_decides_when_something_is_due(name: str) -> None:
    module = tree(ROOT / f"services/common/{name}.py")

    read = {
        ast.unparse(node.func) for node in ast.walk(module) if isinstance(node, ast.Call)
    } & OWN_CLOCK

    assert read == set()
