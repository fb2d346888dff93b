"""Who is told what."""

import pytest

from services.common.errors import TooEarly
from services.common.event import Event
from services.notify import events
from services.notify.domain.occasions import OCCASIONS
from services.notify.domain.recipients import addressed
from tests.unit.notify import samples

VENDOR, SUPPORT = "setup@it.example", "support@op.example"
BODY_PEOPLE = {"sabine@prien.example", "fach@prien.example", "technik@prien.example"}


def told(event: Event, people: samples.People | None = None) -> dict[str, str]:
    """Give the kind of mail by address."""
    found = addressed(OCCASIONS[event.type], event.data, people or samples.People())
    return {recipient.key: kind for kind, recipient in found}


def test_an_order_received_is_told_to_who_ordered_and_both_contacts() -> None:
    event = samples.any_event("order.submitted")

    addresses = told(event)

    assert addresses == dict.fromkeys(BODY_PEOPLE, "order_received")


def test_one_address_gets_one_mail_even_if_spelled_differently() -> None:
    contact = samples.contact(email="SABINE@prien.example ")
    event = samples.order_event(functional_contact=contact, technical_contact=contact)

    addresses = told(event)

    assert list(addresses) == ["sabine@prien.example"]


def test_a_signatory_is_asked_to_sign_and_the_others_get_the_contract() -> None:
    event = samples.any_event("contract.offered")

    addresses = told(event)

    assert addresses.pop("mayor@prien.example") == "please_sign"
    assert addresses == dict.fromkeys(BODY_PEOPLE, "contract_offered")


def test_a_contact_who_may_sign_is_asked_to_sign_only() -> None:
    people = samples.People()
    people.accounts[1]["email"] = "fach@prien.example"

    addresses = told(samples.any_event("contract.offered"), people)

    assert addresses["fach@prien.example"] == "please_sign"


def test_support_learns_that_nobody_can_sign() -> None:
    people = samples.People()
    people.accounts[1]["signs_for"] = []

    addresses = told(samples.any_event("contract.offered"), people)

    assert addresses[SUPPORT] == "signatory_missing"


def test_a_signed_contract_goes_to_reviewers_and_administrators() -> None:
    event = samples.any_event("contract.signed")

    addresses = told(event)

    assert set(addresses) == {"review@op.example", "admin@op.example"}


def test_a_concluded_contract_is_told_to_the_signatory_too() -> None:
    event = samples.any_event("contract.concluded")

    addresses = told(event)

    assert set(addresses) == BODY_PEOPLE | {"mayor@prien.example"}


def test_the_setup_party_is_told_at_its_own_address() -> None:
    event = samples.any_event("order.setup_requested")

    addresses = told(event)

    assert addresses == {VENDOR: "setup_requested"}


def test_support_is_told_where_nobody_sets_the_service_up() -> None:
    event = samples.order_event("order.setup_requested", setup_by=None)

    addresses = told(event)

    assert addresses == {SUPPORT: "setup_party_missing"}


def test_an_event_waits_until_the_vendor_is_known() -> None:
    event = samples.order_event("order.setup_requested", setup_by="unknown")

    with pytest.raises(TooEarly):
        told(event)


def test_an_event_waits_until_any_reviewer_is_known() -> None:
    people = samples.People()
    people.accounts.clear()

    with pytest.raises(TooEarly):
        told(samples.any_event("authority.requested"), people)


def test_a_suspended_person_is_told_nothing() -> None:
    people = samples.People()
    people.accounts[0]["state"] = "suspended"

    addresses = told(samples.any_event("order.rejected"), people)

    assert "sabine@prien.example" not in addresses


@pytest.mark.parametrize(
    ("side", "visibility", "expected"),
    [
        ("body", "vendor", {VENDOR}),
        ("body", "body", {SUPPORT}),
        ("vendor", "vendor", BODY_PEOPLE),
        ("operator", "vendor", BODY_PEOPLE | {VENDOR}),
        ("operator", "body", BODY_PEOPLE),
        ("operator", "operator", set()),
    ],
)
def test_a_comment_goes_to_the_other_side(side: str, visibility: str, expected: set[str]) -> None:
    event = samples.any_event("ticket.commented")
    event.data["order"]["state"] = "in_setup"
    event.data["comment"] |= {"side": side, "visibility": visibility, "author": "someone"}

    addresses = told(event)

    assert set(addresses) == expected


def test_a_vendor_hears_of_no_comment_before_the_setup_is_requested() -> None:
    event = samples.any_event("ticket.commented")

    addresses = told(event)

    assert set(addresses) == {SUPPORT}


def test_every_occasion_is_an_event_that_is_heard() -> None:
    heard = {
        *events.REGISTRATION_EVENTS, *events.ORDER_EVENTS, *events.CONTRACT_EVENTS,
        "ticket.commented",
    }  # fmt: skip

    assert set(OCCASIONS) <= heard
