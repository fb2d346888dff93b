"""The words around a contract's papers: its preview, the contacts beside it, the general terms."""

from services.common.words import Sentence, Text

CONTRACT_PAPERS: dict[str, Sentence] = {
    "preview": Text("Vertrag in der Vorschau", "Preview of a contract"),
    "preview-what": Text(
        "So sähe ein Vertrag über diesen Dienst heute aus. Sie sehen auch, was dafür noch fehlt.",
        "This is how a contract about this service would look today, and what it still lacks.",
    ),
    "preview-service": Text("Dienst", "Service"),
    "preview-body": Text("Stelle", "Authority"),
    "preview-body-hint": Text(
        "Name oder ein Teil davon. Ohne Angabe steht eine erfundene Stadt im Vertrag.",
        "Name or a part of it. Without one the contract names a town that is made up.",
    ),
    "preview-usage": Text("Nutzung", "Use"),
    "preview-do": Text("Vorschau erstellen", "Make the preview"),
    "preview-made": Text("Ergebnis", "Result"),
    "preview-lacks": Text("Es fehlt noch etwas", "Something is missing"),
    "preview-lacks-what": Text(
        "Ohne diese Angaben wird kein Vertrag ausgestellt: {missing}. In der Vorschau steht dort"
        " „fehlt noch“.",
        "No contract is issued without these facts: {missing}. The preview marks the gap.",
    ),
    "preview-whole": Text("Der Vertrag ist vollständig", "The contract is complete"),
    "preview-read": Text("Vorschau lesen (PDF)", "Read the preview (PDF)"),
    "preview-not-kept": Text(
        "Die Vorschau wird nicht gespeichert und gilt nicht als Vertrag.",
        "The preview is not kept and is no contract.",
    ),
    "preview-of-order": Text("Vertrag in der Vorschau ansehen", "Preview the contract"),
    "contract-progress-waiting": Text(
        "Der Vertrag steht zur Ausfertigung an. Das dauert meist weniger als eine Minute.",
        "The contract waits to be made out. That mostly takes less than a minute.",
    ),
    "contract-progress-in_work": Text(
        "Das Dokument wird gerade erstellt (Versuch {attempt} von 3).",
        "The document is being made (attempt {attempt} of 3).",
    ),
    "contract-progress-again": Text("Stand neu laden", "Load the state again"),
    "contract-beside": Text("Zum Vertrag gehören außerdem", "What goes along with the contract"),
    "contract-terms": Text(
        "Allgemeine Bedingungen, Fassung {version} (PDF)", "General terms, version {version} (PDF)"
    ),
    "contract-contacts": Text("Ansprechpersonen (PDF)", "Contacts (PDF)"),
    "contract-contacts-what": Text(
        "Dieses Blatt wird nicht unterschrieben. Es zeigt den heutigen Stand; ändern können Sie"
        " ihn bei der Bestellung.",
        "This sheet is not signed. It shows who is named today; change that with the order.",
    ),
}
