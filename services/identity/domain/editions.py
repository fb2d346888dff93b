"""Editions of the register: what changes, what moves where, and who looked at it.

Territory is not in the register's tables, so a program cannot know where the holders of a
municipality that ended belong: a person says it and a second one confirms it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from services.common.bounds import AtMost
from services.common.errors import Conflict, Wrong, invalid_fields
from services.common.moves import Moves, Turns, Wait
from services.common.storage.aggregates import Aggregate, to_plain
from services.identity.domain.bodies import FACTS
from services.identity.register.keys import MUNICIPAL, key_fault
from services.identity.words.register import KEY_FAULTS

Row = Mapping[str, Any]
Register = Mapping[str, Row]
Faults = Iterator[tuple[str, Wrong]]


class EditionState(StrEnum):
    """How far an edition is."""

    PROPOSED = "proposed"
    REVIEWED = "reviewed"
    APPLIED = "applied"


class ChangeKind(StrEnum):
    """What an edition changes about a body."""

    NEW = "new"
    GONE = "gone"
    RENAMED = "renamed"
    VG_CHANGED = "vg_changed"
    ATTRIBUTES = "attributes"


class MoveReason(StrEnum):
    """Why what was with one body is with another now."""

    MERGER = "merger"
    VG_CHANGE = "vg_change"
    REKEYED = "rekeyed"


MOVES = Moves(
    {
        (EditionState.PROPOSED, "propose"): EditionState.PROPOSED,
        (EditionState.PROPOSED, "review"): EditionState.REVIEWED,
        (EditionState.REVIEWED, "apply"): EditionState.APPLIED,
    },
    "edition-wrong-state",
    Turns(
        waits={
            EditionState.PROPOSED: Wait("editor", 5),
            EditionState.REVIEWED: Wait("editor", 5),
        },
        by={"propose": {"editor"}, "review": {"editor"}, "apply": {"editor"}},
        ends={EditionState.APPLIED},
    ),
)

_BY_KIND = {
    ChangeKind.RENAMED: ("name", "official_name"),
    ChangeKind.VG_CHANGED: ("ars", "joint_administration", "members"),
}
_NAMED = {name for names in _BY_KIND.values() for name in names}
_FIELDS = {**_BY_KIND, ChangeKind.ATTRIBUTES: tuple(n for n in FACTS if n not in _NAMED)}


@dataclass(frozen=True)
class Change:
    """What is different about one body; only the facts that differ."""

    key: str
    kind: ChangeKind
    before: dict[str, Any] | None
    after: dict[str, Any] | None


@dataclass(frozen=True)
class Move:
    """Where accounts, orders and contracts of a body that ended go; ``to`` may be open."""

    gone: str
    to: str | None
    reason: MoveReason
    reviewed_by: str | None = None

    def public(self) -> dict[str, Any]:
        """Return the move as callers name it."""
        reviewed = {"reason": self.reason.value, "reviewed_by": self.reviewed_by}
        return {"from": self.gone, "to": self.to, **reviewed}


@dataclass(kw_only=True)
class Edition(Aggregate):
    """A newer state of the register; ``id`` is its date, ``follows`` the edition before it."""

    bounds = {
        "upsert": AtMost(5000), "gone": AtMost(5000), "moves": AtMost(5000),
        "changes": AtMost(20_000), "changes.before": AtMost(40), "changes.after": AtMost(40),
    }  # fmt: skip

    upsert: list[dict[str, Any]]
    gone: list[str]
    moves: list[Move]
    follows: str
    proposed_by: str
    proposed_at: datetime
    changes: list[Change] = field(default_factory=list)
    state: EditionState = EditionState.PROPOSED
    reviewed_by: str | None = None
    reviewed_at: datetime | None = None
    applied_at: datetime | None = None

    def public(self) -> dict[str, Any]:
        """Return all of it but the rows themselves."""
        hidden = ("_id", "upsert", "moves")
        facts = {name: value for name, value in self.to_doc().items() if name not in hidden}
        moves = [move.public() for move in self.moves]
        return {"edition": self.id, **to_plain(facts), "moves": moves}

    def check(self, register: Register) -> None:
        """Raise Invalid naming all that would break a rule in the register given."""
        if faults := list(_faults(self, register)):
            raise invalid_fields(faults)

    def compared_with(self, register: Register) -> None:
        """Work out what this edition changes in the register given."""
        self.changes = list(_changes(register, {row["key"]: row for row in self.upsert}))
        self.changes += [_gone(register[key]) for key in self.gone]

    def propose_again(self, newer: "Edition") -> None:
        """Put a corrected proposal in the place of one nobody has reviewed."""
        self.state = MOVES.next(self.state, "propose")
        for name in ("upsert", "gone", "moves", "follows", "changes"):
            setattr(self, name, getattr(newer, name))
        self.proposed_by, self.proposed_at = newer.proposed_by, newer.proposed_at

    def review(
        self, moves: list[Move], register: Register, *, seen: int, by: str, now: datetime
    ) -> None:
        """Confirm every move of the version seen, as somebody who did not propose it."""
        if by == self.proposed_by:
            raise Conflict("own-proposal")
        state = MOVES.next(self.state, "review")
        if self.version != seen:
            raise Conflict("changed-meanwhile", "edition-changed")
        if {move.gone for move in moves} != set(self.gone_with_holders(register)):
            raise invalid_fields([("/moves", Wrong("moves-unconfirmed"))])
        self.moves = [replace(move, reviewed_by=by) for move in moves]
        if faults := [*_faults(self, register), *_open_moves(self.moves)]:
            raise invalid_fields(faults)
        self.state, self.reviewed_by, self.reviewed_at = state, by, now

    def gone_with_holders(self, register: Register) -> Iterator[str]:
        """Return the ending bodies somebody may act for: all but the uninhabited areas."""
        known = (key for key in self.gone if key in register)
        return (key for key in known if register[key]["kind"] != "uninhabited")

    def may_apply(self, latest: str, today: date) -> None:
        """Raise Conflict where this edition is not what comes next."""
        MOVES.next(self.state, "apply")
        if self.follows != latest:
            in_force = {"in_force": date.fromisoformat(latest)}
            raise Conflict("edition-outdated", edition=latest, parameters=in_force)
        if date.fromisoformat(self.id) > today:
            due_on = {"due_on": date.fromisoformat(self.id)}
            raise Conflict("edition-not-due", edition=self.id, parameters=due_on)

    def finish(self, now: datetime) -> None:
        """Note that every body has its new state."""
        if self.state is not EditionState.APPLIED:
            self.state, self.applied_at = MOVES.next(self.state, "apply"), now


def compare(old: Iterable[Row], new: Iterable[Row]) -> tuple[list[Change], list[Move]]:
    """Return what differs between two whole editions, and a move for each body that ends.

    A move has its aim only where a new body of the same name, kind and district exists;
    any other is left to a person.
    """
    before, after = ({row["key"]: row for row in rows} for rows in (old, new))
    gone = [before[key] for key in before if key not in after]
    added = [after[key] for key in after if key not in before]
    changes = [*_changes(before, after), *map(_gone, gone)]
    alike: defaultdict[tuple[str, str, str | None], list[str]] = defaultdict(list)
    for row in added:
        alike[_likeness(row)].append(row["key"])
    return changes, [_proposed(row, alike) for row in gone if row["kind"] != "uninhabited"]


def _changes(before: Register, after: Register) -> Iterator[Change]:
    for key, row in after.items():
        held = before.get(key)
        if held is None:
            yield Change(key, ChangeKind.NEW, None, _facts(row, FACTS))
            continue
        for kind, names in _FIELDS.items():
            if different := [name for name in names if held[name] != row[name]]:
                yield Change(key, kind, _facts(held, different), _facts(row, different))


def _gone(row: Row) -> Change:
    return Change(row["key"], ChangeKind.GONE, _facts(row, FACTS), None)


def _facts(row: Row, names: Iterable[str]) -> dict[str, Any]:
    return {name: row[name] for name in names}


def _proposed(row: Row, alike: Mapping[tuple[str, str, str | None], list[str]]) -> Move:
    same = alike.get(_likeness(row), [])
    if len(same) == 1:
        return Move(row["key"], same[0], MoveReason.REKEYED)
    joint = row["kind"] == "joint_administration"
    return Move(row["key"], None, MoveReason.VG_CHANGE if joint else MoveReason.MERGER)


def _likeness(row: Row) -> tuple[str, str, str | None]:
    return row["name"], row["kind"], row["district_name"]


def _faults(edition: Edition, register: Register) -> Faults:
    live = {key: row for key, row in register.items() if not row["ended_on"]}
    after = {**live, **{row["key"]: row for row in edition.upsert}}
    gone = set(edition.gone)
    after = {key: row for key, row in after.items() if key not in gone}
    if edition.id <= edition.follows:
        in_force = date.fromisoformat(edition.follows)
        yield "/edition", Wrong("edition-not-newer", in_force=in_force)
    for n, key in enumerate(edition.gone):
        if key not in live:
            yield f"/gone/{n}", Wrong("body-unknown")
    yield from _row_faults(edition.upsert, register.keys() - live.keys())
    yield from _repeated(edition)
    yield from _district_faults(after)
    yield from _joint_faults(after)
    yield from _move_faults(edition, live, after)


def _row_faults(upsert: list[dict[str, Any]], ended: set[str]) -> Faults:
    for n, row in enumerate(upsert):
        if fault := key_fault(row):
            yield f"/upsert/{n}/key", Wrong("key-unfit", key=row["key"], why=KEY_FAULTS[fault])
        elif row["key"] in ended:
            yield f"/upsert/{n}/key", Wrong("key-used-before")
        if row["may_register"] == (row["kind"] == "uninhabited"):
            yield f"/upsert/{n}/may_register", Wrong("kind-unfit")


def _district_faults(after: Register) -> Faults:
    for row in after.values():
        if row["kind"] not in ("independent_city", "region") and row["district"] not in after:
            yield "/upsert", Wrong("district-lacking", body_name=row["name"])


def _repeated(edition: Edition) -> Faults:
    keys = [row["key"] for row in edition.upsert]
    moved = [move.gone for move in edition.moves]
    named = (("upsert", keys), ("gone", [*keys, *edition.gone]), ("moves", moved))
    for field_name, listed in named:
        if len(listed) != len(set(listed)):
            yield f"/{field_name}", Wrong("body-named-twice")
            return


def _joint_faults(after: Register) -> Faults:
    """Find joint administrations and members that do not name each other."""
    stated = {(m, key) for key, row in after.items() for m in row["members"]}
    joined = {
        (key, row["joint_administration"])
        for key, row in after.items()
        if row["kind"] in MUNICIPAL and row["joint_administration"]
    }
    for member, joint in sorted(stated ^ joined):
        names = {"joint": _name_of(joint, after), "member": _name_of(member, after)}
        yield "/upsert", Wrong("members-differ", **names)


def _name_of(key: str, register: Register) -> str:
    """Return a body's name, or its key where the register has no such body."""
    return str(register[key]["name"]) if key in register else key


def _move_faults(edition: Edition, live: Register, after: Register) -> Faults:
    gone = set(edition.gone)
    for n, move in enumerate(edition.moves):
        if move.gone not in gone:
            yield f"/moves/{n}/from", Wrong("body-does-not-end")
        if move.to is not None and move.to not in after:
            yield f"/moves/{n}/to", Wrong("no-body-afterwards")
        elif move.to is not None and not after[move.to]["may_register"]:
            yield f"/moves/{n}/to", Wrong("nobody-acts-there")
    moved = {move.gone for move in edition.moves}
    for key in edition.gone_with_holders(live):
        if key not in moved:
            yield "/moves", Wrong("move-lacking", body_name=live[key]["name"])


def _open_moves(moves: list[Move]) -> Faults:
    for n, move in enumerate(moves):
        if move.to is None:
            yield f"/moves/{n}/to", Wrong("move-open")
