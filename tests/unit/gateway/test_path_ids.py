"""The ids in a path: what none can be reaches no service."""

import pytest

from tests.unit.gateway.gateway_fakes import SIGNED_IN, Gateway


@pytest.fixture
def gateway() -> Gateway:
    return Gateway()


@pytest.mark.parametrize("path", ["orders/{}", "accounts/{}/sessions"])
def test_an_id_longer_than_any_is_not_found(gateway: Gateway, path: str) -> None:
    asked = f"/api/v1/{path.format('a' * 201)}"

    answer = gateway.client.get(asked, headers=SIGNED_IN)

    assert (answer.status_code, answer.json["code"]) == (404, "not-found")
    assert gateway.calls.made == []
