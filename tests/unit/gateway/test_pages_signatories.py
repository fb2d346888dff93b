"""Who may sign for a body, in pages: the list, declaring, revoking."""

from typing import Any

import pytest

from services.common.errors import Conflict, Invalid
from tests.unit.gateway.gateway_fakes import CSRF, SIGNED_IN, Gateway

BODY = "09187162"
PATH = f"/bodies/{BODY}/signing-authorities"


def authority(id: str = "a2.s1", **facts: Any) -> dict[str, Any]:
    return {
        "id": id, "body": BODY, "basis": "office", "title": "Erste Bürgermeisterin",
        "valid_from": "2026-01-01", "valid_until": None, "state": "approved", "due_on": None,
        "account": "a2", "name": "Berta Bach", **facts,
    }  # fmt: skip


@pytest.fixture
def gateway() -> Gateway:
    made = Gateway()
    may(made, BODY, "authorities:read", "authorities:request")
    made.answers("identity.get_body", {"key": BODY, "full_name": "Markt Prien a.Chiemsee"})
    listed = [
        authority(),
        authority("a3.s1", name="Carl Cohn", state="requested", due_on="2099-12-02"),
        authority("a4.s1", name="Dora Dorn", valid_until="2020-01-01"),
    ]
    made.answers("identity.list_authorities", {"items": listed, "next": None, "total": 3})
    return made


def may(gateway: Gateway, scope: str, *permissions: str) -> None:
    known = gateway.calls.answers["identity.principal"]
    grants = {"self": ["me:read"], scope: list(permissions)}
    gateway.answers("identity.principal", {**known, "grants": grants})


def read(gateway: Gateway, path: str = PATH) -> str:
    return str(gateway.client.get(path, headers=SIGNED_IN).text)


def send(gateway: Gateway, path: str, **typed: str) -> Any:
    form = {"csrf_token": CSRF, "form_key": "k1", **typed}
    return gateway.client.post(path, data=form, headers=SIGNED_IN)


def test_the_page_says_whose_authority_holds_waits_or_is_over(gateway: Gateway) -> None:
    page = read(gateway)

    present, past = page.split('id="past"')
    assert ">Gilt<" in present
    assert "BayKommun prüft" in present
    assert "02.12.2099" in present
    assert "Dora Dorn" in past
    assert "Abgelaufen" in past


def test_only_who_may_revoke_is_offered_to(gateway: Gateway) -> None:
    assert "/revoke" not in read(gateway)

    may(gateway, BODY, "authorities:read", "authorities:revoke")
    gateway.parts.principals.drop("a1")

    assert f"{PATH}/a2.s1/revoke" in read(gateway)


def test_who_may_not_read_them_all_sees_their_own(gateway: Gateway) -> None:
    may(gateway, BODY, "authorities:request")
    me = {"id": "a1", "name": "Anna Amt", "authorities": [authority("a1.s1")]}
    gateway.answers("identity.me", me)

    page = read(gateway)

    assert "nur Ihre eigene Befugnis" in page
    assert "Anna Amt" in page
    assert "Berta Bach" not in page


def test_people_of_other_bodies_see_nothing(gateway: Gateway) -> None:
    may(gateway, "09172", "authorities:read", "authorities:request")

    for path in (PATH, f"{PATH}/new"):
        assert gateway.client.get(path, headers=SIGNED_IN).status_code == 403


def test_an_authority_is_declared_as_the_api_takes_it(gateway: Gateway) -> None:
    gateway.answers("identity.request_authority", authority("a1.s1", state="requested"))

    answer = send(gateway, f"{PATH}/new", basis="deputy", title="Kämmerin",
                  valid_from="2026-01-01", valid_until="")  # fmt: skip

    assert answer.location == PATH
    (made,) = [made for made in gateway.calls.made if made[0] == "identity.request_authority"]
    assert made[1]["payload"] == {
        "basis": "deputy", "title": "Kämmerin", "valid_from": "2026-01-01",
    }  # fmt: skip


def test_what_is_wrong_stands_at_its_field_and_what_was_typed_stays(gateway: Gateway) -> None:
    wrong = '[{"pointer": "/basis", "detail": "Diese Angabe fehlt noch."}]'
    gateway.answers("identity.request_authority", Invalid("invalid", "Falsch.", wrong))

    answer = send(gateway, f"{PATH}/new", title="Kämmerin")

    assert answer.status_code == 422
    assert 'href="#basis"' in answer.text
    assert 'value="Kämmerin"' in answer.text


def test_an_authority_is_revoked_only_after_being_asked(gateway: Gateway) -> None:
    may(gateway, "*", "authorities:read", "authorities:decide")
    gateway.answers("identity.decide_authority", authority(state="revoked"))

    assert "Berta Bach" in read(gateway, f"{PATH}/a2.s1/revoke")
    answer = send(gateway, f"{PATH}/a2.s1/revoke")

    assert answer.location == PATH
    (made,) = [made for made in gateway.calls.made if made[0] == "identity.decide_authority"]
    assert (made[1]["authority_id"], made[1]["verdict"]) == ("a2.s1", "revoke")


def test_the_form_begins_with_the_function_one_registered_with(gateway: Gateway) -> None:
    gateway.answers("identity.me", {"id": "a1", "office": "Erster Bürgermeister"})

    page = read(gateway, f"{PATH}/new")

    assert 'value="Erster Bürgermeister"' in page
    assert "Sie müssen nichts einreichen." in page
    assert "SHA-256" not in page


def test_while_the_own_one_is_being_checked_no_second_is_offered(gateway: Gateway) -> None:
    own = authority("a1.s1", account="a1", state="requested", due_on="2099-12-02")
    gateway.answers("identity.list_authorities", {"items": [own], "next": None, "total": 1})

    assert f"{PATH}/new" not in read(gateway)


def test_who_declared_takes_it_back_while_it_waits(gateway: Gateway) -> None:
    own = authority("a1.s1", account="a1", state="requested", due_on="2099-12-02")
    gateway.answers("identity.list_authorities", {"items": [own], "next": None, "total": 1})
    gateway.answers("identity.withdraw_authority", {**own, "state": "withdrawn"})

    assert "Zurücknehmen</button>" in read(gateway)
    answer = send(gateway, f"{PATH}/a1.s1/withdraw")

    assert answer.location == PATH
    (made,) = [made[1] for made in gateway.calls.made if made[0] == "identity.withdraw_authority"]
    assert made == {"body": BODY, "authority_id": "a1.s1"}


def test_what_was_decided_meanwhile_is_told_on_the_page(gateway: Gateway) -> None:
    gateway.answers("identity.withdraw_authority", Conflict("changed-meanwhile"))

    answer = send(gateway, f"{PATH}/a1.s1/withdraw")

    assert (answer.status_code, 'id="errors"' in answer.text) == (422, True)
    assert f"{PATH}/a1.s1/withdraw" not in answer.text


def test_nobody_is_offered_to_revoke_their_own(gateway: Gateway) -> None:
    may(gateway, BODY, "authorities:read", "authorities:revoke")
    own = authority("a1.s1", account="a1")
    gateway.answers("identity.list_authorities", {"items": [own], "next": None, "total": 1})

    assert "/revoke" not in read(gateway)
