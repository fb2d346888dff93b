"""The words of the pages where lists of contracts are signed and countersigned."""

from services.common.words import Counted, Sentence, Text

SIGNING_PAGES: dict[str, Sentence] = {
    "sign-title-sign": Text("Verträge unterschreiben", "Sign contracts"),
    "sign-title-countersign": Text("Verträge gegenzeichnen", "Countersign contracts"),
    "sign-crumb-sign": Text("Unterschreiben", "Sign"),
    "sign-crumb-countersign": Text("Gegenzeichnen", "Countersign"),
    "sign-waiting-sign": Counted(
        Text(
            "{count} Vertrag wartet auf Ihre Unterschrift.",
            "{count} contract waits for your signature.",
        ),
        Text(
            "{count} Verträge warten auf Ihre Unterschrift.",
            "{count} contracts wait for your signature.",
        ),
    ),
    "sign-waiting-countersign": Counted(
        Text(
            "{count} Vertrag wartet auf Ihre Gegenzeichnung.",
            "{count} contract waits for you to countersign.",
        ),
        Text(
            "{count} Verträge warten auf Ihre Gegenzeichnung.",
            "{count} contracts wait for you to countersign.",
        ),
    ),
    "sign-step-choose": Text("1. Auswählen und lesen", "1. Choose and read"),
    "sign-step-sign": Text("2. Unterschreiben", "2. Sign"),
    "sign-step-countersign": Text("2. Gegenzeichnen", "2. Countersign"),
    "sign-choice": Text("Verträge", "Contracts"),
    "sign-choose-all": Text("Alle auswählen", "Choose all"),
    "sign-choose-none": Text("Auswahl aufheben", "Choose none"),
    "sign-to-sign": Text("Weiter zum Unterschreiben", "Go on to sign"),
    "sign-to-countersign": Text("Weiter zum Gegenzeichnen", "Go on to countersign"),
    "sign-first-due": Counted(Text("Fällig:", "Due:"), Text("Zuerst fällig:", "First due:")),
    "sign-pick": Text("Auswahl", "Choice"),
    "sign-pick-one": Text("{service} auswählen", "Choose {service}"),
    "sign-contract": Text("Vertrag", "Contract"),
    "sign-document": Text("Dokument", "Document"),
    "sign-hash": Text("Prüfsumme (SHA-256)", "Digest (SHA-256)"),
    "sign-read": Text("Lesen (PDF)", "Read (PDF)"),
    "sign-read-of": Text("{service} lesen (PDF)", "Read {service} (PDF)"),
    "sign-details": Text("Angaben zum Vertrag", "About the contract"),
    "sign-you-are": Text("Sie unterschreiben als", "You sign as"),
    "sign-ground": Text("Grundlage", "Ground"),
    "sign-ground-until": Text("{basis}, gültig bis {until}", "{basis}, valid until {until}"),
    "sign-ground-mandate": Text(
        "Vollmacht einer anderen Stelle, wie sie im Vertrag steht",
        "Mandate of another authority, as printed in the contract",
    ),
    "sign-go": Text("Anmelden und unterschreiben", "Sign in and sign"),
    "sign-go-countersign": Text("Anmelden und gegenzeichnen", "Sign in and countersign"),
    "sign-what": Text(
        "Sie werden zu Mein Unternehmenskonto geführt. Ihre Anmeldung gilt genau für die"
        " ausgewählten Dokumente. Danach sehen Sie die Liste noch einmal und schließen mit einem"
        " Klick ab.",
        "You are taken to Mein Unternehmenskonto. Your sign-in counts for exactly the documents"
        " you chose. After it you see the list again and finish with one click.",
    ),
    "sign-then": Text("Was danach geschieht", "What happens after that"),
    "sign-then-1": Text("Neue Anmeldung", "New sign-in"),
    "sign-then-1-what": Text(
        "mit Ihrem Zertifikat, etwa eine Minute", "with your certificate, about a minute"
    ),
    "sign-then-2": Text("BayKommun zeichnet gegen", "BayKommun countersigns"),
    "sign-then-2-what": Text("innerhalb von 2 Arbeitstagen", "within 2 working days"),
    "sign-then-3": Text("Der Vertrag ist geschlossen", "The contract is concluded"),
    "sign-then-3-what": Text(
        "Sie erhalten eine E-Mail. Nach einer neuen Bestellung beginnt dann die Einrichtung.",
        "You get a mail. After a new order the setup begins then.",
    ),
    "sign-cannot": Text("Sie möchten nicht unterschreiben?", "You do not want to sign?"),
    "sign-cannot-what": Text(
        "Solange niemand unterschrieben hat, lässt sich die Bestellung zurückziehen. Fragen an"
        " BayKommun stellen Sie ebenfalls dort.",
        "As long as nobody has signed, the order can be withdrawn. Questions to BayKommun are asked"
        " there, too.",
    ),
    "sign-to-orders": Text("Zu den Bestellungen", "To the orders"),
    "sign-cost": Text(
        "Der Vertrag selbst kostet nichts. Was die Schnittstelle zu Ihrem Fachverfahren kostet,"
        " steht unter „Angaben zum Vertrag“.",
        "The contract itself costs nothing. What the interface to your specialist system costs"
        " stands under “About the contract”.",
    ),
    "sign-signed-by": Text("Unterschrieben: {who}, {at}", "Signed: {who}, {at}"),
    "sign-ready-since": Text("bereit seit {day}", "ready since {day}"),
    "sign-replaces": Text("ersetzt den bisherigen Vertrag", "replaces the former contract"),
    "sign-replaces-what": Text(
        "Dieser Vertrag tritt an die Stelle des bisherigen, sobald beide Seiten unterschrieben"
        " haben.",
        "This contract takes the former one's place once both sides have signed.",
    ),
    "sign-none": Text("Kein Vertrag wartet auf Sie", "No contract waits for you"),
    "sign-none-sign": Text(
        "Sobald ein Vertrag zur Unterschrift bereitliegt, erhalten Sie eine E-Mail.",
        "You get a mail as soon as a contract is ready to be signed.",
    ),
    "sign-none-countersign": Text(
        "Sobald eine Stelle unterschrieben hat, liegt ihr Vertrag hier.",
        "As soon as an authority has signed, its contract is here.",
    ),
    "sign-no-authority": Text(
        "Sie sind für diese Stelle nicht zeichnungsbefugt", "You are no signatory of this authority"
    ),
    "sign-no-authority-what": Counted(
        Text(
            "{count} Vertrag wartet auf eine zeichnungsbefugte Person. Sie können ihn lesen.",
            "{count} contract waits for a signatory. You can read it.",
        ),
        Text(
            "{count} Verträge warten auf eine zeichnungsbefugte Person. Sie können sie lesen.",
            "{count} contracts wait for a signatory. You can read them.",
        ),
    ),
    "sign-who-may": Text(
        "Wer darf unterschreiben? Zeichnungsbefugnisse ansehen",
        "Who may sign? See the signing authorities",
    ),
    "sign-others-sign": Text(
        "Diese Verträge unterschreibt eine andere Person", "Another person signs these contracts"
    ),
    "sign-others-countersign": Text(
        "Von Ihnen freigegeben: Diese Verträge zeichnet eine andere Person gegen",
        "Released by you: another person countersigns these contracts",
    ),
    "sign-others-countersign-what": Text(
        "Wer eine Bestellung freigegeben hat, zeichnet ihren Vertrag nicht gegen.",
        "Whoever released an order does not countersign its contract.",
    ),
    "sign-choose-some": Text(
        "Wählen Sie mindestens einen Vertrag aus.", "Choose at least one contract."
    ),
    "sign-too-many": Text(
        "Wählen Sie höchstens {most} Verträge aus.", "Choose at most {most} contracts."
    ),
    "sign-some-wrong": Counted(
        Text(
            "{count} der ausgewählten Verträge lässt sich so nicht unterschreiben. Der Grund steht"
            " beim Vertrag; die anderen sind weiter ausgewählt.",
            "{count} of the contracts you chose cannot be signed like this. The reason stands"
            " there; the others are still chosen.",
        ),
        Text(
            "{count} der ausgewählten Verträge lassen sich so nicht unterschreiben. Der Grund"
            " steht beim Vertrag; die anderen sind weiter ausgewählt.",
            "{count} of the contracts you chose cannot be signed like this. The reasons stand"
            " there; the others are still chosen.",
        ),
    ),
    "sign-gone": Text(
        "Diesen Vertrag gibt es nicht mehr, oder Sie dürfen ihn nicht mehr sehen.",
        "This contract does not exist any more, or you may not see it any more.",
    ),
    "sign-other-state": Text(
        "Nicht mehr zu unterschreiben: Der Vertrag ist inzwischen in einem anderen Stand"
        " ({state}).",
        "Not to be signed any more: the contract is in another state by now ({state}).",
    ),
    "sign-document-changed": Text(
        "Das Dokument wurde neu ausgefertigt, seit Sie es ausgewählt haben. Lesen Sie die neue"
        " Version und wählen Sie sie aus.",
        "The document was drafted anew since you chose it. Read the new version, and choose it.",
    ),
    "sign-not-you-sign": Text(
        "Für diesen Vertrag sind Sie nicht (mehr) zeichnungsbefugt.",
        "You are no signatory for this contract (any more).",
    ),
    "sign-not-you-countersign": Text(
        "Wer die Bestellung freigegeben hat, zeichnet nicht gegen.",
        "Whoever released the order does not countersign.",
    ),
    "sign-unknown": Text("Vertrag", "Contract"),
    "sign-confirm-sign": Counted(
        Text("Vertrag unterschreiben", "Sign the contract"),
        Text("{count} Verträge unterschreiben", "Sign {count} contracts"),
    ),
    "sign-confirm-countersign": Counted(
        Text("Vertrag gegenzeichnen", "Countersign the contract"),
        Text("{count} Verträge gegenzeichnen", "Countersign {count} contracts"),
    ),
    "sign-confirm-what": Text(
        "Sie haben sich für genau das angemeldet, was hier steht. Mit dem Knopf unterschreiben Sie"
        " verbindlich.",
        "You have signed in for exactly what stands here. The button gives your binding signature.",
    ),
    "sign-now-sign": Counted(
        Text("Vertrag jetzt unterschreiben", "Sign the contract now"),
        Text("{count} Verträge jetzt unterschreiben", "Sign {count} contracts now"),
    ),
    "sign-now-countersign": Counted(
        Text("Vertrag jetzt gegenzeichnen", "Countersign the contract now"),
        Text("{count} Verträge jetzt gegenzeichnen", "Countersign {count} contracts now"),
    ),
    "sign-list": Counted(
        Text("Der ausgewählte Vertrag", "The contract you chose"),
        Text("Die ausgewählten Verträge", "The contracts you chose"),
    ),
    "sign-list-hash": Text("Prüfsumme (SHA-256)", "Digest (SHA-256)"),
    "sign-list-hash-what": Text(
        "Für die Akten: An dieser Zahl lässt sich später prüfen, für welche Dokumente Sie sich"
        " angemeldet haben.",
        "For the files: this number shows later which documents you signed in for.",
    ),
    "sign-nothing-left": Text(
        "Von dieser Liste ist nichts mehr zu unterschreiben.",
        "Nothing of this list is left to be signed.",
    ),
    "sign-not-now": Text("Noch nicht unterschreiben", "Do not sign yet"),
    "sign-not-fresh": Text(
        "Für diese Liste fehlt noch Ihre Anmeldung", "You have not signed in for this list yet"
    ),
    "sign-not-fresh-what": Text(
        "Eine Unterschrift braucht eine neue Anmeldung für genau diese Verträge.",
        "A signature needs a new sign-in for exactly these contracts.",
    ),
    "sign-in-for-list": Text("Für diese Liste anmelden", "Sign in for this list"),
    "sign-list-gone": Text("Diese Liste gibt es nicht mehr", "This list is gone"),
    "sign-list-gone-what": Text(
        "Sie gehört zu einer anderen Anmeldung, oder sie ist älter als eine Stunde. Unterschrieben"
        " wurde damit nichts Neues. Wählen Sie die Verträge bitte noch einmal aus.",
        "It belongs to another sign-in, or is older than an hour. Nothing new was signed by it."
        " Please choose the contracts again.",
    ),
    "sign-choose-again": Text("Verträge auswählen", "Choose contracts"),
    "sign-done-sign": Counted(
        Text("Vertrag unterschrieben", "Contract signed"),
        Text("{count} Verträge unterschrieben", "{count} contracts signed"),
    ),
    "sign-done-countersign": Counted(
        Text("Vertrag gegengezeichnet", "Contract countersigned"),
        Text("{count} Verträge gegengezeichnet", "{count} contracts countersigned"),
    ),
    "sign-done-none": Text("Es wurde nichts unterschrieben", "Nothing was signed"),
    "sign-done-what-sign": Counted(
        Text(
            "Jetzt ist BayKommun am Zug und zeichnet gegen. Sie erhalten eine E-Mail, sobald der"
            " Vertrag geschlossen ist.",
            "It is BayKommun's turn now, to countersign. You get a mail as soon as the contract is"
            " concluded.",
        ),
        Text(
            "Jetzt ist BayKommun am Zug und zeichnet gegen. Sie erhalten zu jedem Vertrag eine"
            " E-Mail, sobald er geschlossen ist.",
            "It is BayKommun's turn now, to countersign. You get a mail for each contract as soon"
            " as it is concluded.",
        ),
    ),
    "sign-done-what-countersign": Counted(
        Text(
            "Der Vertrag ist damit geschlossen. Wer bestellt hat, erfährt es, und die Einrichtung"
            " beginnt.",
            "The contract is concluded now. Whoever ordered is told, and the setup begins.",
        ),
        Text(
            "Die Verträge sind damit geschlossen. Wer bestellt hat, erfährt es, und die"
            " Einrichtungen beginnen.",
            "The contracts are concluded now. Whoever ordered is told, and the setups begin.",
        ),
    ),
    "sign-refused": Counted(
        Text("Ein Vertrag wurde nicht unterschrieben", "One contract was not signed"),
        Text("{count} Verträge wurden nicht unterschrieben", "{count} contracts were not signed"),
    ),
    "sign-open": Text("Vertrag ansehen", "Look at the contract"),
    "sign-to-contracts": Text("Zu den Verträgen", "To the contracts"),
}
