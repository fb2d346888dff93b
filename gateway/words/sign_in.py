"""What a person reads whose sign-in was not accepted, by the reason of the log."""

from collections.abc import Mapping

from services.common.words import Text

UNPROVED = Text(
    "Die Antwort von Mein Unternehmenskonto konnten wir nicht prüfen. Es ist nichts geschehen."
    " Bitte melden Sie sich neu an.",
    "We could not check the answer of Mein Unternehmenskonto. Nothing has happened. Please sign in"
    " again.",
)
OVER = Text(
    "Diese Anmeldung gilt nicht mehr oder noch nicht. Bitte melden Sie sich neu an.",
    "This sign-in is over or not valid yet. Please sign in again.",
)
WRONG_CERTIFICATE = Text(
    "Mit diesem Konto können Sie sich hier nicht anmelden. Bitte nehmen Sie das"
    " ELSTER-Organisationszertifikat Ihrer Stelle, das auf deren Steuernummer ausgestellt ist.",
    "Please use the ELSTER certificate of your organisation, issued for its tax number.",
)
ADVICE: Mapping[str, Text] = {
    "expired": OVER,
    "not-yet-valid": OVER,
    "not-fresh": OVER,
    "replayed": OVER,
    "account-kind": WRONG_CERTIFICATE,
    "natural-person": WRONG_CERTIFICATE,
    "test-account": Text(
        "Testkonten können sich hier nicht anmelden. Bitte nehmen Sie das"
        " ELSTER-Organisationszertifikat Ihrer Stelle.",
        "Test accounts cannot sign in here. Please use the certificate of your organisation.",
    ),
    "trust-level-low": Text(
        "Ihre Anmeldung hat nicht das nötige Vertrauensniveau „substanziell“. Bitte melden Sie sich"
        " mit dem ELSTER-Organisationszertifikat Ihrer Stelle an.",
        "Your sign-in needs the trust level “substantial”. Please use the certificate of your"
        " organisation.",
    ),
    "provider-refused": Text(
        "Mein Unternehmenskonto hat die Anmeldung nicht bestätigt. Bitte versuchen Sie es in ein"
        " paar Minuten noch einmal.",
        "Mein Unternehmenskonto did not confirm the sign-in. Please try again in a few minutes.",
    ),
}
