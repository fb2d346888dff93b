"""The optional second factor of operator staff, against the real verification and store."""

import re
from dataclasses import replace
from typing import Any

import cbor2
import pytest
from pymongo.database import Database
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url
from werkzeug.test import Client, TestResponse

from gateway import forget_passkeys
from gateway.app import build, end_account
from gateway.callers.sessions import Sessions, csrf_token_of
from gateway.config import GatewaySettings
from gateway.own.account import OwnFiles
from gateway.saml import messages
from gateway.saml.messages import new_request_id
from gateway.sign_in.passkeys import MOST, Passkeys
from gateway.sign_in.store import PendingSignIn, SignIns
from gateway.web.static_files import StaticFiles
from tests.integration.authenticator import Authenticator
from tests.integration.test_gateway_stores import an_assertion
from tests.unit.gateway.gateway_fakes import ADDRESS, Gateway

OPERATOR = [{"role": "admin", "scope": "*"}]
KEYS = "/api/v1/me/passkeys"
HOST = ADDRESS.removeprefix("http://")


class Staff:
    """A gateway with real stores, and the browser of a member of staff."""

    def __init__(self, database: Database[dict[str, Any]]) -> None:
        self.sessions, self.passkeys = Sessions(database), Passkeys(database)
        self.passkeys.prepare()
        fake = Gateway(
            sessions=self.sessions,
            passkeys=self.passkeys,
            own_files=OwnFiles(database, self.sessions),
        )
        self.fake, self.parts = fake, fake.parts
        self.fake.claims(roles=OPERATOR)
        self.client = Client(build(self.parts), use_cookies=False)
        self.key = Authenticator(ADDRESS, HOST)
        self.signs_in(pending=False)

    def signs_in(self, *, pending: bool) -> None:
        self.secret = self.sessions.open("a1", {}, replaces=None, pending=pending)

    def asks(
        self, method: str, path: str, body: Any = None, csrf: str | None = None
    ) -> TestResponse:
        headers = {
            "Cookie": f"session={self.secret}",
            "X-CSRF-Token": csrf or csrf_token_of(self.secret),
        }
        return self.client.open(path, method=method, json=body, headers=headers)

    def adds(self, name: str = "Schlüssel") -> TestResponse:
        options = self.asks("POST", f"{KEYS}/begin").json
        return self.asks("POST", KEYS, {"name": name, "credential": self.key.make(options)})

    def challenge(self) -> dict[str, Any]:
        options: dict[str, Any] = self.asks("POST", f"{KEYS}/challenge").json
        return options

    def shows(self, credential: dict[str, Any]) -> TestResponse:
        return self.asks("POST", f"{KEYS}/assert", {"credential": credential})


@pytest.fixture
def staff(database: Database[dict[str, Any]]) -> Staff:
    return Staff(database)


@pytest.fixture
def waiting(staff: Staff) -> Staff:
    assert staff.adds().status_code == 201
    staff.signs_in(pending=True)
    return staff


def code(answer: TestResponse) -> tuple[int, str]:
    return answer.status_code, answer.json["code"]


def test_a_passkey_made_is_listed_by_its_name(staff: Staff) -> None:
    made = staff.adds("Blauer Schlüssel")

    listed = staff.asks("GET", KEYS).json["items"]
    assert made.status_code == 201
    assert [item["name"] for item in listed] == ["Blauer Schlüssel"]
    assert listed == [made.json]


@pytest.mark.parametrize(
    ("has_passkey", "goes_to"), [(True, "/passkey?next=/orders%3Fa%3D1"), (False, "/orders?a=1")]
)
def test_signing_in_leads_by_the_passkey_of_who_has_one(
    staff: Staff,
    database: Database[dict[str, Any]],
    monkeypatch: pytest.MonkeyPatch,
    has_passkey: bool,
    goes_to: str,
) -> None:
    sign_ins, request_id = SignIns(database), new_request_id(None)
    signing_in = Client(build(replace(staff.parts, sign_ins=sign_ins)), use_cookies=False)
    staff.fake.answers("identity.sign_in", staff.fake.calls.answers["identity.principal"])
    monkeypatch.setattr(messages, "read_response", lambda *_, **__: an_assertion(request_id))
    for provider in ("service_provider", "identity_provider"):
        monkeypatch.setattr(GatewaySettings, provider, None)
    if has_passkey:
        staff.adds()

    pending = sign_ins.begin(PendingSignIn(request_id, "/orders?a=1", None))
    answer = signing_in.post("/saml/acs", headers={"Cookie": f"sign-in={pending}"})

    opened = re.findall(r"session=([^;]+);.*HttpOnly", str(answer.headers))
    session = staff.sessions.find(opened[-1])
    assert (answer.status_code, answer.headers["Location"]) == (303, goes_to)
    assert session is not None
    assert session.pending == has_passkey


def test_a_session_that_waits_for_its_passkey_opens_nothing_else(waiting: Staff) -> None:
    refused = [
        waiting.asks("GET", "/api/v1/me"),
        waiting.asks("GET", "/api/v1/orders"),
        waiting.asks("GET", KEYS),
        waiting.asks("POST", f"{KEYS}/begin"),
        waiting.asks("DELETE", f"{KEYS}/x"),
        waiting.asks("POST", "/api/v1/me/sessions/revoke-all", {}),
    ]

    assert [code(answer) for answer in refused] == [(403, "second-factor-needed")] * 6


def test_it_sees_the_page_and_may_leave(waiting: Staff) -> None:
    page = waiting.asks("GET", "/passkey?next=/x")
    (csrf,) = re.findall(r'data-csrf="(\w+)"', page.text)

    left = waiting.asks("POST", "/logout", csrf=csrf)

    assert 'data-mode="show"' in page.text
    assert 'data-next="/x"' in page.text
    assert left.status_code == 303
    assert waiting.sessions.find(waiting.secret) is None


def test_the_passkey_opens_the_session_under_a_new_cookie(waiting: Staff) -> None:
    waiting.fake.answers("identity.me", {"id": "a1"})
    before = waiting.secret

    answer = waiting.shows(waiting.key.show(waiting.challenge()))
    waiting.secret = re.findall(r"session=([^;]+)", answer.headers["Set-Cookie"])[0]

    assert answer.status_code == 200
    assert "HttpOnly" in answer.headers["Set-Cookie"]
    assert waiting.asks("GET", "/api/v1/me").status_code == 200
    assert waiting.sessions.find(before) is None


def test_a_challenge_is_answered_once(waiting: Staff) -> None:
    options = waiting.challenge()
    waiting.shows(waiting.key.show({"challenge": "AAAA"}))

    answer = waiting.shows(waiting.key.show(options))

    assert code(answer) == (403, "passkey-refused")


def test_a_challenge_for_adding_opens_no_session(waiting: Staff) -> None:
    waiting.signs_in(pending=False)
    options = waiting.asks("POST", f"{KEYS}/begin").json

    answer = waiting.shows(waiting.key.show(options))

    assert code(answer) == (403, "passkey-refused")


def test_a_counter_that_does_not_go_on_is_a_copy(waiting: Staff) -> None:
    waiting.shows(waiting.key.show(waiting.challenge()))
    waiting.signs_in(pending=True)
    waiting.key.sign_count -= 1

    answer = waiting.shows(waiting.key.show(waiting.challenge()))

    assert code(answer) == (403, "passkey-refused")


@pytest.mark.parametrize("where", ["http://evil.example", "https://market.example"])
def test_another_page_gets_nothing_signed_for_us(waiting: Staff, where: str) -> None:
    waiting.key.origin = where

    answer = waiting.shows(waiting.key.show(waiting.challenge()))

    assert code(answer) == (403, "passkey-refused")


def test_another_key_or_another_host_does_not_do(waiting: Staff) -> None:
    stranger, elsewhere = Authenticator(ADDRESS, HOST), Authenticator(ADDRESS, "evil.example")
    forged = Authenticator(ADDRESS, HOST)
    forged.id = waiting.key.id
    elsewhere.id, elsewhere.key = waiting.key.id, waiting.key.key

    answers = [
        waiting.shows(key.show(waiting.challenge())) for key in (stranger, elsewhere, forged)
    ]

    assert [code(answer) for answer in answers] == [(403, "passkey-refused")] * 3


@pytest.mark.parametrize("credential", [{}, {"id": []}, {"id": "x", "rawId": "x"}])
def test_what_no_browser_sends_is_refused(waiting: Staff, credential: dict[str, Any]) -> None:
    waiting.challenge()

    answer = waiting.shows(credential)

    assert code(answer) == (403, "passkey-refused")


def test_a_passkey_of_one_account_opens_no_other(waiting: Staff) -> None:
    waiting.secret = waiting.sessions.open("a2", {}, replaces=None, pending=True)

    answer = waiting.shows(waiting.key.show(waiting.challenge()))

    assert code(answer) == (403, "passkey-refused")


def test_only_operator_staff_adds_passkeys(staff: Staff) -> None:
    staff.fake.claims(roles=[{"role": "officer", "scope": "09187162"}])

    assert code(staff.asks("POST", f"{KEYS}/begin")) == (403, "not-permitted")


def test_the_same_passkey_is_not_added_twice_and_there_is_an_end(staff: Staff) -> None:
    staff.adds()

    assert code(staff.adds()) == (409, "passkey-known")
    for _ in range(MOST - 1):
        staff.key = Authenticator(ADDRESS, HOST)
        assert staff.adds().status_code == 201
    staff.key = Authenticator(ADDRESS, HOST)
    assert code(staff.adds()) == (409, "passkeys-full")


def test_one_s_own_passkey_can_be_removed_and_nobody_else_s(staff: Staff) -> None:
    id = staff.adds().json["id"]
    assert not staff.passkeys.remove("a2", id)

    removed = staff.asks("DELETE", f"{KEYS}/{id}")

    assert removed.json == {"id": id, "removed": True}
    assert code(staff.asks("DELETE", f"{KEYS}/{id}")) == (404, "passkey-not-found")


def test_an_erased_account_leaves_neither_session_nor_passkey(staff: Staff) -> None:
    staff.adds()

    end_account(staff.parts, "a1", "erased")

    assert staff.passkeys.of("a1") == []
    assert staff.sessions.find(staff.secret) is None


def test_who_lost_a_passkey_is_let_in_by_the_operator_s_command(
    waiting: Staff,
    database: Database[dict[str, Any]],
    mongo_uri: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("MONGO_URI", mongo_uri)
    monkeypatch.setenv("MONGO_DATABASE", database.name)

    ended = [forget_passkeys.main(["a1"]), forget_passkeys.main(["a1"]), forget_passkeys.main([])]

    assert ended == [0, 1, 2]
    assert waiting.passkeys.of("a1") == []
    assert waiting.sessions.find(waiting.secret) is None


def test_a_suspended_account_keeps_its_passkey(staff: Staff) -> None:
    staff.adds()

    end_account(staff.parts, "a1", "suspended")

    assert len(staff.passkeys.of("a1")) == 1
    assert staff.sessions.find(staff.secret) is None


def test_the_names_of_one_s_passkeys_are_part_of_the_export(staff: Staff) -> None:
    staff.adds("Blauer Schlüssel")

    files = staff.parts.own_files.of("a1", "k")

    assert [p["name"] for p in files["gateway/passkeys.json"]] == ["Blauer Schlüssel"]
    assert "public_key" not in str(files)


def test_the_page_sends_a_stranger_to_sign_in_and_runs_no_inline_script(staff: Staff) -> None:
    stranger = staff.client.get("/passkey")

    page = staff.asks("GET", "/passkey?next=https://evil.example")

    assert stranger.headers["Location"] == "/login?next=/passkey"
    assert "script-src 'self'" in page.headers["Content-Security-Policy"]
    assert "connect-src 'self'" in page.headers["Content-Security-Policy"]
    scripts = re.findall(r"<script(.*?)>", page.text)
    assert f' type="module" src="{StaticFiles().address("passkey.js")}"' in scripts
    assert [script for script in scripts if ' src="/static/' not in script] == []
    assert "evil" not in page.text


@pytest.mark.parametrize("kind", ["apple", "tpm", "packed", "fido-u2f", "android-key"])
def test_an_attestation_without_its_certificates_is_refused(staff: Staff, kind: str) -> None:
    credential = staff.key.make(staff.asks("POST", f"{KEYS}/begin").json)
    made = cbor2.loads(base64url_to_bytes(credential["response"]["attestationObject"]))
    stated = {"x5c": [], "ver": "2.0", "alg": -7, "sig": b"x", "certInfo": b"", "pubArea": b""}
    broken = cbor2.dumps({**made, "fmt": kind, "attStmt": stated})
    credential["response"]["attestationObject"] = bytes_to_base64url(broken)

    answer = staff.asks("POST", KEYS, {"name": "Schlüssel", "credential": credential})

    assert code(answer) == (403, "passkey-refused")
