"""Why a sign-in is not accepted: a constant for the log, calm sentences for the person."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class RefusalReason(StrEnum):
    """The reasons, as the log line `sign_in_refused` names them."""

    MALFORMED = "malformed"
    TOO_LARGE = "too-large"
    DTD = "dtd"
    COMMENT = "comment"
    UNSIGNED = "unsigned"
    SIGNATURE_MISPLACED = "signature-misplaced"
    SIGNATURE_METHOD = "signature-method"
    SIGNATURE_INVALID = "signature-invalid"
    ISSUER_WRONG = "issuer-wrong"
    DESTINATION_WRONG = "destination-wrong"
    REQUEST_UNKNOWN = "request-unknown"
    CANCELLED = "cancelled"
    PROVIDER_REFUSED = "provider-refused"
    ASSERTION_PLAIN = "assertion-plain"
    ASSERTION_COUNT = "assertion-count"
    ENCRYPTION_METHOD = "encryption-method"
    DECRYPTION_FAILED = "decryption-failed"
    ELEMENT_UNKNOWN = "element-unknown"
    CONDITIONS_MISSING = "conditions-missing"
    AUDIENCE_WRONG = "audience-wrong"
    UNCONFIRMED = "subject-unconfirmed"
    RECIPIENT_WRONG = "recipient-wrong"
    NOT_YET_VALID = "not-yet-valid"
    EXPIRED = "expired"
    NOT_FRESH = "not-fresh"
    REPLAYED = "replayed"
    IDENTITY_MALFORMED = "identity-malformed"
    ATTRIBUTE_REPEATED = "attribute-repeated"
    TEST_ACCOUNT = "test-account"
    ACCOUNT_KIND = "account-kind"
    NATURAL_PERSON = "natural-person"
    TRUST_LEVEL_LOW = "trust-level-low"


STARTS_AGAIN = frozenset({RefusalReason.CANCELLED, RefusalReason.REQUEST_UNKNOWN})


@dataclass(frozen=True)
class Advice:
    """What the page says to the person, in both languages."""

    german: str
    english: str


class SignInRefused(Exception):
    """Say why a sign-in was not accepted; `detail` is for the log only, and names no person."""

    def __init__(self, reason: RefusalReason, detail: str = "") -> None:
        super().__init__(reason.value, detail)
        self.reason = reason
        self.detail = detail

    @property
    def starts_again(self) -> bool:
        """Tell whether the person only has to start again, without an error page."""
        return self.reason in STARTS_AGAIN

    @property
    def advice(self) -> Advice:
        """Give what to tell the person; most reasons share one text and so reveal nothing."""
        return ADVICE.get(self.reason, UNPROVED)


UNPROVED = Advice(
    "Die Antwort von Mein Unternehmenskonto konnten wir nicht prüfen. Es ist nichts geschehen."
    " Bitte melden Sie sich neu an.",
    "We could not check the answer of Mein Unternehmenskonto. Nothing has happened. Please sign in"
    " again.",
)
OVER = Advice(
    "Diese Anmeldung gilt nicht mehr oder noch nicht. Bitte melden Sie sich neu an.",
    "This sign-in is over or not valid yet. Please sign in again.",
)
WRONG_CERTIFICATE = Advice(
    "Mit diesem Konto können Sie sich hier nicht anmelden. Bitte nehmen Sie das"
    " ELSTER-Organisationszertifikat Ihrer Stelle, das auf deren Steuernummer ausgestellt ist.",
    "Please use the ELSTER certificate of your organisation, issued for its tax number.",
)
ADVICE: Mapping[RefusalReason, Advice] = {
    RefusalReason.EXPIRED: OVER,
    RefusalReason.NOT_YET_VALID: OVER,
    RefusalReason.NOT_FRESH: OVER,
    RefusalReason.REPLAYED: OVER,
    RefusalReason.ACCOUNT_KIND: WRONG_CERTIFICATE,
    RefusalReason.NATURAL_PERSON: WRONG_CERTIFICATE,
    RefusalReason.TEST_ACCOUNT: Advice(
        "Testkonten können sich hier nicht anmelden. Bitte nehmen Sie das"
        " ELSTER-Organisationszertifikat Ihrer Stelle.",
        "Test accounts cannot sign in here. Please use the certificate of your organisation.",
    ),
    RefusalReason.TRUST_LEVEL_LOW: Advice(
        "Ihre Anmeldung hat nicht das nötige Vertrauensniveau „substanziell“. Bitte melden Sie sich"
        " mit dem ELSTER-Organisationszertifikat Ihrer Stelle an.",
        "Your sign-in needs the trust level “substantial”. Please use the certificate of your"
        " organisation.",
    ),
    RefusalReason.PROVIDER_REFUSED: Advice(
        "Mein Unternehmenskonto hat die Anmeldung nicht bestätigt. Bitte versuchen Sie es in ein"
        " paar Minuten noch einmal.",
        "Mein Unternehmenskonto did not confirm the sign-in. Please try again in a few minutes.",
    ),
}
