"""Whose a link is: by the postcodes of the register and by numbers confirmed links have taught."""

from typing import Any

import pytest

from services.orders.domain.links import Whose
from services.orders.domain.portal_numbers import MOST, PortalNumbers
from services.orders.link_owners import LinkOwners
from tests import builders
from tests.builders import JOINT, MEMBERS, MUNICH, NOW, PRIEN

PORTAL = "https://www.bayernportal.de/dokumente/onlineservice/57884867867"


class Register:
    """The copy of the register."""

    def __init__(self, *bodies: dict[str, Any]) -> None:
        self._bodies = bodies
        self.collection = _Collection(bodies)

    def find(self, key: str) -> dict[str, Any] | None:
        return next((body for body in self._bodies if body["_id"] == key), None)


class _Collection:
    """Asked for a postcode."""

    def __init__(self, bodies: tuple[dict[str, Any], ...]) -> None:
        self._bodies = bodies

    def find(self, criteria: dict[str, Any]) -> Any:
        code = criteria["address.postcode"]
        self._found = [body for body in self._bodies if body["address"]["postcode"] == code]
        return self

    def limit(self, most: int) -> list[dict[str, Any]]:
        return self._found[:most]


class Numbers:
    """Who is known by which number."""

    def __init__(self, **known: list[str]) -> None:
        self._known = known

    def bodies_of(self, number: str) -> list[str]:
        return self._known.get(number, [])


def town(key: str, code: str, **changed: Any) -> dict[str, Any]:
    return builders.body_doc(_id=key, address={"postcode": code}, **changed)


def owners(**known: list[str]) -> LinkOwners:
    register: Any = Register(
        town(PRIEN, "83209"),
        town(MUNICH, "80331", kind="independent_city"),
        *(town(key, "83254", joint_administration=JOINT) for key in MEMBERS),
        town(JOINT, "83254", kind="joint_administration"),
    )
    numbers: Any = Numbers(**known)
    return LinkOwners(register, numbers)


@pytest.mark.parametrize(
    ("places", "code", "whose"),
    [
        ([PRIEN], "83209", Whose.OWN),
        ([PRIEN], "80331", Whose.ANOTHER),
        ([PRIEN], "00000", Whose.OPEN),
        ([MEMBERS[0]], "83254", Whose.OPEN),
        ([JOINT], "83254", Whose.OWN),
        ([JOINT, *MEMBERS], "83254", Whose.OWN),
        (["09187"], "83209", Whose.OWN),
        (["09187"], "80331", Whose.ANOTHER),
    ],
)
def test_the_register_says_whose_a_postcode_is(places: list[str], code: str, whose: Whose) -> None:
    order = builders.order(body=places[0], places=places)

    assert owners().for_order(order).by_postcode(code) is whose


@pytest.mark.parametrize(
    ("places", "holders", "whose"),
    [
        ([PRIEN], [], Whose.OPEN),
        ([PRIEN], [PRIEN], Whose.OWN),
        ([PRIEN], [MUNICH], Whose.ANOTHER),
        ([PRIEN], [PRIEN, MUNICH], Whose.OPEN),
        (["09187"], [PRIEN], Whose.OWN),
        ([PRIEN], ["09187"], Whose.ANOTHER),
        ([JOINT, *MEMBERS], [MEMBERS[0]], Whose.OWN),
        ([MEMBERS[0]], [JOINT], Whose.OPEN),
        ([MEMBERS[0]], [MEMBERS[1]], Whose.OPEN),
        ([MEMBERS[0]], [MEMBERS[0], MEMBERS[1]], Whose.OPEN),
        ([MEMBERS[0]], [MEMBERS[0]], Whose.OWN),
        ([PRIEN], ["09999999"], Whose.ANOTHER),
    ],
)
def test_a_number_is_whose_confirmed_links_have_taught_it(
    places: list[str], holders: list[str], whose: Whose
) -> None:
    order = builders.order(body=places[0], places=places)

    known = owners(number=holders).for_order(order)

    assert known.by_number("number") is whose


def test_a_confirmed_link_teaches_both_numbers_of_a_municipality_and_who_vouched() -> None:
    known = PortalNumbers(id=PRIEN)

    known.learn(f"{PORTAL}?behoerde=44218646771&gemeinde=932301257691", order="o1", by="r", now=NOW)
    known.learn(f"{PORTAL}?behoerde=44218646771", order="o2", by="s", now=NOW)

    learned = [(one.number, one.order, one.confirmed_by) for one in known.numbers]
    assert learned == [("gemeinde:932301257691", "o1", "r"), ("behoerde:44218646771", "o2", "s")]


@pytest.mark.parametrize("body", ["09187", JOINT])
def test_the_municipality_somebody_looked_in_says_nothing_of_a_body_that_is_none(body: str) -> None:
    known = PortalNumbers(id=body)

    known.learn(f"{PORTAL}?behoerde=44218646771&gemeinde=932301257691", order="o1", by="r", now=NOW)

    assert [one.number for one in known.numbers] == ["behoerde:44218646771"]


def test_what_is_known_of_a_body_never_grows_without_end() -> None:
    known, other = PortalNumbers(id=PRIEN), PortalNumbers(id=MUNICH)
    for number in range(MOST + 5):
        known.learn(f"{PORTAL}?behoerde={10000 + number}", order="o", by="r", now=NOW)
        other.learn(f"{PORTAL}?behoerde={20000 + number}", order="o", by="r", now=NOW)

    known.take_over(other.numbers)

    assert len(known.numbers) == MOST
    assert known.numbers[-1].number == f"behoerde:{10000 + MOST + 4}"
