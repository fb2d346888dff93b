"""Words of the pages about messages between the services that could not be handled."""

from services.common.words import Sentence, Text

PARKED_PAGES: dict[str, Sentence] = {
    "parked-what": Text(
        "Diese Nachrichten zwischen den Teilen des Systems konnten nicht verarbeitet werden. Was"
        " sie bewirken sollten, ist noch nicht geschehen. Beginnen Sie mit der ältesten.",
        "These messages between the parts of the system could not be handled. What they were to"
        " do has not happened yet. Begin with the oldest.",
    ),
    "parked-service-identity": Text("Stellen und Personen", "Authorities and people"),
    "parked-service-catalog": Text("Katalog", "Catalogue"),
    "parked-service-orders": Text("Bestellungen", "Orders"),
    "parked-service-contracts": Text("Verträge", "Contracts"),
    "parked-service-notify": Text("Benachrichtigungen", "Notifications"),
    "parked-view-waiting": Text("Warten auf Entscheidung", "Wait for a decision"),
    "parked-view-retrying": Text("Werden erneut versucht", "Are tried again"),
    "parked-since": Text("Liegt seit", "Since"),
    "parked-where": Text("Wo", "Where"),
    "parked-why": Text("Warum", "Why"),
    "parked-tries": Text("Versuche", "Attempts"),
    "parked-state": Text("Stand", "State"),
    "parked-none-waiting": Text(
        "Keine Nachricht wartet auf eine Entscheidung.", "No message waits for a decision."
    ),
    "parked-none-retrying": Text(
        "Keine Nachricht wird gerade erneut versucht.", "No message is being tried again."
    ),
    "parked-none-there": Text(
        "Bei den anderen Teilen des Systems liegt keine Nachricht.",
        "No message waits at the other parts of the system.",
    ),
    "parked-one": Text("Nicht verarbeitete Nachricht: {service}", "Message not handled: {service}"),
    "parked-next": Text("Nächster Versuch", "Next attempt"),
    "parked-ended": Text("Erledigt", "Done with"),
    "parked-replay": Text("Erneut versuchen", "Try again"),
    "parked-discard": Text("Verwerfen", "Discard"),
    "parked-discard-what": Text(
        "Was die Nachricht bewirken sollte, geschieht dann nicht mehr. Das lässt sich nicht"
        " zurücknehmen.",
        "What the message was to do will not happen then. This cannot be taken back.",
    ),
    "parked-discard-reason": Text("Begründung", "Reason"),
    "parked-discard-hint": Text(
        "Sie steht im Protokoll. Nennen Sie keine Personen.",
        "It is kept on record. Please name no persons.",
    ),
    "parked-technical": Text("Für die Technik", "For technical staff"),
    "parked-technical-what": Text(
        "Diese Angaben braucht, wer die Ursache behebt. Der Inhalt der Nachricht wird nicht"
        " gezeigt.",
        "Whoever mends the cause needs this. What is in the message is not shown.",
    ),
    "parked-message": Text("Nachricht", "Message"),
    "parked-from": Text("Gesendet von", "Sent by"),
    "parked-handler": Text("Verarbeitung", "Handler"),
    "parked-subject": Text("Betrifft Kennung", "About the id"),
    "parked-error": Text("Fehler", "Error"),
    "parked-place": Text("Stelle im Programm", "Place in the program"),
    "done-parked-replayed": Text(
        "Die Nachricht wird jetzt erneut verarbeitet. Gelingt es, verschwindet sie aus der Liste.",
        "The message is being handled again now. If that works, it leaves the list.",
    ),
    "done-parked-discarded": Text("Die Nachricht ist verworfen.", "The message is discarded."),
}
