"""Malformed messages end no process, and the next good call works."""

import json
import uuid
from typing import Any

import pytest

from deploy.local.ports import wait_until
from deploy.local.system import SERVICES, System
from services.common import topology
from services.common.messaging import names
from tests.faults.straight import Caller, caller, headers_for
from tests.journeys import Journeys

GOOD = json.dumps({"args": [], "kwargs": {}}).encode()
JSON = "application/json"
ODD_HEADERS: list[dict[str, Any]] = [
    {"nameko.deadline": "soon", "nameko.principal": 7},
    {"nameko.principal": [1, 2], "nameko.deadline": {"a": 1}},
    {"x": b"\xff\xfe", "nameko.correlation_id": None},
    {"nameko.principal": "a.b.c", "nameko.deadline": 1e300},
]


def unanswerable() -> list[dict[str, Any]]:
    """Calls nobody waits for: they must be parked."""
    return [
        {"body": GOOD},
        {"body": GOOD, "content_type": JSON},
        {"body": b"\xff\x00", "reply_to": ""},
        {"body": b"{", "content_type": JSON, "reply_to": "somewhere.else"},
        {"body": b"\\ud800", "content_encoding": "unicode_escape"},
        {"body": b"x" * 17_000_000, "content_type": JSON},
    ]


def answerable(reply_to: str) -> list[dict[str, Any]]:
    """Malformed calls with somebody waiting: they must be answered with an error."""
    known = {"reply_to": reply_to, "content_type": JSON}
    return [
        {"body": GOOD, "reply_to": reply_to},
        {**known, "body": GOOD, "content_type": "application/x-python-serialize"},
        {**known, "body": b"{broken"},
        {**known, "body": b"[1, 2]"},
        {**known, "body": b"null"},
        {**known, "body": b'{"args": 1, "kwargs": []}'},
        {**known, "body": b"[" * 50_000},
        {**known, "body": b"\\ud800", "content_encoding": "unicode_escape"},
        {**known, "body": GOOD, "routing": "no_such_method"},
        {**known, "body": b'{"args": [1, 2, 3], "kwargs": {"x": 1}}'},
        *[{**known, "body": GOOD, "application_headers": odd} for odd in ODD_HEADERS],
    ]


def parked_of(journeys: Journeys, service: str, queue: str) -> int:
    """Count what the service has parked of one queue."""
    return int(journeys.stored(service)["parked"].count_documents({"queue": queue}))


def send(calling: Caller, service: str, message: dict[str, Any], correlation_id: str) -> None:
    """Publish one of the messages above."""
    facts = dict(message)
    method, body = facts.pop("routing", "ping"), facts.pop("body")
    calling.send(f"{service}.{method}", body, correlation_id=correlation_id, **facts)


@pytest.mark.parametrize("service", SERVICES)
def test_malformed_calls_are_parked_or_answered(journeys: Journeys, service: str) -> None:
    system = journeys.system
    queue = names.rpc_queue(service)
    pid = system.processes.known()[service][1]

    with caller(system.broker.amqp_uri) as calling:
        for message in unanswerable():
            send(calling, service, message, uuid.uuid4().hex)
        errors = []
        for message in answerable(calling.reply_to):
            correlation_id = uuid.uuid4().hex
            send(calling, service, message, correlation_id)
            errors.append(calling.reply(correlation_id)["error"])
        answer = calling.call(service, "ping", headers_for(system, service))

    assert all(error["exc_args"] for error in errors), errors
    assert answer["result"] == {"service": service}
    wait_until(lambda: parked_of(journeys, service, queue) >= 5, 20, "not all was parked")
    assert system.processes.alive(service)
    assert system.processes.known()[service][1] == pid


@pytest.mark.parametrize("service", SERVICES)
def test_properties_that_are_no_text_end_no_process(system: System, service: str) -> None:
    with caller(system.broker.amqp_uri) as calling:
        calling.send(f"{service}.ping", GOOD, correlation_id=b"\xff\xfe", reply_to=b"\xfe\xff")
        calling.send(f"{service}.ping", GOOD, content_type=b"\xff", message_id=b"\xfe")
        answer = calling.call(service, "ping", headers_for(system, service))

    assert answer["result"] == {"service": service}
    assert system.processes.alive(service)


@pytest.mark.parametrize("service", SERVICES)
def test_malformed_events_are_parked(journeys: Journeys, service: str) -> None:
    system = journeys.system
    heard = topology.plan_of(topology.service_class(service)).heard[0]
    name = service.encode()
    own = [b"{" + name, b'["' + name + b'"]', b'{"id": "' + name + b'"}', b"\xff\xfe" + name]
    bodies = [b"", b"null", b"[" * 50_000, *own]
    before = parked_of(journeys, service, heard.queue)

    with caller(system.broker.amqp_uri) as calling:
        for body in bodies:
            calling.tell(names.events_exchange(heard.source), heard.kind, body)
            calling.tell(
                names.events_exchange(heard.source), heard.kind, body, content_type=JSON,
                application_headers=ODD_HEADERS[2], reply_to="x" * 200,
            )  # fmt: skip
        answer = calling.call(service, "ping", headers_for(system, service))

    assert answer["result"] == {"service": service}
    wait_until(
        lambda: parked_of(journeys, service, heard.queue) > before + len(own) - 1, 15, "not parked"
    )
    assert system.processes.alive(service)


@pytest.mark.parametrize("service", SERVICES)
def test_a_call_whose_caller_gave_up_is_not_begun(system: System, service: str) -> None:
    late = {**headers_for(system, service), "nameko.deadline": 1.0}

    with caller(system.broker.amqp_uri) as calling:
        answer = calling.call(service, "ping", late)

    assert answer["error"]["exc_args"][0] == "deadline-passed"
