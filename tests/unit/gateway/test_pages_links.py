"""The page of an order about its link: a dead one, and one that was written into the thread."""

from typing import Any

import pytest

from tests.unit.gateway.body_fakes import gateway, line, listed, order, turn
from tests.unit.gateway.gateway_fakes import SIGNED_IN, Gateway

POSTED = "https://www.bayernportal.de/dokumente/onlineservice/57884867867"


def shown(gw: Gateway, path: str = "/orders/o1") -> Any:
    return gw.client.get(path, headers=SIGNED_IN)


def comment(text: str) -> dict[str, Any]:
    return {"kind": "comment", "at": "2026-11-27T09:00:00+00:00", "author": "a2",
            "author_name": "Viktor Vendor", "visibility": "vendor", "text": text}  # fmt: skip


def test_a_dead_link_warns_and_the_service_is_still_shown_as_live() -> None:
    waiting = turn("body", "link_dead", "link")
    reason = "Diese Seite gibt es im BayernPortal nicht."
    dead = order("live", link=POSTED, actions=["link"], waiting_for=waiting,
                 history=[line("link"), line("link-dead", reason=reason)])  # fmt: skip

    text = shown(gateway(orders__get=dead)).text

    assert "Link erneuern" in text
    assert "Der Dienst bleibt online." in text
    assert reason in text
    assert f'href="{POSTED}"' in text
    assert 'href="/orders/o1/link"' in text


def test_a_live_service_says_when_its_page_was_looked_at() -> None:
    checked = order("live", link=POSTED, link_checked_at="2026-11-27T09:00:00+00:00")

    assert "Seite zuletzt geprüft: 27.11.2026" in shown(gateway(orders__get=checked)).text


def test_a_link_written_into_the_thread_is_offered_and_stands_in_the_form() -> None:
    said = listed(comment(text=f"Er steht jetzt hier: {POSTED}?plz=83209&x=1. Viele Grüße"))
    gw = gateway(orders__get=order("awaiting_link", actions=["link"]), notify__list_comments=said)

    page, form = shown(gw), shown(gw, f"/orders/o1/link?url={POSTED}%3Fplz%3D83209")

    assert "Link aus den Nachrichten" in page.text
    assert "Diesen Link mitteilen" in page.text
    assert f'value="{POSTED}?plz=83209"' in form.text


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("Noch kein Link.", {}),
        ("https://dienst.example/dokumente/leistung/040414", {}),
        ("http://www.bayernportal.de/dokumente/leistung/040414", {}),
        ("https://www.bayernportal.de.dienst.example/dokumente/leistung/040414", {}),
        (POSTED, {"link": POSTED}),
        (POSTED, {"proposed_link": POSTED}),
        (POSTED, {"actions": ["request-support"]}),
        (POSTED, {"history": [line("refuse-link", at="2099-01-01T00:00:00+00:00")]}),
        (f"{POSTED}?x={'x' * 1000}", {}),
    ],
)
def test_nothing_is_offered_that_is_no_link_or_settled(text: str, more: dict[str, Any]) -> None:
    known = {"actions": ["link"], **more}
    gw = gateway(orders__get=order("awaiting_link", **known),
                 notify__list_comments=listed(comment(text=text)))  # fmt: skip

    assert "Link aus den Nachrichten" not in shown(gw).text


def test_no_other_address_is_written_into_the_form() -> None:
    gw = gateway(orders__get=order("awaiting_link", actions=["link"]))

    text = shown(gw, "/orders/o1/link?url=https://dienst.example/").text

    assert 'name="url"' in text
    assert 'value="https://dienst' not in text
