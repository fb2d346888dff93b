"""Which advice belongs to which answers.

Exactly one rule fits every combination; what a rule does not ask for may be anything.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class HeldCertificate(StrEnum):
    """Whether the person has an organisation certificate."""

    OWN = "own"
    APPLIED = "applied"
    NONE = "none"
    UNKNOWN = "unknown"


class IssuedFor(StrEnum):
    """Whose number the certificate was issued for."""

    BODY = "body"
    OTHER_ORGANISATION = "other_organisation"
    PRIVATE = "private"
    UNKNOWN = "unknown"


class Holder(StrEnum):
    """In whose name the certificate is."""

    REGISTRANT = "registrant"
    FUNCTIONAL_MAILBOX = "functional_mailbox"
    SOMEBODY_ELSE = "somebody_else"
    UNKNOWN = "unknown"


class ActingFor(StrEnum):
    """For what kind of body the person wants to act."""

    JOINT_ADMINISTRATION = "joint_administration"
    MEMBER = "member"
    OTHER_BODY = "other_body"


class Signer(StrEnum):
    """Who will sign the contracts."""

    REGISTRANT = "registrant"
    SOMEBODY_ELSE = "somebody_else"
    UNKNOWN = "unknown"


class Suitability(StrEnum):
    """Green: register now; amber: something is missing; red: not with this certificate."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


class Next(StrEnum):
    """Who has to act next."""

    REGISTRANT = "registrant"
    TAX_ADMINISTRATION = "tax_administration"
    BODY = "body"


class Delay(StrEnum):
    """What has to be waited for besides the review."""

    NOTHING = "nothing"
    LETTER = "letter"
    PERHAPS_LETTER = "perhaps_letter"


LETTER_WORKING_DAYS = 5
REVIEW_WORKING_DAYS = 3
LETTER_WAITS: Mapping[Delay, tuple[int, int]] = {
    Delay.NOTHING: (0, 0),
    Delay.LETTER: (LETTER_WORKING_DAYS, LETTER_WORKING_DAYS),
    Delay.PERHAPS_LETTER: (0, LETTER_WORKING_DAYS),
}
"""Working days for the activation letter, at least and at most."""


@dataclass(frozen=True)
class Answers:
    """What a person answered; the fields are the questions, in their order."""

    certificate: HeldCertificate
    issued_for: IssuedFor
    holder: Holder
    acting_for: ActingFor
    signing: Signer


QUESTIONS: Mapping[str, type[StrEnum]] = {
    "certificate": HeldCertificate,
    "issued_for": IssuedFor,
    "holder": Holder,
    "acting_for": ActingFor,
    "signing": Signer,
}


@dataclass(frozen=True)
class AdviceRule:
    """An advice, the answers it is for, and the steps before registering."""

    code: str
    verdict: Suitability
    steps: tuple[str, ...] = ()
    wait: Delay = Delay.NOTHING
    next: Next = Next.REGISTRANT
    when: Mapping[str, frozenset[StrEnum]] = field(default_factory=dict)

    def fits(self, answers: Answers) -> bool:
        """Tell whether the rule is for these answers."""
        return all(getattr(answers, name) in allowed for name, allowed in self.when.items())


def _when(**allowed: StrEnum | set[StrEnum]) -> dict[str, frozenset[StrEnum]]:
    return {
        name: frozenset(values if isinstance(values, set) else {values})
        for name, values in allowed.items()
    }


APPLY = ("apply", "choose-holder", "activate")
HELD: set[StrEnum] = {HeldCertificate.OWN, HeldCertificate.APPLIED}
USABLE: set[StrEnum] = {Holder.REGISTRANT, Holder.FUNCTIONAL_MAILBOX}
PERHAPS_USABLE: set[StrEnum] = USABLE | {Holder.UNKNOWN}
SIGNER_KNOWN: set[StrEnum] = {Signer.REGISTRANT, Signer.SOMEBODY_ELSE}
PERHAPS_OURS: set[StrEnum] = {IssuedFor.BODY, IssuedFor.UNKNOWN}
NO_MEMBER: set[StrEnum] = {ActingFor.JOINT_ADMINISTRATION, ActingFor.OTHER_BODY}
_OURS = {"certificate": HeldCertificate.OWN, "issued_for": IssuedFor.BODY}

RULES = (
    AdviceRule(
        "own-name-fits",
        Suitability.GREEN,
        when=_when(**_OURS, holder=Holder.REGISTRANT, signing=SIGNER_KNOWN),
    ),
    AdviceRule(
        "mailbox-fits",
        Suitability.GREEN,
        when=_when(**_OURS, holder=Holder.FUNCTIONAL_MAILBOX, signing=SIGNER_KNOWN),
    ),
    AdviceRule(
        "signer-open",
        Suitability.AMBER,
        when=_when(**_OURS, holder=USABLE, signing=Signer.UNKNOWN),
    ),
    AdviceRule(
        "holder-unknown",
        Suitability.AMBER,
        ("look-up-holder", "else-apply"),
        Delay.PERHAPS_LETTER,
        when=_when(**_OURS, holder=Holder.UNKNOWN),
    ),
    AdviceRule(
        "somebody-elses",
        Suitability.RED,
        APPLY,
        Delay.LETTER,
        when=_when(
            certificate=HeldCertificate.OWN, issued_for=PERHAPS_OURS, holder=Holder.SOMEBODY_ELSE
        ),
    ),
    AdviceRule(
        "number-unknown",
        Suitability.AMBER,
        ("look-up-number", "look-up-holder", "else-apply"),
        Delay.PERHAPS_LETTER,
        when=_when(
            certificate=HeldCertificate.OWN, issued_for=IssuedFor.UNKNOWN, holder=PERHAPS_USABLE
        ),
    ),
    AdviceRule(
        "private-certificate",
        Suitability.RED,
        APPLY,
        Delay.LETTER,
        when=_when(certificate=HELD, issued_for=IssuedFor.PRIVATE),
    ),
    AdviceRule(
        "other-organisation",
        Suitability.RED,
        APPLY,
        Delay.LETTER,
        when=_when(certificate=HELD, issued_for=IssuedFor.OTHER_ORGANISATION, acting_for=NO_MEMBER),
    ),
    AdviceRule(
        "perhaps-joint-administration",
        Suitability.AMBER,
        ("compare-joint-administration", "else-apply"),
        Delay.PERHAPS_LETTER,
        when=_when(
            certificate=HELD, issued_for=IssuedFor.OTHER_ORGANISATION, acting_for=ActingFor.MEMBER
        ),
    ),
    AdviceRule(
        "letter-under-way",
        Suitability.AMBER,
        ("check-application", "activate"),
        Delay.PERHAPS_LETTER,
        Next.TAX_ADMINISTRATION,
        when=_when(
            certificate=HeldCertificate.APPLIED,
            issued_for=PERHAPS_OURS,
            holder=PERHAPS_USABLE,
        ),
    ),
    AdviceRule(
        "applied-for-somebody-else",
        Suitability.RED,
        APPLY,
        Delay.LETTER,
        when=_when(
            certificate=HeldCertificate.APPLIED,
            issued_for=PERHAPS_OURS,
            holder=Holder.SOMEBODY_ELSE,
        ),
    ),
    AdviceRule(
        "no-certificate",
        Suitability.RED,
        (*APPLY, "report-replacement"),
        Delay.LETTER,
        when=_when(certificate=HeldCertificate.NONE),
    ),
    AdviceRule(
        "certificate-unknown",
        Suitability.AMBER,
        ("ask-own-body", "else-apply"),
        Delay.PERHAPS_LETTER,
        Next.BODY,
        when=_when(certificate=HeldCertificate.UNKNOWN),
    ),
)


def rule_for(answers: Answers) -> AdviceRule:
    """Return the one rule that fits."""
    (rule,) = (rule for rule in RULES if rule.fits(answers))
    return rule


def steps_for(answers: Answers, rule: AdviceRule) -> tuple[str, ...]:
    """Return the rule's steps and then those of every registration, in the order to take them."""
    by_mailbox = answers.holder is Holder.FUNCTIONAL_MAILBOX
    return (
        *rule.steps,
        "sign-in",
        f"register-{answers.acting_for.replace('_', '-')}",
        "confirm-mailbox" if by_mailbox else "confirm-address",
        "review",
        f"signing-{answers.signing.replace('_', '-')}",
    )


def working_days(rule: AdviceRule) -> tuple[int, int]:
    """Return how many working days it takes at least and at most until the account is active."""
    least, most = LETTER_WAITS[rule.wait]
    return least + REVIEW_WORKING_DAYS, most + REVIEW_WORKING_DAYS
