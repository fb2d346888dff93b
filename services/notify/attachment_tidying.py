"""Removes, in the background, files of tickets that no line came for."""

import time
from typing import Any

from services.common.background import BackgroundTask, database_bound
from services.notify.repositories.attachments import TIDIED_AT_ONCE, AttachmentFiles, Attachments
from services.notify.repositories.tickets import TicketLines

EVERY_S = 600.0


class AttachmentTidying:
    """Looks every ten minutes; several processes may, and find the same."""

    def __init__(
        self, attachments: Attachments, files: AttachmentFiles, lines: TicketLines
    ) -> None:
        self._attachments, self._files, self._lines = attachments, files, lines
        self._looked_at = float("-inf")
        self.loop = BackgroundTask("attachments", self.round)

    @classmethod
    def of(cls, runtime: Any) -> "AttachmentTidying":
        """Make the one of a running process."""
        parts = (Attachments.of, AttachmentFiles.of, TicketLines.of)
        return cls(*(runtime.part(make) for make in parts))

    def round(self) -> bool:
        """Look once, if it is time; tell whether there may be more."""
        if time.monotonic() - self._looked_at < EVERY_S:
            return False
        with database_bound():
            more = self._attachments.settle(self._lines, self._files) == TIDIED_AT_ONCE
            self._files.tidy()
        self._looked_at = float("-inf") if more else time.monotonic()
        return more
