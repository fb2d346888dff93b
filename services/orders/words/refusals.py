"""What orders says when it refuses something, by code."""

from services.common.words import Sentence, Text

REFUSALS: dict[str, Sentence] = {
    "order-not-found": Text(
        "Diese Bestellung gibt es nicht, oder sie gehört nicht zu Ihrer Stelle.",
        "There is no such order, or it is not one of your authority.",
    ),
    "profile-not-found": Text(
        "Diesen Dienst gibt es nicht im Katalog.", "There is no such service in the catalogue."
    ),
    "task-not-found": Text(
        "Diese Aufgabe gibt es in der Bestellung nicht.", "There is no such task in this order."
    ),
    "task-not-yours": Text(
        "Diese Aufgabe gehört einer anderen Seite; nur diese kann sie abhaken.",
        "This task belongs to another side; only that side can tick it.",
    ),
    "task-by-link": Text(
        "Diese Aufgabe wird nicht abgehakt. Sie ist erledigt, sobald der Link zum Online-Dienst"
        " mitgeteilt ist und passt.",
        "This task is not ticked. It is done as soon as the link to the online service is told and"
        " fits.",
    ),
    "task-too-early": Text(
        "Diese Aufgabe ist noch nicht dran: Der Schritt davor ist noch nicht erledigt.",
        "It is too early for this task: the step before it is not done yet.",
    ),
    "task-by-stages": Text(
        "Diese Aufgabe wird nicht abgehakt. Sie ist erledigt, sobald die Schnittstelle bereit oder"
        " nicht nötig ist.",
        "This task is not ticked. It is done as soon as the interface is ready or not needed.",
    ),
    "task-without-stages": Text(
        "Diese Aufgabe wird abgehakt; einzelne Schritte hat sie nicht.",
        "This task is ticked; it has no steps of its own.",
    ),
    "stage-not-next": Text(
        "Dieser Schritt der Schnittstelle ist gerade nicht dran. Bitte laden Sie die Seite neu.",
        "This step of the interface is not the next one. Please load the page again.",
    ),
    "task-done-or-stage": Text(
        "Bitte sagen Sie entweder, ob die Aufgabe erledigt ist, oder wie weit die Schnittstelle"
        " ist.",
        "Please say either whether the task is done, or how far the interface is.",
    ),
    "stage-odd-field": Text(
        "Diese Angabe gehört nicht zu diesem Schritt.", "This does not belong to this step."
    ),
    "contact-not-found": Text(
        "Diese Ansprechperson nennt keine laufende Bestellung der Stelle (mehr).",
        "No open order of the authority names this contact (any more).",
    ),
    "same-contact": Text(
        "Das ist dieselbe Person. Bitte nennen Sie die Nachfolge.",
        "This is the same person. Please name the successor.",
    ),
    "order-exists": Text(
        "Für diesen Dienst läuft schon eine Bestellung Ihrer Stelle, der Verwaltungsgemeinschaft"
        " oder eines Mitglieds. Bitte fragen Sie dort nach oder BayKommun.",
        "An order of this service is already active for your authority, its joint"
        " administration or one of the members. Please ask there, or ask BayKommun.",
    ),
    "order-exists-number": Text(
        "Für diesen Dienst läuft schon die Bestellung {number}. Bitte führen Sie diese weiter.",
        "The order {number} of this service is already active. Please go on with that one.",
    ),
    "order-no-duplicate": Text(
        "Das ist keine zweite laufende Bestellung desselben Dienstes für dieselbe Stelle.",
        "That is no second active order of the same service for the same authority.",
    ),
    "number-taken": Text(
        "Die Bestellnummer war gerade vergeben. Bitte senden Sie die Bestellung noch einmal.",
        "The number was taken at that moment. Please send the order again.",
    ),
    "order-wrong-state": Text(
        "Das geht im jetzigen Stand der Bestellung nicht. {turn}{last}",
        "That is not possible in the order's present state. {turn}{last}",
    ),
    "order-nothing-open": Text(
        "Das geht gerade nicht, denn dazu ist nichts offen. {turn}{last}",
        "That is not possible now, for nothing of the kind is open. {turn}{last}",
    ),
    "order-closed": Text(
        "Die Bestellung ist abgeschlossen ({state_label}) und lässt sich nicht mehr ändern.{last}",
        "The order is closed ({state_label}) and cannot be changed any more.{last}",
    ),
    "support-open": Text(
        "Um Unterstützung ist schon gebeten; BayKommun antwortet bis {due_on}. Was noch fehlt,"
        " schreiben Sie als Nachricht zur Bestellung.",
        "Support has been asked for already; BayKommun answers by {due_on}. Write what is missing"
        " as a message to the order.",
    ),
    "support-not-asked": Text(
        "Zu dieser Bestellung ist keine Bitte um Unterstützung offen.",
        "No request for support is open for this order.",
    ),
    "order-resting": Text(
        "Das geht im jetzigen Stand nicht ({state_label}); niemand muss gerade etwas tun.{last}",
        "That is not possible in the present state ({state_label}); nobody has to act now.{last}",
    ),
    "order-claimed": Text(
        "Diese Bestellung prüft schon {claimed_by}. Frei wird sie wieder am {claimed_until}.",
        "{claimed_by} is reviewing this order already. It is free again on {claimed_until}.",
    ),
    "changed-meanwhile": Text(
        "Jemand hat die Bestellung inzwischen geändert. Bitte laden Sie sie neu.",
        "Somebody has changed the order meanwhile. Please load it again.",
    ),
    "order-changed-meanwhile": Text(
        "Jemand hat die Bestellung inzwischen geändert. Bitte laden Sie sie neu.{last}",
        "Somebody has changed the order meanwhile. Please load it again.{last}",
    ),
    "acted-meanwhile": Text(
        "Im selben Moment hat jemand anderes gehandelt. Bitte sehen Sie nach, ob Ihr Schritt noch"
        " nötig ist.{last}",
        "Somebody else acted at the same moment. Please see whether your step is still needed."
        "{last}",
    ),
    "link-changed-meanwhile": Text(
        "Die Stelle hat inzwischen einen anderen Link gemeldet. Bitte prüfen Sie diesen.{last}",
        "The authority has told another link meanwhile. Please look at that one.{last}",
    ),
    "version-changed": Text(
        "Der Steckbrief hat sich geändert: Kosten, Bedingungen oder Kurzanleitung sind anders als"
        " in Version {ordered}. Bitte bestätigen Sie Version {current}.",
        "The profile has changed: cost, terms or guide differ from version {ordered}."
        " Please confirm version {current}.",
    ),
    "version-outdated": Text(
        "Bestellt wurde Version {ordered} des Steckbriefs, inzwischen gilt Version {current}."
        " Geben Sie die bestellte Version ausdrücklich frei oder fragen Sie zurück.",
        "Ordered was version {ordered} of the profile, by now version {current} holds."
        " Release the ordered version expressly, or ask back.",
    ),
    "copy-filling": Text(
        "Das System startet noch. Bitte versuchen Sie es in einer Minute noch einmal.",
        "The system is still starting. Please try again in a minute.",
    ),
    "body-unknown": Text("Diese Stelle kennen wir nicht.", "We do not know this authority."),
    "body-ended": Text(
        "Diese Stelle gibt es nicht mehr; bestellen Sie für ihren Nachfolger.",
        "This authority does not exist any more; order for its successor.",
    ),
    "body-uninhabited": Text(
        "Ein gemeindefreies Gebiet kann nicht bestellen.",
        "An uninhabited area cannot place an order.",
    ),
    "profile-unknown": Text(
        "Diesen Dienst gibt es nicht im Katalog.", "There is no such service in the catalogue."
    ),
    "vendor-unknown": Text(
        "Diese einrichtende Stelle kennen wir nicht. Bitte wählen Sie eine aus der Liste.",
        "We do not know this setup party. Please choose one of the list.",
    ),
    "provider-unknown": Text(
        "Diesen IT-Dienstleister kennen wir nicht. Bitte wählen Sie einen aus der Liste.",
        "We do not know this IT provider. Please choose one of the list.",
    ),
    "system-unknown": Text(
        "Dieses Fachverfahren kennen wir nicht. Bitte wählen Sie eines aus der Liste oder lassen"
        " Sie das Feld leer.",
        "We do not know this specialist system. Please choose one of the list or leave it empty.",
    ),
    "costs-not-acknowledged": Text(
        "Die Schnittstelle zu diesem Fachverfahren kostet die Stelle etwas. Bitte bestätigen Sie,"
        " dass Sie das wissen.",
        "The interface to this specialist system costs the authority something. Please confirm that"
        " you know.",
    ),
    "mandate-ambiguous": Text(
        "Mehrere Vollmachten passen; bitte nennen Sie eine davon.",
        "Several mandates fit; please name one of them.",
    ),
    "day-over": Text(
        "Dieser Tag ist schon vorbei. Bitte wählen Sie einen späteren.",
        "This day is over already. Please choose a later one.",
    ),
    "link-invalid": Text("Dieser Link passt nicht: {first}", "This link does not fit: {first}"),
    "link-not-of-portal": Text(
        "Bitte geben Sie nur die Adresse aus dem BayernPortal an; sie beginnt mit https.",
        "Please give nothing but the address in the BayernPortal; it begins with https.",
    ),
    "link-no-service": Text(
        "Das ist kein Link zu einer Leistung im BayernPortal.",
        "This is no link to a service in the BayernPortal.",
    ),
    "link-of-another": Text(
        "Der Link gehört zu einer anderen Stelle. Bitte wählen Sie im BayernPortal Ihren Ort. Ist"
        " es doch Ihrer, fordern Sie zu dieser Bestellung Unterstützung an.",
        "The link is that of another authority. Please choose your own place in the BayernPortal."
        " If it is yours after all, ask for support with this order.",
    ),
    "link-names-no-number": Text(
        "Dieser Link nennt keine Nummer des BayernPortals, an der die Stelle zu erkennen wäre.",
        "This link names no number of the BayernPortal by which the authority could be known.",
    ),
    "link-too-long": Text(
        "Dieser Link enthält zu viele Angaben.", "This link holds too many fields."
    ),
    "not-permitted": Text(
        "Dazu fehlt Ihnen die Berechtigung. Bitte wenden Sie sich an Ihre Administration.",
        "You lack the permission to do this. Please ask your administration for it.",
    ),
    "not-permitted-register": Text(
        "Für diese Stelle sind Sie nicht tätig. Bitte registrieren Sie sich für sie oder lassen Sie"
        " sich eine Vollmacht erteilen.",
        "You do not act for this authority. Please register for it, or have a mandate given to"
        " you.",
    ),
    "not-permitted-ask-role": Text(
        "Dafür fehlt Ihnen in dieser Stelle die Rolle. Bitte fragen Sie die Administration Ihrer"
        " Stelle danach.",
        "You lack the role for this here. Please ask the administration of your authority for it.",
    ),
}
