"""Bulk orders over HTTP: tried, repeated, dropped; too large ones are refused unread."""

import pytest

from deploy.local.__main__ import place_of
from deploy.local.bulk_journey import COMMON, BulkJourney
from deploy.local.client import ApiError
from deploy.local.journey import Journey
from tests.journeys import PATIENCE_S, Journeys

VG = "091715101"


@pytest.fixture
def journey(journeys: Journeys) -> Journey:
    """A clerk of a joint administration who is registered."""
    made = Journey(
        place_of(journeys.system), body=VG, clerk="clerk-vg", signatory="signatory-vg",
        people=journeys.people, patience_s=PATIENCE_S,
    )  # fmt: skip
    for step in (made.clerk_signs_in, made.clerk_registers, made.clerk_is_approved):
        step()
    return made


def test_a_joint_administration_tries_what_is_possible_for_its_members_and_drops_it(
    journey: Journey, journeys: Journeys
) -> None:
    bulk, clerk = BulkJourney(journey), journey.person(journey.clerk)
    before = clerk.get("orders", body=VG)["total"]

    said = bulk.clerk_tries()
    id = bulk.bulk["id"]
    dropped = clerk.post(f"bulk-orders/{id}/cancel")
    with pytest.raises(ApiError) as refused:
        clerk.post(f"bulk-orders/{id}/place")

    assert "accepted" in said
    assert dropped["state"] == "cancelled"
    assert refused.value.status == 409
    assert clerk.get("orders", body=VG)["total"] == before
    assert id in [one["id"] for one in clerk.get("bulk-orders")["items"]]


def test_the_same_request_repeated_is_the_same_bulk_order(journey: Journey) -> None:
    clerk = journey.person(journey.clerk)
    body = {"items": [{"body": VG, "profile": "unknown"}], "common": COMMON}

    first = clerk.post("bulk-orders?dry_run=true", body, key="the-same-bulk")
    again = clerk.post("bulk-orders?dry_run=true", body, key="the-same-bulk")

    assert first["id"] == again["id"]


def test_five_thousand_orders_with_contacts_of_their_own_fit(journey: Journey) -> None:
    clerk = journey.person(journey.clerk)
    item = {**COMMON, "body": VG, "profile": "unknown"}

    told = clerk.post("bulk-orders?dry_run=true", {"items": [item] * 5000})
    with pytest.raises(ApiError) as one_more:
        clerk.post("bulk-orders?dry_run=true", {"items": [item] * 5001})
    clerk.post(f"bulk-orders/{told['id']}/cancel")

    assert told["counts"]["open"] == 5000
    assert one_more.value.answer.json()["errors"][0]["pointer"] == "/items"


def test_a_request_that_is_much_too_large_is_refused(journey: Journey) -> None:
    clerk = journey.person(journey.clerk)
    item = {**COMMON, "body": VG, "profile": "x", "remark": "x" * 4000}

    answer = clerk.ask(
        "POST", "bulk-orders", json={"items": [item] * 1100}, headers={"Idempotency-Key": "large"}
    )

    assert answer.status_code == 413
