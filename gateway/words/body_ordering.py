"""The words of the order form."""

from services.common.words import Counted, Sentence, Text

BODY_ORDERING: dict[str, Sentence] = {
    "body-order-crumb": Text("Bestellen", "Order"),
    "body-order-what": Text("{title} bestellen", "Order {title}"),
    "body-steps": Text("Schritte der Bestellung", "Steps of the order"),
    "body-step-usage": Text("Nutzung", "Use"),
    "body-step-usage-title": Text(
        "Wie möchten Sie den Dienst nutzen?", "How do you want to use the service?"
    ),
    "body-step-contacts": Text("Ansprechpersonen", "Contacts"),
    "body-step-contacts-title": Text("Wen dürfen wir ansprechen?", "Whom may we ask?"),
    "body-step-setup": Text("Einrichtung", "Setup"),
    "body-step-setup-title": Text(
        "Wer richtet den Dienst ein, und bis wann?", "Who sets the service up, and by when?"
    ),
    "body-step-check": Text("Prüfen", "Check"),
    "body-step-check-title": Text("Stimmen Ihre Angaben?", "Is everything right?"),
    "body-onward-contacts": Text("Weiter zu den Ansprechpersonen", "On to the contacts"),
    "body-step-remark": Text("Bemerkung", "Remark"),
    "body-step-remark-title": Text("Was sollen wir noch wissen?", "What else should we know?"),
    "body-onward-remark": Text("Weiter zur Bemerkung", "On to the remark"),
    "body-onward-setup": Text("Weiter zur Einrichtung", "On to the setup"),
    "body-onward-check": Text("Angaben prüfen", "Check what you entered"),
    "body-back": Text("Einen Schritt zurück", "One step back"),
    "body-usage": Text("Nutzung", "Use"),
    "body-usage-new": Text("neu einrichten", "set up anew"),
    "body-usage-productive": Text(
        "schon in Betrieb, nur der Vertrag fehlt", "in use already, only the contract is missing"
    ),
    "body-system": Text("Ihr Fachverfahren", "Your specialist system"),
    "body-system-hint": Text(
        "Mit welchem Programm Sie die Anträge bearbeiten. Danach richtet sich die Anbindung.",
        "The program you handle applications with; the connection depends on it.",
    ),
    "body-system-none": Text("keines, oder noch nicht bekannt", "none, or not known yet"),
    "body-system-joined": Text("{name} (Schnittstelle vorhanden)", "{name} (interface exists)"),
    "body-contact-functional": Text("Fachliche Ansprechperson", "Functional contact"),
    "body-contact-functional-hint": Text(
        "Aus dem Fachbereich, der den Dienst nutzt.", "From the department that uses the service."
    ),
    "body-contacts-known": Text(
        "Was wir schon wissen, ist eingetragen. Ändern Sie, was nicht stimmt.",
        "What we know already is filled in. Please change what is not right.",
    ),
    "body-contact-technical": Text("Technische Ansprechperson", "Technical contact"),
    "body-contact-technical-hint": Text(
        "In der Regel aus der IT. Sie spricht mit der Stelle, die den Dienst einrichtet.",
        "Usually from IT; talks to whoever sets the service up.",
    ),
    "body-contact-name": Text("Vor- und Nachname", "Name"),
    "body-contact-department": Text("Sachgebiet", "Department"),
    "body-contact-email": Text("E-Mail-Adresse", "E-mail address"),
    "body-contact-phone": Text("Telefon", "Phone"),
    "body-same-person": Text(
        "Fachliche Ansprechperson auch als technische eintragen",
        "Enter the functional contact as the technical one, too",
    ),
    "body-setup-by": Text("Einrichtende Stelle", "Who sets it up"),
    "body-setup-by-hint": Text(
        "Zum Beispiel Ihr IT-Dienstleister. Sie wird erst nach Vertragsschluss gefragt.",
        "For example your IT provider. It is asked only once the contract is concluded.",
    ),
    "body-setup-planned": Text("wie vorgesehen: {name}", "as planned: {name}"),
    "body-setup-open": Text(
        "BayKommun findet eine einrichtende Stelle", "BayKommun finds somebody to set it up"
    ),
    "body-wanted-on": Text("Gewünschter Start", "Wanted start"),
    "body-wanted-on-hint": Text(
        "Ab wann der Dienst online sein soll. Zugesagt ist der Tag damit nicht.",
        "From when the service shall be live. The day is not promised by this.",
    ),
    "body-remark": Text("Bemerkung", "Remark"),
    "body-remark-hint": Text(
        "Was BayKommun bei der Prüfung wissen soll, zum Beispiel Urlaubszeiten.",
        "What BayKommun should know for the review, holidays for example.",
    ),
    "body-costs-acknowledged": Text(
        "Mir ist bekannt, dass die Schnittstelle Kosten verursachen kann, die unsere Stelle trägt.",
        "I know that the interface may cause cost that our authority bears.",
    ),
    "body-costs-not-acknowledged": Text(
        "Bestätigen Sie, dass Ihnen die möglichen Zusatzkosten bekannt sind.",
        "Please confirm that you know of the possible extra cost.",
    ),
    "body-cost-yes": Text(
        "Die Schnittstelle zu {system} verursacht Zusatzkosten.",
        "The interface to {system} causes extra cost.",
    ),
    "body-cost-no": Text(
        "Die Schnittstelle zu {system} verursacht keine Zusatzkosten.",
        "The interface to {system} causes no extra cost.",
    ),
    "body-cost-unknown": Text(
        "Ob die Schnittstelle zu {system} Zusatzkosten verursacht, ist nicht bekannt.",
        "Whether the interface to {system} causes extra cost is not known.",
    ),
    "body-cost-none": Text(
        "Zu {system} ist keine Schnittstelle bekannt. Die Anbindung klärt die einrichtende Stelle.",
        "No interface to {system} is known. Whoever sets the service up settles the connection.",
    ),
    "body-your-order": Text("Ihre Bestellung", "Your order"),
    "body-service": Text("Dienst", "Service"),
    "body-service-version": Text(
        "{title}, Steckbrief Version {version}", "{title}, profile version {version}"
    ),
    "body-for": Text("Für", "For"),
    "body-costs": Text("Kosten", "Cost"),
    "body-costs-order": Text("Bestellung und Vertrag: keine", "Order and contract: none"),
    "body-interface": Text("Schnittstelle", "Interface"),
    "body-financing": Text("Finanzierung", "Financing"),
    "body-functional": Text("Fachlich", "Functional"),
    "body-technical": Text("Technisch", "Technical"),
    "body-no-contract": Text(
        "Mit der Bestellung entsteht noch kein Vertrag.", "The order does not make a contract yet."
    ),
    "body-part-usage": Text("Dienst und Nutzung", "Service and use"),
    "body-change-part": Text("{part} ändern", "Change: {part}"),
    "body-order-place": Text("Bestellung abschicken", "Submit the order"),
    "body-order-prepare": Text("Zur Bestellung vorbereiten", "Prepare for ordering"),
    "body-free-no-contract": Text(
        "Die Bestellung ist kostenlos und noch kein Vertrag. Der Vertrag kommt erst zustande, wenn"
        " beide Seiten unterschrieben haben.",
        "The order is free of charge and no contract yet. There is a contract only once both sides"
        " have signed.",
    ),
    "body-prepare-what": Text(
        "Wer in Ihrer Stelle bestellen darf, findet die vorbereitete Bestellung unter „Am Zug“ und"
        " schickt sie ab.",
        "Whoever may order for your authority finds the prepared order under “Your turn” and"
        " submits it.",
    ),
    "body-what-next": Text("Wie es weitergeht", "What happens next"),
    "body-next-place": Text(
        "Ihre Stelle schickt die Bestellung ab", "Your authority submits the order"
    ),
    "body-next-review": Text("BayKommun prüft", "BayKommun reviews"),
    "body-next-days": Counted(
        Text("innerhalb von {count} Arbeitstag", "within {count} working day"),
        Text("innerhalb von {count} Arbeitstagen", "within {count} working days"),
    ),
    "body-next-sign": Text(
        "Eine zeichnungsbefugte Person Ihrer Stelle unterschreibt",
        "A signatory of your authority signs",
    ),
    "body-next-sign-days": Counted(
        Text(
            "{count} Arbeitstag ab Angebot des Vertrags",
            "{count} working day from the offer of the contract",
        ),
        Text(
            "{count} Arbeitstage ab Angebot des Vertrags",
            "{count} working days from the offer of the contract",
        ),
    ),
    "body-next-setup": Text(
        "Die einrichtende Stelle meldet sich", "Whoever sets it up gets in touch"
    ),
    "body-next-setup-days": Counted(
        Text(
            "{count} Arbeitstag nach Vertragsschluss",
            "{count} working day after the contract is concluded",
        ),
        Text(
            "{count} Arbeitstage nach Vertragsschluss",
            "{count} working days after the contract is concluded",
        ),
    ),
    "body-next-link": Text(
        "Sie teilen den Link zum Dienst mit", "You tell the link to the service"
    ),
    "body-next-link-days": Counted(
        Text(
            "{count} Arbeitstag nach Vertragsschluss",
            "{count} working day after the contract is concluded",
        ),
        Text(
            "{count} Arbeitstage nach Vertragsschluss",
            "{count} working days after the contract is concluded",
        ),
    ),
    "body-next-mails": Text(
        "Zu jedem Schritt bekommen die Beteiligten eine E-Mail.",
        "Everyone concerned gets an e-mail at each step.",
    ),
    "done-body-placed": Text(
        "Ihre Bestellung ist abgeschickt. BayKommun prüft sie.",
        "Your order is submitted. BayKommun reviews it.",
    ),
    "done-body-prepared": Text(
        "Die Bestellung ist vorbereitet. Wer bestellen darf, kann sie jetzt abschicken.",
        "The order is prepared. Whoever may order can submit it now.",
    ),
    "body-see-active": Text("Zur laufenden Bestellung", "To the active order"),
    "body-see-successor": Text("Zum Nachfolger: {title}", "To the successor: {title}"),
    "body-see-partner": Text("Zum Anbieter: {name}", "To the provider: {name}"),
    "body-see-profile": Text("Steckbrief ansehen", "See the profile"),
    "body-not-orderable-title": Text(
        "Bestellen ist hier gerade nicht möglich", "Ordering is not possible here at present"
    ),
    "body-not-orderable-what": Text("{title}: {body}", "{title}: {body}"),
    "body-none-title": Text(
        "Sie handeln noch für keine Stelle", "You do not act for any authority yet"
    ),
    "body-none-what": Text(
        "Bestellen kann, wer für eine öffentliche Stelle registriert ist. Registrieren Sie sich"
        " zuerst für Ihre Stelle.",
        "Whoever is registered for a public authority can order. Please register for your"
        " authority first.",
    ),
}
