"""What notify says when it refuses something."""

from services.common.words import Catalogue, Text

WORDS: Catalogue = {
    "nothing-waits": Text(
        "Für diesen Anbieter wartet nichts (mehr).", "Nothing waits for this vendor (any more)."
    ),
    "order-not-found": Text(
        "Diese Bestellung gibt es nicht, oder sie betrifft Sie nicht.",
        "There is no such order, or it does not concern you.",
    ),
    "ticket-closed": Text(
        "Die Einrichtung ist beendet; hier können Sie nichts mehr schreiben. Bitte wenden Sie sich"
        " an die bestellende Stelle.",
        "The setup has ended; you cannot write here any more. Please turn to the ordering"
        " authority.",
    ),
    "too-many-comments": Text(
        "Sie haben hier heute schon {most} Kommentare geschrieben. Bitte schreiben Sie morgen"
        " weiter oder fassen Sie mehrere zusammen.",
        "You have written {most} comments here today. Please go on tomorrow, or put several"
        " into one.",
    ),
    "visibility-not-yours": Text(
        "Das könnten Sie selbst nicht lesen. Bitte wählen Sie einen Kreis, zu dem Sie gehören.",
        "You could not read this yourself. Please choose a circle you belong to.",
    ),
    "entry-not-found": Text(
        "Diese Mitteilung gibt es nicht mehr, oder sie gehört nicht Ihnen.",
        "There is no such message any more, or it is not yours.",
    ),
    "attachment-not-found": Text(
        "Diese Datei gibt es hier nicht, oder sie ist nicht für Sie bestimmt.",
        "There is no such file here, or it is not meant for you.",
    ),
    "attachment-unknown": Text(
        "Eine der Dateien liegt nicht vor oder gehört schon zu einer Nachricht. Bitte senden Sie"
        " sie noch einmal.",
        "One of the files is not there, or belongs to a message already. Please send it again.",
    ),
    "too-many-attachments": Text(
        "Zu dieser Bestellung liegen schon zu viele Dateien. Möglich sind {most} und zusammen"
        " 200 MB.",
        "There are too many files with this order already; {most} are possible, 200 MB together.",
    ),
    "jira-off": Text("Hier gibt es kein Jira.", "There is no Jira here."),
    "signature-wrong": Text("Die Signatur stimmt nicht.", "The signature is not right."),
    "file-empty": Text("Die Datei ist leer.", "The file is empty."),
    "file-too-large": Text(
        "Die Datei ist zu groß, möglich sind {most} MB.",
        "The file is too large; {most} MB are possible.",
    ),
    "file-type-refused": Text(
        "Diese Art von Datei wird nicht angenommen. Möglich sind PDF, PNG, JPEG, DOCX, XLSX, ODT,"
        " ODS, CSV und TXT, ohne Makros.",
        "This type of file is not taken. PDF, PNG, JPEG, DOCX, XLSX, ODT, ODS, CSV and TXT are"
        " possible, without macros.",
    ),
    "no-base64": Text("Das ist kein Base64.", "This is no Base64."),
    "broker-access-exists": Text(
        "Ihr Zugang zum Broker besteht schon. Ein neues Geheimnis bekommen Sie, indem Sie es"
        " wechseln.",
        "You have access to the broker already. To get a new secret, change it.",
    ),
    "broker-access-missing": Text(
        "Es gibt keinen Zugang zum Broker, der noch besteht. Sie können einen beantragen.",
        "There is no access to the broker that still holds. You can ask for one.",
    ),
    "broker-access-denied": Text(
        "BayKommun hat den Zugang Ihres Unternehmens zum Broker gesperrt. Der Grund steht auf der"
        " Seite des Zugangs; bitte wenden Sie sich an die Unterstützung.",
        "BayKommun has barred your company's access to the broker. The reason stands on the page"
        " of the access; please turn to support.",
    ),
    "broker-access-denied-already": Text(
        "Der Zugang dieses Anbieters ist schon gesperrt.",
        "This vendor's access is barred already.",
    ),
    "broker-access-not-denied": Text(
        "Der Zugang dieses Anbieters ist nicht gesperrt.", "This vendor's access is not barred."
    ),
    "webhook-not-found": Text(
        "Diesen Webhook gibt es nicht, oder er gehört nicht zu Ihnen.",
        "There is no such webhook, or it is not one of yours.",
    ),
    "webhook-paused": Text(
        "Der Anbieter hat diesen Webhook selbst angehalten; nur er kann ihn fortsetzen.",
        "The vendor has paused this webhook itself; only the vendor can go on with it.",
    ),
    "webhook-delivery-not-found": Text(
        "Diese Zustellung gibt es nicht (mehr).", "There is no such delivery (any more)."
    ),
    "webhook-wrong-state": Text(
        "Das geht in diesem Zustand des Webhooks nicht.",
        "This is not possible in the present state of the webhook.",
    ),
    "webhook-disabled": Text(
        "Der Webhook ist angehalten. Bitte aktivieren Sie ihn zuerst.",
        "The webhook was stopped. Please enable it first.",
    ),
    "webhook-exists": Text(
        "Dieser Webhook ist schon angelegt. Fehlt Ihnen sein Geheimnis, wechseln Sie es.",
        "This webhook was added already. If you lack its secret, change it.",
    ),
    "webhook-test-over": Text(
        "Ein Test lässt sich nicht wiederholen. Senden Sie bitte einen neuen.",
        "A test cannot be repeated. Please send another one.",
    ),
    "too-many-webhooks": Text(
        "Mehr als {most} Webhooks sind nicht möglich. Bitte löschen Sie zuerst einen.",
        "There can be {most} webhooks at most. Please delete one first.",
    ),
    "replay-running": Text(
        "Für diesen Webhook läuft schon eine Wiederholung.",
        "Events are being sent to this webhook again already.",
    ),
    "events-gone": Text(
        "Die Ereignisse hinter dieser Stelle sind älter als 90 Tage und gelöscht. Bitte lesen Sie"
        " ohne „after“ von vorne.",
        "The events behind this cursor are older than 90 days and gone. Please read from the"
        " beginning, without “after”.",
    ),
    "vendor-of-several": Text(
        "Sie handeln für mehrere Hersteller. Bitte nennen Sie einen davon.",
        "You act for several vendors. Please name one of them.",
    ),
    "range-empty": Text(
        "Das Ende muss nach dem Beginn liegen.", "The end must be after the begin."
    ),
    "range-too-long": Text(
        "Höchstens {days} Tage lassen sich auf einmal wiederholen.",
        "At most {days} days can be sent again at once.",
    ),
    "webhook-url-malformed": Text(
        "Das ist keine Adresse, die sich aufrufen lässt.", "This is no address that can be called."
    ),
    "webhook-url-not-https": Text(
        "Die Adresse muss mit https:// beginnen.", "The address has to begin with https://."
    ),
    "webhook-url-other-port": Text(
        "Nur der Port 443 ist möglich. Bitte lassen Sie die Portnummer weg.",
        "Only port 443 is possible. Please leave the port out.",
    ),
    "webhook-url-internal-address": Text(
        "Diese Adresse liegt nicht im öffentlichen Internet.",
        "This address is not in the public internet.",
    ),
    "subscription-not-found": Text(
        "Dieser Link gilt nicht oder nicht mehr. Bitte bestellen Sie den Newsletter noch einmal.",
        "This link is not valid, or no longer. Please subscribe to the newsletter once more.",
    ),
    "mail-not-found": Text("Diese E-Mail gibt es hier nicht.", "There is no such e-mail here."),
    "mail-not-failed": Text(
        "Diese E-Mail ist nicht gescheitert. Nur gescheiterte lassen sich noch einmal senden.",
        "This e-mail has not failed. Only a failed one can be sent again.",
    ),
    "address-missing": Text(
        "Zu Ihrem Konto ist keine E-Mail-Adresse bekannt.",
        "No e-mail address is known of your account.",
    ),
    "address-token-wrong": Text(
        "Dieser Link gilt nicht mehr oder gehört zu einer anderen Adresse. Bitte fordern Sie eine"
        " neue Testnachricht an.",
        "This link is no longer valid or belongs to another address. Please ask for a new test"
        " message.",
    ),
    "too-many-test-mails": Text(
        "Sie haben in der letzten Stunde schon {most} Testnachrichten angefordert. Bitte warten Sie"
        " eine Stunde.",
        "You have asked for {most} test messages within the last hour. Please wait for an hour.",
    ),
    "address-not-paused": Text(
        "An diese Adresse wird gesendet; es ist nichts angehalten.",
        "Mails are sent to this address; nothing is held back.",
    ),
    "mail-words-gone": Text(
        "Der Text dieser E-Mail ist gelöscht, denn ihre Aufbewahrung ist abgelaufen oder die Person"
        " wurde gelöscht.",
        "The words of this e-mail are gone: their retention has ended, or the person was erased.",
    ),
}
