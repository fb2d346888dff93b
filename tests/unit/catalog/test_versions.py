"""A version is what was published, word for word; two of them are compared field by field."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.catalog.domain.differences import differences
from services.catalog.domain.profiles import FACTS, Profile
from services.catalog.domain.versions import PERSONS, Version, digest_of
from services.catalog.entrypoints.changes import changes_told
from services.catalog.words.labels import LABELS
from services.common.words import Text
from tests import builders
from tests.builders import NOW

TASK = {"code": "set-up", "title": {"de": "A", "en": "A"}, "who": "body", "duration_workdays": 2}
STEPS = st.lists(
    st.fixed_dictionaries(
        {"code": st.sampled_from("ab"), "id": st.sampled_from("ab"), "who": st.sampled_from("xy")}
    ),
    max_size=3,
)
SOME_FACTS = st.fixed_dictionaries(
    {},
    optional={
        "title": st.fixed_dictionaries({"de": st.sampled_from("ab"), "en": st.just("c")}),
        "topic": st.sampled_from([None, "a", "b"]),
        "leika_keys": st.lists(st.sampled_from("ab"), max_size=2),
        "rollout_guide": STEPS,
        "waves": STEPS,
    },
)


def test_a_version_is_exactly_the_facts() -> None:
    profile = builders.profile()

    version = Version.of(profile)

    assert version.id == "ewa:3"
    assert tuple(version.content) == FACTS
    assert version.content == profile.facts()
    assert Version.from_doc(version.to_doc()) == version


def test_what_happens_to_a_profile_later_does_not_reach_its_version() -> None:
    profile = builders.profile()
    version = Version.of(profile)

    profile.rollout_guide[0]["who"] = "operator"
    profile.edit({**profile.facts(), "topic": "Wohnen"}, by="eva", now=NOW)
    profile.submit(NOW)
    profile.publish(by="nina", now=NOW)

    assert version.content["rollout_guide"][0]["who"] == "vendor"
    assert version.sha256 == digest_of(version.content)
    assert Version.of(profile).sha256 != version.sha256


def test_the_digest_is_that_of_canonical_json() -> None:
    shuffled = dict(reversed(builders.profile().facts().items()))

    assert digest_of(shuffled) == digest_of(builders.profile().facts())
    assert digest_of({"b": "ä", "a": 1}) == (
        "f5300ffcfd6fd3fc2de46d700be90d43fd799cd9eb69da4737201006143d48a1"
    )


def test_readers_are_not_told_who_edited_a_version() -> None:
    shown = Version.of(builders.profile(edited_by=["eva"], reviewed_by="nina")).public()

    assert not set(PERSONS) & set(shown)
    assert (shown["profile"], shown["number"], shown["published_at"]) == (
        "ewa", 3, NOW.isoformat(timespec="seconds"),
    )  # fmt: skip


def test_a_draft_has_no_version() -> None:
    profile = Profile.begin("neu", builders.profile().facts(), by="eva", now=NOW)

    with pytest.raises(ValueError, match="never published"):
        Version.of(profile)


def changed(**facts: Any) -> list[tuple[str, str, Any, Any]]:
    before = {**builders.profile().facts(), "rollout_guide": [TASK]}
    found = differences(before, {**before, **facts})
    return [(d.pointer, d.change, d.before, d.after) for d in found]


def test_a_difference_names_the_value_and_what_it_was() -> None:
    assert changed(topic="Wohnen") == [("/topic", "changed", "Umzug", "Wohnen")]
    assert changed(title={"de": "Neu", "en": builders.TITLE["en"]}) == [
        ("/title/de", "changed", builders.TITLE["de"], "Neu")
    ]


def test_a_task_is_recognised_by_its_code() -> None:
    longer, new = {**TASK, "duration_workdays": 5}, {**TASK, "code": "test"}

    assert changed(rollout_guide=[new, longer]) == [
        ("/rollout_guide/set-up/duration_workdays", "changed", 2, 5),
        ("/rollout_guide/test", "added", None, new),
    ]
    assert changed(rollout_guide=[]) == [("/rollout_guide/set-up", "removed", TASK, None)]


def test_another_order_of_tasks_is_a_difference() -> None:
    new = {**TASK, "code": "test"}
    before, after = {"rollout_guide": [TASK, new]}, {"rollout_guide": [new, TASK]}

    (found,) = differences(before, after)

    assert (found.pointer, found.change) == ("/rollout_guide", "changed")


WAVE = {"id": "ab-2027", "opens_on": "2027-01-01", "kinds": ["district"], "capacities": [],
        "regions": [], "pilots": ["09187162"], "note": None}  # fmt: skip


def told(**facts: Any) -> list[dict[str, Any]]:
    before = {**builders.profile().facts(), "rollout_guide": [TASK], "waves": [WAVE]}
    return changes_told(before, {**before, **facts})


def test_every_code_of_a_difference_is_in_words() -> None:
    district, city = LABELS["body_kind"]["district"], LABELS["body_kind"]["independent_city"]
    vendor = LABELS["who"]["vendor"]
    new = {**TASK, "code": "test", "who": "vendor"}

    (kinds,) = told(waves=[{**WAVE, "kinds": ["independent_city"]}])
    (wave,) = told(waves=[])
    (task,) = told(rollout_guide=[TASK, new])
    (reordered,) = told(rollout_guide=[TASK, TASK | {"who": "vendor"}])
    (contact,) = told(contacts=[{"role": "x", "name": "Kim Rat", "email": None, "phone": None}])
    (key,) = told(ozg_id="10181")
    release = told(release={"status": "announced", "from_date": None})[0]

    assert (kinds["before_words"], kinds["after_words"]) == ([district], [city])
    assert wave["before_words"] == {**WAVE, "kinds": [district]}
    assert task["after_words"] == {**new, "who": vendor}
    assert [one["who"] for one in reordered["after_words"]][1] == vendor
    assert contact["after_words"]["role"] == Text("x", "x")
    assert key["after_words"].de.endswith(" (10181)")
    assert release["after_words"] == LABELS["release"]["announced"]


def test_a_difference_in_an_entry_says_what_the_entry_is_called() -> None:
    (pilots,) = told(waves=[{**WAVE, "pilots": []}])
    (longer,) = told(rollout_guide=[{**TASK, "duration_workdays": 5}])
    (topic,) = told(topic="Wohnen")

    assert [pilots["entry"], longer["entry"], topic["entry"]] == [
        "2027-01-01", TASK["title"], None,
    ]  # fmt: skip


def test_differences_follow_the_order_of_the_fields() -> None:
    facts = dict.fromkeys(reversed(FACTS), "other")

    found = [d.field for d in differences(builders.profile().facts(), facts)]

    assert list(dict.fromkeys(found)) == list(FACTS)


def test_entries_without_codes_stand_beside_those_with_some() -> None:
    bare = {"id": "w", "opens_on": "2027-01-01", "kinds": [], "capacities": []}
    before, after = {"waves": [bare, bare]}, {"waves": [{**bare, "kinds": ["district"]}, bare]}

    (told,) = changes_told(before, after)

    assert told["before_words"] == [bare, bare]
    assert told["after_words"][1] == bare


@settings(deadline=None)
@given(before=SOME_FACTS, after=SOME_FACTS)
def test_there_is_a_difference_exactly_where_something_differs(
    before: dict[str, Any], after: dict[str, Any]
) -> None:
    told = {d.field for d in differences(before, after)}

    names = before.keys() | after.keys()
    assert told == {n for n in names if n not in before or n not in after or before[n] != after[n]}
