"""What is offered works: every link and form of every page, for everybody."""

import pytest

from deploy.local.client import Person
from tests.browser.crawl import Walk
from tests.journeys import Journeys

STAFF = ("reviewer", "reviewer2", "editor", "support", "auditor", "admin")


@pytest.fixture(scope="module")
def cases(journeys: Journeys) -> dict[str, str]:
    """One order in review, one to be signed, one being set up, and one that is live."""
    numbers = {}
    for name, steps in (("review", 6), ("sign", 8), ("setup", 11), ("live", 15)):
        journey = journeys.next()
        for _, act in journey.steps()[5:steps]:
            act()
        numbers[name] = str(journey.order["id"])
    return numbers


@pytest.mark.parametrize("who", ["", "clerk", "signatory", "vendor-fachverfahren", *STAFF])
def test_no_link_and_no_form_leads_nowhere(
    who: str, journeys: Journeys, cases: dict[str, str]
) -> None:
    names = {"clerk": journeys.signed_in().clerk, "signatory": journeys.signed_in().signatory}
    person = Person(journeys.system.gateway_url, names.get(who, who))
    walk = Walk(person.sign_in() if who else person).through("/")

    assert not walk.faults, "\n".join(walk.faults)
    assert len(walk.seen) > 10
