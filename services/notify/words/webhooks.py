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
    "paused": Text("Ihr Unternehmen hat den Webhook angehalten.", "Your company has paused it."),
}

DELIVERY_STATES = {
    "waiting": Text("wird gesendet", "being sent"),
    "held": Text("zurückgehalten", "held back"),
    "delivered": Text("angekommen", "arrived"),
    "failed": Text("nicht angekommen", "did not arrive"),
}

OUTCOMES = {
    "arrived": Text("angekommen", "arrived"),
    "status": Text("vom Server nicht angenommen", "not accepted by the server"),
    "gone": Text(
        "vom Server abbestellt",
        "cancelled by the server",
    ),
    "internal-address": Text(
        "Adresse liegt nicht im öffentlichen Internet",
        "address is not in the public internet",
    ),
    "unknown-host": Text("Servername nicht gefunden", "server name not found"),
    "no-connection": Text("keine Verbindung", "no connection"),
    "timeout": Text("keine Antwort rechtzeitig", "no answer in time"),
    "certificate": Text(
        "Zertifikat gilt nicht für diese Adresse",
        "certificate does not hold for this address",
    ),
    "not-http": Text("Antwort war kein HTTP", "answer was not HTTP"),
    "address-unfit": Text("Adresse lässt sich nicht aufrufen", "address cannot be called"),
    "event-gone": Text("Ereignis wird nicht mehr aufbewahrt", "event is kept no longer"),
    "unforeseen": Text(
        "unerwarteter Fehler beim Senden",
        "unexpected error while sending",
    ),
}
