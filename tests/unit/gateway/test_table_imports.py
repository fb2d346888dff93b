"""What a problem of an uploaded file is told with: its place and its words, nothing internal."""

from typing import Any

import pytest

from gateway.tables.imports import _error
from services.common.words import Text

PLACE = {"sheet": "Dienste", "row": 7, "column": "B", "field": "title"}


@pytest.mark.parametrize("more", [{}, {"parameters": {"sheets": "Dienste"}}])
def test_a_problem_holds_its_place_and_its_words_only(more: dict[str, Any]) -> None:
    key = "workbook-not-ours" if more else "cell-formula"

    problem = _error({"key": key, **more, **PLACE})

    assert set(problem) == {"pointer", "detail", *PLACE}
    assert isinstance(problem["detail"], Text)
