"""Every code of identity that people see has its words, and a refusal says what to do."""

import ast
from collections.abc import Iterator
from enum import StrEnum

import pytest

from services.common.errors import Conflict
from services.common.moves import Moves
from services.common.words import KERNEL, Counted, Text
from services.identity.domain import account_states, authorities, editions, invitations, mandates
from services.identity.domain.audit_check import FaultReason
from services.identity.domain.audit_exports import AuditExportState
from services.identity.domain.audit_runs import AuditRunState
from services.identity.domain.names import NameCheck
from services.identity.domain.permissions import SIGNATORY, Role
from services.identity.domain.registration_states import MOVES, RegistrationState
from services.identity.domain.registrations import Origin, Registration
from services.identity.register.keys import KEY_LENGTHS
from services.identity.words import LABELS, WORDS
from services.identity.words.audit import AUDIT
from services.identity.words.register import KEY_FAULTS
from tests.builders import NOW, registration
from tests.said import said
from tests.shape.sources import modules, shown, tree

ENUMERATIONS: dict[str, type[StrEnum]] = {
    "registration_state": RegistrationState,
    "account_state": account_states.AccountState,
    "authority_state": authorities.AuthorityState,
    "mandate_state": mandates.MandateState,
    "invitation_state": invitations.InvitationState,
    "edition_state": editions.EditionState,
    "basis": authorities.Basis,
    "mandate_scope": mandates.MandateScope,
    "invitation_kind": invitations.InvitationKind,
    "move_reason": editions.MoveReason,
    "change_kind": editions.ChangeKind,
    "name_check": NameCheck,
    "email_origin": Origin,
    "fault": FaultReason,
    "audit_run_state": AuditRunState,
    "audit_export_state": AuditExportState,
}
RAISING = {"Conflict", "Forbidden", "NotFound", "Unauthenticated", "Unavailable", "Wrong", "Unfit"}


def forms(sentence: Text | Counted) -> tuple[Text, ...]:
    return (sentence.one, sentence.other) if isinstance(sentence, Counted) else (sentence,)


def raised() -> Iterator[tuple[str, str]]:
    """Return the key of each sentence the code raises, and where."""
    for path in modules("services/identity"):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in RAISING:
                texts = [a.value for a in node.args if isinstance(a, ast.Constant)]
                if texts and isinstance(texts[0], str):
                    kind = getattr(node.func, "id", "")
                    key = texts[0] if kind in ("Wrong", "Unfit") else texts[-1]
                    yield str(key), f"{shown(path)}:{node.lineno}"


def test_every_refusal_has_its_sentence() -> None:
    keys = dict(raised())

    assert len(keys) > 60
    assert {key: at for key, at in keys.items() if key not in {**KERNEL, **WORDS}} == {}


@pytest.mark.parametrize("key", WORDS)
def test_a_sentence_has_more_than_three_words_in_both_languages(key: str) -> None:
    for text in forms(WORDS[key]):
        assert len(text.de.split()) > 3 or key in AUDIT
        assert len(text.en.split()) > 3
        assert " / " not in text.de + text.en


@pytest.mark.parametrize("name", ENUMERATIONS)
def test_every_code_has_its_label(name: str) -> None:
    assert set(LABELS[name]) == {member.value for member in ENUMERATIONS[name]}


def test_every_role_and_every_kind_of_body_has_its_label() -> None:
    next_in_line = {
        wait.role
        for module in (authorities, invitations, mandates, account_states, editions)
        for moves in [vars(module)["MOVES"]]
        if isinstance(moves, Moves)
        for wait in moves.turns.waits.values()
    } | {wait.role for wait in MOVES.turns.waits.values()}

    assert {*Role, SIGNATORY} | next_in_line <= set(LABELS["role"])
    assert set(KEY_LENGTHS) | {"association", "company"} == set(LABELS["body_kind"])
    assert set(KEY_FAULTS) >= {"no-key-of-its-kind", "ars-unlike-kind"}


def submitted(*, confirmed: bool) -> Registration:
    waiting = registration()
    waiting.submit("t" * 24, NOW)
    if confirmed:
        waiting.confirm_email("t" * 24, NOW)
    return waiting


def test_an_unconfirmed_registration_waits_for_its_applicant() -> None:
    waiting = submitted(confirmed=False)

    assert waiting.waiting_for() == {"role": "applicant", "due_on": waiting.due_on.isoformat()}  # type: ignore[union-attr]
    assert waiting.actions_of("applicant") == ["change", "submit"]
    assert waiting.actions_of("reviewer") == ["ask-back", "reject"]


def test_a_confirmed_registration_waits_for_the_review() -> None:
    waiting = submitted(confirmed=True)

    assert (waiting.waiting_for() or {})["role"] == "reviewer"
    assert waiting.actions_of("applicant") == []
    assert waiting.actions_of("reviewer") == ["approve", "ask-back", "reject"]


def test_approving_what_is_not_confirmed_says_that_the_applicant_is_next() -> None:
    waiting = submitted(confirmed=False)

    with pytest.raises(Conflict) as caught:
        waiting.decide("approve", by="nina", reason=None, now=NOW)
    refused = caught.value

    assert refused.code == "email-not-confirmed"
    assert refused.facts["waiting_for"] == waiting.waiting_for()
    assert f"Am Zug ist die registrierte Person: Sie muss bis {waiting.due_on:%d.%m.%Y}" in said(
        refused, "identity"
    )
    assert "applicant's turn" in said(refused, "identity", "en")


def test_what_a_state_does_not_allow_says_whose_turn_it_is() -> None:
    with pytest.raises(Conflict) as caught:
        submitted(confirmed=True).edit({"office": "Bauamt"}, NOW)
    refused = caught.value

    assert refused.facts["state"] == "submitted"
    assert refused.facts["waiting_for"]["role"] == "reviewer"
    assert said(refused, "identity").startswith("Diese Registrierung ist eingereicht")
    assert "Am Zug ist die Prüfung durch BayKommun, bis" in said(refused, "identity")


@pytest.mark.parametrize(
    ("reader", "sentence"),
    [("applicant", "Sie sind am Zug, bis"), ("reviewer", "Am Zug ist die registrierte Person")],
)
def test_the_one_who_is_next_is_told_so(reader: str, sentence: str) -> None:
    assert submitted(confirmed=False).turn(reader).de.startswith(sentence)
