"""What the pages say about copies of a contract that were signed elsewhere."""

from services.common.words import Sentence, Text

SIGNED_COPY_PAGES: dict[str, Sentence] = {
    "copy-link": Text("Anderswo unterschrieben? Exemplar hochladen", "Signed elsewhere? Upload it"),
    "copy-hand-in": Text("Unterschriebenes Exemplar hochladen", "Upload the signed copy"),
    "copy-what": Text(
        "Die zeichnungsbefugte Person kann den Vertrag auch außerhalb von DigitalMarkt"
        " unterschreiben, wenn sie eine qualifizierte elektronische Signatur hat.",
        "The signatory can also sign the contract outside of DigitalMarkt with a qualified"
        " electronic signature.",
    ),
    "copy-step-1": Text(
        "Laden Sie genau diese Datei herunter und ändern Sie sie nicht:",
        "Download exactly this file and do not change it:",
    ),
    "copy-step-2": Text(
        "Lassen Sie sie mit einer qualifizierten elektronischen Signatur unterschreiben, die in der"
        " Datei selbst steht und nicht in einer zweiten daneben.",
        "Have it signed with a qualified electronic signature inside of the file, not in a second"
        " file beside it.",
    ),
    "copy-step-3": Text(
        "Laden Sie das Ergebnis hier hoch. BayKommun sieht nach, wer unterschrieben hat, und"
        " zeichnet dann gegen.",
        "Upload the result here. BayKommun looks at who has signed, and countersigns then.",
    ),
    "copy-file": Text("Unterschriebene Datei", "Signed file"),
    "copy-file-hint": Text("PDF, höchstens 10 MB", "PDF, 10 MB at most"),
    "copy-choose-file": Text(
        "Wählen Sie die unterschriebene Datei aus.", "Choose the signed file."
    ),
    "copy-title": Text(
        "Amtsbezeichnung der Person, die unterschrieben hat", "Office of the person who has signed"
    ),
    "copy-title-hint": Text("Zum Beispiel Erster Bürgermeister", "For example First Mayor"),
    "copy-basis": Text("Grundlage der Zeichnungsbefugnis", "Ground of the signing authority"),
    "copy-basis-office": Text("Amt", "Office"),
    "copy-basis-deputy": Text("Vertretung im Amt", "Deputy"),
    "copy-basis-power_of_attorney": Text("Vollmacht", "Power of attorney"),
    "copy-back": Text("Zurück zum Vertrag", "Back to the contract"),
    "copy-send": Text("Exemplar abgeben", "Hand the copy in"),
    "copy-rejected": Text(
        "Das zuletzt hochgeladene Exemplar gilt nicht: {reason}",
        "The copy uploaded last does not count: {reason}",
    ),
    "copy-judge": Text("Unterschriebenes Exemplar ansehen", "Look at the signed copy"),
    "copy-judge-what": Text(
        "Die Signatur ist gültig und qualifiziert, und die Datei ist genau das angebotene Dokument."
        " Prüfen Sie, ob diese Person für die Stelle unterschreiben darf.",
        "The signature holds and is a qualified one, and the file is exactly the document that was"
        " offered. Check whether this person may sign for the authority.",
    ),
    "copy-read": Text("Exemplar lesen (PDF)", "Read the copy (PDF)"),
    "copy-body": Text("Stelle", "Authority"),
    "copy-signer": Text("Unterschrieben von", "Signed by"),
    "copy-signed-at": Text("Unterschrieben am", "Signed on"),
    "copy-issuer": Text("Zertifikat von", "Certificate by"),
    "copy-said-title": Text("Amtsbezeichnung laut Stelle", "Office as the authority says"),
    "copy-said-basis": Text("Grundlage laut Stelle", "Ground as the authority says"),
    "copy-by": Text("Hochgeladen von", "Uploaded by"),
    "copy-accept": Text("Als Unterschrift annehmen", "Accept as signature"),
    "copy-reason": Text("Warum gilt das Exemplar nicht?", "Why does the copy not count?"),
    "copy-reject": Text("Exemplar zurückweisen", "Reject the copy"),
    "copy-or-reject": Text("Oder zurückweisen", "Or reject it"),
    "done-copy-handed-in": Text(
        "Das Exemplar ist abgegeben. BayKommun sieht es an.",
        "The copy is handed in. BayKommun looks at it.",
    ),
    "done-copy-accepted": Text(
        "Das Exemplar gilt als Unterschrift der Stelle. Der Vertrag kann gegengezeichnet werden.",
        "The copy counts as the authority's signature. The contract can be countersigned.",
    ),
    "done-copy-rejected": Text(
        "Das Exemplar ist zurückgewiesen; der Vertrag liegt weiter zur Unterschrift bereit.",
        "The copy is rejected; the contract can still be signed.",
    ),
}
