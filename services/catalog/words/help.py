"""What the capabilities are called of which the help speaks before they exist."""

from services.common.words import Text

CAPABILITIES: dict[str, Text] = {
    "accounts": Text("Konten", "Accounts"),
    "body-overview": Text("die Übersicht Ihrer Behörde", "the overview of your authority"),
    "body-systems": Text("die Liste Ihrer Programme", "the list of your programs"),
    "bulk-orders": Text("mehrere Bestellungen in einem Schritt", "many orders in one step"),
    "certificate-assistant": Text("der Zertifikat-Assistent", "the certificate assistant"),
    "certificate-change": Text("der Wechsel des Zertifikats", "changing the certificate"),
    "chain-end-mails": Text(
        "die Nachricht, wenn ein Vertrag auf höherer Ebene ausläuft",
        "the message when a contract on a higher level runs out",
    ),
    "contract-chain": Text("die Vertragskette", "the chain of contracts"),
    "contracts": Text("Verträge", "Contracts"),
    "default-contacts": Text(
        "die vorausgefüllten Ansprechpartner", "the contacts filled in beforehand"
    ),
    "events": Text("die Ereignisse für Programme", "the events for programs"),
    "evidence": Text("das Nachweispaket", "the evidence package"),
    "hand-over": Text("die Übergabe", "the hand-over"),
    "help": Text("Fragen und Antworten", "Questions and answers"),
    "inbox": Text("der Posteingang Ihres Kontos", "the inbox of your account"),
    "levy-calculation": Text("die Berechnung der Umlage", "the calculation of the levy"),
    "link": Text("der Link im BayernPortal", "the BayernPortal link"),
    "link-check": Text("die Prüfung der Testlinks", "the check of the test links"),
    "lists": Text("Listen zum Herunterladen", "Lists to download"),
    "live-link-check": Text("die spätere Prüfung Ihres Links", "the later check of your link"),
    "mails": Text("E-Mails", "E-mails"),
    "mandates": Text("Mandate", "Mandates"),
    "news": Text("Neuigkeiten", "News"),
    "newsletter": Text("die Bestellung des Newsletters", "ordering the newsletter"),
    "order-check": Text("die Auskunft, ob Sie bestellen können", "whether you can order"),
    "orders": Text("Bestellungen", "Orders"),
    "outside-signatures": Text(
        "das Hochladen eines Vertrags, den Sie außerhalb unterschrieben haben",
        "uploading a contract that was signed elsewhere",
    ),
    "partner-links": Text("der Weg zum Vertragspartner", "the way to the contract partner"),
    "profiles": Text("Steckbriefe", "Profiles"),
    "registration": Text("die Registrierung", "the registration"),
    "reminders": Text("Erinnerungen, wenn eine Frist abläuft", "reminders when a date passes"),
    "seal": Text("das elektronische Siegel", "the electronic seal"),
    "set-up": Text("die Einrichtung", "the setup"),
    "sign-for-others": Text(
        "„Wir können nicht selbst unterschreiben“", "“We cannot sign ourselves”"
    ),
    "signatures": Text("Unterschriften", "Signatures"),
    "signing-authorities": Text("Zeichnungsbefugnisse", "Authorities to sign"),
    "support-requests": Text("„Unterstützung anfordern“", "“Request support”"),
    "tasks": Text("die Aufgabenliste", "the task list"),
    "team-accounts": Text("Teamkonten", "Team accounts"),
    "test-mail": Text("die Testmail", "the test mail"),
    "tickets": Text("Tickets", "Tickets"),
    "verification": Text("die öffentliche Prüfseite", "the public verification page"),
    "watch-mails": Text("Nachrichten zu dem, was Sie beobachten", "messages about what you watch"),
    "watches": Text("das Beobachten von Leistungen", "watching services"),
    "whose-turn": Text("wer am Zug ist", "whose turn it is"),
}
