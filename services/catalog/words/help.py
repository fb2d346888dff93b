"""What the capabilities are called of which the help speaks before they exist."""

Label = dict[str, str]


def _label(german: str, english: str) -> Label:
    return {"de": german, "en": english}


CAPABILITIES: dict[str, Label] = {
    "accounts": _label("Konten", "Accounts"),
    "body-overview": _label("die Übersicht Ihrer Behörde", "the overview of your body"),
    "body-systems": _label("die Liste Ihrer Programme", "the list of your programs"),
    "bulk-orders": _label("mehrere Bestellungen in einem Schritt", "many orders in one step"),
    "certificate-assistant": _label("der Zertifikat-Assistent", "the certificate assistant"),
    "certificate-change": _label("der Wechsel des Zertifikats", "changing the certificate"),
    "chain-end-mails": _label(
        "die Nachricht, wenn ein Vertrag auf höherer Ebene ausläuft",
        "the message when a contract on a higher level runs out",
    ),
    "contract-chain": _label("die Vertragskette", "the chain of contracts"),
    "contracts": _label("Verträge", "Contracts"),
    "default-contacts": _label(
        "die vorausgefüllten Ansprechpartner", "the contacts filled in beforehand"
    ),
    "evidence": _label("das Nachweispaket", "the evidence package"),
    "hand-over": _label("die Übergabe", "the hand-over"),
    "help": _label("Fragen und Antworten", "Questions and answers"),
    "inbox": _label("der Posteingang Ihres Kontos", "the inbox of your account"),
    "levy-calculation": _label("die Berechnung der Umlage", "the calculation of the levy"),
    "link": _label("der Link im BayernPortal", "the BayernPortal link"),
    "link-check": _label("die Prüfung der Testlinks", "the check of the test links"),
    "lists": _label("Listen zum Herunterladen", "Lists to download"),
    "live-link-check": _label("die spätere Prüfung Ihres Links", "the later check of your link"),
    "mails": _label("E-Mails", "E-mails"),
    "mandates": _label("Mandate", "Mandates"),
    "news": _label("Neuigkeiten", "News"),
    "newsletter": _label("die Bestellung des Newsletters", "ordering the newsletter"),
    "order-check": _label("die Auskunft, ob Sie bestellen können", "whether you can order"),
    "orders": _label("Bestellungen", "Orders"),
    "outside-signatures": _label(
        "das Hochladen eines Vertrags, den Sie außerhalb unterschrieben haben",
        "uploading a contract that was signed elsewhere",
    ),
    "partner-links": _label("der Weg zum Vertragspartner", "the way to the contract partner"),
    "profiles": _label("Steckbriefe", "Profiles"),
    "registration": _label("die Registrierung", "the registration"),
    "reminders": _label("Erinnerungen, wenn eine Frist abläuft", "reminders when a date passes"),
    "seal": _label("das elektronische Siegel", "the electronic seal"),
    "set-up": _label("die Einrichtung", "the set-up"),
    "sign-for-others": _label(
        "„Wir können nicht selbst unterschreiben“", "“We cannot sign ourselves”"
    ),
    "signatures": _label("Unterschriften", "Signatures"),
    "signing-authorities": _label("Zeichnungsbefugnisse", "Authorities to sign"),
    "support-requests": _label("„Unterstützung anfordern“", "“Request support”"),
    "tasks": _label("die Aufgabenliste", "the task list"),
    "team-accounts": _label("Teamkonten", "Team accounts"),
    "test-mail": _label("die Testmail", "the test mail"),
    "tickets": _label("Tickets", "Tickets"),
    "verification": _label("die öffentliche Prüfseite", "the public verification page"),
    "watch-mails": _label(
        "Nachrichten zu dem, was Sie beobachten", "messages about what you watch"
    ),
    "watches": _label("das Beobachten von Leistungen", "watching services"),
    "whose-turn": _label("wer am Zug ist", "whose turn it is"),
}
