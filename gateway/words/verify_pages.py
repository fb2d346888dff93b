"""The words of the page on which anybody has a contract checked."""

from services.common.words import Sentence, Text

VERIFY_PAGES: dict[str, Sentence] = {
    "verify": Text("Vertrag prüfen", "Check a contract"),
    "verify-what": Text(
        "Hier sehen Sie, ob ein Vertrag oder ein Nachweispaket unverändert von uns stammt. Dazu"
        " brauchen Sie kein Konto.",
        "See whether a contract or an evidence package comes from us, unchanged. You need no"
        " account.",
    ),
    "verify-file": Text("Datei", "File"),
    "verify-file-hint": Text(
        "PDF oder ZIP, höchstens 10 MB. Sie können die Datei auf das Feld ziehen. Sie wird nur"
        " gelesen und nicht gespeichert.",
        "PDF or ZIP, at most 10 MB. You can drop the file onto the field. It is read only and not"
        " kept.",
    ),
    "verify-hash": Text("oder Prüfsumme (SHA-256)", "or its digest (SHA-256)"),
    "verify-hash-hint": Text(
        "64 Zeichen, zum Beispiel aus dem Vertrag. Leerzeichen stören nicht.",
        "64 digits, for instance from the contract. Blanks do not matter.",
    ),
    "verify-another": Text("Noch eine Datei prüfen", "Check another file"),
    "verify-do": Text("Prüfen", "Check"),
    "verify-nothing": Text(
        "Bitte wählen Sie eine Datei, oder geben Sie eine Prüfsumme ein.",
        "Please choose a file, or enter a digest.",
    ),
    "verify-no-hash": Text(
        "Eine Prüfsumme besteht aus 64 Ziffern und Buchstaben von a bis f.",
        "A digest has 64 digits and letters from a to f.",
    ),
    "verify-genuine": Text("Echt", "Genuine"),
    "verify-altered": Text("Verändert", "Altered"),
    "verify-unknown": Text("Unbekannt", "Unknown"),
    "verify-result": Text("Ergebnis", "Result"),
    "verify-checked": Text("Geprüft", "Checked"),
    "verify-digest": Text("Prüfsumme", "Digest"),
    "verify-kind": Text("Was es ist", "What it is"),
    "verify-contract": Text("Vertragsnummer", "Contract number"),
    "verify-state": Text("Stand des Vertrags", "State of the contract"),
    "verify-signed": Text("Unterschrieben", "Signed"),
    "verify-concluded": Text("Gegengezeichnet", "Countersigned"),
    "verify-sealed": Text("Gesiegelt", "Sealed"),
    "verify-ended": Text("Beendet", "Ended"),
    "verify-where": Text("Wo sie vom Original abweicht", "Where it differs from the original"),
    "verify-altered-do": Text(
        "Verwenden Sie diese Datei nicht. Die Vertragsparteien können das Original im DigitalMarkt"
        " herunterladen.",
        "Do not use this file. The parties can download the original from DigitalMarkt.",
    ),
    "verify-not-signed": Text(
        "Dieser Vertrag ist noch nicht von beiden Seiten unterschrieben.",
        "This contract is not signed by both sides yet.",
    ),
    "verify-offline": Text("Prüfen ohne uns", "Checking without us"),
    "verify-offline-what": Text(
        "Jedem Nachweispaket liegt ein Programm bei, das es ohne Verbindung zu uns prüft: Siegel,"
        " Zeitstempel, Anmeldungen und alle Prüfsummen.",
        "Each evidence package brings a program that checks it without asking us: seal, timestamp,"
        " sign-ins and all digests.",
    ),
    "contract-evidence": Text("Nachweise herunterladen (ZIP)", "Download the evidence (ZIP)"),
    "contract-evidence-what": Text(
        "Vertrag, Unterschriften, Anmeldungen und ein Programm, das alles prüft. Enthält Namen.",
        "Contract, signatures, sign-ins and a program that checks it all. It holds names.",
    ),
    "contract-check": Text("Ein Dokument prüfen", "Check a document"),
}
