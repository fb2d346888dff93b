"""What a walk of the watchdog found is counted whole and kept in part."""

import pytest

from services.common import watchdog
from services.common.clockwork import Flaw
from services.common.watchdog import Finding, Tally


def test_all_are_counted_and_only_the_first_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watchdog, "MOST_SHOWN", 3)
    tally = Tally()

    for page in range(4):
        tally.add([Finding(f"o{page}.{n}", Flaw.NO_OWNER, {}) for n in range(2)])

    assert [finding.id for finding in tally.first] == ["o0.0", "o0.1", "o1.0"]
    assert tally.counts == {"no-owner": 8}
