"""Words of the operator's lists about vendors: what waits for them, and their queues."""

from services.common.words import Sentence, Text

DELIVERY_LIST: dict[str, Sentence] = {
    "deliveries": Text("Ereignisse für Anbieter", "Events for vendors"),
    "deliveries-what": Text(
        "Diese Anbieter haben noch nicht alles erhalten. Was wartet, geht nicht verloren; der"
        " Anbieter muss meist selbst etwas tun. Am längsten Wartendes steht oben.",
        "These vendors have not received everything yet. What waits is not lost; mostly the vendor"
        " has to do something. What has waited longest stands on top.",
    ),
    "deliveries-waiting": Text("Was wartet", "What waits"),
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
    "broker-accesses": Text("Zugänge zum Broker", "Access to the broker"),
    "broker-accesses-what": Text(
        "Diese Anbieter haben eine Warteschlange beantragt. Das Geheimnis kennt nur der Anbieter.",
        "These vendors have asked for a queue. Only the vendor knows the secret.",
    ),
    "broker-accesses-none": Text(
        "Kein Anbieter hat bisher eine Warteschlange beantragt.",
        "No vendor has asked for a queue yet.",
    ),
    "broker-access-of": Text("Zugang zum Broker: {vendor}", "Access to the broker: {vendor}"),
    "broker-state-none": Text("Nicht eingerichtet", "Not set up"),
    "broker-state-setting_up": Text("Wird eingerichtet", "Being set up"),
    "broker-state-ready": Text("Bereit", "Ready"),
    "broker-state-ending": Text("Endet", "Ending"),
    "broker-state-ended": Text("Beendet", "Ended"),
    "broker-denied-state": Text("Gesperrt", "Barred"),
    "broker-read": Text("Zuletzt gelesen", "Last read"),
    "broker-readable": Text("Lesbar bis", "Readable until"),
    "denial-denied": Text("Gesperrt", "Barred"),
    "denial-lifted": Text("Wieder zugelassen", "Allowed again"),
    "denial-by": Text("{at} von {name}", "{at} by {name}"),
    "denial-somebody": Text("einer Person ohne Konto", "somebody without an account"),
    "denial-deny": Text("Zugang sperren", "Bar the access"),
    "denial-deny-what": Text(
        "Der Zugang endet, und der Anbieter kann keinen neuen beantragen, bis Sie ihn wieder"
        " zulassen. Seine Ansprechpersonen bekommen eine E-Mail mit Ihrer Begründung. Webhooks und"
        " Abruf bleiben; es geht nichts verloren.",
        "The access ends, and the vendor cannot ask for a new one until you allow it again. Its"
        " people get a mail with your reason. Webhooks and feed stay; nothing is lost.",
    ),
    "denial-reason": Text("Begründung", "Reason"),
    "denial-reason-hint": Text(
        "Der Anbieter liest sie. Nennen Sie keine Personen.",
        "The vendor reads it. Please name no persons.",
    ),
    "denial-at-once": Text(
        "Sofort, zum Beispiel weil ein Geheimnis bekannt wurde; sonst kann der Anbieter eine Woche"
        " lang lesen, was noch in der Warteschlange liegt",
        "At once, because a secret got about for example; otherwise the vendor has a week to read"
        " what is still in the queue",
    ),
    "denial-now": Text("Sofort beenden", "End at once"),
    "denial-now-what": Text(
        "Was noch in der Warteschlange liegt, hat der Anbieter dann nur noch im Abruf.",
        "The vendor then has what is still in the queue by the feed only.",
    ),
    "denial-allow": Text("Wieder zulassen", "Allow again"),
    "denial-allow-what": Text(
        "Der Anbieter kann den Zugang dann selbst neu beantragen und sieht dabei das Geheimnis. Er"
        " bekommt eine E-Mail.",
        "The vendor can then ask for the access again and sees the secret. It gets a mail.",
    ),
    "done-broker-denied": Text(
        "Der Zugang ist gesperrt; der Anbieter erfährt es.",
        "The access is barred; the vendor is told.",
    ),
    "done-broker-allowed": Text(
        "Der Anbieter kann den Zugang wieder beantragen und erfährt es.",
        "The vendor can ask for the access again, and is told.",
    ),
    "done-deliveries-retried": Text(
        "Es wird jetzt erneut gesendet. Was ankommt, verschwindet aus der Liste.",
        "It is being sent again now. What arrives leaves the list.",
    ),
}
