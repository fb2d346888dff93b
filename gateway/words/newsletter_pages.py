"""The words of the newsletter: for everybody, and for the editors who write it."""

from services.common.words import Counted, Sentence, Text

ISSUE_SUBJECT = Text("Neu bestellbar: {title}", "Now to be ordered: {title}")
ISSUE_TEXT = Text(
    "Im DigitalMarkt ist ein weiterer Online-Dienst bestellbar: {title}.\n\n{summary}\n\n"
    "Was der Dienst leistet, was er kostet und ob Ihre Stelle ihn bestellen kann, steht im"
    " Steckbrief:\n{address}",
    "A further service can be ordered in DigitalMarkt: {title}.\n\n{summary}\n\n"
    "What it does, what it costs and whether your authority may order it, its profile says:"
    "\n{address}",
)
NEWSLETTER_PAGES: dict[str, Sentence] = {
    "newsletter": Text("Newsletter", "Newsletter"),
    "newsletter-ask-title": Text("Newsletter", "Newsletter"),
    "newsletter-ask-what": Text(
        "Wir schreiben Ihnen, wenn im DigitalMarkt ein weiterer Online-Dienst bestellbar ist. Ein"
        " Konto brauchen Sie dafür nicht.",
        "We write to you when a further service can be ordered in DigitalMarkt. You need no"
        " account for it.",
    ),
    "newsletter-email": Text("E-Mail-Adresse", "E-mail address"),
    "newsletter-language": Text("Sprache", "Language"),
    "newsletter-privacy": Text(
        "Wir nutzen die Adresse nur dafür. In jeder Ausgabe steht ein Link, mit dem Sie den"
        " Newsletter abbestellen; dann löschen wir sie.",
        "We use the address for nothing else. Each issue has a link to unsubscribe; then we"
        " delete it.",
    ),
    "newsletter-subscribe": Text("Newsletter bestellen", "Subscribe"),
    "newsletter-asked-title": Text("Bitte sehen Sie in Ihr Postfach", "Please check your mailbox"),
    "newsletter-asked-what": Text(
        "Wenn diese Adresse den Newsletter noch nicht bekommt, haben wir ihr einen Link geschickt."
        " Öffnen Sie ihn innerhalb von sieben Tagen. Mehr als eine solche E-Mail am Tag schicken"
        " wir nicht.",
        "If this address does not get the newsletter yet, we have sent it a link. Please open it"
        " within seven days. We send no more than one such e-mail a day.",
    ),
    "newsletter-confirm-title": Text("Newsletter bestätigen", "Confirm the newsletter"),
    "newsletter-confirm-what": Text(
        "Noch ein Schritt: Bestätigen Sie, dass Sie den Newsletter bekommen möchten.",
        "One more step: confirm that you would like to get the newsletter.",
    ),
    "newsletter-confirm-do": Text("Bestätigen", "Confirm"),
    "newsletter-confirmed-title": Text("Sie bekommen den Newsletter", "You get the newsletter"),
    "newsletter-confirmed-what": Text(
        "Die nächste Ausgabe kommt, sobald es etwas Neues gibt.",
        "The next issue comes as soon as there is something new.",
    ),
    "newsletter-void-title": Text("Dieser Link gilt nicht mehr", "This link is not valid any more"),
    "newsletter-void-what": Text(
        "Bitte bestellen Sie den Newsletter noch einmal; Sie bekommen dann einen neuen Link.",
        "Please subscribe to the newsletter once more; you will get another link.",
    ),
    "newsletter-leave-title": Text("Newsletter abbestellen", "Unsubscribe from the newsletter"),
    "newsletter-leave-what": Text(
        "Danach schreiben wir Ihnen nicht mehr und löschen Ihre Adresse.",
        "After that we do not write to you any more, and delete your address.",
    ),
    "newsletter-leave-do": Text("Abbestellen", "Unsubscribe"),
    "newsletter-left-title": Text("Sie sind abgemeldet", "You have unsubscribed"),
    "newsletter-left-what": Text(
        "Ihre Adresse ist gelöscht. Sie können den Newsletter jederzeit wieder bestellen.",
        "Your address has been deleted. You can subscribe again at any time.",
    ),
    "newsletter-issues": Text("Newsletter schreiben", "Write the newsletter"),
    "newsletter-issues-what": Text(
        "Den fertigen Text zu einem Dienst können Sie hier kopieren, etwa für die Nutzergruppe,"
        " oder als Newsletter verschicken.",
        "You can copy the ready-made text about a service here, for the users' group for example,"
        " or send it as a newsletter.",
    ),
    "newsletter-addresses": Counted(
        one=Text("{count} bestätigte Adresse", "{count} confirmed address"),
        other=Text("{count} bestätigte Adressen", "{count} confirmed addresses"),
    ),
    "newsletter-xlsx": Text("Adressen als Excel-Datei", "Addresses as an Excel file"),
    "newsletter-csv": Text("Adressen als CSV-Datei", "Addresses as a CSV file"),
    "newsletter-issue": Text("Neue Ausgabe", "New issue"),
    "newsletter-subject-de": Text("Betreff auf Deutsch", "Subject in German"),
    "newsletter-text-de": Text("Text auf Deutsch", "Text in German"),
    "newsletter-subject-en": Text("Betreff auf Englisch", "Subject in English"),
    "newsletter-text-en": Text("Text auf Englisch", "Text in English"),
    "newsletter-send-what": Text(
        "Jede Adresse bekommt die Ausgabe einmal, in ihrer Sprache. Zurückholen lässt sie sich"
        " nicht.",
        "Each address gets the issue once, in its language. It cannot be called back.",
    ),
    "newsletter-nobody": Text(
        "Senden können Sie, sobald jemand den Newsletter bestellt und die Adresse bestätigt hat."
        " Den Text können Sie schon kopieren.",
        "You can send as soon as somebody has ordered the newsletter and confirmed the address."
        " You can copy the text already.",
    ),
    "newsletter-send": Counted(
        one=Text("An {count} Adresse senden", "Send to {count} address"),
        other=Text("An {count} Adressen senden", "Send to {count} addresses"),
    ),
    "newsletter-sent": Text("Verschickte Ausgaben", "Issues sent"),
    "newsletter-none-sent": Text("Noch keine.", "None yet."),
    "newsletter-about": Text("Text für den Newsletter", "Text for the newsletter"),
    "done-newsletter-issue": Text(
        "Die Ausgabe wird jetzt verschickt.", "The issue is being sent now."
    ),
}
