"""What the public events and their fields mean, as vendors read it."""

from services.common.words import Text

EVENTS = {
    "de.digitalmarkt.order.setup_requested.v1": Text(
        "Sie sind gebeten, den Dienst einzurichten.",
        "You are asked to set the service up.",
    ),
    "de.digitalmarkt.order.changed.v1": Text(
        "Stand, Ansprechpersonen oder Frist haben sich geändert; live ist das gute Ende.",
        "State, contacts or due date changed; live is the good end.",
    ),
    "de.digitalmarkt.link.published.v1": Text(
        "Die Stelle hat den öffentlichen Link des Dienstes mitgeteilt.",
        "The authority told the public link of the service.",
    ),
    "de.digitalmarkt.order.terminated.v1": Text(
        "Die Bestellung ist nicht mehr bei Ihnen: beendet, zurückgezogen oder bei anderen.",
        "The order is not yours any more: ended, withdrawn, or with somebody else.",
    ),
    "de.digitalmarkt.profile.published.v1": Text(
        "Ein Dienst steht in einer neuen Version im Katalog.",
        "A service is in the catalogue in a new version.",
    ),
    "de.digitalmarkt.test.v1": Text(
        "Sie haben Ihren Webhook testen lassen; geschehen ist nichts. Nur als Webhook.",
        "You had your webhook tested; nothing has happened. By webhook only.",
    ),
}
ENVELOPE = {
    "specversion": Text("Version von CloudEvents", "version of CloudEvents"),
    "id": Text(
        "bei Wiederholung dieselbe; daran erkennen Sie Doppeltes",
        "the same when repeated; use it to drop repetitions",
    ),
    "source": Text("Herkunft", "origin"),
    "type": Text("Art des Ereignisses", "type of the event"),
    "subject": Text(
        "Kennung der Bestellung oder des Dienstes",
        "id of the order or of the service",
    ),
    "time": Text("wann es geschah (UTC)", "when it happened (UTC)"),
    "datacontenttype": Text("Form von data", "form of data"),
    "dataschema": Text("Name des Schemas", "name of the schema"),
    "sequence": Text(
        "zwölf Ziffern, wachsend je subject, nicht lückenlos",
        "twelve digits, growing within one subject, not contiguous",
    ),
    "correlationid": Text("bei Rückfragen nennen", "quote it when you ask us"),
    "traceparent": Text(
        "Spur nach W3C Trace Context, zum Weiterführen",
        "trace by W3C Trace Context, for you to continue",
    ),
    "partitionkey": Text("wie subject", "as subject"),
    "redelivered": Text(
        "nur wenn es schon zugestellt sein kann",
        "only where it may be there already",
    ),
}
ORDER = {
    "id": Text("Kennung der Bestellung", "id of the order"),
    "number": Text("Nummer, die Menschen nennen", "number people quote"),
    "body": Text("amtlicher Schlüssel der Stelle", "official key of the authority"),
    "body_name": Text("Name der Stelle", "name of the authority"),
    "profile": Text("Kennung des Online-Dienstes", "id of the service"),
    "profile_title": Text("Titel des Dienstes", "title of the service"),
    "profile_version": Text("bestellte Version des Dienstes", "version that was ordered"),
    "functional_contact": Text("fachliche Ansprechperson", "contact for the subject"),
    "technical_contact": Text("technische Ansprechperson", "contact for technical matters"),
    "specialist_system": Text("Fachverfahren der Stelle", "the authority's system"),
    "wanted_on": Text("gewünschter Tag", "day it is wanted on"),
    "state": Text("Stand der Bestellung", "state of the order"),
    "link": Text("öffentlicher Link, sobald bekannt", "public link once known"),
    "due_on": Text(
        "bis wann Sie am Zug sind; null, wenn andere es sind",
        "until when it is your turn; null when it is somebody else's",
    ),
    "leika_keys": Text("Schlüssel der Leistungen (LeiKa)", "keys of the public services (LeiKa)"),
    "contract_number": Text("Nummer des Vertrags", "number of the contract"),
    "url": Text("die Bestellung in der Schnittstelle", "the order in the API"),
}
PROFILE = {
    "id": Text("Kennung des Online-Dienstes", "id of the service"),
    "title": Text("Titel des Dienstes", "title of the service"),
    "version": Text("neue Version", "the new version"),
    "resource": Text("der Dienst in der Schnittstelle", "the service in the API"),
    "page": Text("Seite des Dienstes", "page of the service"),
}
