"""Why no contract or no document was made: stored as a code, worded when it is shown."""

from services.common.words import Text

REASONS = {
    "chain-broken": Text(
        "Die vorgelagerten Verträge sind nicht vollständig.",
        "The upstream contracts are not complete.",
    ),
    "document-broke-off": Text(
        "Das Erstellen des Vertrags ist mehrmals abgebrochen.",
        "Making the contract broke off several times.",
    ),
    "document-refused": Text(
        "Aus diesen Angaben ließ sich kein Vertrag erstellen.",
        "No contract could be made from these facts.",
    ),
}


def failure_code(failure: str | None) -> str | None:
    """Return the code of a failure; before there were codes, its sentence was stored."""
    return failure if failure is None or failure in REASONS else "document-refused"


def reason_text(code: str) -> Text:
    """Return the sentence of a code; before there were codes, both languages stood in one text."""
    if code in REASONS:
        return REASONS[code]
    german, _, english = code.partition(" / ")
    return Text(german, english or german)
