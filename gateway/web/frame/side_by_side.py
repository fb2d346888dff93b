"""Asks several services at once for one page; a part that cannot be had leaves the rest.

What one service is asked goes to it in one message, each service is asked on a thread of its own.
"""

import contextvars
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Any

from gateway.api.route import Route
from gateway.problems.problems import Problem, problem_of

MOST_AT_ONCE, MOST_TOGETHER = 16, 8
AWAY = frozenset({500, 502, 503, 504})

_POOL = ThreadPoolExecutor(MOST_AT_ONCE, "page-parts")

Asking = Callable[[], Any]


@dataclass(frozen=True)
class Question:
    """A reading route with its arguments, asked alone where it is called."""

    route: Route
    arguments: Mapping[str, Any]
    alone: Callable[[Route, Mapping[str, Any]], Any]

    def __call__(self) -> Any:
        return self.alone(self.route, self.arguments)


AskTogether = Callable[[Sequence[Question]], list[Any]]
"""Gives for each of several questions to one service its result or its refusal."""


@dataclass(frozen=True)
class Away:
    """In the place of what could not be had; false, so that templates can ask for it."""

    problem: Problem

    def __bool__(self) -> bool:
        return False


def ask_all(asked: Mapping[str, Asking], together: AskTogether) -> dict[str, Any]:
    """Return all results by name; any refusal is raised, the first named first."""
    results = _outcomes(asked, together)
    for result in results.values():
        if isinstance(result, Problem):
            raise result
    return results


def ask_what_is_there(asked: Mapping[str, Asking], together: AskTogether) -> dict[str, Any]:
    """Return all results by name, ``Away`` for what a service that is away would have given."""
    results = _outcomes(asked, together)
    for name, result in results.items():
        if isinstance(result, Problem) and result.status not in AWAY:
            raise result
        if isinstance(result, Problem):
            results[name] = Away(result)
    return results


def _outcomes(asked: Mapping[str, Asking], together: AskTogether) -> dict[str, Any]:
    """Ask all side by side in the context of this request; the last ones on its own thread."""
    *others, last = [*_jobs(asked, together)] or [dict]
    futures = [_POOL.submit(contextvars.copy_context().run, job) for job in others]
    results = last() | {name: one for f in futures for name, one in f.result().items()}
    return {name: results[name] for name in asked}


def _jobs(
    asked: Mapping[str, Asking], together: AskTogether
) -> Iterator[Callable[[], dict[str, Any]]]:
    """Yield what is done on a thread each: what one service is asked, and everything else alone."""
    by_service: dict[str, list[str]] = {}
    for name, ask in asked.items():
        plain = isinstance(ask, Question) and ask.route.is_plain_reading
        place = ask.route.service if isinstance(ask, Question) and plain else f"alone {name}"
        by_service.setdefault(place, []).append(name)
    for names in by_service.values():
        for first in range(0, len(names), MOST_TOGETHER):
            some = names[first : first + MOST_TOGETHER]
            yield partial(_alone if len(some) == 1 else _together, asked, some, together)


def _alone(asked: Mapping[str, Asking], names: Sequence[str], _: AskTogether) -> dict[str, Any]:
    return {name: _outcome(asked[name]) for name in names}


def _together(
    asked: Mapping[str, Asking], names: Sequence[str], together: AskTogether
) -> dict[str, Any]:
    def ask() -> list[Any]:
        return together([one for name in names if isinstance(one := asked[name], Question)])

    outcomes = _outcome(ask)
    if isinstance(outcomes, Problem):
        return dict.fromkeys(names, outcomes)
    told = (problem_of(one) if isinstance(one, Exception) else one for one in outcomes)
    return dict(zip(names, told, strict=True))


def _outcome(ask: Asking) -> Any:
    try:
        return ask()
    except Exception as error:
        return problem_of(error)
