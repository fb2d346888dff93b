"""The words of the start page."""

from services.common.words import Counted, Sentence, Text

START_WORDS: dict[str, Sentence] = {
    "start-title": Text(
        "Fertige Online-Dienste für Ihre Kommune", "Ready-made online services for your authority"
    ),
    "start-again-title": Text("Anmeldung nicht beendet", "Sign-in not finished"),
    "start-again": Text(
        "Die Anmeldung wurde nicht beendet. Sie können sie einfach neu beginnen.",
        "The sign-in was not finished. You can simply start again.",
    ),
    "start-what": Text(
        "Finden, bestellen, Vertrag unterschreiben, in Betrieb nehmen: Öffentliche Stellen in"
        " Bayern erledigen das hier an einem Ort. Sie sehen jederzeit, wer am Zug ist und bis"
        " wann.",
        "Find, order, sign the contract, go live: public authorities in Bavaria do it here in one"
        " place. You see at any time who is next, and until when.",
    ),
    "start-search": Text(
        "Welchen Online-Dienst suchen Sie?", "Which online service are you looking for?"
    ),
    "start-search-hint": Text(
        "Auch nach Fachverfahren, LeiKa-Schlüssel oder Lebenslage. Oft gesucht:",
        "By specialist system, LeiKa key or life situation, too. Often looked for:",
    ),
    "start-account": Text("Für Stellen mit Konto", "For authorities with an account"),
    "start-account-what": Text(
        "Sie melden sich mit Mein Unternehmenskonto und Ihrem ELSTER-Organisationszertifikat an.",
        "You sign in with Mein Unternehmenskonto and your ELSTER organisation certificate.",
    ),
    "start-sign-in": Text("Anmelden oder registrieren", "Sign in or register"),
    "start-hello": Text("Guten Tag, {name}", "Hello, {name}"),
    "start-acting": Text("Sie handeln für: {body}.", "You act for: {body}."),
    "start-to-home": Text("Zu Ihren Aufgaben", "To your tasks"),
    "start-to-catalogue": Text("Dienste im Katalog finden", "Find services in the catalogue"),
    "start-how": Text("So kommen Sie zum Online-Dienst", "The way to your online service"),
    "start-before": Text("Einmal vorab: Ihr Konto", "Once beforehand: your account"),
    "start-each": Text("Für jeden Dienst: sechs Schritte", "For each service: six steps"),
    "start-each-what": Text(
        "Dieselben sechs Schritte stehen später in Ihrer Bestellung. Dort sehen Sie, was erledigt"
        " ist und wer den nächsten Schritt hat.",
        "The same six steps stand in your order later. There you see what is done and who has the"
        " next step.",
    ),
    "start-step-register": Text("Einmal registrieren", "Register once"),
    "start-step-register-what": Text(
        "Jede Person meldet sich mit dem eigenen Zertifikat an und wählt ihre Stelle aus dem"
        " amtlichen Verzeichnis.",
        "Each person signs in with their own certificate and picks their authority from the"
        " official register.",
    ),
    "start-step-register-who": Text("Sie", "You"),
    "start-step-register-time": Text("etwa 10 Minuten", "about 10 minutes"),
    "start-step-approve": Text("Konto wird freigegeben", "The account is approved"),
    "start-step-approve-what": Text(
        "Zertifikat, Name und E-Mail-Adresse werden geprüft. Sie bekommen eine E-Mail, sobald das"
        " Konto aktiv ist.",
        "Certificate, name and e-mail address are checked. You get an e-mail once the account is"
        " active.",
    ),
    "start-step-approve-who": Text("BayKommun", "BayKommun"),
    "start-step-approve-time": Text("3 Arbeitstage", "3 working days"),
    "start-step-ordered-what": Text(
        "Der Steckbrief sagt, ob Ihre Stelle bestellen darf, was es kostet und welche Fachverfahren"
        " passen. Dort beginnen Sie.",
        "The profile says whether your authority may order it, what it costs and which specialist"
        " systems fit. There you begin.",
    ),
    "start-step-ordered-who": Text("Sie", "You"),
    "start-step-ordered-time": Text("etwa 15 Minuten", "about 15 minutes"),
    "start-step-reviewed-what": Text(
        "Nach der Freigabe liegt der Vertrag zur Unterschrift bereit, mit allen Unterlagen.",
        "After its release the contract is ready to be signed, with all documents.",
    ),
    "start-step-reviewed-who": Text("BayKommun", "BayKommun"),
    "start-step-reviewed-time": Text("3 Arbeitstage", "3 working days"),
    "start-step-contract-what": Text(
        "Sie unterschreiben online, nach einer erneuten Anmeldung. Die Gegenzeichnung folgt"
        " innerhalb von 2 Arbeitstagen.",
        "You sign online, after signing in anew. The counter-signature follows within 2 working"
        " days.",
    ),
    "start-step-contract-who": Text(
        "Ihre zeichnungsbefugte Person", "Your person with signing authority"
    ),
    "start-step-contract-time": Text("10 Arbeitstage", "10 working days"),
    "start-step-setup-what": Text(
        "Wer den Dienst einrichtet, meldet sich bei Ihnen und berichtet hier über den Stand.",
        "Whoever sets it up contacts you and reports here how far they are.",
    ),
    "start-step-setup-who": Text(
        "Ihr IT-Dienstleister oder Hersteller", "Your IT provider or manufacturer"
    ),
    "start-step-setup-time": Text(
        "Meldung in 5 Arbeitstagen", "First contact within 5 working days"
    ),
    "start-step-link-what": Text(
        "Sie hinterlegen den Link im BayernPortal und teilen ihn hier mit.",
        "You store the link in the BayernPortal and tell it here.",
    ),
    "start-step-link-who": Text("Sie", "You"),
    "start-step-link-time": Text("10 Arbeitstage", "10 working days"),
    "start-step-live-what": Text(
        "Der Link wird geprüft. Stimmt er, ist Ihr Dienst online.",
        "The link is checked. If it is right, your service is live.",
    ),
    "start-step-live-who": Text("BayKommun", "BayKommun"),
    "start-asked-cost": Text("Was kostet das?", "What does it cost?"),
    "start-asked-cost-answer": Text(
        "Der DigitalMarkt ist kostenlos, ebenso Bestellung und Vertrag einer EfA-Leistung („Einer"
        " für Alle“). Ihr Betrieb ist in der Digitalumlage enthalten; Bestellen ändert Ihre Umlage"
        " nicht. Eine Schnittstelle zum Fachverfahren kann extra kosten; der Steckbrief sagt es.",
        "DigitalMarkt is free, and so are order and contract of an EfA service (“one for all”). Its"
        " operation is part of the digital levy; ordering does not change your levy. An interface"
        " to your specialist system may cost extra; the profile says so.",
    ),
    "start-asked-cost-more": Text(
        "Mehr zu den Kosten einer Bestellung", "More about the cost of an order"
    ),
    "start-asked-signs": Text("Wer unterschreibt?", "Who signs?"),
    "start-asked-signs-answer": Text(
        "Wer Ihre Stelle rechtlich verpflichten darf: die Leitung der Kommune oder der"
        " Verwaltungsgemeinschaft, die Stellvertretung oder Beschäftigte mit Vollmacht.",
        "Whoever may bind your authority by law: its head, that of the joint administration, their"
        " deputies, or staff with a power of attorney.",
    ),
    "start-asked-signs-more": Text("Mehr zur Zeichnungsbefugnis", "More about signing authority"),
    "start-asked-certificate": Text(
        "Welches Zertifikat brauchen wir?", "Which certificate do we need?"
    ),
    "start-asked-certificate-answer": Text(
        "Ein ELSTER-Organisationszertifikat Ihrer Stelle, für jede Person ein eigenes. Einer"
        " Verwaltungsgemeinschaft genügt ihr eigenes, auch für die Mitgliedsgemeinden.",
        "An ELSTER organisation certificate of your authority, one for each person. A joint"
        " administration needs only its own, for its members, too.",
    ),
    "start-asked-certificate-more": Text(
        "Zertifikat in fünf Fragen prüfen", "Check your certificate in five questions"
    ),
    "start-asked-used": Text(
        "Wir nutzen den Dienst schon. Trotzdem bestellen?",
        "We use the service already. Order it all the same?",
    ),
    "start-asked-used-answer": Text(
        "Ja. Auch für laufende EfA-Leistungen brauchen Sie den Vertrag. Die Einrichtung entfällt"
        " dann.",
        "Yes. You need the contract for EfA services in use, too. There is no setup then.",
    ),
    "start-asked-used-more": Text(
        "Mehr zu Diensten, die schon laufen", "More about services in use"
    ),
    "start-new": Text("Neu im Katalog", "New in the catalogue"),
    "start-all-news": Text("Alle Neuigkeiten", "All news"),
    "start-feed": Text("Atom-Feed", "Atom feed"),
    "start-for": Text("für", "for"),
    "start-since": Text("seit", "since"),
    "start-count": Counted(
        Text("Im Katalog steht 1 Dienst:", "There is 1 service in the catalogue:"),
        Text("Im Katalog stehen {count} Dienste:", "There are {count} services in the catalogue:"),
    ),
    "start-demo": Text(
        "Ein Teil davon sind Demodaten und so gekennzeichnet.",
        "Some of them are demo data and say so.",
    ),
    "start-all": Text("Alle Dienste ansehen", "See all services"),
}
