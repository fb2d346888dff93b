"""No page of another origin reads answers, and no host a client names gets into ours."""

import pytest

from tests.unit.gateway.gateway_fakes import SIGNED_IN, Gateway

EVIL = "https://evil.example"
ASKED = {
    "Origin": EVIL, "Access-Control-Request-Method": "POST",
    "Access-Control-Request-Headers": "x-csrf-token",
}  # fmt: skip


@pytest.fixture(scope="module")
def gateway() -> Gateway:
    return Gateway()


@pytest.mark.parametrize("path", ["/api/v1/me", "/api/v1/orders", "/api/v1/profiles", "/"])
@pytest.mark.parametrize("method", ["GET", "OPTIONS"])
def test_no_other_origin_is_allowed_anything(gateway: Gateway, path: str, method: str) -> None:
    answer = gateway.client.open(path, method=method, headers={**SIGNED_IN, **ASKED})

    assert [name for name in answer.headers if name[0].startswith("Access-Control")] == []


@pytest.mark.parametrize("named", ["Host", "X-Forwarded-Host", "X-Original-URL"])
def test_a_host_a_client_names_is_in_no_answer(gateway: Gateway, named: str) -> None:
    answers = [
        gateway.client.get(path, headers={named: "evil.example"})
        for path in ("/", "/leistungen", "/problems/not-permitted", "/api/v1/profiles.atom")
    ]

    assert all(b"evil.example" not in answer.data for answer in answers)
    assert all("evil.example" not in str(answer.headers) for answer in answers)
