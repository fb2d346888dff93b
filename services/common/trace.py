"""W3C Trace Context: one trace over HTTP, calls, events, webhooks and mails.

A ``traceparent`` is ``00-<trace id>-<span id>-<flags>`` (https://www.w3.org/TR/trace-context). A
message carries the span of who sends it; who takes it begins one of its own in the same trace.
Where nobody named a trace, its id follows from the correlation id.
"""

import hashlib
import random
import re

TRACEPARENT = re.compile(
    r"(?!ff)(?P<version>[0-9a-f]{2})-(?!0{32})(?P<trace>[0-9a-f]{32})"
    r"-(?!0{16})(?P<span>[0-9a-f]{16})-(?P<flags>[0-9a-f]{2})(?P<later>-.*)?"
)
TRACE_ID = re.compile(r"(?!0{32})[0-9a-f]{32}")
LONGEST = 128
NOT_SAMPLED = "00"


def read(text: object) -> str:
    """Return what a message names as its ``traceparent``, as we write it; nothing if it is none."""
    if not isinstance(text, str) or len(text) > LONGEST:
        return ""
    found = TRACEPARENT.fullmatch(text)
    if found is None or (found["version"] == "00" and found["later"]):
        return ""
    return f"00-{found['trace']}-{found['span']}-{found['flags']}"


def begun(correlation_id: str, parent: str = "") -> str:
    """Begin a span: in the trace of ``parent`` (as ``read`` returns it), else in the request's."""
    trace = id_of(parent) or _trace_of(correlation_id)
    flags = parent[53:] or NOT_SAMPLED
    return f"00-{trace}-{random.getrandbits(64) or 1:016x}-{flags}"


def id_of(traceparent: str) -> str:
    """Return the trace's id."""
    return traceparent[3:35]


def named(traceparent: str) -> dict[str, str]:
    """Return what a log line says of a span."""
    return {"trace_id": traceparent[3:35], "span_id": traceparent[36:52]} if traceparent else {}


def _trace_of(correlation_id: str) -> str:
    """Return the id itself where it can be one, else one that always belongs to it."""
    if TRACE_ID.fullmatch(correlation_id):
        return correlation_id
    return hashlib.sha256(correlation_id.encode()).hexdigest()[:32]
