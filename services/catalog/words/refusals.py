"""What catalog says when something is not possible, by code."""

from services.common.words import Sentence, Text

REFUSALS: dict[str, Sentence] = {
    "profile-not-found": Text(
        "Diese Leistung gibt es im Katalog nicht (mehr).",
        "There is no such service in the catalogue (any more).",
    ),
    "profile-exists": Text(
        "Diese Kennung ist schon vergeben. Bitte wählen Sie eine andere.",
        "This id is taken already. Please choose another one.",
    ),
    "profile-wrong-state": Text(
        "Das geht im jetzigen Stand dieser Leistung nicht. Bitte laden Sie die Seite neu.",
        "This is not possible in the present state of the service. Please load the page anew.",
    ),
    "changed-since-read": Text(
        "Jemand hat das inzwischen geändert. Bitte laden Sie den neuen Stand.",
        "Somebody has changed this meanwhile. Please load what holds now.",
    ),
    "own-edit": Text(
        "Was Sie selbst bearbeitet haben, veröffentlicht eine andere Person.",
        "What you edited yourself is published by somebody else.",
    ),
    "nothing-to-review": Text(
        "Für diesen Schritt gibt es keinen Arbeitsstand. Bitte laden Sie die Leistung neu.",
        "There is no working copy for this step. Please load the service anew.",
    ),
    "version-not-found": Text(
        "Diese Version der Leistung gibt es nicht.", "There is no such version of this service."
    ),
    "profile-document-not-found": Text(
        "Dieses Dokument gehört nicht zu dieser Leistung.",
        "This document is none of this service.",
    ),
    "vendor-not-found": Text(
        "Diesen Hersteller oder IT-Dienstleister gibt es im Verzeichnis nicht.",
        "There is no such manufacturer or IT provider in the directory.",
    ),
    "vendor-exists": Text(
        "Diese Kennung ist schon vergeben. Bitte wählen Sie eine andere.",
        "This id is taken already. Please choose another one.",
    ),
    "system-not-found": Text(
        "Dieses Fachverfahren gibt es im Verzeichnis nicht.",
        "There is no such specialist system in the directory.",
    ),
    "system-exists": Text(
        "Diese Kennung ist schon vergeben. Bitte wählen Sie eine andere.",
        "This id is taken already. Please choose another one.",
    ),
    "notice-not-found": Text(
        "Diesen Hinweis gibt es nicht (mehr).", "There is no such notice (any more)."
    ),
    "link-not-found": Text("Diesen Link kennen wir nicht.", "We know of no such link."),
    "help-not-found": Text(
        "Diese Frage gibt es in der Hilfe nicht.", "There is no such question in the help."
    ),
    "watch-not-found": Text(
        "Das beobachten Sie nicht (mehr).", "You do not watch this (any more)."
    ),
    "too-many-watches": Text(
        "Mehr als {most} Beobachtungen sind nicht möglich. Bitte beenden Sie erst eine.",
        "You can watch no more than {most} things. Please end one of them first.",
    ),
    "ordered-here": Text(
        "Diese Leistung bestellen Sie hier im DigitalMarkt.",
        "This service is ordered here in DigitalMarkt.",
    ),
    "no-partner-link": Text(
        "Für diese Leistung ist keine Adresse bekannt. Bitte fragen Sie BayKommun.",
        "No address is known for this service. Please ask BayKommun.",
    ),
    "sign-in-needed": Text("Bitte melden Sie sich dazu an.", "Please sign in for this first."),
    "import-not-found": Text(
        "Diesen Import gibt es nicht (mehr).", "There is no such import (any more)."
    ),
    "import-incomplete": Text(
        "Der Import ist unvollständig. Bitte laden Sie die Datei noch einmal hoch.",
        "The import is incomplete. Please upload the file once more.",
    ),
    "import-over": Text(
        "Dieser Import ist schon zu Ende und lässt sich nicht mehr abbrechen.",
        "This import is over already and can no longer be cancelled.",
    ),
    "import-still-running": Text(
        "Der Import läuft noch. Bitte versuchen Sie es gleich noch einmal.",
        "The import still goes on. Please try again in a moment.",
    ),
}
