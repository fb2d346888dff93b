"""An erased account knows nothing of its person but what proves signatures."""

from services.identity.domain import erasure
from services.identity.domain.accounts import AccountState
from services.identity.domain.authorities import AuthorityState
from tests import builders
from tests.builders import MUNICH, NOW, TODAY, registration
from tests.unit.identity.signing_in import (
    OLD,
    TOLD,
    signed_in,
    with_authority,
)


def test_an_erased_account_knows_nothing_of_the_person_but_what_proves_signatures() -> None:
    account = with_authority(registrations=[registration()], phone="08051 2")
    account.request_authority(
        {"body": MUNICH, "basis": "deputy", "title": "Vertreterin", "valid_from": TODAY}, NOW
    )

    erasure.erase(account)

    doc = str(account.to_doc())
    assert account.state is AccountState.ERASED
    assert [a.state for a in account.authorities] == [AuthorityState.REVOKED]
    for personal in ("Sabine", "Huber", "prien.example", "08051", OLD, "du-0"):
        assert personal not in doc


def test_erasing_twice_tells_once() -> None:
    account = builders.account()

    for _ in range(2):
        erasure.erase(account)

    assert builders.kinds(account) == ["account.erased", *TOLD]


def test_an_erased_person_who_comes_back_is_new() -> None:
    account = with_authority()
    erasure.erase(account)

    signed_in(account)

    assert (account.state, account.roles) == (AccountState.NEW, [])


def test_an_account_used_meanwhile_is_not_erased() -> None:
    account = builders.newcomer(last_sign_in_at=NOW)

    erasure.erase_if_unused(account, AccountState.NEW, NOW)

    assert account.state is AccountState.NEW
