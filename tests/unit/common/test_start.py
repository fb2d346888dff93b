"""A process starts once its database is there, and is all there."""

from types import SimpleNamespace
from typing import Any

import pytest

from services.common import run


def test_it_waits_for_the_database_and_for_a_restore_to_come_to_its_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said: list[str] = []
    there, restoring = iter([False, True, True]), iter([True, False])
    monkeypatch.setattr(run.log, "warning", lambda what, **_: said.append(what))
    monkeypatch.setattr("time.sleep", lambda _: None)
    monkeypatch.setattr(run.restoring, "is_under_way", lambda _: next(restoring))
    runtime: Any = SimpleNamespace(ping_database=lambda: next(there), database=None)

    run._wait_for_database(runtime)

    assert said == ["database_away", "restore_unfinished"]
    assert (list(there), list(restoring)) == ([], [])
