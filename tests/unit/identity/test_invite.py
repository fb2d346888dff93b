"""The command that lets named people in says what is wrong with its file, and lets nobody in."""

import json
from pathlib import Path
from typing import Any

import pytest

from services.identity import invite

RUTH = {
    "name_id": "pseudonym-1", "organisation": "BayKommun AöR", "display_name": "Ruth Berg",
    "email": "ruth.berg@baykommun.example", "operator_role": "reviewer",
}  # fmt: skip


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ([RUTH], "no list `persons`"),
        ({"persons": [RUTH, "Ruth"]}, "person 2"),
        ({"persons": [RUTH, {**RUTH, "operator_role": "queen"}]}, "person 2: no operator role"),
        ({"persons": [{**RUTH, "email": None, "name_id": 3}]}, "person 1: no name_id, email"),
        ({"persons": [{**RUTH, "email": "ruth"}]}, "person 1: no-mail-address"),
    ],
)
def test_a_wrong_entry_is_named_and_nobody_is_let_in(
    content: Any, reason: str, tmp_path: Path, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    file = tmp_path / "persons.json"
    file.write_text(json.dumps(content))
    monkeypatch.setattr(invite, "Runtime", None)

    assert invite.main([str(file)]) == 1

    assert reason in capsys.readouterr().out
