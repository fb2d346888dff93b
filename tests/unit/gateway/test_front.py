"""What is answered before Flask wakes up, and what every answer carries."""

import threading
from typing import Any

import pytest
from werkzeug.test import Client

from gateway.api.formats import XLSX, may_want_table
from gateway.api.routes import CACHED
from gateway.calls.single_flight import SingleFlight
from gateway.catalogue.cache import CatalogueCache, RenderedAnswer
from gateway.front import Front
from gateway.monitoring.health import Readiness
from services.common.errors import NotFound, Unavailable
from tests.unit.gateway.gateway_fakes import SIGNED_IN, Gateway, let_follow, settings

PAGE = {"items": [{"id": "p1"}], "next": None, "total": 1, "revision": 7}
PROFILES = "/api/v1/profiles?q=wohn"


@pytest.fixture
def gateway() -> Gateway:
    gateway = Gateway()
    gateway.answers("catalog.search", PAGE)
    return gateway


def rendered(text: str = "x", revision: int | None = None) -> RenderedAnswer:
    return RenderedAnswer(text.encode(), "application/json", f'"{text}"', revision)


def test_a_catalogue_read_is_fetched_once(gateway: Gateway) -> None:
    answers = [gateway.client.get(PROFILES) for _ in range(3)]

    assert [answer.json for answer in answers] == [PAGE] * 3
    assert len({answer.headers["ETag"] for answer in answers}) == 1
    assert gateway.calls.count("catalog.search") == 1
    assert answers[2].headers["Cache-Control"] == "public, max-age=0, must-revalidate"


def test_who_knows_the_answer_gets_none(gateway: Gateway) -> None:
    etag = gateway.client.get(PROFILES).headers["ETag"]

    suffixed = [f'{etag[:-1]}{suffix}"' for suffix in ("-gzip", "--gzip", ";br", "-br", ";zstd")]
    weak = [f"W/{tag}" for tag in (etag, *suffixed)]
    for known in (etag, f'"other", {etag}', "*", *suffixed, *weak):
        answer = gateway.client.get(PROFILES, headers={"If-None-Match": known})

        assert (answer.status_code, answer.data) == (304, b"")
        assert answer.headers["ETag"] == etag


def test_another_answer_is_not_taken_for_known(gateway: Gateway) -> None:
    etag = gateway.client.get(PROFILES).headers["ETag"]

    for other in ('"x"', f'{etag[:-1]}-other"', f'"{etag[2:]}', '"-gzip"', etag.strip('"')[1:]):
        answer = gateway.client.get(PROFILES, headers={"If-None-Match": other})

        assert answer.status_code == 200


def test_every_query_has_its_own_answer(gateway: Gateway) -> None:
    gateway.client.get(PROFILES)
    gateway.client.get("/api/v1/profiles?q=bau")

    assert gateway.calls.count("catalog.search") == 2


def test_a_cached_answer_is_never_a_persons_own(gateway: Gateway) -> None:
    gateway.client.get(PROFILES, headers=SIGNED_IN)

    assert gateway.calls.made[0][2].subject == "anonymous"


@pytest.mark.parametrize(
    "query",
    ["orderable_for=09187162", "q=a&%6frderable_for=09187162", "unused_by=09187162",
     "works_with_body=09187162&q="],
)  # fmt: skip
def test_what_changes_with_a_body_too_is_asked_every_time(gateway: Gateway, query: str) -> None:
    for headers in ({}, SIGNED_IN):
        answer = gateway.client.get(f"/api/v1/profiles?{query}", headers=headers)

        assert (answer.status_code, answer.json) == (200, PAGE)
        assert answer.headers["Cache-Control"] == "no-store"
        assert "ETag" not in answer.headers
    assert [made[2].subject for made in gateway.calls.made if made[0] == "catalog.search"] == [
        "anonymous", "a1",
    ]  # fmt: skip
    assert len(gateway.cache) == 0


def test_news_of_the_catalogue_are_seen_at_once(gateway: Gateway) -> None:
    gateway.client.get(PROFILES)

    gateway.cache.clear()
    gateway.answers("catalog.search", {**PAGE, "total": 2, "revision": 8})

    assert gateway.client.get(PROFILES).json["total"] == 2


def test_while_the_catalogue_is_away_the_last_answer_is_given(gateway: Gateway) -> None:
    gateway.client.get(PROFILES)

    gateway.cache.clear()
    gateway.answers("catalog.search", Unavailable("service-away", "Weg.", "[]"))

    assert gateway.client.get(PROFILES).json == PAGE
    assert gateway.client.get("/api/v1/profiles?q=new").status_code == 503


def test_a_refusal_is_not_held(gateway: Gateway) -> None:
    gateway.answers("catalog.get", [NotFound("profile-not-found", "Fehlt.", "[]"), {"id": "p1"}])

    answers = [gateway.client.get("/api/v1/profiles/p1").status_code for _ in range(2)]

    assert answers == [404, 200]


def test_only_an_answer_said_to_be_for_everyone_is_held() -> None:
    asked = []

    def application(environ: Any, start_response: Any) -> list[bytes]:
        asked.append(environ["PATH_INFO"])
        start_response("200 OK", [("Content-Type", "text/csv"), ("ETag", '"a"')])
        return [b"a;b"]

    cache = CatalogueCache()
    front = Front(application, cached=CACHED, cache=cache, readiness=Readiness({}), secure=False)
    answers = [Client(front).get(PROFILES).data for _ in range(2)]

    assert answers == [b"a;b"] * 2
    assert (len(asked), len(cache)) == (2, 0)


@pytest.mark.parametrize(
    ("accept", "query", "is_table"),
    [
        ("", "", False), ("*/*", "", False), ("application/json", "", False),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "", False),
        ("application/json, text/csv;q=0.5", "", False), ("text/csv;q=0", "", False),
        ("text/csv", "", True), ("TEXT/CSV", "", True), ("text/*", "", True),
        (XLSX, "", True), (XLSX.upper(), "", True), ("application/json;q=0.1, text/*", "", True),
        ("", "format=csv", True), ("", "q=a&format=json", True), ("", "f%6Frmat=csv", True),
    ],
)  # fmt: skip
def test_whatever_the_negotiation_may_give_as_a_table_is_left_to_it(
    accept: str, query: str, is_table: bool
) -> None:
    assert may_want_table({"HTTP_ACCEPT": accept, "QUERY_STRING": query}) is is_table


def test_every_answer_carries_its_request_id_and_the_security_headers(gateway: Gateway) -> None:
    paths = (PROFILES, "/api/v1/me", "/nothing", "/", "/api/v1/nothing")
    answers = [gateway.client.get(path, headers={"X-Request-ID": "r.1-x"}) for path in paths]

    for answer in answers:
        assert answer.headers["X-Request-ID"] == "r.1-x"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
        assert "unsafe" not in answer.headers["Content-Security-Policy"]


def noted(caplog: pytest.LogCaptureFixture) -> dict[str, Any]:
    """Return the facts of the last access line, without the time it took."""
    lines = [record for record in caplog.records if record.name == "gateway.access"]
    facts: dict[str, Any] = lines[-1].__dict__["facts"]
    return {name: fact for name, fact in facts.items() if name != "ms"}


def test_the_access_line_says_who_was_refused_and_why(
    gateway: Gateway, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "gateway.access")
    gateway.answers("orders.get", NotFound("order-not-found", "Nicht da. / Not there.", "[]"))

    gateway.client.get("/api/v1/orders/o1", headers=SIGNED_IN)
    refused = noted(caplog)
    gateway.client.get(PROFILES)

    assert refused == {
        "method": "GET", "route": "/api/v1/orders/{order_id}", "status": 404,
        "account": "a1", "problem": "order-not-found",
    }  # fmt: skip
    assert noted(caplog) == {"method": "GET", "route": "/api/v1/profiles", "status": 200}


@pytest.mark.parametrize("given", ["", "x" * 65, "a b", "<script>", "ä"])
def test_a_strange_request_id_is_replaced(gateway: Gateway, given: str) -> None:
    answer = gateway.client.get("/", headers={"X-Request-ID": given})

    assert len(answer.headers["X-Request-ID"]) == 32


def test_a_request_of_a_trace_bears_its_id(gateway: Gateway) -> None:
    trace = "4bf92f3577b34da6a3ce929d0e0e4736"

    answer = gateway.client.get("/", headers={"traceparent": f"00-{trace}-{'1' * 16}-01"})

    assert answer.headers["X-Request-ID"] == trace


@pytest.mark.parametrize("path", ["/health/live", "/health/ready", "/metrics"])
def test_the_public_door_says_nothing_of_health_and_figures(gateway: Gateway, path: str) -> None:
    answer = gateway.client.get(path)

    assert answer.status_code == 404


def test_a_secure_address_demands_https_from_then_on() -> None:
    secure = Gateway(settings=settings(public_url="https://market.example"))

    assert "Strict-Transport-Security" in secure.client.get("/").headers
    assert "Strict-Transport-Security" not in Gateway().client.get("/").headers


def test_the_least_recently_used_answer_goes_first() -> None:
    cache = CatalogueCache(entries=2)
    for key in ("a", "b"):
        cache.put(key, rendered(key), cache.generation)

    cache.get("a")
    cache.put("c", rendered("c"), cache.generation)

    assert [key for key in "abc" if cache.get(key)] == ["a", "c"]


def test_the_cache_is_bounded_in_bytes_too() -> None:
    cache = CatalogueCache(size_bytes=10)

    for key in "abc":
        cache.put(key, rendered("12345"), cache.generation)

    assert len(cache) == 2


def test_an_answer_overtaken_by_news_is_not_held() -> None:
    cache = CatalogueCache()

    asked_in = cache.generation
    cache.clear()
    cache.put("a", rendered(), asked_in)

    assert cache.get("a") is None


def test_a_newer_revision_begins_anew_and_an_older_one_is_not_held() -> None:
    cache = CatalogueCache()
    cache.put("a", rendered("a", 7), cache.generation)

    cache.see(8)
    cache.put("b", rendered("b", 7), cache.generation)
    cache.put("c", rendered("c", 8), cache.generation)

    assert [key for key in "abc" if cache.get(key)] == ["c"]


def test_the_same_revision_keeps_what_is_held() -> None:
    cache = CatalogueCache()
    cache.put("a", rendered("a", 7), cache.generation)

    cache.see(7)

    assert cache.get("a") is not None


def test_callers_of_the_same_answer_share_one_fetch() -> None:
    flights: SingleFlight[str] = SingleFlight()
    fetching, go_on, fetched = threading.Event(), threading.Event(), []
    got: list[str] = []

    def fetch() -> str:
        fetched.append(1)
        fetching.set()
        go_on.wait(5)
        return "answer"

    threads = [
        threading.Thread(target=lambda: got.append(flights.fly("k", fetch))) for _ in range(4)
    ]
    threads[0].start()
    fetching.wait(5)
    for thread in threads[1:]:
        thread.start()
    go_on.set()
    for thread in threads:
        thread.join(5)

    assert got == ["answer"] * 4
    assert flights.fly("other", lambda: "own") == "own"


def test_callers_of_the_same_answer_share_its_failure() -> None:
    flights: SingleFlight[str] = SingleFlight(most_wait_s=5)
    fetched, refusals = [], []

    def fetch() -> str:
        fetched.append(1)
        if len(fetched) == 1:
            let_follow(flights, "k", follower)
        raise Unavailable("service-away", "Weg.", "[]")

    def ask() -> None:
        with pytest.raises(Unavailable) as refused:
            flights.fly("k", fetch)
        refusals.append(refused.value.code)

    follower = threading.Thread(target=ask)
    ask()
    follower.join(5)

    assert refusals == ["service-away"] * 2
    assert len(fetched) == 1


def test_who_has_waited_long_enough_for_another_s_answer_fetches_alone() -> None:
    flights: SingleFlight[str] = SingleFlight(most_wait_s=0)

    def slow() -> str:
        return flights.fly("k", lambda: "own")

    assert flights.fly("k", slow) == "own"
