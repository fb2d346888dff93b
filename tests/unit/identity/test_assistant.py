"""The certificate assistant has exactly one advice for whatever a person answers."""

from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest

from services.common import clock
from services.common.errors import Invalid
from services.common.words import Text
from services.identity.assistant.advice import TEXTS, advise, questions
from services.identity.assistant.table import (
    LETTER_WORKING_DAYS,
    QUESTIONS,
    REVIEW_WORKING_DAYS,
    RULES,
    Answers,
    Holder,
    Suitability,
    rule_for,
)
from services.identity.domain.registration_states import RegistrationState
from services.identity.entrypoints.assistant import AssistantCalls
from tests.builders import NOW, registration

EVERY = [
    Answers(**dict(zip(QUESTIONS, combination, strict=True)))
    for combination in product(*QUESTIONS.values())
]
FITS = {
    "certificate": "own",
    "issued_for": "body",
    "holder": "registrant",
    "acting_for": "other_body",
    "signing": "registrant",
}


def asked(**changed: Any) -> dict[str, Any]:
    return AssistantCalls().advise({**FITS, **changed})


def pointers(query: dict[str, Any]) -> str:
    with pytest.raises(Invalid) as refused:
        AssistantCalls().advise(query)
    return refused.value.fields


def texts(shown: Any) -> Iterator[Text]:
    if isinstance(shown, Text):
        yield shown
    elif isinstance(shown, dict):
        for inner in shown.values():
            yield from texts(inner)
    elif isinstance(shown, list):
        for inner in shown:
            yield from texts(inner)


def test_there_are_576_combinations() -> None:
    assert len(set(EVERY)) == 4 * 4 * 4 * 3 * 3


def test_every_combination_has_exactly_one_rule() -> None:
    fitting = {answers: [r.code for r in RULES if r.fits(answers)] for answers in EVERY}

    assert {answers: codes for answers, codes in fitting.items() if len(codes) != 1} == {}


def test_every_rule_is_hit() -> None:
    hit = {rule_for(answers).code for answers in EVERY}

    assert hit == {rule.code for rule in RULES}
    assert len(hit) == len(RULES)


def test_every_combination_has_an_advice_in_two_languages() -> None:
    for answers in EVERY:
        advice = advise(answers)

        assert advice["verdict"] in set(Suitability)
        steps = {step["code"]: step["number"] for step in advice["steps"]}
        assert list(steps.values()) == list(range(1, len(advice["steps"]) + 1))
        assert len(steps) >= 5
        for text in texts(advice):
            assert text.de
            assert text.en
            assert "{" not in text.de + text.en


def test_no_text_is_never_shown() -> None:
    advices = [advise(answers) for answers in EVERY]

    assert set(TEXTS["reasons"]) == {advice["code"] for advice in advices}
    assert set(TEXTS["steps"]) == {step["code"] for a in advices for step in a["steps"]}
    assert set(TEXTS["next"]) == {advice["next"]["role"] for advice in advices}
    assert set(TEXTS["verdicts"]) == {advice["verdict"] for advice in advices}
    assert set(TEXTS["durations"]) == {rule.wait for rule in RULES}
    assert set(TEXTS["questions"]) == set(QUESTIONS)


def test_green_needs_an_own_certificate_of_the_body_on_the_person_or_a_mailbox() -> None:
    green = {answers for answers in EVERY if rule_for(answers).verdict is Suitability.GREEN}

    assert green == {
        answers
        for answers in EVERY
        if (answers.certificate, answers.issued_for) == ("own", "body")
        and answers.holder in (Holder.REGISTRANT, Holder.FUNCTIONAL_MAILBOX)
        and answers.signing != "unknown"
    }


@pytest.mark.parametrize(
    ("changed", "code", "verdict", "least", "most", "next_is"),
    [
        ({}, "own-name-fits", "green", 3, 3, "registrant"),
        ({"holder": "functional_mailbox"}, "mailbox-fits", "green", 3, 3, "registrant"),
        ({"signing": "unknown"}, "signer-open", "amber", 3, 3, "registrant"),
        ({"holder": "unknown"}, "holder-unknown", "amber", 3, 8, "registrant"),
        ({"holder": "somebody_else"}, "somebody-elses", "red", 8, 8, "registrant"),
        ({"issued_for": "unknown"}, "number-unknown", "amber", 3, 8, "registrant"),
        (
            {"issued_for": "unknown", "holder": "somebody_else"},
            "somebody-elses", "red", 8, 8, "registrant",
        ),
        ({"issued_for": "private"}, "private-certificate", "red", 8, 8, "registrant"),
        ({"issued_for": "other_organisation"}, "other-organisation", "red", 8, 8, "registrant"),
        (
            {"issued_for": "other_organisation", "acting_for": "member"},
            "perhaps-joint-administration", "amber", 3, 8, "registrant",
        ),
        ({"certificate": "applied"}, "letter-under-way", "amber", 3, 8, "tax_administration"),
        (
            {"certificate": "applied", "holder": "somebody_else"},
            "applied-for-somebody-else", "red", 8, 8, "registrant",
        ),
        ({"certificate": "none"}, "no-certificate", "red", 8, 8, "registrant"),
        ({"certificate": "unknown"}, "certificate-unknown", "amber", 3, 8, "body"),
    ],
)  # fmt: skip
def test_answers_lead_to_this_advice(
    changed: dict[str, str], code: str, verdict: str, least: int, most: int, next_is: str
) -> None:
    advice = asked(**changed)["advice"]

    duration = advice["duration"]
    assert (advice["code"], advice["verdict"]) == (code, verdict)
    assert (duration["working_days_least"], duration["working_days_most"]) == (least, most)
    assert advice["next"]["role"] == next_is


def test_a_joint_administration_needs_no_certificate_of_its_members() -> None:
    advice = asked(acting_for="joint_administration")["advice"]

    assert "register-joint-administration" in [step["code"] for step in advice["steps"]]


def test_a_functional_mailbox_is_declared_and_confirmed() -> None:
    codes = [s["code"] for s in asked(holder="functional_mailbox")["advice"]["steps"]]

    assert "confirm-mailbox" in codes
    assert "confirm-address" not in codes


def test_a_new_certificate_takes_its_five_days_and_the_review_its_three() -> None:
    duration = asked(certificate="none")["advice"]["duration"]

    assert str(LETTER_WORKING_DAYS) in duration["text"].de
    assert str(REVIEW_WORKING_DAYS) in duration["text"].de
    assert str(duration["working_days_most"]) in duration["text"].de


def test_the_review_takes_as_long_as_a_submitted_registration_waits() -> None:
    submitted = registration(state=RegistrationState.SUBMITTED, email_confirmed=True)

    submitted.begin_wait(NOW)

    assert submitted.due_on == clock.due_on(NOW, REVIEW_WORKING_DAYS)


def test_without_answers_the_questions_come_with_their_choices() -> None:
    shown = AssistantCalls().advise({})

    offered = {q["name"]: [c["value"] for c in q["choices"]] for q in shown["questions"]}
    assert offered == {name: list(choices) for name, choices in QUESTIONS.items()}
    assert shown == {"questions": questions(), "advice": None}


@pytest.mark.parametrize("name", QUESTIONS)
@pytest.mark.parametrize("value", ["", "perhaps", "OWN", None, 1, ["own"]])
def test_an_unknown_answer_is_named(name: str, value: object) -> None:
    fields = pointers({**FITS, name: value})

    assert f'"/{name}"' in fields
    assert fields.count("pointer") == 1


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_missing_answer_is_named(name: str) -> None:
    fields = pointers({key: value for key, value in FITS.items() if key != name})

    assert f'"/{name}"' in fields
    assert fields.count("pointer") == 1


def test_a_question_nobody_asked_is_named() -> None:
    assert '"/colour"' in pointers({**FITS, "colour": "green"})
