"""How a person comes to act for a body: what a registration and its review do to the account."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from services.common.clockwork import StepKind
from services.common.errors import Conflict, Wrong, invalid_fields
from services.identity.domain.account_states import OPEN, AccountState
from services.identity.domain.accounts import Account
from services.identity.domain.registration_states import RegistrationState
from services.identity.domain.registrations import Hint, Origin, Registration
from services.identity.domain.teams import renewed

SAID = {"approve": "approved", "reject": "rejected", "ask-back": "asked_back"}
REMINDS = {
    StepKind.REMINDER: "registration.reminded",
    StepKind.ESCALATION: "registration.escalated",
}
TAKEN_OVER = (
    "email", "office", "department", "phone", "given_name", "family_name", "terms_version",
)  # fmt: skip
"""What an account has from the registration that was approved last."""


def check_may_begin(account: Account) -> None:
    """Raise Conflict where no registration can begin now."""
    account.check_open()
    account.history.check_none_open()


def begin(account: Account, facts: dict[str, Any], now: datetime) -> Registration:
    """Keep a draft; a person has one open registration at a time.

    It begins with what is known: the last approved registration, else the name the
    sign-in proves.
    """
    check_may_begin(account)
    registration = account.history.begin(account.id, account.proof.known_name(), now)
    registration.edit(facts, now)
    _compare_name(account, registration)
    registration.begin_wait(now)
    account.registrations.append(registration)
    account.note_latest()
    return registration


def begin_invited(account: Account, facts: dict[str, Any], email: str, now: datetime) -> None:
    """Keep a draft for an invitation; the address it was mailed to is confirmed by that."""
    registration = begin(account, facts, now)
    registration.email, registration.email_confirmed = email, True
    registration.email_origin = Origin.INVITATION


def change(account: Account, id: str, changes: dict[str, Any], now: datetime) -> None:
    """Change a draft, or one that was asked back."""
    registration = account.registration(id)
    registration.edit(changes, now)
    _compare_name(account, registration)
    account.note_latest()


def submit(
    account: Account, id: str, token: str, now: datetime, hints: Sequence[Hint] = ()
) -> None:
    """Hand the registration to the reviewers and ask for the address to be confirmed."""
    account.check_open()
    registration = account.registration(id)
    if registration.team and account.state is AccountState.ACTIVE and not account.team:
        raise invalid_fields([("/team", Wrong("team-needs-account"))])
    _compare_name(account, registration)
    registration.submit(token, now, hints=hints)
    account.note_latest()
    facts = registration.public()
    account.say("registration.submitted", registration=facts, person=account.public())
    if not registration.email_confirmed:
        account.say("registration.confirmation_wanted", registration=facts, token=token)


def decide(
    account: Account,
    id: str,
    verdict: str,
    *,
    by: str,
    reason: str | None,
    now: datetime,
    accept_name: bool = False,
) -> None:
    """Approve, reject or ask back; approval activates the account and gives the role."""
    registration = account.registration(id)
    if verdict == "approve" and registration.replaces_certificate:
        raise Conflict("rebind-needed", registration=id)
    registration.decide(verdict, by=by, reason=reason, accept_name=accept_name, now=now)
    if registration.state is RegistrationState.APPROVED:
        _activate(account, registration, by, now)
    account.note_latest()
    facts = registration.public()
    account.say(f"registration.{SAID[verdict]}", registration=facts, reason=reason)


def confirm_email(account: Account, id: str, token: str, now: datetime) -> None:
    """Note that the mailed link was followed; now it is the reviewers' turn."""
    account.registration(id).confirm_email(token, now)
    account.note_latest()


def remind(account: Account, now: datetime) -> None:
    """Say what is due by now; whose account is not open can do nothing and is told nothing."""
    for registration in account.registrations[-1:]:
        for step in registration.advance(now):
            if step.role != "applicant" or account.state in OPEN:
                facts = {"registration": registration.public(), "person": account.public()}
                account.say(REMINDS[step.kind], **facts, to=step.role)
    account.note_latest()


def wind(account: Account) -> None:
    """Give the last registration the clockwork of its present wait, and say where it is found."""
    account.registrations[-1].wind()
    account.note_latest()


def is_wound(account: Account) -> bool:
    """Tell whether the last registration has the clockwork of its wait, and is found by it."""
    return account.registrations[-1].is_wound and account.latest == account.history.latest


def expire(account: Account, now: datetime) -> None:
    """Close a registration whose applicant did not answer."""
    for registration in account.history.expire(now):
        facts = registration.public()
        account.say("registration.expired", registration=facts, person=account.public())
    account.note_latest()


def _compare_name(account: Account, registration: Registration) -> None:
    names = registration.given_name, registration.family_name
    registration.name_check = account.proof.check_name(*names)


def _activate(account: Account, registration: Registration, by: str, now: datetime) -> None:
    account.check_open()
    account.state = AccountState.ACTIVE
    for name in TAKEN_OVER:
        setattr(account, name, getattr(registration, name))
    if registration.team:
        account.team = renewed(account.team, registration.team)
    account.name = _name_of(account, registration)
    if registration.name_accepted:
        account.accept_name(by=by, reason=registration.reason or "", now=now)
    account.held_roles.hold(registration.role, registration.body)
    account.tell()


def _name_of(account: Account, registration: Registration) -> str:
    if account.team:
        return f"{registration.department}, {registration.body_name}"
    return f"{registration.given_name} {registration.family_name}"
