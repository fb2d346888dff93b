"""Two versions in an address are compared; one alone is that version."""

import pytest

from tests.unit.gateway.gateway_fakes import Gateway


@pytest.mark.parametrize(
    ("path", "called", "arguments"),
    [
        ("versions", "catalog.list_versions", {"profile_id": "ewa", "query": {}}),
        ("versions/3", "catalog.get_version", {"profile_id": "ewa", "number": 3}),
        ("versions/1...12", "catalog.diff_versions", {"profile_id": "ewa", "a": 1, "b": 12}),
    ],
)
def test_each_address_about_versions_makes_its_own_call(
    path: str, called: str, arguments: dict[str, object]
) -> None:
    gateway = Gateway()
    gateway.answers(called, {"ok": True})

    answer = gateway.client.get(f"/api/v1/profiles/ewa/{path}")

    assert (answer.status_code, answer.json) == (200, {"ok": True})
    (made,) = gateway.calls.made
    assert made[:2] == (called, arguments)


@pytest.mark.parametrize("path", ["1...", "...2", "1..2", "a...b", "1...2...3", "x"])
def test_what_is_no_version_is_not_there(path: str) -> None:
    answer = Gateway().client.get(f"/api/v1/profiles/ewa/versions/{path}")

    assert answer.status_code == 404
