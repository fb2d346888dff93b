"""The terms of use have versions, and only the current one can be accepted."""

from datetime import date

import pytest

from services.common.errors import Invalid
from services.identity.domain.terms import VERSIONS, Terms, check_accepted, current, is_due
from tests.builders import TODAY, registration

OLD = Terms("1", date(2025, 1, 1), "Alt", "Old", "/terms/1")
NEW = Terms("2", date(2026, 7, 1), "Neu", "New", "/terms/2")


@pytest.mark.parametrize(
    ("on", "version"),
    [
        (date(2025, 1, 1), "1"),
        (date(2026, 6, 30), "1"),
        (date(2026, 7, 1), "2"),
        (date(2030, 1, 1), "2"),
    ],
)
@pytest.mark.parametrize("versions", [(OLD, NEW), (NEW, OLD)])
def test_a_version_holds_until_the_next_one(
    on: date, version: str, versions: tuple[Terms, ...]
) -> None:
    assert current(on, versions).version == version


def test_before_the_first_version_there_are_no_terms() -> None:
    with pytest.raises(LookupError):
        current(date(2024, 12, 31), (OLD, NEW))


def test_everyone_is_asked_again_when_the_terms_change() -> None:
    before, after = date(2026, 6, 30), date(2026, 7, 1)

    assert not is_due("1", before, (OLD, NEW))
    assert is_due("1", after, (OLD, NEW))
    assert not is_due("2", after, (OLD, NEW))


@pytest.mark.parametrize("accepted", [None, "", "1", "2026-1", "2026-01 "])
def test_anything_but_the_current_version_is_refused_by_its_field(accepted: str | None) -> None:
    with pytest.raises(Invalid) as refused:
        check_accepted(accepted, TODAY)

    assert '"/terms_version"' in refused.value.fields


def test_the_version_in_use_is_accepted() -> None:
    check_accepted(registration().terms_version, TODAY)

    assert not is_due("2026-01", TODAY)


def test_each_version_has_its_day_and_its_address() -> None:
    for facts in ("version", "valid_from", "path"):
        assert len({getattr(terms, facts) for terms in VERSIONS}) == len(VERSIONS)
