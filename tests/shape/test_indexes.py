"""Indexes are declared, and only the schema step builds them."""

import ast
import importlib
import inspect
from collections.abc import Iterator
from typing import Any

import pytest
from pymongo import MongoClient
from pymongo.database import Database

from gateway import schema as gateway_schema
from services.common import schema
from services.common.storage.indexes import Stored
from tests.shape.sources import SERVICES, modules, shown, tree

BUILDERS = {"services/common/storage/indexes.py", "services/common/storage/migration.py"}
PARTS_OF_OTHERS = {"Versions"}
"""Whose indexes another part declares with its own."""
BUILDING = {"create_index", "create_indexes", "ensure_index", "drop_index", "drop_indexes", "hint"}


@pytest.fixture(scope="module")
def database() -> Iterator[Database[dict[str, Any]]]:
    """A database nobody connects to."""
    with MongoClient("mongodb://nowhere.example", connect=False) as client:
        yield client["any"]


def kinds(package: str) -> set[type]:
    """Find the classes of a package that keep something and are used as they are."""
    found: set[type] = set()
    for path in modules(package):
        name = shown(path).removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        if path.name in {"__main__.py", "gunicorn.conf.py"}:
            continue
        module = importlib.import_module(name)
        found |= {
            member
            for _, member in inspect.getmembers(module, inspect.isclass)
            if issubclass(member, Stored) and member.__module__ == name
        }
    bases = {base for kind in found for base in kind.__mro__[1:]}
    return {kind for kind in found - bases if not inspect.isabstract(kind)}


@pytest.mark.parametrize("path", modules("services", "gateway"), ids=shown)
def test_nobody_else_builds_drops_or_insists_on_an_index(path: Any) -> None:
    if shown(path) in BUILDERS:
        called: set[str] = set()
    else:
        called = {n.attr for n in ast.walk(tree(path)) if isinstance(n, ast.Attribute)} & BUILDING

    allowed = {"hint"} if shown(path) == "services/identity/repositories/audit.py" else set()
    assert called <= allowed


@pytest.mark.parametrize("service", SERVICES)
def test_the_step_knows_every_part_of_a_service_that_keeps_something(
    service: str, database: Database[dict[str, Any]]
) -> None:
    known = {type(part) for part in schema.parts_of(service, database)}

    assert {kind.__name__ for kind in kinds(f"services/{service}") - known} <= PARTS_OF_OTHERS


def test_the_step_knows_every_store_of_the_gateway(database: Database[dict[str, Any]]) -> None:
    known = {type(part) for part in gateway_schema.parts_of(database)}

    assert kinds("gateway") == known
