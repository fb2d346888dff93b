"""A person comes with a new certificate: it is bound to the account they have already.

Two accounts change: the earlier one is opened by the new certificate from then on, the one the
new certificate made only leads there.
"""

from datetime import datetime

from services.common.errors import Conflict
from services.identity.domain.account_states import AccountState
from services.identity.domain.accounts import Account
from services.identity.domain.certificates import CertificateBinding
from services.identity.domain.registration_states import RegistrationState
from services.identity.words.labels import ERASED_NAME


def check(new: Account, registration_id: str, by: str) -> None:
    """Raise before anything is written where the new account cannot be merged."""
    new.check_not_own(by)
    if new.merged_into is not None:
        return
    registration = new.registration(registration_id)
    submitted = registration.state is RegistrationState.SUBMITTED
    replaces = registration.replaces_certificate and submitted
    if not replaces or new.state is not AccountState.NEW or new.roles:
        raise Conflict("registration-wrong-state", "registration-not-replacing")
    registration.check_confirmed()


def bind(account: Account, new: Account, *, by: str, now: datetime) -> None:
    """Bind the certificate of the person's new sign-in; the old one is refused from now on."""
    account.check_not_own(by)
    if account.certificate == new.name_id:
        return
    if account.state not in (AccountState.ACTIVE, AccountState.SUSPENDED):
        raise Conflict("account-wrong-state", state=account.state.value)
    since = account.bound_at or account.created_at
    former = CertificateBinding(account.opened_by, account.organisation, since)
    account.former_certificates.append(former)
    account.certificate, account.bound_at, account.name_decision = new.name_id, now, None
    account.organisation, account.assurance = new.organisation, new.assurance
    account.asserted_given_name = new.asserted_given_name
    account.asserted_family_name = new.asserted_family_name
    account.organisation_name = new.organisation_name
    account.tell_about("account.rebound", by=by, reason=None)


def merge(new: Account, registration_id: str, into: str, *, by: str, now: datetime) -> None:
    """Let the new account become only the way to the earlier one."""
    if new.merged_into == into:
        return
    registration = new.registration(registration_id)
    registration.decide("approve", by=by, reason=None, accept_name=False, now=now)
    new.merged_into, new.state = into, AccountState.CLOSED
    new.asserted_given_name = new.asserted_family_name = new.organisation_name = None
    new.name = ERASED_NAME
    new.history.forget()
    new.note_latest()
