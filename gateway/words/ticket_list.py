"""Words of the operator's list of tickets."""

from services.common.words import Sentence, Text

TICKET_LIST: dict[str, Sentence] = {
    "tickets": Text("Tickets", "Tickets"),
    "tickets-what": Text(
        "Jede Bestellung hat ein Ticket mit allen Nachrichten. Hier sehen Sie, auf wen jedes"
        " wartet; das am frühesten Fällige steht oben.",
        "Each order has a ticket with all messages. Here you see whom each waits for; what is due"
        " first stands on top.",
    ),
    "tickets-waiting_for_operator": Text("Wartet auf BayKommun", "Waits for BayKommun"),
    "tickets-waiting_for_body": Text("Wartet auf die Stelle", "Waits for the authority"),
    "tickets-waiting_for_vendor": Text("Wartet auf die Einrichtung", "Waits for the setup"),
    "tickets-open": Text("Wartet auf niemanden", "Waits for nobody"),
    "tickets-closed": Text("Geschlossen", "Closed"),
    "tickets-vendor": Text("Einrichtende Stelle", "Setup party"),
    "tickets-any-vendor": Text("alle", "all"),
    "tickets-filter": Text("Anzeigen", "Show"),
    "tickets-one": Text("Ticket", "Ticket"),
    "tickets-next": Text("Am Zug", "Next"),
    "tickets-only-body": Text("nur diese Stelle", "only this authority"),
    "tickets-none": Text("Hier wartet kein Ticket.", "No ticket waits here."),
}
