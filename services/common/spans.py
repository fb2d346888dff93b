"""Spans of OpenTelemetry: what a request, a call or an event was, from when to when, and of what.

Off unless ``OTEL_EXPORTER_OTLP_ENDPOINT`` names a collector (OTLP over HTTP): then nothing of the
library is imported, and ending a span costs a comparison. The ids are those of
``services.common.trace``, which logs, messages and vendors know as well.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from services.common import trace


class Kind(Enum):
    """Which side of what a span is."""

    SERVER = "server"
    CONSUMER = "consumer"


@dataclass(frozen=True)
class Ended:
    """A span that is over; times in nanoseconds since the epoch, ``parent`` may be empty."""

    name: str
    kind: Kind
    traceparent: str
    parent: str
    began_ns: int
    ended_ns: int
    failed: bool
    facts: Mapping[str, str | int]


class Exporter(Protocol):
    """Takes what has ended, at once, and sends it some time."""

    def take(self, span: Ended) -> None: ...
    def stop(self) -> None: ...


class Traced(Protocol):
    """The settings of a process that can be traced."""

    @property
    def otel_exporter_otlp_endpoint(self) -> str: ...
    @property
    def otel_traces_sampler_arg(self) -> float: ...


_exporters: list[Exporter] = []


def start(process: str, settings: Traced) -> None:
    """Export from now on, if a collector is named; to be called after fork."""
    if not settings.otel_exporter_otlp_endpoint:
        return
    from services.common.span_export import OtlpExporter

    trace.sample(settings.otel_traces_sampler_arg)
    use(OtlpExporter(process, settings.otel_exporter_otlp_endpoint))


def use(*exporters: Exporter) -> None:
    """Give what ends to these from now on."""
    _exporters[:] = exporters


def stop() -> None:
    """Send what has ended, for a few seconds at most."""
    for exporter in _exporters:
        exporter.stop()


def ended(
    name: str, kind: Kind, traceparent: str, parent: str, seconds: float,
    *, failed: bool = False, facts: Callable[[], Mapping[str, str | int]],
) -> None:  # fmt: skip
    """Tell of a span that ends now; ``facts`` is asked only where somebody takes them.

    Facts are names and ids, never what somebody wrote.
    """
    if not _exporters or not trace.is_sampled(traceparent):
        return
    now = time.time_ns()
    began = now - int(seconds * 1_000_000_000)
    span = Ended(name, kind, traceparent, parent, began, now, failed, facts())
    for exporter in _exporters:
        exporter.take(span)
