"""Every list and mapping an aggregate holds says how long it may become."""

import importlib
import inspect
import typing
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from types import UnionType
from typing import Any

import pytest

from services.common.bounds import AtMost, Newest
from services.common.storage.aggregates import Aggregate
from tests.shape.sources import ROOT, modules

BOUNDED = ("orders", "contracts", "identity", "catalog", "notify")
WHOLE = {("services.orders.repositories.history", "History")}
"""Read only, a page at a time."""


def aggregates() -> Iterator[type[Aggregate]]:
    for path in modules(*(f"services/{service}" for service in BOUNDED)):
        if path.stem == "__main__" or "worker" in path.stem:
            continue
        module = importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
        for _, kind in inspect.getmembers(module, inspect.isclass):
            own = kind.__module__ == module.__name__ and issubclass(kind, Aggregate)
            if own and not inspect.isabstract(kind) and not kind.__name__.startswith("_"):
                yield kind


def growing(kind: type[Any], above: str = "") -> Iterator[str]:
    """Return the path of each list and mapping in it, those inside others with a dot."""
    for field in fields(kind):
        if not field.name.startswith("_"):
            hint = typing.get_type_hints(kind)[field.name]
            if field.name in getattr(kind, "beside", ()):
                yield from growing(hint)
            else:
                yield from _growing(hint, f"{above}{field.name}")


def _growing(hint: Any, path: str) -> Iterator[str]:
    origin = typing.get_origin(hint)
    if origin in (UnionType, typing.Union):
        for inner in typing.get_args(hint):
            yield from _growing(inner, path)
    elif origin in (list, dict) or hint in (list, dict):
        yield path
        for inner in typing.get_args(hint):
            if is_dataclass(inner):
                yield from growing(typing.cast(type[Any], inner), f"{path}.")
    elif is_dataclass(hint):
        yield from growing(typing.cast(type[Any], hint), f"{path}.")


KINDS = [kind for kind in aggregates() if (kind.__module__, kind.__name__) not in WHOLE]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_whatever_grows_has_a_bound(kind: type[Aggregate]) -> None:
    assert set(growing(kind)) - set(kind.bounds) == set()


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_no_bound_is_for_something_that_is_gone(kind: type[Aggregate]) -> None:
    assert set(kind.bounds) - set(growing(kind)) == set()
    assert all(bound.most > 0 for bound in kind.bounds.values())


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_only_lists_of_the_aggregate_itself_move_out_of_it(kind: type[Aggregate]) -> None:
    moved = [path for path, bound in kind.bounds.items() if isinstance(bound, Newest)]

    assert all("." not in path for path in moved)
    assert all(isinstance(bound, (AtMost, Newest)) for bound in kind.bounds.values())


def test_the_aggregates_are_found() -> None:
    names = {kind.__name__ for kind in KINDS}

    assert names >= {"Order", "Contract", "Chain", "Account", "Mandate", "Edition", "Profile"}
    assert names >= {"Ticket", "TicketLine"}
