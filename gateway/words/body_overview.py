"""The words of the overview of a body, of its declarations, and of what it works with."""

from services.common.words import Sentence, Text

BODY_OVERVIEW: dict[str, Sentence] = {
    "overview": Text("Übersicht der Dienste", "Overview of services"),
    "overview-what": Text(
        "Wie Ihre Stelle zu jedem Dienst steht, der für sie gedacht ist.",
        "How your authority stands to every service that is meant for it.",
    ),
    "overview-for": Text("Für: {body}. Stand: {day}", "For: {body}. As of {day}"),
    "overview-entry": Text(
        "Was bestellt, online, nicht nötig oder noch offen ist",
        "What is ordered, live, not needed or still open",
    ),
    "overview-views": Text("Nach Stand", "By state"),
    "overview-all": Text("Alle", "All"),
    "overview-ordered": Text("Bestellt", "Ordered"),
    "overview-in_contract": Text("Im Vertrag", "In contract"),
    "overview-in_setup": Text("In Einrichtung", "Being set up"),
    "overview-live": Text("Online", "Live"),
    "overview-uncontracted": Text("Ohne Vertrag im Einsatz", "In use without a contract"),
    "overview-own_solution": Text("Eigene Lösung", "Own solution"),
    "overview-no_need": Text("Kein Bedarf", "No need"),
    "overview-unused": Text("Nicht genutzt", "Not used"),
    "overview-as-xlsx": Text("Als Excel-Datei herunterladen", "Download as an Excel file"),
    "overview-as-csv": Text("Als CSV-Datei herunterladen", "Download as a CSV file"),
    "overview-service": Text("Dienst", "Service"),
    "overview-state": Text("Stand", "State"),
    "overview-next": Text("Als Nächstes", "Next"),
    "overview-act": Text("Sie können", "You can"),
    "overview-review": Text("Angabe wieder prüfen", "Look at this again"),
    "overview-by": Text("für {body}", "for {body}"),
    "overview-see": Text("Bestellung ansehen", "See the order"),
    "overview-order": Text("Bestellen", "Order"),
    "overview-declare": Text("Nicht nötig", "Not needed"),
    "overview-redeclare": Text("Angabe prüfen", "Check this"),
    "overview-none": Text("Hier steht nichts", "There is nothing here"),
    "overview-none-what": Text(
        "Mit diesem Stand gibt es zurzeit keinen Dienst.",
        "At present there is no service of this state.",
    ),
    "overview-to": Text("Zur Übersicht aller Dienste", "To the overview of all services"),
    "declaration-title": Text("Warum bestellen Sie das nicht?", "Why do you not order this?"),
    "declaration-what": Text(
        "Ihre Angabe steht in der Übersicht von {body}. Eine Bestellung verhindert sie nicht.",
        "What you say stands in the overview of {body}. It keeps nobody from ordering.",
    ),
    "declaration-service": Text("Dienst", "Service"),
    "declaration-kind": Text("Grund", "Reason"),
    "declaration-own_solution": Text(
        "Wir haben eine eigene Lösung", "We have a solution of our own"
    ),
    "declaration-no_need": Text("Wir haben keinen Bedarf", "We have no need"),
    "declaration-review-on": Text("Wieder prüfen am", "Look at it again on"),
    "declaration-review-on-hint": Text(
        "Ab diesem Tag zeigt die Übersicht, dass jemand aus Ihrer Stelle die Angabe prüfen soll.",
        "From that day on the overview asks for somebody of your authority to check this.",
    ),
    "declaration-save": Text("Angabe speichern", "Save this"),
    "declaration-take-back": Text("Angabe zurücknehmen", "Take this back"),
    "declaration-back": Text("Zurück zur Übersicht", "Back to the overview"),
    "done-declaration": Text("Ihre Angabe ist gespeichert.", "What you said is saved."),
    "done-declaration-taken-back": Text(
        "Ihre Angabe ist zurückgenommen.", "What you said is taken back."
    ),
    "systems": Text("Fachverfahren und Vorgaben", "Systems and defaults"),
    "systems-entry": Text(
        "Womit die Stelle arbeitet, und was in ihren Bestellungen schon ausgefüllt ist",
        "What the authority works with, and what its orders are filled in with",
    ),
    "systems-what": Text(
        "Diese Angaben füllen neue Bestellungen von {body} vor. In jeder Bestellung können Sie sie"
        " noch ändern.",
        "These facts fill in new orders of {body}. You can still change them in each order.",
    ),
    "systems-in-use": Text("Fachverfahren im Einsatz", "Specialist systems in use"),
    "systems-in-use-hint": Text(
        "Fehlt eines? Bitte schreiben Sie BayKommun.", "Is one missing? Please write to BayKommun."
    ),
    "systems-provider": Text("IT-Dienstleister", "IT provider"),
    "systems-provider-hint": Text(
        "Er richtet Ihre Dienste ein, wenn Sie in der Bestellung niemand anderen nennen.",
        "It sets up your services where you name nobody else in an order.",
    ),
    "systems-provider-none": Text("Keiner", "None"),
    "systems-contacts": Text(
        "Ansprechpersonen: Lassen Sie alle Felder leer, wenn es keine feste Person gibt.",
        "Contacts: leave all fields empty where there is nobody in particular.",
    ),
    "systems-save": Text("Angaben speichern", "Save"),
    "systems-back": Text("Zurück zur Stelle", "Back to the authority"),
    "done-systems": Text(
        "Gespeichert. Neue Bestellungen sind damit vorausgefüllt.",
        "Saved. New orders are filled in with this.",
    ),
    "gaps": Text("Ohne Vertrag im Einsatz", "In use without a contract"),
    "gaps-entry": Text(
        "Welche Dienste die Stelle nutzt, ohne sie hier bestellt zu haben",
        "Which services the authority uses without having ordered them here",
    ),
    "gaps-what": Text(
        "Was {body} nach einer Liste nutzt, ohne dass es dafür einen Vertrag gibt. Die Stelle sieht"
        " das in ihrer Übersicht und kann es dort bestellen.",
        "What {body} uses by a list without there being a contract. The authority sees this in its"
        " overview and can order it there.",
    ),
    "gaps-profiles": Text("Dienste", "Services"),
    "gaps-listed-on": Text("Stand der Liste", "Day of the list"),
    "gaps-listed-on-hint": Text(
        "Diese Liste ersetzt die frühere ganz.", "This list replaces the one before as a whole."
    ),
    "gaps-save": Text("Liste speichern", "Save the list"),
    "done-gaps": Text("Die Liste ist gespeichert.", "The list is saved."),
}
