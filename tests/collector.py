"""A collector of traces: OTLP over HTTP, in this process."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest


@dataclass(frozen=True)
class Collected:
    """A span as it came; ids as hexadecimal text, ``parent`` may be empty."""

    process: str
    name: str
    trace: str
    span: str
    parent: str
    began_ns: int
    ended_ns: int
    facts: dict[str, str]


class Collector:
    """What has come, and where it is to be sent."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.spans: list[Collected] = []

    def of(self, trace: str) -> dict[str, Collected]:
        """Return the spans of a trace by their names."""
        return {span.name: span for span in list(self.spans) if span.trace == trace}

    def take(self, path: str, body: bytes) -> None:
        """Read what somebody sent."""
        assert path == "/v1/traces"
        self.spans += _read(body)


def _read(body: bytes) -> Iterator[Collected]:
    for of_process in ExportTraceServiceRequest.FromString(body).resource_spans:
        told = {pair.key: pair.value.string_value for pair in of_process.resource.attributes}
        for scope in of_process.scope_spans:
            for span in scope.spans:
                yield Collected(
                    told["service.name"], span.name, span.trace_id.hex(), span.span_id.hex(),
                    span.parent_span_id.hex(), span.start_time_unix_nano, span.end_time_unix_nano,
                    {pair.key: pair.value.string_value for pair in span.attributes},
                )  # fmt: skip


@contextmanager
def collecting() -> Iterator[Collector]:
    """Collect on a free port."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            collector.take(self.path, self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            return

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        collector = Collector(f"http://127.0.0.1:{server.server_port}")
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield collector
        server.shutdown()
