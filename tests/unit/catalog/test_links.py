"""A link is dead after three failures over a day, never sooner, and revives at once."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.catalog.domain.links import CheckedLink, CheckPolicy, LinkState
from services.catalog.link_check.robot import named_links
from services.catalog.repositories.links import link_id, urls_of
from services.common.links.findings import CheckResult, LinkFailure
from tests.builders import NOW, kinds

THERE, GONE = CheckResult(None, 200), CheckResult(LinkFailure.STATUS, 404)
POLICY = CheckPolicy()
DAY = timedelta(hours=24)


def link() -> CheckedLink:
    return CheckedLink(
        id="l1", url="https://a.example/", host="a.example", profiles=["p"], due_at=NOW
    )


def looked_at(found: CheckedLink, *verdicts: CheckResult) -> datetime:
    """Look whenever it is due, and give the time of the last look."""
    for verdict in verdicts:
        now = found.due_at
        found.note(verdict, now, POLICY)
    return now


def test_a_link_that_answers_is_looked_at_again_tomorrow() -> None:
    found = link()

    looked_at(found, THERE)

    assert (found.state, found.due_at) == (LinkState.OK, NOW + DAY)
    assert kinds(found) == []


def test_a_failing_link_is_retried_with_growing_pauses_and_dies_after_a_day() -> None:
    found, states, at = link(), [], []

    for _ in range(4):
        at.append((looked_at(found, GONE) - NOW) / timedelta(hours=1))
        states.append(found.state)

    assert at == [0, 1, 7, 25]
    assert states == [LinkState.FAILING] * 3 + [LinkState.DEAD]
    assert kinds(found) == ["profile.link_changed"]
    assert found.shown() == {
        "url": "https://a.example/",
        "ok": False,
        "since": "2026-11-21T11:00:00+00:00",
    }


def test_a_dead_link_stays_so_since_the_same_time_and_is_looked_at_daily() -> None:
    found = link()
    died_at = looked_at(found, *[GONE] * 4)
    kinds(found)

    later = looked_at(found, GONE)

    assert (found.since, later - died_at) == (died_at, DAY)
    assert kinds(found) == []


def test_a_dead_link_revives_with_one_answer() -> None:
    found = link()
    looked_at(found, *[GONE] * 4)
    kinds(found)

    looked_at(found, THERE)

    assert found.shown() == {"url": found.url, "ok": True, "since": None}
    assert (found.failures, found.failing_since) == (0, None)
    assert kinds(found) == ["profile.link_changed"]


def test_an_answer_in_between_begins_the_count_anew() -> None:
    found = link()

    looked_at(found, GONE, GONE, GONE, THERE, GONE)

    assert (found.state, found.failures) == (LinkState.FAILING, 1)


@pytest.mark.parametrize("reason", [LinkFailure.NOT_HTTPS, LinkFailure.INTERNAL])
def test_a_link_the_robot_does_not_call_is_for_the_editor_and_never_dead(
    reason: LinkFailure,
) -> None:
    found = link()

    looked_at(found, *[CheckResult(reason)] * 6)

    assert found.state is LinkState.REFUSED
    assert found.shown()["ok"] is True


@given(st.lists(st.tuples(st.sampled_from([*LinkFailure, None]), st.integers(0, 40)), max_size=30))
def test_whatever_is_found_a_link_is_dead_only_after_enough_failures_over_a_day(
    looks: list[tuple[LinkFailure | None, int]],
) -> None:
    found, now, said = link(), NOW, 0

    for reason, hours in looks:
        now += timedelta(hours=hours)
        was_dead = found.is_dead
        found.note(CheckResult(reason), now, POLICY)
        said += was_dead != found.is_dead
        assert timedelta(0) < found.due_at - now <= DAY
        if found.is_dead:
            assert found.failures >= 3
            assert found.failing_since is not None
            assert now - found.failing_since >= DAY

    assert len(kinds(found)) == said


def test_the_links_of_a_profile_are_its_test_accesses_and_its_contract_partner() -> None:
    profile = {
        "_id": "p",
        "test_accesses": [{"url": "https://a.example/"}, {"url": None}, {"kind": "video"}],
        "contract_partner": {"url": "https://b.example/"},
    }

    assert urls_of(profile) == ["https://a.example/", "https://b.example/"]
    assert urls_of({"test_accesses": None, "contract_partner": None}) == []


def test_a_link_named_twice_is_one_link() -> None:
    one, other = ({"_id": id, "contract_partner": {"url": "https://b.example/"}} for id in "qp")

    assert named_links([one, other]) == {"https://b.example/": ["p", "q"]}


def test_the_id_of_a_link_is_short_and_its_own() -> None:
    ids = {link_id(f"https://a.example/{'x' * n}") for n in range(500)}

    assert len(ids) == 500
    assert {len(id) for id in ids} == {32}
