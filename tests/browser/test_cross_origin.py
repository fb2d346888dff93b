"""A page of another origin uses the API from a browser: one on the list, by token, nobody else."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import requests
from playwright.sync_api import Browser, Page

from deploy.local.specs import DEVELOPER_ORIGIN
from tests.api_clients import access
from tests.journeys import Journeys

STRANGER = "http://localhost:4401"
ASK = """async ([url, token, header, credentials]) => {
    const headers = token ? {Authorization: `Bearer ${token}`} : {};
    try {
        const answer = await fetch(url, {headers, credentials});
        return [answer.status, answer.headers.get(header)];
    } catch (error) {
        return [error.name, null];
    }
}"""
UNREADABLE = ["TypeError", None]
"""What a script is told of an answer its browser keeps from it."""


@pytest.fixture
def page_at(chromium: Browser) -> Iterator[Callable[[str], Page]]:
    """Open an empty page of an origin; nothing of it is asked of the network.

    That it asks a server on this machine is what Chromium would ask the person about.
    """
    context = chromium.new_context()
    context.grant_permissions(["local-network-access"])

    def page(origin: str) -> Page:
        opened = context.new_page()
        opened.route(
            f"{origin}/**", lambda route: route.fulfill(content_type="text/html", body="<p>Ours")
        )
        opened.goto(f"{origin}/")
        return opened

    yield page
    context.close()


def test_a_listed_origin_reads_by_token_and_no_other_does(
    page_at: Callable[[str], Page], journeys: Journeys
) -> None:
    api, token = f"{journeys.system.gateway_url}/api/v1", token_of(journeys)
    listed, stranger = page_at(DEVELOPER_ORIGIN), page_at(STRANGER)

    status, tag = asked(listed, f"{api}/profiles?limit=1", header="ETag")
    assert status == 200
    assert tag
    assert asked(listed, f"{api}/orders?limit=1", token)[0] == 200
    assert asked(listed, f"{api}/orders?limit=1", "invented")[0] == 401
    assert asked(stranger, f"{api}/profiles?limit=1") == UNREADABLE
    assert asked(stranger, f"{api}/orders?limit=1", token) == UNREADABLE


def test_no_origin_reads_what_a_cookie_opens(
    page_at: Callable[[str], Page], journeys: Journeys
) -> None:
    listed, me = page_at(DEVELOPER_ORIGIN), f"{journeys.system.gateway_url}/api/v1/me"

    assert asked(listed, me, credentials="include") == UNREADABLE


def asked(
    page: Page, url: str, token: str = "", *, header: str = "X-Request-ID",
    credentials: str = "same-origin",
) -> Any:  # fmt: skip
    """Return status and one header of an answer as a script of the page reads them."""
    return page.evaluate(ASK, [url, token, header, credentials])


def token_of(journeys: Journeys) -> str:
    """Return the token of a new program of a body."""
    grant = {"grant_type": "client_credentials"}
    url = f"{journeys.system.gateway_url}/oauth/token"
    answer = requests.post(url, data=grant, auth=access(journeys).ours, timeout=30)
    token: str = answer.json()["access_token"]
    return token
