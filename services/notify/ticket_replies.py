"""Takes answers by mail into their tickets.

The address a mail was answered to names the ticket and proves its recipient; where the mailbox's
server proves senders (``MAILBOX_AUTHSERV``), a sender it does not prove writes nothing; where it
does not, the line says that nobody proved its sender. What that person may is looked up when the
answer arrives. What is not taken stays in the mailbox's folder of unclaimed mails, and its sender
is told so at most once a day; programs and strangers never are.
"""

from typing import Any

from pymongo.errors import PyMongoError

from services.common import clock, context
from services.common.context import Call
from services.common.errors import Conflict, Refusal, Unavailable
from services.common.logs import Log
from services.common.principal import Principal
from services.notify.commenting import Commenting
from services.notify.domain.attachments import LONGEST_NAME, MOST_OF_A_LINE, Attachment
from services.notify.domain.lines import TicketLine, event_of_line
from services.notify.domain.reached import Directory
from services.notify.domain.replies import Reply, is_automatic, reply_of
from services.notify.domain.reply_addresses import ReplyAddresses
from services.notify.domain.reply_authors import ReplyAuthor, author_at
from services.notify.domain.sender_proofs import is_proven
from services.notify.domain.statuses import Visibility
from services.notify.domain.tickets import Ticket
from services.notify.mailbox.returns import return_paths
from services.notify.mailing_settings import read_mailing
from services.notify.repositories.mails import Mails, mails
from services.notify.repositories.people import People
from services.notify.repositories.refused_replies import RefusedReplies
from services.notify.repositories.tickets import TicketLines, Tickets

log = Log(__name__)

NOT_YOURS, ENDED, EMPTY, TOO_MANY = "not-yours", "ended", "empty", "too-many"
"""Why an answer is not taken; ``words/replies.py`` says it."""
UNPROVEN = "unproven"
"""Nobody is told: the sender may be anybody."""


class TicketReplies:
    """Takes what is addressed to ``ticket+…``; the same mail given again adds nothing."""

    def __init__(
        self, addresses: ReplyAddresses | None, directory: Directory, *, tickets: Tickets,
        lines: TicketLines, mails: Mails, commenting: Commenting, refused: RefusedReplies,
        authserv: str = "",
    ) -> None:  # fmt: skip
        self._addresses, self._directory = addresses, directory
        self._tickets, self._lines, self._mails = tickets, lines, mails
        self._commenting, self._refused = commenting, refused
        self._authserv = authserv

    @classmethod
    def of(cls, runtime: Any) -> "TicketReplies":
        """Make the one of a running process."""
        returns = runtime.part(return_paths)
        return cls(
            returns.replies if returns else None, runtime.part(People.of),
            tickets=runtime.part(Tickets.of), lines=runtime.part(TicketLines.of),
            mails=runtime.part(mails), commenting=runtime.part(Commenting.of),
            refused=runtime.part(RefusedReplies.of),
            authserv=runtime.part(read_mailing).mailbox_authserv,
        )  # fmt: skip

    def take(self, raw: bytes, recipient: str) -> bool:
        """Tell whether it was for a ticket, and was taken or is to be forgotten."""
        named = self._addresses.ticket_of(recipient) if self._addresses else None
        ticket = self._tickets.find(named) if named else None
        if ticket is None:
            return False
        if is_automatic(raw):
            log.info("reply_ignored", object_id=ticket.id)
            return True
        reply = reply_of(raw)
        if self._authserv and not is_proven(raw, reply.sender or "", self._authserv):
            log.warning("reply_refused", object_id=ticket.id, outcome=UNPROVEN)
            return False
        reason = self._taken(ticket, reply, recipient)
        if reason is None:
            return True
        log.warning("reply_refused", object_id=ticket.id, outcome=reason)
        if reply.sender and self._is_known(reply.sender, reason):
            with context.entered(Call(principal=Principal("service:notify"))):
                self._refused.tell(reply.sender, reply.name, reason)
        return False

    def _is_known(self, sender: str, reason: str) -> bool:
        """Tell whether to write to this sender: without a proof only to one who has an account.

        Anybody may write another's address as the sender; whom we never wrote to gets nothing.
        """
        return reason != NOT_YOURS or bool(self._directory.at_address(sender))

    def _taken(self, ticket: Ticket, reply: Reply, recipient: str) -> str | None:
        """Write the answer into the thread; return why not, where it is not taken."""
        assert self._addresses is not None
        if not reply.sender or self._addresses.read(recipient, reply.sender) != ticket.id:
            return NOT_YOURS
        author = author_at(reply.sender, ticket, self._directory)
        if author is None:
            return ENDED
        if not reply.text and not reply.files:
            return EMPTY
        call = Call(once=reply.once, principal=Principal(author.id, author.name), action="reply")
        with context.entered(call):
            return self._write(ticket, reply, author)

    def _write(self, ticket: Ticket, reply: Reply, author: ReplyAuthor) -> str | None:
        try:
            files, left_out = self._keep(ticket, reply, author)
            line = ticket.taken_in(
                reply.text, author.circle(self._answered(ticket, reply)), author=author.id,
                author_name=author.name, side=author.side, once=reply.once, now=clock.now(),
                attachments=[one.facts() for one in files], left_out=left_out, by_mail=True,
                sender_proven=bool(self._authserv),
            )  # fmt: skip
            self._commenting.written(line, files)
        except Conflict:
            return TOO_MANY
        log.info("reply_taken", object_id=ticket.id)
        return None

    def _keep(
        self, ticket: Ticket, reply: Reply, author: ReplyAuthor
    ) -> tuple[list[Attachment], list[str]]:
        """Keep what may be kept; return also the names of the rest."""
        kept: list[Attachment] = []
        left_out: list[str] = []
        for number, (name, content) in enumerate(reply.files):
            if len(kept) >= MOST_OF_A_LINE:
                left_out.append(name[:LONGEST_NAME])
                continue
            once = f"{reply.once} {number}"
            try:
                kept.append(self._commenting.keep(ticket, content, name, by=author.id, once=once))
            except (Unavailable, PyMongoError):
                raise
            except Refusal:
                left_out.append(name[:LONGEST_NAME])
        return kept, left_out[:MOST_OF_A_LINE]

    def _answered(self, ticket: Ticket, reply: Reply) -> Visibility | None:
        """Return who reads the line that is answered, where it is known."""
        for id in reply.answers:
            mail = self._mails.collection.find_one({"_id": id}, {"about": 1, "event": 1})
            line: TicketLine | None = self._lines.find(event_of_line(mail)) if mail else None
            if line and line.ticket == ticket.id:
                return line.visibility
        return None
