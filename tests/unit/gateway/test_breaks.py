"""Numbers stay whole at the end of a line; long addresses break at their parts."""

import pytest

from gateway.web.frame.breaks import breakable, whole_numbers


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("DM-2026-2COV2C54, Prien", '<span class="dm-id">DM-2026-2COV2C54</span>, Prien'),
        ("Ticket T-DM-2026-1", 'Ticket <span class="dm-id">T-DM-2026-1</span>'),
        ("SSN-2026-A-2", '<span class="dm-id">SSN-2026-A-2</span>'),
        ("SSN-2026-A & <b>", '<span class="dm-id">SSN-2026-A</span> &amp; &lt;b&gt;'),
        ("BADM-20", "BADM-20"),
    ],
)
def test_a_number_stays_whole(text: str, shown: str) -> None:
    assert whole_numbers(text) == shown


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("a.b@c.example", "a.<wbr>b@<wbr>c.<wbr>example"),
        ("order.setup_requested.v1", "order.<wbr>setup_<wbr>requested.<wbr>v1"),
        ("GET /api/v1/bodies", "GET /<wbr>api/<wbr>v1/<wbr>bodies"),
        ("<x>@y", "&lt;x&gt;@<wbr>y"),
        ("items[].", "items[]."),
    ],
)
def test_a_long_name_breaks_behind_its_parts(name: str, shown: str) -> None:
    assert breakable(name) == shown
