"""The words of the operator's home, of the search over everything, and of the mails that failed."""

from services.common.words import Counted, Sentence, Text

_HOME: dict[str, Sentence] = {
    "op-menu-home": Text("Arbeitsplatz", "Workplace"),
    "op-home": Text("Was wartet", "What waits"),
    "op-home-late": Counted(
        Text("{count} Vorgang wartet und ist überfällig", "{count} case waits and is overdue"),
        Text(
            "{count} Vorgänge warten, einiges ist überfällig",
            "{count} cases wait, some of them overdue",
        ),
    ),
    "op-home-late-what": Text(
        "Beginnen Sie mit den Warteschlangen, in denen „Überfällig“ steht.",
        "Begin with the queues marked as overdue.",
    ),
    "op-home-open": Counted(
        Text("{count} Vorgang wartet", "{count} case waits"),
        Text("{count} Vorgänge warten", "{count} cases wait"),
    ),
    "op-home-begin": Text("Beginnen mit: {queue}", "Begin with: {queue}"),
    "op-home-open-what": Text(
        "Nichts ist überfällig. Die Warteschlangen beginnen mit dem, was am längsten wartet.",
        "Nothing is overdue. The queues begin with what has waited longest.",
    ),
    "op-home-nothing": Text("Gerade wartet nichts auf Sie", "Nothing waits for you now"),
    "op-home-nothing-what": Text(
        "Neues erscheint hier, sobald es eingeht.", "New cases appear here as they come in."
    ),
    "op-home-queues": Text("Ihre Warteschlangen", "Your queues"),
    "op-home-queues-of-all": Text("Warteschlangen", "Queues"),
    "op-home-trail": Text(
        "Was geschah, und ist es unverändert?", "What happened, and is it as written?"
    ),
    "op-home-trail-last": Text(
        "Letzte Prüfung des Protokolls: {at}, Ergebnis: {state}.",
        "Last check of the audit trail: {at}, outcome: {state}.",
    ),
    "op-home-trail-never": Text(
        "Das Protokoll wurde noch nie geprüft.", "The audit trail has never been checked."
    ),
    "op-home-trail-check": Text("Protokoll prüfen", "Check the trail"),
    "op-home-trail-broken": Text(
        "Das Protokoll wurde nachträglich verändert", "The audit trail was altered afterwards"
    ),
    "op-home-trail-see": Text("Prüfung ansehen", "See the check"),
    "op-queue": Text("Warteschlange", "Queue"),
    "op-open-count": Text("Offen", "Open"),
    "op-first-due": Text("Am frühesten fällig", "First due"),
    "op-overdue": Text("Überfällig", "Overdue"),
    "op-oldest": Text("Ältester Eintrag", "Oldest entry"),
    "op-waits-days": Counted(
        Text("seit {count} Arbeitstag", "for {count} working day"),
        Text("seit {count} Arbeitstagen", "for {count} working days"),
    ),
    "op-waits-today": Text("seit heute", "since today"),
    "op-home-no-queues": Text(
        "Für Ihre Aufgabe gibt es keine Warteschlange.", "There is no queue for your task."
    ),
    "op-role-review": Text("Prüfung", "Review"),
    "op-role-support": Text("Unterstützung", "Support"),
    "op-role-countersign": Text("Gegenzeichnung", "Countersigning"),
    "op-role-edit": Text("Redaktion", "Editors"),
    "op-away": Text("gerade nicht erreichbar", "not available at the moment"),
    "op-home-registrations": Text("Registrierungen", "Registrations"),
    "op-home-authorities": Text("Zeichnungsbefugnisse", "Signing authorities"),
    "op-home-orders": Text("Bestellungen prüfen", "Orders to review"),
    "op-home-countersign": Text("Verträge gegenzeichnen", "Contracts to countersign"),
    "op-home-support": Text("Unterstützung bei Bestellungen", "Support for orders"),
    "op-home-unsealed": Text("Verträge ohne Siegel", "Contracts without a seal"),
    "op-home-mails": Text("Gescheiterte E-Mails", "Failed mails"),
    "op-home-tickets": Text("Tickets, die auf BayKommun warten", "Tickets that wait for BayKommun"),
    "op-home-drafts": Text("Eingereichte Steckbriefe", "Profiles handed in"),
    "op-home-returned": Text("Zurückgegebene Steckbriefe", "Profiles sent back"),
    "op-home-countersign-of-others": Counted(
        Text(
            "{count} davon haben Sie freigegeben: Den zeichnet jemand anderes gegen",
            "You released {count} of them: somebody else countersigns that",
        ),
        Text(
            "{count} davon haben Sie freigegeben: Die zeichnet jemand anderes gegen",
            "You released {count} of them: somebody else countersigns those",
        ),
    ),
    "op-home-drafts-of-others": Counted(
        Text(
            "{count} davon haben Sie mitgeschrieben: Den prüft jemand anderes",
            "You are an author of {count} of them: somebody else reviews that",
        ),
        Text(
            "{count} davon haben Sie mitgeschrieben: Die prüft jemand anderes",
            "You are an author of {count} of them: somebody else reviews those",
        ),
    ),
    "op-home-links": Text("Links, die nicht antworten", "Links that do not answer"),
    "op-home-parked": Text("Nicht verarbeitete Nachrichten", "Messages not handled"),
    "op-home-orphans": Text("Was liegen bleiben würde", "What would be left lying"),
    "op-home-no-orphans": Text(
        "Alles, was wartet, hat jemanden, der sich kümmern kann.",
        "Everything that waits has somebody who can see to it.",
    ),
    "op-orphan": Text("Bestellung oder Registrierung", "Order or registration"),
    "op-orphan-due": Text("Fällig", "Due"),
    "op-orphan-flaw": Text("Woran es liegt", "What is wrong"),
    "op-home-owners": Text("Wer am Zug ist", "Whose turn it is"),
    "op-owner": Text("Zuständig", "In charge"),
    "op-owner-who": Text("Am Zug", "Next"),
    "op-owner-what": Text("Worum es geht", "What it is about"),
    "op-owner-orders": Text("Bestellungen", "Orders"),
    "op-owner-contracts": Text("Verträge", "Contracts"),
    "op-owner-setups": Text("Einrichtungen", "Setups"),
    "op-owner-registrations": Text("Registrierungen", "Registrations"),
    "op-owner-registrations-reviewed": Text(
        "Registrierungen mit bestätigter E-Mail-Adresse; die Liste zeigt auch die übrigen offenen",
        "Registrations with a confirmed email address; the list shows the other open ones, too",
    ),
    "op-owner-registrations-returned": Text(
        "Registrierungen in Rückfrage; die ohne bestätigte E-Mail-Adresse stehen unter „Offen“",
        "Registrations asked back; those without a confirmed email address are under “Open”",
    ),
    "op-owner-authorities": Text("Zeichnungsbefugnisse", "Signing authorities"),
    "op-home-no-orders": Text(
        "Gerade wartet nichts auf jemanden.", "Nothing waits for anybody now."
    ),
}

_CHANGES: dict[str, Sentence] = {
    "op-home-new": Text("Seit Ihrem letzten Besuch", "Since your last visit"),
    "op-home-new-since": Text(
        "Zuletzt waren Sie hier am {moment}. Ein Besuch endet, wenn Sie diese Seite eine halbe"
        " Stunde nicht geöffnet haben.",
        "You were last here on {moment}. A visit ends when you have not opened this page for half"
        " an hour.",
    ),
    "op-home-first-visit": Text(
        "Ein früherer Besuch ist nicht vermerkt. Beim nächsten Mal steht hier, was seit heute neu"
        " ist.",
        "No earlier visit is noted. Next time you read here what is new since today.",
    ),
    "op-home-nothing-new": Text("Seither ist nichts Neues da.", "Nothing has come since then."),
    "op-new-orders": Counted(
        Text("{count} neue Bestellung", "{count} new order"),
        Text("{count} neue Bestellungen", "{count} new orders"),
    ),
    "op-new-orders-away": Text(
        "Neue Bestellungen: gerade nicht bekannt", "New orders: not known at the moment"
    ),
    "op-new-registrations": Counted(
        Text(
            "{count} neue Registrierung, die noch wartet", "{count} new registration, still waiting"
        ),
        Text(
            "{count} neue Registrierungen, die noch warten",
            "{count} new registrations, still waiting",
        ),
    ),
    "op-new-registrations-away": Text(
        "Neue Registrierungen: gerade nicht bekannt", "New registrations: not known at the moment"
    ),
    "op-new-mails": Counted(
        Text("{count} weitere gescheiterte E-Mail", "{count} more failed mail"),
        Text("{count} weitere gescheiterte E-Mails", "{count} more failed mails"),
    ),
    "op-new-mails-away": Text(
        "Gescheiterte E-Mails: gerade nicht bekannt", "Failed mails: not known at the moment"
    ),
    "op-new-parked": Counted(
        Text("{count} weitere nicht verarbeitete Nachricht", "{count} more message not handled"),
        Text("{count} weitere nicht verarbeitete Nachrichten", "{count} more messages not handled"),
    ),
    "op-new-parked-away": Text(
        "Nicht verarbeitete Nachrichten: gerade nicht bekannt",
        "Messages not handled: not known at the moment",
    ),
}

_STEPS: dict[str, Sentence] = {
    "op-home-steps": Text("Wie lange die Schritte dauern", "How long the steps take"),
    "op-steps-slow": Counted(
        Text(
            "Der Engpass ist der Schritt „{step}“: Die Hälfte der Bestellungen braucht dafür"
            " {count} Arbeitstag oder länger, vorgesehen sind {allowed}.",
            "The bottleneck is the step “{step}”: half of the orders take {count} working day or"
            " longer for it, {allowed} are planned.",
        ),
        Text(
            "Der Engpass ist der Schritt „{step}“: Die Hälfte der Bestellungen braucht dafür"
            " {count} Arbeitstage oder länger, vorgesehen sind {allowed}.",
            "The bottleneck is the step “{step}”: half of the orders take {count} working days or"
            " longer for it, {allowed} are planned.",
        ),
    ),
    "op-steps-in-time": Counted(
        Text(
            "In keinem Schritt dauert es üblicherweise länger als vorgesehen. Am knappsten ist"
            " „{step}“: Die Hälfte der Bestellungen braucht höchstens {count} von {allowed}"
            " Arbeitstagen.",
            "No step usually takes longer than planned. The closest is “{step}”: half of the"
            " orders take at most {count} of {allowed} working days.",
        ),
        Text(
            "In keinem Schritt dauert es üblicherweise länger als vorgesehen. Am knappsten ist"
            " „{step}“: Die Hälfte der Bestellungen braucht höchstens {count} von {allowed}"
            " Arbeitstagen.",
            "No step usually takes longer than planned. The closest is “{step}”: half of the"
            " orders take at most {count} of {allowed} working days.",
        ),
    ),
    "op-steps-unknown": Text(
        "Für einen Median haben noch zu wenige Bestellungen diese Schritte durchlaufen.",
        "Too few orders have gone through these steps to tell a median.",
    ),
    "op-step": Text("Schritt", "Step"),
    "op-step-median": Text("Median in Arbeitstagen", "Median in working days"),
    "op-step-allowed": Text("Vorgesehen", "Planned"),
    "op-step-count": Text("Gemessene Bestellungen", "Orders measured"),
    "op-steps-what": Text(
        "Gezählt sind alle laufenden Bestellungen und die, deren Dienst online ist.",
        "All running orders are counted, and those whose service is live.",
    ),
    "op-steps-by-service": Text("Zahlen je Dienst ansehen", "See the figures of each service"),
}

_SUPPORT: dict[str, Sentence] = {
    "op-home-cases": Text("Ihre offenen Fälle", "Your open cases"),
    "op-home-all-cases": Text(
        "Alle Fälle der Unterstützung ansehen ({count})", "See all cases of support ({count})"
    ),
    "op-home-no-cases": Text(
        "Gerade wartet keine Bestellung auf die Unterstützung.",
        "No order waits for support now.",
    ),
    "op-home-late-setups": Text("Überfällige Einrichtungen", "Late setups"),
    "op-home-no-late": Text(
        "Niemand ist mit einer Einrichtung überfällig.", "Nobody is late with a setup."
    ),
    "op-home-all-setups": Text("Alle offenen Einrichtungen ansehen", "See all open setups"),
    "op-late-party": Text("Wer einrichtet", "Who sets up"),
    "op-late-since": Text("Überfällig seit", "Late since"),
    "op-home-requests": Text("Bitten um Unterstützung", "Requests for support"),
    "op-requests-what": Text(
        "Hier hat jemand um Unterstützung gebeten. Mit Ihrer Antwort in der Bestellung ist das"
        " erledigt.",
        "Somebody has asked for support here. Your answer in the order settles the request.",
    ),
    "op-requests-due": Text("Antwort bis", "Answer by"),
    "op-requests-state": Text("Stand der Bestellung", "State of the order"),
    "op-requests-none": Text(
        "Gerade hat niemand um Unterstützung gebeten.", "Nobody has asked for support now."
    ),
    "op-late-unnamed": Text("Einrichtende Stelle", "Setup party"),
    "op-late-of": Text("Offene Einrichtungen: {party}", "Open setups: {party}"),
    "op-late-what": Text(
        "Was hier steht, wartet auf diese einrichtende Stelle. Das Überfällige steht oben.",
        "What stands here waits for this setup party. What is overdue comes first.",
    ),
    "op-late-none": Text(
        "Von dieser Stelle wird gerade keine Einrichtung erwartet.",
        "No setup is expected from this party now.",
    ),
}

_SEARCH: dict[str, Sentence] = {
    "op-search-example": Text("Name, Stelle, Nummer", "Name, authority, number"),
    "op-search-all": Text("Alles durchsuchen", "Search everything"),
    "op-search": Text("Suche", "Search"),
    "op-search-what": Text(
        "Name, E-Mail-Adresse, Stelle, Gemeindeschlüssel, Dienst, Nummer oder Kennung",
        "Name, e-mail address, authority, municipality key, service, number or id",
    ),
    "op-search-do": Text("Suchen", "Search"),
    "op-search-begin": Text(
        "Von Namen und Nummern genügt der Anfang. Eine ganze Nummer, Adresse oder Kennung führt"
        " direkt zur Sache.",
        "The beginning of names and numbers is enough. A whole number, address or id leads"
        " straight to the thing.",
    ),
    "op-search-short": Text("Geben Sie mindestens zwei Zeichen ein.", "Type at least two letters."),
    "op-search-nothing": Text("Nichts gefunden", "Nothing found"),
    "op-search-nothing-what": Text(
        "Prüfen Sie die Schreibweise, oder geben Sie nur den Anfang ein.",
        "Check the spelling, or type the beginning only.",
    ),
    "op-search-exact": Text("Genau gefunden", "Found exactly"),
    "op-exact-order": Text("Bestellung", "Order"),
    "op-exact-contract": Text("Vertrag", "Contract"),
    "op-exact-ticket": Text("Ticket mit allem zur Bestellung", "Ticket, with all about the order"),
    "op-exact-person": Text("Person", "Person"),
    "op-exact-registration": Text("Registrierung", "Registration"),
    "op-exact-body": Text("Stelle", "Authority"),
    "op-exact-mail": Text("E-Mail", "Mail"),
    "op-search-trail": Text(
        "Was im Protokoll zu dieser Kennung steht", "What the audit trail has about this id"
    ),
    "op-search-more": Text("Geben Sie mehr ein, um weniger zu finden.", "Type more to find fewer."),
    "op-search-people": Text("Personen", "People"),
    "op-search-all-people": Text("Alle Personen dazu ansehen", "See all these people"),
    "op-search-registration": Text("Registrierung {state}", "registration {state}"),
    "op-search-bodies": Text("Stellen", "Authorities"),
    "op-search-services": Text("Dienste", "Services"),
    "op-search-all-services": Text("Im Katalog suchen", "Search the catalogue"),
    "op-search-of-body": Text("{what}: {body}", "{what}: {body}"),
    "op-search-orders": Text("Bestellungen", "Orders"),
    "op-search-all-orders": Text("Alle Bestellungen dazu ansehen", "See all these orders"),
    "op-search-contracts": Text("Verträge", "Contracts"),
    "op-search-all-contracts": Text("Alle Verträge dazu ansehen", "See all these contracts"),
    "op-search-tickets": Text("Tickets", "Tickets"),
    "op-search-all-tickets": Text("Alle Tickets dazu ansehen", "See all these tickets"),
    "op-search-mails": Text("E-Mails", "Mails"),
    "op-search-all-mails": Text("Alle E-Mails dazu ansehen", "See all these mails"),
}

OPERATOR_HOME: dict[str, Sentence] = {
    **_HOME, **_CHANGES, **_STEPS, **_SUPPORT, **_SEARCH,
}  # fmt: skip
