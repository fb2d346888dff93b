"""A link is told: its page is looked at for who may tell it, and only if its form is right."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from services.common import clock, context
from services.common.context import Call
from services.common.errors import Conflict, Forbidden, Invalid, NotFound
from services.common.principal import Principal
from services.orders.domain.links import LinkKnowledge
from services.orders.domain.orders import Order
from services.orders.domain.portal_pages import REFUSED, PageFinding
from services.orders.domain.publishing import confirm_link
from services.orders.domain.states import OrderState
from services.orders.service import OrdersService
from tests import builders
from tests.builders import MUNICH, PRIEN

LINK = f"https://www.bayernportal.de/dokumente/leistung/040414?gemeinde={PRIEN}"
UNPROVEN = LINK.partition("?")[0]
F = PageFinding


class Orders:
    """One order."""

    def __init__(self, order: Order) -> None:
        self.order = order

    def get(self, id: str) -> Order:
        return self.order

    def change(self, id: str, act: Callable[[Order], Any]) -> Order:
        act(self.order)
        return self.order


class Owners:
    """Nothing is known."""

    def for_order(self, order: Order) -> LinkKnowledge:
        return LinkKnowledge()


class Pages:
    """Finds what the test says."""

    def __init__(self, found: PageFinding) -> None:
        self.found, self.looked = found, list[str]()

    def look_for_call(self, url: str) -> PageFinding:
        self.looked.append(url)
        return self.found


@pytest.fixture(autouse=True)
def nobody_afterwards() -> Iterator[None]:
    yield
    context.enter(Call())


def service(order: Order, found: PageFinding = F.THERE, scope: str = PRIEN) -> Any:
    grants = {scope: frozenset({"orders:read", "orders:act"})}
    context.enter(Call(principal=Principal("p", "Person", grants)))
    made: Any = OrdersService()
    made.orders, made.link_owners, made.link_pages = Orders(order), Owners(), Pages(found)
    return made


def awaiting(**changed: Any) -> Order:
    return builders.order_in(OrderState.AWAITING_LINK, **changed)


def test_a_page_that_is_there_makes_the_service_live() -> None:
    orders = service(awaiting())

    told = orders.report_link("o1", {"url": f" {LINK} "})

    assert (told["state"], told["link"], told["link_checked_at"]) == ("live", LINK, None)
    assert orders.link_pages.looked == [LINK]


@pytest.mark.parametrize("found", sorted(REFUSED))
def test_what_is_no_page_of_a_service_changes_nothing(found: PageFinding) -> None:
    order = awaiting()
    before = order.to_doc()

    with pytest.raises(Invalid) as refused:
        service(order, found).report_link("o1", {"url": LINK})

    assert found.value in str(refused.value.wrong)
    assert order.to_doc() == before


@pytest.mark.parametrize("found", [F.AWAY, F.SAYS_GONE, F.ELSEWHERE])
def test_what_a_look_cannot_tell_a_person_decides(found: PageFinding) -> None:
    told = service(awaiting(), found).report_link("o1", {"url": LINK})

    assert (told["state"], told["proposed_link"]) == ("awaiting_link", LINK)
    assert told["open_point"]["reason_code"] == found.value
    assert told["waiting_for"]["role"] == "reviewer"


@pytest.mark.parametrize("found", [F.AWAY, F.SAYS_GONE, F.ELSEWHERE])
def test_whose_a_link_is_comes_before_what_its_page_shows(found: PageFinding) -> None:
    order = awaiting()

    told = service(order, found).report_link("o1", {"url": UNPROVEN})
    confirm_link(order, UNPROVEN, by=builders.REVIEWER, now=clock.now())

    assert told["open_point"]["reason_code"] == "link-not-proven"
    assert order.link_check is not None
    assert order.link_check.accepted == (None if found is F.AWAY else found)


def test_an_order_that_awaits_no_link_is_refused_without_a_look() -> None:
    orders = service(builders.order_in(OrderState.SUBMITTED))

    with pytest.raises(Conflict):
        orders.report_link("o1", {"url": LINK})

    assert orders.link_pages.looked == []


@pytest.mark.parametrize("url", ["https://dienst.example/", f"{LINK[:-8]}{MUNICH}", "x"])
def test_what_its_form_refuses_is_not_looked_at(url: str) -> None:
    orders = service(awaiting())

    with pytest.raises(Invalid):
        orders.report_link("o1", {"url": url})

    assert orders.link_pages.looked == []


def test_nobody_else_has_a_page_looked_at() -> None:
    orders = service(awaiting(), scope=MUNICH)

    with pytest.raises((Forbidden, NotFound)):
        orders.report_link("o1", {"url": LINK})

    assert orders.link_pages.looked == []
