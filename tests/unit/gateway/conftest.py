"""Holds for every page a test asks for: it asks the services side by side, not one by one."""

from collections.abc import Iterator
from contextvars import ContextVar
from typing import Any

import pytest
from flask import g, has_request_context, request

from gateway.web.frame import side_by_side
from gateway.web.frame.frame import Frame
from tests.unit.gateway.compiled import compile_once

compile_once()

MOST_ROUNDS = 2
"""A page knows what else to ask once it has read what it is about."""
OF_PUBLIC_PAGES = 1
PUBLIC = frozenset({"catalogue", "profiles", "compare", "interfaces", "versions", "start", "legal"})

_inside: ContextVar[bool] = ContextVar("inside a round", default=False)


def most_of(endpoint: str) -> int:
    """Return how many rounds the page may make."""
    group = endpoint.partition(".")[0]
    return OF_PUBLIC_PAGES if group in PUBLIC else MOST_ROUNDS


@pytest.fixture(autouse=True)
def rounds(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, int]]:
    """Count the rounds of questions each page makes while it is read; too many fail the test."""
    counted: dict[str, int] = {}
    ask, outcomes = Frame.ask, side_by_side._outcomes

    def count() -> None:
        if has_request_context() and request.method == "GET":
            g.rounds = g.get("rounds", 0) + 1
            endpoint = str(request.endpoint)
            counted[endpoint] = max(counted.get(endpoint, 0), g.rounds)

    def one(*given: Any, **more: Any) -> Any:
        if not _inside.get():
            count()
        return ask(*given, **more)

    def many(asked: Any, together: Any) -> dict[str, Any]:
        count()
        before = _inside.set(True)
        try:
            return outcomes(asked, together)
        finally:
            _inside.reset(before)

    monkeypatch.setattr(Frame, "ask", one)
    monkeypatch.setattr(side_by_side, "_outcomes", many)
    yield counted
    assert {page: n for page, n in counted.items() if n > most_of(page)} == {}
