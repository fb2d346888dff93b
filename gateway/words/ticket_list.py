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
    "issues-failed": Text("Nicht nach Jira übertragen", "Not told to Jira"),
    "issues-failed-what": Text(
        "Diese Tickets stehen in Jira nicht auf dem neuesten Stand. An der Bestellung lassen Sie es"
        " noch einmal versuchen.",
        "Jira does not have these tickets as they are. At the order you have it tried again.",
    ),
    "issues-why": Text("Grund", "Reason"),
    "issues-tries": Text("Versuche", "Tries"),
    "issues-none": Text("Jira ist auf dem neuesten Stand", "Jira is up to date"),
    "issues-none-what": Text(
        "Jedes Ticket steht dort so, wie es hier steht.",
        "Each ticket stands there as it does here.",
    ),
    "tickets-none": Text("Hier wartet kein Ticket.", "No ticket waits here."),
}
