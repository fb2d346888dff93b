"""Asks several services at once for one page; a part that cannot be had leaves the rest."""

import contextvars
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from gateway.problems.problems import Problem, problem_of

MOST_AT_ONCE = 16
AWAY = frozenset({500, 502, 503, 504})

_POOL = ThreadPoolExecutor(MOST_AT_ONCE, "page-parts")

Asking = Callable[[], Any]


@dataclass(frozen=True)
class Away:
    """In the place of what could not be had; false, so that templates can ask for it."""

    problem: Problem

    def __bool__(self) -> bool:
        return False


def ask_all(asked: Mapping[str, Asking]) -> dict[str, Any]:
    """Return all results by name; any refusal is raised, the first named first."""
    results = _outcomes(asked)
    for result in results.values():
        if isinstance(result, Problem):
            raise result
    return results


def ask_what_is_there(asked: Mapping[str, Asking]) -> dict[str, Any]:
    """Return all results by name, ``Away`` for what a service that is away would have given."""
    results = _outcomes(asked)
    for name, result in results.items():
        if isinstance(result, Problem) and result.status not in AWAY:
            raise result
        if isinstance(result, Problem):
            results[name] = Away(result)
    return results


def _outcomes(asked: Mapping[str, Asking]) -> dict[str, Any]:
    """Ask all side by side in the context of this request; the last one on its own thread."""
    names = list(asked)
    futures = {
        name: _POOL.submit(contextvars.copy_context().run, _outcome, asked[name])
        for name in names[:-1]
    }
    last = {name: _outcome(asked[name]) for name in names[-1:]}
    results = {name: future.result() for name, future in futures.items()} | last
    return {name: results[name] for name in names}


def _outcome(ask: Asking) -> Any:
    try:
        return ask()
    except Exception as error:
        return problem_of(error)
