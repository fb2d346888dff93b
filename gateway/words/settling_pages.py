"""Words of the page on which support settles two active orders of one service."""

from services.common.words import Sentence, Text

SETTLING_PAGES: dict[str, Sentence] = {
    "settle-title": Text("Zwei laufende Bestellungen klären", "Settle two active orders"),
    "settle-what": Text(
        "Durch eine Gebietsänderung hat {body} zwei laufende Bestellungen für den Dienst"
        " {service}.",
        "By a change of the register {body} has two active orders of the service {service}.",
    ),
    "settle-since": Text("bestellt am {day}", "ordered on {day}"),
    "settle-contract": Text("Vertrag {number}", "contract {number}"),
    "settle-keeps": Text("Welche Bestellung gilt weiter?", "Which order goes on?"),
    "settle-choice": Text("{number} ({state})", "{number} ({state})"),
    "settle-choose": Text(
        "Bitte wählen Sie die Bestellung, die weiter gilt.", "Please choose the order that goes on."
    ),
    "settle-reason-hint": Text(
        "Die Stelle und die einrichtende Stelle lesen diesen Grund.",
        "The authority and the setup party read this reason.",
    ),
    "settle-follows": Text(
        "Die andere Bestellung endet mit ihrem Vertrag. Die Stelle und ihre einrichtende Stelle"
        " erhalten eine E-Mail.",
        "The other order ends with its contract. The authority and its setup party get an e-mail.",
    ),
    "settle-act": Text("Andere Bestellung beenden", "End the other order"),
    "settle-to": Text("Zwei laufende Bestellungen klären", "Settle two active orders"),
    "settle-there-is": Text(
        "Für diesen Dienst hat {body} noch eine zweite laufende Bestellung: {number}.",
        "{body} has a second active order of this service: {number}.",
    ),
    "done-settled": Text(
        "Die andere Bestellung ist beendet. Diese gilt nun allein.",
        "The other order has ended. This one holds alone now.",
    ),
}
