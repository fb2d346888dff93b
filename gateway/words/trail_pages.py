"""The words of the pages of the audit trail, and of everything about one order on one page."""

from services.common.words import Counted, Sentence, Text

_SEARCH: dict[str, Sentence] = {
    "trail": Text("Protokoll", "Audit trail"),
    "trail-search": Text("Suchen", "Search"),
    "trail-about": Text("Person, Stelle oder Nummer", "Person, authority or number"),
    "trail-act": Text("Was geschah", "What happened"),
    "trail-since": Text("Von", "From"),
    "trail-until": Text("Bis", "To"),
    "trail-when": Text("Wann", "When"),
    "trail-who": Text("Wer", "Who"),
    "trail-what": Text("Woran", "On what"),
    "trail-for": Text("für {body}", "for {body}"),
    "trail-for-whom": Text("Im Namen von", "On behalf of"),
    "trail-by-mandate": Text("zur Vollmacht", "to the mandate"),
    "trail-story": Text("Verlauf", "History"),
    "trail-open": Text("Öffnen", "Open"),
    "trail-meant": Text("Wen oder was meinen Sie?", "Whom or what do you mean?"),
    "trail-nobody-meant": Text(
        "Keine Person und keine Stelle heißt so, und keine Bestellung hat diese Nummer. Suchen Sie"
        " mit dem Anfang.",
        "No person and no authority is called so, and no order has this number. Search by the"
        " beginning.",
    ),
    "trail-of-body": Text("Was in ihrem Namen geschah", "What was done on its behalf"),
    "trail-all-lines": Text("Alle Zeilen zeigen", "Show all lines"),
    "trail-program": Text("{name} (technischer Zugang)", "{name} (API client)"),
    "trail-altered": Text("verändert", "altered"),
    "trail-of-actor": Text("Was diese Person tat", "What this person did"),
    "trail-of-object": Text("Was an ihrem Konto geschah", "What was done to their account"),
    "trail-by-actor": Text("Wer: {what}", "Who: {what}"),
    "trail-by-object": Text("Woran: {what}", "On what: {what}"),
    "trail-by-on_behalf_of": Text("Im Namen von: {what}", "On behalf of: {what}"),
    "trail-by-action": Text("Was: {what}", "What: {what}"),
    "trail-by-since": Text("Von: {what}", "From: {what}"),
    "trail-by-until": Text("Bis: {what}", "To: {what}"),
    "trail-other-act": Text("Andere Änderung", "Another change"),
    "trail-this-one": Text("nicht mehr bekannt", "no longer known"),
    "trail-none": Text(
        "Keine Zeile passt. Nehmen Sie eine Einschränkung weg oder wählen Sie eine längere Zeit.",
        "No line fits. Take a filter away, or choose a longer time.",
    ),
    "trail-export": Text("Diese Auswahl exportieren", "Export this selection"),
    "trail-export-what": Text(
        "Eine Zeile JSON je Eintrag, älteste zuerst, mit Kennungen statt Namen; ungefiltert auch"
        " ohne uns prüfbar.",
        "JSON Lines, oldest first, with ids in place of names; unfiltered, checked without us.",
    ),
}

_STORY: dict[str, Sentence] = {
    "story-of": Text("Verlauf: {what}", "History: {what}"),
    "story-what": Text(
        "Alles, was damit, dadurch oder dafür geschah, über alle Teile; das Neueste steht oben.",
        "All that was done to it, by it or for it, over all parts; the newest stands on top.",
    ),
    "story-parts": Text("Seiten dazu", "Pages about it"),
    "story-search": Text("Verlauf zu dieser Kennung", "History of this id"),
    "story-none": Text("Noch keine Zeile", "No line yet"),
    "story-none-what": Text(
        "Zu diesem Vorgang steht noch nichts im Protokoll.",
        "The trail has nothing about this matter yet.",
    ),
    "story-unknown": Text("Diese Kennung kennt hier niemand", "Nobody here knows this id"),
    "story-unknown-what": Text(
        "Im Protokoll steht sie nicht, und kein Teil des Systems kennt sie. Prüfen Sie, ob sie ganz"
        " übernommen ist, oder suchen Sie nach Name oder Bestellnummer.",
        "The trail does not have it, and no part of the system knows it. Check whether it was"
        " copied whole, or search by name or order number.",
    ),
    "story-to-search": Text("Protokoll durchsuchen", "Search the trail"),
    "story-name": Text("Name dazu", "What it is called"),
}

_LINE: dict[str, Sentence] = {
    "trail-line": Text("Zeile {n} im Protokoll", "Line {n} of the trail"),
    "trail-line-missing": Text("Diese Zeile fehlt", "This line is missing"),
    "trail-line-missing-what": Text(
        "Die Zeilen sind lückenlos gezählt. Fehlt eine in der Mitte, wurde sie entfernt.",
        "Lines are counted without a gap. One that is missing in between was taken away.",
    ),
    "trail-line-altered": Text(
        "Diese Zeile wurde nachträglich verändert", "This line was altered afterwards"
    ),
    "trail-line-altered-what": Text(
        "Sie passt nicht zu ihrer Prüfsumme: Was hier steht, ist nicht, was geschrieben wurde."
        " Prüfen Sie das ganze Protokoll und melden Sie den Fund der Informationssicherheit.",
        "It does not fit its hash: what stands here is not what was written. Check the whole trail"
        " and report this to information security.",
    ),
    "trail-whole-story": Text("Alle Zeilen dazu", "All lines about it"),
    "trail-before": Text("Zeile davor", "The line before"),
    "trail-after": Text("Zeile danach", "The line after"),
    "trail-hash": Text("Prüfsumme dieser Zeile", "Hash of this line"),
    "trail-previous": Text("Prüfsumme der Zeile davor", "Hash of the line before"),
    "trail-call": Text("Aufruf", "Call"),
    "trail-object-id": Text("Kennung des Vorgangs", "Id of the matter"),
    "trail-actor-id": Text("Kennung der Person", "Id of the person"),
    "trail-event": Text("Ereignis", "Event"),
    "trail-request": Text("Anfrage", "Request"),
}

_CHECKS: dict[str, Sentence] = {
    "trail-checks": Text("Prüfen", "Check"),
    "trail-checks-what": Text(
        "Jede Zeile trägt die Prüfsumme der Zeile davor. Die Prüfung rechnet alle nach und nennt"
        " die erste Zeile, die nicht mehr ist, wie sie geschrieben wurde. Sie läuft von selbst"
        " weiter, auch wenn Sie diese Seite schließen.",
        "Each line bears the hash of the line before. The check computes them all anew and names"
        " the first line that is not as it was written. It goes on by itself, even when you close"
        " this page.",
    ),
    "trail-check-begin": Text("Ganzes Protokoll prüfen", "Check the whole trail"),
    "trail-against-head": Text(
        "Auch gegen einen früher notierten Stand", "Also against a hash you kept"
    ),
    "trail-kept-head": Text("Notierter Stand", "The hash you kept"),
    "trail-kept-head-hint": Text(
        "Zeilennummer, Doppelpunkt und 64 Zeichen, wie die Seite „Tagesstände“ sie zeigt",
        "Number of the line, colon and 64 characters, as the page “Heads” shows them",
    ),
    "trail-checks-so-far": Text("Bisherige Prüfungen", "Checks so far"),
    "trail-no-checks": Text("Noch keine Prüfung", "No check yet"),
    "trail-no-checks-what": Text(
        "Beginnen Sie die erste. Sie läuft weiter, auch wenn Sie die Seite schließen.",
        "Begin the first one. It goes on even if you close the page.",
    ),
    "trail-begun": Text("Begonnen", "Begun"),
    "trail-cancelled-by": Text("Abgebrochen von", "Cancelled by"),
    "trail-ended": Text("Beendet", "Ended"),
    "trail-outcome": Text("Ergebnis", "Outcome"),
    "trail-yes": Text("ja", "yes"),
    "trail-check-of": Text("Prüfung vom {at}", "Check of {at}"),
    "trail-checked-of": Text(
        "{checked} von {lines} Zeilen geprüft", "{checked} of {lines} lines checked"
    ),
    "trail-goes-on": Text(
        "Sie können diese Seite schließen; die Prüfung läuft weiter.",
        "You can close this page; the check goes on.",
    ),
    "trail-check-cancel": Text("Prüfung abbrechen", "Cancel the check"),
    "trail-cancelled-what": Text(
        "Die Prüfung wurde abgebrochen. Bis dahin war alles unverändert.",
        "The check was cancelled. Up to there all was as written.",
    ),
    "trail-broken-what": Text(
        "Sichern Sie jetzt eine Kopie der Datenbank und melden Sie den Fund der"
        " Informationssicherheit. Alle Zeilen davor sind unverändert.",
        "Secure a copy of the database now, and report this to information security. All lines"
        " before it are as written.",
    ),
    "trail-to-line": Text("Zeile {n} ansehen", "Look at line {n}"),
    "trail-head-now": Text("Stand dieser Prüfung", "Where this check has come to"),
    "trail-head-what": Text(
        "Notieren Sie ihn an einem anderen Ort; die nächste Prüfung kann ihn vergleichen.",
        "Keep it elsewhere; the next check can compare it.",
    ),
    "done-trail-check": Text("Die Prüfung hat begonnen.", "The check has begun."),
    "done-trail-check-cancelled": Text("Die Prüfung ist abgebrochen.", "The check is cancelled."),
    "trail-heads": Text("Tagesstände", "Heads"),
    "trail-heads-what": Text(
        "Die letzte Zeile jedes abgeschlossenen Tages (UTC) mit ihrer Prüfsumme. Wer sie an einem"
        " anderen Ort notiert, kann später beweisen, dass davor nichts geändert wurde.",
        "The last line of each finished day (UTC) with its hash. Whoever keeps it elsewhere can"
        " prove later that nothing before was changed.",
    ),
    "trail-day": Text("Tag", "Day"),
    "trail-head": Text("Zeile und Prüfsumme", "Line and hash"),
    "trail-no-heads": Text("Noch kein Tagesstand", "No head yet"),
    "trail-no-heads-what": Text(
        "Der erste entsteht, wenn ein Tag zu Ende ist.", "The first one comes when a day is over."
    ),
}

_EXPORTS: dict[str, Sentence] = {
    "trail-exports": Text("Exportieren", "Export"),
    "trail-exports-what": Text(
        "Ein Export schreibt alle passenden Zeilen in eine Datei. Er läuft von selbst weiter, auch"
        " wenn Sie diese Seite schließen; die Datei bleibt sieben Tage. Was exportiert wird,"
        " grenzen Sie beim Suchen ein.",
        "An export writes all lines that fit into a file. It goes on by itself, even when you close"
        " this page; the file is kept for seven days. Narrow what is exported where you search.",
    ),
    "trail-export-all": Text("Ganzes Protokoll exportieren", "Export the whole trail"),
    "trail-exports-so-far": Text("Bisherige Exporte", "Exports so far"),
    "trail-no-exports": Text("Noch kein Export", "No export yet"),
    "trail-no-exports-what": Text(
        "Suchen Sie die Zeilen, die Sie brauchen, und exportieren Sie die Auswahl; oder exportieren"
        " Sie alles.",
        "Search the lines you need and export the selection; or export all of it.",
    ),
    "trail-export-which": Text("Auswahl", "Selection"),
    "trail-export-everything": Text("Ganzes Protokoll", "The whole trail"),
    "trail-export-one-thing": Text("ein bestimmter Vorgang", "one matter"),
    "trail-by-about": Text("Alles zu: {what}", "All about: {what}"),
    "trail-by-service": Text("Bereich: {what}", "Part: {what}"),
    "trail-export-by": Text("Begonnen von", "Begun by"),
    "trail-export-state": Text("Stand", "State"),
    "trail-export-of": Text("Export vom {at}", "Export of {at}"),
    "trail-export-lines": Counted(
        Text("{count} Zeile geschrieben", "{count} line written"),
        Text("{count} Zeilen geschrieben", "{count} lines written"),
    ),
    "trail-export-looked": Text(
        "{gone} von {lines} Zeilen durchgesehen", "{gone} of {lines} lines looked at"
    ),
    "trail-export-until": Text("bis {at}", "until {at}"),
    "trail-export-goes-on": Text(
        "Sie können diese Seite schließen; der Export läuft weiter. Sie finden ihn unter"
        " „Exportieren“ wieder.",
        "You can close this page; the export goes on. You find it again under “Export”.",
    ),
    "trail-export-cancel": Text("Export abbrechen", "Cancel the export"),
    "trail-export-download": Text("Datei herunterladen ({size})", "Download the file ({size})"),
    "trail-export-kept": Text(
        "Die Datei bleibt bis {at}; danach wird sie gelöscht.",
        "The file is kept until {at}; then it is deleted.",
    ),
    "trail-export-form": Text(
        "Sie ist mit gzip gepackt und hat eine Zeile JSON je Eintrag, älteste zuerst.",
        "It is compressed by gzip and has one line of JSON for each entry, the oldest first.",
    ),
    "trail-export-delete": Text("Datei löschen", "Delete the file"),
    "trail-export-deleted-by": Text("Gelöscht von", "Deleted by"),
    "trail-export-again": Text("Noch einmal exportieren", "Export it again"),
    "trail-export-see": Text("Diese Zeilen ansehen", "Look at these lines"),
    "trail-export-failed-what": Text(
        "Die Datei ist nicht so lang, wie sie geschrieben wurde. Exportieren Sie noch einmal;"
        " bleibt es dabei, melden Sie es dem Betrieb.",
        "The file is not as long as it was written. Export it again; if this stays so, tell those"
        " who run the system.",
    ),
    "trail-export-cancelled-what": Text(
        "Der Export wurde abgebrochen; es gibt keine Datei.",
        "The export was cancelled; there is no file.",
    ),
    "trail-export-removed-what": Text(
        "Die Datei wurde vor ihrer Zeit gelöscht.", "The file was deleted before its time."
    ),
    "trail-export-expired-what": Text(
        "Die Datei wurde nach sieben Tagen gelöscht.", "The file was deleted after seven days."
    ),
    "trail-export-hash": Text("Prüfsumme der Datei", "Hash of the file"),
    "trail-export-hash-what": Text(
        "SHA-256 der gepackten Datei; so prüfen Sie, ob Ihre Kopie vollständig ist.",
        "SHA-256 of the compressed file; by it you check whether your copy is whole.",
    ),
    "done-trail-export": Text("Der Export hat begonnen.", "The export has begun."),
    "done-trail-export-cancelled": Text("Der Export ist abgebrochen.", "The export is cancelled."),
    "done-trail-export-was-ready": Text(
        "Der Export war schon fertig; seine Datei bleibt.",
        "The export was ready already; its file stays.",
    ),
    "done-trail-export-removed": Text("Die Datei ist gelöscht.", "The file is deleted."),
}

_CASES: dict[str, Sentence] = {
    "case-of": Text("Vorgang {number}", "Case {number}"),
    "case-open": Text("Ganzer Vorgang", "The whole case"),
    "case-act": Text("Vorgang bearbeiten", "Work on the case"),
    "case-order": Text("Zur Bestellung", "To the order"),
    "case-act-what": Text(
        "Bei der Bestellung antworten Sie als Support, übernehmen die Einrichtung für den"
        " Hersteller oder beauftragen sie neu; alles mit Begründung und unter Ihrem Namen.",
        "On the order you answer as support, take the set-up over for the vendor, or ask for it"
        " anew; each with a reason and under your name in the history.",
    ),
    "case-contract": Text("Vertrag", "Contract"),
    "case-no-contract": Text("Noch gibt es keinen Vertrag.", "There is no contract yet."),
    "case-ticket": Text("Ticket", "Ticket"),
    "case-no-ticket": Text("Noch gibt es kein Ticket.", "There is no ticket yet."),
    "case-history": Text("Verlauf und Nachrichten", "History and messages"),
    "case-no-mails": Text(
        "Zu dieser Bestellung ging noch keine E-Mail.", "No mail about this order yet."
    ),
    "case-nothing-waits": Text(
        "Der Hersteller hat alles erhalten.", "The vendor has received everything."
    ),
}

TRAIL_PAGES: dict[str, Sentence] = {
    **_SEARCH, **_STORY, **_LINE, **_CHECKS, **_EXPORTS, **_CASES
}  # fmt: skip
