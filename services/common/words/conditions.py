"""What is said of a service's work in the background: what waits or runs, and what to do."""

from dataclasses import dataclass

from services.common.words.texts import Text


@dataclass(frozen=True)
class ConditionWords:
    """What it is, and what to do where it is wrong."""

    label: Text
    advice: Text | None = None


KINDS: dict[str, ConditionWords] = {
    "outbox": ConditionWords(
        Text("Ereignisse, die noch zu melden sind", "Events still to be told"),
        Text(
            "Läuft der Nachrichtenserver? Das Protokoll des Dienstes nennt den Grund"
            " (events_unsaid). Ist er behoben, gehen die Ereignisse von selbst hinaus.",
            "Does the broker run? The service's log names the reason (events_unsaid). Once that"
            " is mended the events go out by themselves.",
        ),
    ),
    "parked": ConditionWords(
        Text("Nicht verarbeitete Nachrichten", "Messages not handled"),
        Text(
            "Sehen Sie sich jede Nachricht an: erneut versuchen, sobald die Ursache behoben ist,"
            " oder verwerfen.",
            "Look at each message: try it again once its cause is mended, or discard it.",
        ),
    ),
    "retrying": ConditionWords(
        Text("Nachrichten, die erneut versucht werden", "Messages that are tried again")
    ),
    "copy": ConditionWords(
        Text("Kopie von Daten eines anderen Dienstes", "Copy of another service's data"),
        Text(
            "Läuft der Dienst, dem die Daten gehören? Danach füllt der Befehl die Kopie neu.",
            "Does the service run that owns the data? Then the command fills the copy anew.",
        ),
    ),
    "lock": ConditionWords(
        Text("Sperre einer Hintergrundarbeit", "Lock of a background job"),
        Text(
            "Eine Sperre endet von selbst. Bleibt diese, geht die Uhr der Datenbank nach.",
            "A lock ends by itself. If this one stays, the database's clock is slow.",
        ),
    ),
}
"""By the kind of a condition; a service adds its own."""
