"""A request repeated under its key has its effect once, whoever died or left in between."""

import json
import socket
import sys
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import requests

from deploy.local.journey import Journey
from deploy.local.ports import wait_until
from deploy.local.system import System
from tests.journeys import Journeys

WAIT_S = 30


@contextmanager
def dying(system: System, mark: Path) -> Iterator[None]:
    """Let orders run so that it dies when its first order is stored and before it is told."""
    processes = system.processes
    usual = processes.known()["orders"][0]
    processes.stop("orders")
    command = [sys.executable, "-m", "tests.faults.dies_before_reply", str(mark)]
    processes.start(replace(usual, command=command))
    system.wait_ready("orders")
    try:
        yield
    finally:
        processes.kill("orders")
        system.start("orders")


def place(journey: Journey, key: str) -> requests.Response:
    """Order, as a program that repeats itself does."""
    clerk = journey.person(journey.clerk)
    headers = {"Idempotency-Key": key}
    return clerk.ask("POST", "orders", json=journey.order_body(), headers=headers)


def orders_of(journeys: Journeys, journey: Journey) -> list[dict[str, Any]]:
    """Return what is stored for the body and the profile."""
    same = {"body": journey.body, "profile": journey.profile}
    return list(journeys.stored("orders")["orders"].find(same))


def placed(journey: Journey, key: str) -> str:
    """Repeat the order until it is answered, and give its id."""
    answers: list[requests.Response] = []

    def is_answered() -> bool:
        answers.append(place(journey, key))
        return answers[-1].status_code == 201

    wait_until(is_answered, WAIT_S, "the order is not placed")
    return str(answers[-1].json()["id"])


def test_who_left_before_the_answer_came_gets_it_by_asking_again(journeys: Journeys) -> None:
    journey, key = journeys.next(), uuid.uuid4().hex
    clerk, body = journey.person(journey.clerk), json.dumps(journey.order_body())
    cookies = "; ".join(f"{one.name}={one.value}" for one in clerk.browser.cookies)
    with socket.create_connection(("127.0.0.1", journeys.system.ports["edge"])) as one:
        one.sendall(
            f"POST /api/v1/orders HTTP/1.1\r\nHost: left\r\nCookie: {cookies}\r\n"
            f"X-CSRF-Token: {clerk.csrf}\r\nIdempotency-Key: {key}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n{body}".encode()
        )
        wait_until(lambda: orders_of(journeys, journey), WAIT_S, "nothing is stored")

    id = placed(journey, key)

    assert [order["_id"] for order in orders_of(journeys, journey)] == [id]


def test_an_order_stored_by_a_service_that_died_before_it_told_is_placed_once(
    journeys: Journeys, tmp_path: Path
) -> None:
    journey, key, mark = journeys.next(), uuid.uuid4().hex, tmp_path / "died"
    with ThreadPoolExecutor(1) as pool:
        with dying(journeys.system, mark):
            first = pool.submit(place, journey, key)
            wait_until(
                lambda: not journeys.system.processes.alive("orders"), WAIT_S, "orders lives on"
            )
            stored = orders_of(journeys, journey)
        again = placed(journey, key)
        answer = first.result()

    ids = [order["_id"] for order in stored]
    assert (mark.read_text(), len(ids)) == ("result", 1)
    assert answer.status_code in {201, 503, 504}, answer.text
    assert again == ids[0]
    assert [order["_id"] for order in orders_of(journeys, journey)] == ids
    assert place(journey, key).headers["Idempotent-Replayed"] == "true"
