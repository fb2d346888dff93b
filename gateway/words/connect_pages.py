"""The words of the pages by which a vendor connects its programs."""

from services.common.words import Sentence, Text

CONNECT_PAGES: dict[str, Sentence] = {
    "connect": Text("Programme anbinden", "Connect programs"),
    "connect-title": Text("In einer Stunde anbinden", "Connect within an hour"),
    "connect-what": Text(
        "So erfahren Ihre Programme von jeder Einrichtung und melden zurück, was geschehen ist."
        " Die Warteschlange, ein Webhook oder der Abruf genügt; alle tragen dieselben Ereignisse.",
        "This is how your programs hear of every setup and report back. The queue, a webhook or"
        " the feed is enough; all of them carry the same events.",
    ),
    "connect-steps": Text("Schritte", "Steps"),
    "connect-done": Text("Erledigt", "Done"),
    "connect-client": Text("Technischen Zugang anlegen", "Make an API client"),
    "connect-client-what": Text(
        "Damit meldet sich Ihr Programm bei der Schnittstelle an, zum Beispiel für den Abruf.",
        "Your program signs in at the API with it, for the feed for example.",
    ),
    "connect-queue": Text("Warteschlange beantragen", "Ask for a queue"),
    "connect-queue-what": Text(
        "Sie bekommen Adresse, Benutzer und Geheimnis für RabbitMQ, in wenigen Sekunden.",
        "You get address, user and secret for RabbitMQ, within seconds.",
    ),
    "connect-read": Text("Warteschlange lesen", "Read the queue"),
    "connect-read-what": Text(
        "Starten Sie Ihr Programm. Hier steht „Erledigt“, sobald es die Warteschlange liest.",
        "Start your program. This says “done” as soon as it reads the queue.",
    ),
    "connect-report": Text("Zurückmelden", "Report back"),
    "connect-report-what": Text(
        "Jedes Ereignis nennt, wo Sie bestätigen, Fortschritt melden und abschließen können.",
        "Each event says where you can acknowledge, report progress and finish.",
    ),
    "connect-open": Text("Öffnen", "Open"),
    "connect-more": Text("Nachlesen", "Read on"),
    "connect-events": Text("Alle Ereignisse und ihre Felder", "All events and their fields"),
    "connect-api": Text("Beschreibung der Schnittstelle", "Description of the API"),
    "connect-asyncapi": Text(
        "Ereignisse für Programme (AsyncAPI)", "Events for programs (AsyncAPI)"
    ),
    "broker": Text("Zugang zum Broker", "Access to the broker"),
    "broker-what": Text(
        "In Ihrer Warteschlange auf RabbitMQ liegt, was mit den Bestellungen geschieht, die Sie"
        " einrichten. Ihre Benutzer dürfen sie lesen, sonst nichts.",
        "Your queue on RabbitMQ holds what happens to the orders you set up. Your users may read"
        " it, and nothing else.",
    ),
    "broker-none": Text("Noch keine Warteschlange", "No queue yet"),
    "broker-ended": Text("Der Zugang ist beendet", "The access has ended"),
    "broker-none-what": Text(
        "Beantragen Sie eine; sie ist in wenigen Sekunden da. Das Geheimnis sehen Sie nur einmal."
        " Was vorher geschah, kommt nach.",
        "Ask for one; it is there within seconds. You see the secret only once. What happened"
        " before follows.",
    ),
    "broker-denied": Text(
        "BayKommun hat den Zugang am {at} gesperrt", "BayKommun barred the access on {at}"
    ),
    "broker-denied-what": Text(
        "Webhooks und Abruf sind nicht betroffen. Ist das ein Irrtum, wenden Sie sich bitte an die"
        " Unterstützung: {email}",
        "Webhooks and feed are not affected. If this is a mistake, please turn to support: {email}",
    ),
    "broker-ask": Text("Warteschlange beantragen", "Ask for a queue"),
    "broker-setting-up": Text("Wird eingerichtet", "Being set up"),
    "broker-setting-up-what": Text(
        "Beantragt am {at}. Das dauert meist nur Sekunden; laden Sie die Seite dann neu.",
        "Asked for on {at}. It usually takes seconds; then load the page again.",
    ),
    "broker-trouble": Text(
        "Der Broker ist gerade nicht zu erreichen. Wir versuchen es weiter, das nächste Mal"
        " am {at}; BayKommun sieht es auch.",
        "The broker cannot be reached right now. We go on trying, next on {at}; BayKommun sees it,"
        " too.",
    ),
    "broker-ready": Text("Bereit", "Ready"),
    "broker-ending": Text("Endet", "Ending"),
    "broker-ending-what": Text(
        "Es kommt nichts mehr hinzu. Was noch darin liegt, können Sie bis {at} lesen.",
        "Nothing is added any more. You can read what is still in it until {at}.",
    ),
    "broker-secret": Text("Ihr Geheimnis, nur jetzt zu sehen", "Your secret, shown only now"),
    "broker-secret-what": Text(
        "Legen Sie es jetzt dort ab, wo Ihr Programm es findet. Wir haben es nicht gespeichert.",
        "Put it now where your program finds it. We have not kept it.",
    ),
    "broker-user": Text("Benutzer", "User"),
    "broker-password": Text("Geheimnis", "Secret"),
    "broker-address": Text("Alles in einer Adresse", "All in one address"),
    "broker-settings": Text("Einstellungen", "Settings"),
    "broker-host": Text("Rechner", "Host"),
    "broker-port": Text("Port", "Port"),
    "broker-tls": Text("TLS", "TLS"),
    "broker-yes": Text("ja", "yes"),
    "broker-no": Text("nein", "no"),
    "broker-vhost": Text("Virtueller Host", "Virtual host"),
    "broker-queue": Text("Warteschlange", "Queue"),
    "broker-in-it": Text("Darin", "In it"),
    "broker-counted": Text(
        "{messages} von {most} Ereignissen, gezählt am {at}",
        "{messages} of {most} events, counted on {at}",
    ),
    "broker-uncounted": Text("noch nicht gezählt", "not counted yet"),
    "broker-high": Text("Fast voll", "Nearly full"),
    "broker-full": Text("Voll", "Full"),
    "broker-full-what": Text(
        "Weitere Ereignisse warten bei uns und kommen nach, sobald Sie gelesen haben.",
        "Further events wait with us and follow once you have read.",
    ),
    "broker-users": Text("Benutzer und ihre Gültigkeit", "Users and how long they hold"),
    "broker-since": Text("Seit", "Since"),
    "broker-until": Text("Bis", "Until"),
    "broker-state": Text("Stand", "State"),
    "broker-unlimited": Text("unbefristet", "no end"),
    "broker-rotate": Text("Geheimnis wechseln", "Change the secret"),
    "broker-rotate-what": Text(
        "Sie bekommen einen zweiten Benutzer. Der bisherige gilt noch einen Tag, damit Sie in Ruhe"
        " umstellen.",
        "You get a second user. The one before works for a day more, so that you can change over.",
    ),
    "broker-rotate-at-once": Text(
        "Der bisherige endet sofort, zum Beispiel weil sein Geheimnis bekannt wurde",
        "The one before ends at once, because its secret got about for example",
    ),
    "broker-end": Text("Zugang beenden", "End the access"),
    "broker-end-what": Text(
        "Es kommt nichts mehr hinzu. Sie haben eine Woche, um zu lesen, was darin liegt; danach"
        " steht es nur noch im Abruf.",
        "Nothing is added any more. You have a week to read what is in it; after that only the"
        " feed has it.",
    ),
    "broker-end-at-once": Text(
        "Sofort beenden; Ungelesenes steht nur noch im Abruf",
        "End at once; only the feed has what was not read",
    ),
    "done-broker-end": Text("Der Zugang wird beendet.", "The access is being ended."),
    "clients": Text("Technische Zugänge", "API clients"),
    "clients-what": Text(
        "Ein technischer Zugang ist ein Programm, das sich bei der Schnittstelle anmeldet. Er darf"
        " nur, was Sie ankreuzen.",
        "An API client is a program that signs in at the API. It may do only what you tick.",
    ),
    "clients-none": Text("Noch kein technischer Zugang", "No API client yet"),
    "clients-none-what": Text("Legen Sie unten einen an.", "Make one below."),
    "clients-entry": Text(
        "Programme Ihrer Stelle mit eigenem Zugang", "Programs of your authority with own access"
    ),
    "client-new": Text("Neuer Zugang", "New client"),
    "client-name": Text("Bezeichnung", "Name"),
    "client-name-hint": Text(
        "Woran Sie das Programm erkennen, zum Beispiel „Abruf Produktion“",
        "How you recognise the program, “feed production” for example",
    ),
    "client-scopes": Text("Was darf das Programm?", "What may the program do?"),
    "client-scopes-hint": Text("So wenig wie nötig", "As little as needed"),
    "client-scope-events-read": Text("Ereignisse abrufen", "Read the feed of events"),
    "client-scope-webhooks-write": Text("Webhooks verwalten", "Manage webhooks"),
    "client-scope-orders-setup": Text(
        "Einrichtungen zurückmelden", "Report the progress of setups"
    ),
    "client-scope-orders-read": Text(
        "Bestellungen, Verträge und Tickets lesen", "Read orders, contracts and tickets"
    ),
    "client-scope-orders-write": Text("Bestellen und Tickets schreiben", "Order and write tickets"),
    "client-scope-levy-read": Text("Umlage lesen", "Read the levy"),
    "client-scope-audit-read": Text("Protokoll lesen", "Read the audit trail"),
    "client-scope-catalog-read": Text("Katalog lesen", "Read the catalogue"),
    "client-expires": Text("Gültig bis", "Valid until"),
    "client-expires-hint": Text("Ohne Angabe ein Jahr", "A year, if you say nothing"),
    "client-create": Text("Zugang anlegen", "Make the client"),
    "client-id": Text("Kennung", "Client id"),
    "client-may": Text("Darf", "May"),
    "client-state": Text("Stand", "State"),
    "client-open": Text("Gilt bis {day}", "Holds until {day}"),
    "client-over": Text("Widerrufen", "Revoked"),
    "client-expired": Text("Abgelaufen", "Expired"),
    "client-former": Text("bisheriges Geheimnis gilt bis {at}", "former secret holds until {at}"),
    "client-acts": Text("Möglich", "Possible"),
    "client-rotate": Text("Geheimnis wechseln", "Change the secret"),
    "client-revoke": Text("Widerrufen", "Revoke"),
    "client-revoke-what": Text(
        "Das Programm kommt sofort nicht mehr herein. Rückgängig machen lässt sich das nicht; Sie"
        " können einen neuen Zugang anlegen.",
        "The program is locked out at once. This cannot be undone; you can make a new client.",
    ),
    "client-revoke-do": Text("Endgültig widerrufen", "Revoke for good"),
    "client-token": Text(
        "So meldet sich Ihr Programm an: POST {path} mit grant_type=client_credentials, Kennung und"
        " Geheimnis gibt einen Zugriffsschlüssel (access_token) für zehn Minuten. Er steht bei"
        " jedem Aufruf im Kopf „Authorization: Bearer …“.",
        "This is how your program signs in: POST {path} with grant_type=client_credentials, id and"
        " secret gives an access token for ten minutes. It stands in the header"
        " “Authorization: Bearer …” of each call.",
    ),
    "client-docs": Text("Alle Aufrufe", "All calls"),
    "done-client-revoked": Text("Der Zugang ist widerrufen.", "The client is revoked."),
}
