"""The words of figures: the headings of their tables."""

from services.common.words import Text

SHEET = Text("Zahlen", "Figures")
HEADINGS = {
    "name": Text("Name", "Name"),
    "meant_for": Text("Mögliche Stellen", "Possible authorities"),
    "ordered": Text("Bestellt", "Ordered"),
    "in_contract": Text("Im Vertrag", "In contract"),
    "in_setup": Text("In Einrichtung", "Being set up"),
    "live": Text("Online", "Live"),
    "share": Text("Anteil online in Prozent", "Share live in percent"),
    "days_review": Text("Prüfung, Arbeitstage (Median)", "Review, working days (median)"),
    "days_contract": Text("Vertrag, Arbeitstage (Median)", "Contract, working days (median)"),
    "days_setup": Text("Einrichtung, Arbeitstage (Median)", "Setup, working days (median)"),
    "days_link": Text("Link, Arbeitstage (Median)", "Link, working days (median)"),
    "days_whole": Text("Insgesamt, Arbeitstage (Median)", "In all, working days (median)"),
}

STEP_WORDS = {
    "review": Text("Prüfung", "Review"),
    "contract": Text("Vertrag", "Contract"),
    "setup": Text("Einrichtung", "Setup"),
    "link": Text("Link", "Link"),
}
"""The steps of an order as they are measured."""
