"""What the strict reader takes reads alike everywhere; what readers could differ in is refused."""

from collections.abc import Callable
from email import message_from_string, policy
from email.utils import getaddresses

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from services.notify.domain.mails import Mail, MailText
from services.notify.domain.messages import message_of
from services.notify.domain.papers import Paper
from services.notify.domain.plain import display_name, one_line
from services.notify.domain.proof_reading import Reading, Unreadable, read_back
from services.notify.domain.reached import Recipient
from tests.unit.notify import samples
from tests.unit.notify.test_messages import HOSTILE, NOW, SENDER, any_text, names

PDF = Paper("Leistungsbeschreibung für Ämter.pdf", b"%PDF-1.7 " + bytes(range(256)))
MODERN = policy.default.clone(utf8=True)
NAME, SUBJECT, WORDS = "Eva Fäch", "Vertrag für Prien", "Grüße\n--=_words--\nFrom Prien\n.\n"


def written(
    name: str = NAME, subject: str = SUBJECT, words: str = WORDS, papers: tuple[Paper, ...] = ()
) -> bytes:
    to = Recipient("fach@prien.example", name)
    mail = Mail.of_event(
        samples.order_event(), "order_received", to, MailText(subject, words, f"<p>{words}"), NOW
    )
    return message_of(mail, SENDER, papers=papers).raw


RAW = written(words="Wort")


def check_alike(raw: bytes, read: Reading) -> None:
    """Check that both readers of ``email`` read what the strict one read."""
    whole, old = (
        message_from_string(raw.decode(), policy=known) for known in (MODERN, policy.compat32)
    )
    names = [name for name, _ in read.headers]
    address = read.mailboxes["To"][1]
    assert names == list(whole.keys()) == list(old.keys())
    assert [to.addr_spec for to in whole["To"].addresses] == [address]
    assert [to for _, to in getaddresses(old.get_all("To"))] == [address]
    assert whole["Subject"] == dict(read.headers)["Subject"]
    said = [part for part in whole.walk() if part.get_content_maintype() == "text"]
    assert [(part.get_content_type(), part.get_content().split()) for part in said] == [
        (type, text.split()) for type, text in read.texts
    ]
    carried = [part for part in whole.walk() if part.get_content_maintype() == "application"]
    assert tuple((part.get_filename(), part.get_content()) for part in carried) == read.papers
    assert not any(part.defects for part in whole.walk())


@settings(deadline=None)
@given(name=names, subject=names, words=any_text)
@example(name=HOSTILE[0], subject=HOSTILE[0], words=HOSTILE[0])
@example(name="x" * 120, subject="ä" * 200, words=WORDS)
def test_what_is_written_reads_alike_everywhere(name: str, subject: str, words: str) -> None:
    raw = written(name, subject, words)

    read = read_back(raw)

    check_alike(raw, read)
    assert read.mailboxes["To"] == (display_name(name), "fach@prien.example")
    assert dict(read.headers)["Subject"] == one_line(subject)


def test_papers_are_read_back_with_their_names() -> None:
    raw = written(papers=(PDF, PDF))

    read = read_back(raw)

    check_alike(raw, read)
    assert read.papers == (("Leistungsbeschreibung-fuer-Aemter.pdf", PDF.content),) * 2


PIECES = (
    b"\r\n", b"\n", b"\r", b" ", b":", b"\r\n\r\n", b"\r\n ", b"=?utf-8?q?a=0D=0ACc:_x?=",
    b"<", b">",
    b"--=_words", b"\r\n--=_words\r\n", b"\r\n--=_words--\r\n", b"Cc: a@b.example\r\n", b"(", b'"',
    b"=", b"=3D", b"=?", b"?=", b",", b";", b"@", b"\x00", b"\xc3\xa4", b"\xff", b"\x0b", b"\x85",
)  # fmt: skip


@settings(deadline=None, max_examples=400)
@given(
    at=st.integers(0, len(RAW)),
    gone=st.integers(0, 4),
    piece=st.sampled_from(PIECES) | st.binary(max_size=4),
)
def test_whatever_slips_into_a_mail_it_is_refused_or_reads_alike(
    at: int, gone: int, piece: bytes
) -> None:
    raw = RAW[:at] + piece + RAW[at + gone :]

    try:
        read = read_back(raw)
    except Unreadable:
        return

    check_alike(raw, read)


def replaced(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    def change(raw: bytes) -> bytes:
        assert old in raw
        return raw.replace(old, new, 1)

    return change


@pytest.mark.parametrize(
    ("change", "where"),
    [
        (replaced(b"Subject: ", b"Subject: \n"), "lines"),
        (replaced(b"Subject: ", b"X: " + b"a" * 1000 + b"\r\nSubject: "), "lines"),
        (replaced(b"Subject: ", b"Subject: \r\n \r\n "), "headers"),
        (replaced(b"Subject: ", b"Subject : "), "headers"),
        (replaced(b"Subject: ", b"no header\r\nSubject: "), "headers"),
        (replaced(b"Subject: ", b"Subject: a\r\nSubject: "), "twice"),
        (replaced(b"Subject: ", b"Betreff: "), "none"),
        (replaced(b"Message-ID: ", b"Message-ID: =?utf-8?q?a?= "), "encoded words"),
        (replaced(b"Message-ID: ", "Message-ID: ä".encode()), "letters in Message-ID"),
        (replaced(b" <fach@prien.example>", b" <fach@prien.example>, <a@b.example>"), "name"),
        (replaced(b"=?utf-8?q?Eva_", b'"Eva" =?utf-8?q?'), "name"),
        (replaced(b"F=C3=A4ch", b"F=C3ch"), "encoded words"),
        (replaced(b"multipart/alternative", b"text/html"), "kind"),
        (replaced(b"--=_words", b"preamble\r\n--=_words"), "parts"),
        (replaced(b"--=_words--\r\n", b"--=_words--\r\nepilogue\r\n"), "parts"),
        (replaced(b"text/plain", b"text/calendar"), "head of a text"),
        (replaced(b"7bit", b"base64"), "head of a text"),
        (replaced(b"Wort", "Wört".encode()), "letters"),
    ],
)
def test_what_readers_could_read_otherwise_is_refused(
    change: Callable[[bytes], bytes], where: str
) -> None:
    with pytest.raises(Unreadable, match=where):
        read_back(change(RAW))


@pytest.mark.parametrize(
    ("change", "where"),
    [
        (replaced(b"application/pdf", b"text/html"), "head of a paper"),
        (replaced(b"JVBERi", b"JVBE!i"), "letters of a paper"),
        (replaced(b"multipart/alternative", b"multipart/related"), "first part"),
    ],
)
def test_papers_in_another_form_are_refused(change: Callable[[bytes], bytes], where: str) -> None:
    with pytest.raises(Unreadable, match=where):
        read_back(change(written(papers=(PDF,))))
