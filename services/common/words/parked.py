"""What is said of parked messages: why they could not be handled, and what to do about them."""

from services.common.words.texts import Catalogue, Text

STATES: dict[str, Text] = {
    "waiting": Text("wartet auf eine Person", "waits for a person"),
    "retrying": Text("wird von selbst erneut versucht", "is tried again by itself"),
    "settled": Text("verarbeitet", "handled"),
    "discarded": Text("verworfen", "discarded"),
}
UNREADABLE = "UnreadableEvent"
REASONS: dict[str, Text] = {
    UNREADABLE: Text(
        "Die Nachricht ist nicht lesbar: Sie hat nicht die vereinbarte Form.",
        "The message cannot be read: it does not have the agreed form.",
    ),
    "TooEarly": Text(
        "Die Nachricht baut auf einer anderen auf, die noch nicht da ist.",
        "The message builds on another one that is not here yet.",
    ),
    "DuplicateKeyError": Text(
        "Was entstehen soll, gibt es unter derselben Kennung schon anders.",
        "What is to be made exists already, in another way, under the same key.",
    ),
    **dict.fromkeys(
        ("WriteError", "BulkWriteError", "OperationFailure", "DocumentTooLarge", "InvalidDocument"),
        Text("Die Datenbank hat die Änderung abgelehnt.", "The database refused the change."),
    ),
    **dict.fromkeys(
        ("FileNotFoundError", "NoFile", "TemplateNotFound"),
        Text("Eine Datei, die dafür nötig ist, fehlt.", "A file that is needed for it is missing."),
    ),
}
"""By the name of the error; every other one is a fault of the program."""
FAULT = Text(
    "Der Dienst kann diese Nachricht nicht verarbeiten. Das ist ein Fehler im Programm.",
    "The service cannot handle this message. That is a fault in the program.",
)
ADVICE: dict[str, Text] = {
    "retrying": Text(
        "Sie müssen nichts tun. Sie können es aber sofort noch einmal versuchen lassen.",
        "There is nothing to do, but you may have it tried again at once.",
    ),
    "waiting": Text(
        "Lassen Sie zuerst die Ursache beheben, und versuchen Sie es dann erneut. Verwerfen Sie die"
        " Nachricht nur, wenn das, was sie bewirken sollte, nicht mehr gebraucht wird.",
        "Have the cause mended first, then try again. Discard the message only where what it was"
        " to do is not needed any more.",
    ),
    "unanswerable": Text(
        "Erneut versuchen hilft nicht. Lassen Sie klären, woher die Nachricht kam, und verwerfen"
        " Sie sie dann.",
        "Trying again does not help. Have it found out where the message came from, then discard"
        " it.",
    ),
    "done": Text("Hier ist nichts mehr zu tun.", "Nothing is left to do here."),
}
REFUSALS: Catalogue = {
    "parked-not-found": Text(
        "Diese Nachricht gibt es nicht (mehr). Vielleicht ist sie inzwischen verarbeitet.",
        "There is no such message (any more). It may have been handled meanwhile.",
    ),
    "parked-ended": Text(
        "Diese Nachricht ist schon erledigt: {state}.",
        "This message is done with already: {state}.",
    ),
    "parked-no-handler": Text(
        "Diese Nachricht lässt sich nicht erneut versuchen, weil niemand mehr auf die Antwort"
        " wartet. Sie können sie verwerfen.",
        "This message cannot be tried again, for nobody waits for the answer any more. You can"
        " discard it.",
    ),
}
