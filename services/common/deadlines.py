"""The table of what is waited for: one row by code, whose figures an operator may replace.

``DEADLINES={"<noun>.<code>": {"working_days": 5, "reminders": [3, 4]}}`` holds for a process from
its start on. Whose turn it is stays as the code says: that is a rule, no figure.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from services.common.config import SettingsWrong
from services.common.moves import Wait

MOST_WORKING_DAYS = 250
FIGURES = ("working_days", "every", "closes_after_days")


class Deadlines(Mapping[str, Wait]):
    """The rows of one noun, each by the code of what it is waited for."""

    def __init__(self, noun: str, rows: Mapping[str, Wait]) -> None:
        self._noun, self._ours = noun, dict(rows)
        self._rows = dict(rows)

    def __getitem__(self, code: str) -> Wait:
        return self._rows[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def use(self, text: str) -> None:
        """Take the operator's figures in the place of ours; SettingsWrong where one makes no sense.

        Rows of other nouns are left to their services.
        """
        rows, prefix = dict(self._ours), f"{self._noun}."
        try:
            for name, figures in json.loads(text or "{}").items():
                if name.startswith(prefix):
                    code = name.removeprefix(prefix)
                    rows[code] = _checked(replace(rows[code], **_figures(figures)))
        except (ValueError, KeyError, AttributeError, TypeError) as error:
            raise SettingsWrong("DEADLINES", f"{type(error).__name__}: {error}") from error
        self._rows = rows


def _figures(told: Mapping[str, Any]) -> dict[str, Any]:
    """Return what may be replaced of a row; TypeError where something else is named."""
    figures = dict(told)
    if unknown := set(figures) - {*FIGURES, "reminders"}:
        raise TypeError(f"{', '.join(sorted(unknown))} cannot be replaced")
    reminders = figures.get("reminders", ())
    for day in [*reminders, *(figures[name] for name in FIGURES if name in figures)]:
        if type(day) is not int:
            raise TypeError(f"{day!r} is no whole number")
    return {**figures, "reminders": tuple(reminders)} if "reminders" in figures else figures


def _checked(wait: Wait) -> Wait:
    if not 1 <= wait.working_days <= MOST_WORKING_DAYS:
        raise ValueError(f"working_days must be 1 to {MOST_WORKING_DAYS}")
    if any(not 1 <= day <= wait.working_days for day in wait.reminders):
        raise ValueError("a reminder must be within the working days")
    if any(figure is not None and figure < 1 for figure in (wait.every, wait.closes_after_days)):
        raise ValueError("a figure must be 1 or more")
    return wait
