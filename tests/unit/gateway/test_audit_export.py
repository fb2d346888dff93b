"""The trail is given whole, page by page, as JSON Lines."""

import json
from typing import Any

import pytest

from services.common.errors import Forbidden, Unavailable
from tests.unit.gateway.gateway_fakes import SIGNED_IN, Gateway

PATH = "/api/v1/audit/export?since=2026-01-01"


def page(*numbers: int, after: str | None) -> dict[str, Any]:
    return {"items": [{"n": n, "said": "ä"} for n in numbers], "next": after, "total": 5}


@pytest.fixture
def gateway() -> Gateway:
    made = Gateway()
    pages = [page(1, 2, after="2"), page(3, 4, after="4"), page(5, after=None)]
    made.answers("identity.export_audit", pages)
    return made


def test_every_line_of_every_page_is_given_in_order(gateway: Gateway) -> None:
    answer = gateway.client.get(PATH, headers=SIGNED_IN)

    assert answer.content_type == "application/jsonl"
    assert "audit-export.jsonl" in answer.headers["Content-Disposition"]
    assert [json.loads(line)["n"] for line in answer.text.splitlines()] == [1, 2, 3, 4, 5]


def test_each_page_is_asked_for_behind_the_one_before_with_the_same_filter(
    gateway: Gateway,
) -> None:
    gateway.client.get(PATH, headers=SIGNED_IN).get_data()

    queries = [arguments["query"] for called, arguments, *_ in gateway.calls.made
               if called == "identity.export_audit"]  # fmt: skip
    since = {"since": "2026-01-01"}
    assert queries == [since, {**since, "cursor": "2"}, {**since, "cursor": "4"}]


def test_a_page_is_fetched_only_when_the_reader_has_taken_the_one_before(
    gateway: Gateway,
) -> None:
    answer = gateway.client.get(PATH, headers=SIGNED_IN, buffered=False)

    lines = iter(answer.response)
    next(lines)

    assert gateway.calls.count("identity.export_audit") == 1


def test_a_refusal_comes_before_the_first_line(gateway: Gateway) -> None:
    gateway.answers("identity.export_audit", Forbidden("not-permitted", "Nein.", "[]"))

    answer = gateway.client.get(PATH, headers=SIGNED_IN)

    assert (answer.status_code, answer.json["code"]) == (403, "not-permitted")


def test_a_failure_in_the_middle_breaks_off_and_does_not_look_like_the_end(
    gateway: Gateway,
) -> None:
    away = Unavailable("service-away", "Weg.", "[]")
    gateway.answers("identity.export_audit", [page(1, after="1"), away])

    answer = gateway.client.get(PATH, headers=SIGNED_IN)

    with pytest.raises(Unavailable):
        answer.get_data()
