"""Words of the operator's list of what waits for vendors."""

from services.common.words import Sentence, Text

DELIVERY_LIST: dict[str, Sentence] = {
    "deliveries": Text("Ereignisse für Anbieter", "Events for vendors"),
    "deliveries-what": Text(
        "Diese Anbieter haben noch nicht alles erhalten. Was wartet, geht nicht verloren; der"
        " Anbieter muss meist selbst etwas tun. Am längsten Wartendes steht oben.",
        "These vendors have not received everything yet. What waits is not lost; mostly the vendor"
        " has to do something. What has waited longest stands on top.",
    ),
    "deliveries-vendor": Text("Anbieter", "Vendor"),
    "deliveries-way": Text("Weg", "Way"),
    "deliveries-queue": Text("Warteschlange (AMQP)", "Queue (AMQP)"),
    "deliveries-webhook": Text("Webhook", "Webhook"),
    "deliveries-since": Text("Wartet seit", "Waits since"),
    "deliveries-why": Text("Warum", "Why"),
    "deliveries-count": Text("Ereignisse", "Events"),
    "deliveries-at-least": Text("mindestens {count}", "at least {count}"),
    "deliveries-retry": Text("Jetzt erneut senden", "Send again now"),
    "deliveries-none": Text(
        "Alle Anbieter haben erhalten, was für sie bestimmt ist.",
        "All vendors have received what is for them.",
    ),
    "done-deliveries-retried": Text(
        "Es wird jetzt erneut gesendet. Was ankommt, verschwindet aus der Liste.",
        "It is being sent again now. What arrives leaves the list.",
    ),
}
