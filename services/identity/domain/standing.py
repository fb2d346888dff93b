"""Who an account is and whether it may act: certificate, proven name, state."""

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from services.common.errors import Conflict, Forbidden
from services.common.moves import Moves, Turns, Wait
from services.common.storage.aggregates import Aggregate
from services.identity.domain.names import NameCheck, compare

ERASED_NAME = "Gelöschte Person"


class AccountState(StrEnum):
    """Life of an account; an erased one knows nothing of its person any more."""

    NEW = "new"
    ACTIVE = "active"
    SUSPENDED = "suspended"
    CLOSED = "closed"
    ERASED = "erased"


_A = AccountState
MOVES = Moves(
    {
        (_A.NEW, "activate"): _A.ACTIVE,
        (_A.ACTIVE, "suspend"): _A.SUSPENDED,
        (_A.SUSPENDED, "resume"): _A.ACTIVE,
        **{(state, "close"): _A.CLOSED for state in (_A.NEW, _A.ACTIVE, _A.SUSPENDED)},
    },
    "account-wrong-state",
    Turns(
        # Who comes in by a certificate alone is erased unused; a suspension has its reviewer.
        waits={_A.SUSPENDED: Wait("reviewer", 20)},
        by={"activate": {"reviewer", "invited"}, "suspend": {"reviewer"}, "resume": {"reviewer"},
            "close": {"reviewer"}},
        rests={_A.NEW, _A.ACTIVE},
        ends={_A.CLOSED, _A.ERASED},
    ),
)  # fmt: skip

MAY_SIGN_IN = (AccountState.NEW, AccountState.ACTIVE, AccountState.SUSPENDED)


@dataclass
class Binding:
    """A certificate and since when it has been the account's."""

    name_id: str
    organisation: str
    since: datetime


@dataclass
class NameDecision:
    """A reviewer's word that this name is right with what this certificate asserted then."""

    name: str
    asserted: str
    certificate: str
    by: str
    at: datetime
    reason: str


@dataclass(kw_only=True)
class Standing(Aggregate, ABC):
    """``name_id`` made the account; ``certificate`` is the one that opens it now.

    An account ``merged_into`` another one only leads there: its certificate was re-bound.
    """

    name_id: str
    organisation: str
    name: str
    created_at: datetime
    certificate: str = ""
    former_certificates: list[Binding] = field(default_factory=list)
    bound_at: datetime | None = None
    merged_into: str | None = None
    asserted_given_name: str | None = None
    asserted_family_name: str | None = None
    given_name: str = ""
    family_name: str = ""
    name_decision: NameDecision | None = None
    state: AccountState = AccountState.NEW
    state_reason: str | None = None
    email: str | None = None
    assurance: str = ""
    last_sign_in_at: datetime | None = None

    @property
    def opened_by(self) -> str:
        """Return the certificate that opens this account."""
        return self.certificate or self.name_id

    def sign_in(self, person: dict[str, Any], now: datetime) -> None:
        """Take over what this sign-in proves, or refuse its certificate.

        The name the account goes by is settled by its registration, not here.
        """
        if self.state is AccountState.ERASED:
            self._begin_anew(person)
        self._check_certificate(person)
        self.assurance = person["assurance"]
        self.asserted_given_name = person.get("given_name")
        self.asserted_family_name = person.get("family_name")
        self.last_sign_in_at = now

    def _check_certificate(self, person: dict[str, Any]) -> None:
        if person["name_id"] != self.opened_by:
            raise Forbidden("certificate-replaced")
        if person["organisation"] != self.organisation:
            raise Forbidden("organisation-changed")
        if self.state not in MAY_SIGN_IN:
            raise Forbidden("account-closed")

    def _begin_anew(self, person: dict[str, Any]) -> None:
        self.state, self.state_reason = AccountState.NEW, None
        self.certificate = person["name_id"]
        self.organisation, self.name = person["organisation"], person["name"]

    def check_name(self, given_name: str, family_name: str) -> NameCheck:
        """Compare a name with the acting person the last sign-in named."""
        if self.asserted_family_name is None:
            return NameCheck.ABSENT
        asserted = {
            "Vorname": self.asserted_given_name or "",
            "Nachname": self.asserted_family_name,
        }
        return compare(asserted, given_name, family_name)

    @property
    def asserted(self) -> str:
        """Return the acting person's name as the sign-in wrote it, or nothing."""
        parts = (self.asserted_given_name, self.asserted_family_name)
        return " ".join(filter(None, parts))

    @property
    def name_is_settled(self) -> bool:
        """Tell whether the name is proven, or a reviewer accepted what the sign-in says."""
        check = self.check_name(self.given_name, self.family_name)
        if check is NameCheck.MATCHED:
            return True
        decided = self.name_decision
        now = (self.declared, self.asserted, self.opened_by)
        return decided is not None and (decided.name, decided.asserted, decided.certificate) == now

    @property
    def declared(self) -> str:
        """Return the name the person registered under."""
        return f"{self.given_name} {self.family_name}"

    def accept_name(self, by: str, reason: str, now: datetime) -> None:
        """Take the declared name as right with what the present certificate asserts."""
        self.name_decision = NameDecision(
            self.declared, self.asserted, self.opened_by, by, now, reason
        )

    def settle_name(self, *, by: str, reason: str, now: datetime) -> None:
        """Note that a reviewer accepts the name with what the sign-in says about it."""
        self._not_own(by)
        self.accept_name(by, reason, now)
        self.tell_about("account.name_settled", by=by, reason=reason)

    def suspend(self, *, by: str, reason: str, now: datetime) -> None:
        """Let the person do nothing until resumed."""
        self._enter("suspend", by, reason)
        self.tell_about("account.suspended", by=by, reason=reason)

    def resume(self, *, by: str, reason: str, now: datetime) -> None:
        """Let a suspended person act again."""
        self._enter("resume", by, reason)
        self.tell_about("account.resumed", by=by, reason=reason)

    def close(self, *, by: str, reason: str, now: datetime) -> None:
        """End the account for good; what it did stays on record."""
        self._enter("close", by, reason)
        self.last_sign_in_at = self.last_sign_in_at or now
        self.tell_about("account.closed", by=by, reason=reason)

    def _enter(self, action: str, by: str, reason: str) -> None:
        self._not_own(by)
        self.state, self.state_reason = MOVES.next(self.state, action), reason

    def _not_own(self, by: str) -> None:
        if by == self.id:
            raise Forbidden("own-account")

    def rebind(self, new: "Standing", *, by: str, now: datetime) -> None:
        """Bind the certificate of the person's new sign-in; the old one is refused from now on."""
        self._not_own(by)
        if self.certificate == new.name_id:
            return
        if self.state not in (AccountState.ACTIVE, AccountState.SUSPENDED):
            raise Conflict("account-wrong-state", state=self.state.value)
        since = self.bound_at or self.created_at
        self.former_certificates.append(Binding(self.opened_by, self.organisation, since))
        self.certificate, self.bound_at, self.name_decision = new.name_id, now, None
        self.organisation, self.assurance = new.organisation, new.assurance
        self.asserted_given_name = new.asserted_given_name
        self.asserted_family_name = new.asserted_family_name
        self.tell_about("account.rebound", by=by, reason=None)

    def tell_about(self, kind: str, *, by: str, reason: str | None) -> None:
        """Say what became of the account, and its whole public state for the copies."""
        self.say(kind, person=self.public(), by=by, reason=reason)
        self.tell()

    def tell(self) -> None:
        """Say the whole public state, for the copies others keep."""
        self.say("account.changed", **self.public())

    @abstractmethod
    def public(self) -> dict[str, Any]:
        """Return what other services may know of the person."""
