"""The words of a body's overview: how it stands to a service, and the headings of its table."""

from services.common.words import Text

STANDINGS = {
    "ordered": Text("bestellt", "ordered"),
    "in_contract": Text("im Vertrag", "in contract"),
    "in_setup": Text("in Einrichtung", "being set up"),
    "live": Text("online", "live"),
    "uncontracted": Text("ohne Vertrag im Einsatz", "in use without a contract"),
    "own_solution": Text("eigene Lösung", "own solution"),
    "no_need": Text("kein Bedarf", "no need"),
    "unused": Text("nicht genutzt", "not used"),
}

SHEET = Text("Übersicht", "Overview")
HEADINGS = {
    "title": Text("Leistung", "Service"),
    "state": Text("Stand", "State"),
    "number": Text("Bestellung", "Order"),
    "order_state": Text("Stand der Bestellung", "State of the order"),
    "next": Text("Als Nächstes", "Next"),
    "task": Text("Aufgabe", "Task"),
    "due_on": Text("Bis", "Until"),
    "review_on": Text("Wieder zu prüfen am", "To be looked at again on"),
    "orderable": Text("Bestellbar", "Can be ordered"),
}
YES, NO = Text("ja", "yes"), Text("nein", "no")
