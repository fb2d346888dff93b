"""The page with the file of an order: everything its reader may see, from the start, to print."""

from typing import Any

import pytest

from services.common.errors import NotFound
from tests.unit.gateway.body_fakes import gateway, line, listed, order
from tests.unit.gateway.gateway_fakes import SIGNED_IN, Gateway
from tests.unit.gateway.test_pages_contracts import contract

HISTORY = [line("submit"), line("release", "Jule Prüferin", reason="Passt.")]
PATH = "/orders/o1/file"


def shown(gw: Gateway, **headers: str) -> Any:
    return gw.client.get(PATH, headers={**SIGNED_IN, **headers})


def held(**changed: Any) -> Gateway:
    one = order("released", None, **{"history": HISTORY[-1:], **changed})
    pages = [listed(HISTORY[0], next="1"), listed(HISTORY[1])]
    return gateway(orders__get=one, orders__history=pages)


def test_it_shows_the_whole_history_from_the_start_and_leads_to_the_zip() -> None:
    text = shown(held()).text

    assert "<h1>Akte der Bestellung</h1>" in text
    assert 'href="/api/v1/orders/o1/file"' in text
    assert text.index("Jule Prüferin") > text.index("Verlauf und Nachrichten von Anfang an")
    assert "Passt." in text


def test_a_contract_that_is_none_of_the_reader_s_is_left_out() -> None:
    gw = held(contract="c1")
    gw.answers("contracts.get", NotFound("contract-not-found", "Nein.", "[]"))

    answer = shown(gw)

    assert answer.status_code == 200
    assert "Zu dieser Bestellung gibt es noch kein Dokument." in answer.text


@pytest.mark.parametrize(
    ("final_hash", "file"), [(None, "document"), ("ab" * 32, "final-document")]
)
@pytest.mark.parametrize("path", [PATH, "/orders/o1"])
def test_the_contract_is_read_with_its_seal_as_soon_as_it_has_one(
    path: str, final_hash: str | None, file: str
) -> None:
    gw = held(contract="c1")
    gw.answers("contracts.get", contract(final_hash=final_hash))

    text = gw.client.get(path, headers=SIGNED_IN).text

    assert f'href="/contracts/c1/{file}"' in text


def test_it_is_said_in_english_too() -> None:
    assert "Download the file as a ZIP" in shown(held(), **{"Accept-Language": "en"}).text


def test_the_order_s_page_leads_there() -> None:
    gw = gateway(orders__get=order("released", None, history=HISTORY))

    assert f'href="{PATH}"' in gw.client.get("/orders/o1", headers=SIGNED_IN).text
