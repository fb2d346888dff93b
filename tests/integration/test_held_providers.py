"""The IT provider of a body is read once in a while, and anew once it is changed here."""

from types import SimpleNamespace
from typing import Any

import pytest
from pymongo.database import Database

from services.common.messaging.held_states import HELD_FOR_S
from services.orders.domain.body_systems import BodySystems
from services.orders.repositories import bodies
from services.orders.repositories.bodies import SystemsOfBodies

BODY = "09187162"


def named(provider: str) -> Any:
    def name(systems: BodySystems) -> None:
        systems.it_provider = provider

    return name


def test_a_provider_named_here_is_seen_at_once_and_elsewhere_after_a_second(
    database: Database[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [100.0]
    monkeypatch.setattr(bodies, "time", SimpleNamespace(monotonic=lambda: now[0]))
    here, there = (SystemsOfBodies(database, "orders", lambda *_: None) for _ in range(2))
    found = [(here.provider_of(BODY), there.provider_of(BODY))]

    for provider in ("dataport", "akdb"):
        here.write(BodySystems(id=BODY), named(provider))
        found.append((here.provider_of(BODY), there.provider_of(BODY)))
    now[0] += HELD_FOR_S
    found.append((here.provider_of(BODY), there.provider_of(BODY)))

    assert found == [(None, None), ("dataport", None), ("akdb", None), ("akdb", "akdb")]
