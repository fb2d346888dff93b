"""A registration is handed in complete, confirmed by mail and decided by somebody else."""

import itertools
import json

import pytest

from services.common.digests import address_hash
from services.common.errors import Conflict, Invalid
from services.identity.domain import registering
from services.identity.domain.deadlines import closed_after
from services.identity.domain.registration_states import MOVES, RegistrationState
from services.identity.domain.registrations import REQUIRED, Registration
from tests import builders
from tests.builders import NOW, TOKEN, registration

VERDICTS = {
    "approve": RegistrationState.APPROVED,
    "reject": RegistrationState.REJECTED,
    "ask-back": RegistrationState.ASKED_BACK,
}
PAIRS = itertools.product(RegistrationState, ["submit", *VERDICTS])
REFUSED = [pair for pair in PAIRS if pair not in MOVES.table]


def submitted(*, confirmed: bool = True) -> Registration:
    handed_in = registration()
    handed_in.submit(TOKEN, NOW)
    if confirmed:
        handed_in.confirm_email(TOKEN, NOW)
    return handed_in


def decide(held: Registration, verdict: str) -> None:
    held.decide(verdict, by="nina", reason="weil", now=NOW)


def act(held: Registration, action: str) -> None:
    if action == "submit":
        held.submit(TOKEN, NOW)
    else:
        decide(held, action)


def test_a_complete_draft_waits_for_its_address_and_then_for_a_reviewer() -> None:
    draft = registration()

    draft.submit(TOKEN, NOW)
    unconfirmed = draft.public()["waiting_for"]
    draft.confirm_email(TOKEN, NOW)

    assert draft.state is RegistrationState.SUBMITTED
    assert unconfirmed == {"role": "applicant", "due_on": "2026-12-04"}
    assert draft.public()["waiting_for"] == {"role": "reviewer", "due_on": "2026-11-25"}


def test_an_address_nobody_confirmed_can_be_put_right() -> None:
    held = registration()
    held.submit(TOKEN, NOW)

    held.edit({"email": "richtig@prien.example"}, NOW)
    held.submit("another", NOW)
    held.confirm_email("another", NOW)

    assert (held.state, held.email) == (RegistrationState.SUBMITTED, "richtig@prien.example")
    with pytest.raises(Conflict):
        held.edit({"email": "spaeter@prien.example"}, NOW)
    with pytest.raises(Conflict):
        held.submit("third", NOW)


def test_an_address_that_is_never_confirmed_closes_the_registration() -> None:
    waiting, confirmed = registration(), registration()
    waiting.submit(TOKEN, NOW)
    confirmed.submit(TOKEN, NOW)
    confirmed.confirm_email(TOKEN, NOW)

    ended = [held.expire(NOW + closed_after()) for held in (waiting, confirmed)]

    assert ended == [True, False]
    assert (waiting.state, waiting.decided_by) == (RegistrationState.REJECTED, "system")
    assert (waiting.reason, waiting.reason_code) == (None, "not-confirmed-in-time")


@pytest.mark.parametrize("name", REQUIRED)
def test_an_incomplete_draft_names_the_field_it_lacks(name: str) -> None:
    draft = registration(**{name: ""})

    with pytest.raises(Invalid) as refused:
        draft.submit(TOKEN, NOW)

    assert [f["pointer"] for f in json.loads(refused.value.fields)] == [f"/{name}"]
    assert (draft.state, draft.token_hash) == (RegistrationState.DRAFT, "")


def test_an_empty_draft_names_every_field_at_once() -> None:
    draft = registration(**dict.fromkeys(REQUIRED, ""))

    with pytest.raises(Invalid) as refused:
        draft.submit(TOKEN, NOW)

    assert {f["pointer"] for f in json.loads(refused.value.fields)} == {f"/{n}" for n in REQUIRED}


def test_the_token_of_the_mail_confirms_the_address() -> None:
    held = submitted(confirmed=False)

    held.confirm_email(TOKEN, NOW)

    assert held.email_confirmed


@pytest.mark.parametrize("token", ["", "other", TOKEN.upper(), "ä", TOKEN + " "])
def test_another_token_confirms_nothing(token: str) -> None:
    held = submitted(confirmed=False)

    with pytest.raises(Invalid):
        held.confirm_email(token, NOW)

    assert not held.email_confirmed


@pytest.mark.parametrize("token", ["", TOKEN])
def test_nothing_confirms_an_address_before_a_mail_was_sent(token: str) -> None:
    draft = registration()

    with pytest.raises(Invalid):
        draft.confirm_email(token, NOW)


def test_nothing_is_approved_without_a_confirmed_address() -> None:
    held = submitted(confirmed=False)

    with pytest.raises(Conflict) as refused:
        decide(held, "approve")

    assert refused.value.code == "email-not-confirmed"
    assert held.state is RegistrationState.SUBMITTED


@pytest.mark.parametrize("verdict", ["reject", "ask-back"])
def test_the_other_verdicts_need_no_confirmed_address(verdict: str) -> None:
    held = submitted(confirmed=False)

    decide(held, verdict)

    assert (held.state, held.reason, held.decided_by) == (VERDICTS[verdict], "weil", "nina")


def test_another_address_is_to_be_confirmed_again() -> None:
    held = submitted()
    decide(held, "ask-back")

    held.edit({"email": "neu@prien.example"}, NOW)

    assert not held.email_confirmed


def test_the_token_of_the_old_address_does_not_confirm_the_new_one() -> None:
    held = submitted()
    decide(held, "ask-back")
    held.edit({"email": "neu@prien.example"}, NOW)

    with pytest.raises(Invalid):
        held.confirm_email(TOKEN, NOW)

    assert not held.email_confirmed


def test_the_same_address_stays_confirmed() -> None:
    held = submitted()
    decide(held, "ask-back")

    held.edit({"email": held.email, "phone": "08051 3"}, NOW)

    assert held.email_confirmed
    assert held.phone == "08051 3"


@pytest.mark.parametrize(
    "state", [RegistrationState.SUBMITTED, RegistrationState.APPROVED, RegistrationState.REJECTED]
)
def test_what_was_handed_in_is_changed_no_more(state: RegistrationState) -> None:
    held = registration(state=state, email_confirmed=True)

    with pytest.raises(Conflict):
        held.edit({"phone": "0"}, NOW)

    assert held.phone == "08051 2"


@pytest.mark.parametrize(("state", "action"), REFUSED)
def test_a_move_that_is_not_in_the_table_changes_nothing(
    state: RegistrationState, action: str
) -> None:
    held = registration(state=state, email_confirmed=True)
    before = held.public()

    with pytest.raises(Conflict):
        act(held, action)

    assert held.public() == before


def test_what_was_asked_back_can_be_handed_in_again() -> None:
    held = submitted()
    decide(held, "ask-back")

    held.submit("other", NOW)

    assert held.state is RegistrationState.SUBMITTED


def test_dead_ends_are_exactly_the_decided_states() -> None:
    left = {state for state, _ in MOVES.table}

    assert set(RegistrationState) - left == {RegistrationState.APPROVED, RegistrationState.REJECTED}
    assert set(MOVES.turns.waits) == left


def test_the_token_is_never_shown() -> None:
    shown = submitted().public()

    assert TOKEN not in str(shown)
    assert "token_hash" not in shown


def test_a_fresh_draft_waits_until_a_day() -> None:
    account = builders.newcomer()

    facts = {"body": builders.PRIEN, "body_name": "Prien"}
    draft = registering.begin(account, facts, NOW)

    assert draft.public()["waiting_for"]["due_on"] is not None


def test_an_applicant_sees_that_the_confirmation_mail_did_not_arrive() -> None:
    held = submitted(confirmed=False)

    held.note_undelivered(address_hash(held.email.upper()), "550 5.1.1 no such user")
    seen = held.public()["email_delivery"]
    held.submit("another token", NOW)

    assert seen == {"state": "failed", "reason": "550 5.1.1 no such user"}
    assert held.public()["email_delivery"] is None


def test_a_failed_mail_to_an_address_of_before_or_a_confirmed_one_says_nothing() -> None:
    held, confirmed = submitted(confirmed=False), submitted()

    held.note_undelivered(address_hash("former@prien.example"), "550")
    confirmed.note_undelivered(address_hash(confirmed.email), "550")

    assert held.public()["email_delivery"] is None
    assert confirmed.public()["email_delivery"] is None
