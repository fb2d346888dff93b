"""Keep every mail the local system sends: `python -m deploy.local.sink`.

Listens on 127.0.0.1:$SMTP_PORT and writes each accepted mail as one file `<time>-<n>.eml` into
$MAIL_DIR, in the order of arrival by name. What `.answers.json` there says is answered instead.
What is for $OWN_ADDRESS, or for `bounce+…` and `ticket+…` at its domain, goes to $MAILBOX_URI too.
Stops on SIGTERM or SIGINT.
"""

import asyncio
import itertools
import json
import os
import re
import signal
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from email.header import Header
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session

from deploy.local import mailbox

HOST = "127.0.0.1"
ANSWERS = ".answers.json"
"""A file in the folder that makes the relay refuse: ``{"rcpt": "550 ...", "data": "554 ..."}``."""


class MailFolder:
    """Store mails as files; one whose name ends in `.eml` is always complete."""

    def __init__(
        self, folder: Path, *, now: Callable[[], datetime],
        deliver: Callable[[str, bytes], None] = lambda *_: None,
    ) -> None:  # fmt: skip
        self.folder, self._deliver = folder, deliver
        self._now = now
        self._count = itertools.count(1)

    async def handle_RCPT(  # noqa: N802 - the hook's own signature
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take any recipient, unless the folder says otherwise."""
        if refusal := self._scripted("rcpt"):
            return refusal
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 OK"

    def _scripted(self, stage: str) -> str | None:
        """Return the answer a test wants at this stage."""
        try:
            answers = json.loads((self.folder / ANSWERS).read_text())
        except FileNotFoundError:
            return None
        answer: str | None = answers.get(stage)
        return answer

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Answer 250 once the mail lies in the folder."""
        if refusal := self._scripted("data"):
            return refusal
        try:
            for address in envelope.rcpt_tos:
                await asyncio.to_thread(self._deliver, address, _content(envelope))
        except OSError:
            return "451 the mailbox is away"
        name = f"{self._now():%Y%m%dT%H%M%S.%fZ}-{next(self._count):06d}"
        unfinished = self.folder / f".{name}.part"
        unfinished.write_bytes(_envelope_headers(envelope) + _content(envelope))
        os.replace(unfinished, self.folder / f"{name}.eml")
        return "250 Message accepted for delivery"


async def serve(port: int, folder: Path) -> None:
    """Accept mails until the process is asked to stop."""
    folder.mkdir(parents=True, exist_ok=True)
    mails = MailFolder(folder, now=lambda: datetime.now(UTC), deliver=_delivered)
    asked_to_stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, asked_to_stop.set)
    server = await loop.create_server(
        lambda: SMTP(mails, enable_SMTPUTF8=True, hostname="localhost"), HOST, port
    )
    await asked_to_stop.wait()
    server.close()


def main() -> None:
    """Run the sink, or say in one sentence which setting is missing."""
    missing = [name for name in ("SMTP_PORT", "MAIL_DIR") if not os.environ.get(name)]
    if missing:
        sys.exit(f"Please set {' and '.join(missing)}.")
    asyncio.run(serve(int(os.environ["SMTP_PORT"]), Path(os.environ["MAIL_DIR"])))


def _delivered(address: str, raw: bytes) -> None:
    """Put what is for us into our mailbox, marked with the address it was sent to."""
    own, uri = os.environ.get("OWN_ADDRESS", ""), os.environ.get("MAILBOX_URI")
    ours = re.fullmatch(rf"(bounce\+|ticket\+).*@{re.escape(own.partition('@')[2])}", address)
    if uri and (ours or address == own):
        marked = f"Delivered-To: {address}\r\n".encode() + raw
        mailbox.deliver(uri, os.environ["MAILBOX_CERTIFICATES"], marked)


def _envelope_headers(envelope: Envelope) -> bytes:
    """Return who really sent and got it: Bcc and bounce addresses stand only in the envelope."""
    lines = [("X-MailFrom", envelope.mail_from or "")]
    lines += [("X-RcptTo", address) for address in envelope.rcpt_tos]
    return b"".join(
        f"{name}: {Header(value, maxlinelen=998).encode()}\r\n".encode() for name, value in lines
    )


def _content(envelope: Envelope) -> bytes:
    content = envelope.content or b""
    return content.encode("utf-8") if isinstance(content, str) else content


if __name__ == "__main__":
    main()
