"""Writing into a ticket, with files: kept first, then claimed by the line, then the line itself.

A process killed in between leaves a file without a line, which goes a day later, never a line
without its file.
"""

import base64
import binascii
from collections.abc import Sequence
from typing import Any

from services.common import clock, context
from services.common.errors import Conflict, NotFound, Wrong, invalid_fields
from services.notify.domain.attachments import (
    MOST_OF_A_TICKET,
    Attachment,
    FileType,
    attachment_id,
    name_of,
    type_of,
)
from services.notify.domain.lines import TicketLine
from services.notify.domain.statuses import Visibility
from services.notify.domain.tickets import Ticket
from services.notify.repositories.attachments import AttachmentFiles, Attachments
from services.notify.repositories.tickets import TicketLines

Doc = dict[str, Any]
LARGEST_CALL_BYTES = 15 * 1024 * 1024
"""Of a call that carries a file in Base64."""


class Commenting:
    """What people write into tickets, and the files they add."""

    def __init__(
        self, lines: TicketLines, attachments: Attachments, files: AttachmentFiles
    ) -> None:
        self._lines, self._attachments, self._files = lines, attachments, files

    @classmethod
    def of(cls, runtime: Any) -> "Commenting":
        """Make the one of a running process."""
        parts = (TicketLines.of, Attachments.of, AttachmentFiles.of)
        return cls(*(runtime.part(make) for make in parts))

    def attach(self, ticket: Ticket, content: str, name: str) -> Attachment:
        """Keep the caller's file, for a comment to come; the same request keeps it once."""
        call = _writing(ticket)
        return self.keep(ticket, _decoded(content), name, by=call.principal.subject,
                         once=call.once or "")  # fmt: skip

    def keep(self, ticket: Ticket, content: bytes, name: str, *, by: str, once: str) -> Attachment:
        """Keep a file of a ticket, or raise Invalid or Conflict."""
        kind = type_of(content, name)
        if isinstance(kind, Wrong):
            raise invalid_fields([("/content", kind)])
        id = attachment_id(ticket.id, once)
        if known := self._attachments.find(id):
            return known
        if not self._attachments.has_room(ticket.id, len(content)):
            raise Conflict("too-many-attachments", most=MOST_OF_A_TICKET)
        return self._attachments.add(
            Attachment(
                id=id, ticket=ticket.id, by=by, name=name_of(name, kind), media_type=kind,
                bytes=len(content), sha256=self._files.keep(content), at=clock.now(),
            )
        )  # fmt: skip

    def comment(
        self, ticket: Ticket, text: str, visibility: Visibility | None, ids: Sequence[str]
    ) -> TicketLine:
        """Add the caller's comment with these files; the same request again gives the same one."""
        call = _writing(ticket)
        author = call.principal
        files = self._attachments.sent_by(author.subject, ticket.id, ids)
        if len(files) < len(ids):
            raise _not_yours()
        line = ticket.comment(
            text, visibility, author=author, once=call.once or "", now=clock.now(),
            attachments=[one.facts() for one in files],
        )  # fmt: skip
        return self.written(line, files)

    def written(self, line: TicketLine, files: Sequence[Attachment]) -> TicketLine:
        """Store a line with its files, once."""
        if known := self._lines.find(line.id):
            return known
        self._lines.check_daily(line)
        if not self._attachments.claim(files, line.id):
            raise _not_yours()
        return self._lines.add(line)

    def download(self, ticket: Ticket, id: str) -> Doc:
        """Return a file, base64, to those who read its line; to nobody else it is there."""
        found = self._attachments.find(id)
        line = self._lines.find(found.line) if found and found.line else None
        circles = ticket.readable(context.principal())
        if not found or not line or line.ticket != ticket.id or line.visibility not in circles:
            raise NotFound("attachment-not-found")
        return {
            "content_base64": base64.b64encode(self._files.get(found.sha256)).decode(),
            "filename": found.name,
            "media_type": FileType(found.media_type).value,
            "sha256": found.sha256,
        }


def _writing(ticket: Ticket) -> context.Call:
    """Return the call of somebody who may write into the ticket, noted as such."""
    call = context.current()
    ticket.require_write(call.principal)
    if scope := ticket.scope_of(call.principal):
        context.act("tickets:write", scope, about=ticket.profile)
    return call


def _not_yours() -> Exception:
    return invalid_fields([("/attachments", Wrong("attachment-unknown"))])


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (ValueError, binascii.Error) as error:
        raise invalid_fields([("/content", Wrong("no-base64"))]) from error
