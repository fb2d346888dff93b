"""What became of a service while its order waits: what body and reviewer are told and offered."""

from typing import Any

import pytest

from services.common.errors import Conflict
from services.orders.words.reasons import REASONS
from tests.unit.gateway.body_fakes import BODY, gateway, order, refused, sent, turn
from tests.unit.gateway.gateway_fakes import SIGNED_IN, Gateway
from tests.unit.gateway.test_pages_operator_orders import gateway as operator

NEWER = {"kind": "newer", "version": 5, "successor": None, "reason_code": "profile-newer",
         "reason": "Der Steckbrief gilt jetzt in Version 5."}  # fmt: skip
PAUSED = {**NEWER, "kind": "paused", "reason": REASONS["profile-paused"].filled().de}
GONE = {**NEWER, "kind": "retired", "reason": "Der Dienst wurde eingestellt."}
REPLACED = {**GONE, "successor": {"profile": "neu", "title": {"de": "Neu", "en": "New"}}}
ASKED = turn("body", "asked_back", "answer", "change-version", "withdraw")
WAITS = turn("reviewer", "submitted", "change-version", "withdraw", yours=False)


def clerk(change: Any, waiting: Any = WAITS, **answers: Any) -> Gateway:
    state = "asked_back" if waiting is ASKED else "submitted"
    held = order(state, waiting, profile_change=change)
    known = {"orders__get": held, "orders__answer": held, "orders__change_version": held}
    return gateway(**{**known, **answers})


def read(gw: Gateway, path: str = "/orders/o1") -> str:
    answer = gw.client.get(path, headers=SIGNED_IN)
    assert answer.status_code == 200, answer.text[:500]
    return str(answer.text)


def post(gw: Gateway, act: str, **typed: Any) -> Any:
    return gw.client.post(f"/orders/o1/{act}", data=sent(**typed), headers=SIGNED_IN)


def payload(gw: Gateway, called: str) -> Any:
    return next(given for name, given, *_ in gw.calls.made if name == called)["payload"]


@pytest.mark.parametrize(
    ("change", "told", "way"),
    [
        (NEWER, "Der Steckbrief gilt jetzt in Version 5.", "/orders/o1/change-version"),
        (PAUSED, "Sie brauchen nichts zu tun", "/orders/o1/withdraw"),
        (GONE, "Bitte ziehen Sie die Bestellung zurück.", "/orders/o1/withdraw"),
        (REPLACED, "Bestellen Sie den Nachfolger", f"/leistungen/neu/bestellen?body={BODY}"),
    ],
)
def test_the_body_reads_what_became_of_the_service_and_what_it_can_do(
    change: Any, told: str, way: str
) -> None:
    text = read(clerk(change))

    assert told in text
    assert f'href="{way}"' in text


def test_who_may_not_decide_is_told_whom_to_ask() -> None:
    waiting = turn("reviewer", "submitted", yours=False)

    text = read(clerk(GONE, waiting))

    assert "Bitte wenden Sie sich an eine Person Ihrer Stelle" in text
    assert "/orders/o1/withdraw" not in text


@pytest.mark.parametrize("change", [NEWER, PAUSED, GONE, REPLACED])
def test_whose_service_has_changed_is_not_told_twice_what_to_do(change: Any) -> None:
    text = read(clerk(change, turn("reviewer", "submitted", yours=False)))

    assert "Nächster Schritt dort: Bestellung prüfen.</p>" in text


def test_the_new_version_is_looked_at_and_taken_over() -> None:
    gw = clerk(NEWER)

    asked, done = (
        read(gw, "/orders/o1/change-version"),
        post(gw, "change-version", profile_version="5"),
    )

    assert "Version 5 übernehmen" in asked
    assert 'href="/leistungen/ewa/versionen/4...5"' in asked
    assert (done.status_code, done.location) == (303, "/orders/o1")
    assert payload(gw, "orders.change_version") == {"profile_version": 5}


def test_a_version_newer_still_is_asked_for_again() -> None:
    newest = refused(Conflict("version-changed", ordered=4, current=6))

    answer = post(
        clerk(NEWER, orders__change_version=newest), "change-version", profile_version="5"
    )

    assert answer.status_code == 422
    assert 'name="profile_version" value="6"' in answer.text


def test_where_nothing_has_changed_there_is_no_version_to_take_over() -> None:
    for change in (None, PAUSED):
        gw = clerk(change)
        answer = gw.client.get("/orders/o1/change-version", headers=SIGNED_IN)
        assert (answer.status_code, answer.location) == (303, "/orders/o1")


@pytest.mark.parametrize("takes", [True, False])
def test_an_answer_takes_the_new_version_over_if_its_author_says_so(takes: bool) -> None:
    gw = clerk(NEWER, ASKED)
    chosen = {"take_version": "yes"} if takes else {}

    asked = read(gw, "/orders/o1/answer")
    done = post(gw, "answer", text="Passt.", profile_version="5", **chosen)

    assert 'name="take_version"' in asked
    assert done.status_code == 303
    told = {"text": "Passt."} | ({"profile_version": 5} if takes else {})
    assert payload(gw, "orders.answer") == told


def test_an_answer_asks_for_no_version_where_none_is_newer() -> None:
    text = read(clerk(None, ASKED), "/orders/o1/answer")

    assert "take_version" not in text


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (NEWER, "mit ihrer Antwort die neue Version übernehmen"),
        (PAUSED, "Warten Sie, bis der Dienst weitergeht"),
        (REPLACED, "Fragen Sie zurück, oder lehnen Sie mit Hinweis"),
    ],
)
def test_the_reviewer_reads_it_too_with_what_to_decide(change: Any, told: str) -> None:
    text = read(operator(profile_change=change), "/reviews/orders/o1")

    assert change["reason"] in text
    assert told in text
    assert "/orders/o1/withdraw" not in text
