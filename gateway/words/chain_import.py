"""The words of lists of agreements: the page that takes them in, the headings of their files."""

from services.common.words import Counted, Sentence, Text

IMPORT_SHEETS = {
    "agreements": Text("Vereinbarungen", "Agreements"),
    "services": Text("Leistungen zum Nachschlagen", "Services to look up"),
}
IMPORT_COLUMNS = {
    "profile": Text("Kennung oder Titel der Leistung", "Id or title of the service"),
    "level": Text("Stufe", "Level"),
    "number": Text("Vertragsnummer", "Number of the agreement"),
    "from_party": Text("Wer überlässt", "Who provides"),
    "to_party": Text("Wer erhält", "Who receives"),
    "valid_from": Text("Gültig ab", "Valid from"),
    "valid_until": Text("Gültig bis", "Valid until"),
    "service-id": Text("Kennung", "Id"),
    "service-title": Text("Titel", "Title"),
}
"""By sheet and by column; a file may have the headings of either language."""

CHAIN_IMPORT: dict[str, Sentence] = {
    "ch-list": Text("Liste von Vereinbarungen", "List of agreements"),
    "ch-list-entry": Text("Liste von Vereinbarungen hochladen", "Upload a list of agreements"),
    "ch-list-what": Text(
        "Laden Sie bis zu 200 Vereinbarungen auf einmal hoch. Die Liste wird erst geprüft; was Sie"
        " dann vorschlagen, gilt, sobald eine zweite Person es übernommen hat. Die Dokumente"
        " hinterlegen Sie danach bei den Vereinbarungen.",
        "Upload up to 200 agreements at once. The list is checked first; what you propose then"
        " counts as soon as a second person has accepted it. You record the documents with the"
        " agreements afterwards.",
    ),
    "ch-list-file": Text("Liste (XLSX oder CSV)", "List (XLSX or CSV)"),
    "ch-list-file-hint": Text(
        "Mit den Überschriften der Vorlage, eine Zeile je Vereinbarung",
        "With the headings of the template, one row for each agreement",
    ),
    "ch-list-note-hint": Text("Zum Beispiel, woher die Liste stammt",
                              "Where the list comes from, for example"),
    "ch-list-good": Counted(
        Text("{count} Zeile kann vorgeschlagen werden", "{count} row can be proposed"),
        Text("{count} Zeilen können vorgeschlagen werden", "{count} rows can be proposed"),
    ),
    "ch-list-number": Text("Nummer", "Number"),
    "ch-list-none": Text("Keine Zeile kann vorgeschlagen werden", "No row can be proposed"),
    "ch-list-take": Counted(
        Text("{count} Vereinbarung vorschlagen", "Propose {count} agreement"),
        Text("{count} Vereinbarungen vorschlagen", "Propose {count} agreements"),
    ),
    "ch-list-bad": Text("Was nicht vorgeschlagen wird", "What is not proposed"),
    "ch-list-rows": Text("Was vorgeschlagen wird", "What is proposed"),
    "ch-template-name": Text("Vereinbarungen", "agreements"),
    "ch-row-service": Text("Diese Leistung gibt es im Katalog nicht.",
                           "The catalogue has no such service."),
    "ch-row-level": Text("Die Stufe ist 1, 2 oder 3.", "The level is 1, 2 or 3."),
    "ch-row-empty": Text("Die Nummer oder ein Vertragspartner fehlt.",
                         "The number or a party is missing."),
    "ch-row-long": Text("Die Nummer oder ein Vertragspartner ist zu lang.",
                        "The number or a party is too long."),
    "ch-row-day": Text("Beginn oder Ende ist kein Tag, zum Beispiel 28.11.2026.",
                       "Beginning or end is no day, such as 2026-11-28."),
    "ch-row-order": Text("Das Ende liegt vor dem Beginn.", "The end lies before the beginning."),
    "done-list-proposed": Text(
        "Die Vereinbarungen liegen zur Prüfung bereit.", "The agreements are ready for review."
    ),
}  # fmt: skip
