"""The figures of the pages: how long a reader waits, how many are served, how much travels."""

import re
from collections.abc import Callable, Mapping
from urllib.parse import urljoin

import requests

from deploy.bench import load
from deploy.bench.figures import Figure, Target, compared
from deploy.bench.load import Load
from deploy.bench.place import Place
from deploy.local import journey
from deploy.local.journey import Journey

ROUNDS = 5
ROUND_S = 2.0
CATALOGUE = "/leistungen"
SERVICE = f"/leistungen/{journey.PROFILE}"
ONE_CALL = f"/api/v1/bodies/{journey.MUNICIPALITY}"
"""A route that is one call to a service, and nothing held."""
TAKES = {"Accept-Encoding": "br, gzip"}
LINKED = re.compile(r'(?:href|src)="(/static/[^"]+)"')
IN_STYLE = re.compile(r'url\("?([^")]+\.woff2[^")]*)')


def page_ms(place: Place) -> list[Figure]:
    """Read catalogue, service, order and home as one person, beside one call to a service."""
    order, cookie = _an_order(place)
    pages = [CATALOGUE, SERVICE, f"/orders/{order}", "/home"]
    rounds = [(_p95(place, pages, cookie), _p95(place, [ONE_CALL], cookie)) for _ in range(ROUNDS)]
    return [
        compared("page_ms", rounds, unit="ms", reference="p95 of one call", target=Target(6)),
        *(_alone(place, name, path, cookie) for name, path in zip(NAMES, pages, strict=True)),
    ]


NAMES = ("page_ms_catalogue", "page_ms_service", "page_ms_order", "page_ms_home")


def page_read(place: Place) -> list[Figure]:
    """Read catalogue and service as guests, beside the empty route."""
    pages = Load(place.gateway, [CATALOGUE, SERVICE], ROUND_S)
    bare = Load(place.bare, ["/"], ROUND_S)
    load.run(pages)
    load.run(bare)
    rounds = [(load.run(pages).rate, load.run(bare).rate) for _ in range(ROUNDS)]
    target = Target(0.5, at_least=True)
    return [compared("page_read", rounds, unit="1/s", reference="empty Flask route", target=target)]


def page_kb(place: Place) -> list[Figure]:
    """Add up what the catalogue's page and all it needs weigh on the wire, past the edge."""
    page = urljoin(place.system.gateway_url, CATALOGUE)
    html, weight = _fetched(page)
    for path in sorted(set(LINKED.findall(html))):
        text, size = _fetched(urljoin(page, path))
        weight += size
        if path.partition("?")[0].endswith(".css"):
            fonts = {urljoin(urljoin(page, path), one) for one in IN_STYLE.findall(text)}
            weight += sum(_fetched(font)[1] for font in sorted(fonts))
    return [Figure("page_kb", weight / 1000, "kB", Target(120, of="value"))]


def _an_order(place: Place) -> tuple[str, str]:
    """Let a clerk register and order; give the order's id and the cookie of their session."""
    system = place.system
    played = Journey(journey.Place(system.gateway_url, system.mail_dir, ""))
    for step in (played.clerk_signs_in, played.clerk_registers, played.clerk_is_approved,
                 played.clerk_orders):  # fmt: skip
        step()
    cookies = played.person(played.clerk).browser.cookies
    return str(played.order["id"]), "; ".join(f"{c.name}={c.value}" for c in cookies)


def _p95(place: Place, paths: list[str], cookie: str) -> float:
    read = Load(place.gateway, paths, ROUND_S, connections=1, headers={"Cookie": cookie})
    return load.run(read).ms(0.95)


def _alone(place: Place, name: str, path: str, cookie: str) -> Figure:
    return Figure(name, _p95(place, [path], cookie), "ms")


def _fetched(url: str) -> tuple[str, int]:
    """Return a text as it reads, and how many bytes it took on the wire."""
    with requests.get(url, headers=TAKES, stream=True, timeout=60) as answer:
        answer.raise_for_status()
        raw = answer.raw.read()
    return requests.get(url, timeout=60).text, len(raw)


MEASUREMENTS: Mapping[str, Callable[[Place], list[Figure]]] = {
    "page_ms": page_ms,
    "page_read": page_read,
    "page_kb": page_kb,
}
