"""Clients of the last release go on working; what would break them is found, whatever it is."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from tests.api_changes import breaking, current, released
from tests.api_clients import part_of
from tests.shape.sources import ROOT

ACCEPTED: dict[str, str] = {}
"""Breaking changes since the last release, each with the title of its decision."""
NOW = current()
PART = part_of(NOW, {"orders_place", "orders_list", "orders_get_file", "catalog_search"})
"""Where changes are planted."""
Doc = dict[str, Any]


def test_nothing_breaks_but_what_was_decided() -> None:
    decisions = (ROOT / "DECISIONS.md").read_text("utf-8")

    assert breaking(released(), NOW) == sorted(ACCEPTED)
    assert all(f"## {title}\n" in decisions for title in ACCEPTED.values())


def orders(document: Doc, method: str = "post") -> Doc:
    return document["paths"]["/api/v1/orders"][method]


def placed(document: Doc) -> Doc:
    return document["components"]["schemas"]["orders.OrderPlaced"]


def order(document: Doc) -> Doc:
    return document["components"]["schemas"]["orders.Order"]


def limit(document: Doc) -> Doc:
    (found,) = (p for p in orders(document, "get")["parameters"] if p.get("name") == "limit")
    return found


BREAKING: dict[str, Callable[[Doc], Any]] = {
    "path": lambda d: d["paths"].pop("/api/v1/orders/{order_id}/file"),
    "method": lambda d: d["paths"]["/api/v1/orders"].pop("post"),
    "name": lambda d: orders(d).update(operationId="orders_order"),
    "public": lambda d: d["paths"]["/api/v1/profiles"]["get"].update(security=[{"session": []}]),
    "token": lambda d: orders(d).update(security=[{"session": [], "csrf": []}]),
    "parameter gone": lambda d: orders(d, "get")["parameters"].remove(limit(d)),
    "parameter needed": lambda d: limit(d).update(required=True),
    "parameter narrower": lambda d: limit(d)["schema"].update(maximum=10),
    "parameter of another type": lambda d: limit(d)["schema"].update(type="boolean"),
    "new parameter needed": lambda d: orders(d, "get")["parameters"].append(
        {"name": "new", "in": "query", "required": True, "schema": {"type": "string"}}
    ),
    "member sent is gone": lambda d: placed(d)["properties"].pop("remark"),
    "member has to be sent": lambda d: placed(d)["required"].append("remark"),
    "value not taken": lambda d: placed(d)["properties"]["usage"]["enum"].remove("new"),
    "shorter": lambda d: placed(d)["properties"]["remark"].update(maxLength=10),
    "pattern": lambda d: placed(d)["properties"]["body"].update(pattern="^0"),
    "JSON not taken": lambda d: orders(d)["requestBody"].update(content={}),
    "success": lambda d: orders(d)["responses"].pop("201"),
    "header": lambda d: orders(d)["responses"]["201"]["headers"].pop("Location"),
    "member answered is gone": lambda d: order(d)["properties"].pop("number"),
    "member may be missing": lambda d: order(d)["required"].remove("number"),
    "null answered": lambda d: order(d)["properties"]["number"].update(type=["string", "null"]),
    "problem without code": lambda d: d["components"]["schemas"]["Problem"]["properties"].pop(
        "code"
    ),
}
HARMLESS: dict[str, Callable[[Doc], Any]] = {
    "operation": lambda d: d["paths"].update({"/api/v1/new": {"get": orders(d, "get")}}),
    "parameter": lambda d: orders(d, "get")["parameters"].append(
        {"name": "new", "in": "query", "required": False, "schema": {"type": "string"}}
    ),
    "wider": lambda d: limit(d)["schema"].update(maximum=1000),
    "member sent": lambda d: placed(d)["properties"].update(new={"type": "string"}),
    "member answered": lambda d: order(d)["properties"].update(new={"type": "string"}),
    "value taken": lambda d: placed(d)["properties"]["usage"]["enum"].append("other"),
    "no longer needed": lambda d: placed(d)["required"].remove("usage"),
}


@pytest.mark.parametrize("change", BREAKING)
def test_a_planted_breaking_change_is_found(change: str) -> None:
    after = copy.deepcopy(PART)
    BREAKING[change](after)

    assert breaking(PART, after) != []


@pytest.mark.parametrize("change", HARMLESS)
def test_what_only_adds_breaks_nothing(change: str) -> None:
    after = copy.deepcopy(PART)
    HARMLESS[change](after)

    assert breaking(PART, after) == []
