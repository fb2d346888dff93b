"""What callers ask of the help."""

from services.catalog.help.entries import PAGES
from services.common.paging import PageQuery
from services.common.validation.fields import Line, Listed, Nested, Whole
from services.common.validation.input import InputSchema
from services.common.validation.rules import OneOf

LONGEST_PARAGRAPH, MOST_PARAGRAPHS = 500, 10


class HelpQuery(PageQuery):
    """Questions by words, by page of the product, or by group."""

    q = Line(100)
    page = Line(100, validate=OneOf(sorted(PAGES)))
    group = Line(40)


class HelpQuestion(InputSchema):
    """A question in both languages."""

    de = Line(200, required=True)
    en = Line(200, required=True)


def _paragraphs() -> Listed:
    return Listed(Line(LONGEST_PARAGRAPH), MOST_PARAGRAPHS, least=1, required=True)


class HelpAnswer(InputSchema):
    """The paragraphs of an answer in both languages."""

    de = _paragraphs()
    en = _paragraphs()


class HelpWords(InputSchema):
    """What an entry of the help says in the words of an editor."""

    question = Nested(HelpQuestion, required=True)
    answer = Nested(HelpAnswer, required=True)


class HelpReset(InputSchema):
    """The version of an entry whose own text is given up."""

    version = Whole(1, strict=True, required=True)
