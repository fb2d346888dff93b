"""An answer by mail: what was written in it, who wrote it, and that no program did."""

import pytest

from services.notify.domain.lines import TicketSide
from services.notify.domain.replies import is_automatic, reply_of
from services.notify.domain.reply_authors import ReplyAuthor, author_at
from services.notify.domain.reply_text import LONGEST, text_of_html, written_text
from services.notify.domain.statuses import Visibility
from services.notify.domain.tickets import Ticket
from tests.unit.notify import samples
from tests.unit.notify.reply_mails import HTML, OURS, PLAIN, mail

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.mark.parametrize("client", PLAIN)
def test_what_was_written_is_left_of_a_plain_answer(client: str) -> None:
    text, written = PLAIN[client]

    assert reply_of(mail(text).as_bytes()).text == written


@pytest.mark.parametrize("client", HTML)
def test_an_answer_in_html_alone_becomes_its_text(client: str) -> None:
    html, written = HTML[client]

    assert reply_of(mail(html=html).as_bytes()).text == written


@pytest.mark.parametrize("hostile", ["<a b='", "<!--", "<a", "</x", "<![CDATA[", "<blockquote>"])
def test_html_that_closes_nothing_is_read_in_one_pass(hostile: str) -> None:
    html = "<p>Passt.</p>" + hostile * 30_000

    assert text_of_html(html).startswith("Passt.")


def test_of_two_forms_of_an_answer_the_plain_one_is_read() -> None:
    assert reply_of(mail("Klartext", "<p>Anderes</p>").as_bytes()).text == "Klartext"


def test_a_quote_alone_says_nothing() -> None:
    assert reply_of(mail("> Wie geht es?\n").as_bytes()).text == ""


def test_a_long_answer_is_cut_where_a_comment_ends() -> None:
    text = written_text("Satz. " * 2000)

    assert len(text) == LONGEST
    assert text.endswith("[…]")


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1", "windows-1252", "nonsense-8"])
def test_letters_are_read_whatever_the_mail_says_of_them(encoding: str) -> None:
    known = encoding if encoding != "nonsense-8" else "utf-8"
    head = b"From: a@b.example\r\nContent-Type: text/plain; charset=" + encoding.encode()

    raw = head + b"\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + "Grüße".encode(known)

    assert reply_of(raw).text == "Grüße"


def test_files_are_taken_and_pictures_of_a_signature_are_not() -> None:
    made = mail("Anbei.")
    made.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="Plan ä.pdf")
    made.add_attachment(PNG, maintype="image", subtype="png", filename="logo.png",
                        disposition="inline", cid="<logo@prien.example>")  # fmt: skip

    reply = reply_of(made.as_bytes())

    assert reply.text == "Anbei."
    assert reply.files == (("Plan ä.pdf", b"%PDF-1.7"),)


def test_an_answer_names_its_sender_its_effect_and_the_mails_it_answers() -> None:
    other = "<ffffffffffffffffffffffffffffffff@digitalmarkt>"
    raw = mail("Ja", References=f"{other} {OURS} <x@y>", From="S <Sabine@PRIEN.example>")

    reply, again = reply_of(raw.as_bytes()), reply_of(raw.as_bytes())

    assert reply.sender == "sabine@prien.example"
    assert reply.answers == (OURS[1:33], other[1:33])
    assert reply.once == again.once
    assert reply.once != reply_of(mail("Ja", Message_ID="<a2@x.example>").as_bytes()).once


@pytest.mark.parametrize("sender", ["", "a@b.example, c@d.example", "nobody", "x@@y"])
def test_a_mail_of_nobody_or_of_several_has_no_sender(sender: str) -> None:
    assert reply_of(mail("Ja", From=sender).as_bytes()).sender is None


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Auto_Submitted": "auto-generated (rejected)"},
        {"Precedence": "bulk"},
        {"List_Id": "<x.example>"},
        {"X_Autoreply": "yes"},
        {"Return_Path": "<>"},
        {"From": "MAILER-DAEMON@x.example"},
        {"From": "noreply@x.example"},
        {"Subject": "Abwesenheitsnotiz: Rückfrage"},
        {"Subject": "Automatische Antwort: Rückfrage"},
        {"Subject": "Out of Office: Question"},
    ],
)
def test_what_a_program_wrote_is_known(headers: dict[str, str]) -> None:
    assert is_automatic(mail("Ich bin nicht da.", **headers).as_bytes())


def test_what_a_person_wrote_is_not_taken_for_a_program_s() -> None:
    assert not is_automatic(mail("Ja").as_bytes())
    assert not is_automatic(mail("Ja", Auto_Submitted="no").as_bytes())


@pytest.mark.parametrize(
    "raw", [b"", b"\0\xff" * 50, b"From: \r\n\r\n", b"Content-Type: x/y;=\n\n"]
)
def test_whatever_arrives_can_be_read(raw: bytes) -> None:
    reply = reply_of(raw)

    assert (reply.sender, reply.files) == (None, ())
    assert not is_automatic(raw)


class Known:
    """A directory of these accounts and of one vendor."""

    def __init__(self, *accounts: dict[str, object], joint: str | None = None) -> None:
        self.accounts, self.joint = accounts, joint

    def at_address(self, address: str) -> list[dict[str, object]]:
        return [one for one in self.accounts if one["email"] == address]

    def body(self, key: str) -> dict[str, object]:
        return {"_id": key, "joint_administration": self.joint}

    def vendor(self, id: str) -> dict[str, object]:
        return {"id": id, "name": "IT-Dienst", "email": samples.VENDOR}


def account(email: str, role: str, scope: str, **changed: object) -> dict[str, object]:
    held = [{"role": role, "scope": scope}]
    return samples.account("p1", email, roles=held, **changed)


def found(address: str, *accounts: dict[str, object], state: str = "in_setup") -> object:
    ticket = Ticket.of_event(samples.order_event(state=state))
    return author_at(address, ticket, Known(*accounts))  # type: ignore[arg-type]


def test_each_side_answers_as_who_it_is() -> None:
    clerk = account("a@x.example", "officer", "09187162")
    support = account("b@x.example", "support", "*")
    manager = account("c@x.example", "vendor_manager", "vendor:demo-it-dienst")
    mayor = samples.account("p1", "d@x.example", signing=[samples.signing("09187162")])

    sides = [found(str(one["email"]), one).side for one in (clerk, support, manager, mayor)]  # type: ignore[attr-defined]

    assert sides == [TicketSide.BODY, TicketSide.OPERATOR, TicketSide.VENDOR, TicketSide.BODY]
    assert found("fach@prien.example").name == "Eva Fach"  # type: ignore[attr-defined]
    assert found(samples.VENDOR).side is TicketSide.VENDOR  # type: ignore[attr-defined]
    assert samples.VENDOR not in found(samples.VENDOR).id  # type: ignore[attr-defined]


@pytest.mark.parametrize("state", ["suspended", "closed"])
def test_who_may_act_no_more_answers_no_more_though_the_order_names_them(state: str) -> None:
    gone = account("fach@prien.example", "officer", "09187162", state=state)

    assert found("fach@prien.example", gone) is None


@pytest.mark.parametrize("state", ["submitted", "contract_offered", "terminated"])
def test_a_setup_party_answers_only_while_it_takes_part(state: str) -> None:
    manager = account("c@x.example", "vendor_manager", "vendor:demo-it-dienst")

    assert found("c@x.example", manager, state=state) is None
    assert found(samples.VENDOR, state=state) is None


def test_a_stranger_and_one_of_another_body_have_no_say() -> None:
    stranger = account("a@x.example", "officer", "09162000")

    assert found("a@x.example", stranger) is None
    assert found("b@x.example") is None


@pytest.mark.parametrize(
    ("side", "answered", "circle"),
    [
        (TicketSide.BODY, None, "body"),
        (TicketSide.BODY, "vendor", "vendor"),
        (TicketSide.BODY, "operator", "body"),
        (TicketSide.VENDOR, None, "vendor"),
        (TicketSide.VENDOR, "body", "vendor"),
        (TicketSide.OPERATOR, None, "body"),
        (TicketSide.OPERATOR, "operator", "operator"),
    ],
)
def test_who_reads_an_answer_is_who_reads_what_it_answers(
    side: TicketSide, answered: str | None, circle: str
) -> None:
    known = Visibility(answered) if answered else None

    assert ReplyAuthor("p1", "P", side).circle(known) == circle
