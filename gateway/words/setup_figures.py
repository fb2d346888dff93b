"""The words of the page with a setup party's figures, and of the months."""

from services.common.words import Counted, Sentence, Text

MONTHS = (
    ("Januar", "January"), ("Februar", "February"), ("März", "March"), ("April", "April"),
    ("Mai", "May"), ("Juni", "June"), ("Juli", "July"), ("August", "August"),
    ("September", "September"), ("Oktober", "October"), ("November", "November"),
    ("Dezember", "December"),
)  # fmt: skip
SETUP_FIGURES: dict[str, Sentence] = {
    **{f"month-{n:02}": Text(de, en) for n, (de, en) in enumerate(MONTHS, 1)},
    "figures": Text("Zahlen", "Figures"),
    "figures-title": Text("Zahlen zu Ihren Einrichtungen", "Figures of your setups"),
    "figures-title-of": Text("Einrichtungen in Zahlen: {name}", "Setups in figures: {name}"),
    "figures-link": Text("Zahlen zu den Einrichtungen", "Figures of the setups"),
    "figures-what": Counted(
        Text("{count} Einrichtung, Stand {day}.", "{count} setup, as of {day}."),
        Text("{count} Einrichtungen, Stand {day}.", "{count} setups, as of {day}."),
    ),
    "figures-none": Text("Noch keine Einrichtung", "No setup yet"),
    "figures-none-what": Text(
        "Sobald eine Stelle die erste Einrichtung anfragt, stehen hier Zahlen dazu.",
        "As soon as an authority requests the first setup, its figures are here.",
    ),
    "figures-standing": Text("Wie weit die Einrichtungen sind", "How far the setups are"),
    "figures-count": Text("Anzahl", "Count"),
    "figures-turns": Text("Wer am Zug ist", "Who is next"),
    "figures-turns-none": Text("Es wartet niemand.", "Nobody is waited for."),
    "figures-on_time": Text("Im Plan", "On time"),
    "figures-overdue": Text("Überfällig", "Overdue"),
    "figures-you": Text("Sie", "You"),
    "figures-questions": Text("Offene Fragen", "Open questions"),
    "figures-answers": Text("Wer antwortet", "Who answers"),
    "figures-days": Text("Wie lange es dauert", "How long it takes"),
    "figures-days-what": Text(
        "Arbeitstage seit der Anfrage, Median der letzten zwölf Monate. Bei der Hälfte ging es"
        " schneller oder gleich schnell.",
        "Working days since the request, median of the last twelve months. Half of them took"
        " that long or less.",
    ),
    "figures-until": Text("Bis", "Until"),
    "figures-working-days": Text("Arbeitstage", "Working days"),
    "figures-few": Text("(wenige)", "(few)"),
    "figures-asked": Text("Angefragt", "Requested"),
    "figures-acknowledged": Text("Bestätigt", "Acknowledged"),
    "figures-ready": Text("Eingerichtet", "Set up"),
    "figures-live": Text("Online", "Live"),
    "figures-failed": Text("Gescheitert", "Failed"),
    "figures-failures": Text("Woran es scheiterte", "Why setups failed"),
    "figures-failures-none": Text(
        "In den letzten zwölf Monaten ist keine Einrichtung gescheitert.",
        "No setup failed in the last twelve months.",
    ),
    "figures-failures-part": Text(
        "Von den neuesten Bestellungen ist in den letzten zwölf Monaten keine gescheitert.",
        "Of the newest orders none failed in the last twelve months.",
    ),
    "figures-reason": Text("Grund", "Reason"),
    "figures-months": Text("Monat für Monat", "Month by month"),
    "figures-month": Text("Monat", "Month"),
    "figures-part": Text(
        "Dauer und Gründe sind nur aus den {count} neuesten Bestellungen gezählt; Monate lassen"
        " sich daraus nicht zählen.",
        "Days and reasons are counted from the {count} newest orders only; months cannot be counted"
        " from them.",
    ),
    "figures-services": Text("Nach Dienst", "By service"),
}
