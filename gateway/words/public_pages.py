"""The words of the pages everyone may read: the catalogue and its services."""

from services.common.words import Counted, Sentence, Text

CATALOGUE_WORDS: dict[str, Sentence] = {
    "public-search-label": Text(
        "Dienst, Fachverfahren oder LeiKa-Schlüssel", "Service, specialist system or LeiKa key"
    ),
    "public-quoted": Text("„{text}“", "“{text}”"),
    "public-filters": Text("Filter", "Filters"),
    "public-filters-active": Text("({count} aktiv)", "({count} active)"),
    "public-facets-body": Text("Für meine Stelle", "For my body"),
    "public-facet-may_order": Text("Darf bestellen", "May order"),
    "public-facet-unused": Text("Noch nicht im Einsatz", "Not in use yet"),
    "public-facet-fits": Text("Passt zu unseren Fachverfahren", "Fits our specialist systems"),
    "public-facet-kind": Text("Art", "Kind"),
    "public-facet-financing": Text("Finanzierung", "Financing"),
    "public-facet-topic": Text("Thema", "Topic"),
    "public-facet-body_kind": Text("Für wen", "For whom"),
    "public-facet-capacity": Text("Aufgabe der Stelle", "Task of the body"),
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
    "public-found-orderable": Counted(
        Text("davon darf Ihre Stelle 1 bestellen", "your body may order 1 of them"),
        Text("davon darf Ihre Stelle {count} bestellen", "your body may order {count} of them"),
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
    "public-state-kind-not-entitled": Text("Nicht für Kommunen", "Not for local bodies"),
    "public-state-retired": Text("Eingestellt", "Ended"),
    "public-state-not-yours": Text("Nicht für Ihre Stelle", "Not for your body"),
    "public-not-yours-why": Text(
        "Warum, steht im Steckbrief.", "The profile of the service says why."
    ),
    "public-for-body": Text("für {body}", "for {body}"),
    "public-cost": Text("Kosten", "Cost"),
    "public-maturity": Text("Reifegrad", "Maturity"),
    "public-maturity-value": Text("{value} von {most}", "{value} of {most}"),
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
    "public-range": Text("{first} bis {last}", "{first} to {last}"),
    "public-download": Text("Diese Liste herunterladen:", "Download this list:"),
    "public-file-xlsx": Text("Excel", "Excel"),
    "public-file-csv": Text("CSV", "CSV"),
    "public-file-json": Text("JSON", "JSON"),
    "public-feed": Text("Neues als Feed", "News as a feed"),
    "public-matrix": Text("Alle Schnittstellen", "All interfaces"),
}
