"""A profile goes from draft to retirement; readers see only what a second person published."""

from typing import Any

import pytest

from services.catalog.domain.choices import Status
from services.catalog.domain.life_cycle import MOVES
from services.catalog.domain.profiles import FACTS, INTERNAL, Profile
from services.catalog.repositories.profiles import _shipped
from services.catalog.schemas import profiles as schemas
from services.catalog.shipped.profiles import read_profiles
from services.common.bounds import AtMost
from services.common.errors import Conflict, Invalid
from services.common.validation.fields import Listed
from services.common.validation.input import parse
from tests import builders
from tests.builders import NOW, TITLE

REASON = {"de": "Wartung", "en": "Maintenance"}
WAVE = {"id": "w", "opens_on": "2027-01-01"}
NO_ACCESS = {"kind": "none", "credentials": {"de": "Erst 2027.", "en": "Only in 2027."}}


def facts(**changed: Any) -> dict[str, Any]:
    return {**builders.profile().facts(), **changed}


def draft(**changed: Any) -> Profile:
    return Profile.begin("neu", facts(**changed), by="eva", now=NOW)


def in_review() -> Profile:
    profile = builders.profile()
    profile.edit(facts(topic="Wohnen"), by="eva", now=NOW)
    profile.submit(NOW)
    return profile


def test_the_schema_knows_exactly_the_facts_of_a_profile() -> None:
    assert set(schemas.ProfileFacts().fields) == set(FACTS)


def test_what_a_profile_holds_passes_its_schema_unchanged() -> None:
    held = parse(schemas.ProfileFacts, facts())

    assert parse(schemas.ProfileFacts, held) == held


def test_a_new_profile_is_a_draft_nobody_else_sees() -> None:
    profile = draft()

    assert (profile.status, profile.profile_version, profile.is_public) == ("draft", 0, False)
    assert not profile.has_news


def test_a_draft_becomes_version_one_by_a_second_person() -> None:
    profile = draft()
    profile.submit(NOW)

    profile.publish(by="nina", now=NOW)

    assert (profile.status, profile.profile_version, profile.working) == ("published", 1, None)
    assert (profile.edited_by, profile.published_by, profile.reviewed_by) == (
        ["eva"], "nina", "nina",
    )  # fmt: skip
    assert builders.kinds(profile) == [
        "profile.changed", "profile.published", "profile.orderable",
    ]  # fmt: skip


@pytest.mark.parametrize("author", ["eva", "max"])
def test_nobody_publishes_what_they_edited(author: str) -> None:
    profile = draft()
    profile.edit(facts(topic="Wohnen"), by="max", now=NOW)
    profile.submit(NOW)

    with pytest.raises(Conflict) as refused:
        profile.publish(by=author, now=NOW)

    assert refused.value.code == "own-edit"
    assert (profile.status, profile.profile_version) == ("in_review", 0)


def test_editing_a_published_profile_leaves_what_is_published() -> None:
    profile = builders.profile()
    before = profile.public()

    profile.edit(facts(topic="Wohnen"), by="eva", now=NOW)

    assert profile.public() == before
    assert profile.draft()["facts"]["topic"] == "Wohnen"
    assert not profile.has_news


def test_publishing_puts_the_working_copy_in_place_of_the_facts() -> None:
    profile = in_review()

    profile.publish(by="nina", now=NOW)

    assert (profile.topic, profile.profile_version, profile.working) == ("Wohnen", 4, None)
    changed, told = builders.news(profile, "catalog")
    assert (changed["data"]["topic"], changed["data"]["profile_version"]) == ("Wohnen", 4)
    assert told["data"]["profile_version"] == 4


def test_a_working_copy_like_what_is_published_is_none() -> None:
    profile = in_review()

    profile.edit(facts(), by="eva", now=NOW)

    assert profile.working is None


def test_who_edits_what_is_in_review_has_it_reviewed_anew() -> None:
    profile = in_review()

    profile.edit(facts(topic="Bauen"), by="eva", now=NOW)

    with pytest.raises(Conflict) as refused:
        profile.publish(by="nina", now=NOW)
    assert refused.value.code == "nothing-to-review"
    assert (profile.topic, profile.profile_version) == ("Umzug", 3)


@pytest.mark.parametrize("profile", [builders.profile(), in_review()], ids=["unchanged", "twice"])
def test_there_must_be_something_to_submit(profile: Profile) -> None:
    with pytest.raises(Conflict) as refused:
        profile.submit(NOW)

    assert refused.value.code == "nothing-to-review"


def test_a_pause_says_why() -> None:
    profile = builders.profile()

    profile.pause(REASON, NOW)

    changed, told = builders.news(profile, "catalog")
    assert (profile.status, profile.changed_at) == (Status.PAUSED, NOW)
    assert (changed["type"], changed["data"]["status"]) == ("profile.changed", "paused")
    assert told["type"] == "profile.paused"
    assert told["data"] == {
        "profile": "ewa", "title": TITLE, "reason": REASON, "profile_version": 3,
    }  # fmt: skip


def test_a_paused_profile_comes_back_in_the_same_version() -> None:
    profile = builders.profile(status=Status.PAUSED, status_reason=REASON)

    profile.publish(by="eva", now=NOW)

    assert (profile.status, profile.status_reason) == (Status.PUBLISHED, None)
    assert profile.profile_version == 3
    assert builders.kinds(profile) == [
        "profile.changed", "profile.published", "profile.orderable",
    ]  # fmt: skip


@pytest.mark.parametrize("status", [Status.PUBLISHED, Status.PAUSED])
def test_an_end_says_why_and_what_comes_instead(status: Status) -> None:
    profile = in_review()
    profile.status = status

    profile.retire(REASON, "ewa-2", NOW)

    assert (profile.status, profile.successor, profile.working) == ("retired", "ewa-2", None)
    changed, told = builders.news(profile, "catalog")
    assert changed["data"]["successor"] == "ewa-2"
    assert (told["type"], told["data"]["successor"]) == ("profile.retired", "ewa-2")


@pytest.mark.parametrize(
    "action", ["edit", "submit", "publish", "pause", "retire", "send-back", "discard"]
)
@pytest.mark.parametrize("status", list(Status))
def test_a_step_the_table_does_not_know_changes_nothing(status: Status, action: str) -> None:
    if MOVES.allows(status, action):
        return
    profile = in_review()
    profile.status = status
    before = profile.to_doc()
    acts: dict[str, Any] = {
        "edit": lambda: profile.edit(facts(topic="X"), by="eva", now=NOW),
        "submit": lambda: profile.submit(NOW),
        "publish": lambda: profile.publish(by="nina", now=NOW),
        "pause": lambda: profile.pause(REASON, NOW),
        "retire": lambda: profile.retire(REASON, None, NOW),
        "send-back": lambda: profile.send_back("Der Titel fehlt", by="nina", now=NOW),
        "discard": profile.discard,
    }

    with pytest.raises(Conflict) as refused:
        acts[action]()

    assert refused.value.code in ("profile-wrong-state", "nothing-to-review")
    assert profile.to_doc() == before


def test_only_the_retired_are_at_an_end_and_every_state_is_reached() -> None:
    reached = {Status.DRAFT, *MOVES.table.values()}

    assert reached == set(Status)
    assert [state for state in Status if not MOVES.actions(state)] == [Status.RETIRED]


def test_everything_but_the_work_in_progress_is_public() -> None:
    shown = in_review().public()

    assert shown["id"] == "ewa"
    assert set(builders.profile().to_doc()) - {"_id", *INTERNAL} <= set(shown)
    assert not set(INTERNAL) & set(shown)


def test_what_is_sent_back_says_why_and_must_come_in_again() -> None:
    profile = in_review()

    profile.send_back("Der Titel fehlt", by="nina", now=NOW)
    told = profile.draft()
    profile.edit(facts(topic="Bauen"), by="eva", now=NOW)
    profile.submit(NOW)

    assert (told["submitted"], told["sent_back"]["reason"]) == (False, "Der Titel fehlt")
    assert told["sent_back"]["by"] == "nina"
    news = builders.news(profile, "catalog")
    (said,) = (one["data"] for one in news if one["type"] == "profile.sent_back")
    assert (said["accounts"], said["due_on"]) == (told["authors"], told["due_on"])
    assert profile.draft()["sent_back"] is None


def test_what_came_in_twice_is_published_only_as_it_was_seen() -> None:
    profile = in_review()
    profile.edit(facts(topic="Bauen"), by="eva", now=NOW)
    profile.submit(NOW)

    with pytest.raises(Invalid) as refused:
        profile.publish(by="nina", now=NOW)
    profile.publish(by="nina", now=NOW, seen=profile.version)

    assert "/version" in refused.value.fields
    assert profile.topic == "Bauen"


def test_a_working_copy_is_given_up_and_what_is_published_stays() -> None:
    profile = in_review()

    profile.discard()

    assert (profile.working, profile.status, profile.topic) == (None, "published", facts()["topic"])


def test_a_draft_that_is_given_up_leaves_its_id_to_another() -> None:
    profile, other = draft(), draft(topic="Bauen")
    with pytest.raises(Conflict):
        profile.revive(other)

    profile.discard()
    given_up = profile.is_discarded, profile.is_public, profile.working
    profile.revive(other)

    assert given_up == (True, False, None)
    assert (profile.status, profile.draft()["facts"]["topic"]) == ("draft", "Bauen")


def test_readers_notice_nothing_of_a_working_copy() -> None:
    profile = builders.profile(version=7)
    profile.pause(REASON, NOW)
    profile.version = 8
    before = profile.public()

    profile.edit(facts(topic="Wohnen"), by="eva", now=NOW)
    profile.version = 9

    assert profile.public() == before
    assert before["version"] == 8


def test_the_copy_others_keep_has_the_version_of_its_event() -> None:
    profile = builders.profile()

    profile.pause(REASON, NOW)

    changed = builders.news(profile, "catalog")[0]
    assert changed["data"]["version"] == changed["sequence"]


def test_a_profile_from_before_there_were_versions_is_version_one() -> None:
    interface = {"system": "S", "extra_cost": None, "stated_by": "v"}
    doc = builders.profile().to_doc() | {
        "test_access": {"kind": "demo_instance", "url": "https://t.example"},
        "interfaces": [interface],
    }
    for new in ("profile_version", "test_accesses", "waves", "published_at", "published_by"):
        del doc[new]

    profile = Profile.from_doc(doc)

    assert (profile.profile_version, profile.is_public) == (1, True)
    assert profile.test_accesses[0]["url"] == "https://t.example"
    assert profile.interfaces[0]["extra_cost"] == "unknown"


def test_a_committed_row_is_version_one_and_told_to_others() -> None:
    row = {"id": "neu", "status": "published", "status_reason": None, "successor": None, **facts()}

    profile = _shipped(row)

    assert (profile.profile_version, profile.facts()) == (1, facts())
    assert builders.kinds(profile) == ["profile.changed"]


@pytest.mark.parametrize(
    ("changed", "pointer"),
    [
        ({"leika_keys": ["99003002000001"]}, "/leika_keys/0"),
        ({"leika_keys": ["98003002022000"]}, "/leika_keys/0"),
        ({"ozg_id": "10602"}, "/ozg_id"),
        ({"kind": "other"}, "/kind"),
        ({"target_kinds": ["land"]}, "/target_kinds/0"),
        ({"capacities": ["Gesundheitsamt"]}, "/capacities/0"),
        ({"sphere": "both"}, "/sphere"),
        ({"financing": {"kind": "gift"}}, "/financing/kind"),
        ({"maturity": {"model": "1.1", "value": 5}}, "/maturity/value"),
        ({"maturity": {"model": "3", "value": 1}}, "/maturity/model"),
        ({"contract_partner": {"name": "x", "url": "https://x.example"}}, "/contract_partner"),
        ({"kind": "market"}, "/contract_partner"),
        ({"vg_contracts": "joint", "target_kinds": ["municipality"]}, "/target_kinds"),
        ({"test_accesses": [{"kind": "demo", "url": "javascript:x"}]}, "/test_accesses/0/url"),
        ({"test_accesses": [{"kind": "none"}]}, "/test_accesses/0/credentials/de"),
        ({"test_accesses": [{**NO_ACCESS, "url": "https://t.example"}]}, "/test_accesses/0/url"),
        ({"test_accesses": [NO_ACCESS, {"kind": "demo_instance"}]}, "/test_accesses"),
        ({"interfaces": [{"system": "S", "extra_cost": "some"}]}, "/interfaces/0/extra_cost"),
        ({"waves": [{**WAVE, "opens_on": "soon"}]}, "/waves/0/opens_on"),
        ({"waves": [WAVE] * 2}, "/waves"),
        ({"waves": [{**WAVE, "regions": ["9"]}]}, "/waves/0/regions/0"),
        ({"waves": [{**WAVE, "pilots": ["x"]}]}, "/waves/0/pilots/0"),
        ({"test_accesses": [{"kind": "demo_instance", "url": "https://u:p@t.example"}]},
         "/test_accesses/0/url"),
        ({"test_accesses": [{"kind": "demo_instance", "url": "http://169.254.169.254/"}]},
         "/test_accesses/0/url"),
        ({"leika_keys": ["99003002022000"] * 2}, "/leika_keys"),
        ({"target_kinds": ["municipality"] * 500}, "/target_kinds"),
        ({"interfaces": [{"system": "S", "extra_cost": True, "stated_by": "v"}] * 2},
         "/interfaces"),
        ({"checked_on": "2026-02-30"}, "/checked_on"),
        ({"surprise": 1}, "/surprise"),
        ({"title": {"de": "Nur deutsch"}}, "/title/en"),
    ],
)  # fmt: skip
def test_a_wrong_fact_is_named(changed: dict[str, Any], pointer: str) -> None:
    with pytest.raises(Invalid) as refused:
        parse(schemas.ProfileFacts, facts(**changed))

    assert f'"{pointer}"' in refused.value.fields


@pytest.mark.parametrize("id", ["suggest", "compare", "import", "Wohngeld", "a--b", "a/b", ""])
def test_an_id_that_cannot_stand_in_an_address_is_refused(id: str) -> None:
    with pytest.raises(Invalid) as refused:
        parse(schemas.ProfileAdded, {"id": id, **facts()})

    assert '"/id"' in refused.value.fields


def test_a_stored_profile_is_shown_as_the_profile_itself_would_be() -> None:
    for row in read_profiles():
        profile = _shipped(row)
        profile.version = 3
        stored = {**profile.to_doc(), "outbox": [], "done": []}

        assert Profile.shown(stored) == profile.public()


def test_a_profile_holds_whatever_its_schema_takes() -> None:
    lists = {
        name: field
        for name, field in schemas.ProfileFacts().fields.items()
        if isinstance(field, Listed)
    }

    bounds = {name: Profile.bounds[name] for name in lists}

    assert len(lists) > 8
    for name, field in lists.items():
        held = bounds[name]
        assert isinstance(held, AtMost)
        assert held.most >= (field.length.max or 0), name
