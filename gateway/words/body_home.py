"""The words of a body's home and of the list of its orders."""

from services.common.words import Counted, Sentence, Text

BODY_HOME: dict[str, Sentence] = {
    "body-review-own_solution": Text(
        "Für Ihre Stelle ist angegeben: eigene Lösung. Stimmt das noch?",
        "It is stated for your authority: own solution. Does that still hold?",
    ),
    "body-review-no_need": Text(
        "Für Ihre Stelle ist angegeben: kein Bedarf. Stimmt das noch?",
        "It is stated for your authority: no need. Does that still hold?",
    ),
    "body-home-tasks": Counted(
        Text("Sie sind am Zug: {count} Aufgabe", "It is your turn: {count} task"),
        Text("Sie sind am Zug: {count} Aufgaben", "It is your turn: {count} tasks"),
    ),
    "body-home-none": Text("Sie sind gerade nicht am Zug", "Nothing waits for you at present"),
    "body-home-for": Text("Für: {body}. Nach Frist geordnet", "For: {body}. By due day"),
    "body-home-for-all": Text(
        "Für alle Stellen, für die Sie handeln, nach Frist geordnet",
        "For all authorities you act for, by due day",
    ),
    "body-home-not-due": Text("Ohne feste Frist", "No fixed due day"),
    "body-home-yours": Text("Ihre Aufgaben", "Your tasks"),
    "body-home-empty": Text("Zurzeit wartet nichts auf Sie", "Nothing waits for you"),
    "body-home-empty-what": Text(
        "Sobald Sie etwas tun können, steht es hier, und Sie bekommen eine E-Mail.",
        "As soon as there is something for you to do it stands here, and you get an e-mail.",
    ),
    "body-home-empty-here": Text(
        "Sobald Sie etwas tun können, steht es hier.",
        "As soon as there is something for you to do it stands here.",
    ),
    "body-find-more": Text("Weitere Dienste finden", "Find more services"),
    "body-running": Text("Laufende Bestellungen", "Running orders"),
    "body-see-all": Counted(
        Text("In der Liste ansehen", "See it in the list"),
        Text("Alle {count} ansehen", "See all {count}"),
    ),
    "body-see-order": Text("Bestellung ansehen", "See the order"),
    "body-live-count": Counted(
        Text("{count} Dienst online", "{count} service live"),
        Text("{count} Dienste online", "{count} services live"),
    ),
    "body-see-live": Text("Dienste ansehen, die online sind", "See what is live"),
    "body-home-aside": Text("Was andere tun, und Hilfe", "What others do, and help"),
    "body-in-house": Text("Bei Ihnen im Haus am Zug", "Next in your own house"),
    "body-home-help": Text(
        "Fragen zu einer Bestellung stellen Sie am besten dort. Alles andere beantworten wir hier:",
        "Please ask about an order on its own page. For everything else:",
    ),
    "body-to-help": Text("Fragen und Antworten", "Questions and answers"),
    "body-registration": Text("Ihre Registrierung", "Your registration"),
    "body-registration-asked": Text(
        "Rückfrage zur Registrierung beantworten", "Answer the question about your registration"
    ),
    "body-state": Text("Stand", "State"),
    "body-next": Text("Am Zug", "Next"),
    "body-due": Text("Bis", "By"),
    "body-nobody": Text("niemand", "nobody"),
    "body-list-for": Text("Für: {body}", "For: {body}"),
    "body-views": Text("Auswahl der Bestellungen", "Views of the orders"),
    "body-view-all": Text("Alle", "All"),
    "body-view-running": Text("Laufend, nach Frist", "Running, by due day"),
    "body-view-prepared": Text("Vorbereitet", "Prepared"),
    "body-view-live": Text("Online", "Live"),
    "body-any": Text("alle", "any"),
    "body-number": Text("Bestellnummer", "Order number"),
    "body-filter": Text("Filtern", "Filter"),
    "body-chip-state": Text("Stand: {value}", "State: {value}"),
    "body-chip-profile": Text("Dienst: {value}", "Service: {value}"),
    "body-chip-number": Text("Nummer: {value}", "Number: {value}"),
    "body-chip-other": Text("anderer", "another"),
    "body-list-nothing": Text("Keine Bestellung passt dazu", "No order matches"),
    "body-list-nothing-what": Text(
        "Nehmen Sie einen Filter heraus.", "Please take one of the filters out."
    ),
    "body-list-empty-all": Text("Noch keine Bestellung", "No order yet"),
    "body-list-empty-running": Text("Zurzeit läuft keine Bestellung", "No order is running"),
    "body-list-empty-prepared": Text("Nichts ist vorbereitet", "Nothing is prepared"),
    "body-list-empty-live": Text("Noch kein Dienst ist online", "No service is live yet"),
    "body-list-empty-what": Text(
        "Was Ihre Stelle bestellen kann, zeigt der Katalog.",
        "The catalogue shows what your authority can order.",
    ),
    "body-state-prepared": Text("vorbereitet", "prepared"),
    "body-state-submitted": Text("in Prüfung", "under review"),
    "body-state-asked_back": Text("Rückfrage offen", "question open"),
    "body-state-released": Text("freigegeben", "released"),
    "body-state-contract_offered": Text(
        "Vertrag liegt zur Unterschrift bereit", "contract ready to be signed"
    ),
    "body-state-contract_signed": Text("Vertrag unterschrieben", "contract signed"),
    "body-state-contract_concluded": Text("Vertrag geschlossen", "contract concluded"),
    "body-state-setup_requested": Text("Einrichtung angefragt", "setup requested"),
    "body-state-in_setup": Text("in Einrichtung", "being set up"),
    "body-state-setup_failed": Text("Einrichtung gescheitert", "setup failed"),
    "body-state-awaiting_link": Text("Link fehlt noch", "link still missing"),
    "body-state-live": Text("online", "live"),
    "body-state-rejected": Text("abgelehnt", "rejected"),
    "body-state-withdrawn": Text("zurückgezogen", "withdrawn"),
    "body-state-terminated": Text("beendet", "ended"),
}
"""The states to filter by are worded as orders words them; a test compares them."""
