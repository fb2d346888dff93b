"""What an expression of PromQL names, held against the table of metrics."""

from collections.abc import Iterator
from typing import Any

import promql_parser

from deploy.monitoring.metrics import METRICS

OF_PROMETHEUS = {"up": set[str]()}
"""Series Prometheus makes itself."""
OF_TARGETS = {"job", "instance", "le"}
"""Labels every series has, or that a histogram has."""
KNOWN = OF_PROMETHEUS | {sample: set(m.labels) for m in METRICS for sample in m.samples}


def selectors(expression: Any) -> Iterator[Any]:
    """Return every selector of a parsed expression."""
    if isinstance(expression, promql_parser.VectorSelector):
        yield expression
        return
    for name in ("expr", "lhs", "rhs", "vector_selector", "param"):
        below = getattr(expression, name, None)
        if below is not None and not isinstance(below, str):
            yield from selectors(below)
    for below in getattr(expression, "args", None) or ():
        yield from selectors(below)


def unknown_in(text: str) -> Iterator[str]:
    """Return what an expression names and no process exposes: metrics, and labels of them."""
    found = list(selectors(promql_parser.parse(text)))
    if not found:
        yield "names no metric"
    for selector in found:
        if selector.name not in KNOWN:
            yield f"{selector.name} is no metric"
            continue
        labels = {matcher.name for matcher in selector.matchers.matchers}
        for label in sorted(labels - KNOWN[selector.name] - OF_TARGETS):
            yield f"{selector.name} has no label {label}"
