"""Public bodies: those of the official register, and others the operator adds."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations
from typing import Any

from services.common.bounds import AtMost
from services.common.errors import Conflict, Wrong, invalid_fields
from services.common.storage.aggregates import Aggregate
from services.identity.domain import search

FACTS = (
    "name", "official_name", "designation", "kind", "may_register", "region", "ars", "district",
    "district_name", "joint_administration", "members", "population", "address",
)  # fmt: skip
"""What the register says of a body; its capacities belong to the editors."""

OWN_KINDS = {"association": "Verband", "company": "Unternehmen"}
"""Kinds of body no register knows, and how they are called."""

_INTERNAL = ("_id", "version", "terms", "search_rules")


@dataclass(frozen=True)
class Capacity:
    """What a body is competent for, from the first to the last day, both included."""

    capacity: str
    valid_from: date
    valid_until: date | None = None
    source: str | None = None

    def meets(self, other: "Capacity") -> bool:
        """Tell whether both say the same of some day."""
        starts, ends = self.valid_from, self.valid_until or date.max
        overlaps = starts <= (other.valid_until or date.max) and other.valid_from <= ends
        return self.capacity == other.capacity and overlaps


@dataclass(kw_only=True)
class Body(Aggregate):
    """A public body; ``id`` is its official key, or ``x-`` and eight digits.

    One that has ended keeps its key and names its successor. ``edition`` is the date of
    the register edition its facts are from.
    """

    bounds = {
        "address": AtMost(10), "capacities": AtMost(100), "members": AtMost(2500),
        "terms": AtMost(50),
    }  # fmt: skip

    name: str
    official_name: str
    designation: str
    kind: str
    may_register: bool
    region: str | None
    edition: str
    ars: str | None = None
    district: str | None = None
    district_name: str | None = None
    joint_administration: str | None = None
    members: list[str] = field(default_factory=list)
    population: int = 0
    address: dict[str, str] = field(default_factory=dict)
    capacities: list[Capacity] = field(default_factory=list)
    ended_on: date | None = None
    successor: str | None = None
    terms: list[str] = field(default_factory=list)
    search_rules: int = 0

    def public(self) -> dict[str, Any]:
        """Return all that others may know: the state of snapshots and of ``body.changed``."""
        public = self.to_doc()
        for internal in _INTERNAL:
            del public[internal]
        return {"key": self.id, **public}

    def announce(self) -> None:
        """Tell the whole public state."""
        self.say("body.changed", **self.public())

    def index(self) -> None:
        """Derive the words this body is found by."""
        self.terms, self.search_rules = search.terms_of(self.to_doc()), search.RULES

    def set_capacities(self, capacities: list[Capacity]) -> None:
        """Replace what the body is competent for."""
        if self.ended_on is not None:
            raise Conflict("body-ended", body=self.id, body_name=self.name)
        if self.capacities != capacities:
            self.capacities = capacities
            self.announce()

    def take(self, row: Mapping[str, Any], edition: str) -> None:
        """Take the facts of a newer edition; the same edition again changes nothing."""
        if self.edition == edition:
            return
        for name in FACTS:
            setattr(self, name, row[name])
        self.edition = edition
        self.index()
        self.announce()

    def end(self, edition: str, move: Mapping[str, Any] | None) -> None:
        """End with this edition; ``move`` says where everything goes that was with this body."""
        if self.edition == edition:
            return
        self.edition, self.ended_on = edition, date.fromisoformat(edition)
        self.may_register, self.members, self.joint_administration = False, [], None
        if move is not None:
            self.successor = move["to"]
            self.say("body.moved", **{"from": self.id, **move, "edition": edition})
        self.announce()

    def replace_members(self, moved: Mapping[str, str]) -> None:
        """Name the successors of members that have ended."""
        members = list(dict.fromkeys(moved.get(key, key) for key in self.members))
        if members != self.members:
            self.members = members
            self.announce()


def body_of(row: Mapping[str, Any]) -> Body:
    """Build a body from a row of the register, with the terms it is found by."""
    facts = {name: value for name, value in row.items() if name not in ("key", "capacities")}
    capacities = [capacity_of(dated) for dated in row["capacities"]]
    body = Body(id=row["key"], version=1, capacities=capacities, **facts)
    body.index()
    return body


def own_body(key: str, facts: Mapping[str, Any], district: Body | None, on: date) -> Body:
    """Build a body no register knows, from what an editor entered."""
    address = {"seat": facts["address"]["town"], **facts["address"]}
    body = Body(
        id=key,
        name=facts["name"],
        official_name=facts["name"],
        designation=OWN_KINDS[facts["kind"]],
        kind=facts["kind"],
        may_register=True,
        region=district.region if district else facts.get("region"),
        district=district.id if district else None,
        district_name=district.name if district else None,
        members=facts["members"],
        address=address,
        edition=on.isoformat(),
    )
    body.index()
    body.announce()
    return body


def capacity_of(dated: Mapping[str, Any]) -> Capacity:
    """Build a capacity from its row, where days are ISO texts."""
    until = dated.get("valid_until")
    return Capacity(
        capacity=dated["capacity"],
        valid_from=date.fromisoformat(dated["valid_from"]),
        valid_until=date.fromisoformat(until) if until else None,
        source=dated.get("source"),
    )


def check_capacities(capacities: Sequence[Capacity]) -> None:
    """Raise Invalid where one ends before it begins or overlaps another of the same name."""
    faults = [
        (f"/capacities/{n}/valid_until", Wrong("ends-before-it-begins"))
        for n, one in enumerate(capacities)
        if one.valid_until and one.valid_until < one.valid_from
    ]
    faults += [
        (f"/capacities/{n}", Wrong("capacity-overlaps"))
        for (_, first), (n, second) in combinations(enumerate(capacities), 2)
        if first.meets(second)
    ]
    if faults:
        raise invalid_fields(faults)


def label_of(body: Mapping[str, Any], namesakes: Iterable[Mapping[str, Any]]) -> str:
    """Return the name with as much behind it as tells it from the others of the same name."""
    others = [_details(other) for other in namesakes if other["_id"] != body["_id"]]
    own = _details(body)
    for length in range(len(own) + 1):
        if all(other[:length] != own[:length] for other in others):
            break
    details = ", ".join(own[:length])
    return f"{body['name']} ({details})" if details else str(body["name"])


def _details(body: Mapping[str, Any]) -> list[str]:
    place = body["district_name"]
    where = [place] if place and place != body["name"] else []
    return [*where, body["designation"], body["_id"]]


def full_name_of(body: Body, label: str) -> str:
    """Return how a body is called in full: Markt Prien a.Chiemsee, Stadt München.

    ``label`` is its name with what tells it from others of the same name.
    """
    called = "Stadt" if body.kind == "independent_city" else body.designation
    return label if label.startswith(called) else f"{called} {label}"
