"""Takes what comes back of a mail: who is not reached is told so, and nothing more is sent."""

from typing import Any

from services.common.background import database_bound
from services.common.logs import Log
from services.notify.domain.bounces import BounceKind, BounceReport, report_of
from services.notify.domain.failures import Failure, MailFailure
from services.notify.domain.mails import log_facts
from services.notify.domain.return_paths import ReturnPaths
from services.notify.mailbox.returns import return_paths
from services.notify.repositories.mails import Mails, mails
from services.notify.repositories.paused_addresses import PausedAddresses

log = Log(__name__)


class BounceTaker:
    """Matches a report with its mail by the address it came to, which only that mail had.

    What names no mail of ours is left to people. What reports nothing of the mail's own
    recipient, such as an automatic answer, is put aside and changes nothing.
    """

    def __init__(self, returns: ReturnPaths, mails: Mails, paused: PausedAddresses) -> None:
        self._returns, self._mails, self._paused = returns, mails, paused

    @classmethod
    def of(cls, runtime: Any) -> "BounceTaker":
        """Make the one of a running process that has a mailbox."""
        made = (runtime.part(make) for make in (return_paths, mails, PausedAddresses.of))
        return cls(*made)

    def take(self, raw: bytes, recipient: str) -> bool:
        """Take what came to the envelope sender of a mail; again, it changes nothing more."""
        id = self._returns.mail_of(recipient)
        with database_bound():
            doc = self._mails.find(id) if id else None
            if doc is None:
                return False
            report = report_of(raw, doc["address"]) if doc.get("address") else None
            if report is not None:
                self._note(doc, report)
        return True

    def _note(self, doc: dict[str, Any], report: BounceReport) -> None:
        """Pause the address first: killed in between, the report comes again."""
        if report.kind is BounceKind.DELAYED:
            self._mails.note_try(doc, Failure(MailFailure.DEFERRED, report.answer))
            return
        if report.kind is BounceKind.UNREACHABLE:
            self._paused.pause(doc["address"], doc["_id"], report.failure)
        self._mails.bounce(doc, report.failure)
        log.warning("mail_bounced", **log_facts(doc), outcome=report.kind.value)
