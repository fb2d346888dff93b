"""The words of the basket of a body."""

from services.common.words import Counted, Sentence, Text

BASKET_PAGES: dict[str, Sentence] = {
    "basket": Text("Korb", "Basket"),
    "basket-what": Text(
        "Was Ihre Stelle bestellen möchte. Alle, die für {body} Bestellungen vorbereiten, sehen"
        " denselben Korb. Was bestellt ist, verschwindet von selbst.",
        "What your authority means to order. Everybody who prepares orders for {body} sees the"
        " same basket. What is ordered disappears by itself.",
    ),
    "basket-service": Text("Dienst", "Service"),
    "basket-cost": Text("Kosten und Bedingungen", "Cost and terms"),
    "basket-state": Text("Bestellbar?", "Can it be ordered?"),
    "basket-act": Text("Sie können", "You can"),
    "basket-cost-line": Text("{what}: {cost}", "{what}: {cost}"),
    "basket-cost-who": Text("zahlt: {who}", "paid by: {who}"),
    "basket-interface-yes": Text(
        "Die Schnittstelle zum Fachverfahren kann Ihre Stelle etwas kosten.",
        "The interface to the specialist system may cost your authority something.",
    ),
    "basket-interface-unknown": Text(
        "Was die Schnittstelle zum Fachverfahren kostet, ist nicht bekannt.",
        "What the interface to the specialist system costs is not known.",
    ),
    "basket-interface-no": Text(
        "Die Schnittstelle zum Fachverfahren kostet nichts.",
        "The interface to the specialist system costs nothing.",
    ),
    "basket-version": Text("Steckbrief Version {version}", "Profile version {version}"),
    "basket-joint": Text(
        "ein Vertrag der Verwaltungsgemeinschaft für alle Mitglieder",
        "one contract of the joint administration for all members",
    ),
    "basket-each": Text("ein Vertrag je Gemeinde", "one contract for each municipality"),
    "basket-added": Text("Hinzugefügt von {name} am", "Added by {name} on"),
    "basket-yes": Text("Ja", "Yes"),
    "basket-no": Text("Nein", "No"),
    "basket-to-order": Text("Bestellung ansehen", "See the order"),
    "basket-successor": Text("Nachfolger ansehen", "See the successor"),
    "basket-take": Text("Entfernen", "Remove"),
    "basket-order": Counted(
        Text("Einen Dienst bestellen", "Order one service"),
        Text("{count} Dienste bestellen", "Order {count} services"),
    ),
    "basket-order-what": Text(
        "Zuerst wird geprüft, was möglich ist. Bestellt wird erst, wenn Sie das bestätigen.",
        "First it is checked what is possible. Nothing is ordered until you confirm that.",
    ),
    "basket-order-many": Text(
        "Im nächsten Schritt wählen Sie, für welche Ihrer Stellen bestellt wird. Was Sie nur für"
        " andere als {body} bestellen, entfernen Sie danach hier selbst.",
        "In the next step you choose for which of your authorities it is ordered. What you order"
        " only for others than {body}, please remove here afterwards.",
    ),
    "basket-nothing-ready": Text(
        "Zurzeit lässt sich nichts davon bestellen.", "Nothing of it can be ordered at present."
    ),
    "basket-empty": Text("Der Korb ist leer", "The basket is empty"),
    "basket-empty-what": Text(
        "Legen Sie Dienste hinein, auf der Seite des Dienstes mit „In den Korb“.",
        "Put services into it, on the page of a service by “Into the basket”.",
    ),
    "basket-find": Text("Dienste suchen", "Look for services"),
    "basket-put": Text("In den Korb", "Into the basket"),
    "basket-lies-in": Text("Liegt im Korb Ihrer Stelle.", "Lies in your authority's basket."),
    "basket-to": Text("Zum Korb", "To the basket"),
    "bulk-basket-what": Text(
        "Gezeigt wird, was im Korb Ihrer Stelle liegt.",
        "What lies in your authority's basket is shown.",
    ),
    "done-basket-put": Text(
        "Der Dienst liegt im Korb Ihrer Stelle.", "The service lies in your authority's basket."
    ),
    "done-basket-taken": Text("Der Dienst ist entfernt.", "The service is removed."),
}
