"""What a mail costs notify, beside a bare loop that hands the same body over."""

import smtplib
import time
from collections.abc import Callable, Mapping

from pymongo import MongoClient

from deploy.bench.figures import Figure, Target, compared
from deploy.bench.place import Place
from services.notify.domain.mails import Mail
from services.notify.domain.messages import MailMessage, message_of
from services.notify.domain.reached import Recipient
from services.notify.domain.reply_addresses import ReplyAddresses
from services.notify.domain.return_paths import ReturnPaths
from services.notify.mail_gate import MailGate
from services.notify.mail_sender import MailSender
from services.notify.rendering import MailTemplates, Sender
from services.notify.repositories.mails import Mails, mail_of
from services.notify.smtp import SmtpRelay

MAILS, ROUNDS = 300, 5
AT_ONCE = 20
FROM = "DigitalMarkt <markt@baykommun.example.org>"
DOMAIN = "baykommun.example.org"
RETURNS = ReturnPaths(DOMAIN, ReplyAddresses((b"bench",), DOMAIN))
PER_MINUTE = 1_000_000


def mail_cpu(place: Place) -> list[Figure]:
    """Send some hundred mails from the database, each to an address of its own, and bare.

    Both in this process, so that what Python itself costs is the same. What is counted is from
    the waiting mail to the noted outcome: taking, gate, headers, reading back, hand-over, log.
    """
    client: MongoClient[dict[str, object]] = MongoClient(
        place.system.mongo_uri, tz_aware=True, w="majority", journal=True
    )
    database = client["bench_mails"]
    mails = Mails(database, "mails", "queued")
    port = place.system.ports["smtp"]
    relay = SmtpRelay(f"smtp://127.0.0.1:{port}")
    gate = MailGate.beside(mails, PER_MINUTE)
    sender = MailSender(mails, relay, FROM, returns=RETURNS, gate=gate)
    rounds = [_round(mails, sender, port) for _ in range(ROUNDS)]
    client.drop_database("bench_mails")
    client.close()
    return [
        compared(
            "mail_cpu",
            rounds,
            unit="ms",
            reference="bare smtplib",
            target=Target(5),
        )
    ]


MEASUREMENTS: Mapping[str, Callable[[Place], list[Figure]]] = {"mail_cpu": mail_cpu}


def _round(mails: Mails, sender: MailSender, port: int) -> tuple[float, float]:
    """Return the milliseconds of CPU one mail took, ours and bare."""
    mails.collection.delete_many({})
    docs = [_waiting(mails, number) for number in range(MAILS)]
    for begin in range(0, MAILS, AT_ONCE):
        mails.put(docs[begin : begin + AT_ONCE])
    message = message_of(mail_of(docs[0]), FROM, RETURNS)
    began = time.process_time()
    while sender.round():
        pass
    ours = time.process_time() - began
    sent = mails.collection.count_documents({"state": "sent"})
    if sent != MAILS:
        raise RuntimeError(f"{sent} of {MAILS} mails were sent")
    return ours / MAILS * 1000, _bare(message, port) / MAILS * 1000


def _waiting(mails: Mails, number: int) -> dict[str, object]:
    to = Recipient(f"person{number}@stelle{number % 50}.example", f"Eva Fäch {number}")
    words = TEMPLATES.write("test_mail", to, {"token": "A" * 40})
    return Mail(
        id=f"{number:032x}", kind="test_mail", event=f"bench/{number}", address=to.address,
        name=to.name, message_id=f"<{number}@bench.example>", thread=None, subject=words.subject,
        text=words.text, html=words.html, queued_at=mails.now(), about={"order": "o1"},
    ).to_doc()  # fmt: skip


TEMPLATES = MailTemplates(Sender("https://markt.example"))


def _bare(message: MailMessage, port: int) -> float:
    began = time.process_time()
    with smtplib.SMTP("127.0.0.1", port) as server:
        for _ in range(MAILS):
            server.sendmail(message.sender, [message.recipient], message.raw)
    return time.process_time() - began
