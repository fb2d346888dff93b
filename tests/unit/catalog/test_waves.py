"""Who may order from when: by waves, and as orders decides it."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings

from services.catalog.domain import waves
from services.orders.domain import waves as waves_of_orders
from services.orders.domain.eligibility import Surroundings, may_order
from tests import builders
from tests.builders import JOINT, PRIEN, TODAY
from tests.eligible import BODIES, PROFILES, wave

TOMORROW = (TODAY + timedelta(1)).isoformat()


def profile(*opening: dict[str, Any], **changed: Any) -> dict[str, Any]:
    return builders.profile_doc(**{"waves": list(opening), **changed})


@pytest.mark.parametrize(
    ("stated", "fits"),
    [
        ({}, True),
        ({"kinds": ["municipality"]}, True),
        ({"kinds": ["district"]}, False),
        ({"capacities": ["registry_office"]}, True),
        ({"capacities": ["health_office"]}, False),
        ({"regions": ["091"]}, True),
        ({"regions": ["09187"]}, True),
        ({"regions": ["09188", "092"]}, False),
        ({"pilots": [PRIEN, JOINT]}, True),
        ({"pilots": [JOINT]}, False),
        ({"kinds": ["municipality"], "regions": ["092"]}, False),
        ({"kinds": ["municipality"], "regions": ["091"], "pilots": [PRIEN]}, True),
    ],
)
def test_a_wave_fits_who_meets_all_it_states(stated: dict[str, Any], fits: bool) -> None:
    held = [{"capacity": "registry_office", "valid_from": "2025-01-01", "valid_until": None}]
    body = builders.body_doc(capacities=held)

    assert waves.fits(wave(**stated), body, TODAY) is fits


def test_a_capacity_that_has_ended_fits_no_wave() -> None:
    held = [
        {"capacity": "registry_office", "valid_from": "2025-01-01", "valid_until": "2026-01-01"}
    ]
    body = builders.body_doc(capacities=held)

    assert not waves.fits(wave(capacities=["registry_office"]), body, TODAY)


def test_readers_see_the_first_day_of_all_waves_as_the_release() -> None:
    stated = {"status": "announced", "from_date": None}
    opening = [wave(opens_on="2027-03-01"), wave(opens_on="2027-01-01")]

    assert waves.release_of(opening, stated) == {"status": "orderable", "from_date": "2027-01-01"}
    assert waves.release_of([], stated) == stated


def test_a_service_for_health_offices_is_open_only_by_a_wave() -> None:
    office = builders.body_doc(
        capacities=[{"capacity": "health_office", "valid_from": "2023-11-30"}]
    )
    closed, opened = (
        profile(capacities=["health_office"]),
        profile(wave(), capacities=["health_office"]),
    )
    day_before = date(2025, 6, 30)

    assert not waves.is_open(closed, office, TODAY)
    assert waves.is_open(opened, office, TODAY)
    assert not waves.closed_without_wave(closed, day_before)


@pytest.mark.parametrize(("opens_on", "open"), [(TODAY.isoformat(), True), (TOMORROW, False)])
def test_a_wave_opens_on_its_day(opens_on: str, open: bool) -> None:
    assert waves.is_open(profile(wave(opens_on=opens_on)), builders.body_doc(), TODAY) is open


@settings(deadline=None)
@given(profile=PROFILES, body=BODIES)
def test_the_catalogue_filters_exactly_by_what_orders_decides(
    profile: dict[str, Any], body: dict[str, Any]
) -> None:
    around = Surroundings(today=TODAY, chain=builders.chain_doc())

    assert waves.orderable_for(profile, body, TODAY) == may_order(profile, body, around).orderable


def test_the_dated_rule_is_the_same_in_both() -> None:
    assert waves.ONLY_BY_WAVE == waves_of_orders.ONLY_BY_WAVE
