"""A call never waits for a host that is away, and only pages that are looked at are called."""

import threading
import time

import pytest

from services.common import context
from services.common.context import Call
from services.common.links.addresses import CheckStopped, stand_ins
from services.common.links.findings import FoundPage, LinkFailure
from services.orders import link_pages
from services.orders.domain.portal_pages import PageFinding
from services.orders.link_pages import MOST_AT_ONCE, LinkPages, checker_of
from services.orders.settings import OrdersSettings, hosts

URL = "https://www.bayernportal.de/dokumente/leistung/040414"


class Looker:
    """Finds a page, or waits until the test lets go."""

    def __init__(self, let_go: threading.Event | None = None) -> None:
        self._let_go, self.asked = let_go, 0

    def look(self, url: str) -> FoundPage:
        self.asked += 1
        if self._let_go is not None:
            self._let_go.wait(30)
        return FoundPage(url, 200, "text/html")


class Failing:
    """Never comes to a page."""

    def __init__(self, reason: LinkFailure) -> None:
        self._reason = reason

    def look(self, url: str) -> FoundPage:
        raise CheckStopped(self._reason)


def test_what_is_there_is_found_in_a_call_and_outside() -> None:
    pages = LinkPages(Looker())

    assert (pages.look(URL), pages.look_for_call(URL)) == (PageFinding.THERE, PageFinding.THERE)


def test_a_call_goes_on_without_a_host_that_does_not_answer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(link_pages, "CALLER_WAITS_S", 0.05)
    let_go = threading.Event()

    found = LinkPages(Looker(let_go)).look_for_call(URL)

    let_go.set()
    assert found is PageFinding.AWAY


def test_a_call_whose_time_is_nearly_over_waits_for_nothing() -> None:
    context.enter(Call(deadline=time.time()))
    let_go = threading.Event()

    found = LinkPages(Looker(let_go)).look_for_call(URL)

    let_go.set()
    context.enter(Call())
    assert found is PageFinding.AWAY


def test_so_many_looks_at_most_are_under_way_for_calls(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(link_pages, "CALLER_WAITS_S", 0.0)
    let_go = threading.Event()
    looker = Looker(let_go)
    pages = LinkPages(looker)

    found = [pages.look_for_call(URL) for _ in range(MOST_AT_ONCE + 3)]

    let_go.set()
    assert found == [PageFinding.AWAY] * (MOST_AT_ONCE + 3)
    assert looker.asked <= MOST_AT_ONCE


@pytest.mark.parametrize("reason", LinkFailure)
def test_every_failure_of_a_look_means_something(reason: LinkFailure) -> None:
    found = LinkPages(Failing(reason)).look(URL)

    astray = {"malformed", "not-https", "other-port", "internal-address"}
    assert found is (PageFinding.ASTRAY if reason.value in astray else PageFinding.AWAY)


def test_hosts_an_installation_cannot_reach_are_not_called() -> None:
    looker = Looker()
    pages = LinkPages(looker, hosts("www.bayernportal.de, freistaat.bayern"))

    assert pages.look(URL) is PageFinding.THERE
    assert looker.asked == 0
    assert pages.look(URL.replace("www.", "")) is PageFinding.THERE
    assert looker.asked == 1


def test_servers_that_stand_in_are_read_from_one_line() -> None:
    told = "www.bayernportal.de=127.0.0.1:8443, bayernportal.de=10.0.0.7:443"

    assert stand_ins(told) == {
        "www.bayernportal.de": ("127.0.0.1", 8443),
        "bayernportal.de": ("10.0.0.7", 443),
    }
    assert stand_ins("") == {}


def test_the_checker_as_it_is_set_up_calls_nothing_inside() -> None:
    checker = checker_of(OrdersSettings(link_timeout_s=1))

    with pytest.raises(CheckStopped) as stopped:
        checker.look("https://127.0.0.1/")

    assert stopped.value.reason is LinkFailure.INTERNAL
