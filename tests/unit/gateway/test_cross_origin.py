"""Pages of listed origins may use the API by token; off by default, and never by cookie."""

import pytest

from gateway.cross_origin import cross_origin_of
from services.common.config import SettingsWrong
from tests.unit.gateway.gateway_fakes import SIGNED_IN, Gateway, settings

LISTED, OTHER = "https://portal.example", "https://evil.example"
PREFLIGHT = {"Access-Control-Request-Method": "POST"}


@pytest.fixture(scope="module")
def gateway() -> Gateway:
    return Gateway(settings=settings(cors_origins=f"{LISTED} http://localhost:3000"))


def allowed(headers: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in headers.items() if name.startswith("Access-Control")}


@pytest.mark.parametrize("path", ["/api/v1/profiles", "/api/v1/orders", "/api/v1/nothing-here"])
def test_a_listed_origin_reads_answers_and_refusals(gateway: Gateway, path: str) -> None:
    answer = gateway.client.get(path, headers={"Origin": LISTED})

    told = allowed(dict(answer.headers))
    assert told["Access-Control-Allow-Origin"] == LISTED
    assert "Access-Control-Allow-Credentials" not in told
    exposed = told["Access-Control-Expose-Headers"].split(", ")
    assert {"ETag", "Retry-After", "RateLimit-Remaining", "X-Request-ID"} <= set(exposed)
    assert "Origin" in answer.headers["Vary"].split(", ")


def test_a_listed_origin_is_answered_beforehand(gateway: Gateway) -> None:
    answer = gateway.client.options("/api/v1/orders", headers={"Origin": LISTED, **PREFLIGHT})

    told = allowed(dict(answer.headers))
    assert answer.status_code == 204
    assert "PATCH" in told["Access-Control-Allow-Methods"]
    sent = told["Access-Control-Allow-Headers"]
    assert {"Authorization", "Idempotency-Key", "If-Match"} <= set(sent.split(", "))
    assert "x-csrf-token" not in sent.lower()
    assert told["Access-Control-Allow-Origin"] == LISTED


def test_what_is_held_is_read_by_each_origin_as_its_own(gateway: Gateway) -> None:
    origins = (LISTED, OTHER, "http://localhost:3000", LISTED)

    answers = [gateway.client.get("/api/v1/profiles", headers={"Origin": one}) for one in origins]

    told = [each.headers.get_all("Access-Control-Allow-Origin") for each in answers]
    assert told == [[LISTED], [], ["http://localhost:3000"], [LISTED]]
    assert all("Origin" in each.headers["Vary"] for each in answers)


@pytest.mark.parametrize("origin", [OTHER, "null", "*", f"{LISTED}.evil.example", "HTTPS://portal"])
@pytest.mark.parametrize("method", ["GET", "OPTIONS"])
def test_another_origin_is_allowed_nothing(gateway: Gateway, method: str, origin: str) -> None:
    headers = {"Origin": origin, **PREFLIGHT}

    answer = gateway.client.open("/api/v1/profiles", method=method, headers=headers)

    assert allowed(dict(answer.headers)) == {}
    assert "Origin" in answer.headers["Vary"]


@pytest.mark.parametrize("path", ["/", "/oauth/token", "/login", "/api/docs"])
def test_a_listed_origin_is_allowed_nothing_but_the_api(gateway: Gateway, path: str) -> None:
    for method in ("GET", "OPTIONS"):
        answer = gateway.client.open(path, method=method, headers={"Origin": LISTED, **PREFLIGHT})
        assert allowed(dict(answer.headers)) == {}


def test_what_a_cookie_opens_is_for_no_other_origin(gateway: Gateway) -> None:
    answer = gateway.client.get("/api/v1/me", headers={**SIGNED_IN, "Origin": LISTED})

    assert allowed(dict(answer.headers)) == {}


@pytest.mark.parametrize(
    "text",
    [
        "*", "null", "https://*.example", "https://portal.example/", "http://portal.example",
        "https://portal.example,https://b.example", "portal.example", f"{LISTED} *",
        "https://user@portal.example", "https://Portal.example",
    ],
)  # fmt: skip
def test_what_is_no_origin_ends_the_start(text: str) -> None:
    with pytest.raises(SettingsWrong, match="CORS_ORIGINS"):
        cross_origin_of(text)
