"""What is answered about assistant."""

from typing import Any, TypedDict

from services.common.answers import Count
from services.identity.assistant.table import Suitability


class Choice(TypedDict):
    """A value that can be chosen, and what it means."""

    value: str
    label: str


class Question(TypedDict):
    """A question of the assistant."""

    name: str
    text: str
    hint: str
    choices: list[Choice]


class Step(TypedDict):
    """A step on the way to a certificate."""

    number: Count
    code: str
    text: str


class Duration(TypedDict):
    """How long it takes."""

    working_days_least: Count
    working_days_most: Count
    text: str


class Next(TypedDict):
    """Who does the next step."""

    role: str
    text: str


class Advice(TypedDict):
    """Which certificate is needed, and how to get it."""

    code: str
    verdict: Suitability
    verdict_text: str
    reason: str
    steps: list[Step]
    duration: Duration
    next: Next


class Advised(TypedDict):
    """The assistant's next questions, or its advice."""

    questions: list[Question]
    advice: Advice | None


ANSWERS: dict[str, Any] = {
    "advise": Advised,
}
