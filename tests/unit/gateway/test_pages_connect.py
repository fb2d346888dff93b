"""How a vendor connects its programs in pages: steps, its queue, its API clients."""

import json
from typing import Any

import pytest

from services.common.errors import Conflict, Invalid, Unavailable
from tests.unit.gateway.gateway_fakes import CSRF, SIGNED_IN, Gateway

CLIENT = {
    "client_id": "k-1", "name": "Abruf", "place": "vendor:demo", "scopes": ["events:read"],
    "created_by": "m", "created_at": "2026-11-20T09:00:00+00:00", "expires_on": "2099-11-20",
    "revoked_at": None, "former_until": None,
}  # fmt: skip


def access(**facts: Any) -> dict[str, Any]:
    queue = {"name": "vendor.demo", "most_messages": 100000, "most_bytes": 1, "messages": 12,
             "bytes": 300, "seen_at": "2026-11-28T09:00:00+00:00", "read_at": None}  # fmt: skip
    user = {"name": "vendors.demo.1", "made_at": "2026-11-28T09:00:00+00:00", "ends_at": None,
            "ready": True}  # fmt: skip
    return {
        "host": "broker.example", "port": 5671, "tls": True, "vhost": "vendors",
        "exchange": "digitalmarkt.events", "queue": queue, "vendor": "demo", "state": "ready",
        "asked_at": "2026-11-28T09:00:00+00:00", "drain_until": None, "users": [user],
        "filling": "normal", "trouble": None, "version": 3, "is_denied": False, "denial": None,
        **facts,
    }  # fmt: skip


@pytest.fixture
def gateway() -> Gateway:
    made = Gateway()
    known = made.calls.answers["identity.principal"]
    grants = {"vendor:demo": ["setup:report", "broker:manage", "clients:manage"]}
    made.answers("identity.principal", {**known, "grants": grants})
    made.claims(vendor="demo", roles=[])
    made.answers("notify.get_broker_access", access())
    made.answers("identity.list_clients", {"items": [CLIENT], "next": None, "total": 1})
    return made


def read(gateway: Gateway, path: str, language: str = "de") -> str:
    return str(gateway.client.get(path, headers={**SIGNED_IN, "Accept-Language": language}).text)


def send(gateway: Gateway, path: str, **typed: Any) -> Any:
    form = {"csrf_token": CSRF, "form_key": "k1", **typed}
    return gateway.client.post(path, data=form, headers=SIGNED_IN)


def made_with(gateway: Gateway, called: str) -> Any:
    (made,) = [made for made in gateway.calls.made if made[0] == called]
    return made[1]


def test_the_steps_say_which_of_them_are_done(gateway: Gateway) -> None:
    page = read(gateway, "/vendor/connect")

    assert page.count("Erledigt</p>") == 2
    for path in ("/vendor/clients", "/vendor/broker", "/api/docs/events"):
        assert f'href="{path}"' in page
    assert "Make an API client" in read(gateway, "/vendor/connect", "en")


def test_the_steps_are_shown_while_a_service_is_away(gateway: Gateway) -> None:
    gateway.answers("notify.get_broker_access", Unavailable("broker-away"))

    page = read(gateway, "/vendor/connect")

    assert page.count("Erledigt</p>") == 1


def test_who_has_no_queue_asks_for_one_and_sees_its_secret_once(gateway: Gateway) -> None:
    gateway.answers("notify.get_broker_access", access(state="none", users=[]))
    told = access(state="setting_up", user="vendors.demo.1", secret="s3cr/et")
    gateway.answers("notify.ask_for_broker", told)

    before = read(gateway, "/vendor/broker")
    answer = send(gateway, "/vendor/broker")

    assert "Noch keine Warteschlange" in before
    assert answer.status_code == 200
    assert "s3cr/et" in answer.text
    assert "amqps://vendors.demo.1:s3cr%2Fet@broker.example:5671/vendors" in answer.text
    assert "s3cr" not in read(gateway, "/vendor/broker")


def test_the_settings_are_shown_to_be_copied(gateway: Gateway) -> None:
    page = read(gateway, "/vendor/broker")

    for setting in ("broker.example", "5671", "vendors", "vendor.demo"):
        assert f'<code class="dm-hash">{setting}</code>' in page
    assert "12 von 100.000 Ereignissen" in page


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"filling": "full"}, "Weitere Ereignisse warten bei uns"),
        ({"state": "ending", "drain_until": "2026-12-05T09:00:00+00:00"}, "können Sie bis"),
        ({"state": "ended", "users": []}, "Der Zugang ist beendet"),
        ({"state": "setting_up", "trouble": {"tries": 3, "code": "management-away",
          "next_try_at": "2026-11-28T09:05:00+00:00"}}, "nicht zu erreichen"),
    ],
)  # fmt: skip
def test_what_is_the_matter_is_said(gateway: Gateway, facts: Any, said: str) -> None:
    gateway.answers("notify.get_broker_access", access(**facts))

    assert said in read(gateway, "/vendor/broker")


@pytest.mark.parametrize(("typed", "at_once"), [({}, False), ({"rotate_at_once": "yes"}, True)])
def test_a_secret_is_changed_with_or_without_an_overlap(
    gateway: Gateway, typed: Any, at_once: bool
) -> None:
    told = access(user="vendors.demo.2", secret="new")
    gateway.answers("notify.rotate_broker_secret", told)

    answer = send(gateway, "/vendor/broker/secret", **typed)

    assert "vendors.demo.2" in answer.text
    assert made_with(gateway, "notify.rotate_broker_secret")["payload"] == {"at_once": at_once}


def test_an_access_is_ended(gateway: Gateway) -> None:
    gateway.answers("notify.end_broker_access", access(state="ending"))

    answer = send(gateway, "/vendor/broker/end", end_at_once="yes")

    assert answer.status_code == 303
    assert made_with(gateway, "notify.end_broker_access")["query"] == {"at_once": "true"}


def test_a_refusal_is_said_above_the_page(gateway: Gateway) -> None:
    gateway.answers(
        "notify.ask_for_broker", Conflict("broker-access-exists", "Besteht schon.", "[]")
    )

    answer = send(gateway, "/vendor/broker")

    assert answer.status_code == 422
    assert 'id="errors"' in answer.text


def test_a_client_is_made_and_its_secret_shown_once(gateway: Gateway) -> None:
    gateway.answers("identity.create_client", {**CLIENT, "client_secret": "t0ps3cret"})

    answer = send(gateway, "/vendor/clients", name="Abruf", scopes=["events:read", "orders:setup"])

    assert "t0ps3cret" in answer.text
    assert made_with(gateway, "identity.create_client")["payload"] == {
        "name": "Abruf", "scopes": ["events:read", "orders:setup"], "scope": "vendor:demo",
    }  # fmt: skip
    assert "t0ps3cret" not in read(gateway, "/vendor/clients")


def test_what_is_wrong_with_a_client_stands_at_its_field(gateway: Gateway) -> None:
    wrong = json.dumps([{"pointer": "/name", "detail": "Bitte ergänzen."}])
    gateway.answers("identity.create_client", Invalid("invalid", "Falsch.", wrong))

    answer = send(gateway, "/vendor/clients", scopes=["events:read"])

    assert answer.status_code == 422
    assert 'id="name-error"' in answer.text


def test_a_clients_secret_is_changed_and_a_client_revoked(gateway: Gateway) -> None:
    gateway.answers("identity.rotate_client_secret", {**CLIENT, "client_secret": "new"})
    gateway.answers("identity.revoke_client", {**CLIENT, "revoked_at": "2026-11-28T09:00:00Z"})

    changed = send(gateway, "/vendor/clients/k-1/secret")
    revoked = send(gateway, "/vendor/clients/k-1/revoke")

    assert '<code class="dm-hash">new</code>' in changed.text
    assert made_with(gateway, "identity.rotate_client_secret")["client_id"] == "k-1"
    assert revoked.status_code == 303


@pytest.mark.parametrize(
    ("path", "scope", "may"),
    [("/bodies/09187162/clients", "09187162", "orders:write"),
     ("/operator/clients", "*", "audit:read")],
)  # fmt: skip
def test_bodies_and_the_operator_have_clients_of_their_own(
    gateway: Gateway, path: str, scope: str, may: str
) -> None:
    known = gateway.calls.answers["identity.principal"]
    grants = {"self": ["me:read"], scope: ["clients:manage"]}
    gateway.answers("identity.principal", {**known, "grants": grants})
    gateway.answers("identity.create_client", {**CLIENT, "client_secret": "t0ps3cret"})
    gateway.answers("identity.revoke_client", {**CLIENT, "revoked_at": "2026-11-28T09:00:00Z"})

    shown = read(gateway, path)
    answer = send(gateway, path, name="Abruf", scopes=[may])
    revoked = send(gateway, f"{path}/k-1/revoke")

    assert f'value="{may}"' in shown
    assert 'value="webhooks:write"' not in shown
    assert f'action="{path}/k-1/secret"' in shown
    assert "t0ps3cret" in answer.text
    assert made_with(gateway, "identity.create_client")["payload"] == {
        "name": "Abruf", "scopes": [may], "scope": scope,
    }  # fmt: skip
    assert (revoked.status_code, revoked.location) == (303, path)


@pytest.mark.parametrize("path", ["/bodies/09187162/clients", "/operator/clients"])
def test_who_manages_no_clients_there_has_no_such_page(gateway: Gateway, path: str) -> None:
    assert gateway.client.get(path, headers=SIGNED_IN).status_code == 403


@pytest.mark.parametrize("path", ["/vendor/connect", "/vendor/clients"])
def test_who_is_no_vendor_has_no_such_page(gateway: Gateway, path: str) -> None:
    gateway.claims(vendor=None, roles=[])

    assert gateway.client.get(path, headers=SIGNED_IN).status_code == 403


@pytest.mark.parametrize("state", ["ending", "ended"])
def test_whoever_is_denied_a_queue_reads_why_and_is_offered_none(
    gateway: Gateway, state: str
) -> None:
    denial = {"at": "2026-11-28T09:00:00+00:00", "reason": "Vertrag beendet.", "lifted_at": None}
    facts = {"is_denied": True, "denial": denial, "drain_until": "2026-12-05T09:00:00+00:00"}
    gateway.answers("notify.get_broker_access", access(state=state, **facts))

    page = read(gateway, "/vendor/broker")

    assert "Vertrag beendet." in page
    assert "Warteschlange beantragen" not in page
