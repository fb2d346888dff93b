"""Times that end soon, as pages write them."""

from datetime import timedelta

from gateway.web.frame import formats
from services.common import clock


def test_what_ends_today_names_the_hour_alone_and_else_its_day() -> None:
    noon = clock.now().astimezone(clock.LOCAL).replace(hour=12, minute=5, second=0)

    today, later = formats.until(noon.isoformat()), formats.until(noon + timedelta(days=30))

    assert today == "12:05 Uhr"
    assert later == formats.moment(noon + timedelta(days=30))
