"""A comparison as people read it: a row for each fact, in words, marked where they differ."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gateway.web.frame.formats import day
from gateway.web.words import say, worded
from gateway.words.profile_page import PROFILE

Doc = Mapping[str, Any]
HIGHEST = {"1.1": 4, "2.0": 7}
"""The highest maturity of each model."""


@dataclass(frozen=True)
class Row:
    """One fact of all services; each cell is a list of lines."""

    label: str
    cells: list[list[str]]

    @property
    def differs(self) -> bool:
        """Tell whether the services differ in it."""
        return any(cell != self.cells[0] for cell in self.cells)


def rows_of(compared: Doc, own: Sequence[Any] | None = None) -> list[Row]:
    """Return the rows in which at least one service says something.

    ``own`` says what each is to the reader's body, where there is one: that tells more than what
    holds for anybody.
    """
    services = [
        {**head, **{fact["field"]: fact["values"][place] for fact in compared["fields"]}}
        for place, head in enumerate(compared["profiles"])
    ]
    rows = [Row(say(f"public-row-{name}"), [lines(s) for s in services]) for name, lines in _LINES]
    if own is not None:
        rows = [_own_row(own), *(rows[1:] if all(own) else rows)]
    return [row for row in rows if any(row.cells)]


def _own_row(answers: Sequence[Any]) -> Row:
    """Return what each service is to the reader's body; orders may be away."""
    return Row(say("public-row-own"), [_own(answer) for answer in answers])


def _own(answer: Any) -> list[str]:
    if not answer:
        return [say("public-own-away")]
    verdict = PROFILE[f"answer-{answer['reason_code'] or 'orderable'}"]
    return [str(worded(verdict)), str(worded(answer["reason"]))]


def maturity_of(service: Doc) -> str:
    """Return the maturity with the most there is in its model."""
    maturity = service.get("maturity")
    if not maturity:
        return ""
    most = HIGHEST.get(maturity["model"], maturity["value"])
    value, model = maturity["value"], maturity["model"]
    return say("public-maturity-value", value=value, most=most, model=model)


def interface_line(interface: Doc, names: Doc) -> str:
    """Return an interface with its version and whether it costs extra."""
    cost = str(interface.get("extra_cost")).lower()
    costs = say(f"public-extra-{cost if cost in ('true', 'false') else 'unknown'}")
    system = names.get(interface["system"], interface["system"])
    named = " ".join(filter(None, (system, interface.get("version"))))
    return f"{named}: {costs}"


def _words(name: str) -> Callable[[Doc], list[str]]:
    def lines(service: Doc) -> list[str]:
        words = service["words"].get(name)
        listed = words if isinstance(words, list) else [words]
        return [str(worded(word)) for word in listed if word]

    return lines


def _text(name: str) -> Callable[[Doc], list[str]]:
    return lambda service: [str(worded(service[name]))] if service.get(name) else []


def _availability(service: Doc) -> list[str]:
    said = service["availability"]
    reason = [str(worded(said["reason"]))] if said.get("reason") else []
    return [say(f"public-state-{said['code']}"), *reason]


def _interfaces(service: Doc) -> list[str]:
    return [interface_line(i, {}) for i in service.get("interfaces") or ()]


def _guide(service: Doc) -> list[str]:
    guide = service.get("rollout_guide") or ()
    days = sum(task["duration_workdays"] for task in guide)
    return [say("public-guide-sum", count=len(guide), days=days)] if guide else []


_LINES: tuple[tuple[str, Callable[[Doc], list[str]]], ...] = (
    ("availability", _availability),
    ("summary", _text("summary")),
    ("kind", _words("kind")),
    ("target_kinds", _words("target_kinds")),
    ("capacities", _words("capacities")),
    ("sphere", _words("sphere")),
    ("financing", _words("financing")),
    ("maturity", lambda service: [text] if (text := maturity_of(service)) else []),
    ("trust_level", _words("trust_level")),
    ("interfaces", _interfaces),
    ("rollout_guide", _guide),
    ("prerequisites", lambda s: [str(worded(text)) for text in s.get("prerequisites") or ()]),
    (
        "contract_partner",
        lambda s: [s["contract_partner"]["name"]] if s.get("contract_partner") else [],
    ),
    ("topic", _words("topic")),
    ("ministry", _words("ministry")),
    ("operating_authority", _text("operating_authority")),
    ("documents", lambda s: [str(worded(d["title"])) for d in s.get("documents") or ()]),
    ("checked_on", lambda s: [day(s["checked_on"])] if s.get("checked_on") else []),
)
"""What is compared, in this order; first what holds for anybody who would order."""
