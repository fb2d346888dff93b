"""Words of the ticket in the pages of an order: its number, files, and how a line came."""

from services.common.words import Sentence, Text

THREAD_PAGES: dict[str, Sentence] = {
    "thread-ticket": Text("Ticket {number}, {state}", "Ticket {number}, {state}"),
    "thread-files": Text("Dateien", "Files"),
    "thread-files-hint": Text(
        "Bis zu 5 Dateien, je bis 10 MB und zusammen bis 25 MB: PDF, PNG, JPEG, DOCX, XLSX, ODT,"
        " ODS, CSV oder TXT.",
        "Up to 5 files, each up to 10 MB, together up to 25 MB: PDF, PNG, JPEG, DOCX, XLSX, ODT,"
        " ODS, CSV or TXT.",
    ),
    "thread-file-large": Text(
        "„{name}“ ist zu groß; eine Datei darf bis 10 MB haben.",
        "“{name}” is too large; a file may have up to 10 MB.",
    ),
    "thread-file-refused": Text("„{name}“: {why}", "“{name}”: {why}"),
    "thread-by-mail": Text("{who}, per E-Mail", "{who}, by e-mail"),
    "thread-from-mail": Text("per E-Mail", "by e-mail"),
    "thread-unproven": Text("Absender nicht bestätigt", "Sender not confirmed"),
    "thread-left-out": Text("Nicht übernommen: {names}", "Not taken: {names}"),
    "thread-jira": Text("Jira: {state} ({issue})", "Jira: {state} ({issue})"),
    "thread-jira-again": Text("Noch einmal übertragen", "Try again"),
    "done-thread-jira-asked": Text("Das Ticket wird übertragen.", "The ticket is transferred."),
    "thread-files-many": Text(
        "Bitte wählen Sie höchstens {most} Dateien aus.", "Please choose at most {most} files."
    ),
}
