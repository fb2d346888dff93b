"""What waits is measured by a clock that nobody can set."""

import ast
from pathlib import Path

from tests.shape.sources import modules, shown, tree

BY_THE_CALENDAR = {
    "gateway/callers/access_tokens.py": "a token's times are read by others",
    "gateway/rate_limits/counter.py": "processes share their windows; nobody waits for one",
    "gateway/calls/client.py": "the deadline of a call is read by its service",
}


def wall_clocks(path: Path) -> int:
    """Count how often a module reads the time of day as a number."""
    return sum(
        isinstance(node, ast.Attribute) and ast.unparse(node) == "time.time"
        for node in ast.walk(tree(path))
    )


def test_the_gateway_measures_no_wait_by_the_time_of_day() -> None:
    reading = {shown(path) for path in modules("gateway") if wall_clocks(path)}

    assert reading == set(BY_THE_CALENDAR)


def test_a_call_s_own_wait_is_by_the_steady_clock() -> None:
    waiting = [path for path in modules("gateway") if shown(path) == "gateway/calls/client.py"]

    assert [wall_clocks(path) for path in waiting] == [1]
