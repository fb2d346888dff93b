"""A list goes on where it stopped, and nowhere else."""

import base64

import pytest

from services.catalog.finding import _cursor, _offset
from services.common.errors import Invalid


def test_a_cursor_leads_back_to_its_place() -> None:
    assert _offset(_cursor(50)) == 50
    assert _offset(None) == 0


@pytest.mark.parametrize("text", ["x", "-1", "1.5", "null", '"1"', "[]", "", "{"])
def test_a_cursor_nobody_gave_out_is_refused(text: str) -> None:
    with pytest.raises(Invalid):
        _offset(base64.urlsafe_b64encode(text.encode()).decode())


@pytest.mark.parametrize("cursor", ["%", "ä", "a", "====", "\x00"])
def test_what_is_no_cursor_is_refused(cursor: str) -> None:
    with pytest.raises(Invalid):
        _offset(cursor)


def test_a_cursor_beyond_all_lists_is_refused() -> None:
    with pytest.raises(Invalid):
        _offset(_cursor(10**20))
