"""Why no contract or no document was made: stored as a code, worded when it is shown."""

from collections.abc import Iterable

from services.common.words import Text

REASONS: dict[str, Text] = {
    "chain-broken": Text(
        "Die vorgelagerten Verträge sind nicht vollständig.",
        "The upstream contracts are not complete.",
    ),
    "facts-missing": Text(
        "Für den Vertrag fehlt noch: {missing}. Sobald das ergänzt ist, kann die Bestellung"
        " freigegeben werden.",
        "The contract still lacks: {missing}. As soon as that is there, the order can be released.",
    ),
    "document-broke-off": Text(
        "Das Erstellen des Vertrags ist mehrmals abgebrochen.",
        "Making the contract broke off several times.",
    ),
    "document-refused": Text(
        "Aus diesen Angaben ließ sich kein Vertrag erstellen.",
        "No contract could be made from these facts.",
    ),
    "sealing-broke-off": Text(
        "Das Versiegeln ist mehrmals abgebrochen.", "Sealing broke off several times."
    ),
    "sealing-waited": Text(
        "Der Zeitstempeldienst oder die Ablage war einen Tag lang nicht erreichbar.",
        "The timestamp authority or the store could not be reached for a day.",
    ),
    "seal-expired": Text(
        "Das Zertifikat des Siegels gilt heute nicht. Es muss erneuert werden.",
        "The certificate of the seal does not hold today. It has to be renewed.",
    ),
    "timestamp-refused": Text(
        "Der Zeitstempeldienst hat keinen Zeitstempel gegeben.",
        "The timestamp authority gave no timestamp.",
    ),
    "offered-document-differs": Text(
        "Das hinterlegte Dokument ist nicht das unterschriebene.",
        "The stored document is not the one that was signed.",
    ),
    "notice-passed": Text(
        "Der Vertrag war gekündigt; die Kündigungsfrist ist vorbei.",
        "Notice had been given, and its period is over.",
    ),
    "term-over": Text(
        "Die Laufzeit des Vertrags ist zu Ende.", "The term of the contract is over."
    ),
}

LACKING = {
    "operating-authority": Text(
        "die betreibende Behörde (im Steckbrief)", "the operating authority (in the profile)"
    ),
    "service-keys": Text(
        "ein LeiKa-Schlüssel oder die OZG-Kennung (im Steckbrief)",
        "a LeiKa key or the OZG id (in the profile)",
    ),
    "ministry": Text("das zuständige Ressort (im Steckbrief)", "the ministry (in the profile)"),
    "body-address": Text(
        "die Anschrift der Stelle (im Register)", "the address of the authority (in the register)"
    ),
}
"""What a contract cannot do without, and where it is to be completed."""


def lacking_text(codes: Iterable[str]) -> Text:
    """Return what is missing in one line."""
    missing = [LACKING[code] for code in codes]
    return Text(", ".join(m.de for m in missing), ", ".join(m.en for m in missing))


def failure_code(failure: str | None) -> str | None:
    """Return the code of a failure; before there were codes, its sentence was stored."""
    return failure if failure is None or failure in REASONS else "document-refused"


def reason_text(code: str, **facts: Text) -> Text:
    """Return the sentence of a code; before there were codes, both languages stood in one text."""
    if code in REASONS:
        return REASONS[code].filled(**facts)
    german, _, english = code.partition(" / ")
    return Text(german, english or german)
