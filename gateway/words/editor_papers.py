"""Words of an edited profile's documents, of who may order on a day, and of whom an end touches."""

from services.common.words import Counted, Sentence, Text

EDITOR_PAPERS: dict[str, Sentence] = {
    "ed-documents": Text("Unterlagen", "Documents"),
    "ed-documents-count": Text("Unterlagen ({count})", "Documents ({count})"),
    "ed-documents-what": Text(
        "PDF-Dateien, die auf der Seite des Dienstes stehen. Änderungen gelten, sobald der"
        " Arbeitsstand veröffentlicht ist; frühere Versionen behalten ihre Unterlagen.",
        "PDF files on the page of the service. Changes hold once the working copy is published;"
        " earlier versions keep their documents.",
    ),
    "ed-documents-none": Text("Noch keine Unterlagen", "No documents yet"),
    "ed-document-title": Text("Titel", "Title"),
    "ed-document-size": Text("Größe", "Size"),
    "ed-document-remove": Text("Sie können", "You can"),
    "ed-document-remove-do": Text("Entfernen", "Remove"),
    "ed-document-add": Text("Datei hochladen", "Upload a file"),
    "ed-document-title-de": Text("Titel auf Deutsch", "Title in German"),
    "ed-document-title-en": Text("Titel auf Englisch", "Title in English"),
    "ed-document-replaces": Text("Ersetzt", "Replaces"),
    "ed-document-new": Text("nichts, sie kommt hinzu", "nothing, it is added"),
    "ed-document-file": Text("Datei", "File"),
    "ed-document-file-hint": Text("PDF, höchstens 10 MB", "PDF, at most 10 MB"),
    "ed-document-upload": Text("Hochladen", "Upload"),
    "done-document": Text("Die Datei ist im Arbeitsstand.", "The file is in the working copy."),
    "done-document-removed": Text(
        "Die Datei ist aus dem Arbeitsstand entfernt.",
        "The file is removed from the working copy.",
    ),
    "ed-trial": Text("Wer darf an einem Tag bestellen?", "Who may order on a day?"),
    "ed-trial-what": Text(
        "Probiert den Arbeitsstand aus. Was darüber hinaus zählt (eine Bestellung, die es schon"
        " gibt, oder eine Vereinbarung mit dem anbietenden Land), bleibt außer Betracht.",
        "Tries the working copy. What counts besides (an order there is, an agreement with the"
        " providing state) is left out.",
    ),
    "ed-trial-body": Text("Stelle", "Authority"),
    "ed-trial-body-hint": Text("Name oder ein Teil davon", "The name or a part of it"),
    "ed-trial-on": Text("Tag", "Day"),
    "ed-trial-which": Text("Welche Stelle meinen Sie?", "Which authority do you mean?"),
    "ed-trial-do": Text("Ausprobieren", "Try it"),
    "ed-trial-answer": Text("{body}, am {day}", "{body}, on {day}"),
    "ed-trial-opens": Text("Welle ab", "Wave from"),
    "ed-trial-fits": Text("Gilt für diese Stelle", "Meant for this authority"),
    "ed-trial-open": Text("An diesem Tag offen", "Open on that day"),
    "ed-trial-change": Text("Freigabewellen ändern", "Change the waves"),
    "ed-users": Counted(
        Text("Betrifft eine Bestellung", "Touches one order"),
        Text("Betrifft {count} Bestellungen", "Touches {count} orders"),
    ),
    "ed-users-none": Text("Betrifft keine Bestellung", "Touches no order"),
    "ed-users-what": Text(
        "Diese Stellen nutzen den Dienst oder haben ihn bestellt.",
        "These authorities use the service or have ordered it.",
    ),
    "done-profile-publish": Text("Der Dienst ist veröffentlicht.", "The service is published."),
    "done-profile-send-back": Text(
        "Der Arbeitsstand ist zurückgegeben.", "The working copy is sent back."
    ),
    "done-profile-discard": Text(
        "Der Arbeitsstand ist verworfen.", "The working copy is discarded."
    ),
    "done-profile-pause": Text("Der Dienst pausiert.", "The service is paused."),
    "done-profile-retire": Text("Der Dienst ist eingestellt.", "The service has ended."),
}
