"""What is sealed opens with its key for its purpose, and in no other way."""

import base64

import pytest

from services.common.config import SettingsWrong
from services.notify.secrets_box import NotSealedHere, SecretsBox

OLD, NEW = (base64.b64encode(bytes([number]) * 32).decode() for number in (1, 2))
SECRET = "whsec_geheim"


def test_what_was_sealed_opens_for_its_purpose_only() -> None:
    box = SecretsBox(OLD)
    sealed = box.seal(SECRET, "webhook:1")

    assert box.open(sealed, "webhook:1") == SECRET
    assert SECRET not in sealed
    with pytest.raises(NotSealedHere):
        box.open(sealed, "webhook:2")


def test_the_same_secret_is_sealed_differently_each_time() -> None:
    box = SecretsBox(OLD)

    assert box.seal(SECRET, "webhook:1") != box.seal(SECRET, "webhook:1")


def test_a_key_is_changed_by_listing_the_new_one_before_the_old_one() -> None:
    sealed = SecretsBox(OLD).seal(SECRET, "webhook:1")

    both = SecretsBox(f"{NEW}, {OLD}")

    assert both.open(sealed, "webhook:1") == SECRET
    assert SecretsBox(NEW).open(both.seal(SECRET, "webhook:1"), "webhook:1") == SECRET
    with pytest.raises(NotSealedHere):
        SecretsBox(NEW).open(sealed, "webhook:1")


@pytest.mark.parametrize("end", ["AAA=", "ü", "", "."])
def test_what_was_changed_does_not_open(end: str) -> None:
    box = SecretsBox(OLD)
    sealed = box.seal(SECRET, "webhook:1")

    for changed in (sealed[:-4] + end, sealed.partition(".")[0] + end):
        with pytest.raises(NotSealedHere):
            box.open(changed, "webhook:1")


@pytest.mark.parametrize("keys", ["", "kurz", base64.b64encode(b"zu kurz").decode(), f"{OLD},"])
def test_a_setting_that_holds_no_key_is_refused_by_name(keys: str) -> None:
    with pytest.raises(SettingsWrong, match="SECRETS_KEY"):
        SecretsBox(keys)
