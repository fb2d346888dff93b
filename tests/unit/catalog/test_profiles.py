"""A profile is taken off sale for a reason, and comes back."""

import pytest

from services.catalog.domain.profiles import Profile, Status
from services.common.errors import Conflict
from tests import builders
from tests.builders import NOW, TITLE

REASON = {"de": "Wartung", "en": "Maintenance"}


def paused() -> Profile:
    return builders.profile(status=Status.PAUSED, status_reason=REASON)


def test_a_pause_says_why() -> None:
    profile = builders.profile()

    profile.pause(REASON, NOW)

    changed, told = builders.news(profile, "catalog")
    assert (profile.status, profile.changed_at) == (Status.PAUSED, NOW)
    assert (changed["type"], changed["data"]["status"]) == ("profile.changed", "paused")
    assert told["type"] == "profile.paused"
    assert told["data"] == {"profile": "ewa", "title": TITLE, "reason": REASON}


def test_a_paused_profile_comes_back_without_the_reason() -> None:
    profile = paused()

    profile.publish(NOW)

    assert (profile.status, profile.status_reason) == (Status.PUBLISHED, None)
    assert builders.kinds(profile) == ["profile.changed", "profile.published"]


@pytest.mark.parametrize("status", [Status.PAUSED, Status.RETIRED])
def test_only_a_published_profile_is_paused(status: Status) -> None:
    profile = builders.profile(status=status)
    before = profile.to_doc()

    with pytest.raises(Conflict) as refused:
        profile.pause(REASON, NOW)

    assert refused.value.code == "profile-wrong-state"
    assert profile.to_doc() == before


@pytest.mark.parametrize("status", [Status.PUBLISHED, Status.RETIRED])
def test_only_a_paused_profile_is_published(status: Status) -> None:
    profile = builders.profile(status=status)

    with pytest.raises(Conflict):
        profile.publish(NOW)

    assert profile.status is status


def test_all_of_a_profile_is_public() -> None:
    shown = builders.profile().public()

    assert shown["id"] == "ewa"
    assert "_id" not in shown
    assert set(builders.profile().to_doc()) - {"_id", "words"} <= set(shown)


def test_the_copy_others_keep_has_the_version_of_its_event() -> None:
    profile = builders.profile()

    profile.pause(REASON, NOW)

    changed = builders.news(profile, "catalog")[0]
    assert changed["data"]["version"] == changed["sequence"]


def test_a_vendor_s_address_is_not_in_the_directory() -> None:
    from services.catalog.domain.profiles import Vendor

    vendor = Vendor(id="v", name="Demo", kind="it_provider", email="v@demo.example", demo=True)

    assert "email" not in vendor.public()
