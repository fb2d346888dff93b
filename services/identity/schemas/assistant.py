"""What people without an account send to the certificate assistant."""

from typing import Any

from marshmallow import fields

from services.common.validation.fields import Choice
from services.common.validation.input import InputSchema
from services.identity.assistant.table import QUESTIONS
from services.identity.words.people import ASSISTANT

CHOOSE: dict[str, Any] = {"unknown": ASSISTANT["choose-an-answer"]}


def _answer(question: str) -> fields.Enum[Any]:
    return Choice(QUESTIONS[question], by_value=True, required=True, error_messages=CHOOSE)


class CertificateAnswers(InputSchema):
    """The answers to all questions of the certificate assistant."""

    certificate = _answer("certificate")
    issued_for = _answer("issued_for")
    holder = _answer("holder")
    acting_for = _answer("acting_for")
    signing = _answer("signing")
