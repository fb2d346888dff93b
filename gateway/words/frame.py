"""The words of the frame around all pages, and of the parts they are made of."""

from services.common.words import Counted, Sentence, Text

FRAME: dict[str, Sentence] = {
    "menu": Text("Menü", "Menu"),
    "menu-more": Text("Mehr", "More"),
    "main-menu": Text("Hauptmenü", "Main menu"),
    "catalogue": Text("Katalog", "Catalogue"),
    "acting-for": Text("Sie handeln für", "You act for"),
    "acting-change": Text("Stelle wechseln", "Change authority"),
    "acting-more": Text("Weitere Stellen anzeigen", "Show further authorities"),
    "acting-chosen": Text("ausgewählt", "chosen"),
    "acting-title": Text("Für welche Stelle handeln Sie?", "Which authority do you act for?"),
    "acting-what": Text(
        "Was Sie bestellen, unterschreiben oder ändern, gilt für diese Stelle. Sie können jederzeit"
        " wechseln.",
        "What you order, sign or change counts for this authority. You can change at any time.",
    ),
    "acting-choose": Text("Für diese Stelle handeln", "Act for this authority"),
    "working-for": Text("Arbeitsbereich von", "Workspace of"),
    "your-vendor": Text("Ihrem Unternehmen", "your company"),
    "your-body": Text("Ihre Stelle", "Your authority"),
    "done-acting": Text("Sie handeln jetzt für diese Stelle.", "You now act for this authority."),
    "questions": Text("Fragen?", "Questions?"),
    "or": Text("oder", "or"),
    "error-before": Text("Fehler:", "Error:"),
    "please-correct": Text("Bitte prüfen Sie Ihre Angaben", "Please check what you entered"),
    "did-not-work": Text("Das hat nicht geklappt", "That did not work"),
    "optional": Text("(freiwillig)", "(optional)"),
    "digest-done": Text(
        "Die Prüfsumme der Datei ist übernommen.", "The digest of the file has been taken."
    ),
    "depends": Text("(je nach Auswahl)", "(depends on your choice)"),
    "needed-all": Text("Alle Angaben sind nötig.", "All fields are needed."),
    "needed-unless": Text(
        "Nötig sind alle Angaben, bei denen nichts anderes steht.",
        "All fields are needed unless they say otherwise.",
    ),
    "due-until": Text("bis", "by"),
    "due-was": Text("Frist war", "was due"),
    "no-such-body": Text(
        "„{name}“ steht nicht im Verzeichnis. Geben Sie nur einen Teil des Namens ein.",
        "“{name}” is not in the register. Enter only a part of the name.",
    ),
    "which-body": Text(
        "So heißen mehrere. Wählen Sie, welche gemeint ist.",
        "Several are called so. Choose which one is meant.",
    ),
    "overdue": Text("Überfällig", "Overdue"),
    "field-needed": Text("Diese Angabe fehlt noch.", "This entry is still missing."),
    "due-today": Text("Heute fällig", "Due today"),
    "days-left": Counted(
        Text("noch {count} Arbeitstag", "{count} working day left"),
        Text("noch {count} Arbeitstage", "{count} working days left"),
    ),
    "step-done": Text("erledigt", "done"),
    "step-now": Text("jetzt an der Reihe", "now"),
    "pages": Text("Seiten", "Pages"),
    "shown-of": Text("{shown} von {total}", "{shown} of {total}"),
    "more-than": Text("über {count}", "over {count}"),
    "page-next": Text("Weitere anzeigen", "Show more"),
    "page-first": Text("Zum Anfang der Liste", "Back to the beginning"),
    "filters-active": Text("Aktive Filter", "Active filters"),
    "filter-remove": Text("Filter entfernen:", "Remove filter:"),
    "filters-clear": Text("Alle Filter entfernen", "Remove all filters"),
    "part-away": Text("{what}: gerade nicht erreichbar", "{what}: not available at the moment"),
    "part-away-what": Text(
        "Alles andere auf dieser Seite stimmt. Laden Sie die Seite in einigen Minuten noch einmal.",
        "Everything else on this page is right. Please load it again in a few minutes.",
    ),
}
