"""A principal is forgotten as soon as identity says that something changed."""

import json
from collections.abc import Iterator
from typing import Any

import amqp
import pytest
from kombu import Connection

from deploy.local.broker import Broker
from deploy.local.ports import wait_until
from gateway.callers.principal_events import PrincipalEvents
from gateway.callers.principals import Principals
from gateway.callers.sessions import Session
from gateway.calls.broker_rights import GATEWAY_RIGHTS
from services.common.messaging import names
from tests.unit.gateway.gateway_fakes import FakeCalls

EXCHANGE = names.events_exchange("identity")
SESSION = Session("k1", "a1", "csrf")
SOON_S = 1.0


class Feed:
    """A feed with the gateway's own rights on a real broker."""

    def __init__(self, admin_uri: str, gateway_uri: str) -> None:
        self.admin_uri, self.ended = admin_uri, []
        self.principals = Principals(FakeCalls())
        self.feed = PrincipalEvents(gateway_uri, self.principals, self.end)
        self.feed.start()
        wait_until(lambda: self.feed.listening, 10, "the feed never listened")

    def end(self, account: str, state: str) -> None:
        self.ended.append((account, state))

    def is_remembered(self) -> bool:
        return self.principals.of(SESSION).remembered

    def says(self, kind: str, subject: str, **stated: Any) -> None:
        body = json.dumps({"type": kind, "subject": subject, "data": stated})
        with Connection(self.admin_uri) as connection:
            message = amqp.Message(body, content_type="application/cloudevents+json")
            connection.default_channel.basic_publish(message, EXCHANGE, kind)


@pytest.fixture
def feed(vhost_broker: Broker, amqp_uri: str) -> Iterator[Feed]:
    with Connection(amqp_uri) as connection:
        connection.default_channel.exchange_declare(
            EXCHANGE, "topic", durable=True, auto_delete=False
        )
    user = f"{vhost_broker.vhost}-gateway"
    vhost_broker.add_user(user, "secret", GATEWAY_RIGHTS, vhost_broker.vhost)
    made = Feed(amqp_uri, vhost_broker.uri(user, "secret"))
    yield made
    made.feed.stop()
    vhost_broker.call("DELETE", f"users/{user}")


@pytest.mark.parametrize(
    ("kind", "subject"),
    [
        ("account.changed", "a1"),
        ("authority.revoked", "a1"),
        ("mandate.revoked", "m1"),
        ("body.moved", "09187162"),
    ],
)
def test_it_is_asked_for_anew_within_a_second(feed: Feed, kind: str, subject: str) -> None:
    feed.is_remembered()
    assert feed.is_remembered()

    feed.says(kind, subject, state="active")

    wait_until(lambda: not feed.is_remembered(), SOON_S, "it is still remembered", 0.01)


def test_a_suspended_account_loses_its_sessions_within_a_second(feed: Feed) -> None:
    feed.says("account.changed", "a1", state="suspended")

    wait_until(lambda: bool(feed.ended), SOON_S, "no session ended", 0.01)
    assert feed.ended == [("a1", "suspended")]


def test_the_gateway_may_hear_nothing_else_of_identity(feed: Feed, vhost_broker: Broker) -> None:
    uri = vhost_broker.uri(f"{vhost_broker.vhost}-gateway", "secret")

    with Connection(uri) as connection:
        channel = connection.default_channel
        channel.queue_declare("gateway-ear", exclusive=True)

        with pytest.raises(amqp.AccessRefused):
            channel.queue_bind("gateway-ear", EXCHANGE, "registration.*")
