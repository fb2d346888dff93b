"""One id leads through all parts: a release followed by its X-Request-ID and its traceparent.

Log lines tell it always; where there is a collector of traces, so do the spans it is sent.
"""

import subprocess
import sys
import uuid
from pathlib import Path

from deploy.local import trace
from deploy.local.journey import Journey
from deploy.local.ports import wait_until
from deploy.local.specs import ROOT
from tests.collector import Collector
from tests.journeys import Journeys

STEPS = {
    ("gateway", "POST /api/v1/orders/{order_id}/release"),
    ("orders", "answers orders.release"),
    ("orders", "says order.released"),
    ("notify", "hears order.released"),
    ("contracts", "hears order.released"),
    ("contracts-worker", "document_made"),
    ("contracts-worker", "hears contract.drafted"),
    ("orders", "hears contract.offered"),
    ("notify", "mails contract_offered"),
}
"""Each part and what it does."""


def released(journey: Journey) -> str:
    """Release the ordered service under a request id of our own, and give the id."""
    journey.clerk_orders()
    request = f"trace-{uuid.uuid4().hex}"
    headers = {
        "X-Request-ID": request, "traceparent": f"00-{trace_of(request)}-{'1' * 16}-01",
        "Idempotency-Key": uuid.uuid4().hex,
    }  # fmt: skip
    path = f"orders/{journey.order['id']}/release"
    answer = journey.person("reviewer").ask("POST", path, json={}, headers=headers)
    assert answer.headers["X-Request-ID"] == request
    journey.contract_is_offered()
    return request


def trace_of(request: str) -> str:
    """Return the id of the trace the release is part of."""
    return request.removeprefix("trace-")


def rows_of(logs: Path, id: str) -> list[tuple[str, ...]]:
    return [trace.told(line) for line in trace.story(trace.read(logs), id)]


def test_a_request_is_followed_through_all_parts_in_order(journeys: Journeys) -> None:
    journey, logs = journeys.next(), journeys.system.folder / "logs"
    request = released(journey)

    def all_is_told() -> bool:
        return {row[1:3] for row in rows_of(logs, request)} >= STEPS

    wait_until(all_is_told, 60, f"a part says nothing of {request}")
    rows = rows_of(logs, request)
    steps = [row[1:3] for row in rows]
    drafted, made = ("contracts", "hears order.released"), ("contracts-worker", "document_made")
    assert steps.index(drafted) < steps.index(made)
    assert [row[0] for row in rows] == sorted(row[0] for row in rows)
    traced = [line for line in trace.read(logs) if line.facts.get("trace_id") == trace_of(request)]
    spoken = {"orders", "contracts", "contracts-worker", "notify"}
    assert {line.part for line in traced} >= spoken
    assert len({line.facts["span_id"] for line in traced}) > len(spoken)


def test_the_command_tells_the_story_of_an_order_by_its_number(journeys: Journeys) -> None:
    journey, logs = journeys.next(), journeys.system.folder / "logs"
    request = released(journey)
    wait_until(lambda: rows_of(logs, request), 30, "nothing is told")

    command = [sys.executable, "-m", "deploy.local.trace", journey.order["number"], str(logs)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)

    assert done.returncode == 0, done.stderr
    assert "answers orders.place" in done.stdout
    assert "answers orders.release" in done.stdout


CHAIN = (
    ("gateway", "POST /api/v1/orders/{order_id}/release"),
    ("orders", "orders.release"),
    ("contracts", "evt-orders-order.released--contracts.on_order_released"),
    ("contracts-worker", "evt-contracts-contract.drafted--contracts.worker"),
    ("orders", "evt-contracts-contract.offered--orders.on_contract_offered"),
)
"""Each part and its span; each span is the parent of the next one."""


def test_a_collector_sees_one_trace_of_one_order(collector: Collector, journeys: Journeys) -> None:
    trace_id = trace_of(released(journeys.next()))
    wanted = {name for _, name in CHAIN}

    wait_until(lambda: collector.of(trace_id).keys() >= wanted, 60, "not every span came")
    found = collector.of(trace_id)
    spans = [found[name] for _, name in CHAIN]
    assert [span.process for span in spans] == [process for process, _ in CHAIN]
    assert [span.parent for span in spans] == ["1" * 16, *(span.span for span in spans[:-1])]
    assert all(span.began_ns <= span.ended_ns for span in spans)
    assert len({span.facts["correlation_id"] for span in found.values()}) == 1
