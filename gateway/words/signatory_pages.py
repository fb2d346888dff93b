"""The words of the pages about who may sign for a body."""

from services.common.words import Sentence, Text

SIGNATORY_PAGES: dict[str, Sentence] = {
    "signatories": Text("Wer darf unterschreiben?", "Who may sign?"),
    "signatories-of": Text("Für {body}", "For {body}"),
    "signatories-what": Text(
        "Verträge unterschreibt, wer für die Stelle zeichnungsbefugt ist. Jede Person erklärt ihre"
        " Befugnis selbst; BayKommun prüft sie, bevor sie gilt.",
        "Contracts are signed by signatories of the body. Everybody declares their own authority;"
        " BayKommun checks it before it holds.",
    ),
    "signatories-only-yours": Text(
        "Sie sehen hier nur Ihre eigene Befugnis.", "You see only your own authority here."
    ),
    "signatories-present": Text("Zeichnungsbefugnisse", "Signing authorities"),
    "signatories-past": Text("Frühere Befugnisse", "Former authorities"),
    "signatories-none": Text(
        "Noch darf niemand für diese Stelle unterschreiben",
        "Nobody may sign for this body yet",
    ),
    "signatories-none-yours": Text(
        "Von Ihnen ist noch keine Befugnis bekannt", "No authority of yours is known yet"
    ),
    "signatories-none-what": Text(
        "Bestellen können Sie schon. Für den Vertrag braucht es jemanden, der zeichnungsbefugt"
        " ist, zum Beispiel die Bürgermeisterin oder den Bürgermeister.",
        "You can order already. The contract needs a signatory, such as the mayor.",
    ),
    "signatory-person": Text("Person", "Person"),
    "signatory-you": Text("Sie", "You"),
    "signatory-title": Text("Funktion", "Function"),
    "signatory-title-hint": Text(
        "Wie sie im Vertrag stehen soll, zum Beispiel „Erste Bürgermeisterin“",
        "As the contract is to name it, such as “Erste Bürgermeisterin”",
    ),
    "signatory-basis": Text("Grundlage", "Ground"),
    "signatory-basis-hint": Text(
        "Worauf beruht Ihre Befugnis?", "What is your authority founded on?"
    ),
    "signatory-basis-office": Text("Amt", "Office"),
    "signatory-basis-deputy": Text("Stellvertretung", "Deputyship"),
    "signatory-basis-power_of_attorney": Text("Vollmacht", "Power of attorney"),
    "signatory-valid": Text("Gültigkeit", "Validity"),
    "signatory-from-to": Text("{since} bis {until}", "{since} to {until}"),
    "signatory-from-on": Text("seit {since}, unbefristet", "since {since}, without end"),
    "signatory-from-later": Text("ab {since}, unbefristet", "from {since}, without end"),
    "signatory-stand": Text("Stand", "State"),
    "signatory-holds": Text("Gilt", "Holds"),
    "signatory-later": Text("Gilt noch nicht", "Does not hold yet"),
    "signatory-requested": Text("BayKommun prüft", "BayKommun checks"),
    "signatory-over": Text("Abgelaufen", "Over"),
    "signatory-revoked": Text("Widerrufen", "Revoked"),
    "signatory-act": Text("Ändern", "Change"),
    "signatory-revoke": Text("Widerrufen", "Revoke"),
    "signatory-declare": Text("Eigene Zeichnungsbefugnis erklären", "Declare your own authority"),
    "signatory-declare-what": Text(
        "Sie erklären, dass Sie selbst für {body} unterschreiben dürfen. BayKommun prüft das in"
        " der Regel innerhalb von 3 Arbeitstagen; danach können Sie Verträge unterschreiben.",
        "You declare that you may sign for {body} yourself. BayKommun usually checks this within"
        " 3 working days; after that you can sign contracts.",
    ),
    "signatory-from": Text("Gültig ab", "Valid from"),
    "signatory-until": Text("Gültig bis", "Valid until"),
    "signatory-until-hint": Text(
        "Zum Beispiel das Ende der Amtszeit; leer heißt unbefristet",
        "Such as the end of the term of office; empty means without end",
    ),
    "signatory-document": Text(
        "Prüfsumme des Nachweises (SHA-256)", "Digest of the proof (SHA-256)"
    ),
    "signatory-document-hint": Text(
        "Von Ernennungsurkunde oder Vollmacht, wenn sie als Datei vorliegt: 64 Zeichen. Die Datei"
        " bleibt bei Ihnen.",
        "Of the appointment or power of attorney, where it is a file: 64 digits. The file stays"
        " with you.",
    ),
    "signatory-send": Text("Befugnis erklären", "Declare the authority"),
    "signatory-back": Text("Abbrechen", "Cancel"),
    "signatory-revoke-title": Text(
        "Zeichnungsbefugnis von {name} widerrufen?", "Revoke the signing authority of {name}?"
    ),
    "signatory-revoke-what": Text(
        "{name} ({title}) darf dann für {body} nichts mehr unterschreiben. Schon geleistete"
        " Unterschriften gelten weiter. Rückgängig machen lässt sich das nur durch eine neue"
        " Erklärung.",
        "{name} ({title}) may sign nothing for {body} any more then. Signatures given already"
        " still count. Only a new declaration undoes this.",
    ),
    "signatory-revoke-now": Text("Befugnis jetzt widerrufen", "Revoke the authority now"),
    "signatory-keep": Text("Nicht widerrufen", "Do not revoke"),
    "done-signatory-declared": Text(
        "Ihre Befugnis ist erklärt. Jetzt prüft sie BayKommun; Sie erhalten eine E-Mail.",
        "Your authority is declared. BayKommun checks it now; you get a mail.",
    ),
    "done-signatory-revoked": Text(
        "Die Zeichnungsbefugnis ist widerrufen.", "The signing authority is revoked."
    ),
}
