"""The questions and the advice as callers see them, each text in the reader's language."""

import json
from pathlib import Path
from typing import Any

from services.common.words import Text
from services.identity.assistant.table import (
    LETTER_WORKING_DAYS,
    QUESTIONS,
    REVIEW_WORKING_DAYS,
    AdviceRule,
    Answers,
    rule_for,
    steps_for,
    working_days,
)


def _texts(written: Any) -> Any:
    """Return what the file holds, each pair of languages as a text."""
    if written.keys() == {"de", "en"}:
        return Text(**written)
    return {name: _texts(inner) for name, inner in written.items()}


TEXTS: dict[str, Any] = _texts(
    json.loads(Path(__file__).with_name("texts.json").read_text("utf-8"))
)


def questions() -> list[dict[str, Any]]:
    """Return the five questions with their choices, in order."""
    return [_question(name, list(choices)) for name, choices in QUESTIONS.items()]


def _question(name: str, choices: list[str]) -> dict[str, Any]:
    written = TEXTS["questions"][name]
    offered = [{"value": str(value), "label": written["choices"][value]} for value in choices]
    return {"name": name, "text": written["text"], "hint": written["hint"], "choices": offered}


def advise(answers: Answers) -> dict[str, Any]:
    """Return verdict, reason, numbered steps, duration, and who is next."""
    rule = rule_for(answers)
    steps = enumerate(steps_for(answers, rule), start=1)
    return {
        "code": rule.code,
        "verdict": rule.verdict.value,
        "verdict_text": TEXTS["verdicts"][rule.verdict],
        "reason": TEXTS["reasons"][rule.code],
        "steps": [{"number": n, "code": c, "text": TEXTS["steps"][c]} for n, c in steps],
        "duration": _duration(rule),
        "next": {"role": rule.next.value, "text": TEXTS["next"][rule.next]},
    }


def _duration(rule: AdviceRule) -> dict[str, Any]:
    least, most = working_days(rule)
    figures = {
        "least": least,
        "most": most,
        "letter": LETTER_WORKING_DAYS,
        "review": REVIEW_WORKING_DAYS,
    }
    text = TEXTS["durations"][rule.wait].filled(**figures)
    return {"working_days_least": least, "working_days_most": most, "text": text}
