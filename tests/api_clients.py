"""What outside developers are given: two API clients, and the description of the API."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from deploy.local.client import Person
from deploy.local.journey import Journey
from tests.journeys import Journeys

VENDOR = "demo-fachverfahren"
Doc = dict[str, Any]


@dataclass(frozen=True)
class Access:
    """A body that may order a service, and programs of that body and of a vendor."""

    journey: Journey
    clerk: Person
    ours: tuple[str, str]
    theirs: tuple[str, str]

    @property
    def settings(self) -> dict[str, str]:
        """Return what the documentation asks its readers to set."""
        names = ("CLIENT_ID", "CLIENT_SECRET", "VENDOR_CLIENT_ID", "VENDOR_CLIENT_SECRET")
        return {
            **dict(zip(names, (*self.ours, *self.theirs), strict=True)),
            "COOKIE": "; ".join(f"{one.name}={one.value}" for one in self.clerk.browser.cookies),
            "BODY": self.journey.body,
            "SERVICE": self.clerk.get(f"profiles/{self.journey.profile}")["title"]["de"],
        }

    def withdraw(self, order: str) -> None:
        """Take an order back, so that another can be placed."""
        self.clerk.post(f"orders/{order}/withdraw")


def access(journeys: Journeys) -> Access:
    """Return a new access; the clerk manages the clients of the body from now on."""
    journey = journeys.next()
    clerk, body = journey.person(journey.clerk), journey.body
    path = f"bodies/{body}/members/{clerk.get('me')['account']}/roles"
    roles = {"roles": ["officer", "body_admin"]}
    answer = journey.person("admin").ask("PUT", path, json=roles)
    assert answer.ok, answer.text
    ours = client(clerk, body, "orders:read", "orders:write")
    vendor = journey.person("vendor-fachverfahren")
    return Access(journey, clerk, ours, client(vendor, f"vendor:{VENDOR}", "events:read"))


def client(of: Person, scope: str, *scopes: str) -> tuple[str, str]:
    """Return id and secret of a new API client."""
    made = of.post("clients", {"name": "Programm", "scope": scope, "scopes": list(scopes)})
    return made["client_id"], made["client_secret"]


def part_of(document: Doc, operations: Collection[str]) -> Doc:
    """Return the description of these operations only, and of what they refer to."""
    paths: Doc = {}
    for path, item in document["paths"].items():
        kept = {method: one for method, one in item.items() if one["operationId"] in operations}
        if kept:
            paths[path] = kept
    components: Doc = {"securitySchemes": document["components"]["securitySchemes"]}
    waiting = list(_references(paths))
    while waiting:
        kind, name = waiting.pop()
        if name not in components.setdefault(kind, {}):
            components[kind][name] = document["components"][kind][name]
            waiting.extend(_references(components[kind][name]))
    return {**document, "paths": paths, "components": components}


def _references(node: Any) -> Iterator[tuple[str, str]]:
    yield from re.findall(r"'#/components/(\w+)/([\w.-]+)'", str(node))
