"""What an exact number, address, key or id names: it stands above everything that is like it."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from gateway.api.route import Route
from gateway.problems.problems import Problem
from gateway.web.frame.api import api
from gateway.web.frame.frame import Frame
from gateway.web.frame.side_by_side import Asking
from gateway.web.operator.order_numbers import order_number_of
from services.common.principal import EVERYWHERE

ID = re.compile(r"(?=.*\d)[A-Za-z0-9][A-Za-z0-9._:-]{9,79}")
CONTRACT, TICKET = "SSN-", "T-"
"""What the numbers of contracts and tickets begin with; an order's begins with ``DM-``."""
Found = Mapping[str, Any]


@dataclass(frozen=True)
class Exact:
    """A thing by its kind (key of the words), its name, and where it is."""

    kind: str
    name: Any
    path: str


@dataclass(frozen=True)
class Probe:
    """How something is looked for by its id: who may, the route, its argument, and the result."""

    permission: str
    route: Route
    argument: str
    exact: Callable[[Found], Exact]


def _registration(one: Found) -> Exact:
    name = f"{one['given_name']} {one['family_name']}, {one['body_name']}"
    return Exact("op-exact-registration", name, f"/reviews/registrations/{one['id']}")


def _order(one: Found) -> Exact:
    return Exact("op-exact-order", one["number"], f"/reviews/orders/{one['id']}")


def _contract(one: Found) -> Exact:
    return Exact("op-exact-contract", one["number"], f"/contracts/{one['id']}")


def _account(one: Found) -> Exact:
    return Exact("op-exact-person", one["name"], f"/accounts/{one['account']}")


def _mail(one: Found) -> Exact:
    name = one["subject"] or one["address"] or one["kind_label"]
    return Exact("op-exact-mail", name, f"/mails/{one['id']}")


PROBES = {
    "id-order": Probe("orders:read", api("GET orders/{order_id}"), "order_id", _order),
    "id-contract": Probe("contracts:read", api("GET contracts/{contract_id}"), "contract_id",
                         _contract),
    "id-account": Probe("registrations:read", api("GET accounts/{account_id}"), "account_id",
                        _account),
    "id-registration": Probe("registrations:read", api("GET registrations/{registration_id}"),
                             "registration_id", _registration),
    "id-mail": Probe("mails:manage", api("GET mails/{mail_id}"), "mail_id", _mail),
}  # fmt: skip


def is_id(text: str) -> bool:
    """Tell whether what was typed may be the id of something: no word, number or address is one."""
    is_number = text.upper().startswith(("DM-", CONTRACT, TICKET))
    return bool(ID.fullmatch(text)) and not is_number and not text.isdigit()


def probes_of(frame: Frame, text: str) -> dict[str, Asking]:
    """Return what is looked for by its id, where the reader may see such things."""
    if not is_id(text):
        return {}
    return {
        name: partial(_there, frame, probe.route, **{probe.argument: text})
        for name, probe in PROBES.items()
        if frame.visitor().may(probe.permission, EVERYWHERE)
    }


def exact_of(found: Found, text: str) -> list[Exact]:
    """Return what was named exactly, each thing once."""
    return list(dict.fromkeys([*_by_id(found), *_by_name(found, text)]))


def _by_id(found: Found) -> Iterator[Exact]:
    for name, probe in PROBES.items():
        if found.get(name):
            yield probe.exact(found[name])


def _by_name(found: Found, text: str) -> Iterator[Exact]:
    typed, number = text.upper(), order_number_of(text).upper()
    for one in _items(found, "people"):
        if (one.get("email") or "").casefold() == text.casefold():
            yield _account(one)
    for one in _items(found, "bodies"):
        if one["key"] == text.casefold():
            yield Exact("op-exact-body", one["full_name"], f"/bodies/{one['key']}")
    for one in _items(found, "contracts"):
        if one["number"] == typed:
            yield _contract(one)
    for one in _items(found, "orders"):
        if one["number"] == number and typed.startswith(TICKET):
            yield Exact("op-exact-ticket", typed, f"/cases/{one['id']}")
        elif one["number"] == number:
            yield _order(one)


def _items(found: Found, name: str) -> list[Found]:
    return list(found[name]["items"]) if found.get(name) else []


def _there(frame: Frame, route: Route, **arguments: Any) -> Found | None:
    """Return what has this id; None where nothing of the reader's has it, or it is none at all."""
    try:
        there: Found = frame.ask(route, **arguments)
    except Problem as problem:
        if problem.status < 500:
            return None
        raise
    return there
