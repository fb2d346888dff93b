"""Sends spans to a collector by OTLP over HTTP, in batches, from a thread of its own.

What the collector does not take in time is thrown away: traces are no evidence.
"""

import atexit
import threading

from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.sdk.util.instrumentation import InstrumentationScope
from opentelemetry.trace import SpanContext, SpanKind, Status, StatusCode, TraceFlags

from services.common import trace
from services.common.spans import Ended, Kind

PATH = "/v1/traces"
EVERY_MS = 2000
SEND_S = 3
"""How long one batch may take; a process that ends waits no longer."""
KINDS = {Kind.SERVER: SpanKind.SERVER, Kind.CONSUMER: SpanKind.CONSUMER}


class OtlpExporter:
    """One of a process; at most some thousand spans wait in it."""

    def __init__(self, process: str, endpoint: str) -> None:
        sender = OTLPSpanExporter(f"{endpoint.rstrip('/')}{PATH}", timeout=SEND_S)
        self._batches = BatchSpanProcessor(sender, schedule_delay_millis=EVERY_MS)
        self._resource = Resource.create({"service.name": process})
        self._scope = InstrumentationScope("digitalmarkt")
        atexit.register(self.stop)

    def take(self, span: Ended) -> None:
        """Take a span that has ended; returns at once."""
        self._batches.on_end(
            ReadableSpan(
                span.name,
                _context(span.traceparent),
                _context(span.parent, remote=True) if span.parent else None,
                resource=self._resource,
                attributes=dict(span.facts),
                kind=KINDS[span.kind],
                instrumentation_scope=self._scope,
                status=Status(StatusCode.ERROR if span.failed else StatusCode.UNSET),
                start_time=span.began_ns,
                end_time=span.ended_ns,
            )
        )

    def stop(self) -> None:
        """Send what waits, for as long as one batch may take; the library would wait for all."""
        ending = threading.Thread(target=self._batches.shutdown, daemon=True, name="spans")
        ending.start()
        ending.join(SEND_S)


def _context(traceparent: str, *, remote: bool = False) -> SpanContext:
    named = trace.named(traceparent)
    flags = TraceFlags(TraceFlags.SAMPLED)
    return SpanContext(int(named["trace_id"], 16), int(named["span_id"], 16), remote, flags)
