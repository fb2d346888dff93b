"""A repeated request acts once and gets the first answer."""

import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from werkzeug.test import TestResponse

from gateway.api.idempotency import Idempotency, KeptAnswer, KeyUse, key_from
from gateway.problems.problems import Problem
from services.common.errors import Conflict, Forbidden, Unavailable
from tests.unit.gateway.gateway_fakes import CHANGING, FakeRecords, Gateway

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
USE = KeyUse("a1", "POST /api/v1/orders", "k1", "f1")
DONE = KeptAnswer(201, {"Location": "/o1"}, b"{}")


def worked(log: list[str], answer: KeptAnswer = DONE) -> KeptAnswer:
    log.append("worked")
    return answer


def store(records: FakeRecords, now: datetime = NOW) -> Idempotency:
    return Idempotency(records, now=lambda: now, pause=lambda _: None)


def test_the_same_request_gets_the_first_answer_without_work() -> None:
    log: list[str] = []
    idempotency = store(FakeRecords())

    first = idempotency.run(USE, lambda: worked(log))
    second = idempotency.run(USE, lambda: worked(log))

    assert (first.replayed, second.replayed) == (False, True)
    assert (second.status, second.headers, second.body) == (201, {"Location": "/o1"}, b"{}")
    assert log == ["worked"]


def test_another_body_under_the_same_key_is_refused() -> None:
    idempotency = store(FakeRecords())
    idempotency.run(USE, lambda: DONE)

    with pytest.raises(Problem) as refused:
        idempotency.run(KeyUse("a1", USE.route, "k1", "f2"), lambda: DONE)

    assert (refused.value.status, refused.value.code) == (422, "idempotency-key-reused")


def test_whose_rights_have_changed_is_judged_anew_and_keeps_the_answer_of_before() -> None:
    log: list[str] = []
    idempotency, fewer = store(FakeRecords()), replace(USE, rights="fewer")
    idempotency.run(USE, lambda: worked(log))

    refused = idempotency.run(fewer, lambda: worked(log, KeptAnswer(403, {}, b"")))
    regained = idempotency.run(USE, lambda: worked(log))

    assert (refused.status, refused.replayed) == (403, False)
    assert (regained.status, regained.replayed) == (201, True)
    assert log == ["worked", "worked"]


def test_a_kept_answer_is_given_only_to_who_still_has_the_right() -> None:
    gateway = Gateway()
    gateway.answers("orders.place", {"id": "o1", "version": 1})
    headers = {**CHANGING, "Idempotency-Key": "k1"}

    def place() -> TestResponse:
        return gateway.client.post("/api/v1/orders", json={"body": "09187162"}, headers=headers)

    first, again = place(), place()
    known = gateway.calls.answers["identity.principal"]
    gateway.answers("identity.principal", {**known, "grants": {"self": ["me:read"]}})
    gateway.answers("orders.place", Forbidden("not-permitted", "Nein.", "[]"))
    gateway.parts.principals.drop("a1")
    without = place()

    assert [answer.status_code for answer in (first, again, without)] == [201, 201, 403]
    assert again.headers["Idempotent-Replayed"] == "true"
    asked = [
        request_id for called, _, _, request_id in gateway.calls.made if called == "orders.place"
    ]
    assert len(asked) == 2
    assert asked[0] == asked[1]


def test_another_account_or_route_has_its_own_keys() -> None:
    log: list[str] = []
    idempotency = store(FakeRecords())

    for use in (USE, KeyUse("a2", USE.route, "k1", "f1"), KeyUse("a1", "POST /x", "k1", "f1")):
        idempotency.run(use, lambda: worked(log))

    assert len(log) == 3


@pytest.mark.parametrize("status", [401, 403, 429, 500, 503, 504])
def test_a_refusal_that_may_pass_is_not_kept(status: int) -> None:
    log: list[str] = []
    idempotency = store(FakeRecords())

    idempotency.run(USE, lambda: worked(log, KeptAnswer(status, {}, b"")))
    again = idempotency.run(USE, lambda: worked(log))

    assert (again.status, again.replayed, len(log)) == (201, False, 2)


@pytest.mark.parametrize("status", [401, 403, 429, 500, 503, 504])
def test_another_body_is_refused_after_a_refusal_that_may_pass(status: int) -> None:
    log: list[str] = []
    idempotency = store(FakeRecords())
    idempotency.run(USE, lambda: worked(log, KeptAnswer(status, {}, b"")))

    with pytest.raises(Problem) as refused:
        idempotency.run(KeyUse("a1", USE.route, "k1", "f2"), lambda: worked(log))

    assert (refused.value.status, refused.value.code) == (422, "idempotency-key-reused")
    assert log == ["worked"]


def test_work_that_broke_may_be_repeated_but_not_with_another_body() -> None:
    idempotency = store(FakeRecords())

    def break_down() -> KeptAnswer:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        idempotency.run(USE, break_down)

    with pytest.raises(Problem):
        idempotency.run(KeyUse("a1", USE.route, "k1", "f2"), lambda: DONE)
    assert idempotency.run(USE, lambda: DONE) == DONE


def test_a_request_that_still_runs_is_a_conflict() -> None:
    records = FakeRecords()
    records.insert(USE.id, USE.fingerprint, NOW)

    with pytest.raises(Problem) as refused:
        store(records).run(USE, lambda: DONE)

    assert (refused.value.status, refused.value.code) == (409, "idempotency-running")


def test_a_request_whose_process_died_is_taken_over() -> None:
    records = FakeRecords()
    records.insert(USE.id, USE.fingerprint, NOW)

    answer = store(records, NOW + timedelta(seconds=31)).run(USE, lambda: DONE)

    assert (answer.status, answer.replayed) == (201, False)


def test_a_second_caller_waits_for_the_answer_of_the_first() -> None:
    records, working, go_on = FakeRecords(), threading.Event(), threading.Event()
    idempotency = Idempotency(records, now=lambda: NOW)
    answers: list[KeptAnswer] = []

    def slow() -> KeptAnswer:
        working.set()
        go_on.wait(5)
        return DONE

    first = threading.Thread(target=lambda: answers.append(idempotency.run(USE, slow)))
    first.start()
    working.wait(5)
    pauses = Idempotency(records, now=lambda: NOW, pause=lambda _: _let(go_on, first))
    second = pauses.run(USE, lambda: DONE)

    assert (second.replayed, second.status) == (True, 201)


def _let(go_on: threading.Event, first: threading.Thread) -> None:
    go_on.set()
    first.join(5)


@pytest.mark.parametrize("key", ["a b", "ä", "x" * 256, "a\n"])
def test_a_malformed_key_is_refused(key: str) -> None:
    with pytest.raises(Problem) as refused:
        key_from(key, required=False)

    assert (refused.value.status, refused.value.code) == (400, "idempotency-key-malformed")


def test_over_http_the_effect_is_named_by_the_key() -> None:
    gateway = Gateway()
    gateway.answers("orders.place", [Unavailable("service-away", "Weg.", "[]"), {"id": "o1"}])
    keyed = {**CHANGING, "Idempotency-Key": "k1"}

    answers = [
        gateway.client.post("/api/v1/orders", json={"a": 1}, headers=keyed) for _ in range(3)
    ]

    assert [answer.status_code for answer in answers] == [503, 201, 201]
    assert answers[2].headers["Idempotent-Replayed"] == "true"
    assert answers[2].headers["Location"] == "/api/v1/orders/o1"
    named = {made[3] for made in gateway.calls.made if made[0] == "orders.place"}
    assert len(named) == 1


def test_over_http_signing_in_again_changes_no_right() -> None:
    gateway = Gateway()
    gateway.answers("orders.place", [{"id": "o1"}, {"id": "o2"}])
    keyed = {**CHANGING, "Idempotency-Key": "k1"}

    gateway.client.post("/api/v1/orders", json={}, headers=keyed)
    gateway.sessions.is_now(fresh={"list_hash": None, "at": "later", "assertion_id": "_2"})
    repeated = gateway.client.post("/api/v1/orders", json={}, headers=keyed)

    assert repeated.json["id"] == "o1"
    assert gateway.calls.count("orders.place") == 1


def test_over_http_a_conflict_is_repeated_too() -> None:
    gateway = Gateway()
    gateway.answers("orders.place", [Conflict("order-exists", "Schon da.", "[]"), {"id": "o1"}])
    keyed = {**CHANGING, "Idempotency-Key": "k1"}

    answers = [gateway.client.post("/api/v1/orders", json={}, headers=keyed) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [409, 409]
    assert answers[1].json["code"] == "order-exists"
