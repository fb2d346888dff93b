"""Whether a body may order a profile, and the one reason why not."""

from datetime import date, timedelta
from typing import Any

import pytest

from services.orders.domain.eligibility import is_whole, may_order
from tests import builders
from tests.builders import TODAY

TOMORROW, YESTERDAY = TODAY + timedelta(1), TODAY - timedelta(1)
HEALTH = {"capacities": ["health_office"]}


def verdict(
    profile: dict[str, Any] | None = None,
    body: dict[str, Any] | None = None,
    *,
    chain: dict[str, Any] | None = None,
    authority: str | None = None,
    today: date = TODAY,
) -> Any:
    return may_order(
        builders.profile_doc(**profile or {}),
        builders.body_doc(**body or {}),
        builders.chain_doc() if chain is None else chain,
        authority,
        today,
    )


def health_office_since(day: date) -> dict[str, Any]:
    return {"capacities": [{"capacity": "health_office", "valid_from": day.isoformat()}]}


def test_a_body_may_order_what_nothing_stands_against() -> None:
    answer = verdict()

    assert answer.orderable
    assert answer.to_plain() == {
        "orderable": True,
        "reason_code": None,
        "reason": {"de": answer.de, "en": answer.en},
    }


@pytest.mark.parametrize(
    ("code", "profile", "body"),
    [
        ("not-efa", {"kind": "market"}, {}),
        ("not-efa", {"kind": "toolbox", "contract_partner": {"name": "XIMA"}}, {}),
        ("retired", {"status": "retired"}, {}),
        ("paused", {"status": "paused"}, {}),
        ("announced", {"release": {"status": "announced", "from_date": None}}, {}),
        ("kind-not-entitled", {}, {"kind": "region"}),
        ("kind-not-entitled", {"target_kinds": []}, {}),
        ("capacity-missing", HEALTH, {}),
        ("vg-competent", {"sphere": "delegated"}, {"joint_administration": builders.JOINT}),
    ],
)
def test_what_stands_against_an_order_has_a_code_and_two_sentences(
    code: str, profile: dict[str, Any], body: dict[str, Any]
) -> None:
    answer = verdict(profile, body)

    assert not answer.orderable
    assert answer.reason_code == code
    assert answer.de
    assert answer.en
    assert answer.de != answer.en


def test_a_market_offer_names_where_it_is_had() -> None:
    answer = verdict({"kind": "market", "contract_partner": {"name": "XIMA Media"}})

    assert "XIMA Media" in answer.de


def test_a_retired_service_names_its_successor() -> None:
    answer = verdict({"status": "retired", "successor": "ewa-2"})

    assert "ewa-2" in answer.de


def test_a_paused_service_says_why() -> None:
    reason = {"de": "Wartung beim Anbieter", "en": "Maintenance"}

    answer = verdict({"status": "paused", "status_reason": reason})

    assert "Wartung beim Anbieter" in answer.de
    assert "Maintenance" in answer.en


def test_a_service_is_announced_until_its_day() -> None:
    release = {"release": {"status": "orderable", "from_date": TOMORROW.isoformat()}}

    assert verdict(release).reason_code == "announced"
    assert TOMORROW.isoformat() in verdict(release).de
    assert verdict(release, today=TOMORROW).orderable


def test_a_capacity_counts_from_its_day_on() -> None:
    assert verdict(HEALTH, health_office_since(TODAY)).orderable
    assert verdict(HEALTH, health_office_since(YESTERDAY)).orderable
    assert verdict(HEALTH, health_office_since(TOMORROW)).reason_code == "capacity-missing"


def test_who_lacks_a_capacity_is_told_whom_to_ask() -> None:
    answer = verdict(HEALTH, {"district_name": "Landkreis Rosenheim"})

    assert "Landkreis Rosenheim" in answer.de
    assert "health_office" in answer.de


def test_a_capacity_the_profile_does_not_ask_for_restricts_nothing() -> None:
    assert verdict({}, health_office_since(TODAY)).orderable


def test_a_member_is_told_the_name_of_its_joint_administration() -> None:
    member = {"joint_administration": builders.JOINT}

    answer = verdict({"sphere": "delegated"}, member, authority="Breitbrunn")

    assert "Breitbrunn" in answer.de


@pytest.mark.parametrize(
    ("profile", "body"),
    [
        ({"sphere": "own"}, {"joint_administration": builders.JOINT}),
        ({"sphere": "delegated"}, {"joint_administration": None}),
        (
            {"sphere": "delegated", "target_kinds": ["municipality"]},
            {"joint_administration": builders.JOINT},
        ),
        ({"sphere": "delegated"}, {"kind": "joint_administration", "members": builders.MEMBERS}),
    ],
    ids=["own sphere", "free-standing", "not for joint administrations", "itself"],
)
def test_nobody_else_is_competent_otherwise(profile: dict[str, Any], body: dict[str, Any]) -> None:
    assert verdict(profile, body).orderable


@pytest.mark.parametrize(
    "chain",
    [
        {},
        builders.chain_doc(periods=[]),
        builders.chain_doc(periods=[{"from": TOMORROW.isoformat(), "until": None}]),
        builders.chain_doc(periods=[{"from": "2025-01-01", "until": YESTERDAY.isoformat()}]),
    ],
    ids=["unknown", "incomplete", "not yet", "over"],
)
def test_a_chain_that_does_not_stand_today_is_broken(chain: dict[str, Any]) -> None:
    answer = may_order(builders.profile_doc(), builders.body_doc(), chain or None, None, TODAY)

    assert answer.reason_code == "chain-broken"


@pytest.mark.parametrize(
    "period",
    [{"from": TODAY.isoformat(), "until": None}, {"from": "2025-01-01", "until": str(TODAY)}],
)
def test_a_chain_stands_on_its_first_and_last_day(period: dict[str, str | None]) -> None:
    chain = builders.chain_doc(periods=[period])

    assert is_whole(chain, TODAY.isoformat())


def test_the_first_reason_is_the_one_that_is_told() -> None:
    everything = {"kind": "market", "status": "paused", "target_kinds": [], **HEALTH}

    assert verdict(everything, chain=builders.chain_doc(periods=[])).reason_code == "not-efa"


def test_every_joint_administration_that_is_competent_may_order() -> None:
    profile, joint = builders.profile_doc(sphere="delegated"), builders.joint_doc()

    assert may_order(profile, joint, builders.chain_doc(), None, TODAY).orderable


@pytest.mark.parametrize(("until", "code"), [(None, None), ("2026-11-19", "capacity-missing")])
def test_a_capacity_counts_until_its_last_day(until: str | None, code: str | None) -> None:
    held = {"capacity": "health_office", "valid_from": "2025-01-01", "valid_until": until}
    profile = builders.profile_doc(capacities=["health_office"])
    body = builders.body_doc(capacities=[held])

    verdict = may_order(profile, body, builders.chain_doc(), None, builders.TODAY)

    assert verdict.reason_code == code
