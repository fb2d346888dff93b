"""Support sees what is wrong in the background of each service, since when, and what to do."""

from typing import Any

import pytest

from services.common.errors import Unavailable
from tests.unit.gateway.gateway_fakes import SIGNED_IN, Gateway

PATH = "/operator/operations"
SERVICES = ("identity", "catalog", "orders", "contracts", "notify")
COMMAND = "python -m services.common.resync orders"


def condition(kind: str, label: str, **facts: Any) -> dict[str, Any]:
    return {
        "kind": kind, "kind_label": label, "name": None, "count": 0, "since": None,
        "is_wrong": False, "advice": None, "command": None, **facts,
    }  # fmt: skip


LOCK = condition(
    "lock", "Sperre einer Hintergrundarbeit", name="recount", count=1,
    since="2026-11-29T09:10:00+00:00",
)  # fmt: skip
PARKED = condition(
    "parked", "Nicht verarbeitete Nachrichten", count=3, since="2026-11-25T09:00:00+00:00",
    is_wrong=True, advice="Sehen Sie sich jede Nachricht an.",
)  # fmt: skip
COPY = condition(
    "copy", "Kopie von Daten eines anderen Dienstes", name="catalog.profile.fill", count=200,
    since="2026-11-29T08:00:00+00:00", is_wrong=True, advice="Läuft der Dienst?", command=COMMAND,
)  # fmt: skip


@pytest.fixture
def gateway() -> Gateway:
    """Support is signed in, and all services answer that one lock is held."""
    made = Gateway()
    known = made.calls.answers["identity.principal"]
    grants = {"self": ["me:read"], "*": ["parked:manage", "orders:read"]}
    made.answers("identity.principal", {**known, "grants": grants})
    for service in SERVICES:
        made.answers(f"{service}.list_conditions", {"items": [LOCK]})
    return made


def shown(gateway: Gateway) -> str:
    answer = gateway.client.get(PATH, headers=SIGNED_IN)
    assert answer.status_code == 200
    return str(answer.text)


def test_where_nothing_is_wrong_it_says_so_and_what_runs(gateway: Gateway) -> None:
    page = shown(gateway)

    assert "Es ist alles in Ordnung" in page
    assert page.count("recount") == len(SERVICES)
    assert "29.11.2026" in page


def test_what_is_wrong_leads_to_the_page_or_names_the_command_that_mends_it(
    gateway: Gateway,
) -> None:
    gateway.answers("orders.list_conditions", {"items": [PARKED, COPY]})

    page = shown(gateway)

    assert 'href="/operator/parked"' in page
    assert "25.11.2026" in page
    assert COMMAND in page
    assert page.index("Was nicht in Ordnung ist") < page.index(COMMAND) < page.index("recount")


def test_a_service_that_does_not_answer_is_named_and_the_others_are_shown(
    gateway: Gateway,
) -> None:
    gateway.answers("catalog.list_conditions", Unavailable("service-away", "Weg.", "[]"))

    page, told = shown(gateway), gateway.client.get("/api/v1/conditions", headers=SIGNED_IN).json

    assert "Es ist alles in Ordnung" not in page
    assert "Katalog" in page
    assert page.count("recount") == len(SERVICES) - 1
    assert [one["service"] for one in told["items"] if not one["answers"]] == ["catalog"]
    assert [one["service"] for one in told["items"] if one["is_wrong"]] == ["catalog"]
