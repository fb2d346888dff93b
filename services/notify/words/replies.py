"""Why an answer by mail was not taken, as its sender reads it."""

from services.common.words import Text

REASONS: dict[str, Text] = {
    "not-yours": Text(
        "Sie kam von einer anderen Adresse als der, an die wir geschrieben hatten.",
        "It came from another address than the one we had written to.",
    ),
    "ended": Text(
        "Sie nehmen an dieser Bestellung nicht mehr teil.",
        "You do not take part in this order any more.",
    ),
    "empty": Text("Sie enthielt keinen Text.", "There was no text in it."),
    "too-many": Text(
        "Zu dieser Bestellung kamen heute zu viele Nachrichten von Ihnen.",
        "There were too many messages from you about this order today.",
    ),
}
