"""States of mails and deliveries, and why one failed or waits, as people read it."""

from services.common.words import Text

MAIL_STATES = {
    "queued": Text("wartet auf den Versand", "waiting to be sent"),
    "sent": Text("versendet", "sent"),
    "failed": Text("gescheitert", "failed"),
    "bounced": Text("zurückgekommen", "came back"),
    "paused": Text("angehalten, Adresse nicht erreichbar", "held back, address not reached"),
}

MAIL_FAILURES = {
    "address-refused": Text(
        "Der Mailserver kennt diese Adresse nicht.", "The mail server does not know this address."
    ),
    "address-impossible": Text(
        "Das ist keine E-Mail-Adresse, an die sich etwas zustellen lässt.",
        "This is no e-mail address anything can be delivered to.",
    ),
    "address-unsupported": Text(
        "Der Mailserver nimmt keine Adressen mit Umlauten oder Sonderzeichen an.",
        "The mail server takes no addresses with letters like ä.",
    ),
    "address-doubted": Text(
        "Der Mailserver hat diese Adresse mehrfach abgelehnt.",
        "The mail server has refused this address several times.",
    ),
    "address-bounced": Text(
        "Die E-Mail ist zurückgekommen: Diese Adresse nimmt keine E-Mails an.",
        "The e-mail came back: this address takes no e-mails.",
    ),
    "address-paused": Text(
        "An diese Adresse wird nichts gesendet, weil sie zuletzt nicht erreichbar war.",
        "Nothing is sent to this address, because it was not reached the last time.",
    ),
    "undelivered": Text(
        "Die E-Mail ist zurückgekommen: Der Mailserver der Empfängerin oder des Empfängers hat sie"
        " nicht angenommen.",
        "The e-mail came back: the recipient's mail server did not take it.",
    ),
    "content-refused": Text(
        "Der Mailserver nimmt diese E-Mail wegen ihres Inhalts oder ihrer Größe nicht an.",
        "The mail server refuses this e-mail for its content or its size.",
    ),
    "doubted": Text(
        "Der Mailserver hat diese E-Mail mehrfach abgelehnt, vielleicht wegen einer Störung.",
        "The mail server has refused this e-mail several times, perhaps by a fault of its own.",
    ),
    "deferred": Text(
        "Der Mailserver hat diese E-Mail vertagt.", "The mail server has put this e-mail off."
    ),
    "connection-lost": Text(
        "Die Verbindung zum Mailserver ist bei dieser E-Mail abgebrochen.",
        "The connection to the mail server ended during this e-mail.",
    ),
    "not-written": Text(
        "Der Text dieser E-Mail ließ sich nicht schreiben, weil eine Angabe fehlt.",
        "The words of this e-mail could not be written, because a fact is missing.",
    ),
    "not-sendable": Text(
        "Diese E-Mail lässt sich nicht so versenden, wie sie gemeint ist.",
        "This e-mail cannot be sent in the way it is meant.",
    ),
    "restored": Text(
        "Nach einer Wiederherstellung der Daten steht nicht fest, ob diese E-Mail schon versendet"
        " wurde. Das Protokoll des Mailservers kennt sie unter ihrer Message-ID.",
        "After the data were restored it is not certain whether this e-mail went out already. The"
        " mail server's log knows it by its Message-ID.",
    ),
    "unforeseen": Text(
        "Beim Versand ist ein unerwarteter Fehler aufgetreten.",
        "An unexpected error occurred while sending.",
    ),
}
UNNAMED_FAILURE = Text(
    "Der Mailserver hat geantwortet: {answer}", "The mail server has answered: {answer}"
)
"""Of what failed before failures had codes."""

DELIVERY_STATES = {
    "waiting": Text("wartet auf den Empfänger", "waiting for the vendor"),
    "delivered": Text("zugestellt", "delivered"),
    "without_queue": Text("ohne Warteschlange", "without a queue"),
}

DELIVERY_FAILURES = {
    "queue-missing": Text(
        "Für diesen Hersteller oder IT-Dienstleister gibt es noch keine Warteschlange.",
        "There is no queue for this vendor yet.",
    ),
    "queue-full": Text(
        "Die Warteschlange ist voll; sie wird nicht abgeholt.",
        "The queue is full, because nobody fetches what is in it.",
    ),
    "broker-blocked": Text(
        "Der Nachrichtenserver nimmt zurzeit nichts an.", "The broker takes no messages for now."
    ),
    "not-confirmed": Text(
        "Der Nachrichtenserver hat den Empfang nicht bestätigt.",
        "The broker has not confirmed that it holds the message.",
    ),
    "unforeseen": Text(
        "Beim Zustellen ist ein unerwarteter Fehler aufgetreten.",
        "An unexpected error occurred while delivering.",
    ),
}
