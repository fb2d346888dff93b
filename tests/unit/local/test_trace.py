"""One id leads through the logs of all parts, in order of time."""

import json
from pathlib import Path
from typing import Any

import pytest

from deploy.local import trace

ORDER = "o1a2"
RELEASED = {
    "gateway.log": [
        ("09:00:00.100", "request", "r1",
         {"method": "POST", "route": "/api/v1/orders/{order_id}/release", "status": 200,
          "account": "nina", "ms": 21.5}),
        ("09:00:04.000", "request", "r2",
         {"method": "GET", "route": "/api/v1/me", "status": 401, "problem": "sign-in-needed"}),
    ],
    "orders.log": [
        ("09:00:00.090", "call_answered", "r1",
         {"method": "orders.release", "outcome": "ok", "duration_ms": 12.0, "actor_id": "nina",
          "object_id": ORDER}),
        ("09:00:00.200", "event_said", "r1",
         {"type": "order.released", "id": f"{ORDER}:3:1", "subject": ORDER, "actor_id": "nina"}),
    ],
    "contracts-worker.log": [
        ("09:00:01.500", "document_made", "r1", {"contract": "c9", "duration_ms": 900.1}),
        ("09:00:02.000", "event_parked", None,
         {"queue": "q", "type": "contract.drafted", "subject": "c8", "reason": "KeyError"}),
    ],
}  # fmt: skip


@pytest.fixture
def logs(tmp_path: Path) -> Path:
    for name, lines in RELEASED.items():
        texts = [line(*of) for of in lines]
        (tmp_path / name).write_text("\n".join(["Traceback (most recent", *texts, "{", "[1]", ""]))
    return tmp_path


def line(at: str, event: str, request: str | None, facts: dict[str, Any]) -> str:
    time = f"2026-11-27T{at}+00:00"
    return json.dumps({"time": time, "event": event, "correlation_id": request, **facts})


def told(logs: Path, id: str) -> list[tuple[str, ...]]:
    return [trace.told(line) for line in trace.story(trace.read(logs), id)]


@pytest.mark.parametrize("id", ["r1", ORDER, "c9"])
def test_the_request_the_order_and_the_contract_tell_the_same_story(logs: Path, id: str) -> None:
    assert told(logs, id) == [
        ("09:00:00.090", "orders", "answers orders.release", ORDER, "nina", "ok", "12.0 ms"),
        ("09:00:00.100", "gateway", "POST /api/v1/orders/{order_id}/release", "-", "nina", "200",
         "21.5 ms"),
        ("09:00:00.200", "orders", "says order.released", ORDER, "nina", "-", ""),
        ("09:00:01.500", "contracts-worker", "document_made", "c9", "-", "-", "900.1 ms"),
    ]  # fmt: skip


def test_a_refusal_is_told_with_its_code(logs: Path) -> None:
    assert told(logs, "r2")[0][5] == "401 sign-in-needed"


def test_what_belongs_to_no_request_is_told_alone(logs: Path) -> None:
    assert [row[2:6] for row in told(logs, "c8")] == [
        ("parks contract.drafted", "c8", "-", "KeyError")
    ]


def test_lines_of_other_days_stand_below_their_day(logs: Path) -> None:
    later = line("09:00:00.000", "call_answered", "r1", {"method": "orders.get"})
    (logs / "orders-2.log").write_text(later.replace("2026-11-27", "2026-11-28"))

    rows = list(trace.table(trace.story(trace.read(logs), "r1")))

    assert [row for row in rows if row.startswith("--")] == [
        "-- 2026-11-27 (UTC)", "-- 2026-11-28 (UTC)"
    ]  # fmt: skip
    assert len({row.index("orders") for row in rows if " orders" in row}) == 1


@pytest.mark.parametrize("unknown", ["nix", "DM-2026-ABCDEFGH"])
def test_an_id_nobody_has_logged_is_said_to_be_unknown(
    logs: Path, unknown: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["trace", unknown, str(logs)])

    assert trace.main() == 1
    assert unknown in capsys.readouterr().err
