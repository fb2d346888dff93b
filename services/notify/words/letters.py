"""The frame of every mail: greeting, whose turn it is, days, and the footer."""

from services.common.words import Text

GREETING = Text("Guten Tag {name},", "Hello {name},")
GREETING_WITHOUT_NAME = Text("Guten Tag,", "Hello,")
CLAIM = Text("Online-Dienste für Kommunen in Bayern", "Online services for authorities in Bavaria")

WEEKDAYS = (
    Text("Montag", "Monday"),
    Text("Dienstag", "Tuesday"),
    Text("Mittwoch", "Wednesday"),
    Text("Donnerstag", "Thursday"),
    Text("Freitag", "Friday"),
    Text("Samstag", "Saturday"),
    Text("Sonntag", "Sunday"),
)
MONTHS = (
    Text("Januar", "January"),
    Text("Februar", "February"),
    Text("März", "March"),
    Text("April", "April"),
    Text("Mai", "May"),
    Text("Juni", "June"),
    Text("Juli", "July"),
    Text("August", "August"),
    Text("September", "September"),
    Text("Oktober", "October"),
    Text("November", "November"),
    Text("Dezember", "December"),
)
DAY = Text("{weekday}, {day}. {month} {year}", "{weekday}, {day} {month} {year}")
MOMENT = Text("{day}, {time} Uhr", "{day}, {time}")

YOUR_TURN = Text("Sie sind am Zug", "It is your turn")
THEIR_TURN = Text("{who} ist am Zug", "Next is {who}")
TURN = Text("{turn}: {act}", "{turn}: {act}")
UNTIL = Text("bis {day}", "by {day}")
SENTENCE = Text("{what}.", "{what}.")
SENTENCE_UNTIL = Text("{what}, {until}.", "{what}, {until}.")

BAYKOMMUN = Text("BayKommun", "BayKommun")
SUPPORT = Text("Der Support von DigitalMarkt", "the support of DigitalMarkt")
SIGNATORY = Text("Eine zeichnungsbefugte Person ({body})", "a signatory ({body})")
BODY = Text("{body}", "{body}")
SETUP_PARTY = Text("{setup_party}", "{setup_party}")
WHO = {
    "applicant": Text("Wer sich registriert hat,", "the person who registered"),
    "body": BODY,
    "officer": BODY,
    "signatory": SIGNATORY,
    "signatories": SIGNATORY,
    "reviewer": BAYKOMMUN,
    "countersigner": BAYKOMMUN,
    "support": SUPPORT,
    "document_worker": Text("DigitalMarkt", "DigitalMarkt"),
    "setup_party": SETUP_PARTY,
    "vendor": SETUP_PARTY,
}
"""The owner of a waiting state, as the subject of a sentence."""
SOMEBODY = Text("Jemand anderes", "somebody else")
THE_BODY = Text("Die bestellende Stelle", "the ordering authority")
THE_SETUP_PARTY = Text("Wer den Online-Dienst einrichtet,", "the party that sets the service up")

FACTS = {
    "number": Text("Bestellung", "Order"),
    "contract": Text("Vertrag", "Contract"),
    "service": Text("Online-Dienst", "Service"),
    "body": Text("Stelle", "Authority"),
}

WHY = Text("Sie bekommen diese Nachricht, weil {why}.", "You receive this message because {why}.")
_OPERATOR = Text(
    "Sie im DigitalMarkt dafür zuständig sind", "this is one of your tasks in DigitalMarkt"
)
_SETUP = Text(
    "diese Adresse für die Einrichtung genannt ist", "this address is named for the setup"
)
_ORDER = Text(
    "Sie die Bestellung aufgegeben haben, dafür als Ansprechperson genannt sind oder für Ihre"
    " Stelle bestellen dürfen",
    "you placed the order, are named as its contact or may order for your authority",
)
WHY_AS = {
    "signatory": Text(
        "Sie für Ihre Stelle Verträge unterschreiben dürfen",
        "you may sign contracts for your authority",
    ),
    "body": _ORDER,
    "officer": _ORDER,
    "setup_party": _SETUP,
    "vendor": _SETUP,
    "applicant": Text(
        "Sie sich mit dieser Adresse registriert haben", "you registered with this address"
    ),
    "reviewer": _OPERATOR,
    "countersigner": _OPERATOR,
    "support": _OPERATOR,
    "editor": _OPERATOR,
    "admin": _OPERATOR,
    "operations": _OPERATOR,
}
"""Why somebody is told who is told in one of these roles; the first one that fits counts."""
WHY_OF = {
    "invitation": Text(
        "jemand Sie in den DigitalMarkt eingeladen hat",
        "somebody invited you to DigitalMarkt",
    ),
    "notice": Text(
        "Ihre Stelle Online-Dienste aus dem DigitalMarkt nutzt",
        "your authority uses services of DigitalMarkt",
    ),
    "test_mail": Text("Sie eine Testnachricht angefordert haben", "you asked for a test message"),
    "bundle": Text("mehrere Vorgänge Sie betreffen", "several matters concern you"),
    "watch_alert": Text(
        "Sie diesen Online-Dienst oder sein Thema beobachten",
        "you watch this service or its topic",
    ),
    "newsletter_confirm": Text(
        "jemand mit dieser Adresse unseren Newsletter bestellt hat",
        "somebody subscribed to our newsletter with this address",
    ),
    "newsletter_issue": Text(
        "Sie unseren Newsletter bestellt haben", "you subscribed to our newsletter"
    ),
    "contract_signed": Text(
        "Sie diesen Vertrag unterschrieben oder die Unterschrift eingereicht haben",
        "you signed this contract or handed in the signature",
    ),
    "authority_ending": WHY_AS["signatory"],
    "authority_ended": Text(
        "Sie für Ihre Stelle Verträge unterschreiben durften",
        "you could sign contracts for your authority",
    ),
    "account_erased": Text("Ihre Daten gelöscht werden sollten", "your data was to be erased"),
}
"""Why somebody is told of these kinds, whatever the role."""
WHY_ELSE = Text(
    "es um Ihr Konto im DigitalMarkt geht oder Sie an diesem Vorgang beteiligt sind",
    "it is about your account in DigitalMarkt, or you take part in what it is about",
)

CONTRACT_FILE = Text("Vertrag {number} (PDF)", "Contract {number} (PDF)")
DOCUMENTS = Text("Unterlagen zu „{service}“", 'Documents of "{service}"')

SENDER = Text("{name}, {address}. Fragen? {email}", "{name}, {address}. Questions? {email}")
NEVER_ASKED = Text(
    "Wir fragen Sie nie per E-Mail nach Passwort oder Zertifikat. Diese Nachricht wurde"
    " automatisch verschickt.",
    "We never ask for a password or certificate by e-mail. This message was sent automatically.",
)
LEAVE = Text("Newsletter abbestellen", "Unsubscribe from the newsletter")
HELP = Text("Hilfe", "Help")
IMPRINT = Text("Impressum", "Imprint")
PRIVACY = Text("Datenschutz", "Privacy")
PREFERENCES = Text("Welche E-Mails möchten Sie bekommen?", "Which e-mails would you like?")
