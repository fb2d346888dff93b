"""The contacts of a body: who is named, and one handed over with or without an account."""

from typing import Any

import pytest

from services.common.errors import NotFound
from tests.unit.gateway.account_answers import PRIEN, wrong
from tests.unit.gateway.body_fakes import listed, sent
from tests.unit.gateway.gateway_fakes import SIGNED_IN, Gateway

BODY = "09187162"
PATH = f"/bodies/{BODY}/contacts"
EVA = {
    "id": "c1", "name": "Eva Fach", "department": "Amt", "email": "fach@prien.example",
    "phone": "1", "orders": 2, "usual": True,
}  # fmt: skip
NORA = {"name": "Nora Neu", "department": "Amt", "email": "nora@prien.example", "phone": "3",
        "reason": "Elternzeit"}  # fmt: skip


def gateway_of(permissions: list[str], **everywhere: list[str]) -> Gateway:
    gateway = Gateway()
    known = gateway.calls.answers["identity.principal"]
    grants = {"self": ["me:read"], BODY: permissions, **everywhere}
    gateway.answers("identity.principal", {**known, "grants": grants})
    gateway.answers("identity.get_body", PRIEN)
    gateway.answers("identity.find_bodies", listed({"key": BODY, "full_name": "Prien"}))
    gateway.answers("orders.contacts", listed(EVA))
    gateway.answers("orders.hand_over_contact", EVA)
    return gateway


@pytest.fixture
def gateway() -> Gateway:
    return gateway_of(["contacts:hand-over"])


def get(gateway: Gateway, path: str = PATH) -> Any:
    return gateway.client.get(path, headers=SIGNED_IN)


def post(gateway: Gateway, **typed: str) -> Any:
    form = sent(**typed)
    return gateway.client.post(f"{PATH}/c1/hand-over", data=form, headers=SIGNED_IN)


def made(gateway: Gateway) -> list[Any]:
    return [one[1] for one in gateway.calls.made if one[0] == "orders.hand_over_contact"]


def test_everybody_who_is_named_is_listed_with_the_way_to_hand_over(gateway: Gateway) -> None:
    text = get(gateway).text

    assert "2 laufende Bestellungen" in text
    assert "übliche Ansprechperson" in text
    assert f'href="{PATH}/c1/hand-over"' in text


def test_where_nobody_is_named_that_is_said(gateway: Gateway) -> None:
    gateway.answers("orders.contacts", listed())

    assert "Niemand ist genannt" in get(gateway).text


@pytest.mark.parametrize("path", [PATH, f"{PATH}/c1/hand-over"])
def test_who_may_not_hand_over_sees_nobody(path: str) -> None:
    assert get(gateway_of(["orders:read"]), path).status_code == 403


def test_support_hands_over_where_nobody_of_the_body_can() -> None:
    gateway = gateway_of([], **{"*": ["orders:support"]})

    assert f'href="{PATH}/c1/hand-over"' in get(gateway).text
    assert f'href="{PATH}"' in get(gateway, f"/bodies/{BODY}").text


def test_another_person_takes_the_place_of_a_contact(gateway: Gateway) -> None:
    page = get(gateway, f"{PATH}/c1/hand-over").text
    answer = post(gateway, **NORA)

    assert "Wer ist künftig an Stelle von Eva Fach Ansprechperson?" in page
    assert (answer.status_code, answer.location) == (303, PATH)
    assert made(gateway) == [{"body": BODY, "contact_id": "c1", "payload": NORA}]


def test_what_is_missing_is_said_at_its_field_before_anything_is_asked(gateway: Gateway) -> None:
    answer = post(gateway, **{**NORA, "reason": ""})

    assert answer.status_code == 422
    assert 'id="reason-error"' in answer.text
    assert made(gateway) == []


def test_the_same_person_is_refused_at_the_name(gateway: Gateway) -> None:
    gateway.answers("orders.hand_over_contact", wrong("/name", "Das ist dieselbe Person."))

    answer = post(gateway, **NORA)

    assert answer.status_code == 422
    assert 'id="name-error"' in answer.text


def test_who_is_handed_over_already_is_not_found(gateway: Gateway) -> None:
    gateway.answers("orders.hand_over_contact", NotFound("contact-not-found", "Weg.", "[]"))

    assert post(gateway, **NORA).status_code == 404
    assert get(gateway, f"{PATH}/other/hand-over").status_code == 404
