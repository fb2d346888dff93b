"""What a reviewer looks at before deciding about an order: its checks and its chain."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from gateway.web.costs import cost_of
from gateway.web.words import worded

Facts = Mapping[str, Any]
LEVELS = (1, 2, 3)
OPEN_ENDED = "9999-12-31"


@dataclass(frozen=True)
class Check:
    """One line of what is looked at: its words by key, how it stands, and what is said of it."""

    key: str
    state: str
    note: str = ""
    parameters: Facts | None = None


@dataclass(frozen=True)
class Level:
    """A level of the chain, with the agreement that holds today, if any."""

    number: int
    agreement: Facts | None


def chain_of(listed: Facts, today: date) -> list[Level]:
    """Return for each level the agreement in force today that runs longest."""
    agreements = [a for item in listed["items"] for a in item["agreements"]]
    return [Level(level, _in_force(agreements, level, today.isoformat())) for level in LEVELS]


def chain_ends(chain: Sequence[Level]) -> str | None:
    """Return the last day of the agreement that ends first; None where all are open-ended."""
    ends = [str(level.agreement["valid_until"] or OPEN_ENDED) for level in chain if level.agreement]
    first = min(ends, default=OPEN_ENDED)
    return None if first == OPEN_ENDED else first


def is_whole(chain: Sequence[Level]) -> bool:
    """Tell whether no level is missing."""
    return all(level.agreement for level in chain)


def is_entitled(order: Facts, answer: Facts) -> bool:
    """Tell whether the body may order today; its own order does not stand in its way."""
    own = answer["reason_code"] == "already-ordered" and answer.get("order") == order["id"]
    return bool(answer["orderable"] or own)


def checks_of(order: Facts, answer: Facts, profile: Facts, signing: Facts | None) -> list[Check]:
    """Return what was looked at, in the order in which it is read."""
    signed_by = [] if signing is None else [_signatories(signing)]
    return [
        *_refused(order), _entitled(order, answer), _version(order, profile),
        _costs(order, profile), _setup(order), *signed_by,
    ]  # fmt: skip


def _entitled(order: Facts, answer: Facts) -> Check:
    if is_entitled(order, answer):
        return Check("op-check-entitled", "done")
    return Check("op-check-not-entitled", "bad", str(answer["reason"]))


def _refused(order: Facts) -> list[Check]:
    """Return why no contract came of the last release, where none did."""
    for line in reversed(order.get("history", ())):
        if line["action"] == "refuse":
            return [Check("op-check-contract-refused", "bad", worded(line["reason"]))]
        if line["action"] == "release":
            break
    return []


def _version(order: Facts, profile: Facts) -> Check:
    ordered, current = order["profile_version"], profile["profile_version"]
    versions = {"ordered": ordered, "current": current}
    if ordered == current:
        return Check("op-check-version", "done", parameters=versions)
    return Check("op-check-version-outdated", "bad", parameters=versions)


def _costs(order: Facts, profile: Facts) -> Check:
    """Return whether the body knows of the extra costs, if the interface has any."""
    cost = cost_of(profile, order["specialist_system"])
    if cost is None or not cost.acknowledge:
        return Check("op-check-costs-none", "done", cost.said if cost else "")
    if order["costs_acknowledged"]:
        return Check("op-check-costs", "done", parameters={"cost": cost.said})
    return Check("op-check-costs-open", "bad", parameters={"cost": cost.said})


def _setup(order: Facts) -> Check:
    if order["usage"] != "new":
        return Check("op-check-in-use", "done")
    named = order["setup_by"] is not None
    return Check("op-check-setup" if named else "op-check-setup-none", "done" if named else "bad")


def _signatories(signing: Facts) -> Check:
    names = [f"{one['name']}, {one['title']}" for one in signing["items"] if _signs(one)]
    if names:
        return Check("op-check-signatory", "done", parameters={"names": names})
    return Check("op-check-signatory-none", "bad")


def _signs(authority: Facts) -> bool:
    return bool(authority["state"] == "approved")


def _in_force(agreements: Sequence[Facts], level: int, today: str) -> Facts | None:
    valid = [
        a for a in agreements
        if a["level"] == level and a["valid_from"] <= today <= (a["valid_until"] or OPEN_ENDED)
    ]  # fmt: skip
    return max(valid, key=lambda a: a["valid_until"] or OPEN_ENDED, default=None)
