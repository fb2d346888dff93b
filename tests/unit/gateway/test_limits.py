"""Who asks too much is told when to come again, and nobody else notices."""

from dataclasses import replace
from typing import Any

import pytest

from gateway.rate_limits import rules
from gateway.rate_limits.counter import Limit, Limiter
from gateway.rate_limits.rules import Limits, network_of
from services.common.errors import Forbidden
from tests.fakes import FakeClock
from tests.unit.gateway.gateway_fakes import CHANGING, SIGNED_IN, FakeCounters, Gateway
from tests.unit.gateway.test_bearer import CLIENT, bearer

FEW, MANY = Limit("few", 3, 60), Limit("many", 400, 60)
PAGE, ME = "/problems/order-exists", "/api/v1/me"


def done(limiter: Limiter, limit: Limit, times: int, who: str = "a") -> list[bool]:
    """Do it so often; give whether each was too much."""
    return [limiter.count(limit, who).is_over for _ in range(times)]


def used_up(gateway: Gateway, limit: Limit, who: str) -> None:
    done(gateway.parts.limits.limiter, limit, limit.most, who)


def test_what_goes_over_is_too_much_until_the_next_window() -> None:
    clock = FakeClock(1_000_000.0)
    limiter = Limiter(FakeCounters(), clock)

    found = done(limiter, FEW, 5)
    elsewhere = done(limiter, FEW, 1, "b")
    clock.now_s += FEW.per_s

    assert found == [False, False, False, True, True]
    assert elsewhere == [False]
    assert done(limiter, FEW, 1) == [False]


def test_all_processes_count_together() -> None:
    counters = FakeCounters()
    first, second = Limiter(counters), Limiter(counters)

    done(first, FEW, 3)

    assert done(second, FEW, 1) == [True]


def test_who_does_little_costs_the_database_nothing() -> None:
    counters = FakeCounters()

    found = done(Limiter(counters), MANY, MANY.most // 20)

    assert not any(found)
    assert counters.counts == {}


def test_while_the_database_is_away_each_process_counts_for_itself() -> None:
    counters = FakeCounters()
    counters.away = True

    assert done(Limiter(counters), FEW, 4) == [False, False, False, True]


def test_a_guest_is_counted_by_address_and_a_held_answer_not_at_all() -> None:
    gateway = Gateway()
    gateway.answers("catalog.search", {"items": [], "next": None, "total": 0, "revision": 1})
    used_up(gateway, rules.GUEST, "192.0.2.1")

    def ask(path: str, address: str) -> Any:
        return gateway.client.get(path, headers={"X-Forwarded-For": address})

    ask("/api/v1/profiles", "192.0.2.2")
    refused = ask("/api/v1/profiles?q=other", "192.0.2.1")
    page = ask(PAGE, "192.0.2.1")

    assert (refused.status_code, refused.json["code"]) == (429, "too-many-requests")
    assert 0 < int(refused.headers["Retry-After"]) <= 60
    assert refused.headers["RateLimit-Limit"] == str(rules.GUEST.most)
    assert refused.headers["RateLimit-Remaining"] == "0"
    assert (page.status_code, page.mimetype) == (429, "text/html")
    assert ask("/api/v1/profiles", "192.0.2.1").status_code == 200
    assert ask(PAGE, "192.0.2.2").status_code == 200


def test_who_has_no_session_is_a_guest_whatever_their_cookie_says() -> None:
    gateway = Gateway()
    used_up(gateway, rules.GUEST, "unknown")

    answer = gateway.client.get(ME, headers={"Cookie": "session=invented"})

    assert answer.status_code == 429


def test_a_person_is_counted_by_account_and_a_client_by_its_id() -> None:
    gateway = Gateway()
    gateway.answers("orders.list", {"items": [], "next": None, "total": 0})
    used_up(gateway, rules.PERSON, "a1")

    person = gateway.client.get("/api/v1/orders", headers=SIGNED_IN)
    gateway.answers("identity.principal", CLIENT)
    client = gateway.client.get("/api/v1/orders", headers=bearer("orders:read"))

    assert (person.status_code, client.status_code) == (429, 200)
    assert client.headers["RateLimit-Limit"] == str(rules.CLIENT.most)


def test_a_signed_in_person_reads_pages_whatever_their_address_has_asked() -> None:
    gateway = Gateway()
    used_up(gateway, rules.GUEST, "unknown")

    page = gateway.client.get(PAGE, headers=SIGNED_IN)
    used_up(gateway, rules.PERSON, "a1")
    refused = gateway.client.get(PAGE, headers=SIGNED_IN)

    assert page.status_code == 200
    assert page.headers["RateLimit-Limit"] == str(rules.PERSON.most)
    assert refused.status_code == 429


@pytest.mark.parametrize("path", ["/login", "/saml/acs"])
def test_signing_in_is_counted_by_address(path: str) -> None:
    gateway = Gateway()
    used_up(gateway, rules.SIGN_IN, "unknown")

    assert gateway.client.open(path, method="POST").status_code == 429


def test_only_so_many_mails_go_to_one_address_whoever_asks() -> None:
    gateway = Gateway()
    gateway.answers("identity.invite", {"id": "i1"})

    def invite(email: str) -> int:
        return gateway.client.post(
            "/api/v1/invitations", json={"email": email}, headers=CHANGING
        ).status_code

    found = [invite("Amt@Example.de ") for _ in range(rules.MAIL.most)]

    assert set(found) == {201}
    assert (invite("amt@example.de"), invite("other@example.de")) == (429, 201)


def subscribing(gateway: Gateway, number: int, network: int) -> Any:
    return gateway.client.post(
        "/api/v1/newsletter", json={"email": f"a{number}@example.de"}, headers=CHANGING,
        environ_overrides={"REMOTE_ADDR": f"192.0.2.{network}"},
    )  # fmt: skip


def test_who_need_not_sign_in_has_only_so_many_strangers_written_to() -> None:
    gateway = Gateway()
    gateway.answers("notify.subscribe", {})

    found = {subscribing(gateway, n, 1).status_code for n in range(rules.MAIL_FROM.most)}
    refused = subscribing(gateway, 99, 1)

    assert found == {202}
    assert (refused.status_code, subscribing(gateway, 99, 2).status_code) == (429, 202)
    assert 0 < int(refused.headers["Retry-After"]) <= rules.MAIL_FROM.per_s


def test_all_together_who_need_not_sign_in_have_only_so_many_written_to(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(rules, "MAIL_OPEN", replace(rules.MAIL_OPEN, most=3))
    gateway = Gateway()
    gateway.answers("notify.subscribe", {})

    found = [subscribing(gateway, n, n).status_code for n in range(4)]

    assert found == [202, 202, 202, 429]


def test_drafts_that_name_no_address_are_not_counted_together() -> None:
    gateway = Gateway()
    gateway.answers("identity.create_registration", {"id": "r1", "version": 1})

    found = {
        gateway.client.post(
            "/api/v1/registrations", json={"body": "09187162"}, headers=CHANGING
        ).status_code
        for _ in range(rules.MAIL.most + 1)
    }

    assert found == {201}


def test_a_refused_invitation_is_no_mail() -> None:
    gateway = Gateway()
    gateway.answers("identity.invite", Forbidden("not-permitted", "Nein.", "[]"))
    for _ in range(rules.MAIL.most):
        gateway.client.post("/api/v1/invitations", json={"email": "a@b.de"}, headers=CHANGING)

    gateway.answers("identity.invite", {"id": "i1"})
    answer = gateway.client.post("/api/v1/invitations", json={"email": "a@b.de"}, headers=CHANGING)

    assert answer.status_code == 201


def test_a_place_where_all_come_from_one_address_may_be_wider() -> None:
    gateway = Gateway(limits=Limits(Limiter(FakeCounters()), factor=2))

    answer = gateway.client.get(PAGE)

    assert answer.headers["RateLimit-Limit"] == str(2 * rules.GUEST.most)


def test_a_network_of_ipv6_is_one_and_a_broken_address_nobody_s() -> None:
    assert network_of("2001:db8:1:2:3::4") == network_of("2001:db8:1:2::9") == "2001:db8:1:2::/64"
    assert network_of("::1") == "::/64"
    assert network_of("192.0.2.7") == "192.0.2.7"
    assert {network_of(None), network_of(""), network_of("x")} == {"unknown"}
