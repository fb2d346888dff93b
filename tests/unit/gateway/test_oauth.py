"""Client credentials as RFC 6749 has them, and the tokens that come of them."""

import base64
from typing import Any
from urllib.parse import quote_plus

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet

from gateway.callers.access_tokens import LIFETIME_S, AccessTokens
from gateway.callers.token_keys import token_keys_of
from gateway.problems.problems import Problem
from services.common.config import SettingsMissing
from services.common.errors import Unauthenticated, Unavailable
from tests.unit.gateway.gateway_fakes import ADDRESS, TOKEN_KEY, TOKENS, Gateway

FORM = {"grant_type": "client_credentials"}
POSTED = {**FORM, "client_id": "k-1", "client_secret": "s:e+ c/ret%"}
WRONG = Unauthenticated("client-invalid", "Nein.", "[]")
CLIENT = {"client_id": "k-1", "name": "KRZ", "scopes": ["orders:read", "orders:write"]}


@pytest.fixture
def gateway() -> Gateway:
    made = Gateway()
    made.answers("identity.authenticate_client", CLIENT)
    return made


def basic(name: str, secret: str) -> dict[str, str]:
    pair = f"{quote_plus(name)}:{quote_plus(secret)}".encode()
    return {"Authorization": f"Basic {base64.b64encode(pair).decode()}"}


def claims_in(token: str) -> dict[str, Any]:
    return jwt.decode(token, ECKey.import_key(TOKEN_KEY), algorithms=["ES256"]).claims


@pytest.mark.parametrize(
    ("form", "headers"), [(POSTED, {}), (FORM, basic("k-1", POSTED["client_secret"]))]
)
def test_a_client_gets_a_token_of_ten_minutes_by_either_method(
    gateway: Gateway, form: dict[str, str], headers: dict[str, str]
) -> None:
    answer = gateway.client.post("/oauth/token", data=form, headers=headers)

    claims = claims_in(answer.json["access_token"])
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert (answer.json["token_type"], answer.json["expires_in"]) == ("Bearer", LIFETIME_S)
    assert answer.json["scope"] == claims["scope"] == "orders:read orders:write"
    assert (claims["sub"], claims["iss"], claims["aud"]) == ("k-1", ADDRESS, ADDRESS)
    assert claims["exp"] - claims["iat"] == LIFETIME_S
    called, arguments, principal, _ = gateway.calls.made[-1]
    assert called == "identity.authenticate_client"
    assert arguments["payload"] == {"client_id": "k-1", "client_secret": POSTED["client_secret"]}
    assert principal.may("sessions:open", "*")


def test_a_token_may_be_asked_for_less(gateway: Gateway) -> None:
    answer = gateway.client.post("/oauth/token", data={**POSTED, "scope": "orders:read"})

    assert answer.json["scope"] == "orders:read"
    assert TOKENS.verify(answer.json["access_token"]).scopes == {"orders:read"}


def test_two_tokens_differ(gateway: Gateway) -> None:
    first, second = (gateway.client.post("/oauth/token", data=POSTED).json for _ in range(2))

    assert claims_in(first["access_token"])["jti"] != claims_in(second["access_token"])["jti"]


@pytest.mark.parametrize(
    ("form", "headers", "status", "error"),
    [
        ({**POSTED, "scope": "audit:read"}, {}, 400, "invalid_scope"),
        ({**POSTED, "scope": "orders:read audit:read"}, {}, 400, "invalid_scope"),
        ({**POSTED, "grant_type": "password"}, {}, 400, "unsupported_grant_type"),
        ({**POSTED, "grant_type": ""}, {}, 400, "invalid_request"),
        ({**POSTED, "client_id": ["k-1", "k-2"]}, {}, 400, "invalid_request"),
        (POSTED, basic("k-1", "s"), 400, "invalid_request"),
        ({**FORM, "client_id": "k-2"}, basic("k-1", "s"), 400, "invalid_request"),
        (FORM, {}, 401, "invalid_client"),
        ({**POSTED, "client_secret": ""}, {}, 401, "invalid_client"),
        ({**POSTED, "client_secret": "s" * 501}, {}, 401, "invalid_client"),
        (FORM, {"Authorization": "Basic %%%"}, 401, "invalid_client"),
        (FORM, {"Authorization": "Basic /w=="}, 401, "invalid_client"),
        (FORM, {"Authorization": "Basic é"}, 401, "invalid_client"),
        (FORM, {"Authorization": "Bearer x"}, 401, "invalid_client"),
    ],
)
def test_what_does_not_fit_is_refused_in_the_words_of_the_rfc(
    gateway: Gateway, form: Any, headers: dict[str, str], status: int, error: str
) -> None:
    answer = gateway.client.post("/oauth/token", data=form, headers=headers)

    assert (answer.status_code, answer.json["error"]) == (status, error)
    assert answer.headers["Cache-Control"] == "no-store"
    assert ("WWW-Authenticate" in answer.headers) == (status == 401)
    assert "access_token" not in answer.json


def test_a_json_body_is_no_form(gateway: Gateway) -> None:
    answer = gateway.client.post("/oauth/token", json=POSTED)

    assert (answer.status_code, answer.json["error"]) == (400, "invalid_request")


@pytest.mark.parametrize(
    ("refusal", "status", "error"),
    [
        (Unauthenticated("client-invalid", "Nein.", "[]"), 401, "invalid_client"),
        (Unavailable("service-away", "Weg.", "[]"), 503, "temporarily_unavailable"),
    ],
)
def test_identity_decides_who_is_a_client(
    gateway: Gateway, refusal: Exception, status: int, error: str
) -> None:
    gateway.answers("identity.authenticate_client", refusal)

    answer = gateway.client.post("/oauth/token", data=POSTED)

    assert (answer.status_code, answer.json["error"]) == (status, error)
    assert POSTED["client_secret"] not in answer.text


def tried(gateway: Gateway, client: str = "k-1", address: str = "192.0.2.1") -> Any:
    form, place = {**POSTED, "client_id": client}, {"REMOTE_ADDR": address}
    return gateway.client.post("/oauth/token", data=form, environ_overrides=place)


def test_after_ten_wrong_secrets_a_client_waits_at_that_address_alone(gateway: Gateway) -> None:
    gateway.answers("identity.authenticate_client", WRONG)
    refused = {tried(gateway).status_code for _ in range(10)}
    gateway.answers("identity.authenticate_client", CLIENT)

    answer, other, elsewhere = (
        tried(gateway), tried(gateway, client="k-2"), tried(gateway, address="192.0.2.2")
    )  # fmt: skip

    assert refused == {401}
    assert (answer.status_code, answer.json["error"]) == (429, "temporarily_unavailable")
    assert 0 < int(answer.headers["Retry-After"]) <= 60
    assert (other.status_code, elsewhere.status_code) == (200, 200)
    assert gateway.calls.count("identity.authenticate_client") == 12


def test_an_address_that_tries_many_clients_waits_too(gateway: Gateway) -> None:
    gateway.answers("identity.authenticate_client", WRONG)
    refused = {tried(gateway, client=f"k-{n}").status_code for n in range(60)}

    answers = [tried(gateway, client="k-60"), tried(gateway, "k-60", "192.0.2.2")]

    assert refused == {401}
    assert [answer.status_code for answer in answers] == [429, 401]


def test_a_service_that_is_away_is_no_wrong_secret(gateway: Gateway) -> None:
    gateway.answers("identity.authenticate_client", Unavailable("service-away", "Weg.", "[]"))

    assert {tried(gateway).status_code for _ in range(20)} == {503}


def test_anyone_can_check_a_token_with_the_published_keys(gateway: Gateway) -> None:
    answer = gateway.client.get("/oauth/jwks.json")

    keys = KeySet.import_key_set(answer.json)
    assert jwt.decode(TOKENS.issue("k-1", []), keys, algorithms=["ES256"]).claims["sub"] == "k-1"
    assert not any("d" in key for key in answer.json["keys"])


def test_a_former_key_still_checks_and_no_longer_signs() -> None:
    before, after = (ECKey.generate_key("P-256") for _ in range(2))
    old = AccessTokens(token_keys_of(private(before), ""), ADDRESS)

    new = AccessTokens(token_keys_of(private(after), public(before)), ADDRESS)

    assert new.verify(old.issue("k-1", [])).account == "k-1"
    with pytest.raises(Problem, match="token-invalid"):
        old.verify(new.issue("k-1", []))


def private(key: ECKey) -> str:
    return key.as_pem(private=True).decode()


def public(key: ECKey) -> str:
    return key.as_pem(private=False).decode()


@pytest.mark.parametrize(
    ("signing", "former"),
    [
        ("", ""),
        ("no key", ""),
        (public(ECKey.generate_key("P-256")), ""),
        (private(ECKey.generate_key("P-384")), ""),
        (TOKEN_KEY, "no key"),
    ],
)
def test_a_broken_key_ends_the_process_with_a_sentence(signing: str, former: str) -> None:
    with pytest.raises(SettingsMissing, match="TOKEN_"):
        token_keys_of(signing, former)
