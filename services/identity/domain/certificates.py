"""The certificate that opens an account, and the name it proves."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from services.common.errors import Forbidden
from services.identity.domain.names import NameCheck, compare


@dataclass
class CertificateBinding:
    """A certificate and since when it has been the account's."""

    name_id: str
    organisation: str
    since: datetime


@dataclass(frozen=True)
class Certificate:
    """What opens an account now; the acting person is the one its last sign-in named."""

    name_id: str
    organisation: str
    given_name: str | None = None
    family_name: str | None = None

    def check(self, person: dict[str, Any]) -> None:
        """Raise Forbidden where somebody signs in by another certificate or organisation."""
        if person["name_id"] != self.name_id:
            raise Forbidden("certificate-replaced")
        if person["organisation"] != self.organisation:
            raise Forbidden("organisation-changed")

    @property
    def asserted(self) -> str:
        """Return the acting person's name as the sign-in wrote it, or nothing."""
        return " ".join(filter(None, (self.given_name, self.family_name)))

    def check_name(self, given_name: str, family_name: str) -> NameCheck:
        """Compare a name with the acting person."""
        if self.family_name is None:
            return NameCheck.ABSENT
        asserted = {"Vorname": self.given_name or "", "Nachname": self.family_name}
        return compare(asserted, given_name, family_name)

    def known_name(self) -> dict[str, str]:
        """Return the acting person's name as a draft of a registration has it."""
        if not self.family_name:
            return {}
        return {"given_name": self.given_name or "", "family_name": self.family_name}


@dataclass
class NameDecision:
    """A reviewer's word that this name is right with what this certificate asserted then."""

    name: str
    asserted: str
    certificate: str
    by: str
    at: datetime
    reason: str


@dataclass(frozen=True)
class ProvenName:
    """The name a person registered under, beside what the certificate says of it."""

    given_name: str
    family_name: str
    certificate: Certificate
    decision: NameDecision | None = None

    @property
    def declared(self) -> str:
        """Return the name the person registered under."""
        return f"{self.given_name} {self.family_name}"

    @property
    def is_settled(self) -> bool:
        """Tell whether the name is proven, or a reviewer accepted what the sign-in says."""
        check = self.certificate.check_name(self.given_name, self.family_name)
        if check is NameCheck.MATCHED:
            return True
        made = self.decision
        return made is not None and (made.name, made.asserted, made.certificate) == self._now

    @property
    def _now(self) -> tuple[str, str, str]:
        return self.declared, self.certificate.asserted, self.certificate.name_id

    def accepted(self, *, by: str, reason: str, now: datetime) -> NameDecision:
        """Return the word of a reviewer that it is right with what the certificate asserts."""
        return NameDecision(*self._now, by, now, reason)
