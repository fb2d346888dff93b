"""Support corrects by which numbers of the portal bodies are known, on the real database."""

from typing import Any

import pytest
from pymongo.database import Database

from services.common import context
from services.common.context import Call
from services.common.errors import Conflict, Forbidden, Invalid, NotFound
from services.common.messaging.read_copies import ReadCopy
from services.common.principal import EVERYWHERE, Principal
from services.orders.domain.links import VettedLink, checked_link
from services.orders.link_owners import LinkOwners
from services.orders.repositories.directory import Directory
from services.orders.repositories.portal_numbers import PortalNumberStore
from services.orders.service import OrdersService
from tests.builders import MUNICH, NOW, PRIEN

Db = Database[dict[str, Any]]

NUMBER = "behoerde:44218646771"
LINK = "https://www.bayernportal.de/dokumente/leistung/040414?behoerde=44218646771"
SUPPORT = Principal("sara", "Sara", {EVERYWHERE: frozenset({"orders:support", "orders:read"})})
REVIEWER = Principal("rosa", "Rosa", {EVERYWHERE: frozenset({"orders:review", "orders:read"})})


@pytest.fixture
def service(database: Db) -> Any:
    """Return a service in which a link of Prien has taught a number."""
    bodies = ReadCopy(database, "identity", "body")
    for key, name, code in ((PRIEN, "Prien", "83209"), (MUNICH, "München", "80331")):
        place = {"kind": "municipality", "ended_on": None, "address": {"postcode": code}}
        bodies.keep(key, 1, {"name": name, **place})
    numbers = PortalNumberStore(database, "orders", lambda *_: None)
    numbers.prepare()
    numbers.learn(PRIEN, LINK, order="o1", by="rosa", now=NOW)
    copies = (ReadCopy(database, "catalog", noun) for noun in ("profile", "vendor", "system"))
    made: Any = OrdersService()
    made.portal_numbers, made.link_owners = numbers, LinkOwners(bodies, numbers)
    made.directory = Directory(bodies, *copies)
    context.enter(Call(principal=SUPPORT))
    return made


def correct(service: Any, body: str, version: int, **said: Any) -> dict[str, Any]:
    payload = {"keep": [], "reason": "Ihr Rathaus hat sie bestätigt", **said}
    told: dict[str, Any] = service.correct_portal_numbers(body, payload, version)
    return told


def judged(service: Any, body: str) -> VettedLink:
    return checked_link(LINK, [body], service.link_owners.for_places([body]))


def test_a_link_with_a_number_learnt_of_another_goes_on_once_support_vouches_for_it(
    service: Any,
) -> None:
    with pytest.raises(Invalid):
        judged(service, MUNICH)

    told = correct(service, MUNICH, 0, url=LINK)

    (number,) = told["numbers"]
    assert (number["number"], number["order"]) == (NUMBER, None)
    assert number["reason"] == "Ihr Rathaus hat sie bestätigt"
    assert number["others"] == [{"key": PRIEN, "name": "Prien"}]
    assert service.portal_numbers.get(MUNICH).numbers[0].confirmed_by == "sara"
    assert not judged(service, MUNICH).proven
    assert not judged(service, PRIEN).proven


def test_a_number_learnt_by_mistake_is_forgotten_with_the_reason(service: Any) -> None:
    told = correct(service, PRIEN, 1, reason="Link einer Nachbarin")

    (line,) = told["forgotten"]
    assert (line["number"], line["reason"]) == (NUMBER, "Link einer Nachbarin")
    assert service.portal_numbers.get(PRIEN).forgotten[0].forgotten_by == "sara"
    assert told["numbers"] == []
    assert not judged(service, MUNICH).proven


def test_a_number_corrected_from_one_to_another_proves_whose_a_link_is(service: Any) -> None:
    correct(service, PRIEN, 1)
    correct(service, MUNICH, 0, url=LINK)

    assert judged(service, MUNICH).proven
    with pytest.raises(Invalid):
        judged(service, PRIEN)


def test_what_is_kept_keeps_whose_word_it_was(service: Any) -> None:
    before = service.get_portal_numbers(PRIEN)["numbers"]

    after = correct(service, PRIEN, 1, keep=[NUMBER], url=LINK)

    assert after["numbers"] == before
    assert after["forgotten"] == []


@pytest.mark.parametrize(
    ("url", "key"),
    [
        (f"{LINK}&plz=83209", "link-of-another"),
        (f"{LINK}&gemeinde={PRIEN}", "link-of-another"),
        (LINK.split("?", maxsplit=1)[0], "link-names-no-number"),
        ("https://www.example.org/?behoerde=44218646771", "link-not-of-portal"),
    ],
)
def test_nobody_vouches_against_the_register_or_for_what_names_nothing(
    service: Any, url: str, key: str
) -> None:
    with pytest.raises(Invalid) as refused:
        correct(service, MUNICH, 0, url=url)

    ((pointer, wrong),) = refused.value.wrong
    assert (pointer, getattr(wrong, "key", wrong)) == ("/url", key)
    assert service.portal_numbers.find(MUNICH) is None


def test_of_two_who_correct_at_once_the_second_looks_again(service: Any) -> None:
    correct(service, PRIEN, 1)

    with pytest.raises(Conflict):
        correct(service, PRIEN, 1)


def test_only_support_reads_and_corrects_and_only_of_bodies_there_are(service: Any) -> None:
    with pytest.raises(NotFound):
        correct(service, "09999999", 0)
    context.enter(Call(principal=REVIEWER))

    with pytest.raises(Forbidden):
        correct(service, PRIEN, 1)
    with pytest.raises(Forbidden):
        service.get_portal_numbers(PRIEN)
