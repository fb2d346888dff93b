"""What the gateway counts, summed over its worker processes when it is asked."""

import os
from functools import lru_cache
from pathlib import Path

from prometheus_client import REGISTRY, Counter, Histogram, generate_latest

from gateway.monitoring.exposition import exposed

BUCKETS = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)

RPC_CALLS = Counter("rpc_calls_total", "Calls to services", ["service", "method", "outcome"])
RPC_CALL_S = Histogram("rpc_call_seconds", "Time until the reply", ["service"], buckets=BUCKETS)
REQUESTS = Counter("http_requests_total", "HTTP requests", ["method", "route", "status"])
REQUEST_S = Histogram("http_request_seconds", "Time to the answer", ["route"], buckets=BUCKETS)
CACHE_READS = Counter("catalogue_reads_total", "Reads of the catalogue", ["outcome"])

MOST_SERIES = 4096


@lru_cache(MOST_SERIES)
def requests(method: str, route: str, status: int) -> Counter:
    """Return the counter of such requests; looking it up by labels costs more than counting."""
    return REQUESTS.labels(method, route, str(status))


@lru_cache(MOST_SERIES)
def request_s(route: str) -> Histogram:
    """Return the times of this route's requests."""
    return REQUEST_S.labels(route)


@lru_cache(MOST_SERIES)
def cache_reads(outcome: str) -> Counter:
    """Return the counter of catalogue reads that ended like this."""
    return CACHE_READS.labels(outcome)


def rendered() -> bytes:
    """Return the metrics of all worker processes, in Prometheus' text format."""
    folder = os.environ.get("PROMETHEUS_MULTIPROC_DIR")
    return exposed(Path(folder)) if folder else generate_latest(REGISTRY)
