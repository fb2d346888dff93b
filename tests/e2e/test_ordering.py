"""Ordering: one call, one order, one RPC, with catalog stopped too."""

import re
import time
import uuid
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import requests

from deploy.local.client import Person
from deploy.local.journey import Journey
from tests.journeys import Journeys


def rpc_calls(journeys: Journeys) -> dict[str, float]:
    """Return how often the gateway has called each method."""
    metrics = requests.get(f"{journeys.system.inner_url}/metrics", timeout=5).text
    counted: Counter[str] = Counter()
    for labels, value in re.findall(r"^rpc_calls_total\{([^}]*)\} (\S+)", metrics, re.M):
        named = dict(re.findall(r'(\w+)="([^"]*)"', labels))
        counted[f"{named['service']}.{named['method']}"] += float(value)
    return dict(counted)


def difference(before: dict[str, float], after: dict[str, float]) -> dict[str, float]:
    """Return what was called in between."""
    return {name: n - before.get(name, 0) for name, n in after.items() if n > before.get(name, 0)}


def post_all(journey: Journey, keys: list[str]) -> list[requests.Response]:
    """Send the same order once per key, all at the same time."""
    clerk = journey.person(journey.clerk)

    def post(key: str) -> requests.Response:
        browser = requests.Session()
        browser.cookies.update(clerk.browser.cookies)
        person = Person(clerk.gateway, browser=browser, csrf=clerk.csrf)
        return person.ask(
            "POST", "orders", json=journey.order_body(), headers={"Idempotency-Key": key}
        )

    with ThreadPoolExecutor(50) as pool:
        return list(pool.map(post, keys))


def orders_of(journeys: Journeys, journey: Journey) -> int:
    """Count what is stored for this body and profile."""
    query = {"body": journey.body, "profile": journey.profile}
    return int(journeys.stored("orders")["orders"].count_documents(query))


def test_one_order_costs_one_rpc(journeys: Journeys) -> None:
    journeys.next().clerk_orders()
    journey = journeys.next()
    before = rpc_calls(journeys)

    journey.clerk_orders()

    called = difference(before, rpc_calls(journeys))
    for by_the_clock in ("identity.principal", "catalog.revision"):
        called.pop(by_the_clock, None)
    assert called == {"orders.place": 1}, "the second POST of the step is a replay"


def test_ordering_works_while_catalog_is_stopped(journeys: Journeys) -> None:
    journey = journeys.next()
    journeys.system.processes.stop("catalog")

    try:
        said = journey.clerk_orders()
    finally:
        journeys.system.start("catalog")

    assert said.endswith("submitted")


def test_what_a_body_orders_leaves_the_list_of_what_it_does_not_use(journeys: Journeys) -> None:
    journey = journeys.next()
    clerk, body = journey.person(journey.clerk), journey.body
    visitor = Person(clerk.gateway)
    profiles = visitor.get("profiles", limit=200)["items"]
    system = next(i["system"] for p in profiles for i in p["interfaces"])
    joined = {p["id"] for p in profiles if system in {i["system"] for i in p["interfaces"]}}

    def until(name: str, holds: Callable[[set[str]], bool]) -> None:
        deadline, ids = time.monotonic() + 20, set[str]()
        while not holds(ids):
            assert time.monotonic() < deadline, ids
            found = clerk.get("profiles", **{name: body}, limit=200)
            ids = {profile["id"] for profile in found["items"]}

    until("unused_by", lambda ids: journey.profile in ids)
    order = clerk.post("orders", {**journey.order_body(), "specialist_system": system})
    until("unused_by", lambda ids: bool(ids) and journey.profile not in ids)
    until("works_with_body", lambda ids: ids >= joined)
    answer = clerk.ask("GET", f"profiles?unused_by={body}")
    file = clerk.ask("GET", f"profiles?unused_by={body}&format=json")
    clerk.post(f"orders/{order['id']}/withdraw", {"note": "nur ein Versuch"})
    until("unused_by", lambda ids: journey.profile in ids)

    assert {a.headers["Cache-Control"] for a in (answer, file)} == {"no-store"}
    assert file.json()["total"] == answer.json()["total"] < len(profiles)
    for name in ("unused_by", "works_with_body"):
        assert visitor.ask("GET", f"profiles?{name}={body}").status_code == 401
        assert clerk.ask("GET", f"profiles?{name}=09163000").status_code == 403
        assert clerk.ask("GET", f"profiles?{name}=09163000&format=csv").status_code == 403


def test_fifty_identical_posts_at_once_make_one_order(journeys: Journeys) -> None:
    journey = journeys.next()

    answers = post_all(journey, [uuid.uuid4().hex] * 50)

    made = {a.json()["id"] for a in answers if a.status_code == 201}
    codes = Counter((a.status_code, a.json().get("code")) for a in answers)
    assert len(made) == 1
    assert set(codes) <= {(201, None), (409, "idempotency-running")}, codes
    assert orders_of(journeys, journey) == 1


def test_fifty_different_keys_make_one_order_and_forty_nine_conflicts(journeys: Journeys) -> None:
    journey = journeys.next()

    answers = post_all(journey, [uuid.uuid4().hex for _ in range(50)])

    codes = Counter((a.status_code, a.json().get("code")) for a in answers)
    assert codes == {(201, None): 1, (409, "order-exists"): 49}
    assert orders_of(journeys, journey) == 1


def test_the_first_answer_is_repeated_and_another_body_is_refused(journeys: Journeys) -> None:
    journey, key = journeys.next(), uuid.uuid4().hex
    clerk, headers = journey.person(journey.clerk), {"Idempotency-Key": key}
    other: dict[str, Any] = {**journey.order_body(), "remark": "anders"}

    first = clerk.ask("POST", "orders", json=journey.order_body(), headers=headers)
    again = clerk.ask("POST", "orders", json=journey.order_body(), headers=headers)
    reused = clerk.ask("POST", "orders", json=other, headers=headers)
    missing = clerk.ask("POST", "orders", json=journey.order_body())

    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert again.headers["Idempotent-Replayed"] == "true"
    assert first.headers["Location"] == f"/api/v1/orders/{first.json()['id']}"
    assert (reused.status_code, reused.json()["code"]) == (422, "idempotency-key-reused")
    assert (missing.status_code, missing.json()["code"]) == (400, "idempotency-key-missing")
