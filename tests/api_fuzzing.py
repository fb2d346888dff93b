"""Sends what schemathesis makes of the description to every operation, as several callers.

Ids of real objects are put where a path or a query names one, so that what lies deep is reached;
what comes back is judged by the checks of schemathesis. ``Report`` says what went wrong, and how
many of the requests of each operation were answered by 2xx.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import Unsatisfiable
from schemathesis.checks import CHECKS, load_all_checks
from schemathesis.config import SchemathesisConfig
from schemathesis.core.failures import Failure, FailureGroup

Doc = dict[str, Any]
Ids = Mapping[str, Sequence[str]]
"""Real values by the name of the parameter."""

EXCLUDED = frozenset({
    "ignored_auth", "use_after_free", "ensure_resource_availability", "object_level_authorization",
    "missing_required_header", "unsupported_method", "allow_header_conformance",
    "positive_data_acceptance", "max_response_time",
})  # fmt: skip
"""Rights, methods and states are judged by tests of their own; a service may refuse what is well
formed (a date that has passed), and time is no fault on a busy machine."""
CONFIG: Doc = {
    "generation": {"with-security-parameters": False},
    "checks": {"negative_data_rejection": {"expected-statuses": ["4xx"]}},
}
"""The callers sign in themselves; any refusal of what is malformed will do."""
TIMEOUT_S = 30


@dataclass
class Report:
    """What was found: faults once each, and answers to what is well formed.

    ``answers`` counts by operation and kind of status, ``served`` names who got 2xx.
    """

    faults: dict[str, str] = field(default_factory=dict)
    answers: Counter[tuple[str, str]] = field(default_factory=Counter)
    served: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def shares(self) -> Iterator[str]:
        """Yield the share of 2xx of what was well formed, and who got them; the lowest first."""
        names = {name for name, _ in self.answers}
        rows = []
        for name in names:
            count = sum(n for (of, _), n in self.answers.items() if of == name)
            statuses = {s: n for (of, s), n in self.answers.items() if of == name}
            rows.append((statuses.get("2xx", 0) / count, name, statuses))
        for share, name, statuses in sorted(rows, key=lambda row: row[:2]):
            told = " ".join(f"{status}:{n}" for status, n in sorted(statuses.items()))
            yield f"{share:6.0%}  {name}  ({told}) {' '.join(sorted(self.served[name]))}".rstrip()

    @property
    def reached(self) -> tuple[int, int]:
        """Return how many operations were answered by 2xx at least once, and of how many."""
        return len({of for of, status in self.answers if status == "2xx"}), len(
            {of for of, _ in self.answers}
        )


@dataclass(frozen=True)
class Caller:
    """Who asks: a session with cookies or a token in its headers, and the ids it knows."""

    name: str
    session: requests.Session
    ids: Ids


@dataclass(frozen=True)
class Fuzzing:
    """Asks the server at ``address``; ``examples`` of each kind for every operation and caller."""

    document: Doc
    address: str
    examples: int
    report: Report = field(default_factory=Report)

    def run(self, callers: Collection[Caller], operations: Iterable[str]) -> Report:
        """Ask as all callers for the operations by their ids, in order; return what was found."""
        load_all_checks()
        config = SchemathesisConfig.from_dict(CONFIG)
        schema = schemathesis.openapi.from_dict(_strict(self.document), config=config)
        found = [result.ok() for result in schema.get_all_operations()]
        by_id = {operation.definition.raw["operationId"]: operation for operation in found}
        for name in operations:
            for caller in callers:
                for mode in schemathesis.GenerationMode:
                    self._ask(by_id[name], caller, mode)
        return self.report

    def _ask(self, operation: Any, caller: Caller, mode: Any) -> None:
        """Send the examples of one mode; an operation may have nothing that can be wrong."""

        @seed(16)
        @settings(
            max_examples=self.examples, deadline=None, database=None, phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        @given(case=operation.as_strategy(generation_mode=mode))
        def ask(case: Any) -> None:
            self._send(case, caller, real=mode is schemathesis.GenerationMode.POSITIVE)

        with suppress(Unsatisfiable):
            ask()

    def _send(self, case: Any, caller: Caller, *, real: bool) -> None:
        if real:
            _name_real(case, caller.ids)
        name = case.operation.label
        answer = case.call(base_url=self.address, session=caller.session, timeout=TIMEOUT_S)
        if real:
            self.report.answers[name, f"{answer.status_code // 100}xx"] += 1
            if answer.status_code < 300:
                self.report.served[name].add(caller.name)
        excluded = EXCLUDED | ({"negative_data_rejection"} if _is_forgiven(case) else set())
        checks = [check for check in CHECKS.get_all() if check.__name__ not in excluded]
        try:
            case.validate_response(answer, checks=checks)
        except FailureGroup as found:
            for fault in found.exceptions:
                self._note(name, caller, case, answer, fault)
        except Failure as fault:
            self._note(name, caller, case, answer, fault)

    def _note(self, name: str, caller: Caller, case: Any, answer: Any, fault: Any) -> None:
        said = re.sub(r"\s+", " ", str(fault))[:600]
        key = f"{name}: {type(fault).__name__}: {said[:90]}"
        got = f"{answer.status_code} of {answer.request.path_url[:300]}: {answer.text[:200]}"
        told = f"{caller.name}: {said}\n{got}\n{case.as_curl_command()[:900]}"
        self.report.faults.setdefault(key, told)


def _is_forgiven(case: Any) -> bool:
    """Tell whether a query is taken that the schemas of its parameters would not take.

    The description says so: a blank value is none, and of a whole list there are no pages.
    """
    query = case.query or {}
    is_paged_file = "format" in query and not query.keys().isdisjoint({"limit", "cursor"})
    return is_paged_file or any(value in ("", [""]) for value in query.values())


def _strict(document: Doc) -> Doc:
    """Return the description without the responses that allow any status."""
    paths: Doc = {}
    for path, item in document["paths"].items():
        paths[path] = {}
        for method, one in item.items():
            named = {status: r for status, r in one["responses"].items() if status != "default"}
            paths[path][method] = {**one, "responses": named}
    return {**document, "paths": paths}


def _name_real(case: Any, ids: Ids) -> None:
    """Put real ids where the case names one."""
    for name in case.path_parameters or {}:
        if known := ids.get(name):
            case.path_parameters[name] = known[len(str(case.path_parameters[name])) % len(known)]
    for name in case.query or {}:
        if known := ids.get(name):
            case.query[name] = known[0]
    if isinstance(case.body, dict):
        for name in case.body:
            if known := ids.get(name):
                case.body[name] = known[0]
