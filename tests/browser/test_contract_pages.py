"""A signatory and the operator see to a running contract: its way, an amendment, a notice."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from deploy.local.journey import Journey
from deploy.local.ports import wait_until
from tests.browser.looks import look_at
from tests.browser.people import press
from tests.journeys import Journeys

Person = Callable[..., Page]


@pytest.fixture
def in_setup(journeys: Journeys) -> Journey:
    """An order under contract."""
    return journeys.next_in_setup()


def test_a_contract_is_amended_declined_and_then_given_notice_of(
    person: Person, in_setup: Journey, journeys: Journeys
) -> None:
    id, sealed = in_setup.contract()["id"], {"sealed_at": {"$ne": None}}
    contracts = journeys.stored("contracts")["contracts"]
    wait_until(lambda: contracts.find_one({"_id": id, **sealed}), 60, "it is never sealed")
    mayor, operator = person(in_setup.signatory), person("reviewer2")
    mayor.goto("/contracts?view=running")
    expect(mayor.locator("tbody")).to_contain_text("geschlossen", ignore_case=True)
    look_at(mayor, "contracts-running")
    mayor.goto(f"/contracts/{id}")
    expect(mayor.locator("#course + ol .is-now")).to_have_count(1)
    look_at(mayor, "contract-running")

    operator.goto(f"/contracts/{id}/amend")
    look_at(operator, "contract-amend")
    operator.fill("[name=change]", "Der Dienst hat eine neue Betreiberin.")
    press(operator, "Neuen Vertrag ausfertigen")
    expect(operator.locator(".dm-done")).to_contain_text("wird ausgefertigt")
    expect(operator).to_have_url(f"{operator.url.split('/contracts/')[0]}/contracts/{id}-2")

    mayor.goto(f"/contracts/{id}-2")
    expect(mayor.locator("#change")).to_have_text("Dieser Vertrag ändert einen anderen")
    look_at(mayor, "contract-successor")
    mayor.goto(f"/contracts/{id}-2/withdraw")
    look_at(mayor, "contract-decline")
    mayor.fill("[name=reason]", "Wir möchten beim bisherigen Vertrag bleiben.")
    press(mayor, "Vertrag zurückziehen")
    expect(mayor.locator(".dm-done")).to_contain_text("der bisherige gilt weiter")

    mayor.goto(f"/contracts/{id}/give-notice")
    look_at(mayor, "contract-give-notice")
    mayor.fill("[name=reason]", "Wir gehen einen anderen Weg.")
    press(mayor, "Vertrag kündigen")
    expect(mayor.locator("#turn")).to_have_text("Der Vertrag ist gekündigt")
    look_at(mayor, "contract-notice-given")
