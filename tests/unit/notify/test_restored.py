"""After a restore people are told what is new, and asked about what may have been told."""

from datetime import UTC, datetime, timedelta

import pytest

from services.common.events import Event
from services.notify.domain.deliveries import as_published
from services.notify.domain.mails import MailState
from services.notify.restored import LostTime, Uncertainty
from tests.unit.notify import samples

BACKUP = datetime(2026, 11, 29, 2, 0, tzinfo=UTC)
RESTORE = BACKUP + timedelta(hours=6)
AFTER = RESTORE + timedelta(minutes=1)
LOST = LostTime(RESTORE)
MAIL = {"_id": "m", "state": MailState.QUEUED.value, "queued_at": RESTORE}


def said(kind: str, at: datetime) -> Event:
    event = samples.order_event(kind)
    event.raw["time"] = at.isoformat(timespec="milliseconds")
    return event


@pytest.mark.parametrize(
    ("kind", "at", "state"),
    [
        ("order.released", BACKUP + timedelta(seconds=2), MailState.FAILED),
        ("order.released", AFTER, MailState.QUEUED),
        ("order.reminded", AFTER, MailState.FAILED),
        ("order.reminded", RESTORE + timedelta(hours=5), MailState.QUEUED),
    ],
)
def test_a_mail_waits_for_a_person_where_it_may_have_gone_out(
    kind: str, at: datetime, state: MailState
) -> None:
    event = said(kind, at)

    assert LOST.mail(event, MAIL)["state"] == state
    assert LostTime().mail(event, MAIL) == MAIL


def test_a_mail_that_could_not_be_written_keeps_its_reason() -> None:
    failed = {**MAIL, "state": MailState.FAILED.value, "reason_code": "not-written"}

    assert LOST.mail(said("order.released", BACKUP), failed) == failed


def test_a_vendor_sees_that_an_event_may_be_a_repetition() -> None:
    before, after = (
        as_published(LOST.delivery(said("order.released", at), {"envelope": {"id": "e"}}))
        for at in (BACKUP, AFTER)
    )

    assert before == {"id": "e", "redelivered": True}
    assert after == {"id": "e"}


def test_a_process_starts_without_its_database_and_asks_it_once() -> None:
    asked: list[LostTime] = []

    def read() -> LostTime:
        asked.append(LOST)
        return LOST

    uncertainty = Uncertainty(read)
    before_any_event = list(asked)
    states = [uncertainty.mail(said("order.released", at), MAIL)["state"] for at in (BACKUP, AFTER)]

    assert before_any_event == []
    assert asked == [LOST]
    assert states == [MailState.FAILED, MailState.QUEUED]
