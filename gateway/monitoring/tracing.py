"""What the gateway tells of each request besides counting it: log lines and spans."""

from gateway.monitoring.log_writer import LogWriter
from services.common import context, logs, spans
from services.common.spans import Kind, Traced


def begin(log_level: str, traced: Traced) -> None:
    """Write log lines and, where a collector is named, export spans; after fork."""
    logs.start("gateway", log_level, LogWriter())
    spans.start("gateway", traced)


def request_ended(method: str, route: str, status: int, parent: str, elapsed_s: float) -> None:
    """Tell of the request's span; no path, which may name a person, but the route."""
    spans.ended(
        f"{method} {route}", Kind.SERVER, context.span(), parent, elapsed_s,
        failed=status >= 500,
        facts=lambda: {
            "http.request.method": method, "http.route": route,
            "http.response.status_code": status,
            "correlation_id": context.current().correlation_id,
        },
    )  # fmt: skip
