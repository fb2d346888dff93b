"""Five people in five browsers: from the start page to the live link, by pages alone."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page

from tests.browser.eyes import Eyes
from tests.browser.mailbox import Mailbox
from tests.browser.people import DESK, PHONE
from tests.browser.roles.clerk import Clerk
from tests.browser.roles.reviewer import Reviewer
from tests.browser.roles.signatory import Signatory
from tests.browser.roles.vendor import Vendor

DARK = frozenset(
    {"start-guest", "catalogue", "profile", "order-submitted", "contract-to-sign", "review-order"}
)
VENDOR = "Demo Fachverfahren GmbH"


@dataclass(frozen=True)
class Way:
    """How the job is done, and for which body and service.

    Journeys may go on with people of Augsburg and Nuremberg later: those of ``mail_at`` are the
    addresses they give. The README's path by hand gives others for Traunstein. ``proof`` is
    what lets the link prove whose it is.
    """

    name: str
    team: str
    mail_at: str
    clerk: str
    signatory: str
    body: str
    kind: str
    proof: str
    service: str
    word: str
    width: int = DESK
    javascript: bool = True


EWA = ("Elektronische Wohnsitzanmeldung", "Wohnsitz")
WAYS = (
    Way("desk", "traunstein", "traunstein", "Monika Stadler", "Alois Kern",
        "Landkreis Traunstein", "Landkreis", "gemeinde=09189155", "Wohngeld", "Wohngeld"),
    Way("phone", "augsburg", "09761000", "Miriam Aigner", "Ludwig Zeller",
        "Augsburg", "Kreisfreie Stadt", "gemeinde=09761000", *EWA, width=PHONE),
    Way("plain", "nuernberg", "09564000", "Ines Hofmann", "Georg Pfister",
        "Nürnberg", "Kreisfreie Stadt", "gemeinde=09564000", *EWA, javascript=False),
)  # fmt: skip


@dataclass
class Cast:
    """The five people of one way, each with a browser of their own."""

    clerk: Clerk
    signatory: Signatory
    reviewer: Reviewer
    countersigner: Reviewer
    vendor: Vendor


def cast_of(way: Way, browser: Callable[[], Page], eyes: Eyes, mailbox: Mailbox) -> Cast:
    """Let the five come, none of them signed in."""
    script = way.javascript
    own = {"body": way.body, "kind": way.kind}
    return Cast(
        Clerk(browser(), f"clerk-{way.team}", eyes, mailbox, script,
              f"clerk-{way.team}@{way.mail_at}.example", service=way.service, word=way.word, **own),
        Signatory(browser(), f"signatory-{way.team}", eyes, mailbox, script,
                  f"signatory-{way.team}@{way.mail_at}.example", **own),
        Reviewer(browser(), "reviewer", eyes, mailbox, script),
        Reviewer(browser(), "reviewer2", eyes, mailbox, script),
        Vendor(browser(), "vendor-fachverfahren", eyes, mailbox, script),
    )  # fmt: skip


def come_in(cast: Cast, way: Way, browser: Callable[[], Page]) -> None:
    """Let clerk and signatory register and be approved, and the signatory's authority, too."""
    cast.clerk.signs_in_from_the_start_page()
    cast.clerk.registers()
    cast.clerk.confirms_the_address_on_another_device(browser())
    cast.clerk.waits_for_approval()
    cast.reviewer.signs_in_from_the_start_page()
    cast.reviewer.approves_the_registration_of(way.clerk)
    cast.signatory.signs_in_from_the_start_page()
    cast.signatory.registers()
    cast.signatory.confirms_the_address_on_another_device(browser())
    cast.reviewer.approves_the_registration_of(way.signatory)
    cast.signatory.is_told_of_the_approval()
    cast.signatory.declares_the_authority()
    cast.reviewer.approves_the_authority_of(way.signatory)


def order(cast: Cast, way: Way) -> None:
    """Let the clerk order, and the reviewer release."""
    cast.clerk.is_told_of_the_approval()
    cast.clerk.finds_the_service()
    cast.clerk.orders_it(VENDOR)
    cast.reviewer.takes_the_order_of(way.body)
    cast.reviewer.releases_it()


def conclude(cast: Cast, way: Way) -> None:
    """Let both sides sign."""
    cast.signatory.reads_the_contract_from_the_mail(cast.clerk.number)
    cast.signatory.signs_after_a_fresh_sign_in()
    cast.countersigner.signs_in_from_the_start_page()
    cast.countersigner.countersigns_for(way.body)


def go_live(cast: Cast, way: Way) -> None:
    """Let the vendor set the service up, and the clerk tell the link."""
    cast.vendor.signs_in_from_the_start_page()
    cast.vendor.opens_the_setup_for(way.body)
    cast.vendor.takes_it_on_with_a_day_of_contact()
    cast.vendor.tells_the_progress("Das Testsystem steht.")
    cast.clerk.sees_whose_turn_it_is("Das Testsystem steht.", "order-in-setup")
    cast.clerk.writes_a_message("Wir testen am Donnerstag.")
    cast.clerk.ticks_a_task()
    cast.vendor.is_done("Abgenommen.")
    cast.clerk.tells_the_link(
        f"https://www.bayernportal.de/dokumente/onlineservice/41225/O?{way.proof}"
    )
    cast.clerk.sees_the_service_online()


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.name)
def test_five_people_do_the_main_job(
    way: Way, person: Callable[..., Page], mailbox: Mailbox
) -> None:
    eyes = Eyes(f"job-{way.name}", DARK, judging=way.javascript)

    def browser() -> Page:
        return person(width=way.width, javascript=way.javascript)

    cast = cast_of(way, browser, eyes, mailbox)
    come_in(cast, way, browser)
    order(cast, way)
    conclude(cast, way)
    go_live(cast, way)

    assert not eyes.faults, "\n".join(eyes.faults)
