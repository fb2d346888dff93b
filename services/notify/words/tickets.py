"""What the thread of a ticket says when something has happened, by the type of the event."""

from services.common.words import Text

HAPPENED: dict[str, Text] = {
    "order.submitted": Text("Die Bestellung ist eingegangen", "The order has been received"),
    "order.asked_back": Text(
        "BayKommun hat eine Rückfrage zur Bestellung", "BayKommun has a question about the order"
    ),
    "order.answered": Text("Die Rückfrage ist beantwortet", "The question has been answered"),
    "order.released": Text("Die Bestellung ist freigegeben", "The order has been released"),
    "order.rejected": Text("Die Bestellung ist abgelehnt", "The order has been rejected"),
    "order.withdrawn": Text("Die Bestellung ist zurückgezogen", "The order has been withdrawn"),
    "order.setup_requested": Text("Die Einrichtung ist angefragt", "The setup has been requested"),
    "order.acknowledged": Text("Die Einrichtung ist zugesagt", "The setup has been acknowledged"),
    "order.vendor_asked": Text(
        "Es gibt eine Rückfrage zur Einrichtung", "There is a question about the setup"
    ),
    "order.setup_asked": Text(
        "Die Stelle hat eine Frage zur Einrichtung", "The authority has a question about the setup"
    ),
    "order.setup_answered": Text(
        "Die Frage zur Einrichtung ist beantwortet", "The question about the setup is answered"
    ),
    "order.setup_retried": Text(
        "Die Einrichtung ist neu angestoßen", "The setup has been begun again"
    ),
    "order.progressed": Text("Die Einrichtung geht voran", "The setup makes progress"),
    "order.setup_done": Text("Die Einrichtung ist abgeschlossen", "The setup is done"),
    "order.setup_failed": Text("Die Einrichtung ist gescheitert", "The setup has failed"),
    "order.link_awaited": Text(
        "Der Link zum Online-Dienst fehlt noch", "The link to the online service is still missing"
    ),
    "order.support_requested": Text(
        "Jemand bittet um Unterstützung", "Somebody has asked for support"
    ),
    "order.support_answered": Text(
        "Die Bitte um Unterstützung ist beantwortet", "The request for support has been answered"
    ),
    "order.support_reminded": Text(
        "DigitalMarkt hat an die Bitte um Unterstützung erinnert",
        "DigitalMarkt has sent a reminder of the request for support",
    ),
    "order.support_escalated": Text(
        "Die Bitte um Unterstützung wartet zu lange",
        "The request for support has been waiting for too long",
    ),
    "order.profile_changed": Text(
        "Am bestellten Dienst hat sich etwas geändert", "The ordered service has changed"
    ),
    "order.document_failed": Text(
        "Der Vertrag ließ sich noch nicht erstellen", "The contract could not be made yet"
    ),
    "order.reminded": Text(
        "DigitalMarkt hat eine Erinnerung verschickt", "DigitalMarkt has sent a reminder"
    ),
    "order.escalated": Text(
        "Die Bestellung wartet zu lange", "The order has been waiting for too long"
    ),
    "order.terminated": Text("Die Bestellung ist beendet", "The order has been terminated"),
    "order.link_proposed": Text(
        "Der Link zum Online-Dienst wird geprüft", "The link to the online service is being checked"
    ),
    "order.link_refused": Text(
        "Der Link zum Online-Dienst ist nicht bestätigt",
        "The link to the online service was not confirmed",
    ),
    "link.published": Text(
        "Der Link zum Online-Dienst ist mitgeteilt", "The link to the online service is published"
    ),
    "link.dead": Text(
        "Die Seite des Online-Dienstes ist nicht mehr erreichbar",
        "The page of the online service is gone",
    ),
    "link.works": Text(
        "Die Seite des Online-Dienstes ist wieder erreichbar",
        "The page of the online service is there again",
    ),
    "service.live": Text("Der Online-Dienst ist online", "The online service is live"),
    "contract.offered": Text(
        "Der Vertrag liegt zur Unterschrift bereit", "The contract is ready to be signed"
    ),
    "contract.withdrawn": Text("Der Vertrag ist zurückgezogen", "The contract has been withdrawn"),
    "contract.signed": Text(
        "Die Stelle hat den Vertrag unterschrieben", "The authority has signed the contract"
    ),
    "contract.concluded": Text("Der Vertrag ist geschlossen", "The contract has been concluded"),
    "contract.notice_given": Text("Der Vertrag ist gekündigt", "Notice of the contract is given"),
    "contract.reminded": Text("Erinnerung an den neuen Vertrag", "Reminder of the new contract"),
    "contract.escalated": Text("Der neue Vertrag ist überfällig", "The new contract is overdue"),
    "contract.ending": Text("Das Ende des Vertrags rückt näher", "The contract ends soon"),
    "contract.refused": Text(
        "Ein Vertrag ist noch nicht möglich", "A contract is not possible yet"
    ),
}

WHAT_TO_DO: dict[str, Text] = {
    "order.link_awaited": Text(
        " Bitte tragen Sie bei der Bestellung die Adresse ein, unter der Ihr Dienst im BayernPortal"
        " steht. Sie können sie auch hier in eine Nachricht schreiben; dann wird sie zum"
        " Übernehmen angeboten.",
        " Please enter at the order the address at which your service stands in the BayernPortal."
        " You can also write it into a message here; then it is offered to be taken over.",
    ),
}
"""What the ticket asks for when an order gets there, behind the sentence that says so."""

NOTHING = Text("", "")
PLAIN_LINE = Text("{happened}.", "{happened}.")
TELL_ALL = frozenset({"setup-failed", "setup-failed-noted"})
"""Reasons whose sentence says what happened, too."""
LINE_WITH_REASON = Text("{happened}: {reason}", "{happened}: {reason}")

MAIL_FAILED = "delivery.mail_failed"
MAIL_NOT_DELIVERED = Text(
    "Eine E-Mail war nicht zustellbar. Bitte prüfen Sie die Adresse.",
    "An e-mail could not be delivered. Please check the address.",
)
MAIL_TO_PERSON_NOT_DELIVERED = Text(
    "Eine E-Mail an {name} war nicht zustellbar. Bitte prüfen Sie die Adresse.",
    "An e-mail to {name} could not be delivered. Please check the address.",
)
WITH_CAUSE = Text("{line} Grund: {reason}", "{line} Reason: {reason}")
ERASED_PERSON = Text("Gelöschte Person", "Erased person")
