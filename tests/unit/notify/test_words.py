"""Every code a person may see of notify has its words in German and English."""

from collections.abc import Iterable, Mapping

import pytest

from services.catalog.domain.notices import NoticeKind
from services.common.words import Counted, Text, parameters_of
from services.identity.words import labels
from services.notify.domain.failures import DeliveryFailure, MailFailure
from services.notify.domain.inbox import OPENED
from services.notify.domain.lines import TicketLine
from services.notify.domain.mails import MailState
from services.notify.domain.occasions import BUNDLE, KINDS
from services.notify.domain.statuses import READ_BY
from services.notify.words import WORDS, failures, mails, tickets

SENTENCES: dict[str, Mapping[str, Text]] = {
    "mails that failed": failures.MAIL_FAILURES,
    "deliveries that wait": failures.DELIVERY_FAILURES,
    "lines": tickets.HAPPENED,
}
LABELS: dict[str, tuple[Mapping[str, Text], Iterable[str]]] = {
    "states of mails": (failures.MAIL_STATES, MailState),
    "mails that failed": (failures.MAIL_FAILURES, MailFailure),
    "deliveries that wait": (failures.DELIVERY_FAILURES, DeliveryFailure),
    "kinds of mails": (mails.KINDS, [*KINDS, BUNDLE, OPENED]),
    "lines": (tickets.HAPPENED, READ_BY),
}


@pytest.mark.parametrize("of", LABELS)
def test_every_code_has_its_words_and_no_words_are_of_no_code(of: str) -> None:
    words, codes = LABELS[of]

    assert set(words) == {str(code) for code in codes}


@pytest.mark.parametrize("of", SENTENCES)
def test_a_sentence_has_more_than_three_words_in_both_languages(of: str) -> None:
    short = [
        code
        for code, text in SENTENCES[of].items()
        if min(len(text.de.split()), len(text.en.split())) <= 3
    ]

    assert short == []


def test_a_refusal_needs_the_same_parameters_in_both_languages() -> None:
    for sentence in WORDS.values():
        forms = [sentence.one, sentence.other] if isinstance(sentence, Counted) else [sentence]
        assert all(parameters_of(form.de) == parameters_of(form.en) for form in forms)
        assert all(len(form.de.split()) > 3 < len(form.en.split()) for form in forms)


def test_a_line_kept_before_failures_had_codes_says_the_answer() -> None:
    line = TicketLine.__new__(TicketLine)
    line.kind, line.code = "status", tickets.MAIL_FAILED  # type: ignore[assignment]
    line.facts = {"name": None, "cause": None, "answer": "550 no"}

    assert str(getattr(line.said, "de", "")).endswith("Der Mailserver hat geantwortet: 550 no")


def test_a_code_of_identity_is_called_the_same_in_a_mail_as_in_its_own_answers() -> None:
    assert {code: labels.ROLES[code] for code in mails.ROLES} == mails.ROLES
    assert mails.MANDATE_SCOPES == labels.MANDATE_SCOPES


def test_every_kind_of_a_notice_has_its_words() -> None:
    assert set(mails.NOTICE_KINDS) == {kind.value for kind in NoticeKind}
