"""No text of a person makes or changes a header, a recipient or a part of a mail."""

import unicodedata
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from services.notify.domain import messages
from services.notify.domain.mails import Mail, MailText
from services.notify.domain.messages import MailMessage, Unsendable, deliverable, message_of
from services.notify.domain.names import with_names
from services.notify.domain.occasions import OCCASIONS
from services.notify.domain.plain import (
    HARMLESS,
    INVISIBLE,
    display_name,
    in_ascii,
    one_line,
    prose,
)
from services.notify.domain.reached import Recipient
from services.notify.rendering import MailTemplates, Sender
from tests.unit.notify import samples
from tests.unit.notify.sample_events import any_event

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
SENDER = "DigitalMarkt <markt@op.example>"
GIVEN = (
    "=?utf-8?q?DigitalMarkt=0D=0ASubject:_Other_subject=0D=0AReply-To:_x@y.example=0D=0AX:_?="
    ' =?utf-8?q?=0D=0AContent-Type:text/html=0D=0A=0D=0A<a_href=3D"//y.example">click</a><!--?='
)
TWO_PEOPLE = "X <a@b.example>, Y"
FOLDED = "Digitalteam der Verwaltungsgemeinschaft Breitbrunn, Landkreis Rosenheim"
HIDDEN = "Eva\u202e\u200b\u2066\u00ad\r\nBcc: all@example.org\x00\x7f"
HOSTILE = (GIVEN, TWO_PEOPLE, FOLDED, HIDDEN, "=?=?utf-8?q?x?=?=", "a\ud800b", '"', "\\", "(", "@")
HEADERS = {
    "Date", "From", "To", "Subject", "Message-ID", "Auto-Submitted", "In-Reply-To", "References",
    "X-Correlation-ID", "MIME-Version", "Content-Type",
}  # fmt: skip
any_text = st.text(st.characters(exclude_categories=()), max_size=300)
pieces = st.lists(st.sampled_from([*HOSTILE, "=?utf-8?b?", "?=", ",", "<", ">", ";", "\r\n", " "]))
names = any_text | pieces.map("".join)


def mail(name: str = "Eva", subject: str = "Wort", words: str = "Wort") -> Mail:
    event, to = samples.order_event(), Recipient("fach@prien.example", name)
    return Mail.of_event(event, "order_received", to, MailText(subject, words, words), NOW)


def read(message: MailMessage) -> EmailMessage:
    return message_from_bytes(message.raw, policy=policy.default)  # type: ignore[arg-type]


@settings(deadline=None)
@given(name=names, subject=names, words=any_text)
@example(name=GIVEN, subject=GIVEN, words=GIVEN)
@example(name=TWO_PEOPLE, subject=TWO_PEOPLE, words="")
@example(name=FOLDED, subject=FOLDED, words="")
@example(name=HIDDEN, subject=HIDDEN, words=HIDDEN)
def test_whatever_a_person_is_called_the_mail_is_the_one_that_was_meant(
    name: str, subject: str, words: str
) -> None:
    written = mail(name, subject, words)

    message = message_of(written, SENDER)

    parsed = read(message)
    (to,) = parsed["To"].addresses
    assert (message.sender, message.recipient) == ("markt@op.example", "fach@prien.example")
    assert to.addr_spec == "fach@prien.example"
    assert sorted(parsed.keys()) == sorted(HEADERS)
    assert parsed["Subject"] == one_line(subject)
    assert [part.get_content_type() for part in parsed.walk()] == [
        "multipart/alternative", "text/plain", "text/html",
    ]  # fmt: skip
    assert message.raw.isascii()


@settings(deadline=None)
@given(name=names)
@example(name=GIVEN)
def test_a_text_that_was_made_fit_has_nothing_that_acts_or_hides(name: str) -> None:
    shown = one_line(name)

    assert shown.isprintable()
    assert "=?" not in shown
    assert "?=" not in shown
    assert one_line(shown) == shown
    assert not set('<>"\\') & set(display_name(name))


def test_ordinary_names_arrive_as_they_are() -> None:
    for name in ("Eva Fäch", "Digitalteam Prien, Landkreis Rosenheim", "Łukasz Żółć", "Dr. O'Hara"):
        (to,) = read(message_of(mail(name), SENDER))["To"].addresses

        assert to.display_name == name


@pytest.mark.parametrize(
    ("stored", "handed_over"),
    [
        (" Fach@prien.example ", "Fach@prien.example"),
        ("a@bücher.example", "a@xn--bcher-kva.example"),
        ("jürgen@b.example", "jürgen@b.example"),
    ],
)
def test_an_address_is_handed_over_with_its_domain_in_ascii(stored: str, handed_over: str) -> None:
    assert deliverable(stored) == handed_over


@pytest.mark.parametrize(
    "text",
    [
        "", "a", "a@", "@b.example", "a@b.example, c@d.example", "a b@c.example", "a@b..example",
        "<a@b.example>", "a@b.example\r\nBcc: c@d.example", "=?utf-8?q?a?=@b.example",
        "a@[10.0.0.1]",
        '"a b"@c.example', "a@-b.example", "a@" + "b" * 70 + ".example", "a(c)@b.example",
        "a@b@c.de",
    ],
)  # fmt: skip
def test_what_is_not_one_address_is_not_sent_to(text: str) -> None:
    with pytest.raises(Unsendable):
        message_of(replace(mail(), address=text), SENDER)


def test_an_address_with_umlauts_needs_a_relay_that_takes_them() -> None:
    message = message_of(replace(mail(), address="jürgen@b.example"), SENDER)

    assert message.needs_utf8
    assert "<jürgen@b.example>" in message.raw.decode()


def test_a_sender_of_two_addresses_is_refused() -> None:
    with pytest.raises(Unsendable, match="sender"):
        message_of(mail(), "a@b.example, c@d.example")


SLIPS = {
    "a\r\nReply-To: ": "other headers",
    "a\r\n\r\n": "alike",
    "a": "another subject",
    "a\r\nTo: <x@y.example>\r\nX: ": "alike",
}
"""What a fault might put before a subject."""


def test_a_mail_that_reads_otherwise_than_meant_is_not_sent(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for slip, wrong in SLIPS.items():
        monkeypatch.setattr(messages, "_subject", slip.__add__)

        with pytest.raises(Unsendable, match=wrong):
            message_of(mail(), SENDER)


class Tags(HTMLParser):
    """The tags and attributes of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[Any] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, tuple(name for name, _ in attrs)))


def marked(facts: Any, mark: str) -> Any:
    """Put the mark behind every text a person may have written."""
    if isinstance(facts, dict):
        return {name: marked(value, mark) for name, value in facts.items()}
    if isinstance(facts, list):
        return [marked(value, mark) for value in facts]
    free = isinstance(facts, str) and not facts[:4].isdigit() and " " in facts
    return f"{facts}{mark}" if free else facts


@pytest.mark.parametrize("event_type", OCCASIONS)
def test_no_text_of_an_event_makes_a_tag_in_html(event_type: str) -> None:
    wording = MailTemplates(Sender("https://markt.example"))
    facts = with_names(any_event(event_type).data, samples.People())
    hostile = marked(facts, "</p><img src=x onerror='a'>&lt;\"")
    for notice in OCCASIONS[event_type]:
        to = Recipient("a@b.example", "Eva")

        meant = wording.write(notice.kind, to, {"services": [], **facts})
        said = wording.write(notice.kind, replace(to, name="</p><b>"), {"services": [], **hostile})

        assert Tags(said.html).found == Tags(meant.html).found


def test_prose_keeps_lines_and_loses_what_hides() -> None:
    assert prose("Grüße\r\naus\u202e Prien\u200b\x00") == "Grüße\naus Prien "


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ("<p>a\tb\n</p>", "<p>a\tb\n</p>"),
        ("<p>Grüße „a“</p>", "<p>Gr&#252;&#223;e &#8222;a&#8220;</p>"),
        ("a\x00b\x7fc\rd", "a b c\nd"),
        ("a\u202eb\u200bc", "abc"),
    ],
)
def test_a_page_in_ascii_says_the_same_and_hides_nothing(page: str, shown: str) -> None:
    assert in_ascii(page) == shown
    assert in_ascii(shown) == shown


def test_what_most_texts_are_made_of_stays_letter_by_letter() -> None:
    kept = [chr(code) for code in range(0x3000) if HARMLESS.fullmatch(chr(code))]

    assert {"ß", "ä", "„", "“", "–", "€", "é", "\u00a0"} <= set(kept)
    for letter in kept:
        assert letter == "\n" or letter == "\t" or unicodedata.category(letter)[0] in "LMNPSZ"
        assert unicodedata.category(letter) not in ("Zl", "Zp")
    assert not INVISIBLE.intersection(kept)
