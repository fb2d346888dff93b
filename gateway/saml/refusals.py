"""Why a sign-in is not accepted: a constant for the log, calm sentences for the person."""

from enum import StrEnum

from gateway.words.sign_in import ADVICE, UNPROVED
from services.common.words import Text


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
    def advice(self) -> Text:
        """Return what to tell the person; most reasons share one text and so reveal nothing."""
        return ADVICE.get(self.reason, UNPROVED)
