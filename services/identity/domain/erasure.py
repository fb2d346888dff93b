"""A person is forgotten: what is left of an account, and what is said of it."""

from datetime import datetime

from services.identity.domain.account_states import AccountState
from services.identity.domain.accounts import Account
from services.identity.words.labels import ERASED_NAME

STAYS = {"_id", "version", "authorities", "invitations_used"}
"""What an account that was erased keeps of what it was."""


def erase(account: Account) -> None:
    """Forget the person.

    Authorities that were approved stay, ended and without a name, as proof of what was
    signed by them.
    """
    if account.state is AccountState.ERASED:
        return
    account.say(
        "account.erased",
        account=account.id,
        name=account.name,
        email=account.email,
        shared=account.history.shares(account.email),
        organisation=account.organisation,
    )
    blank = Account(
        id=account.id,
        name_id=f"erased:{account.id}",
        organisation="",
        name=ERASED_NAME,
        created_at=account.created_at,
    )
    kept = account.signing.kept_as_proof()
    for name in blank.to_doc().keys() - STAYS:
        setattr(account, name, getattr(blank, name))
    account.state, account.authorities = AccountState.ERASED, kept
    account.tell()


def erase_if_unused(account: Account, state: AccountState, before: datetime) -> None:
    """Erase the account unless somebody has used it meanwhile."""
    unused = account.last_sign_in_at is not None and account.last_sign_in_at < before
    if account.state is state and unused and not account.counts and account.merged_into is None:
        erase(account)
