"""One's own sessions, who acts, and the export: what the gateway answers itself."""

import io
import json
import zipfile
from datetime import UTC, datetime
from typing import Any

import pytest

from gateway.api.route import PARAMETER
from gateway.api.routes import OWN
from gateway.callers.sessions import browser_of
from gateway.calls.client import CallFailed, DeadlinePassed
from services.common.errors import Unavailable
from tests.unit.gateway.gateway_fakes import CHANGING, SIGNED_IN, TOKENS, Gateway

STARTED = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
ASKED = ("identity.export_me", "catalog.export_person", "orders.export_person",
         "contracts.export_person", "notify.export_person")  # fmt: skip
BROWSERS = {
    "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0": "Firefox",
    "Mozilla/5.0 (X11; Linux) AppleWebKit/537.36 Chrome/140.0 Safari/537.36": "Chrome",
    "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140": "Edge",
    "Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 Version/18.0 Safari/605.1.15": "Safari",
    "curl/8.5.0": "other",
}


@pytest.fixture
def gateway() -> Gateway:
    made = Gateway()
    for called in ASKED:
        made.answers(called, {"files": {f"{called.partition('.')[0]}/it.json": {"von": "Bärbel"}}})
    return made


def a_session(key: str) -> dict[str, Any]:
    times = {"begun_at": STARTED, "seen_at": STARTED, "ends_at": STARTED}
    return {"_id": key, "account": "a1", "browser": "Firefox", "fresh": {}, **times}


def test_one_s_sessions_are_listed_without_anything_that_opens_one(gateway: Gateway) -> None:
    gateway.sessions.listed = [a_session("k1"), a_session("k2")]

    answer = gateway.client.get("/api/v1/me/sessions", headers=SIGNED_IN)

    assert [item["this"] for item in answer.json["items"]] == [True, False]
    assert answer.json["items"][0]["begun_at"] == "2026-11-22T09:00:00+00:00"
    assert "k1" not in answer.text


@pytest.mark.parametrize(
    ("wanted", "kept", "signs_out"), [({}, None, True), ({"keep_this": True}, "k1", False)]
)
def test_all_sessions_can_be_ended_with_or_without_this_one(
    gateway: Gateway, wanted: dict[str, bool], kept: str | None, signs_out: bool
) -> None:
    answer = gateway.client.post("/api/v1/me/sessions/revoke-all", json=wanted, headers=CHANGING)

    assert answer.json == {"ended": 2}
    assert gateway.sessions.closed == [("a1", kept)]
    assert ("Set-Cookie" in answer.headers) == signs_out


def test_a_member_of_the_team_is_named_and_asked_about_from_then_on(gateway: Gateway) -> None:
    gateway.claims(team=[{"id": "m1", "name": "Mia"}, {"id": "m2", "name": "Max"}])
    gateway.answers("orders.get", {"id": "o1"})
    gateway.client.get("/api/v1/orders/o1", headers=SIGNED_IN)

    answer = gateway.client.post("/api/v1/me/acting", json={"member": "m2"}, headers=CHANGING)
    gateway.client.get("/api/v1/orders/o1", headers=SIGNED_IN)

    assert answer.json == {"acting": {"id": "m2", "name": "Max"}}
    asked = [arguments for called, arguments, *_ in gateway.calls.made
             if called == "identity.principal"]  # fmt: skip
    assert asked == [{"account_id": "a1"}, {"account_id": "a1", "acting": "m2"}]


@pytest.mark.parametrize("team", [None, [{"id": "m1", "name": "Mia"}]])
def test_nobody_acts_who_is_not_of_the_team(gateway: Gateway, team: Any) -> None:
    gateway.claims(team=team)

    answer = gateway.client.post("/api/v1/me/acting", json={"member": "m2"}, headers=CHANGING)

    assert (answer.status_code, answer.json["errors"][0]["pointer"]) == (422, "/member")
    assert gateway.sessions.session
    assert gateway.sessions.session.acting is None


@pytest.mark.parametrize(
    ("path", "body", "pointers"),
    [
        ("me/acting", {}, ["/member"]),
        ("me/acting", {"member": 1}, ["/member"]),
        ("me/acting", {"member": "  "}, ["/member"]),
        ("me/acting", {"member": "m" * 101, "x": 1}, ["/member", "/x"]),
        ("me/sessions/revoke-all", {"keep_this": "yes"}, ["/keep_this"]),
        ("me/passkeys", {"name": "n", "credential": []}, ["/credential"]),
        ("me/passkeys", {"name": "a\r\nb", "credential": {}}, ["/name"]),
        ("me/passkeys", {"name": "=?utf-8?q?x?=", "credential": {}}, ["/name"]),
        ("me/acting", {"member": "m\u202e1"}, ["/member"]),
    ],
)
def test_a_body_that_does_not_fit_is_refused_by_pointer(
    gateway: Gateway, path: str, body: dict[str, Any], pointers: list[str]
) -> None:
    answer = gateway.client.post(f"/api/v1/{path}", json=body, headers=CHANGING)

    assert (answer.status_code, answer.json["code"]) == (422, "invalid")
    assert [error["pointer"] for error in answer.json["errors"]] == pointers


def test_the_export_is_an_archive_with_an_index_of_every_part(gateway: Gateway) -> None:
    answer = gateway.client.get("/api/v1/me/export", headers=SIGNED_IN)

    archive = zipfile.ZipFile(io.BytesIO(answer.data))
    index = json.loads(archive.read("index.json"))
    listed = {path for part in index["parts"] for path in part["files"]}
    assert answer.content_type == "application/zip"
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="digitalmarkt-')
    assert [part["from"] for part in index["parts"]] == [
        "identity", "catalog", "orders", "contracts", "notify", "gateway",
    ]  # fmt: skip
    assert listed == set(archive.namelist()) - {"index.json"}
    assert json.loads(archive.read("orders/it.json")) == {"von": "Bärbel"}
    assert json.loads(archive.read("gateway/sessions.json")) == [{"this": True}]


def test_every_part_is_asked_as_the_person_themselves(gateway: Gateway) -> None:
    gateway.client.get("/api/v1/me/export", headers=SIGNED_IN)

    asked = {called: principal.subject for called, _, principal, _ in gateway.calls.made
             if called in ASKED}  # fmt: skip
    assert asked == dict.fromkeys(ASKED, "a1")


@pytest.mark.parametrize(
    "failure",
    [Unavailable("service-away", "Weg.", "[]"), DeadlinePassed("notify"), CallFailed("notify")],
)
@pytest.mark.parametrize("away", ASKED)
def test_half_an_export_is_never_given(gateway: Gateway, away: str, failure: Exception) -> None:
    gateway.answers(away, failure)

    answer = gateway.client.get("/api/v1/me/export", headers=SIGNED_IN)

    assert (answer.status_code, answer.json["code"]) == (503, "export-incomplete")
    assert "Retry-After" in answer.headers


@pytest.mark.parametrize("path", ["../etc.json", "/a.json", "a/../b.json", "a.txt", "a\\b.json"])
def test_no_file_of_the_export_leaves_the_archive(gateway: Gateway, path: str) -> None:
    gateway.answers("notify.export_person", {"files": {path: {}}})

    answer = gateway.client.get("/api/v1/me/export", headers=SIGNED_IN)

    assert answer.status_code == 503


@pytest.mark.parametrize("route", OWN, ids=lambda route: route.name)
def test_what_belongs_to_a_browser_is_closed_to_tokens(gateway: Gateway, route: Any) -> None:
    bearer = {"Authorization": f"Bearer {TOKENS.issue('k-1', ['orders:read'])}"}

    answer = gateway.client.open(
        PARAMETER.sub("p1", route.full_path), method=route.method, headers=bearer
    )

    assert (answer.status_code, answer.json["code"]) == (403, "not-permitted")


@pytest.mark.parametrize(("user_agent", "family"), BROWSERS.items())
def test_of_a_browser_only_its_family_is_kept(user_agent: str, family: str) -> None:
    assert browser_of(user_agent) == family


def test_erasing_oneself_ends_one_s_sessions_at_once(gateway: Gateway) -> None:
    gateway.answers("identity.erase_me", {"erased": [], "kept": []})

    gateway.client.post("/api/v1/me/erase", json={"confirm": True}, headers=CHANGING)

    assert gateway.sessions.closed == [("a1", None)]
