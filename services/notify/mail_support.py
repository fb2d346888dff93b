"""The operator's look at the mails: what waits, what failed and why, and sending it again."""

from datetime import datetime
from typing import Any

from services.common.background import BackgroundTask
from services.common.errors import Conflict
from services.common.storage.aggregates import to_plain
from services.notify.address_upkeep import AddressUpkeep
from services.notify.domain.failures import failure_text
from services.notify.domain.mails import MailState, MailText
from services.notify.domain.reached import Recipient
from services.notify.mail_sender import MailSender
from services.notify.rendering import MailTemplates
from services.notify.repositories.mails import MailFilter, Mails, mails
from services.notify.words.failures import MAIL_STATES
from services.notify.words.mails import KINDS

SHOWN = (
    "kind", "event", "state", "reason_code", "address", "name", "subject",
    "message_id", "queued_at", "bundle",
    "due_at", "sent_at", "failed_at", "bounced_at", "paused_at", "attempts",
    "resent_by", "resent_at", "about",
)  # fmt: skip
"""Not the words: they may hold what only the addressee may know, such as a token."""
MOST_COUNTED = 10_000


class MailSupport:
    """Lists mails and sends failed ones again."""

    def __init__(
        self, mails: Mails, wording: MailTemplates, sender: BackgroundTask | None = None
    ) -> None:
        self._mails, self._wording, self._sender = mails, wording, sender
        self._addresses = AddressUpkeep(mails)

    @classmethod
    def of(cls, runtime: Any) -> "MailSupport":
        """Make the one of a running process."""
        wording = runtime.part(MailTemplates.of)
        return cls(runtime.part(mails), wording, runtime.part(MailSender.of).loop)

    def page(self, chosen: MailFilter, after: str | None, limit: int) -> list[dict[str, Any]]:
        """Return the chosen mails, newest first."""
        return [view(doc) for doc in self._mails.page(chosen, after, limit)]

    def count(self, chosen: MailFilter) -> int:
        """Count the chosen ones, up to ten thousand."""
        return self._mails.count(chosen, MOST_COUNTED)

    def failed(self, moment: datetime | None) -> dict[str, Any]:
        """Return how many mails have failed, since when the first, how many since a moment."""
        since = to_plain(self._mails.first_failed_at())
        return {
            "count": self._mails.count(MailFilter(MailState.FAILED), MOST_COUNTED),
            "since": since,
            "new": self._mails.failed_since(moment, MOST_COUNTED) if moment else None,
        }

    def show(self, id: str) -> dict[str, Any]:
        """Return one mail, without its words."""
        return view(self._mails.get(id))

    def send_again(self, id: str, by: str) -> dict[str, Any]:
        """Queue a failed mail once more, and with it what is held back for its address.

        It may be written only now.
        """
        doc = self._mails.get(id)
        if doc["state"] != MailState.FAILED:
            raise Conflict("mail-not-failed", state=doc["state"])
        self._mails.send_again(id, by, self._words(doc))
        self._addresses.resume(doc["address"])
        if self._sender:
            self._sender.wake()
        return self.show(id)

    def _words(self, doc: dict[str, Any]) -> MailText:
        if "text" in doc:
            return MailText(doc["subject"], doc["text"], doc["html"], doc.get("entry", {}))
        if "facts" not in doc or "address" not in doc:
            raise Conflict("mail-words-gone")
        to = Recipient(doc["address"], doc["name"])
        return self._wording.write(doc["kind"], to, doc["facts"])


def view(doc: dict[str, Any]) -> dict[str, Any]:
    """Return what the operator may see of a mail, its codes in words beside them."""
    facts = {name: to_plain(doc.get(name)) for name in SHOWN}
    answer = doc.get("answer") or doc.get("reason")
    return {
        "id": doc["_id"],
        **facts,
        "kind_label": KINDS.get(str(doc.get("kind"))),
        "state_label": MAIL_STATES[doc["state"]],
        "reason": failure_text(doc.get("reason_code"), answer),
        "answer": answer or None,
        "tries": [_tried(one) for one in doc.get("tries", [])],
    }


def _tried(one: dict[str, Any]) -> dict[str, Any]:
    reason = failure_text(one["reason_code"], one["answer"])
    return {"at": to_plain(one["at"]), "reason": reason, "answer": one["answer"] or None}
