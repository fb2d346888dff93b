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
SAMPLED, NOT_SAMPLED = "01", "00"
_MOST = 1 << 32
_sampled_below = 0


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
    flags = parent[53:] or (SAMPLED if int(trace[-8:], 16) < _sampled_below else NOT_SAMPLED)
    return f"00-{trace}-{random.getrandbits(64) or 1:016x}-{flags}"


def sample(share: float) -> None:
    """Have so many of the traces exported that begin here: from 0, as at first, to 1 for all.

    Which, follows from their ids. One that somebody else began is, where they say so.
    """
    global _sampled_below
    _sampled_below = int(share * _MOST)


def is_sampled(traceparent: str) -> bool:
    """Tell whether the spans of this trace are to be exported."""
    return bool(traceparent) and bool(int(traceparent[53:55], 16) & 1)


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
