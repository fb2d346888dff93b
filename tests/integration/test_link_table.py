"""Each address of the committed table gets its verdict from the real rules and a real server."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from pymongo.database import Database

from services.common.errors import Invalid
from services.common.messaging.read_copies import ReadCopy
from services.orders.domain.links import Whose
from services.orders.domain.orders import Order
from services.orders.domain.publishing import ToldLink, report_link, vetted
from services.orders.domain.states import OrderState
from services.orders.domain.waiting import Point
from services.orders.link_owners import LinkOwners
from services.orders.link_pages import LinkPages
from services.orders.repositories.portal_numbers import PortalNumberStore
from tests import builders
from tests.builders import CLERK, MUNICH, NOW, PRIEN
from tests.integration.portal import ANSWERS, PORTAL, Portal, leads_to

Db = Database[dict[str, Any]]
Row = dict[str, str]

TABLE = Path(__file__).with_name("portal_links.csv")
ROWS = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()))
CONFIRMED = f"https://{PORTAL}/dokumente/leistung/040414"
TOWNS = {PRIEN: "83209", MUNICH: "80331", "09187111": "83253", "09187112": "83253"}


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    made = Portal(tmp_path_factory.mktemp("portal"))
    yield made
    made.close()


@pytest.fixture
def owners(database: Db) -> LinkOwners:
    """What is known: four towns of the register, and two links that people confirmed."""
    register = ReadCopy(database, "identity", "body")
    for key, code in TOWNS.items():
        state = builders.body_doc(address={"postcode": code}, joint_administration=None)
        register.keep(key, 1, {name: state[name] for name in state.keys() - {"_id", "sequence"}})
    numbers = PortalNumberStore(database, "orders", lambda *_: None)
    own = f"{CONFIRMED}?behoerde=44218646771&gemeinde=932301257691"
    numbers.learn(PRIEN, own, order="o1", by="r", now=NOW)
    numbers.learn(MUNICH, f"{CONFIRMED}?behoerde=77777777777", order="o2", by="r", now=NOW)
    return LinkOwners(register, numbers)


def judged(order: Order, url: str, owners: LinkOwners, portal: Portal) -> tuple[str, str]:
    """Let a clerk tell the link, and return the verdict and its code."""
    told, known = ToldLink(url, owners.for_order(order)), owners.for_order(order)
    try:
        seen, _ = vetted(order, told)
        found = LinkPages(portal.checker()).look(seen)
        report_link(order, ToldLink(url, known, found), by=CLERK, now=NOW)
    except Invalid as refusal:
        (_, wrong), *_ = refusal.wrong
        return "no", wrong.key
    if order.state is OrderState.LIVE:
        return "ok", ""
    assert order.point is Point.LINK_UNPROVEN
    return "person", str(order.open_point and order.open_point.reason_code)


def prepared(portal: Portal, row: Row) -> None:
    parts = urlsplit(row["address"]) if row["answer"] else None
    portal.forget()
    if parts is None:
        return
    path = f"{parts.path}?{parts.query}" if parts.query else parts.path
    moved = {
        "moved": leads_to(f"https://{PORTAL}/dokumente/leistung/58888?{parts.query}", 301),
        "round": leads_to(path),
    }
    portal.answers[path] = {**ANSWERS, **moved}[row["answer"]]
    portal.answers[f"/dokumente/leistung/58888?{parts.query}"] = ANSWERS["page"]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["case"])
def test_each_address_of_the_table_gets_its_verdict(
    row: Row, owners: LinkOwners, portal: Portal
) -> None:
    prepared(portal, row)
    order = builders.order_in(OrderState.AWAITING_LINK)

    found = judged(order, row["address"], owners, portal)

    assert found == (row["verdict"], row["code"])
    assert bool(row["answer"]) or portal.heard == []


def test_the_table_is_long_and_says_each_thing_once() -> None:
    assert len(ROWS) >= 80
    assert len({row["case"] for row in ROWS}) == len({row["address"] for row in ROWS}) == len(ROWS)
    assert {row["verdict"] for row in ROWS} == {"ok", "no", "person"}


def test_the_register_and_the_numbers_are_asked_by_index(database: Db, owners: LinkOwners) -> None:
    owners.prepare()
    PortalNumberStore(database, "orders", lambda *_: None).prepare()
    asked = {
        "copy_identity_body": {"address.postcode": "83209", "ended_on": None},
        "portal_numbers": {"numbers.number": "behoerde:44218646771"},
    }

    plans = [str(database[name].find(q).explain()["queryPlanner"]) for name, q in asked.items()]

    assert ["COLLSCAN" in plan for plan in plans] == [False, False]
    assert owners.for_order(builders.order()).by_number("behoerde:77777777777") is Whose.ANOTHER
