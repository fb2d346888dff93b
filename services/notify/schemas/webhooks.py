"""What vendors send about webhooks and ask of their events."""

from datetime import timedelta
from typing import Any

from marshmallow import validates_schema

from services.common.paging import LONGEST_CURSOR, PageQuery
from services.common.validation.fields import Choice, Line, Listed, Moment, Whole
from services.common.validation.input import InputSchema
from services.common.validation.rules import OneOf, Unfit
from services.notify.domain.deliveries import PUBLIC_TYPES
from services.notify.domain.webhook_deliveries import WebhookDeliveryState

LONGEST_URL = 2000
LONGEST_REPLAY = timedelta(days=31)


class EventsQuery(InputSchema):
    """Events behind a cursor, oldest first; the oldest there are without one."""

    after = Line(LONGEST_CURSOR, load_default=None, allow_none=True)
    limit = Whole(1, 200, load_default=50)
    vendor = Line(60, load_default=None)


class WebhookFacts(InputSchema):
    """What can be changed of a webhook; no types means all of them."""

    url = Line(LONGEST_URL, required=True)
    description = Line(100, shortest=0, load_default="")
    types = Listed(
        Line(60, validate=OneOf(sorted(PUBLIC_TYPES))), len(PUBLIC_TYPES), load_default=list
    )


class WebhookAdded(WebhookFacts):
    """A webhook of a vendor, which need not be named where the caller has only one."""

    vendor = Line(60, load_default=None)


class WebhookQuery(PageQuery):
    """A page of webhooks."""

    vendor = Line(60, load_default=None)


class WebhookDeliveryQuery(PageQuery):
    """A page of what was and will be posted to a webhook."""

    state = Choice(WebhookDeliveryState, by_value=True, load_default=None)


class Replay(InputSchema):
    """From when to when events are sent once more."""

    start = Moment(data_key="from", required=True)
    end = Moment(data_key="to", required=True)

    @validates_schema
    def check_range(self, sent: dict[str, Any], **_kwargs: Any) -> None:
        """Refuse a range that is empty or too long."""
        if sent["end"] <= sent["start"]:
            raise Unfit("range-empty", "to")
        if sent["end"] - sent["start"] > LONGEST_REPLAY:
            raise Unfit("range-too-long", "to", days=LONGEST_REPLAY.days)
