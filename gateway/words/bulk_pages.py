"""The words of the pages about many orders, or many releases, at once."""

from services.common.words import Counted, Sentence, Text

BULK_PAGES: dict[str, Sentence] = {
    "bulk-orders": Text("Sammelbestellungen", "Bulk orders"),
    "bulk-releases": Text("Sammelfreigaben", "Bulk releases"),
    "bulk-one-order": Text("Sammelbestellung", "Bulk order"),
    "bulk-one-release": Text("Sammelfreigabe", "Bulk release"),
    "bulk-new-order": Text("Mehrere Dienste bestellen", "Order several services"),
    "bulk-new-release": Text("Mehrere Bestellungen freigeben", "Release several orders"),
    "bulk-new-what": Text(
        "Wählen Sie die Stellen und die Dienste. Zuerst wird geprüft, was davon möglich ist;"
        " bestellt wird erst, wenn Sie das bestätigen.",
        "Choose the authorities and the services. First it is checked what of it is possible;"
        " nothing is ordered until you confirm that.",
    ),
    "bulk-new-release-what": Text(
        "Wählen Sie, welche der wartenden Bestellungen gemeint sind. Zuerst wird jede geprüft;"
        " freigegeben wird erst, wenn Sie das bestätigen.",
        "Choose which of the waiting orders are meant. First each of them is checked; nothing is"
        " released until you confirm that.",
    ),
    "bulk-bodies": Text("Stellen", "Authorities"),
    "bulk-bodies-hint": Text(
        "Für wen bestellt wird. Eine Verwaltungsgemeinschaft bestellt im übertragenen"
        " Wirkungskreis einmal für alle Mitglieder; im eigenen bestellt jedes Mitglied für sich.",
        "For whom is ordered. In the delegated sphere a Verwaltungsgemeinschaft orders once for"
        " all members; in the own sphere each member orders for itself.",
    ),
    "bulk-services": Text("Dienste", "Services"),
    "bulk-services-hint": Text(
        "Jeder gewählte Dienst wird für jede gewählte Stelle geprüft.",
        "Each chosen service is checked for each chosen authority.",
    ),
    "bulk-costs-acknowledged": Text(
        "Etwaige Zusatzkosten der Schnittstellen haben wir zur Kenntnis genommen.",
        "We have taken note of extra costs of interfaces, if there are any.",
    ),
    "bulk-choose-one": Text(
        "Bitte wählen Sie mindestens einen Eintrag.", "Please choose at least one."
    ),
    "bulk-check-order": Text("Prüfen, was möglich ist", "Check what is possible"),
    "bulk-check-what": Text(
        "Damit ist noch nichts bestellt.", "Nothing has been ordered by this yet."
    ),
    "bulk-check-release": Text("Bestellungen prüfen", "Check the orders"),
    "bulk-check-release-what": Text(
        "Damit ist noch nichts freigegeben.", "Nothing has been released by this yet."
    ),
    "bulk-release-countersign": Text(
        "Wer freigibt, darf diese Verträge nicht gegenzeichnen.",
        "Whoever releases may not countersign these contracts.",
    ),
    "bulk-service": Text("Dienst", "Service"),
    "bulk-any-service": Text("alle Dienste", "all services"),
    "bulk-body": Text("Stelle", "Authority"),
    "bulk-body-hint": Text(
        "Name oder ein Teil davon; ohne Angabe sind alle Stellen gemeint.",
        "Name or a part of it; without one all authorities are meant.",
    ),
    "bulk-begun": Text("Begonnen", "Begun"),
    "bulk-by": Text("Von", "By"),
    "bulk-begun-by": Text("Begonnen von {name},", "Begun by {name},"),
    "bulk-state": Text("Stand", "State"),
    "bulk-accepted-of-order": Text("{accepted} von {all} bestellt", "{accepted} of {all} ordered"),
    "bulk-accepted-of-release": Text(
        "{accepted} von {all} freigegeben", "{accepted} of {all} released"
    ),
    "bulk-possible-of": Text("{accepted} von {all} möglich", "{accepted} of {all} possible"),
    "bulk-none": Text("Noch nichts da", "Nothing here yet"),
    "bulk-none-what-order": Text(
        "Hier stehen Ihre Sammelbestellungen und die, die Ihre Stelle betreffen.",
        "Your bulk orders are listed here, and those that concern your authority.",
    ),
    "bulk-none-what-release": Text(
        "Hier stehen alle Sammelfreigaben.", "All bulk releases are listed here."
    ),
    "bulk-left": Counted(
        Text("noch {count} Eintrag", "{count} entry left"),
        Text("noch {count} Einträge", "{count} entries left"),
    ),
    "bulk-reload": Text("Stand neu laden", "Load the state again"),
    "bulk-checked-what-order": Counted(
        Text(
            "Ein Eintrag ist möglich. Bestellt ist noch nichts.",
            "One entry is possible. Nothing has been ordered yet.",
        ),
        Text(
            "{count} Einträge sind möglich. Bestellt ist noch nichts.",
            "{count} entries are possible. Nothing has been ordered yet.",
        ),
    ),
    "bulk-checked-what-release": Counted(
        Text(
            "Eine Bestellung kann freigegeben werden. Freigegeben ist noch nichts.",
            "One order can be released. Nothing has been released yet.",
        ),
        Text(
            "{count} Bestellungen können freigegeben werden. Freigegeben ist noch nichts.",
            "{count} orders can be released. Nothing has been released yet.",
        ),
    ),
    "bulk-place-until": Text(
        "Bestätigen können Sie bis {until}. Danach wird die Prüfung verworfen.",
        "You can confirm until {until}. After that the check is dropped.",
    ),
    "bulk-place-until-other": Text(
        "{name} kann bis {until} bestätigen. Danach wird die Prüfung verworfen.",
        "{name} can confirm until {until}. After that the check is dropped.",
    ),
    "bulk-nothing-possible": Text(
        "Nichts davon ist möglich; die Gründe stehen bei den Einträgen.",
        "Nothing of it is possible; the reasons are given at the entries.",
    ),
    "bulk-place-order": Counted(
        Text("Eine Bestellung verbindlich abschicken", "Submit one order with effect"),
        Text("{count} Bestellungen verbindlich abschicken", "Submit {count} orders with effect"),
    ),
    "bulk-place-release": Counted(
        Text("Eine Bestellung freigeben", "Release one order"),
        Text("{count} Bestellungen freigeben", "Release {count} orders"),
    ),
    "bulk-cancel": Text("Abbrechen", "Cancel"),
    "bulk-outcomes": Text("Ergebnisse", "Results"),
    "bulk-outcome": Text("Ergebnis", "Result"),
    "bulk-why": Text("Begründung", "Reason"),
    "bulk-to-order": Text("Bestellung {number}", "Order {number}"),
    "bulk-no-items": Text("Dazu gibt es keine Einträge", "There are no entries of this kind"),
    "bulk-all": Text("Alle", "All"),
    "bulk-possible": Text("Möglich", "Possible"),
    "bulk-accepted": Text("Bestellt", "Ordered"),
    "bulk-accepted-release": Text("Freigegeben", "Released"),
    "bulk-duplicate-release": Text("Schon freigegeben", "Released already"),
    "bulk-ineligible-release": Text("Nicht freizugeben", "Cannot be released"),
    "bulk-duplicate": Text("Schon bestellt", "Ordered already"),
    "bulk-ineligible": Text("Nicht bestellbar", "Cannot be ordered"),
    "bulk-invalid": Text("Fehlerhaft", "Wrong details"),
    "bulk-failed": Text("Nicht möglich", "Not possible"),
    "bulk-cancelled": Text("Abgebrochen", "Cancelled"),
    "bulk-open": Text("Offen", "Open"),
    "done-bulk-checking": Text(
        "Ihre Liste wird geprüft. Bestellt oder freigegeben ist noch nichts.",
        "Your list is being checked. Nothing has been ordered or released yet.",
    ),
    "done-bulk-place": Text(
        "Ihre Bestätigung ist da. Die Liste wird jetzt abgearbeitet.",
        "Your confirmation has arrived. The list is being worked on now.",
    ),
    "done-bulk-cancel": Text(
        "Abgebrochen. Was schon erledigt war, bleibt.", "Cancelled. What was done already stays."
    ),
}
