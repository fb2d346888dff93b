"""The figures of the catalogue: reads, search, suggestions, export, and how fast news show."""

import json
import re
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from statistics import median
from urllib.parse import quote

import requests

from deploy.bench import load
from deploy.bench.figures import Figure, Target, bucket_percentile, compared, percentile
from deploy.bench.load import Load
from deploy.bench.memory import Watch
from deploy.bench.place import EDITOR, Place
from deploy.local.ports import wait_until

ROUNDS = 7
ROUND_S = 1.5
SEARCH_ROUNDS = 3
EXPORTS = 3
LEAD_S = 1.0
PUBLISHED = 10
PROFILE_ID = "wohngeld"
PROFILE = f"/api/v1/profiles/{PROFILE_ID}"
EXPORT = "/leistungen.xlsx"
QUERIES: list[str] = json.loads((Path(__file__).parent / "queries.json").read_text("utf-8"))
REPEATED = 20
BUCKET = re.compile(r'rpc_seconds_bucket{(?=[^}]*method="suggest")[^}]*le="([^"]+)"[^}]*} (\S+)')
REASON = {"reason": {"de": "Messung", "en": "Measurement"}}


def profile_read(place: Place) -> list[Figure]:
    """Read one profile for ever, beside the empty route."""
    return [_reads(place, "profile_read", 0.8)]


def profile_304(place: Place) -> list[Figure]:
    """Read one profile that the caller holds already, beside the empty route."""
    etag = place.read(PROFILE).headers["ETag"]
    return [_reads(place, "profile_304", 0.9, headers={"If-None-Match": etag}, status=304)]


def _reads(
    place: Place,
    name: str,
    target: float,
    *,
    headers: dict[str, str] | None = None,
    status: int = 200,
) -> Figure:
    read = Load(place.gateway, [PROFILE], ROUND_S, headers=headers or {}, status=status)
    bare = Load(place.bare, ["/"], ROUND_S)
    load.run(read)
    load.run(bare)
    rounds = [_pair(read, bare, number) for number in range(ROUNDS)]
    return compared(
        name,
        rounds,
        unit="1/s",
        reference="empty Flask route",
        target=Target(target, at_least=True),
    )


def _pair(read: Load, bare: Load, number: int) -> tuple[float, float]:
    """Measure both one after the other, the other first every second time."""
    if number % 2:
        other = load.run(bare).rate
        return load.run(read).rate, other
    return load.run(read).rate, load.run(bare).rate


def search_p95(place: Place) -> list[Figure]:
    """Search what was searched before, and 200 things for the first time."""
    repeated, first = [], []
    again = [_search(query, 50) for query in QUERIES[:REPEATED]]
    for number in range(SEARCH_ROUNDS):
        read = load.run(Load(place.gateway, [PROFILE], ROUND_S)).ms(0.95)
        load.run(Load(place.gateway, again))
        repeated.append((load.run(Load(place.gateway, again, ROUND_S)).ms(0.95), read))
        new = [_search(query, 20 + number) for query in QUERIES]
        first.append((load.run(Load(place.gateway, new)).ms(0.95), read))
    return [
        _slower("search_p95", repeated, 5),
        _slower("search_p95_first_time", first, 25),
    ]


def _search(query: str, limit: int) -> str:
    """Return the path of a search; another limit is another answer to the gateway's cache."""
    return f"/api/v1/profiles?q={quote(query)}&limit={limit}"


def _slower(name: str, rounds: list[tuple[float, float]], limit: float) -> Figure:
    return compared(name, rounds, unit="ms", reference="p95 of profile_read", target=Target(limit))


def suggest_p95(place: Place) -> list[Figure]:
    """Suggest for the beginnings of all queries, each once; timed in the service itself.

    On 8 connections a call also waits for the seven others; how long one takes by itself is
    told beside it.
    """
    begun = sorted({query[:length] for query in QUERIES for length in range(2, len(query) + 1, 3)})
    together = [text for number, text in enumerate(begun) if number % 4]
    alone_ms = _suggesting_p95_ms(place, begun[::4], connections=1)
    p95_ms = _suggesting_p95_ms(place, together, connections=8)
    return [
        Figure("suggest_p95", p95_ms, "ms", Target(15, of="value")),
        Figure("suggest_p95_alone", alone_ms, "ms"),
    ]


def _suggesting_p95_ms(place: Place, texts: list[str], *, connections: int) -> float:
    paths = [f"/api/v1/profiles/suggest?q={quote(text)}" for text in texts]
    before = _suggested(place)
    load.run(Load(place.gateway, paths, connections=connections))
    after = _suggested(place)
    taken = {bound: count - before.get(bound, 0.0) for bound, count in after.items()}
    return bucket_percentile(taken, 0.95) * 1000


def _suggested(place: Place) -> dict[float, float]:
    """Return the histogram of the service's own times, all outcomes together."""
    found: dict[float, float] = {}
    for bound, count in BUCKET.findall(place.service_metrics("catalog")):
        found[float(bound)] = found.get(float(bound), 0.0) + float(count)
    return found


def export_memory_mb(place: Place) -> list[Figure]:
    """Export everything while profiles are read, with the memory and the reads watched."""
    extra, below, slowed = [], [], []
    began = time.monotonic()
    place.read(EXPORT)
    export_s = time.monotonic() - began
    for _ in range(EXPORTS):
        quiet = load.run(Load(place.gateway, [PROFILE], ROUND_S)).ms(0.99)
        _change_something(place)
        with Watch(place.gateway_pid) as watch:
            slowed.append((_p99_while_exporting(place, export_s), quiet))
        extra.append(watch.extra_mb)
        below.append(watch.most_below_mb)
    return [
        Figure("export_memory_mb", max(extra), "MB", Target(10, of="value")),
        Figure("export_child_mb", max(below), "MB"),
        compared(
            "export_read_p99",
            slowed,
            unit="ms",
            reference="p99 of profile_read",
            target=Target(3),
        ),
    ]


def _p99_while_exporting(place: Place, export_s: float) -> float:
    """Return the p99 of the reads between the export's first and last moment."""
    reads = Load(place.gateway, [PROFILE], LEAD_S + 2 * export_s)
    with load.begin(reads) as child:
        time.sleep(LEAD_S)
        began = time.monotonic()
        place.read(EXPORT)
        done = time.monotonic()
        return load.finish(child).ms(0.99, since=began, until=done)


def publish_visible_s(place: Place) -> list[Figure]:
    """Pause and publish a profile, and see when each of two gateways says so."""
    editor = place.sign_in(EDITOR)
    taken = []
    for _ in range(PUBLISHED):
        taken.append(
            _visible_s(place, lambda: editor.post(f"profiles/{PROFILE_ID}/pause", REASON), "paused")
        )
        taken.append(
            _visible_s(place, lambda: editor.post(f"profiles/{PROFILE_ID}/publish"), "published")
        )
    return [
        Figure("publish_visible_s", percentile(taken, 0.95), "s", Target(0.2, of="value")),
        Figure("publish_visible_median_s", median(taken), "s"),
    ]


def _visible_s(place: Place, act: Callable[[], object], status: str) -> float:
    """Return the seconds from the call to the moment the slower gateway shows its effect."""
    urls = [f"http://127.0.0.1:{port}{PROFILE}" for port in (place.gateway, place.second)]
    with requests.Session() as browser:

        def shown() -> bool:
            return all(browser.get(url, timeout=5).json()["status"] == status for url in urls)

        assert not shown()
        began = time.monotonic()
        act()
        wait_until(shown, 10, f"not {status} everywhere after ten seconds", every_s=0.002)
        return time.monotonic() - began


def _change_something(place: Place) -> None:
    """Make every kept answer outdated, so that the export is made anew."""
    editor = place.sign_in(EDITOR)
    editor.post(f"profiles/{PROFILE_ID}/pause", REASON)
    editor.post(f"profiles/{PROFILE_ID}/publish")


MEASUREMENTS: Mapping[str, Callable[[Place], list[Figure]]] = {
    "profile_read": profile_read,
    "profile_304": profile_304,
    "search_p95": search_p95,
    "suggest_p95": suggest_p95,
    "export_memory_mb": export_memory_mb,
    "publish_visible_s": publish_visible_s,
}
