"""What becomes of a signing authority: decided by a reviewer, and its end told of.

It is told of some weeks ahead, and once more when it is over.
"""

from datetime import datetime, timedelta

from services.common.errors import Conflict
from services.identity.domain.accounts import Account
from services.identity.domain.authorities import AuthorityState, Ending

A_MOMENT = timedelta(milliseconds=1)


def decide(account: Account, id: str, verdict: str, *, by: str, now: datetime) -> None:
    """Approve or revoke; nobody decides about their own.

    Without what another one went on from, that one's end is told of at once where it is near.
    """
    if by == account.id:
        raise Conflict("own-authority")
    authority, near = account.authority(id), account.signing.near_their_end(now)
    authority.decide(verdict, by=by, now=now)
    approved = authority.state is AuthorityState.APPROVED
    account.say_of(authority, "granted" if approved else "revoked")
    for one in account.signing.near_their_end(now):
        if one not in near:
            account.say_of(one, Ending.NEAR)
    note_next_ending(account, min(account.next_ending_at or now, now))
    account.tell()


def tell_ends(account: Account, now: datetime) -> None:
    """Say which authorities end soon, or have ended, since this was said last."""
    if account.next_ending_at is None:
        return
    for authority, what in account.signing.endings_due(account.next_ending_at, now):
        account.say_of(authority, what)
    note_next_ending(account, now + A_MOMENT)


def note_next_ending(account: Account, since: datetime) -> None:
    """Keep when the first end from then on is to be told of; what lies before it is told."""
    account.next_ending_at = account.signing.next_ending(since)
