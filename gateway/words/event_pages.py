"""The words around the description of the events for vendors."""

from services.common.words import Sentence, Text

EVENT_PAGES: dict[str, Sentence] = {
    "events": Text("Ereignisse für Hersteller und IT-Dienstleister", "Events for vendors"),
    "events-what": Text(
        "Was mit Bestellungen geschieht, die Sie einrichten, erfahren Ihre Programme auf drei"
        " Wegen. Alle drei tragen dieselben Ereignisse (CloudEvents 1.0). Ein Ereignis ist eine"
        " Information, nie ein Auftrag.",
        "Your programs hear in three ways of what happens to the orders you set up. All three"
        " carry the same events (CloudEvents 1.0). An event is information, never a commission.",
    ),
    "events-machine": Text("Für Programme (AsyncAPI 3)", "For programs (AsyncAPI 3)"),
    "events-ways": Text("Drei Wege", "Three ways"),
    "events-way": Text("Weg", "Way"),
    "events-how": Text("So geht es", "How it works"),
    "events-queue": Text("Warteschlange (AMQP)", "Queue (AMQP)"),
    "events-queue-how": Text(
        "Ihr Programm liest die eigene Warteschlange auf RabbitMQ und bestätigt den Empfang; es"
        " legt selbst nichts an. Die Zugangsdaten gibt eine Person Ihres Unternehmens im Browser"
        " aus: unter `/vendor/broker`.",
        "Your program reads its own queue on RabbitMQ and acknowledges what it has read; it"
        " declares nothing itself. A person of your company gets the access in a browser, at"
        " `/vendor/broker`.",
    ),
    "events-webhook": Text("Webhook", "Webhook"),
    "events-webhook-how": Text(
        "Wir senden jedes Ereignis an Ihre Adresse, signiert nach Standard Webhooks mit dem"
        " Geheimnis `whsec_…`. Antworten Sie in 15 Sekunden mit 2xx; sonst wiederholen wir mit"
        " wachsendem Abstand, gut drei Tage lang. 410 beendet den Webhook. Anlegen:"
        " `/vendor/webhooks` oder `POST /api/v1/webhooks` mit `webhooks:write`.",
        "We post each event to your address, signed as Standard Webhooks has it with the secret"
        " `whsec_…`. Answer 2xx within 15 seconds; else we repeat it at growing intervals,"
        " for some three days. 410 ends the webhook. To make one: `/vendor/webhooks`, or `POST"
        " /api/v1/webhooks` with `webhooks:write`.",
    ),
    "events-feed": Text("Abruf", "Feed"),
    "events-feed-how": Text(
        "Ihr Programm fragt, wann es will, was seit dem letzten Mal geschah: `GET /api/v1/events`"
        " mit `events:read`, danach mit `after` und dem Wert von `next` aus der letzten Antwort.",
        "Your program asks, whenever it likes, what has happened since the last time: `GET"
        " /api/v1/events` with `events:read`, then with `after` and the value of `next` of the last"
        " answer.",
    ),
    "events-types": Text("Arten von Ereignissen", "Types of events"),
    "events-type": Text("Art", "Type"),
    "events-when": Text("Wann", "When"),
    "events-envelope": Text("Felder jedes Ereignisses", "Fields of every event"),
    "events-order": Text("Felder der Bestellung (data.order)", "Fields of the order (data.order)"),
    "events-profile": Text(
        "Felder des Dienstes (data.profile)", "Fields of the service (data.profile)"
    ),
    "events-field": Text("Feld", "Field"),
    "events-form": Text("Form", "Form"),
    "events-means": Text("Bedeutung", "Meaning"),
    "events-example": Text("Ein Beispiel", "An example"),
    "events-order-of": Text("Reihenfolge und Wiederholung", "Order and repetition"),
    "events-order-what": Text(
        "Ereignisse derselben Bestellung können einander überholen, und jedes kann zweimal kommen."
        " Vergleichen Sie `sequence` als Text mit dem zuletzt verarbeiteten Wert desselben"
        " `subject`: Nehmen Sie ein größeres, und ein gleiches mit anderer `id`. Ein kleineres"
        " lassen Sie weg."
        " Jedes Ereignis trägt die ganze Bestellung.",
        "Events of one order may overtake each other, and any of them may come twice. Compare"
        " `sequence` as text with the last one handled of the same `subject`: take a greater one,"
        " and an equal one with another `id`. Drop a smaller one. Every event carries the"
        " whole order.",
    ),
}
