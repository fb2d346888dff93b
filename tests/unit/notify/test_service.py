"""The thread as callers get it, page by page."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from services.common import context
from services.common.context import Call
from services.common.errors import Invalid
from services.notify.domain.tickets import Ticket, Visibility
from services.notify.service import NotifyService
from tests.unit.notify import samples

NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)


class Tickets:
    """One ticket in memory."""

    def __init__(self, comments: int) -> None:
        self.ticket = Ticket.of_event(samples.order_event())
        for number in range(comments):
            self.ticket.comment(
                f"Nummer {number}",
                Visibility.BODY,
                author=samples.body_person(),
                once=f"r{number}",
                now=NOW + timedelta(minutes=number),
            )

    def shown_to(self, order_id: str) -> Ticket:
        return self.ticket


@pytest.fixture
def service() -> NotifyService:
    made = NotifyService()
    made.tickets = Tickets(comments=4)  # type: ignore[assignment]
    context.enter(Call(principal=samples.body_person()))
    return made


def test_the_pages_of_a_thread_give_each_line_once_and_in_order(service: NotifyService) -> None:
    read: list[dict[str, Any]] = []
    cursor = None

    for _ in range(3):
        page = service.list_comments("o1", {"limit": "2", "cursor": cursor})
        read += page["items"]
        cursor = page["next"]

    assert cursor is None
    assert page["total"] == 5
    assert [line["text"] for line in read[1:]] == [f"Nummer {number}" for number in range(4)]
    assert read[1]["at"] == "2026-11-20T10:00:00+00:00"


def test_a_cursor_of_another_thread_is_refused(service: NotifyService) -> None:
    with pytest.raises(Invalid):
        service.list_comments("o1", {"cursor": "elsewhere"})
