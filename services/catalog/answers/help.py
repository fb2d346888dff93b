"""What is answered about help."""

from typing import Any, TypedDict

from services.catalog.answers.parts import Answer, Group
from services.common.answers import Both, Count, Day


class Link(TypedDict):
    """Where one can go on."""

    label: Both
    href: str


class CodeLabel(TypedDict):
    """A code and what it means."""

    code: str
    label: str


class HelpItem(TypedDict):
    """A question with its answer."""

    links: list[Link]
    id: str
    group: str
    question: Both
    answer: Answer
    keywords: list[str]
    pages: list[str]
    capabilities: list[str]
    updated_on: Day
    editor: str
    coming: list[CodeLabel]


class Help(TypedDict):
    """A page of questions and answers."""

    items: list[HelpItem]
    next: str | None
    total: Count
    groups: list[Group]


class HelpEntry(TypedDict):
    """One question with its answer."""

    links: list[Link]
    id: str
    group: str
    question: Both
    answer: Answer
    keywords: list[str]
    pages: list[str]
    capabilities: list[str]
    updated_on: Day
    editor: str
    coming: list[CodeLabel]
    group_title: Both


ANSWERS: dict[str, Any] = {
    "help": Help,
    "get_help": HelpEntry,
}
