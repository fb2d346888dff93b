"""The operator invites vendors, ministries and its own people, and takes an invitation back."""

from typing import Any

import pytest

from services.common.errors import Conflict
from tests.unit.gateway.gateway_fakes import CSRF, SIGNED_IN, Gateway

PATH, NEW = "/invitations", "/invitations/new"
OPEN: dict[str, Any] = {
    "id": "i1", "name": "Vera Lang", "email": "vera@demo.example", "scope_name": "Demo IT-Dienst",
    "role_label": {"de": "Betreuung beim Hersteller", "en": "Vendor manager"}, "state": "open",
    "state_label": {"de": "offen", "en": "open"}, "expires_on": "2026-12-20", "accepted_by": None,
}  # fmt: skip
USED = {**OPEN, "id": "i2", "name": "Max Dann", "state": "accepted", "accepted_by": "a7",
        "state_label": {"de": "angenommen", "en": "accepted"}}  # fmt: skip


def listed(*items: Any) -> dict[str, Any]:
    return {"items": list(items), "next": None, "total": len(items)}


def gateway(*permissions: str) -> Gateway:
    made = Gateway()
    known = made.calls.answers["identity.principal"]
    held = permissions or ("accounts:manage", "staff:manage", "registrations:read")
    grants = {"self": ["me:read"], "*": list(held)}
    made.answers("identity.principal", {**known, "grants": grants})
    made.answers("identity.list_invitations", listed(OPEN, USED))
    made.answers("identity.invite", OPEN)
    made.answers("identity.revoke_invitation", OPEN)
    made.answers("catalog.list_vendors", listed({"id": "demo-it", "name": "Demo IT-Dienst"}))
    ministry = {"value": "StMI", "label": {"de": "Innenministerium", "en": "Interior"}, "count": 3}
    made.answers("catalog.search", {**listed(), "facets": {"ministry": [ministry]}})
    return made


def get(made: Gateway, path: str) -> Any:
    return made.client.get(path, headers=SIGNED_IN)


def post(made: Gateway, path: str, **typed: str) -> Any:
    data = {"csrf_token": CSRF, "form_key": "k", **typed}
    return made.client.post(path, data=data, headers=SIGNED_IN)


def sent(made: Gateway) -> dict[str, Any]:
    return dict([given["payload"] for called, given, *_ in made.calls.made
                 if called == "identity.invite"][-1])  # fmt: skip


def test_who_was_asked_in_stands_with_what_became_of_it() -> None:
    shown = get(gateway(), PATH).text

    for said in ("Vera Lang", "Offen", "20.12.2026", "/invitations/i1/revoke", "/accounts/a7"):
        assert said in shown
    assert "/invitations/i2/revoke" not in shown


@pytest.mark.parametrize(
    ("kind", "where", "value"),
    [("vendor", "vendor", "demo-it"), ("ministry", "ministry", "StMI"),
     ("operator", "role", "support")],
)  # fmt: skip
def test_one_is_invited_to_one_place_once(kind: str, where: str, value: str) -> None:
    made = gateway()
    others = {"vendor": "demo-it", "ministry": "StMI", "role": "editor"}
    typed = {**others, "kind": kind, where: value, "name": "Vera Lang", "email": "v@demo.example"}

    answers = [post(made, NEW, **typed) for _ in range(2)]

    assert [(a.status_code, a.location) for a in answers] == [(303, PATH)] * 2
    assert made.calls.count("identity.invite") == 1
    assert sent(made) == {
        "kind": kind, where: value, "name": "Vera Lang", "email": "v@demo.example"
    }  # fmt: skip


def test_what_is_missing_is_named_at_its_field_and_nothing_is_lost() -> None:
    made = gateway()

    answer = post(made, NEW, kind="vendor", vendor="", name="Vera Lang", email="")

    assert answer.status_code == 422
    assert 'href="#vendor"' in answer.text
    assert 'href="#email"' in answer.text
    assert 'value="Vera Lang"' in answer.text
    assert made.calls.count("identity.invite") == 0


def test_who_invites_whom_stands_before_the_button_and_staff_is_for_administrators() -> None:
    reviewer = get(gateway("accounts:manage"), NEW).text
    admin = get(gateway(), NEW).text

    assert "nur die Administration" in " ".join(reviewer.split())
    assert 'value="operator"' not in reviewer
    assert 'value="operator"' in admin
    assert 'name="role"' in admin
    assert "Innenministerium" in admin


def test_one_is_taken_back_and_why_not_is_said() -> None:
    made = gateway()

    done = post(made, f"{PATH}/i1/revoke")
    made.answers("identity.revoke_invitation", Conflict("invitation-over", "Schon benutzt.", "[]"))
    refused = made.client.post(
        f"{PATH}/i2/revoke", data={"csrf_token": CSRF, "form_key": "other"}, headers=SIGNED_IN
    )

    assert (done.status_code, done.location) == (303, PATH)
    assert refused.status_code == 422
    assert "Schon benutzt." in refused.text


@pytest.mark.parametrize("path", [PATH, NEW])
def test_nobody_else_invites(path: str) -> None:
    assert get(gateway("registrations:read"), path).status_code == 403
