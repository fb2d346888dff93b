"""The trail is given whole: page by page as JSON Lines, or as a file that is kept in pieces."""

import base64
import json
from typing import Any

import pytest

from services.common.errors import Conflict, Forbidden, Unavailable
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


FILE = "/api/v1/audit/exports/e1/file"


def piece(content: bytes, following: int | None) -> dict[str, Any]:
    return {
        "content_base64": base64.b64encode(content).decode(), "next": following, "size": 9,
        "filename": "audit.jsonl.gz", "sha256": "ab" * 32,
    }  # fmt: skip


def test_a_file_is_fetched_piece_by_piece_and_says_its_length_and_digest() -> None:
    made = Gateway()
    made.answers("identity.audit_export_piece", [piece(b"one", 1), piece(b"two", 2),
                                                 piece(b"end", None)])  # fmt: skip

    answer = made.client.get(FILE, headers=SIGNED_IN)

    assert answer.data == b"onetwoend"
    asked = [arguments for called, arguments, *_ in made.calls.made
             if called == "identity.audit_export_piece"]  # fmt: skip
    assert asked == [{"export_id": "e1", "n": n} for n in range(3)]
    assert (answer.content_type, answer.content_length) == ("application/gzip", 9)
    assert (
        answer.headers["Digest"] == f"sha-256={base64.b64encode(bytes.fromhex('ab' * 32)).decode()}"
    )
    assert "audit.jsonl.gz" in answer.headers["Content-Disposition"]


def test_a_file_the_reader_has_already_is_not_sent_again() -> None:
    made = Gateway()
    made.answers("identity.audit_export_piece", piece(b"one", 1))

    answer = made.client.get(FILE, headers={**SIGNED_IN, "If-None-Match": f'"{"ab" * 32}"'})

    assert (answer.status_code, answer.data) == (304, b"")
    assert made.calls.count("identity.audit_export_piece") == 1


def test_a_file_that_is_gone_meanwhile_is_refused_or_broken_off() -> None:
    gone = Conflict("audit-export-no-file", "Weg.", "[]")
    made = Gateway()
    made.answers("identity.audit_export_piece", [piece(b"one", 1), gone])

    begun = made.client.get(FILE, headers=SIGNED_IN)

    with pytest.raises(Conflict):
        begun.get_data()
    made.answers("identity.audit_export_piece", gone)
    refused = made.client.get(FILE, headers=SIGNED_IN)
    assert (refused.status_code, refused.json["code"]) == (409, "audit-export-no-file")
