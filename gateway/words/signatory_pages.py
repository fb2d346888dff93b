"""The words of the pages about who may sign for a body."""

from services.common.words import Sentence, Text

SIGNATORY_PAGES: dict[str, Sentence] = {
    "signatories": Text("Wer darf unterschreiben?", "Who may sign?"),
    "signatories-of": Text("Stelle: {body}", "Authority: {body}"),
    "signatories-what": Text(
        "Verträge unterschreibt, wer für die Stelle zeichnungsbefugt ist. Jede Person erklärt ihre"
        " Befugnis selbst; BayKommun prüft sie, bevor sie gilt.",
        "Contracts are signed by signatories of the authority. Everybody declares their own"
        " signing authority; BayKommun checks it before it holds.",
    ),
    "signatories-only-yours": Text(
        "Sie sehen hier nur Ihre eigene Befugnis.", "You see only your own signing authority here."
    ),
    "signatories-present": Text("Zeichnungsbefugnisse", "Signing authorities"),
    "signatories-past": Text("Frühere Befugnisse", "Former signing authorities"),
    "signatories-none": Text(
        "Noch darf niemand für diese Stelle unterschreiben",
        "Nobody may sign for this authority yet",
    ),
    "signatories-none-yours": Text(
        "Von Ihnen ist noch keine Befugnis bekannt", "No signing authority of yours is known yet"
    ),
    "signatories-none-what": Text(
        "Für Bestellungen ist das nicht nötig. Für den Vertrag braucht es jemanden, der"
        " zeichnungsbefugt ist, zum Beispiel die Bürgermeisterin oder den Bürgermeister.",
        "Orders do not need it. The contract needs a signatory, such as the mayor.",
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
        "Worauf beruht Ihre Befugnis?", "What is your signing authority founded on?"
    ),
    "signatory-basis-office-choice": Text(
        "Amt: Sie sind dafür gewählt oder bestellt, zum Beispiel als Bürgermeisterin oder Landrat.",
        "Office: you are elected or appointed, for example as mayor or head of a district.",
    ),
    "signatory-basis-deputy-choice": Text(
        "Stellvertretung: Sie vertreten diese Person, zum Beispiel als Zweiter Bürgermeister.",
        "Deputy: you stand in for that person, for example as second mayor.",
    ),
    "signatory-basis-power_of_attorney-choice": Text(
        "Vollmacht: Sie sind schriftlich bevollmächtigt, Verträge zu unterschreiben.",
        "Power of attorney: you are authorised in writing to sign contracts.",
    ),
    "signatory-basis-office": Text("Amt", "Office"),
    "signatory-basis-deputy": Text("Stellvertretung", "Deputy"),
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
    "signatory-withdrawn": Text("Zurückgenommen", "Taken back"),
    "signatory-act": Text("Ändern", "Change"),
    "signatory-revoke": Text("Widerrufen", "Revoke"),
    "signatory-withdraw": Text("Zurücknehmen", "Take back"),
    "signatory-withdraw-what": Text(
        "Stimmt etwas nicht? Nehmen Sie Ihre Erklärung zurück und geben Sie eine neue ab.",
        "Is something wrong? Take your declaration back and make a new one.",
    ),
    "done-signatory-withdrawn": Text(
        "Ihre Erklärung ist zurückgenommen.", "Your declaration has been taken back."
    ),
    "signatory-declare": Text(
        "Eigene Zeichnungsbefugnis erklären", "Declare your own signing authority"
    ),
    "signatory-declare-what": Text(
        "Sie erklären, dass Sie selbst Verträge unterschreiben dürfen. Stelle: {body}. BayKommun"
        " prüft das in der Regel innerhalb von 3 Arbeitstagen; danach können Sie unterschreiben.",
        "You declare that you may sign contracts yourself. Authority: {body}. BayKommun usually"
        " checks this within 3 working days; after that you can sign.",
    ),
    "signatory-from": Text("Gültig ab", "Valid from"),
    "signatory-from-hint": Text(
        "Zum Beispiel der Beginn Ihrer Amtszeit", "Such as the beginning of your term of office"
    ),
    "signatory-until": Text("Gültig bis", "Valid until"),
    "signatory-until-hint": Text(
        "Leer lassen heißt: unbefristet", "Left empty it means: without end"
    ),
    "signatory-proof": Text("Nachweis", "Proof"),
    "signatory-proof-what": Text(
        "Sie müssen nichts einreichen. BayKommun ruft bei Ihrer Stelle an oder bittet Sie um die"
        " Ernennungsurkunde oder die Vollmacht.",
        "You need not hand in anything. BayKommun calls your authority, or asks you for the"
        " appointment or the power of attorney.",
    ),
    "signatory-file": Text("Nachweis als Datei (PDF)", "Proof as a file (PDF)"),
    "signatory-file-hint": Text(
        "Die Datei bleibt bei Ihnen: Ihr Browser hält nur ihre Prüfsumme fest. Daran erkennt"
        " BayKommun später genau diese Datei.",
        "The file stays with you: your browser only notes its digest. By it BayKommun recognises"
        " this very file later.",
    ),
    "signatory-send": Text("Befugnis erklären", "Declare the signing authority"),
    "signatory-back": Text("Abbrechen", "Cancel"),
    "signatory-revoke-title": Text(
        "Zeichnungsbefugnis von {name} widerrufen?", "Revoke the signing authority of {name}?"
    ),
    "signatory-revoke-what": Text(
        "{name} ({title}, {body}) darf dann nichts mehr unterschreiben. Schon geleistete"
        " Unterschriften gelten weiter. Rückgängig machen lässt sich das nur durch eine neue"
        " Erklärung.",
        "{name} ({title}, {body}) may sign nothing any more then. Signatures given already"
        " still count. Only a new declaration undoes this.",
    ),
    "signatory-revoke-now": Text("Befugnis jetzt widerrufen", "Revoke the signing authority now"),
    "signatory-keep": Text("Nicht widerrufen", "Do not revoke"),
    "done-signatory-declared": Text(
        "Ihre Befugnis ist erklärt. Jetzt prüft sie BayKommun; Sie erhalten eine E-Mail.",
        "Your signing authority is declared. BayKommun checks it now; you get a mail.",
    ),
    "done-signatory-revoked": Text(
        "Die Zeichnungsbefugnis ist widerrufen.", "The signing authority is revoked."
    ),
}
