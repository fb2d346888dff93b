"""Reports of mail servers are read by their fields, and nothing else is believed."""

import pytest

from services.notify.domain.bounces import LONGEST_REPORT, BounceKind, report_of
from services.notify.domain.failures import MailFailure
from tests.unit.notify.reports import report

EVA = "eva@prien.example"


@pytest.mark.parametrize(
    ("action", "status", "kind"),
    [
        ("failed", "5.1.1", BounceKind.UNREACHABLE),
        ("failed", "5.1.2", BounceKind.UNREACHABLE),
        ("failed", "5.2.1", BounceKind.UNREACHABLE),
        ("failed", "5.0.0", BounceKind.UNREACHABLE),
        ("failed", "5.4.4", BounceKind.UNREACHABLE),
        ("failed", "5.2.0", BounceKind.UNREACHABLE),
        ("failed", "5.2.2", BounceKind.UNDELIVERED),
        ("failed", "5.2.3", BounceKind.UNDELIVERED),
        ("failed", "5.7.1", BounceKind.UNDELIVERED),
        ("failed", "5.6.0", BounceKind.UNDELIVERED),
        ("failed", "5.3.4", BounceKind.UNDELIVERED),
        ("failed", "4.4.7", BounceKind.UNDELIVERED),
        ("delayed", "4.4.1", BounceKind.DELAYED),
        ("FAILED", "5.1.1 (no such user)", BounceKind.UNREACHABLE),
    ],
)
def test_action_and_status_say_what_became_of_a_mail(
    action: str, status: str, kind: BounceKind
) -> None:
    found = report_of(report(EVA, action=action, status=status), EVA)

    assert found is not None
    assert found.kind is kind


@pytest.mark.parametrize(
    ("action", "status"),
    [
        ("delivered", "2.0.0"), ("relayed", "2.0.0"), ("expanded", "2.0.0"), ("failed", "2.0.0"),
        ("failed", ""), ("failed", "nonsense"), ("", "5.1.1"), ("delayed", "5.1.1"),
    ],
)  # fmt: skip
def test_what_arrived_or_means_nothing_is_no_bounce(action: str, status: str) -> None:
    assert report_of(report(EVA, action=action, status=status), EVA) is None


def test_a_report_about_somebody_else_is_none_about_this_recipient() -> None:
    assert report_of(report("other@prien.example"), EVA) is None


def test_a_recipient_is_known_by_the_address_the_mail_was_sent_to_before_it_was_forwarded() -> None:
    forwarded = report("eva@home.example", original=EVA)

    assert report_of(forwarded, EVA) is not None


def test_a_recipient_is_the_same_however_the_server_spells_it() -> None:
    assert report_of(report("EVA@XN--MNCHEN-3YA.example"), "eva@münchen.example") is not None


def test_what_the_server_said_is_kept_on_one_line() -> None:
    found = report_of(report(EVA, said="smtp; 550 5.1.1 no\r\n such\x00 user"), EVA)

    assert found is not None
    assert found.failure.code is MailFailure.ADDRESS_BOUNCED
    assert found.failure.answer == "550 5.1.1 no such user"


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"Subject: Undelivered Mail Returned to Sender\r\n\r\n550 5.1.1 eva@prien.example unknown",
        b"Auto-Submitted: auto-replied\r\nSubject: Abwesend\r\n\r\nIch bin im Urlaub.",
        b"Content-Type: multipart/report; report-type=delivery-status\r\n\r\nno parts",
        report(EVA).replace(b"delivery-status", b"feedback-report"),
        report(EVA)[:300],
        b"Content-Type: multipart/mixed; boundary=x\r\n\r\n" + b"--x\r\n" * 9000,
        b"\xff\x00" * 5000,
    ],
)
def test_what_is_no_report_reports_nothing(raw: bytes) -> None:
    assert report_of(raw, EVA) is None


def test_the_mail_that_came_back_is_not_read() -> None:
    assert report_of(report(EVA) + b"x" * (4 * LONGEST_REPORT), EVA) is not None
