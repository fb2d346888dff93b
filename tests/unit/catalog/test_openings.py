"""A profile says once that bodies may order it: published, after a pause, on the day of a wave."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings

from services.catalog.domain import waves
from services.catalog.domain.openings import Opening, is_wider, newly_entitled, offer_of
from services.catalog.domain.profiles import Profile
from services.common import clock
from tests import builders
from tests.builders import JOINT, MUNICH, NOW, PRIEN, TODAY
from tests.eligible import BODIES, PROFILES, wave

REASON = {"de": "Wartung", "en": "Maintenance"}
SOON, LATER = "2026-12-01", "2027-02-01"
PILOT, ALL = wave(id="pilot", opens_on=SOON, pilots=[PRIEN]), wave(id="all", opens_on=LATER)


def said(profile: Profile) -> list[dict[str, Any]]:
    told = builders.news(profile, "catalog")
    return [news["data"] for news in told if news["type"] == "profile.orderable"]


def morning(day: str) -> Any:
    return clock.morning_of(date.fromisoformat(day))


def published(**changed: Any) -> Profile:
    """Return a profile that a second person publishes now, never told before."""
    profile = Profile.begin("neu", {**builders.profile().facts(), **changed}, by="eva", now=NOW)
    profile.submit(NOW)
    profile.publish(by="nina", now=NOW)
    return profile


def entitled(opened: dict[str, Any], on: str) -> list[str]:
    bodies = [builders.body_doc(), builders.body_doc(_id=MUNICH, kind="independent_city")]
    found = newly_entitled(bodies, opened["offer"], opened["before"], date.fromisoformat(on))
    return [body["_id"] for body in found]


def test_what_is_published_for_everybody_opens_at_once() -> None:
    profile = published()

    (opened,) = said(profile)

    assert opened["before"] is None
    assert opened["service"] == {"id": "neu", "title": builders.TITLE, "topic": "Umzug"}
    assert profile.opens_at is None


@pytest.mark.parametrize("changed", [{"kind": "market"}, {"target_kinds": []}])
def test_what_nobody_orders_here_never_opens(changed: dict[str, Any]) -> None:
    assert said(published(**changed)) == []


def test_each_wave_opens_on_its_day_for_those_who_might_not_before() -> None:
    profile = published(waves=[PILOT, ALL])
    begun = said(profile)
    profile.open(morning("2026-11-30"))
    early = said(profile)

    profile.open(morning(SOON))
    (first,) = said(profile)
    profile.open(morning(SOON))
    again = said(profile)
    profile.open(morning(LATER))
    (second,) = said(profile)

    assert begun == early == again == []
    assert (entitled(first, SOON), entitled(second, LATER)) == ([PRIEN], [MUNICH])
    assert profile.opens_at is None
    assert profile.changed_at == morning(LATER)


def test_the_next_day_begins_at_midnight_in_bavaria() -> None:
    profile = published(waves=[PILOT, ALL])

    assert profile.opens_at == clock.start_of(date(2026, 12, 1))
    assert profile.opens_at.isoformat() == "2026-11-30T23:00:00+00:00"


def test_two_waves_a_process_slept_over_are_told_as_one() -> None:
    profile = published(waves=[PILOT, ALL])
    said(profile)

    profile.open(morning(LATER))

    (opened,) = said(profile)
    assert entitled(opened, LATER) == [PRIEN, MUNICH]


def test_the_day_of_a_release_without_waves_counts_likewise() -> None:
    profile = published(release={"status": "orderable", "from_date": SOON})
    begun = said(profile)

    profile.open(morning(SOON))

    assert begun == []
    assert len(said(profile)) == 1


def test_a_new_version_for_the_same_bodies_opens_nothing() -> None:
    profile = builders.profile()
    profile.edit({**profile.facts(), "topic": "Wohnen"}, by="eva", now=NOW)
    profile.submit(NOW)

    profile.publish(by="nina", now=NOW)

    told = builders.news(profile, "catalog")
    assert [news["type"] for news in told] == ["profile.changed", "profile.published"]
    assert told[1]["data"]["orderable"] is False


def test_a_version_for_more_bodies_opens_for_those() -> None:
    profile = builders.profile(target_kinds=["municipality"])
    wider = {**profile.facts(), "target_kinds": ["municipality", "independent_city"]}
    profile.edit(wider, by="eva", now=NOW)
    profile.submit(NOW)

    profile.publish(by="nina", now=NOW)

    (opened,) = said(profile)
    assert entitled(opened, SOON) == [MUNICH]


def test_after_a_pause_it_is_open_anew_for_all() -> None:
    profile = builders.profile(waves=[wave(opens_on="2026-01-01"), ALL])
    profile.pause(REASON, NOW)
    paused = (profile.offered, profile.opens_at)

    profile.publish(by="nina", now=NOW)

    told = builders.news(profile, "catalog")
    assert paused == (None, None)
    assert told[-1]["type"] == "profile.orderable"
    assert entitled(told[-1]["data"], SOON) == [PRIEN, MUNICH]
    assert profile.opens_at == clock.start_of(date.fromisoformat(LATER))


def test_what_ends_opens_no_more() -> None:
    profile = builders.profile(waves=[ALL])

    profile.retire(REASON, None, NOW)
    profile.open(morning(LATER))

    assert profile.opens_at is None
    assert said(profile) == []


def test_readers_see_nothing_of_what_was_told() -> None:
    assert not {"offered", "opens_at"} & builders.profile().public().keys()


def test_a_page_names_the_joint_administrations_too() -> None:
    page = [builders.body_doc(joint_administration=JOINT)]

    opening = Opening.of_page("e1:", page, {"service": {"id": "ewa"}, "opening": "e1"}, NOW)

    assert opening.bodies == sorted([PRIEN, JOINT])
    assert opening.upto == PRIEN


@settings(max_examples=200, deadline=None)
@given(PROFILES, PROFILES, BODIES)
def test_who_may_order_anew_is_never_missed(
    before: dict[str, Any], after: dict[str, Any], body: dict[str, Any]
) -> None:
    known, offer = offer_of(before, TODAY), offer_of(after, TODAY)

    might = known is not None and waves.orderable_for(before, body, TODAY)
    may = waves.orderable_for(after, body, TODAY)

    assert may <= (offer is not None)
    if may and not might:
        assert is_wider(offer, known)
        assert offer is not None
        assert list(newly_entitled([body], offer, known, TODAY)) == [body]


@pytest.mark.parametrize(
    ("before", "offer", "wider"),
    [
        ([wave(pilots=["a", "b"])], [wave(pilots=["a"])], False),
        ([wave(pilots=["a"])], [wave(pilots=["a", "b"])], True),
        ([wave(regions=["091"])], [wave(regions=["09187"])], False),
        ([wave(regions=["09187"])], [wave(regions=["091"])], True),
        ([wave(kinds=["district"])], [wave(kinds=["district"], pilots=["a"])], False),
        ([wave(kinds=["district"])], [wave()], True),
    ],
)
def test_only_a_wave_for_more_than_before_is_an_opening(
    before: list[Any], offer: list[Any], wider: bool
) -> None:
    facts = {"target_kinds": ["district"], "capacities": [], "sphere": "own"}

    assert is_wider({**facts, "waves": offer}, {**facts, "waves": before}) is wider


def test_members_who_may_order_themselves_from_now_on_are_told() -> None:
    facts = {"capacities": [], "sphere": "delegated", "waves": []}
    before = {**facts, "target_kinds": ["joint_administration", "municipality"]}
    offer = {**facts, "target_kinds": ["municipality"]}

    assert is_wider(offer, before)
    assert not is_wider(before, before)
