"""What a mail says and how it is recognised."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from services.common.events import Event
from services.notify.domain.mails import Mail, next_pause
from services.notify.domain.messages import message_of
from services.notify.domain.names import with_names
from services.notify.domain.occasions import BUNDLE, KINDS, OCCASIONS, TEST_MAIL
from services.notify.domain.reached import Recipient
from services.notify.rendering import MailTemplates, Sender
from tests.unit.notify import samples
from tests.unit.notify.sample_events import any_event

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
TO = Recipient("Fach@prien.example", "Eva Fäch")
WORDING = MailTemplates(Sender("https://markt.example/"))


def write(kind: str, event: Event, to: Recipient = TO) -> Mail:
    facts = with_names(event.data, samples.People())
    return Mail.of_event(event, kind, to, WORDING.write(kind, to, facts), NOW)


def read(mail: Mail) -> EmailMessage:
    raw = message_of(mail, "DigitalMarkt <markt@op.example>").raw
    return message_from_bytes(raw, policy=policy.default)


def event_of(kind: str) -> Event:
    if kind == TEST_MAIL:
        return samples.event("account.test", {"token": "ABC"})
    for event_type, notices in OCCASIONS.items():
        if kind in {notice.kind for notice in notices}:
            return any_event(event_type)
    raise LookupError(kind)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_its_words_in_both_languages(kind: str) -> None:
    mail = write(kind, event_of(kind))

    german, english = mail.text.split("English version")

    assert "Guten Tag Eva Fäch," in german
    assert "Hello Eva Fäch," in english
    assert "https://markt.example/" in german
    assert "None" not in mail.text + mail.html + mail.subject
    assert "{{" not in mail.text + mail.html + mail.subject
    assert mail.subject.isprintable()


def test_there_are_no_words_that_nobody_is_told() -> None:
    assert set(WORDING.kinds) == {*KINDS, BUNDLE}


def test_a_notice_says_what_when_and_for_which_services() -> None:
    told = samples.event("notice.published", samples.notice("ewa", ends_at=None))
    services = [{"de": "Wohnsitz ummelden", "en": "Change of residence"}]

    said = WORDING.write("notice", TO, {**told.data, "services": services})

    assert said.subject == "Geplante Unterbrechung: Wartung / Planned outage: Maintenance"
    german, english = said.text.split("English version")
    assert "Ab Mittwoch, 25. November 2026, 18:00 Uhr." in german
    assert "Das betrifft: Wohnsitz ummelden." in german
    assert "Beginning: Wednesday, 25 November 2026, 18:00 (in Bavaria)." in english
    assert "alle Online-Dienste" in WORDING.write("notice", TO, samples.notice()).text


def test_the_same_event_and_address_make_the_same_mail() -> None:
    event = any_event("order.submitted")

    first, second = write("order_received", event), write("order_received", event)

    assert (first.id, first.message_id) == (second.id, second.message_id)
    assert first.message_id.endswith("@digitalmarkt>")


def test_other_events_and_other_addresses_make_other_mails() -> None:
    event, other = samples.order_event(sequence=1), samples.order_event(sequence=2)
    somebody = Recipient("other@prien.example", "")

    made = [write("order_received", event), write("order_received", other)]
    made.append(write("order_received", event, somebody))

    assert len({mail.id for mail in made}) == 3
    assert len({mail.message_id for mail in made}) == 3


def test_a_ticket_event_is_not_mistaken_for_an_order_event_of_the_same_id() -> None:
    of_order, of_ticket = samples.order_event(), any_event("ticket.commented")

    assert of_order.id == of_ticket.id
    assert write("order_received", of_order).id != write("comment_added", of_ticket).id


def test_all_mails_of_an_order_are_one_thread() -> None:
    received = read(write("order_received", samples.order_event()))
    offered = read(write("please_sign", any_event("contract.offered")))

    assert received["References"] == offered["References"] == received["In-Reply-To"]
    assert received["Message-ID"] != received["References"]


def test_the_message_has_plain_text_html_and_says_it_is_automatic() -> None:
    mail = write("order_received", samples.order_event())

    parsed = read(mail)

    assert parsed["Auto-Submitted"] == "auto-generated"
    assert parsed["X-Correlation-ID"] == mail.correlation_id
    assert parsed["To"] == "Eva Fäch <Fach@prien.example>"
    assert [part.get_content_type() for part in parsed.iter_parts()] == ["text/plain", "text/html"]
    assert "Wohnsitz ummelden" in parsed.get_body(("plain",)).get_content()
    assert "Change of residence" in parsed.get_body(("html",)).get_content()


def test_what_people_write_stays_text_in_html() -> None:
    mail = write("comment_added", any_event("ticket.commented"))

    assert "<b>Hallo</b>" in mail.text
    assert "<b>" not in mail.html
    assert "&lt;b&gt;Hallo&lt;/b&gt;" in mail.html


def test_a_mail_says_who_is_next_and_until_when() -> None:
    mail = write("order_received", samples.order_event())

    german, english = mail.text.split("English version")
    assert "\nBayKommun ist am Zug: Bestellung prüfen, bis Mittwoch, 25. November 2026.\n" in german
    assert "\nNext is BayKommun: Review the order, by Wednesday, 25 November 2026.\n" in english


@pytest.mark.parametrize(
    ("waits_for", "told", "german", "english"),
    [
        ("body", {"body"}, "Sie sind am Zug: Tun, bis", "It is your turn: Do it, by"),
        ("body", {"support"}, "Prien a.Chiemsee ist am Zug: Tun", "Next is Prien a.Chiemsee: Do"),
        ("setup_party", {"body"}, "Demo IT-Dienst ist am Zug:", "Next is Demo IT-Dienst:"),
        ("signatory", set(), "Eine zeichnungsbefugte Person (Prien", "a signatory (Prien"),
        ("applicant", {"body"}, "Wer sich registriert hat, ist am Zug", "Next is the person who"),
        ("something_new", {"body"}, "Jemand anderes ist am Zug", "Next is somebody else"),
    ],
)
def test_a_mail_tells_its_reader_apart_from_others_who_are_next(
    waits_for: str, told: set[str], german: str, english: str
) -> None:
    reason = {"de": "Tun", "en": "Do it"}
    waiting = {"role": waits_for, "due_on": "2026-12-04", "reason": reason, "reason_code": "x"}
    event = samples.order_event(waiting_for=waiting)

    mail = write("order_received", event, replace(TO, roles=frozenset(told)))

    assert german in mail.text.split("English version")[0]
    assert english in mail.text.split("English version")[1]


@pytest.mark.parametrize("kind", KINDS)
def test_no_mail_shows_a_day_as_machines_write_it_nor_a_bare_key(kind: str) -> None:
    mail = write(kind, event_of(kind))

    readable = re.sub(r"https?://\S+", "", mail.text)
    assert not re.search(r"\d{4}-\d{2}-\d{2}", readable)
    assert "09187162" not in readable


def test_a_reason_of_ours_is_said_in_the_language_of_each_part() -> None:
    event = any_event("contract.refused")
    event.data["reason"] = {"de": "Ein Vertrag fehlt.", "en": "A contract is missing."}

    german, english = write("chain_refused", event).text.split("English version")

    assert "Ein Vertrag fehlt." in german
    assert "A contract is missing." in english
    assert "A contract" not in german


def test_a_contract_says_itself_who_is_waited_for() -> None:
    waiting = {"role": "signatory", "due_on": "2026-12-04", "reason": None, "reason_code": None}
    event = any_event("contract.offered")
    event.data["contract"]["waiting_for"] = waiting

    mail = write("please_sign", event, replace(TO, roles=frozenset({"signatory"})))

    assert "Sie sind am Zug: Vertrag lesen und unterschreiben, bis Freitag, 4. Dez" in mail.text


def test_an_offered_contract_waits_for_a_signatory() -> None:
    mail = write("contract_offered", any_event("contract.offered"))

    assert "Eine zeichnungsbefugte Person (Prien a.Chiemsee) ist am Zug." in mail.text
    assert "https://markt.example/contracts/k1\n" in mail.text


def test_the_address_is_confirmed_by_link_or_by_token() -> None:
    mail = write("confirm_address", any_event("registration.confirmation_wanted"))

    assert "https://markt.example/registrations/clerk.1/confirm?token=t0ken" in mail.text
    assert "Bestätigungscode: t0ken" in mail.text


@pytest.mark.parametrize(
    ("confirmed", "said"),
    [(False, "bestätigen Sie Ihre E-Mail-Adresse"), (True, "Wir prüfen sie und melden uns.")],
)
def test_who_registers_reads_whose_turn_it_is(confirmed: bool, said: str) -> None:
    event = any_event("registration.submitted")
    event.data["registration"]["email_confirmed"] = confirmed

    text = write("registration_received", event).text

    assert said in text
    assert ("Danach prüfen wir" in text) is not confirmed


@pytest.mark.parametrize(
    ("role", "said"),
    [("officer", "Online-Dienste bestellen"), ("member", "Bestellungen vorbereiten")],
)
def test_the_approval_says_what_somebody_may_do(role: str, said: str) -> None:
    event = any_event("registration.approved")
    event.data["registration"]["role"] = role

    assert said in write("registration_approved", event).text


def test_the_setup_party_reads_that_it_is_not_commissioned() -> None:
    mail = write("setup_requested", any_event("order.setup_requested"))

    assert "Dies ist eine Information, kein Auftrag." in mail.text
    assert "This is information, not a commission." in mail.text


def test_a_mail_put_off_is_tried_for_three_days() -> None:
    mail = write("order_received", samples.order_event())

    assert next_pause(mail, NOW) == timedelta(seconds=60)
    assert next_pause(mail, NOW + timedelta(days=3, seconds=1)) is None


def test_an_invitation_is_accepted_by_link_or_by_token() -> None:
    mail = write("invitation", any_event("account.invited"))

    assert "https://markt.example/invitations/i1?token=t0ken" in mail.text
    assert "Einladungscode: t0ken" in mail.text
    assert "Aufgabe: Bestellung" in mail.text


def test_a_mandate_s_mail_says_who_what_for_what_and_how_long() -> None:
    event = any_event("mandate.granted")
    event.data["mandate"]["services"] = ["ewa", "kfz"]

    mail = write("mandate_granted", event)

    assert "Prien a.Chiemsee lässt Vera Vertretung für sich handeln" in mail.text
    assert "Umfang: Bestellen, nur für 2 bestimmte Online-Dienste." in mail.text
    assert "vom Donnerstag, 1. Januar 2026 bis zum Donnerstag, 31. Dezember 2026" in mail.text
    assert "https://markt.example/mandates/m1" in mail.text


def test_a_mail_s_id_holds_no_address() -> None:
    mail = write("order_received", samples.order_event())

    assert "fach" not in mail.id.lower()


def test_how_a_bulk_order_ended_stands_in_the_subject_and_what_failed_in_the_text() -> None:
    ended = write("bulk_order_ended", any_event("bulk_order.ended"))
    counts = {**samples.bulk()["counts"], "ineligible": 0}
    stopped = samples.bulk(state="cancelled", counts=counts)
    smooth = write("bulk_release_ended", samples.event("bulk_release.ended", {"bulk": stopped}))

    assert ended.subject.startswith("Sammelbestellung abgeschlossen: 12 bestellt / Bulk order")
    assert "Nicht bestellt: 2." in ended.text
    assert "https://markt.example/bulk-orders/b1" in ended.text
    assert smooth.subject.startswith("Sammelfreigabe abgebrochen: 12 freigegeben")
    assert "Nicht freigegeben" not in smooth.text


def test_a_review_names_service_and_day_and_leads_to_the_declaration() -> None:
    mail = write("declaration_review", any_event("declaration.review_due"))

    assert mail.subject.startswith("Bitte erneut prüfen: Wohnsitzanmeldung / ")
    assert "kein Bedarf" in mail.text
    assert "1. Dezember 2026" in mail.text
    assert "https://markt.example/bodies/09187162/declarations/ewa" in mail.text


def test_a_contact_s_successor_reads_who_named_them_and_for_how_many_orders() -> None:
    mail = write("contact_named", any_event("body_contact.handed_over"))

    assert mail.subject.startswith("Sie sind Ansprechperson für Bestellungen von Prien")
    assert "laufende Bestellungen von Online-Diensten: 3." in mail.text
    assert "Elternzeit" not in mail.text


def test_the_mail_of_a_comment_names_its_files_and_says_how_to_answer() -> None:
    event = any_event("ticket.commented")
    event.data["comment"]["attachments"] = [{"name": "Plan <1>.pdf"}, {"name": "Foto.png"}]

    told = write("comment_added", event)

    assert "Dateien auf der Seite der Bestellung: Plan <1>.pdf, Foto.png" in told.text
    assert "Plan &lt;1&gt;.pdf" in told.html
    assert "nicht auf diese E-Mail" in told.text
