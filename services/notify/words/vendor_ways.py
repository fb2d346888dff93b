"""What is said to support of what waits for vendors."""

from services.common.words import Text

STATES = {
    "waiting": Text("wird erneut versucht", "is tried again"),
    "stopped": Text("angehalten", "stopped"),
    "paused": Text("vom Anbieter angehalten", "paused by the vendor"),
    "filling": Text("füllt sich", "fills up"),
    "not_set_up": Text("nicht eingerichtet", "not set up"),
}
FAILING = Text(
    "Der Empfänger hat die letzten Ereignisse nicht angenommen.",
    "The receiver has not taken the last events.",
)
STOPPED = {
    "gone": Text(
        "Der Empfänger nimmt unter dieser Adresse nichts mehr an (410).",
        "The receiver takes nothing more at this address (410).",
    ),
    "paused": Text(
        "Der Anbieter hat den Webhook selbst angehalten und setzt ihn selbst fort.",
        "The vendor has paused the webhook itself, and goes on with it itself.",
    ),
    "exhausted": Text(
        "Drei Tage lang ist beim Empfänger nichts angekommen.",
        "Nothing has reached the receiver for three days.",
    ),
}
ALARMS = {
    "filling": Text(
        "Die Warteschlange ist fast voll: Der Anbieter holt zu wenig ab.",
        "The queue is nearly full: the vendor fetches too little.",
    ),
    "not_set_up": Text(
        "Die Warteschlange lässt sich gerade nicht einrichten; es wird weiter versucht.",
        "The queue cannot be set up for now; this is tried again.",
    ),
}
