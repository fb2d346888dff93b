"""The words of the pages everyone may read: the catalogue and its services."""

from services.common.words import Counted, Sentence, Text

CATALOGUE_WORDS: dict[str, Sentence] = {
    "public-search-label": Text(
        "Dienst, Fachverfahren oder LeiKa-Schlüssel", "Service, specialist system or LeiKa key"
    ),
    "public-quoted": Text("„{text}“", "“{text}”"),
    "public-filters": Text("Filter", "Filters"),
    "public-filters-active": Text("({count} aktiv)", "({count} active)"),
    "public-facets-body": Text("Für meine Stelle", "For my authority"),
    "public-facet-may_order": Text("Können wir jetzt bestellen", "We can order now"),
    "public-facet-unused": Text("Noch nicht bestellt", "Not ordered yet"),
    "public-facet-fits": Text("Passt zu unseren Fachverfahren", "Fits our specialist systems"),
    "public-facet-kind": Text("Art", "Kind"),
    "public-facet-financing": Text("Finanzierung", "Financing"),
    "public-facet-topic": Text("Thema", "Topic"),
    "public-facet-body_kind": Text("Für wen", "For whom"),
    "public-facet-capacity": Text("Aufgabe der Stelle", "Task of the authority"),
    "public-facet-ministry": Text("Ressort", "Ministry"),
    "public-facet-status": Text("Status", "Status"),
    "public-facet-interface": Text("Fachverfahren", "Specialist system"),
    "public-facet-new_since": Text("Seit einem Tag neu", "New since a day"),
    "public-facet-other": Text("andere Angabe", "another value"),
    "public-chip": Text("{facet}: {value}", "{facet}: {value}"),
    "public-services": Counted(Text("Dienst", "service"), Text("Dienste", "services")),
    "public-found": Counted(
        Text("1 Dienst gefunden", "1 service found"),
        Text("{count} Dienste gefunden", "{count} services found"),
    ),
    "public-orderable-some": Counted(
        Text("1 davon kann Ihre Stelle jetzt bestellen", "your authority can order 1 of them now"),
        Text(
            "{count} davon kann Ihre Stelle jetzt bestellen",
            "your authority can order {count} of them now",
        ),
    ),
    "public-orderable-all": Text(
        "Ihre Stelle kann alle jetzt bestellen", "your authority can order all of them now"
    ),
    "public-orderable-none": Text(
        "Ihre Stelle kann zurzeit keinen davon bestellen",
        "your authority cannot order any of them at present",
    ),
    "public-ordered-some": Counted(
        Text("1 ist bereits bestellt", "1 is ordered already"),
        Text("{count} sind bereits bestellt", "{count} are ordered already"),
    ),
    "public-sort": Text("Sortierung", "Order of the list"),
    "public-sort-best": Text("Beste Treffer", "Best matches"),
    "public-sort-title": Text("Titel A–Z", "Title A–Z"),
    "public-sort-newest": Text("Neueste", "Newest"),
    "public-topics": Text("Passende Themen:", "Topics that fit:"),
    "public-state-orderable": Text("Bestellbar", "Can be ordered"),
    "public-state-announced": Text("Angekündigt", "Announced"),
    "public-state-wave-not-open": Text("Noch nicht freigegeben", "Not released yet"),
    "public-state-paused": Text("Pausiert", "Paused"),
    "public-state-not-efa": Text("Nicht hier bestellbar", "Not ordered here"),
    "public-state-kind-not-entitled": Text("Nicht für Kommunen", "Not for local authorities"),
    "public-state-retired": Text("Eingestellt", "Ended"),
    "public-state-not-yours": Text("Nicht für Ihre Stelle", "Not for your authority"),
    "public-state-ordered": Text("Bereits bestellt", "Ordered already"),
    "public-to-order": Text("Bestellung ansehen", "See the order"),
    "public-not-yours-why": Text(
        "Warum, steht im Steckbrief.", "The profile of the service says why."
    ),
    "public-for-body": Text("Ihre Stelle: {body}", "Your authority: {body}"),
    "public-cost": Text("Kosten", "Cost"),
    "public-maturity": Text("Reifegrad", "Maturity"),
    "public-maturity-value": Text(
        "{value} von {most} (Modell {model})", "{value} of {most} (model {model})"
    ),
    "public-key": Text(
        "Was Reifegrad und Vertrauensniveau sagen", "What maturity and trust level say"
    ),
    "public-key-maturity": Text(
        "Der Reifegrad sagt, wie weit ein Dienst online erledigt werden kann: je höher, desto"
        " weniger Papier. Modell 1.1 zählt von 0 bis 4, Modell 2.0 von 0 bis 7. Vergleichen Sie"
        " deshalb nur Werte desselben Modells.",
        "The maturity says how far a service can be done online: the higher, the less paper. Model"
        " 1.1 counts from 0 to 4, model 2.0 from 0 to 7. So compare values of the same model only.",
    ),
    "public-key-trust": Text(
        "Das Vertrauensniveau sagt, wie sicher sich anmelden muss, wer den Dienst nutzt.",
        "The trust level says how securely people have to sign in to use the service.",
    ),
    "public-trust": Text("Vertrauensniveau", "Trust level"),
    "public-order": Text("Bestellen", "Order"),
    "public-to-partner": Text("Zum Anbieter", "To the supplier"),
    "public-compare": Text("Vergleich", "Comparison"),
    "public-compare-now": Text("Dienste vergleichen", "Compare the services"),
    "public-aside": Counted(
        Text("1 von 4 zum Vergleich", "1 of 4 to compare"),
        Text("{count} von 4 zum Vergleich", "{count} of 4 to compare"),
    ),
    "public-aside-more": Text(
        "Merken Sie noch mindestens einen Dienst vor.", "Add at least one more service."
    ),
    "public-aside-add": Text("Zum Vergleich vormerken", "Add to the comparison"),
    "public-aside-remove": Text("Aus dem Vergleich nehmen", "Take out of the comparison"),
    "public-aside-full": Text("Der Vergleich ist voll.", "The comparison is full."),
    "public-aside-clear": Text("Alle entfernen", "Remove all"),
    "public-empty": Text(
        "Zu „{q}“ gibt es noch keinen Dienst", "There is no service for “{q}” yet"
    ),
    "public-empty-filters": Text(
        "Zu diesen Filtern gibt es keinen Dienst", "There is no service for these filters"
    ),
    "public-empty-do": Text("Das können Sie tun:", "This is what you can do:"),
    "public-empty-without": Text("Ohne {filter} suchen", "Search without {filter}"),
    "public-empty-word": Text(
        "Mit einem anderen oder einem kürzeren Wort suchen.",
        "Search for another or a shorter word.",
    ),
    "public-empty-all": Text("Alle Dienste ansehen", "See all services"),
    "public-empty-need": Text(
        "Lesen, was Sie tun können, wenn ein Dienst fehlt",
        "Read what to do if a service is missing",
    ),
    "public-order-for": Text("Bestellen für: {body}", "Order for: {body}"),
    "public-days-after": Counted(
        Text("etwa 1 Arbeitstag nach Vertragsschluss", "about 1 working day after the contract"),
        Text(
            "etwa {count} Arbeitstage nach Vertragsschluss",
            "about {count} working days after the contract",
        ),
    ),
    "public-workdays": Counted(
        Text("1 Arbeitstag", "1 working day"), Text("{count} Arbeitstage", "{count} working days")
    ),
    "public-link-dead": Text(
        "Der Zugang antwortet nicht; die Redaktion ist informiert.",
        "It does not answer; the editors know.",
    ),
    "public-link-since": Text("Seit", "Since"),
    "public-link-ok": Text("Erreichbar", "Can be reached"),
    "public-link-not-ok": Text("Nicht erreichbar", "Cannot be reached"),
    "public-pay-ordering": Text("Bestellung und Vertrag", "Order and contract"),
    "public-pay-contract": Text("Vertrag mit dem Anbieter", "Contract with the supplier"),
    "public-pay-running": Text("Laufender Betrieb", "Operation"),
    "public-pay-interface": Text(
        "Schnittstelle zum Fachverfahren", "Interface to the specialist system"
    ),
    "public-pay-nothing": Text("keine", "none"),
    "public-pay-by-offer": Text("nach Angebot", "by offer"),
    "public-pay-in-levy": Text("über die Digitalumlage", "by the digital levy"),
    "public-pay-in-levy-of": Text("über die Digitalumlage {year}", "by the digital levy of {year}"),
    "public-pay-paid-by-levy": Text(
        "bereits durch die Digitalumlage {year} finanziert",
        "paid for by the digital levy of {year} already",
    ),
    "public-levy-paid-own": Text(
        "Bereits durch Ihre Digitalumlage {year} finanziert; Bestellen ändert sie nicht.",
        "Your digital levy of {year} pays for it already; ordering does not change it.",
    ),
    "public-levy-paid-members": Text(
        "Bereits durch die Digitalumlage {year} Ihrer Mitglieder finanziert; Bestellen ändert sie"
        " nicht.",
        "The digital levy of {year} of your members pays for it already; ordering does not change"
        " it.",
    ),
    "public-levy-paid-others": Text(
        "Bereits durch die Digitalumlage {year} der Kommunen finanziert; Bestellen ändert sie"
        " nicht.",
        "The digital levy of {year} of the municipalities pays for it already; ordering does not"
        " change it.",
    ),
    "public-levy-how": Text("So kommt die Umlage zustande", "How the levy comes about"),
    "public-pay-by-system": Text(
        "je nach Fachverfahren, siehe unten", "depends on the system, see below"
    ),
    "public-pay-unknown": Text("nicht bekannt", "not known"),
    "public-pay-nobody": Text("niemand", "nobody"),
    "public-pay-by-halves": Text(
        "Freistaat und Kommunen je zur Hälfte, unabhängig von der Bestellung",
        "half each by the state and the local authorities, whether ordered or not",
    ),
    "public-pay-your-body": Text("Ihre Stelle", "your authority"),
    "public-pay-your-body-offer": Text(
        "Ihre Stelle, nach Angebot des Herstellers", "your authority, by the manufacturer's offer"
    ),
    "public-pay-ask-maker": Text(
        "Bitte fragen Sie den Hersteller Ihres Fachverfahrens.",
        "Please ask the manufacturer of your specialist system.",
    ),
    "done-public-watching": Text(
        "Sie beobachten diesen Dienst jetzt. Wir schreiben Ihnen, wenn sich etwas ändert.",
        "You watch this service now. We write to you when something changes.",
    ),
    "done-public-unwatched": Text(
        "Sie beobachten diesen Dienst nicht mehr.", "You do not watch this service any more."
    ),
    "public-range": Text("{first} bis {last}", "{first} to {last}"),
    "public-download": Text("Diese Liste herunterladen:", "Download this list:"),
    "public-file-xlsx": Text("Excel", "Excel"),
    "public-file-csv": Text("CSV", "CSV"),
    "public-file-json": Text("JSON", "JSON"),
    "public-feed": Text("Neues als Feed", "News as a feed"),
    "public-matrix": Text("Alle Schnittstellen", "All interfaces"),
}
