"""The words of the map, and of figures by service."""

from services.common.words import Sentence, Text

SPREAD_PAGES: dict[str, Sentence] = {
    "spread": Text("Verbreitung", "Spread"),
    "spread-title": Text("Wo ist der Dienst schon online?", "Where is the service live already?"),
    "spread-service": Text("Dienst", "Service"),
    "spread-state": Text("Stand", "State"),
    "spread-show": Text("Anzeigen", "Show"),
    "spread-live": Text("Online", "Live"),
    "spread-in_setup": Text("In Einrichtung", "Being set up"),
    "spread-in_contract": Text("Im Vertrag", "In contract"),
    "spread-ordered": Text("Bestellt", "Ordered"),
    "spread-not-yet": Text("Noch nicht", "Not yet"),
    "spread-not-meant": Text("nicht vorgesehen", "not meant for it"),
    "spread-of-all": Text("von {count}", "of {count}"),
    "spread-of": Text(
        "{name}: {count} von {all}, {share} Prozent", "{name}: {count} of {all}, {share} per cent"
    ),
    "spread-picture": Text(
        "{title}, Stand „{state}“ am {day}: {count} von {all} möglichen Stellen, {share} Prozent.",
        "{title}, state “{state}” on {day}: {count} of {all} possible authorities, {share} per"
        " cent.",
    ),
    "spread-by-area": Text(
        "Die Farbe zeigt den Anteil in jedem Kreis. Alle Zahlen stehen in der Tabelle.",
        "The colour shows the share in each district. All figures are in the table.",
    ),
    "spread-map": Text("Karte", "Map"),
    "spread-owner": Text("© GeoBasis-DE / BKG 2021", "© GeoBasis-DE / BKG 2021"),
    "spread-source": Text("(Daten verändert), dl-de/by-2-0.", "(Daten verändert), dl-de/by-2-0."),
    "spread-register": Text(
        "Gemeindeverzeichnis: Statistisches Bundesamt.", "Register: Statistisches Bundesamt."
    ),
    "spread-skip": Text("Zur Tabelle der Kreise", "To the table of districts"),
    "spread-skip-district": Text("Zur Tabelle der Stellen", "To the table of authorities"),
    "spread-legend": Text(
        "Legende: Anteil der möglichen Stellen", "Legend: share of the possible authorities"
    ),
    "spread-legend-district": Text("Legende: Stand", "Legend: state"),
    "spread-b0": Text("keine", "none"),
    "spread-b1": Text("unter 25 %", "below 25%"),
    "spread-b2": Text("25 bis 49 %", "25 to 49%"),
    "spread-b3": Text("50 bis 74 %", "50 to 74%"),
    "spread-b4": Text("75 bis 100 %", "75 to 100%"),
    "spread-regions": Text("Nach Regierungsbezirk", "By region"),
    "spread-region": Text("Regierungsbezirk", "Region"),
    "spread-region-any": Text("Ganz Bayern", "All of Bavaria"),
    "spread-region-091": Text("Oberbayern", "Oberbayern"),
    "spread-region-092": Text("Niederbayern", "Niederbayern"),
    "spread-region-093": Text("Oberpfalz", "Oberpfalz"),
    "spread-region-094": Text("Oberfranken", "Oberfranken"),
    "spread-region-095": Text("Mittelfranken", "Mittelfranken"),
    "spread-region-096": Text("Unterfranken", "Unterfranken"),
    "spread-region-097": Text("Schwaben", "Schwaben"),
    "spread-districts": Text(
        "Alle Landkreise und kreisfreien Städte", "All districts and independent cities"
    ),
    "spread-districts-in": Text(
        "Landkreise und kreisfreie Städte in {region}",
        "Districts and independent cities in {region}",
    ),
    "spread-whole": Text("Alle 96 anzeigen", "Show all 96"),
    "spread-name": Text("Name", "Name"),
    "spread-meant": Text("Mögliche Stellen", "Possible authorities"),
    "spread-share": Text("Anteil", "Share"),
    "spread-files": Text("Herunterladen:", "Download:"),
    "spread-as-xlsx": Text("Excel", "Excel"),
    "spread-as-csv": Text("CSV", "CSV"),
    "spread-as-json": Text("JSON", "JSON"),
    "spread-in": Text("{title}: {name}", "{title}: {name}"),
    "spread-bodies": Text("Stellen", "Authorities"),
    "spread-nobody": Text(
        "Hier ist der Dienst für keine Stelle vorgesehen",
        "The service is meant for no authority here",
    ),
    "spread-nobody-what": Text(
        "Wählen Sie einen anderen Dienst oder einen anderen Kreis.",
        "Choose another service or another district.",
    ),
    "spread-nothing": Text("Noch kein Dienst im Katalog", "No service in the catalogue yet"),
    "spread-nothing-what": Text(
        "Sobald ein Dienst veröffentlicht ist, steht hier seine Karte.",
        "As soon as a service is published, its map is here.",
    ),
    "spread-days": Text("Wie lange es dauert", "How long it takes"),
    "spread-days-what": Text(
        "Arbeitstage je Schritt, Median der Bestellungen in ganz Bayern. Ein Schritt wird ab fünf"
        " Bestellungen genannt.",
        "Working days of each step, median of the orders in all of Bavaria. A step is told from"
        " five orders on.",
    ),
    "spread-whole-days": Text(
        "Arbeitstage: von der Bestellung bis online, Median, genannt ab fünf Bestellungen.",
        "Working days: from the order until live, median, told from five orders on.",
    ),
    "spread-step": Text("Schritt", "Step"),
    "spread-median": Text("Arbeitstage", "Working days"),
    "spread-review": Text("Prüfung bis Freigabe", "Review until release"),
    "spread-contract": Text("Freigabe bis Vertrag", "Release until contract"),
    "spread-setup": Text("Einrichtung", "Setup"),
    "spread-link": Text("Link bis online", "Link until live"),
    "spread-step-whole": Text("Insgesamt", "In all"),
    "spread-too-few": Text("zu wenige", "too few"),
    "spread-services": Text("Zahlen nach Dienst", "Figures by service"),
    "spread-services-what": Text(
        "Wie viele Stellen jeden Dienst bestellt, im Vertrag, in Einrichtung oder online haben.",
        "How many authorities have ordered each service, have it in contract, being set up or"
        " live.",
    ),
    "spread-on": Text("Stand: {day}", "As of {day}"),
    "spread-profile": Text("Wo ist der Dienst schon online?", "Where is the service live already?"),
}
