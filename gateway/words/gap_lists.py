"""The words of lists of gaps: the page that takes them in, and the headings of their files."""

from services.common.words import Counted, Sentence, Text

GAP_SHEETS = {
    "gaps": Text("Liste", "List"),
    "services": Text("Dienste zum Nachschlagen", "Services to look up"),
}
GAP_COLUMNS = {
    "body": Text("Schlüssel der Stelle", "Key of the authority"),
    "body-name": Text("Name der Stelle", "Name of the authority"),
    "profile": Text("Kennung oder Titel des Dienstes", "Id or title of the service"),
    "profile-title": Text("Anmerkung", "Note"),
    "listed-on": Text("Stand", "As of"),
    "service-id": Text("Kennung", "Id"),
    "service-title": Text("Titel", "Title"),
}
"""By sheet and by column; a file may have the headings of either language."""

_PAGE: dict[str, Sentence] = {
    "gap-list": Text("Dienste ohne Vertrag: Liste", "Services without a contract: list"),
    "gap-list-entry": Text(
        "Liste der Dienste ohne Vertrag hochladen", "Upload a list of services without a contract"
    ),
    "gap-list-what": Text(
        "Laden Sie eine Liste vieler Stellen hoch. Sie sehen zuerst, was aus jeder Zeile wird."
        " Übernommen wird erst danach.",
        "Upload a list of many authorities. First you see what becomes of each row. Nothing is"
        " taken in before that.",
    ),
    "gap-template": Text("Vorlage", "Template"),
    "gap-template-what": Text(
        "Tragen Sie in jede Zeile den Schlüssel der Stelle (AGS) und den Dienst ein. Name,"
        " Anmerkung und Stand dürfen leer bleiben.",
        "Enter the key of the authority (AGS) and the service in each row. Name, note and day may"
        " stay empty.",
    ),
    "gap-template-xlsx": Text("Vorlage für Excel (XLSX)", "Template for Excel (XLSX)"),
    "gap-template-csv": Text("Vorlage als CSV", "Template as CSV"),
    "gap-template-name": Text("dienste-ohne-vertrag", "services-without-contract"),
    "gap-file": Text("Liste (XLSX oder CSV)", "List (XLSX or CSV)"),
    "gap-file-hint": Text(
        "Bis zu 5.000 Zeilen und 1 MB. Dieselbe Liste noch einmal ändert nichts.",
        "Up to 5,000 rows and 1 MB. The same list once more changes nothing.",
    ),
    "gap-listed-on": Text("Stand der Liste", "Day of the list"),
    "gap-listed-on-hint": Text(
        "Gilt für Zeilen, in denen kein eigener Stand steht.",
        "Holds for rows that name no day of their own.",
    ),
    "gap-check": Text("Liste prüfen", "Check the list"),
    "gap-choose-file": Text("Bitte wählen Sie eine Datei.", "Please choose a file."),
    "gap-choose-day": Text(
        "Bitte geben Sie einen Tag an, der nicht in der Zukunft liegt.",
        "Please enter a day that is not in the future.",
    ),
}

_RESULT: dict[str, Sentence] = {
    "gap-result": Text("Das Ergebnis der Prüfung", "The result of the check"),
    "gap-becomes": Text("Was daraus wird", "What becomes of it"),
    "gap-good": Counted(
        Text("{count} Zeile kann übernommen werden", "{count} row can be taken in"),
        Text("{count} Zeilen können übernommen werden", "{count} rows can be taken in"),
    ),
    "gap-none-good": Text("Keine Zeile kann übernommen werden", "No row can be taken in"),
    "gap-take": Counted(
        Text("{count} Zeile übernehmen", "Take in {count} row"),
        Text("{count} Zeilen übernehmen", "Take in {count} rows"),
    ),
    "gap-take-what": Text(
        "Die Stellen sehen diese Dienste danach in ihrer Übersicht und können sie bestellen.",
        "The authorities then see these services in their overview and can order them.",
    ),
    "gap-bad": Text("Was nicht übernommen wird", "What is not taken in"),
    "gap-bad-more": Text(
        "Gezeigt sind die ersten {shown} von {total}. Bitte berichtigen Sie diese zuerst.",
        "These are the first {shown} of {total}. Please correct them first.",
    ),
    "gap-taken-rows": Text("Was übernommen wird", "What is taken in"),
    "gap-taken-more": Text(
        "Gezeigt sind die ersten {shown} von {total}.", "These are the first {shown} of {total}."
    ),
    "gap-place": Text("Wo", "Where"),
    "gap-at-row": Text("Zeile {row}", "Row {row}"),
    "gap-at-cell": Text("Zeile {row}, Spalte {column}", "Row {row}, column {column}"),
    "gap-whole-file": Text("Ganze Datei", "Whole file"),
    "gap-body": Text("Stelle", "Authority"),
    "gap-service": Text("Dienst", "Service"),
    "gap-body-missing": Text(
        "Der Schlüssel der Stelle fehlt.", "The key of the authority is missing."
    ),
    "gap-profile-missing": Text("Der Dienst fehlt.", "The service is missing."),
    "gap-body-unknown": Text("Diese Stelle gibt es nicht.", "There is no such authority."),
    "gap-profile-unknown": Text("Diesen Dienst gibt es nicht.", "There is no such service."),
    "gap-bad-day": Text(
        "Der Stand ist kein Tag bis heute. Schreiben Sie ihn wie 28.11.2026.",
        "This is no day up to today. Write it like 28.11.2026.",
    ),
    "gap-twice": Text("Steht weiter oben schon einmal.", "Stands further above already."),
    "gap-left": Text(
        "Noch nicht übernommen. Senden Sie dieselbe Liste noch einmal.",
        "Not taken in yet. Send the same list once more.",
    ),
    "gap-going-on": Text(
        "{done} von {total} Zeilen sind übernommen", "{done} of {total} rows are taken in"
    ),
    "gap-going-on-what": Text(
        "Bitte setzen Sie fort, bis alle Zeilen übernommen sind.",
        "Please go on until all rows are taken in.",
    ),
    "gap-go-on": Text("Fortsetzen", "Go on"),
    "done-gap-list": Text(
        "Die Liste ist übernommen. Die Stellen sehen die Dienste in ihrer Übersicht.",
        "The list is taken in. The authorities see the services in their overview.",
    ),
}

GAP_LISTS: dict[str, Sentence] = {**_PAGE, **_RESULT}
