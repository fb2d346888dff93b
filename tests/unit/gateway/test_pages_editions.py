"""A newer register is proposed from a file, reviewed move by move by somebody else, and applied."""

import io
import json
import re
from typing import Any

import pytest

from services.common.errors import Wrong, invalid_fields
from tests.unit.gateway.gateway_fakes import CSRF, SIGNED_IN, Gateway, back_with

PATH, ONE = "/editions", "/editions/2026-11-01"
MOVE = {"from": "09187111", "to": "09187222", "reason": "merger", "reviewed_by": None}
CHANGES = [
    {"key": "09187111", "kind": "gone", "before": {"name": "Altdorf"}, "after": None},
    {"key": "09187333", "kind": "new", "before": None, "after": {"name": "Neudorf"}},
    {"key": "09187444", "kind": "renamed", "before": {"name": "Feld"},
     "after": {"name": "Felden"}},
]  # fmt: skip


def edition(**facts: Any) -> dict[str, Any]:
    return {
        "edition": "2026-11-01", "state": "proposed", "proposed_by": "somebody", "version": 3,
        "proposed_at": "2026-11-20T09:00:00+00:00", "applied_at": None, "moves": [MOVE],
        "changes": CHANGES, "gone": ["09187111"], **facts,
    }  # fmt: skip


def gateway(*permissions: str, **facts: Any) -> Gateway:
    made = Gateway()
    known = made.calls.answers["identity.principal"]
    grants = {"self": ["me:read"], "*": list(permissions or ("bodies:edit", "profiles:edit"))}
    made.answers("identity.principal", {**known, "grants": grants})
    one = edition(**facts)
    made.answers("identity.get_edition", one)
    listed = {key: value for key, value in one.items() if key != "changes"}
    made.answers("identity.list_editions", {"items": [listed], "next": None, "total": 1})
    body = {"key": "09187222", "full_name": "Markt Großdorf"}
    made.answers("identity.find_bodies", {"items": [body], "next": None, "total": 1})
    for call in ("propose_edition", "review_edition"):
        made.answers(f"identity.{call}", one)
    made.answers("identity.apply_edition", {**one, "left": 2})
    return made


def get(made: Gateway, path: str) -> Any:
    return made.client.get(path, headers=SIGNED_IN)


def post(made: Gateway, path: str, **typed: Any) -> Any:
    data = {"csrf_token": CSRF, "form_key": "k", **typed}
    return made.client.post(path, data=data, headers=SIGNED_IN)


def payloads(made: Gateway, call: str) -> list[Any]:
    return [given.get("payload") for called, given, *_ in made.calls.made if called == call]


def upload(content: bytes) -> tuple[io.BytesIO, str]:
    return io.BytesIO(content), "stand.json"


def test_editions_are_listed_with_their_state_in_words() -> None:
    shown = get(gateway(), PATH).text

    for said in ("Stand vom 01.11.2026", "Vorgeschlagen", "1 Umzug", f'href="{ONE}"'):
        assert said in shown


def test_what_an_edition_moves_and_changes_is_named_and_never_by_keys() -> None:
    shown = get(gateway(), ONE).text

    for said in ("Altdorf", "Markt Großdorf", "Zusammenschluss", "Neudorf: neu", "vorher Feld"):
        assert said in shown
    assert ">09187" not in shown


def test_a_file_is_proposed_once() -> None:
    made, proposal = gateway(), {"edition": "2026-11-01", "gone": ["09187111"]}

    answers = [post(made, f"{PATH}/new", file=upload(json.dumps(proposal).encode()))
               for _ in range(2)]  # fmt: skip

    assert [(a.status_code, a.location) for a in answers] == [(303, ONE)] * 2
    assert payloads(made, "identity.propose_edition") == [proposal]


@pytest.mark.parametrize("content", [b"", b"no json", b"[1]", b"\xff"])
def test_what_is_no_such_file_is_said_at_its_field(content: bytes) -> None:
    made = gateway()

    answer = post(made, f"{PATH}/new", file=upload(content))

    assert answer.status_code == 422
    assert 'href="#file"' in answer.text
    assert made.calls.count("identity.propose_edition") == 0


def test_every_move_is_ticked_off_and_may_go_elsewhere() -> None:
    made = gateway()

    unseen = post(made, f"{ONE}/review", version="3", to_0="09187333")
    done = post(made, f"{ONE}/review", form_key="k2", version="3", to_0="09187333", seen_0="yes")

    assert unseen.status_code == 422
    assert "Haken Sie jeden Umzug ab." in unseen.text
    assert '<option value="09187333" selected>' in unseen.text
    assert (done.status_code, done.location) == (303, ONE)
    moves = [{"from": "09187111", "to": "09187333", "reason": "merger"}]
    assert payloads(made, "identity.review_edition") == [{"version": 3, "moves": moves}]


def test_ticks_of_an_edition_that_has_changed_confirm_nothing() -> None:
    made = gateway("bodies:edit", version=4)

    answer = post(made, f"{ONE}/review", version="3", to_0="09187333")

    assert "hat sich inzwischen geändert" in answer.text
    assert not re.search(r'name="seen_0"[^>]* checked', answer.text)
    assert re.search(r'name="version" value="4"', answer.text)


def test_a_neighbour_that_keeps_its_name_can_be_the_aim_of_a_merger() -> None:
    grown = {"key": "09187222", "kind": "attributes", "before": {"population": 900},
             "after": {"population": 1900}}  # fmt: skip
    move = {**MOVE, "to": None}
    made = gateway("bodies:edit", moves=[move], changes=[CHANGES[0], grown])

    shown = get(made, ONE).text

    assert '<option value="09187222">Markt Großdorf</option>' in shown


def test_a_neighbour_the_edition_does_not_change_can_be_the_aim_as_well() -> None:
    made = gateway("bodies:edit", moves=[{**MOVE, "to": None}], changes=[CHANGES[0]])

    shown = get(made, ONE).text

    asked = [given["query"] for called, given, *_ in made.calls.made
             if called == "identity.find_bodies"]  # fmt: skip
    assert {"district": "09187", "limit": "200"} in asked
    assert '<option value="09187222">Markt Großdorf</option>' in shown


def test_what_was_ticked_is_there_again_after_signing_in() -> None:
    made = gateway("bodies:edit")
    typed = {"version": "3", "to_0": "09187333", "seen_0": "yes"}

    sent = made.client.post(f"{ONE}/review", data={**typed, "form_author": "x"})
    path, _, kept = made.parts.kept_forms.kept["kept"]
    shown = back_with(made, ONE, kept).text
    made.answers("identity.get_edition", edition(version=4))
    overtaken = back_with(made, ONE, typed).text

    assert (sent.status_code, path) == (303, ONE)
    assert '<option value="09187333" selected>' in shown
    assert re.search(r'name="seen_0"[^>]* checked', shown)
    assert not re.search(r'name="seen_0"[^>]* checked', overtaken)
    assert "hat sich inzwischen geändert" in overtaken


def test_a_refused_aim_is_said_at_its_line() -> None:
    made = gateway()
    refusal = invalid_fields([("/moves/0/to", Wrong("field-missing"))])
    made.answers("identity.review_edition", refusal)

    answer = post(made, f"{ONE}/review", version="3", to_0="", seen_0="yes")

    assert answer.status_code == 422
    assert 'href="#to_0"' in answer.text


def test_who_proposed_does_not_review_and_is_told_so_before_the_button() -> None:
    made = gateway(proposed_by="a1")

    shown = get(made, ONE).text

    assert "Wer vorschlägt, prüft nicht." in shown
    assert "/review" not in shown


def test_a_reviewed_one_is_applied_until_nothing_is_left() -> None:
    made = gateway(state="reviewed")

    shown = get(made, ONE).text
    done = post(made, f"{ONE}/apply")

    assert "Stand übernehmen" in shown
    assert (done.status_code, done.location) == (303, ONE)
    assert "edition-left" in done.headers["Set-Cookie"]


@pytest.mark.parametrize("path", [PATH, f"{PATH}/new", ONE])
def test_nobody_else_sees_editions(path: str) -> None:
    assert get(gateway("orders:read"), path).status_code == 403
