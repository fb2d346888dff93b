"""Who is told what."""

from datetime import date

import pytest

from services.common.errors import TooEarly
from services.notify import events
from services.notify.domain.occasions import OCCASIONS
from services.notify.domain.recipients import may_sign
from tests.unit.notify import samples
from tests.unit.notify.sample_events import any_event
from tests.unit.notify.samples import BODY_PEOPLE, SUPPORT, VENDOR, told

ORDER = samples.order()


def test_an_order_received_is_told_to_who_ordered_and_both_contacts() -> None:
    event = any_event("order.submitted")

    addresses = told(event)

    assert addresses == dict.fromkeys(BODY_PEOPLE, "order_received")


def test_one_address_gets_one_mail_even_if_spelled_differently() -> None:
    contact = samples.contact(email="SABINE@prien.example ")
    event = samples.order_event(functional_contact=contact, technical_contact=contact)

    addresses = told(event)

    assert list(addresses) == ["sabine@prien.example"]


def test_a_signatory_is_asked_to_sign_and_the_others_get_the_contract() -> None:
    event = any_event("contract.offered")

    addresses = told(event)

    assert addresses.pop("mayor@prien.example") == "please_sign"
    assert addresses == dict.fromkeys(BODY_PEOPLE, "contract_offered")


def test_a_contact_who_may_sign_is_asked_to_sign_only() -> None:
    people = samples.People()
    people.accounts[1]["email"] = "fach@prien.example"

    addresses = told(any_event("contract.offered"), people)

    assert addresses["fach@prien.example"] == "please_sign"


def test_support_learns_that_nobody_can_sign() -> None:
    people = samples.People()
    people.accounts[1]["signing"] = []

    addresses = told(any_event("contract.offered"), people)

    assert addresses[SUPPORT] == "signatory_missing"


def test_a_signed_contract_is_countersigned_and_its_signer_thanked() -> None:
    event = any_event("contract.signed")

    addresses = told(event)

    assert addresses == {
        "review@op.example": "please_countersign", "admin@op.example": "please_countersign",
        "mayor@prien.example": "contract_signed",
    }  # fmt: skip


def test_who_released_an_order_is_not_asked_to_countersign() -> None:
    contract = samples.contract(state="signed", released_by="reviewer")

    addresses = told(samples.event("contract.signed", {"contract": contract, "order": ORDER}))

    assert set(addresses) == {"admin@op.example", "mayor@prien.example"}


def test_where_nobody_else_countersigns_it_is_not_silent() -> None:
    people = samples.People()
    people.accounts = [one for one in people.accounts if one["_id"] != "admin"]
    contract = samples.contract(state="signed", released_by="reviewer")
    event = samples.event("contract.signed", {"contract": contract, "order": ORDER})

    assert set(told(event, people)) == {"review@op.example", "mayor@prien.example"}


def test_a_concluded_contract_is_told_to_the_signatory_too() -> None:
    event = any_event("contract.concluded")

    addresses = told(event)

    assert set(addresses) == BODY_PEOPLE | {"mayor@prien.example"}


def test_the_setup_party_is_told_at_its_own_address() -> None:
    event = any_event("order.setup_requested")

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


def test_of_an_order_a_program_placed_its_contacts_are_told() -> None:
    event = samples.order_event("order.submitted", ordered_by="k-1")

    addresses = told(event)

    assert addresses == dict.fromkeys(BODY_PEOPLE - {"sabine@prien.example"}, "order_received")


def test_an_event_waits_until_any_reviewer_is_known() -> None:
    people = samples.People()
    people.accounts.clear()

    with pytest.raises(TooEarly):
        told(any_event("authority.requested"), people)


def test_a_suspended_person_is_told_nothing() -> None:
    people = samples.People()
    people.accounts[0]["state"] = "suspended"

    addresses = told(any_event("order.rejected"), people)

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
    event = any_event("ticket.commented")
    event.data["order"]["state"] = "in_setup"
    event.data["comment"] |= {"side": side, "visibility": visibility, "author": "someone"}

    addresses = told(event)

    assert set(addresses) == expected


def test_a_vendor_hears_of_no_comment_before_the_setup_is_requested() -> None:
    event = any_event("ticket.commented")

    addresses = told(event)

    assert set(addresses) == {SUPPORT}


def test_the_end_of_an_agreement_is_told_those_who_see_to_chains() -> None:
    people = samples.People()
    roles = [{"role": "editor", "scope": "*"}]
    people.accounts.append(samples.account("edith", "edith@op.example", roles=roles))

    assert told(any_event("chain.ending"), people) == {"edith@op.example": "chain_ends"}
    assert set(told(any_event("chain.broken"), people)) == {
        "edith@op.example", "review@op.example", "admin@op.example",
    }  # fmt: skip


def test_without_an_editor_the_administration_hears_of_the_end_of_an_agreement() -> None:
    assert told(any_event("chain.ending")) == {"admin@op.example": "chain_ends"}


def test_what_is_sent_back_is_told_its_authors_or_else_the_editors() -> None:
    people = samples.People()
    roles = [{"role": "editor", "scope": "*"}]
    people.accounts.append(samples.account("edith", "edith@op.example", roles=roles))
    event = any_event("profile.sent_back")

    assert told(event, people) == {"sabine@prien.example": "profile_sent_back"}
    event.data["accounts"] = ["gone"]
    assert told(event, people) == {"edith@op.example": "profile_sent_back"}


def test_a_contract_that_could_not_be_sealed_is_told_who_countersigns() -> None:
    addressed = told(any_event("contract.seal_failed"))

    assert set(addressed.values()) == {"seal_failed"}
    assert set(addressed) == {"review@op.example", "admin@op.example"}


def test_every_occasion_is_an_event_that_is_heard() -> None:
    heard = {
        *events.REGISTRATION_EVENTS, *events.ORDER_EVENTS, *events.CONTRACT_EVENTS,
        *events.ACCOUNT_EVENTS, *events.DELEGATION_EVENTS, "account.erased",
            *events.TICKET_EVENTS,
        *events.BODY_EVENTS, *events.BULK_EVENTS, *events.PORTAL_EVENTS, "notice.published",
        *events.CHAIN_EVENTS, *events.SEAL_EVENTS, *events.VENDOR_EVENTS,
        "newsletter.confirmation_wanted", "newsletter.issued", "watch.alerted",
        "profile.sent_back",
    }  # fmt: skip

    assert set(OCCASIONS) <= heard


@pytest.mark.parametrize(
    ("valid_from", "valid_until", "expected"),
    [
        ("2026-11-20", "2026-11-20", True),
        ("2026-01-01", None, True),
        ("2026-11-21", None, False),
        ("2026-01-01", "2026-11-19", False),
    ],
)
def test_an_authority_counts_from_its_first_to_its_last_day(
    valid_from: str, valid_until: str | None, expected: bool
) -> None:
    held = samples.signing("09187162", valid_from, valid_until)
    mayor = samples.account("mayor", "mayor@prien.example", signing=[held])

    assert may_sign(mayor, ["09187162"], date(2026, 11, 20)) is expected
    assert not may_sign(mayor, ["09162000"], date(2026, 11, 20))


def test_whose_authority_has_ended_is_not_asked_to_sign() -> None:
    people = samples.People()
    people.accounts[1]["signing"] = [samples.signing("09187162", until="2026-01-31")]

    addresses = told(any_event("contract.offered"), people)

    assert "mayor@prien.example" not in addresses
    assert addresses[SUPPORT] == "signatory_missing"


@pytest.mark.parametrize(
    ("event", "kind"),
    [
        ("account.suspended", "account_suspended"),
        ("account.resumed", "account_resumed"),
        ("account.closed", "account_closed"),
        ("account.rebound", "account_rebound"),
        ("account.roles_changed", "roles_changed"),
        ("account.name_settled", "name_settled"),
        ("account.erased", "account_erased"),
        ("registration.expired", "registration_expired"),
    ],
)
def test_what_becomes_of_an_account_is_told_to_its_person(event: str, kind: str) -> None:
    assert told(any_event(event)) == {"sabine@prien.example": kind}


def test_an_invitation_goes_to_the_invited_person() -> None:
    assert told(any_event("account.invited")) == {"neu@prien.example": "invitation"}


@pytest.mark.parametrize("state", ["suspended", "closed", "erased"])
def test_whose_account_is_not_open_is_told_that_and_nothing_else(state: str) -> None:
    people = samples.People()
    people.accounts[0]["state"] = state
    order = samples.order_event(functional_contact=samples.contact(email="SABINE@prien.example"))

    assert "sabine@prien.example" not in told(order, people)
    assert "sabine@prien.example" not in told(any_event("contact.handed_over"), people)
    assert "sabine@prien.example" in told(any_event("account.closed"), people)
    assert "sabine@prien.example" in told(any_event("registration.submitted"), people)


def test_a_mailbox_others_use_too_is_not_silent() -> None:
    people = samples.People()
    people.accounts[0]["state"] = "closed"
    people.accounts.append(samples.account("another", "sabine@prien.example"))
    order = samples.order_event(functional_contact=samples.contact(email="sabine@prien.example"))

    assert "sabine@prien.example" in told(order, people)


def test_a_mandate_is_told_to_the_grantor_s_heads_and_to_its_grantee() -> None:
    both = {"head@prien.example", "mayor@prien.example", "vera@chiem.example"}

    granted = told(any_event("mandate.granted"))
    revoked = told(any_event("mandate.revoked"))

    assert granted == dict.fromkeys(both, "mandate_granted")
    assert revoked == dict.fromkeys(both, "mandate_revoked")


def test_a_mandate_for_a_body_is_told_to_those_who_act_for_it() -> None:
    people = samples.People()
    held = [{"role": "officer", "scope": "091875111"}]
    people.accounts.append(samples.account("clerk2", "clerk@vg.example", roles=held))
    event = any_event("mandate.granted")
    event.data["mandate"] |= {"grantee": "091875111", "grantee_kind": "body"}

    assert "clerk@vg.example" in told(event, people)


def test_reviewers_release_a_mandate_to_sign() -> None:
    addresses = told(any_event("mandate.requested"))

    assert addresses["review@op.example"] == "mandate_to_release"
    assert addresses["vera@chiem.example"] == "mandate_requested"


def test_a_hand_over_is_told_to_both() -> None:
    assert told(any_event("contact.handed_over")) == {
        "sabine@prien.example": "contacts_handed_over",
        "eva@prien.example": "contacts_taken_over",
    }


def test_a_contact_s_successor_alone_is_told() -> None:
    assert told(any_event("body_contact.handed_over")) == {
        "eva@prien.example": "contact_named",
    }


def test_a_new_body_is_told_to_its_people_under_the_old_key_and_the_new() -> None:
    people = samples.People()
    held = [{"role": "member", "scope": "09162000"}]
    people.accounts.append(samples.account("moved", "moved@muc.example", roles=held))

    addresses = told(any_event("body.moved"), people)

    assert addresses == dict.fromkeys(["head@prien.example", "moved@muc.example"], "body_moved")


def test_the_end_of_a_bulk_order_is_told_to_who_began_it_and_to_no_program() -> None:
    by_program = samples.bulk(by_program=True, begun_by="k-1")

    assert told(any_event("bulk_order.ended")) == {"sabine@prien.example": "bulk_order_ended"}
    assert told(samples.event("bulk_release.ended", {"bulk": by_program})) == {}


def test_a_review_is_told_to_whoever_may_order_for_the_body_else_to_support() -> None:
    people, event = samples.People(), any_event("declaration.review_due")

    assert told(event, people) == {"head@prien.example": "declaration_review"}
    people.accounts = [one for one in people.accounts if one["id"] != "head"]
    assert told(event, people) == {"support@op.example": "declaration_review"}
