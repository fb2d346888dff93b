"""Words of the page that takes profiles in from a workbook."""

from services.common.words import Counted, Sentence, Text

EDITOR_IMPORT: dict[str, Sentence] = {
    "ed-import": Text("Steckbriefe aus einer Tabelle", "Profiles from a table"),
    "ed-import-what": Text(
        "Laden Sie die Tabelle herunter, ändern Sie sie und laden Sie sie wieder hoch. Wo ein"
        " englisches Schlüsselwort steht, dürfen Sie auch das deutsche Wort dieser Seiten"
        " schreiben. Erst wird geprüft, dann entscheiden Sie. Veröffentlicht wird von einer zweiten"
        " Person.",
        "Download the table, change it and upload it again. Where it has a code you may write the"
        " German word of these pages as well. It is checked first, then you decide. A second person"
        " publishes it.",
    ),
    "ed-import-upload": Text("Tabelle prüfen", "Check a table"),
    "ed-import-export": Text(
        "Alle Steckbriefe mit ihren Arbeitsständen als XLSX",
        "All profiles with their working copies as XLSX",
    ),
    "ed-import-file": Text("Datei", "File"),
    "ed-import-file-hint": Text(
        "XLSX oder JSON, höchstens 10 MB. Beim Prüfen ändert sich nichts.",
        "XLSX or JSON, at most 10 MB. Checking changes nothing.",
    ),
    "ed-import-check": Text("Prüfen", "Check"),
    "ed-import-good": Text("Die Tabelle ist in Ordnung", "The table is fine"),
    "ed-import-good-what": Text(
        "{new} neu, {changed} geändert, {unchanged} unverändert. Übernommen ist noch nichts.",
        "{new} new, {changed} changed, {unchanged} unchanged. Nothing is taken in yet.",
    ),
    "ed-import-same": Text("Es gibt nichts zu übernehmen", "There is nothing to take in"),
    "ed-import-same-what": Text(
        "Die Tabelle ist in Ordnung, und alle Steckbriefe darin sind so, wie sie hier schon stehen."
        " Sie müssen nichts weiter tun.",
        "The table is fine, and all profiles in it are as they are here already. There is nothing"
        " left to do.",
    ),
    "ed-import-take": Counted(
        Text("Einen Steckbrief übernehmen", "Take in one profile"),
        Text("{count} Steckbriefe übernehmen", "Take in {count} profiles"),
    ),
    "ed-import-bad": Counted(
        Text(
            "Eine Zelle stimmt nicht; übernommen ist nichts.",
            "One cell is wrong; nothing is taken in.",
        ),
        Text(
            "{count} Zellen stimmen nicht; übernommen ist nichts.",
            "{count} cells are wrong; nothing is taken in.",
        ),
    ),
    "ed-import-cells": Text("Was zu berichtigen ist", "What to correct"),
    "ed-import-cells-what": Text(
        "Berichtigen Sie diese Zellen in Ihrer Tabelle und laden Sie sie noch einmal hoch.",
        "Correct these cells in your table and upload it once more.",
    ),
    "ed-import-first": Text(
        "Gezeigt sind die ersten {shown} von {count}.", "The first {shown} of {count} are shown."
    ),
    "ed-import-kind-new": Counted(
        Text("Ein neuer Steckbrief", "One new profile"),
        Text("{count} neue Steckbriefe", "{count} new profiles"),
    ),
    "ed-import-kind-changed": Counted(
        Text("Ein geänderter Steckbrief", "One changed profile"),
        Text("{count} geänderte Steckbriefe", "{count} changed profiles"),
    ),
    "ed-import-kind-unchanged": Counted(
        Text("Ein unveränderter Steckbrief", "One unchanged profile"),
        Text("{count} unveränderte Steckbriefe", "{count} unchanged profiles"),
    ),
    "ed-import-place": Text("Wo", "Where"),
    "ed-import-profile": Text("Steckbrief", "Profile"),
    "ed-import-column": Text("Spalte", "Column"),
    "ed-import-said": Text("Steht dort", "Says"),
    "ed-import-wrong": Text("Was zu tun ist", "What to do"),
    "ed-import-cell": Text("{sheet}, Zelle {cell}", "{sheet}, cell {cell}"),
    "ed-import-item": Text("Eintrag {number}", "Entry {number}"),
    "ed-import-newest": Text("Letzte Übernahmen", "Latest imports"),
    "ed-import-of": Text("Übernahme vom {day}", "Import of {day}"),
    "ed-import-by": Text("Übernommen von", "Taken in by"),
    "ed-import-stored": Counted(
        Text("ein Steckbrief gespeichert", "one profile stored"),
        Text("{count} Steckbriefe gespeichert", "{count} profiles stored"),
    ),
    "ed-import-stored-of": Text("{count} von {records} gespeichert", "{count} of {records} stored"),
    "ed-import-kept": Text("Geprüft und noch nicht übernommen", "Checked and not taken in yet"),
    "ed-import-tried": Text("Geprüft am {day}", "Checked on {day}"),
    "ed-import-kept-until": Text("liegt bereit bis {day}", "kept until {day}"),
    "ed-import-kept-what": Text(
        "Die geprüfte Tabelle liegt bis {day} bereit; Sie laden sie nicht noch einmal hoch.",
        "The checked table is kept until {day}; there is no need to upload it again.",
    ),
    "ed-import-tried-by": Text(
        "{who} hat diese Tabelle geprüft und noch nicht übernommen. Nur wer geprüft hat, kann"
        " übernehmen.",
        "{who} has checked this table and not taken it in yet. Only who checked it can take it in.",
    ),
    "ed-import-drop": Text("Verwerfen", "Drop it"),
    "ed-import-cancel": Text("Übernahme abbrechen", "Cancel the import"),
    "ed-import-cancel-what": Text(
        "Was gespeichert ist, bleibt im Arbeitsstand zur Prüfung; der Rest bleibt draußen.",
        "What is stored stays in the working copies for review; the rest stays out.",
    ),
    "ed-import-cancelled-by": Text("Abgebrochen von", "Cancelled by"),
    "ed-import-cancelled-at": Text("Abgebrochen am", "Cancelled on"),
    "ed-import-left-out": Counted(
        Text("Ein Steckbrief ist nicht übernommen.", "One profile is not taken in."),
        Text("{count} Steckbriefe sind nicht übernommen.", "{count} profiles are not taken in."),
    ),
    "ed-import-in-review": Text("Zu prüfen", "To review"),
    "ed-import-published": Text("Veröffentlicht", "Published"),
    "ed-import-state-storing": Text("Wird übernommen", "Being taken in"),
    "ed-import-state-stored": Text("Übernommen", "Taken in"),
    "ed-import-state-incomplete": Text("Nicht vollständig", "Not complete"),
    "ed-import-state-cancelled": Text("Abgebrochen", "Cancelled"),
    "ed-import-state-checking": Text("Geprüft", "Checked"),
    "ed-import-goes-on": Text(
        "Es geht weiter, auch wenn Sie diese Seite schließen.", "It goes on if you close this page."
    ),
    "ed-import-conflicts": Text("Ausgelassen", "Left out"),
    "ed-import-conflicts-what": Counted(
        Text(
            "Einen Steckbrief hat inzwischen jemand geändert. Sehen Sie nach, was dort steht;"
            " exportieren Sie ihn dann neu und übernehmen Sie ihn noch einmal.",
            "Somebody has changed one profile meanwhile. See what it says; then export it again and"
            " take it in once more.",
        ),
        Text(
            "{count} Steckbriefe hat inzwischen jemand geändert. Sehen Sie nach, was dort steht;"
            " exportieren Sie dann neu und übernehmen Sie den Rest.",
            "Somebody has changed {count} profiles meanwhile. See what they say; then export again"
            " and take in the rest.",
        ),
    ),
    "ed-import-eyes-own": Text(
        "Sie haben übernommen und dürfen deshalb nicht selbst veröffentlichen.",
        "You took it in and may therefore not publish it yourself.",
    ),
    "ed-import-publish": Counted(
        Text("Einen Steckbrief veröffentlichen", "Publish one profile"),
        Text("{count} Steckbriefe veröffentlichen", "Publish {count} profiles"),
    ),
    "ed-import-one-by-one": Text("Einzeln prüfen", "Review one by one"),
    "done-import-cancelled": Text("Die Übernahme ist abgebrochen.", "The import is cancelled."),
    "done-import-dropped": Text(
        "Die geprüfte Tabelle ist verworfen.", "The checked table is dropped."
    ),
    "done-import-taken": Text("Die Tabelle wird übernommen.", "The table is being taken in."),
    "done-import-published": Text("Alles ist veröffentlicht.", "All of it is published."),
    "done-import-own-left": Text(
        "Veröffentlicht ist, woran Sie nicht mitgeschrieben haben. Den Rest prüft jemand anderes.",
        "Published is what you have not written in. The rest is for somebody else to check.",
    ),
    "done-import-left-out": Text(
        "Veröffentlicht ist, was niemand inzwischen geändert hat.",
        "Published is what nobody has changed meanwhile.",
    ),
    "done-import-going-on": Text(
        "Ein Teil ist veröffentlicht. Drücken Sie noch einmal für den Rest.",
        "A part is published. Press once more for the rest.",
    ),
}
