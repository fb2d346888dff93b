"""Words of the page with the file of an order."""

from services.common.words import Sentence, Text

ORDER_FILE_PAGES: dict[str, Sentence] = {
    "file-title": Text("Akte der Bestellung", "File of the order"),
    "file-what": Text(
        "Hier steht alles, was Sie zu dieser Bestellung sehen dürfen. Für Ihre eigene Ablage können"
        " Sie es drucken oder als ZIP-Datei herunterladen.",
        "This is all you may see of this order. For your own records you can print it or download"
        " it as a ZIP file.",
    ),
    "file-zip": Text("Akte als ZIP herunterladen", "Download the file as a ZIP"),
    "file-zip-what": Text(
        "Die ZIP-Datei enthält die Angaben, den ganzen Verlauf, die Nachrichten, die Dokumente und"
        " ein Verzeichnis mit Prüfsummen.",
        "The ZIP holds the details, the whole history, the messages, the documents and an index"
        " with check sums.",
    ),
    "file-open": Text("Akte ansehen und herunterladen", "View and download the file"),
    "file-order": Text("Bestellung", "Order"),
    "file-number": Text("Nummer", "Number"),
    "file-body": Text("Stelle", "Authority"),
    "file-covers": Text("Gilt für", "Covers"),
    "file-state": Text("Stand", "State"),
    "file-version": Text("Version des Steckbriefs", "Version of the profile"),
    "file-costs": Text("Mehrkosten bestätigt", "Extra costs acknowledged"),
    "file-yes": Text("ja", "yes"),
    "file-link": Text("Link im BayernPortal", "Link in the BayernPortal"),
    "file-documents": Text("Dokumente", "Documents"),
    "file-no-documents": Text(
        "Zu dieser Bestellung gibt es noch kein Dokument.",
        "There is no document of this order yet.",
    ),
    "file-stream": Text(
        "Verlauf und Nachrichten von Anfang an", "History and messages from the start"
    ),
}
