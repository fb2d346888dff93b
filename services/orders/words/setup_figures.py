"""The words of the figures of a setup party."""

from services.common.words import Text

SHEET = Text("Einrichtungen", "Setups")
HEADINGS = {
    "figure": Text("Zahl", "Figure"),
    "of": Text("Wovon", "Of what"),
    "value": Text("Wert", "Value"),
}
FIGURES = {
    "state": Text("Einrichtungen je Stand", "Setups by state"),
    "on_time": Text("Im Plan, am Zug", "On time, next"),
    "overdue": Text("Überfällig, am Zug", "Overdue, next"),
    "question": Text("Offene Fragen, am Zug", "Open questions, next"),
    "days": Text("Arbeitstage ab Anfrage (Median)", "Working days from the request (median)"),
    "failure": Text("Gescheitert in 12 Monaten", "Failed in 12 months"),
    "part-days": Text(
        "Arbeitstage ab Anfrage (Median der neuesten Bestellungen)",
        "Working days from the request (median of the newest orders)",
    ),
    "part-failure": Text(
        "Gescheitert in 12 Monaten (neueste Bestellungen)", "Failed in 12 months (newest orders)"
    ),
    "asked": Text("Angefragt", "Requested"),
    "acknowledged": Text("Bestätigt", "Acknowledged"),
    "ready": Text("Eingerichtet", "Set up"),
    "live": Text("Online", "Live"),
    "failed": Text("Gescheitert", "Failed"),
    "of-total": Text("Einrichtungen des Dienstes", "Setups of the service"),
    "of-yours": Text("Einrichtende Stelle am Zug", "Setup party is next"),
    "of-overdue": Text("Davon überfällig", "Of these overdue"),
    "of-live": Text("Dienst online", "Service live"),
}
