"""What a problem means to somebody at a page, where its explanation speaks to a program."""

from collections.abc import Mapping

from services.common.words import Text

RELOAD = Text(
    "Ihr Browser hat die Seite nicht so gesendet, wie wir sie erwarten. Bitte laden Sie sie neu"
    " und versuchen Sie es noch einmal.",
    "Your browser did not send the page as we expect it. Please load it again and try once more.",
)
LATER = Text(
    "Bitte warten Sie einen Moment und versuchen Sie es dann noch einmal.",
    "Please wait a moment, then try again.",
)
CHANGED = Text(
    "Jemand hat das inzwischen geändert. Bitte prüfen Sie den neuesten Stand und senden Sie dann"
    " noch einmal.",
    "Somebody changed it meanwhile. Please check the latest state, then send again.",
)
FURTHER = Text(
    "Die Bestellung ist schon weiter oder noch nicht so weit. Ihre Seite zeigt, wer am Zug ist.",
    "The order is already further, or not there yet. Its page shows whose turn it is.",
)
VERSION = Text(
    "Zum Steckbrief gibt es eine neue Version mit anderen Kosten, Bedingungen oder Aufgaben."
    " Bitte lesen Sie sie und senden Sie dann noch einmal.",
    "There is a new version of the profile with other costs, terms or tasks. Please read it,"
    " then send again.",
)

FOR_PEOPLE: Mapping[str, Text] = {
    "bad-request": RELOAD,
    "csrf-missing": RELOAD,
    "idempotency-key-malformed": RELOAD,
    "idempotency-key-missing": RELOAD,
    "idempotency-key-reused": RELOAD,
    "json-broken": RELOAD,
    "media-type-unsupported": RELOAD,
    "precondition-required": RELOAD,
    "precondition-failed": CHANGED,
    "too-many-requests": LATER,
    "order-wrong-state": FURTHER,
    "version-changed": VERSION,
    "deadline-passed": Text(
        "Ob Ihre Eingabe angekommen ist, wissen wir nicht. Bitte sehen Sie nach, ehe Sie sie noch"
        " einmal senden.",
        "We do not know whether your input has arrived. Please look before you send it again.",
    ),
    "fresh-sign-in-needed": Text(
        "Eine Unterschrift braucht eine Anmeldung für genau diese Liste. Bitte beginnen Sie die"
        " Unterschrift noch einmal.",
        "A signature needs a sign-in for exactly this list. Please begin signing again.",
    ),
    "help-not-found": Text(
        "Diese Frage gibt es nicht (mehr). Alle Fragen und Antworten finden Sie in der Hilfe.",
        "There is no such entry (any more). You find all questions and answers in the help.",
    ),
    "import-invalid": Text(
        "Es wurde nichts gespeichert. Bitte berichtigen Sie die genannten Zellen und laden Sie die"
        " Datei noch einmal hoch.",
        "Nothing was stored. Please correct the cells named and upload the file again.",
    ),
    "internal-error": Text(
        "Das ist unser Fehler. Bitte versuchen Sie es in einigen Minuten noch einmal.",
        "This is our fault. Please try again in some minutes.",
    ),
    "invalid": Text(
        "Einzelne Angaben fehlen oder passen nicht.", "Some fields are missing or do not fit."
    ),
    "not-orderable": Text(
        "Diese Stelle kann die Leistung nicht bestellen. Der Steckbrief nennt den Grund.",
        "This authority cannot order the service. The profile says why.",
    ),
    "second-factor-needed": Text(
        "Bitte zeigen Sie erst Ihren Passkey; danach geht es weiter.",
        "Please show your passkey first; then you can go on.",
    ),
    "sign-in-needed": Text(
        "Für diese Seite melden Sie sich bitte mit Mein Unternehmenskonto an.",
        "Please sign in with Mein Unternehmenskonto to see this page.",
    ),
    "stage-not-next": Text(
        "Die Schritte einer Schnittstelle folgen aufeinander: Angebot, Kosten, Bestellung,"
        " Bereitschaft. Die Aufgabe zeigt, welcher jetzt an der Reihe ist.",
        "The stages of an interface follow each other: offer, cost, ordered, ready. The task shows"
        " which one is next.",
    ),
    "system-not-found": Text(
        "Dieses Fachverfahren steht nicht im Verzeichnis. Bitte wählen Sie eines aus der Liste.",
        "This specialist system is not in the directory. Please choose one from the list.",
    ),
    "task-by-stages": Text(
        "Eine Schnittstelle wird nicht abgehakt. Melden Sie bitte den nächsten Schritt.",
        "An interface is not ticked. Please report the next stage.",
    ),
    "task-by-link": Text(
        "Diese Aufgabe erledigt sich von selbst, sobald die Stelle den Link mitgeteilt hat und er"
        " passt.",
        "This task is done by itself as soon as the authority has told the link and it fits.",
    ),
    "task-too-early": Text(
        "Der Schritt davor ist noch nicht erledigt. Danach können Sie die Aufgabe abhaken.",
        "The step before it is not done. After that you can tick the task.",
    ),
    "token-invalid": Text(
        "Ihre Anmeldung gilt nicht mehr. Bitte melden Sie sich neu an.",
        "Your sign-in is no longer valid. Please sign in again.",
    ),
    "version-outdated": Text(
        "Der Steckbrief wurde inzwischen neu veröffentlicht. Geben Sie die bestellte Version"
        " ausdrücklich frei, oder fragen Sie bei der Stelle zurück.",
        "The profile was published anew meanwhile. Release the ordered version expressly, or ask"
        " the authority back.",
    ),
}

UNNAMED = Text(
    "Bitte versuchen Sie es noch einmal. Hilft das nicht, wenden Sie sich an BayKommun.",
    "Please try again. If that does not help, contact BayKommun.",
)
"""Where a code has no explanation."""
