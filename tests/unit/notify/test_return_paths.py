"""What comes back is matched by addresses of ours, and proves for whom they were made."""

import pytest

from services.notify.domain.mails import Mail, MailText
from services.notify.domain.messages import message_of
from services.notify.domain.reached import Recipient
from services.notify.domain.reply_addresses import ReplyAddresses
from services.notify.domain.return_paths import ReturnPaths
from tests.unit.notify import samples
from tests.unit.notify.test_messages import NOW, SENDER, read

REPLIES = ReplyAddresses((b"new key", b"key before"), "markt.example")
PATHS = ReturnPaths("markt.example", REPLIES)
ORDER = "o0123456789abcdef01234567"


def test_an_answer_comes_back_to_its_ticket_from_its_recipient_only() -> None:
    address = REPLIES.make(ORDER, "Eva@Prien.example")

    assert REPLIES.read(address, "eva@prien.example") == ORDER
    assert REPLIES.read(address.upper(), " EVA@prien.example") == ORDER
    assert REPLIES.read(address, "other@prien.example") is None
    assert REPLIES.ticket_of(address) == ORDER


@pytest.mark.parametrize(
    "forged",
    [
        "ticket+o1@markt.example",
        "ticket+o1-aaaaaaaaaaaaaaaa@markt.example",
        "ticket+o1-aaaaaaaaaaaaaaaa@elsewhere.example",
        "ticket+-aaaaaaaaaaaaaaaa@markt.example",
        "bounce+0123@markt.example",
        "",
        "@",
    ],
)
def test_no_address_of_ones_own_making_reaches_a_ticket(forged: str) -> None:
    assert REPLIES.read(forged, "eva@prien.example") is None


def test_an_address_of_one_ticket_reaches_no_other() -> None:
    address = REPLIES.make("o1", "eva@prien.example").replace("+o1-", "+o2-")

    assert REPLIES.read(address, "eva@prien.example") is None


def test_while_keys_are_changed_both_are_believed_and_afterwards_one() -> None:
    before = ReplyAddresses((b"key before",), "markt.example").make("o1", "eva@prien.example")

    assert REPLIES.read(before, "eva@prien.example") == "o1"
    assert ReplyAddresses((b"new key",), "markt.example").read(before, "eva@prien.example") is None


def test_a_recipient_with_a_foreign_domain_is_the_same_however_it_is_spelled() -> None:
    address = REPLIES.make("o1", "eva@münchen.example")

    assert REPLIES.read(address, "eva@xn--mnchen-3ya.example") == "o1"


def test_both_kinds_of_addresses_fit_into_a_local_part() -> None:
    made = (REPLIES.make(ORDER, "eva@prien.example"), PATHS.envelope_sender("0" * 32))

    assert all(len(address.partition("@")[0]) <= 64 for address in made)


def test_a_mail_about_an_order_names_itself_in_the_envelope_and_its_ticket_for_answers() -> None:
    event, to = samples.order_event(), Recipient("fach@prien.example", "Eva")
    mail = Mail.of_event(event, "order_received", to, MailText("Wort", "Wort", "Wort"), NOW)

    message = message_of(mail, SENDER, PATHS)

    assert PATHS.mail_of(message.sender) == mail.id
    assert REPLIES.read(read(message)["Reply-To"].addresses[0].addr_spec, to.address) == "o1"
    assert read(message)["From"].addresses[0].addr_spec == "markt@op.example"


def test_a_mail_about_no_order_has_no_ticket_to_answer_into() -> None:
    event, to = samples.order_event(), Recipient("fach@prien.example", "Eva")
    mail = Mail.of_event(event, "order_received", to, MailText("Wort", "Wort", "Wort"), NOW)

    del mail.about["order"]

    assert read(message_of(mail, SENDER, PATHS))["Reply-To"] is None


@pytest.mark.parametrize(
    "address", ["bounce+xyz@markt.example", f"bounce+{'0' * 32}@elsewhere.example", "bounce+", ""]
)
def test_no_other_address_names_a_mail(address: str) -> None:
    assert PATHS.mail_of(address) is None
