"""The words around the legal pages, the state of the system and the description of the API."""

from services.common.words import Sentence, Text

ABOUT_WORDS: dict[str, Sentence] = {
    "legal-imprint": Text("Impressum", "Imprint"),
    "legal-privacy": Text("Datenschutz", "Privacy"),
    "legal-terms": Text("Nutzungsbedingungen", "Terms of use"),
    "legal-accessibility": Text("Barrierefreiheit", "Accessibility"),
    "legal-report": Text("Barriere melden", "Report a barrier"),
    "legal-sample": Text("Mustertext", "Sample text"),
    "legal-sample-what": Text(
        "Dieser Text ist ein Muster. BayKommun ersetzt ihn durch ihren eigenen, bevor der"
        " DigitalMarkt in Betrieb geht.",
        "This text is a sample. BayKommun replaces it by its own before DigitalMarkt goes live.",
    ),
    "legal-holds": Text("Diese Fassung gilt jetzt", "This version holds now"),
    "legal-versions": Text("Andere Fassungen", "Other versions"),
    "legal-report-what": Text(
        "Wenn Sie auf ein Hindernis stoßen, schreiben Sie bitte eine E-Mail. Das hilft bei der"
        " Suche:",
        "If you meet a barrier, please write an e-mail. This helps to find it:",
    ),
    "legal-report-page": Text(
        "die Adresse der Seite oder ihre Überschrift", "the address of the page, or its heading"
    ),
    "legal-report-barrier": Text(
        "was Sie tun wollten und was nicht ging", "what you wanted to do and what did not work"
    ),
    "legal-report-tools": Text(
        "womit Sie arbeiten, zum Beispiel Browser und Vorleseprogramm",
        "what you work with, such as browser and screen reader",
    ),
    "legal-report-mail": Text("E-Mail schreiben", "Write an e-mail"),
    "legal-report-to": Text("Die E-Mail geht an", "The e-mail goes to"),
    "help-answer": Text("Antwort", "Answer"),
    "refusal-outage": Text("Störung", "Outage"),
    "refusal-still": Text("Das geht weiterhin", "What still works"),
    "refusal-still-catalogue": Text("Katalog lesen", "Read the catalogue"),
    "refusal-still-help": Text("Fragen und Antworten nachsehen", "Look up questions and answers"),
    "refusal-still-status": Text("Zustand des Systems ansehen", "See the status of the system"),
    "refusal-search": Text("Im Katalog suchen", "Search the catalogue"),
    "refusal-tell": Text(
        "Hilft das nicht, nennen Sie uns bitte diese Kennung:",
        "If that does not help, please tell us this reference:",
    ),
    "status-title": Text("Zustand des Systems", "Status of the system"),
    "status-all-up": Text("Alles läuft", "Everything is running"),
    "status-some-down": Text(
        "Ein Teil ist gerade nicht erreichbar", "A part is not available at the moment"
    ),
    "status-some-down-what": Text(
        "Der Rest geht weiter. Was Sie abgeschickt haben, ist gespeichert und wirkt nur einmal.",
        "The rest goes on. What you sent is kept and has its effect once only.",
    ),
    "status-parts": Text("Teile des Systems", "Parts of the system"),
    "status-up": Text("Läuft", "Running"),
    "status-down": Text("Nicht erreichbar", "Not available"),
    "status-identity": Text(
        "Anmeldung, Konten und Stellen", "Signing in, accounts and authorities"
    ),
    "status-catalog": Text("Katalog, Hilfe und Neues", "Catalogue, help and news"),
    "status-orders": Text("Bestellungen und Einrichtung", "Orders and setup"),
    "status-contracts": Text("Verträge und Unterschriften", "Contracts and signatures"),
    "status-contracts-worker": Text("Vertragsdokumente", "Contract documents"),
    "status-notify": Text("E-Mails", "E-mails"),
    "status-planned": Text("Geplante Unterbrechungen", "Planned outages"),
    "status-json": Text("Als JSON", "As JSON"),
}
