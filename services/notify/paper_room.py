"""Gets the files mails carry from the services that own them, and lets the mails go then.

They travel as pages of snapshots do: asked for by ``copy.wanted``, answered by one page. What
does not come in time, or is too large, holds no mail: it goes with its links alone.
"""

import base64
import binascii
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from services.common.background import BackgroundTask
from services.common.events import Event, envelope
from services.common.logs import Log
from services.common.messaging import names
from services.common.messaging.snapshots import FILL, WANTED
from services.notify.domain.papers import NOUN, PATIENCE, Paper, keys_of
from services.notify.mail_sender import MailSender
from services.notify.repositories.mails import Mails, mails
from services.notify.repositories.papers import Papers

log = Log(__name__)
Doc = dict[str, Any]


class PaperRoom:
    """What mails carry: who must wait for it, who is asked, what came."""

    def __init__(
        self, papers: Papers, mails: Mails, ask: Callable[[Doc], None], sender: BackgroundTask
    ) -> None:
        self._papers, self._mails, self._ask, self._sender = papers, mails, ask, sender

    @classmethod
    def of(cls, runtime: Any) -> "PaperRoom":
        """Make the room of a running process."""

        def ask(event: Doc) -> None:
            runtime.publisher.publish(names.events_exchange("notify"), [event])

        sender = runtime.part(MailSender.of).loop
        return cls(runtime.part(Papers.of), runtime.part(mails), ask, sender)

    def prepare(self, docs: list[Doc]) -> set[str]:
        """Let these mails wait for what they carry and is not here yet; return what is not."""
        carrying = [doc for doc in docs if doc.get("papers")]
        if not carrying:
            return set()
        missing = self._papers.missing(key for doc in carrying for key in doc["papers"])
        until = self._mails.now() + PATIENCE
        for doc in carrying:
            if awaits := [key for key in doc["papers"] if key in missing]:
                doc |= {"awaits": awaits, "due_at": until}
        return missing

    def ask_for(self, keys: Iterable[str]) -> None:
        """Ask the owners."""
        for key in sorted(keys):
            owner, _, after = key.partition("/")
            wanted = {
                "owner": owner, "noun": NOUN, "purpose": FILL, "snapshot": key, "after": after,
            }  # fmt: skip
            self._ask(envelope("notify", WANTED, wanted, subject=key, version=1, number=NOUN))

    def take(self, event: Event) -> None:
        """Keep what an owner sent; the mails that waited for it alone are due now."""
        key = str(event.data["snapshot"])
        files = [file for item in event.data["items"] for file in item["state"]["files"]]
        self._papers.keep(key, [paper for file in files if (paper := _paper(file))])
        if self._mails.arrived(key):
            self._sender.wake()


def papers_of(kind: str, facts: Mapping[str, Any]) -> Doc:
    """Return what a mail's document says of what it carries; nothing where that is nothing."""
    keys = keys_of(kind, facts)
    return {"papers": keys} if keys else {}


def _paper(file: Doc) -> Paper | None:
    """Read one file; one that was too large to be sent has no content."""
    if not file.get("content_base64"):
        return None
    try:
        return Paper(file["filename"], base64.b64decode(file["content_base64"], validate=True))
    except binascii.Error:
        log.error("paper_unreadable")
        return None
