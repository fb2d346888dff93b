"""The look at the catalogue's revision goes on whatever the answer."""

from typing import Any

import pytest

from gateway.catalogue import changes
from gateway.catalogue.cache import CatalogueCache
from gateway.catalogue.changes import CatalogueChanges
from services.common.errors import Unavailable
from tests.unit.gateway.gateway_fakes import FakeCalls


@pytest.mark.parametrize("odd", [{}, None, Unavailable("service-away", "Weg.", "[]")])
def test_an_odd_answer_does_not_end_the_looking(monkeypatch: pytest.MonkeyPatch, odd: Any) -> None:
    calls, cache = FakeCalls(), CatalogueCache()
    feed = CatalogueChanges("", cache, calls)

    def newest() -> dict[str, int]:
        feed.stop()
        return {"revision": 8}

    calls.answers["catalog.revision"] = [{"revision": 7}, odd, newest]
    monkeypatch.setattr(changes, "LOOK_EVERY_S", 0)

    feed._look_on()

    assert calls.count("catalog.revision") == 3
    assert cache.generation == 1
