"""What the calls of catalog answer, and what they refuse, as the API describes it."""

from typing import Any

from services.catalog.answers import (
    directory,
    drafts,
    editorial,
    help,
    news,
    profiles,
    search,
    versions,
)
from services.catalog.answers.refusals import REFUSALS

ANSWERS: dict[str, Any] = {
    **directory.ANSWERS,
    **drafts.ANSWERS,
    **editorial.ANSWERS,
    **help.ANSWERS,
    **news.ANSWERS,
    **profiles.ANSWERS,
    **search.ANSWERS,
    **versions.ANSWERS,
}

__all__ = ["ANSWERS", "REFUSALS"]
