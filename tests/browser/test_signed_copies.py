"""A body hands in what its mayor signed elsewhere; the operator looks at it and accepts it."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.looks import look_at
from tests.browser.people import press
from tests.browser.watch import allow
from tests.journeys import Journeys
from tests.qualified import signed_here

Person = Callable[..., Page]


def test_a_copy_signed_elsewhere_counts_after_a_look(person: Person, journeys: Journeys) -> None:
    journey = journeys.next()
    journey.clerk_orders()
    journey.reviewer_releases()
    id = journey.wait_for_state("contract_offered")["contract"]
    clerk, operator = person(journey.clerk), person("reviewer2")
    offered = clerk.request.get(f"/contracts/{id}/document").body()
    copy = signed_here(offered, journeys.system.folder / "keys")

    allow(clerk, 422)
    clerk.goto(f"/contracts/{id}")
    clerk.get_by_role("link", name="Anderswo unterschrieben?").click()
    look_at(clerk, "copy-hand-in")
    clerk.fill("[name=title]", "Zweite Bürgermeisterin")
    clerk.check("[name=basis][value=deputy]")
    file = {"name": "vertrag.pdf", "mimeType": "application/pdf", "buffer": offered}
    clerk.set_input_files("[name=file]", files=[file])
    press(clerk, "Exemplar abgeben")
    expect(clerk.locator(".dm-errors")).to_contain_text("keine elektronische Unterschrift")
    clerk.set_input_files("[name=file]", files=[{**file, "buffer": copy}])
    press(clerk, "Exemplar abgeben")
    expect(clerk.locator("#turn")).to_contain_text("unterschriebenes Exemplar liegt vor")
    look_at(clerk, "copy-handed-in")

    operator.goto(f"/contracts/{id}")
    operator.get_by_role("link", name="Unterschriebenes Exemplar ansehen").click()
    expect(operator.locator("main")).to_contain_text("Maria Muster")
    look_at(operator, "copy-judge")
    press(operator, "Als Unterschrift annehmen")

    expect(operator.locator(".dm-done")).to_contain_text("gilt als Unterschrift der Stelle")
    expect(operator.locator("#signatures + ul")).to_contain_text("Maria Muster")
