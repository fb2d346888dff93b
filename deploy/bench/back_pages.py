"""How long a reader waits for each page behind the counter, in a system filled by years of use.

One reader, everything running, beside one call to a service asked by the same reader in turns.
"""

import http.client
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import requests

from deploy.bench.cpu import wait_for_rest
from deploy.bench.figures import Figure, Target, compared, percentile
from deploy.bench.filling.fill import fill
from deploy.bench.filling.people import FAMILY
from deploy.bench.filling.played import Played
from deploy.bench.filling.sizes import order_id, person_id
from deploy.bench.memory import MB, held_mb
from deploy.bench.place import Place
from deploy.local import journey
from deploy.local.client import Person
from deploy.local.ports import wait_until
from services.common import clock

ONE_CALL = f"/api/v1/bodies/{journey.MUNICIPALITY}"
"""A route that is one call to a service, and nothing held."""
ROUNDS, READS, FIRST_READS = 3, 30, 3
MOST = 6
GONE_THROUGH_WITHIN_S = 1200
MESSAGES = "rpc_call_seconds_count"
PAGES: Sequence[tuple[str, str, str]] = (
    ("reviewer", "home", "/operator"),
    ("support", "home_of_support", "/operator"),
    ("reviewer", "registrations", "/reviews/registrations"),
    ("reviewer", "authorities", "/reviews/authorities"),
    ("reviewer", "order_queue", "/reviews/orders?view=review"),
    ("reviewer", "order_review", "/reviews/orders/{waiting}"),
    ("reviewer", "countersign", "/countersign"),
    ("reviewer", "contracts", "/contracts"),
    ("support", "support_queue", "/reviews/orders?view=support"),
    ("support", "support_requests", "/operator/requests"),
    ("support", "late_setups", "/operator/setups/{vendor}"),
    ("support", "case", "/cases/{order}"),
    ("support", "search_number", "/search?q={number}"),
    ("support", "search_name", "/search?q={name}"),
    ("support", "search_id", "/search?q={order}"),
    ("support", "search_body", "/search?q=Prien"),
    ("support", "search_address", "/search?q={address}"),
    ("support", "tickets", "/operator/tickets"),
    ("support", "tickets_of_reviewers", "/operator/tickets?state=waiting_operator"),
    ("support", "tickets_closed", "/operator/tickets?state=closed"),
    ("support", "mails_failed", "/mails"),
    ("support", "mails_sent", "/mails?state=sent"),
    ("support", "mails_to_address", "/mails?q={address}"),
    ("support", "mail_addresses", "/mails/addresses"),
    ("support", "deliveries", "/operator/deliveries"),
    ("support", "broker_accesses", "/operator/broker"),
    ("admin", "accounts", "/accounts"),
    ("admin", "accounts_by_name", "/accounts?q={name}"),
    ("admin", "accounts_by_role", "/accounts?role=officer"),
    ("admin", "account", "/accounts/{person}"),
    ("admin", "invitations", "/invitations"),
    ("admin", "editions", "/editions"),
    ("admin", "parked", "/operator/parked"),
    ("admin", "operations", "/operator/operations"),
    ("admin", "mandates", "/mandates"),
    ("auditor", "audit", "/audit"),
    ("auditor", "audit_by_person", "/audit?actor={reviewer}"),
    ("auditor", "audit_by_rare_person", "/audit?actor={person}"),
    ("auditor", "audit_by_object", "/audit?object={order}"),
    ("auditor", "audit_by_body", "/audit?on_behalf_of={body}"),
    ("auditor", "audit_by_act", "/audit?action=orders.release"),
    ("auditor", "audit_of_a_day", "/audit?since=2024-05-06&until=2024-05-06"),
    ("auditor", "audit_of_years", "/audit?since=2023-02-01&until=2025-12-31"),
    ("auditor", "audit_by_person_of_a_day",
     "/audit?actor={reviewer}&since=2024-05-06&until=2024-05-06"),
    ("auditor", "audit_by_act_of_years",
     "/audit?action=orders.release&since=2023-02-01&until=2023-12-31"),
    ("auditor", "audit_about_name", "/audit?about={name}"),
    ("auditor", "audit_story", "/audit/story/{order}"),
    ("auditor", "audit_line", "/audit/lines/{line}"),
    ("auditor", "audit_checks", "/audit/checks"),
    ("auditor", "audit_heads", "/audit/heads"),
    ("auditor", "audit_exports", "/audit/exports"),
    ("editor", "profiles", "/editor/profiles"),
    ("editor", "profiles_search", "/editor/profiles?q=Eltern"),
    ("editor", "profiles_dead_links", "/editor/profiles?view=dead_links"),
    ("editor", "profiles_submitted", "/editor/profiles?view=submitted"),
    ("editor", "profile", "/editor/profiles/{profile}"),
    ("editor", "profile_retire", "/editor/profiles/{profile}/retire"),
    ("editor", "links", "/editor/links"),
    ("editor", "searches", "/editor/searches"),
    ("editor", "imports", "/editor/import"),
    ("editor", "chains", "/chains"),
    ("editor", "chain_begin", "/chains/begin?q=Eltern"),
    ("reviewer", "ministry", "/ministry?ministry=StMI"),
    ("reviewer", "ministry_ends", "/ministry/ends?ministry=StMI"),
    ("editor", "notices", "/notices"),
    ("editor", "notice_new", "/notices/new"),
    ("editor", "levy", "/levy"),
    ("vendor-fachverfahren", "setups", "/setups"),
    ("vendor-fachverfahren", "setup", "/setups/{setup}"),
    ("vendor-fachverfahren", "setup_figures", "/setups/figures"),
    ("vendor-fachverfahren", "vendor_team", "/vendor/team"),
    ("vendor-fachverfahren", "vendor_connect", "/vendor/connect"),
    ("vendor-fachverfahren", "vendor_webhooks", "/vendor/webhooks"),
    ("vendor-fachverfahren", "vendor_clients", "/vendor/clients"),
)  # fmt: skip
"""Who reads, what it is called, and where it is; what stands in braces is a thing of the fill."""


def back_pages_ms(place: Place) -> list[Figure]:
    """Fill the system, read each page once it is at rest, check the whole trail, export it."""
    played, took = fill(place, place.sizes)
    rested = wait_for_rest([pid for _, pid in place.system.processes.known().values()])
    return [
        Figure("back_fill_s", took, "s"),
        Figure("back_rest_s", rested, "s"),
        *_read_all(place, _things(place, played)),
        *_checked(place),
        *_exported(place),
    ]


MEASUREMENTS: Mapping[str, Callable[[Place], list[Figure]]] = {"back_pages_ms": back_pages_ms}


def _things(place: Place, played: Played) -> dict[str, str]:
    """Return by what the braces are replaced; each in the middle of what there is."""
    about = len(played.stages)
    middle = place.sizes.orders // 2 // 50 * 50
    stage = {one.state: n for n, one in enumerate(played.stages)}
    person, year = place.sizes.registrations // 2, clock.local_date(clock.now()).year
    return {
        "waiting": order_id(middle + stage["submitted"]),
        "setup": order_id(middle + stage["setup_requested"]),
        "order": order_id(middle + about), "number": f"DM-{year}-A", "vendor": journey.VENDOR,
        "name": FAMILY[0], "person": person_id(person), "reviewer": played.reviewer,
        "body": journey.MUNICIPALITY, "profile": "bench-00007", "line": str(place.sizes.lines // 2),
        "address": f"clerk-gemeinde@{journey.MUNICIPALITY}.example",
    }  # fmt: skip


def _read_all(place: Place, things: Mapping[str, str]) -> list[Figure]:
    cookies = {who: _cookie(place, who) for who in {who for who, *_ in PAGES}}
    escaped = {name: quote(thing) for name, thing in things.items()}
    figures = []
    for who, name, path in PAGES:
        with _Reader(place, cookies[who]) as reader:
            figures += _measured(reader, name, path.format(**escaped))
    return figures


def _measured(reader: "_Reader", name: str, path: str) -> list[Figure]:
    """Return how long a page takes, and how many messages to services it sends."""
    for _ in range(FIRST_READS):
        reader.ms(path)
    calls = min(reader.calls(path) for _ in range(FIRST_READS))
    rounds = [reader.pair(path) for _ in range(ROUNDS)]
    told = f"p95 of one call; it makes {calls}"
    return [compared(f"back_{name}", rounds, unit="ms", reference=told, target=Target(MOST))]


def _cookie(place: Place, who: str) -> str:
    cookies = place.sign_in(who).browser.cookies
    return "; ".join(f"{cookie.name}={cookie.value}" for cookie in cookies)


class _Reader:
    """One person on one connection, past the edge."""

    def __init__(self, place: Place, cookie: str) -> None:
        self._inner = place.system.inner_url
        self._headers = {"Cookie": cookie}
        self._connection = http.client.HTTPConnection("127.0.0.1", place.gateway, timeout=60)

    def __enter__(self) -> "_Reader":
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def ms(self, path: str) -> float:
        """Return how long it takes until the whole answer is there."""
        began = time.perf_counter()
        self._connection.request("GET", path, headers=self._headers)
        answer = self._connection.getresponse()
        text = answer.read()
        took = (time.perf_counter() - began) * 1000
        if answer.status != 200:
            raise RuntimeError(f"{path}: {answer.status} {text[:300]!r}")
        return took

    def calls(self, path: str) -> int:
        """Return how many messages to services a page sends."""
        before = self._counted()
        self.ms(path)
        return self._counted() - before

    def _counted(self) -> int:
        lines = requests.get(f"{self._inner}/metrics", timeout=10).text.splitlines()
        counts = (line.rpartition(" ")[2] for line in lines if line.startswith(f"{MESSAGES}{{"))
        return round(sum(float(count) for count in counts))

    def pair(self, path: str) -> tuple[float, float]:
        """Return the 95th percentiles of a page and of one call, asked in turns."""
        both = [(self.ms(path), self.ms(ONE_CALL)) for _ in range(READS)]
        pages, calls = zip(*both, strict=True)
        return percentile(pages, 0.95), percentile(calls, 0.95)


@dataclass(frozen=True)
class _Work:
    """Work of identity that goes on by itself: its route, how it ends, what counts its lines."""

    path: str
    end: str
    counter: str


CHECK, EXPORT = (
    _Work("audit/runs", "whole", "checked_to"),
    _Work("audit/exports", "ready", "gone_to"),
)


@dataclass(frozen=True)
class _Watched:
    """What was seen of such work until it was over."""

    over: Mapping[str, Any]
    took_s: float
    steps: int
    grown_mb: float


def _checked(place: Place) -> list[Figure]:
    """Have the whole trail checked, and look at its progress and identity's memory meanwhile."""
    seen = _watched(place, place.sign_in("auditor"), CHECK)
    return _figures("audit_check", seen, CHECK)


def _exported(place: Place) -> list[Figure]:
    """Have the whole trail exported, and look at the same; then take the file."""
    auditor = place.sign_in("auditor")
    seen = _watched(place, auditor, EXPORT)
    began = time.monotonic()
    size = len(auditor.read(f"audit/exports/{seen.over['id']}/file"))
    return [
        *_figures("audit_export", seen, EXPORT),
        Figure("audit_export_file_mb", size / MB, "MB"),
        Figure("audit_export_download_s", time.monotonic() - began, "s"),
    ]


def _watched(place: Place, auditor: Person, work: _Work) -> _Watched:
    """Begin the work, and look at it until it has ended as it is to end."""
    pid = place.system.processes.known()["identity"][1]
    steps, held, began = set[int](), [held_mb([pid])], time.monotonic()
    now: dict[str, Any] = auditor.post(work.path)
    path = f"{work.path}/{now['id']}"

    def is_over() -> bool:
        now.update(auditor.get(path))
        steps.add(now[work.counter])
        held.append(held_mb([pid]))
        if now["state"] not in ("running", work.end):
            raise RuntimeError(f"{path} is not {work.end}: {now}")
        return bool(now["state"] == work.end)

    wait_until(is_over, GONE_THROUGH_WITHIN_S, f"{path} does not end", every_s=0.5)
    return _Watched(now, time.monotonic() - began, len(steps), max(held) - held[0])


def _figures(name: str, seen: _Watched, work: _Work) -> list[Figure]:
    return [
        Figure(f"{name}_s", seen.took_s, "s"),
        Figure(f"{name}_rate", seen.over[work.counter] / seen.took_s, "lines/s"),
        Figure(f"{name}_steps_seen", seen.steps, "steps of progress"),
        Figure(f"{name}_grows_mb", seen.grown_mb, "MB", Target(50, of="value")),
    ]
