"""Nobody acts for another: no call without a principal, no broker user beyond its own."""

import inspect
import time
from typing import Any

import amqp
import pytest
from kombu import Connection
from nameko.extensions import ENTRYPOINT_EXTENSIONS_ATTR

from deploy.local.system import SERVICES, System
from services.common import principal, topology
from services.common.entrypoints import Rpc
from services.common.messaging import names
from services.common.principal import Principal
from tests.faults.straight import caller, headers_for

ALL_POWERFUL = Principal("intruder", "Intruder", {"*": frozenset({"orders:place"})})


def methods_of(service: str) -> list[str]:
    """List every method a service answers."""
    return [
        name
        for name, method in inspect.getmembers(topology.service_class(service), inspect.isfunction)
        if any(isinstance(e, Rpc) for e in getattr(method, ENTRYPOINT_EXTENSIONS_ATTR, []))
    ]


def bad_tokens(system: System, service: str, key: str) -> dict[str, Any]:
    """Return headers that prove nothing; ``key`` is a private key that is not the gateway's."""
    other = next(name for name in SERVICES if name != service)
    good = headers_for(system, service, ALL_POWERFUL)
    token = good["nameko.principal"]
    head, payload, signature = token.split(".")
    foreign = headers_for(system, other, ALL_POWERFUL)["nameko.principal"]
    with pytest.MonkeyPatch.context() as long_ago:
        long_ago.setattr(principal, "LIFETIME_S", -3600)
        expired = headers_for(system, service, ALL_POWERFUL)["nameko.principal"]
    return {
        "none": {},
        "empty": {"nameko.principal": ""},
        "garbage": {"nameko.principal": "a.b.c"},
        "other audience": {"nameko.principal": foreign},
        "expired": {"nameko.principal": expired},
        "another key": {"nameko.principal": principal.sign(ALL_POWERFUL, service, key)},
        "unsigned": {"nameko.principal": f"{head}.{payload}."},
        "tampered": {"nameko.principal": f"{head}.{payload[:-2]}AA.{signature}"},
    }


@pytest.mark.parametrize("service", SERVICES)
def test_no_method_answers_without_a_valid_principal(
    system: System, service: str, key_pair: tuple[str, str]
) -> None:
    tokens = bad_tokens(system, service, key_pair[0])

    with caller(system.broker.amqp_uri) as calling:
        for method in methods_of(service):
            for name, token in tokens.items():
                headers = {"nameko.deadline": time.time() + 10, **token}

                answer = calling.call(service, method, headers)

                assert answer["error"]["exc_type"] == "Unauthenticated", (method, name, answer)


@pytest.mark.parametrize("service", SERVICES)
def test_an_anonymous_caller_gets_no_further_than_what_is_public(
    system: System, service: str
) -> None:
    for name, method in inspect.getmembers(topology.service_class(service), inspect.isfunction):
        entries = [e for e in getattr(method, ENTRYPOINT_EXTENSIONS_ATTR, []) if isinstance(e, Rpc)]
        if not entries or entries[0].public:
            continue
        with caller(system.broker.amqp_uri) as calling:
            answer = calling.call(service, name, headers_for(system, service))

        assert answer["error"]["exc_type"] == "Forbidden", (name, answer)


def refused(uri: str, act: Any) -> bool:
    """Tell whether the broker closes the channel with 403 over the act."""
    with Connection(uri) as connection:
        channel = connection.channel()
        channel.confirm_select()
        try:
            act(channel)
            channel.queue_declare("amq.none-such", passive=True)
        except amqp.AccessRefused:
            return True
        except amqp.NotFound:
            return False
    return False


@pytest.mark.parametrize(
    ("service", "other"),
    [(one, two) for one in SERVICES for two in (*SERVICES, "gateway") if one != two],
)
def test_a_services_broker_user_can_neither_call_nor_speak_for_another(
    system: System, service: str, other: str
) -> None:
    uri = str(system.settings()["amqp"][service])
    message = amqp.Message(b"{}", content_type="application/json")

    def publish(exchange: str, key: str) -> Any:
        return lambda channel: channel.basic_publish(message, exchange, key)

    assert refused(uri, publish(names.RPC_EXCHANGE, f"{other}.ping"))
    assert refused(uri, publish(names.events_exchange(other), "order.released"))
    assert refused(uri, publish("", names.rpc_queue(other)))
    assert refused(uri, lambda channel: channel.basic_get(names.rpc_queue(other)))
    assert refused(uri, lambda channel: channel.queue_declare(f"rpc-{other}-copy"))
    assert not refused(uri, publish(names.events_exchange(service), "probe.nothing"))


OPEN_KEYS = ("#", "*", "*.*", "#.#", "order.#", "profile.*", "rpc.#", "account.#", "notice.#")


@pytest.mark.parametrize("exchange", [names.events_exchange(service) for service in SERVICES])
def test_the_gateway_hears_only_what_it_needs(system: System, exchange: str) -> None:
    uri = str(system.settings()["amqp"]["gateway"])

    def bind(key: str) -> Any:
        def act(channel: Any) -> None:
            channel.queue_declare("gateway-probe", durable=False, auto_delete=True)
            channel.queue_bind("gateway-probe", exchange, key)

        return act

    heard = {"catalog.events": "profile.#", "identity.events": "account.*"}.get(exchange)

    assert all(refused(uri, bind(key)) for key in OPEN_KEYS if key != heard)
    assert heard is None or not refused(uri, bind(heard))


@pytest.mark.parametrize("service", SERVICES)
def test_the_gateway_takes_nobody_s_messages_and_speaks_for_nobody(
    system: System, service: str
) -> None:
    uri = str(system.settings()["amqp"]["gateway"])
    message = amqp.Message(b"{}", content_type="application/json")

    assert refused(uri, lambda c: c.basic_get(names.rpc_queue(service)))
    assert refused(uri, lambda c: c.queue_declare(names.rpc_queue(service), passive=False))
    assert refused(uri, lambda c: c.queue_purge(names.rpc_queue(service)))
    assert refused(uri, lambda c: c.basic_publish(message, names.events_exchange(service), "a.b"))
    assert refused(uri, lambda c: c.basic_publish(message, "", names.rpc_queue(service)))


@pytest.mark.parametrize("key", ["#", "*", "identity.#", "orders.*", "rpc.#", "rpc.*"])
def test_the_gateway_takes_nobody_s_calls_and_replies(system: System, key: str) -> None:
    uri = str(system.settings()["amqp"]["gateway"])

    def listen(channel: Any) -> None:
        channel.queue_declare("gateway-probe", durable=False, auto_delete=True)
        channel.queue_bind("gateway-probe", names.RPC_EXCHANGE, key)

    assert refused(uri, listen)
