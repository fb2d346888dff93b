"""What is said of a service's work in the background: what waits or runs, and what to do."""

from services.common.words.texts import Catalogue, Text

KINDS: dict[str, Text] = {
    "outbox": Text("Ereignisse, die noch zu melden sind", "Events still to be told"),
    "parked": Text("Nicht verarbeitete Nachrichten", "Messages not handled"),
    "retrying": Text("Nachrichten, die erneut versucht werden", "Messages that are tried again"),
    "copy": Text("Kopie von Daten eines anderen Dienstes", "Copy of another service's data"),
    "lock": Text("Sperre einer Hintergrundarbeit", "Lock of a background job"),
    "mails": Text("Gescheiterte E-Mails", "E-mails that failed"),
    "addresses": Text("Nicht erreichte Adressen", "Addresses not reached"),
    "deliveries": Text("Meldungen an Hersteller, die warten", "News for vendors that wait"),
}
ADVICE: Catalogue = {
    "outbox": Text(
        "Läuft der Nachrichtenserver? Das Protokoll des Dienstes nennt den Grund (events_unsaid)."
        " Ist er behoben, gehen die Ereignisse von selbst hinaus.",
        "Does the broker run? The service's log names the reason (events_unsaid). Once that is"
        " mended the events go out by themselves.",
    ),
    "parked": Text(
        "Sehen Sie sich jede Nachricht an: erneut versuchen, sobald die Ursache behoben ist, oder"
        " verwerfen.",
        "Look at each message: try it again once its cause is mended, or discard it.",
    ),
    "copy": Text(
        "Läuft der Dienst, dem die Daten gehören? Danach füllt der Befehl die Kopie neu.",
        "Does the service run that owns the data? Then the command fills the copy anew.",
    ),
    "lock": Text(
        "Eine Sperre endet von selbst. Bleibt diese, geht die Uhr der Datenbank nach.",
        "A lock ends by itself. If this one stays, the database's clock is slow.",
    ),
    "mails": Text(
        "Sehen Sie den Grund an, beheben Sie ihn und senden Sie die E-Mail erneut.",
        "Look at the reason, mend it, and send the e-mail again.",
    ),
    "addresses": Text(
        "Fragen Sie die Stelle nach der richtigen Adresse, oder lassen Sie wieder zustellen.",
        "Ask the authority for the right address, or have it delivered to again.",
    ),
    "deliveries": Text(
        "Sprechen Sie den Hersteller an, und senden Sie danach erneut.",
        "Talk to the vendor, then send again.",
    ),
}
