"""Spans: nothing unless somebody takes them, and then whole, with the ids of log and messages."""

import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from deploy.local.ports import wait_until
from services.common import span_export, spans, trace
from services.common.spans import Ended, Kind
from tests.collector import collecting

SAMPLED = f"00-{'a' * 32}-{'b' * 16}-01"
PARENT = f"00-{'a' * 32}-{'c' * 16}-01"


@dataclass
class Settings:
    otel_exporter_otlp_endpoint: str = ""
    otel_traces_sampler_arg: float = 1.0


class Kept:
    """Keeps what has ended."""

    def __init__(self) -> None:
        self.spans: list[Ended] = []

    def take(self, span: Ended) -> None:
        self.spans.append(span)

    def stop(self) -> None: ...


@pytest.fixture
def kept() -> Iterator[Kept]:
    exporter = Kept()
    spans.use(exporter)
    yield exporter
    spans.use()
    trace.sample(0)


def end(traceparent: str = SAMPLED, **told: Any) -> None:
    facts = {"queue": "q"}
    spans.ended("n", Kind.CONSUMER, traceparent, PARENT, 0.5, facts=lambda: facts, **told)


def test_a_span_lasts_as_long_as_what_it_was(kept: Kept) -> None:
    end(failed=True)

    [span] = kept.spans
    assert span.ended_ns - span.began_ns == 500_000_000
    assert (span.traceparent, span.parent, span.failed) == (SAMPLED, PARENT, True)
    assert span.facts == {"queue": "q"}


def test_what_is_not_sampled_is_not_told(kept: Kept) -> None:
    end(f"{SAMPLED[:-2]}00")
    end("")

    assert kept.spans == []


def test_nobody_is_asked_for_facts_that_nobody_takes() -> None:
    asked: list[str] = []

    def facts() -> dict[str, str]:
        asked.append("facts")
        return {}

    spans.ended("n", Kind.SERVER, SAMPLED, "", 0.1, facts=facts)

    assert asked == []


@pytest.mark.parametrize(("share", "sampled"), [(0, 0), (0.25, 50), (1, 200)])
def test_a_share_of_the_traces_begun_here_is_sampled(
    kept: Kept, share: float, sampled: int
) -> None:
    trace.sample(share)

    begun = [trace.begun(f"request-{n}") for n in range(200)]

    assert sum(map(trace.is_sampled, begun)) == pytest.approx(sampled, abs=25 * (share % 1 > 0))
    assert all(trace.is_sampled(one) == trace.is_sampled(trace.begun("any", one)) for one in begun)


def test_without_a_collector_the_library_is_not_loaded() -> None:
    program = (
        "import sys; from types import SimpleNamespace;"
        "from services.common import entrypoints, runtime, spans;"
        "spans.start('orders', SimpleNamespace(otel_exporter_otlp_endpoint=''));"
        "sys.exit(any(name.startswith('opentelemetry') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", program]).returncode == 0


def test_a_collector_is_sent_the_spans_with_their_ids_and_what_waits_at_the_end() -> None:
    with collecting() as collector:
        spans.start("orders", Settings(collector.address))
        try:
            end()
            spans.stop()
        finally:
            spans.use()
            trace.sample(0)
        wait_until(lambda: collector.spans, 10, "no span came")

    [span] = collector.spans
    assert (span.process, span.name, span.facts) == ("orders", "n", {"queue": "q"})
    assert (span.trace, span.span, span.parent) == ("a" * 32, "b" * 16, "c" * 16)
    assert span.ended_ns - span.began_ns == 500_000_000


def test_a_collector_that_is_away_holds_nobody_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(span_export, "SEND_S", 0.2)
    spans.start("orders", Settings("http://127.0.0.1:9"))
    try:
        for _ in range(5000):
            end()
        began = time.monotonic()
        spans.stop()
        assert time.monotonic() - began < span_export.SEND_S + 2
    finally:
        spans.use()
        trace.sample(0)
