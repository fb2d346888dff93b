"""What people prefer, and which mails nobody can do without."""

import pytest

from services.notify.domain.occasions import KINDS, OCCASIONS
from services.notify.domain.preferences import (
    CHOSEN,
    GROUP_OF,
    KINDS_OF,
    MANDATORY,
    MailGroup,
    Preferences,
    is_mailed,
)
from services.notify.domain.reached import Recipient, preferring
from services.notify.domain.recipients import addressed
from tests.unit.notify import samples
from tests.unit.notify.sample_events import any_event


def recipients(event: samples.Event, people: samples.People) -> dict[str, Recipient]:
    told = addressed(OCCASIONS[event.type], event.data, people)
    (preferred,) = preferring([told], people)
    return {to.key: to for _, to in preferred}


def test_every_kind_of_mail_is_in_one_group() -> None:
    grouped = [kind for kinds in KINDS_OF.values() for kind in kinds]

    assert sorted(grouped) == sorted(set(KINDS))
    assert set(KINDS_OF) == set(MailGroup)


@pytest.mark.parametrize("kind", ["confirm_address", "please_sign", "account_suspended"])
def test_what_has_to_be_acted_on_is_mailed_whatever_is_preferred(kind: str) -> None:
    nothing = Preferences.of_doc({"without_mail": list(MailGroup)})

    assert is_mailed(kind, nothing.without_mail)
    assert GROUP_OF[kind] in MANDATORY


def test_a_chosen_group_is_not_mailed() -> None:
    held = Preferences.of_doc({"without_mail": [MailGroup.PROGRESS, "of another release"]})

    assert not is_mailed("order_received", held.without_mail)
    assert is_mailed("comment_added", held.without_mail)
    assert MailGroup.PROGRESS in CHOSEN


def test_who_ordered_is_told_in_the_language_preferred() -> None:
    people = samples.People()
    people.preferred["clerk"] = Preferences("en")

    told = recipients(any_event("order.submitted"), people)

    assert (told["sabine@prien.example"].account, told["sabine@prien.example"].language) == (
        "clerk", "en",
    )  # fmt: skip
    assert told["fach@prien.example"].account is None
    assert told["fach@prien.example"].language is None


@pytest.mark.parametrize(("scope", "expected"), [("09187162", "eva"), ("09162000", None)])
def test_a_contact_has_an_inbox_only_as_somebody_of_the_body(
    scope: str, expected: str | None
) -> None:
    people = samples.People()
    role = {"role": "member", "scope": scope}
    people.accounts.append(samples.account("eva", "fach@prien.example", roles=[role]))

    told = recipients(any_event("order.submitted"), people)

    assert told["fach@prien.example"].account == expected


def test_readers_of_one_mailbox_share_a_language_or_get_both() -> None:
    people = samples.People()
    people.accounts[5]["email"] = "review@op.example"
    people.preferred |= {"reviewer": Preferences("en"), "admin": Preferences("de")}
    event = any_event("mandate.requested")

    differing = recipients(event, people)["review@op.example"]
    people.preferred["admin"] = Preferences("en")
    agreeing = recipients(event, people)["review@op.example"]

    assert differing.accounts == {"reviewer", "admin"}
    assert (differing.language, agreeing.language) == (None, "en")


def test_a_named_person_keeps_the_account_and_an_invited_one_has_none() -> None:
    people = samples.People()

    closed = recipients(any_event("account.closed"), people)
    invited = recipients(any_event("account.invited"), people)
    applied = recipients(any_event("registration.submitted"), people)

    assert closed["sabine@prien.example"].account == "clerk"
    assert invited["neu@prien.example"].account is None
    assert applied["sabine@prien.example"].account == "clerk"
