"""Whom the clockwork reminds, and who hears that a due day is over."""

import pytest

from services.notify.domain.occasions import OCCASIONS
from services.notify.domain.recipients import addressed
from tests.unit.notify import samples
from tests.unit.notify.sample_events import any_event
from tests.unit.notify.samples import BODY_PEOPLE, SUPPORT, VENDOR, told


@pytest.mark.parametrize(
    ("to", "addresses"),
    [
        ("body", BODY_PEOPLE),
        ("officer", {*BODY_PEOPLE, "head@prien.example"}),
        ("signatory", {"mayor@prien.example"}),
        ("reviewer", {"review@op.example", "admin@op.example"}),
        ("countersigner", {"review@op.example", "admin@op.example"}),
        ("support", {SUPPORT}),
        ("admin", {"admin@op.example"}),
        ("operations", {"admin@op.example"}),
        ("setup_party", {VENDOR}),
    ],
)
@pytest.mark.parametrize("kind", ["order.reminded", "order.escalated"])
def test_the_clockwork_reaches_those_of_the_role_it_names(
    kind: str, to: str, addresses: set[str]
) -> None:
    event = any_event(kind)
    event.data["to"] = to

    assert set(told(event)) == addresses


def test_support_is_reminded_where_nobody_of_the_role_is_reached() -> None:
    people, event = samples.People(), any_event("order.reminded")
    people.accounts[1]["state"] = "suspended"
    event.data["to"] = "signatory"

    assert told(event, people) == {SUPPORT: "order_reminder"}


@pytest.mark.parametrize("to", ["admin", "operations"])
def test_support_hears_it_where_there_is_no_administration(to: str) -> None:
    people, event = samples.People(), any_event("order.escalated")
    for account in people.accounts:
        if account["email"] == "admin@op.example":
            account["state"] = "closed"
    event.data["to"] = to

    assert set(told(event, people)) == {SUPPORT}


def test_who_released_is_not_reminded_to_countersign() -> None:
    people, event = samples.People(), any_event("order.reminded")
    reviewer = next(one for one in people.accounts if one["email"] == "review@op.example")
    event.data["to"], event.data["order"]["released_by"] = "countersigner", reviewer["_id"]

    assert set(told(event, people)) == {"admin@op.example"}


def test_whoever_ordered_may_be_long_gone_when_the_clockwork_speaks() -> None:
    event = any_event("order.reminded")
    event.data["order"]["ordered_by"], event.data["to"] = "long-gone", "body"

    assert set(told(event)) == BODY_PEOPLE - {"sabine@prien.example"}


def test_whoever_is_reminded_reads_that_it_is_their_turn() -> None:
    event = any_event("order.reminded")

    found = addressed(OCCASIONS[event.type], event.data, samples.People())

    assert {recipient.roles for _, recipient in found} == {frozenset({"reviewer"})}


@pytest.mark.parametrize(
    ("kind", "to", "mails"),
    [
        ("reminded", "applicant", {"sabine@prien.example": "registration_reminder"}),
        (
            "reminded",
            "reviewer",
            dict.fromkeys(
                ("review@op.example", "admin@op.example"), "registration_review_reminder"
            ),
        ),
        ("escalated", "admin", {"admin@op.example": "registration_escalation"}),
    ],
)
def test_a_registration_s_clockwork_tells_its_person_or_the_operator(
    kind: str, to: str, mails: dict[str, str]
) -> None:
    event = any_event(f"registration.{kind}")
    event.data["to"] = to

    assert told(event) == mails
