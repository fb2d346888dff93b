"""What identity says makes the gateway forget whom it concerns."""

import json
from typing import Any

import pytest

from gateway.callers.access_tokens import AccessToken
from gateway.callers.principal_events import PrincipalEvents
from gateway.callers.principals import Principals
from gateway.callers.sessions import Session
from services.common.errors import Unavailable
from tests.unit.gateway.gateway_fakes import FakeCalls


class Heard:
    """A feed, the principals of two people, and what it ended."""

    def __init__(self) -> None:
        self.calls, self.ended = FakeCalls(), []
        self.principals = Principals(self.calls)
        self.feed = PrincipalEvents("", self.principals, self.end)
        self.failure: Exception | None = None

    def end(self, account: str, state: str) -> None:
        self.ended.append((account, state))
        if self.failure:
            raise self.failure

    def hears(self, kind: str, subject: str, **stated: Any) -> None:
        self.feed.take(json.dumps({"type": kind, "subject": subject, "data": stated}))

    def remembers(self, account: str, acting: str | None = None) -> bool:
        known = self.calls.answers["identity.principal"]
        self.calls.answers["identity.principal"] = {**known, "subject": account}
        return self.principals.of(Session("k", account, "csrf", acting=acting)).remembered


@pytest.fixture
def heard() -> Heard:
    made = Heard()
    for account, acting in (("a1", None), ("a1", "m1"), ("a2", None)):
        made.remembers(account, acting)
    return made


@pytest.mark.parametrize("kind", ["account.changed", "account.resumed", "authority.revoked"])
def test_news_of_an_account_drops_it_and_no_other(heard: Heard, kind: str) -> None:
    heard.hears(kind, "a1", state="active")

    assert not heard.remembers("a1")
    assert not heard.remembers("a1", "m1")
    assert heard.remembers("a2")
    assert heard.ended == []


@pytest.mark.parametrize("kind", ["mandate.revoked", "mandate.changed", "body.moved"])
def test_news_of_a_mandate_or_a_body_drops_everyone(heard: Heard, kind: str) -> None:
    heard.hears(kind, "x1", state="closed")

    assert not heard.remembers("a1")
    assert not heard.remembers("a2")
    assert heard.ended == []


@pytest.mark.parametrize(
    ("kind", "stated", "state"),
    [
        ("account.changed", {"state": "suspended"}, "suspended"),
        ("account.changed", {"state": "closed"}, "closed"),
        ("account.suspended", {"reason": "x"}, "suspended"),
        ("account.closed", {"reason": "x"}, "closed"),
        ("account.erased", {"account": "a1"}, "erased"),
        ("account.rebound", {"by": "a2"}, "rebound"),
    ],
)
def test_an_account_that_ends_or_has_another_certificate_loses_its_sessions(
    heard: Heard, kind: str, stated: dict[str, str], state: str
) -> None:
    heard.hears(kind, "a1", **stated)

    assert heard.ended == [("a1", state)]


def test_sessions_that_cannot_be_ended_do_not_end_the_feed(heard: Heard) -> None:
    heard.failure = Unavailable("database-away", "Weg.", "[]")

    heard.hears("account.closed", "a1")

    assert not heard.remembers("a1")


@pytest.mark.parametrize("body", ["{", "[]", "{}", '{"type": "account.changed", "subject": "a"}'])
def test_what_cannot_be_read_drops_everyone(heard: Heard, body: str) -> None:
    heard.feed.take(body)

    assert not heard.remembers("a1")
    assert not heard.remembers("a2")


def test_an_answer_older_than_the_news_is_not_remembered(heard: Heard) -> None:
    known = heard.calls.answers["identity.principal"]

    def answered() -> dict[str, Any]:
        heard.hears("account.changed", "a1", state="active")
        return {**known, "subject": "a1"}

    heard.principals.drop("a1")
    heard.calls.answers["identity.principal"] = answered
    heard.principals.of(Session("k", "a1", "csrf"))
    heard.calls.answers["identity.principal"] = known

    assert not heard.remembers("a1")


def test_a_connection_lost_or_made_drops_everyone(heard: Heard) -> None:
    for happens in (
        heard.feed._listener._wants.lost,
        lambda: heard.feed._listener._wants.begun("q"),
    ):
        happens()

        assert not heard.remembers("a1")


def test_a_client_is_dropped_like_a_person(heard: Heard) -> None:
    client = {"client": True, "scopes": [], "scope_permissions": {}}
    answer = {"subject": "k-1", "name": "K", "grants": {}, "claims": client}
    heard.calls.answers["identity.principal"] = answer
    token = AccessToken("k-1", frozenset())
    heard.principals.of(token)

    heard.hears("account.changed", "k-1", state="active")

    assert not heard.principals.of(token).remembered
