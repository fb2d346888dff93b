"""What every mail looks like, in each language its reader may have chosen."""

import re
from dataclasses import replace

import pytest

from services.notify.domain.reached import Recipient
from services.notify.rendering import MailTemplates, Sender
from tests.letters import READS, Letter, letters
from tests.unit.notify.sample_events import any_event

TO = Recipient("eva@prien.example", "Eva Fäch", account="eva")
TEMPLATES = MailTemplates(Sender("https://markt.example", "Amt & Co", "Weg 1", "hilfe@amt.example"))
ALL = [letter for reads in READS for letter in letters(reads)]


def said(kind: str, event_type: str, **changed: object) -> str:
    """Return both parts of a mail, the plain one first."""
    facts = {"services": [], **any_event(event_type).data}
    mail = TEMPLATES.write(kind, replace(TO, **changed), facts)  # type: ignore[arg-type]
    return mail.text + mail.html


@pytest.mark.parametrize("letter", ALL, ids=lambda letter: letter.name)
def test_a_mail_loads_nothing_and_says_everything_in_both_parts(letter: Letter) -> None:
    html, text = letter.mail.html, letter.mail.text

    assert re.findall(r"<(?:img|link|script|iframe|form)\b|url\(|@import|src=", html) == []
    assert "prefers-color-scheme: dark" in html
    links = set(re.findall(r'href="([^"]+)"', html))
    assert links
    assert {link.replace("&amp;", "&") for link in links} == set(re.findall(r"https?://\S+", text))
    for gap in ("None", "{{", "{%", "Undefined"):
        assert gap not in html + text + letter.mail.subject


@pytest.mark.parametrize("letter", ALL, ids=lambda letter: letter.name)
def test_a_mail_speaks_the_language_of_its_reader_only(letter: Letter) -> None:
    reads, spoken = (
        letter.name.rpartition(".")[2],
        set(re.findall(r'lang="(..)"', letter.mail.html)),
    )

    assert spoken == ({reads} if reads != "both" else {"de", "en"})
    assert ("Guten Tag" in letter.mail.text) is (reads != "en")
    assert ("Hello" in letter.mail.text) is (reads != "de")
    assert ("English version" in letter.mail.text) is (reads == "both")


def test_the_turn_of_the_reader_comes_first_and_with_its_day() -> None:
    signatory = frozenset({"signatory"})

    waits = said("please_sign", "contract.offered", roles=signatory, language="de")
    other = said("order_received", "order.submitted", language="de")

    assert waits.index("Sie sind am Zug") < waits.index("Bitte lesen Sie ihn")
    assert other.index("BayKommun ist am Zug") > other.index("ist eingegangen.")
    assert "bis Mittwoch, 25. November 2026" in other


def test_the_foot_says_who_sends_it_why_and_where_help_is() -> None:
    foot = said("order_received", "order.submitted", roles=frozenset({"body"}), language="de")

    assert "Amt & Co, Weg 1. Fragen? hilfe@amt.example" in foot
    assert "Amt &amp; Co, Weg 1" in foot
    assert "Sie bekommen diese Nachricht, weil Sie die Bestellung aufgegeben haben" in foot
    for page in ("hilfe", "impressum", "datenschutz"):
        assert f'href="https://markt.example/{page}"' in foot


@pytest.mark.parametrize(
    ("kind", "event_type"),
    [("invitation", "account.invited"), ("account_erased", "account.erased")],
)
def test_who_has_no_account_is_offered_no_settings_of_one(kind: str, event_type: str) -> None:
    assert "Welche E-Mails" not in said(kind, event_type)
    assert "Welche E-Mails" not in said("order_received", "order.submitted", account=None)
    assert "Welche E-Mails" in said("order_received", "order.submitted")
