"""Words of the pages about mails: one's own address, and for support what became of each mail."""

from services.common.words import Counted, Sentence, Text

_OWN: dict[str, Sentence] = {
    "own-mail": Text("E-Mails an Sie", "E-mails to you"),
    "own-mail-none": Text("Noch keine E-Mail-Adresse", "No e-mail address yet"),
    "own-mail-none-what": Text(
        "Ihre Adresse geben Sie an, wenn Sie sich für eine Stelle registrieren.",
        "You give your address when you register for an authority.",
    ),
    "own-mail-state": Text("Zustellung", "Delivery"),
    "own-mail-try": Text(
        "Kommt nichts an? Senden Sie sich eine Testnachricht, und sehen Sie auch im Spam-Ordner"
        " nach.",
        "Nothing arrives? Send yourself a test message, and look into the spam folder, too.",
    ),
    "own-mail-test": Text("Testnachricht senden", "Send a test message"),
    "own-mail-paused": Text(
        "Ihre E-Mail-Adresse ist nicht erreichbar", "Your e-mail address is not reached"
    ),
    "own-mail-paused-what": Text(
        "Seit {day} senden wir Ihnen deshalb keine E-Mails.",
        "Since {day} we have therefore sent you no e-mails.",
    ),
    "own-mail-paused-here": Text(
        "Wir senden Ihnen deshalb zurzeit keine E-Mails. Was wir Ihnen mitteilen, steht"
        " unter „Mitteilungen“.",
        "We therefore send you no e-mails for now. What we tell you stands under “Messages”.",
    ),
    "own-mail-paused-way": Text(
        "Grund ansehen und E-Mails wieder empfangen", "See why, and receive e-mails again"
    ),
    "own-mail-held": Counted(
        one=Text("Eine E-Mail wartet auf Sie.", "One e-mail waits for you."),
        other=Text("{count} E-Mails warten auf Sie.", "{count} e-mails wait for you."),
    ),
    "own-mail-again": Text(
        "Wieder versuchen: Testnachricht senden", "Try again: send a test message"
    ),
    "own-mail-change": Text(
        "Haben Sie eine neue Adresse? Schreiben Sie uns:", "Do you have a new address? Write to us:"
    ),
    "own-mail-arrived": Text("Die Testnachricht ist da", "The test message has arrived"),
    "own-mail-arrived-what": Text(
        "Bestätigen Sie, dass Sie sie bekommen haben. Was wir angehalten haben, senden wir dann.",
        "Confirm that you have received it. We then send what we have held back.",
    ),
    "own-mail-confirm": Text("Empfang bestätigen", "Confirm that it arrived"),
    "own-mail-allow": Text("Für Ihre IT: wen sie durchlassen muss", "For your IT: whom to let in"),
    "own-mail-allow-what": Text(
        "Unsere E-Mails kommen von hier. Filter Ihrer Stelle müssen diese Absender zulassen.",
        "Our e-mails come from here. The filters of your authority have to let these senders in.",
    ),
    "own-mail-from": Text("Absender", "Sender"),
    "own-mail-envelope": Text("Domain für Rückläufer", "Domain of bounces"),
    "own-mail-hosts": Text("Mailserver", "Mail servers"),
    "done-test-mail-sent": Text(
        "Die Testnachricht ist unterwegs. Öffnen Sie den Link darin.",
        "The test message is on its way. Please open the link in it.",
    ),
    "done-address-confirmed": Text(
        "Danke. Unsere E-Mails erreichen Sie.", "Thank you. Our e-mails reach you."
    ),
}

_SUPPORT: dict[str, Sentence] = {
    "op-mails": Text("E-Mails", "Mails"),
    "op-mails-failed": Text("Gescheitert", "Failed"),
    "op-mails-bounced": Text("Zurückgekommen", "Came back"),
    "op-mails-paused": Text("Angehalten", "Held back"),
    "op-mails-queued": Text("Wartet", "Waiting"),
    "op-mails-sent": Text("Versendet", "Sent"),
    "op-mails-addresses": Text("Nicht erreichte Adressen", "Addresses not reached"),
    "op-mails-what-failed": Text(
        "Diese E-Mails sind nicht angekommen. Klären Sie zuerst die Ursache, etwa eine falsche"
        " Adresse, und senden Sie dann noch einmal.",
        "These mails did not arrive. First settle why, a wrong address for example, then send them"
        " once more.",
    ),
    "op-mails-what-bounced": Text(
        "Diese E-Mails waren versendet und sind zurückgekommen.",
        "These mails were sent and came back.",
    ),
    "op-mails-what-paused": Text(
        "Diese E-Mails warten, weil ihre Adresse nicht erreicht wird. Nach einem Monat scheitern"
        " sie.",
        "These mails wait, because their address is not reached. After a month they fail.",
    ),
    "op-mails-what-queued": Text(
        "Diese E-Mails gehen als Nächstes hinaus.", "These mails go out next."
    ),
    "op-mails-what-sent": Text(
        "Diese E-Mails hat der Mailserver angenommen.", "The mail server has taken these mails."
    ),
    "op-mails-none-failed": Text("Alle E-Mails sind angekommen.", "All mails have arrived."),
    "op-mails-none": Text("Hier ist keine E-Mail.", "There is no mail here."),
    "op-mails-of-order": Text("E-Mails zu dieser Bestellung", "Mails about this order"),
    "op-mails-search": Text(
        "E-Mail-Adresse oder Nummer (Bestellung, Vertrag, Ticket)",
        "E-mail address or number (order, contract, ticket)",
    ),
    "op-mails-unknown": Text(
        "Zu dieser Nummer gibt es keine Bestellung. Geben Sie sie ganz ein, zum Beispiel"
        " DM-2026-AB12CD34, oder eine E-Mail-Adresse.",
        "There is no order of this number. Please give all of it, such as DM-2026-AB12CD34, or an"
        " e-mail address.",
    ),
    "op-mails-found": Text("Gefundene E-Mails", "Mails that were found"),
    "op-mail": Text("E-Mail", "Mail"),
    "op-mail-to": Text("An", "To"),
    "op-mail-state": Text("Stand", "State"),
    "op-mail-why": Text("Ursache", "Cause"),
    "op-mail-answer": Text("Der Mailserver sagt:", "The mail server says:"),
    "op-mail-when": Text("Wann", "When"),
    "op-mail-story": Text("Verlauf", "Story"),
    "op-mail-queued": Text("Geschrieben", "Written"),
    "op-mail-next": Text("Nächster Versuch", "Next try"),
    "op-mail-id": Text("Kennung der E-Mail (Message-ID)", "Message-ID"),
    "op-mail-again": Text("Noch einmal gesendet", "Sent once more"),
    "op-mail-resend": Text("Noch einmal senden", "Send once more"),
    "op-mail-resend-what": Text(
        "Damit wird auch wieder gesendet, was für diese Adresse angehalten war.",
        "What was held back for this address is sent again, too.",
    ),
    "op-address": Text("Adresse", "Address"),
    "op-address-since": Text("Seit", "Since"),
    "op-address-what": Text(
        "An diese Adressen senden wir nichts, bis jemand sagt, dass sie wieder gehen. Fragen Sie"
        " die Person auf anderem Weg nach einer neuen Adresse.",
        "We send nothing to these addresses until somebody says that they work again. Ask the"
        " person in another way for a new address.",
    ),
    "op-address-none": Text("Alle Adressen werden erreicht.", "All addresses are reached."),
    "op-address-resume": Text("Wieder senden", "Send again"),
    "op-address-mail": Text("Die E-Mail, die zurückkam", "The mail that came back"),
    "op-unclaimed": Counted(
        one=Text(
            "Eine Nachricht im Postfach gehört zu nichts. Sie liegt im Ordner „unclaimed“.",
            'One message in the mailbox belongs to nothing. It lies in the folder "unclaimed".',
        ),
        other=Text(
            "{count} Nachrichten im Postfach gehören zu nichts. Sie liegen im Ordner „unclaimed“.",
            "{count} messages in the mailbox belong to nothing. They lie in the folder"
            ' "unclaimed".',
        ),
    ),
    "op-unclaimed-look": Text(
        "Bitte sehen Sie dort nach: Vielleicht wartet jemand auf Antwort.",
        "Please look there: somebody may wait for an answer.",
    ),
    "op-home-addresses": Text("Nicht erreichte Adressen", "Addresses not reached"),
    "done-op-mail-resent": Text(
        "Die E-Mail wird noch einmal gesendet.", "The mail is being sent once more."
    ),
    "done-op-address-resumed": Text(
        "An diese Adresse wird wieder gesendet.", "Mails go to this address again."
    ),
}

MAIL_PAGES: dict[str, Sentence] = {**_OWN, **_SUPPORT}
