"""The conversation about an order: the three sides, a file, and an answer by mail."""

import smtplib
from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Any

from deploy.local.journey import Journey
from deploy.local.ports import wait_until

PLAN = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
ANSWERED_WITHIN_S = 240
"""Longer than the lease a killed reader of the mailbox leaves behind."""


@dataclass
class TicketJourney:
    """What is written in the ticket of an order that a setup party sets up; see ``Journey``.

    ``smtp_port`` is the relay at 127.0.0.1 that gets what people send us.
    """

    ordered: Journey
    smtp_port: int

    def steps(self) -> list[tuple[str, Callable[[], str]]]:
        """Return the steps in order, each with what it says when done."""
        return [
            ("the body writes to all and attaches a plan", self.body_writes),
            ("the setup party answers", self.vendor_answers),
            ("BayKommun notes something for itself and asks the body", self.operator_asks),
            ("the body answers that mail", self.body_answers_by_mail),
            ("the ticket, as each side reads it", self.ticket_reads),
        ]

    @property
    def path(self) -> str:
        """Return where the order is."""
        return f"orders/{self.ordered.order['id']}"

    @property
    def address(self) -> str:
        """Return the clerk's mail address."""
        return f"{self.ordered.clerk}@{self.ordered.body}.example"

    def body_writes(self) -> str:
        """Send a file, then the message that names it."""
        clerk = self.ordered.person(self.ordered.clerk)
        sent = clerk.ask(
            "POST", f"{self.path}/attachments", params={"filename": "../Netzplan 2026.exe"},
            data=PLAN, headers={"Content-Type": "application/octet-stream"},
        ).json()  # fmt: skip
        said = {"text": "Anbei unser Netzplan.", "visibility": "vendor"}
        clerk.post(f"{self.path}/comments", {**said, "attachments": [sent["id"]]})
        return f"kept as {sent['name']}, {sent['media_type']}"

    def vendor_answers(self) -> str:
        """Read the file and answer."""
        vendor = self.ordered.person("vendor-fachverfahren")
        (file,) = self._lines("vendor-fachverfahren")[-1]["attachments"]
        content = vendor.read(f"{self.path}/attachments/{file['id']}")
        if content != PLAN:
            raise AssertionError("the file is another one")
        vendor.post(f"{self.path}/comments", {"text": "Danke, der Plan passt."})
        return f"read {len(content)} bytes"

    def operator_asks(self) -> str:
        """Write an inner note and a question, which is mailed to the body."""
        reviewer, path = self.ordered.person("reviewer"), f"{self.path}/comments"
        reviewer.post(path, {"text": "Bitte im Auge behalten.", "visibility": "operator"})
        reviewer.post(path, {"text": "Ab wann gilt der Plan?", "visibility": "body"})
        return f"mailed, to be answered at {self._asked()['Reply-To']}"

    def body_answers_by_mail(self) -> str:
        """Answer as a mail program does, with the question quoted below."""
        asked = self._asked()
        answer = EmailMessage()
        answer["From"], answer["To"] = self.address, asked["Reply-To"]
        answer["Subject"] = f"AW: {asked['Subject']}"
        answer["Message-ID"] = f"<{self.ordered.order['id']}@{self.ordered.body}.example>"
        answer["In-Reply-To"] = asked["Message-ID"]
        answer.set_content(
            "Ab dem 1. Januar.\n\nAm 28.11.2026 um 10:12 schrieb DigitalMarkt:\n> Ab wann?\n"
        )
        with smtplib.SMTP("127.0.0.1", self.smtp_port, timeout=10) as relay:
            relay.send_message(answer)
        wait_until(lambda: bool(self._by_mail()), ANSWERED_WITHIN_S, "no answer in the ticket", 0.2)
        (line,) = self._by_mail()
        return f"{line['text']} (for {line['visibility']})"

    def ticket_reads(self) -> str:
        """Print the thread, and how much of it each side reads."""
        reviewer = self.ordered.person("reviewer")
        ticket = reviewer.get(f"{self.path}/ticket")
        written = [_written(line) for line in self._lines("reviewer")]
        counts = [
            f"{side} reads {len(self._lines(person))}"
            for side, person in (
                ("body", self.ordered.clerk), ("vendor", "vendor-fachverfahren"),
            )
        ]  # fmt: skip
        return "\n           ".join(
            [f"{ticket['number']}, {ticket['state_label']}; {', '.join(counts)}", *written]
        )

    def _asked(self) -> EmailMessage:
        return self.ordered.mail(self.address, "Ab wann gilt der Plan?")

    def _by_mail(self) -> list[dict[str, Any]]:
        return [line for line in self._lines(self.ordered.clerk) if line["by_mail"]]

    def _lines(self, person: str) -> list[dict[str, Any]]:
        read = self.ordered.person(person).get(f"{self.path}/comments", limit=200)
        return [line for line in read["items"] if line["kind"] == "comment"]


def _written(line: dict[str, Any]) -> str:
    files = "".join(f" [{file['name']}]" for file in line["attachments"])
    how = ", by mail" if line["by_mail"] else ""
    return f"{line['author_name']} (for {line['visibility']}{how}): {line['text']}{files}"
