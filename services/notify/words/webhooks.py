"""What is said of webhooks, by code."""

from services.common.words import Text

WEBHOOK_STATES = {
    "enabled": Text("aktiv", "active"),
    "disabled": Text("angehalten", "stopped"),
    "deleted": Text("gelöscht", "deleted"),
}

DISABLED_REASONS = {
    "gone": Text(
        "Ihr Server hat mit 410 geantwortet: Unter dieser Adresse will er nichts mehr.",
        "Your server answered 410: it wants nothing more at this address.",
    ),
    "exhausted": Text(
        "Drei Tage lang ist nichts angekommen.", "Nothing has arrived for three days."
    ),
}

DELIVERY_STATES = {
    "waiting": Text("wird gesendet", "being sent"),
    "held": Text("wartet, bis der Webhook wieder aktiv ist", "waits until the webhook is active"),
    "delivered": Text("angekommen", "arrived"),
    "failed": Text("nicht angekommen", "did not arrive"),
}

OUTCOMES = {
    "arrived": Text("angekommen", "arrived"),
    "status": Text("Ihr Server hat es nicht angenommen.", "Your server did not accept it."),
    "gone": Text(
        "Ihr Server hat mit 410 geantwortet, der Webhook ist deshalb angehalten.",
        "Your server answered 410, so the webhook was stopped.",
    ),
    "internal-address": Text(
        "Der Name führt zu einer Adresse, die nicht im öffentlichen Internet liegt.",
        "The name leads to an address outside the public internet.",
    ),
    "unknown-host": Text(
        "Der Name des Servers ließ sich nicht auflösen.", "The server's name did not resolve."
    ),
    "no-connection": Text("Es kam keine Verbindung zustande.", "No connection was made."),
    "timeout": Text(
        "Ihr Server hat nicht rechtzeitig geantwortet.", "Your server did not answer in time."
    ),
    "certificate": Text(
        "Das Zertifikat Ihres Servers gilt nicht für diese Adresse.",
        "Your server's certificate does not hold for this address.",
    ),
    "not-http": Text("Die Antwort war kein HTTP.", "The answer was not HTTP."),
    "address-unfit": Text(
        "Diese Adresse lässt sich nicht aufrufen.", "This address cannot be called."
    ),
    "event-gone": Text("Das Ereignis wird nicht mehr aufbewahrt.", "The event is kept no longer."),
    "unforeseen": Text(
        "Beim Senden ist ein unerwarteter Fehler aufgetreten.",
        "An unexpected error occurred while sending.",
    ),
}
