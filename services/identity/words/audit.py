"""What identity says about the audit trail."""

from services.common.words import Sentence, Text

AUDIT: dict[str, Sentence] = {
    "trail-whole": Text(
        "Alle geprüften Zeilen sind unverändert.", "Every line checked is as it was written."
    ),
    "trail-altered": Text(
        "Zeile {n} wurde nachträglich verändert.", "Line {n} was altered after it was written."
    ),
    "trail-missing": Text("Zeile {n} fehlt im Protokoll.", "Line {n} is missing from the trail."),
    "trail-inserted": Text(
        "An Stelle {n} steht etwas Eingefügtes.", "Something was inserted at line {n}."
    ),
    "trail-head-differs": Text(
        "Zeile {n} oder eine davor ist nicht die, die hier festgehalten wurde.",
        "Line {n} or one before it is not the one whose hash was kept.",
    ),
    "audit-run-over": Text("Diese Prüfung ist schon zu Ende.", "This check is over already."),
    "audit-run-running": Text(
        "Es läuft schon eine Prüfung ohne diesen Stand. Warten Sie auf ihr Ende, oder brechen Sie"
        " sie ab.",
        "A check without this head is going on. Wait for its end, or cancel it.",
    ),
    "audit-export-over": Text(
        "Dieser Export ist schon zu Ende und hat keine Datei mehr.",
        "This export is over already and has no file any more.",
    ),
    "audit-export-running": Text(
        "Ein anderer Export von Ihnen wird noch geschrieben. Warten Sie auf sein Ende, oder brechen"
        " Sie ihn ab.",
        "Another export of yours is being written. Wait for its end, or cancel it.",
    ),
    "audit-exports-full": Text(
        "Von Ihnen sind schon {most} Dateien aufgehoben. Löschen Sie eine, die Sie nicht mehr"
        " brauchen.",
        "There are {most} files of yours already. Delete one you need no more.",
    ),
    "audit-export-no-file": Text(
        "Zu diesem Export gibt es keine Datei: Er ist noch nicht fertig, oder seine Datei ist schon"
        " gelöscht.",
        "There is no file of this export: it is not ready yet, or its file is deleted already.",
    ),
    "no-day-or-moment": Text(
        "Bitte geben Sie einen Tag als JJJJ-MM-TT an oder eine Zeit mit Zeitzone.",
        "Please give a day as YYYY-MM-DD, or a time with its zone.",
    ),
}
