"""The words of the pages about a body, its people and its mandates."""

from services.common.words import Counted, Sentence, Text

PEOPLE_PAGES: dict[str, Sentence] = {
    "our-body": Text("Unsere Stelle", "Our authority"),
    "body-kind": Text("Art", "Kind"),
    "body-seat": Text("Sitz", "Seat"),
    "body-district": Text("Landkreis", "District"),
    "body-population": Text("Bevölkerung", "Population"),
    "body-population-is": Counted(
        Text("{count} Person", "{count} person"), Text("{count} Personen", "{count} people")
    ),
    "body-key": Text("Amtlicher Schlüssel", "Official key"),
    "body-ended": Text(
        "Diese Stelle gibt es nicht mehr. Ihre Aufgaben hat übernommen:",
        "This authority has ended. Its tasks went to:",
    ),
    "body-people-what": Text(
        "Wer für die Stelle handelt, mit welcher Aufgabe",
        "Who acts for the authority, in which role",
    ),
    "body-signing-what": Text(
        "Wer Verträge unterschreiben darf, und bis wann", "Who may sign contracts, and until when"
    ),
    "body-mandates-what": Text(
        "Wen die Stelle für sich handeln lässt, und für wen sie handelt",
        "Whom the authority lets act for it, and for whom it acts",
    ),
    "people": Text("Personen", "People"),
    "people-title": Text("Personen: {body}", "People: {body}"),
    "people-contact": Text("Kontakt", "Contact"),
    "people-roles": Text("Aufgaben", "Roles"),
    "people-state": Text("Konto", "Account"),
    "people-you": Text("(Sie)", "(you)"),
    "people-signs": Text("Darf unterschreiben", "May sign"),
    "people-no-role": Text("keine", "none"),
    "people-change": Text("Aufgaben ändern", "Change roles"),
    "people-none": Text("Noch niemand", "Nobody yet"),
    "people-none-what": Text(
        "Für diese Stelle ist noch niemand freigeschaltet.",
        "Nobody is approved for this authority yet.",
    ),
    "people-who-manages": Text(
        "Einladen und Aufgaben ändern darf, wer die Aufgabe „Administration der Stelle“ hat.",
        "Whoever has the role “Administration of the authority” may invite people and change"
        " roles.",
    ),
    "people-nobody-manages": Text("Bei Ihnen hat sie noch niemand.", "Nobody has it here yet."),
    "people-become-admin": Text(
        "Diese Aufgabe beantragen (über eine Registrierung für Ihre Stelle)",
        "Apply for this role (by a registration for your authority)",
    ),
    "people-choose": Text("Bitte wählen", "Please choose"),
    "people-role-member": Text(
        "Vorbereitung: sieht alles und bereitet Bestellungen vor",
        "Preparing: sees everything and prepares orders",
    ),
    "people-role-officer": Text(
        "Bestellung: bestellt und verfolgt alles",
        "Ordering: orders and follows everything",
    ),
    "people-role-admin": Text(
        "Administration der Stelle: bestellt, lädt ein und vergibt Aufgaben",
        "Administration of the authority: orders, invites people and gives roles",
    ),
    "people-invite": Text("Person einladen", "Invite somebody"),
    "people-invite-title": Text("Wen möchten Sie einladen?", "Whom do you want to invite?"),
    "people-invite-what": Text(
        "Die Person bekommt eine E-Mail, meldet sich mit dem eigenen Zertifikat an und registriert"
        " sich. BayKommun prüft wie immer.",
        "They get a mail, sign in with their own certificate and register. BayKommun reviews it as"
        " always.",
    ),
    "people-invite-name": Text("Vor- und Nachname", "Given and family name"),
    "people-invite-name-hint": Text(
        "So, wie er im Zertifikat steht", "As it stands in the certificate"
    ),
    "people-invite-email": Text("E-Mail-Adresse", "E-mail address"),
    "people-invite-role": Text("Aufgabe", "Role"),
    "people-invite-send": Text("Einladung verschicken", "Send the invitation"),
    "people-invited": Text("Eingeladen", "Invited"),
    "people-invited-until": Text("gilt bis", "valid until"),
    "people-invitation-revoke": Text("Einladung zurücknehmen", "Take the invitation back"),
    "done-people-invited": Text("Die Einladung ist verschickt.", "The invitation has been sent."),
    "done-people-invitation-revoked": Text(
        "Die Einladung ist zurückgenommen.", "The invitation has been taken back."
    ),
    "people-roles-title": Text("Welche Aufgaben hat {name}?", "Which roles has {name}?"),
    "people-roles-what": Text(
        "Die Aufgaben gelten ab sofort. Stelle: {body}.",
        "The roles count from now on. Authority: {body}.",
    ),
    "people-roles-none": Text(
        "Ohne Aufgabe handelt die Person nicht mehr für die Stelle. Eine Zeichnungsbefugnis bleibt"
        " davon unberührt; beenden Sie sie gesondert.",
        "Without a role they no longer act for the authority. A signing authority is not"
        " touched by"
        " that; end it separately.",
    ),
    "people-roles-save": Text("Aufgaben speichern", "Save roles"),
    "done-people-roles": Text("Die Aufgaben sind gespeichert.", "The roles have been saved."),
    "people-hand-over": Text("Bestellungen übergeben", "Hand orders over"),
    "people-hand-over-what": Text(
        "Geht jemand in Urlaub oder verlässt die Stelle? Alle laufenden Bestellungen und die"
        " Nennungen als Ansprechperson wechseln auf einmal zu einer anderen Person. Beide bekommen"
        " eine E-Mail.",
        "Is somebody going on leave, or leaving the authority? All orders under way and all"
        " entries as a contact go to another person at once. Both get a mail.",
    ),
    "people-hand-over-go": Text("Bestellungen übergeben …", "Hand orders over …"),
    "people-hand-over-title": Text("Wer übergibt an wen?", "Who hands over to whom?"),
    "people-from": Text("Bisher zuständig", "In charge until now"),
    "people-to": Text("Künftig zuständig", "In charge from now on"),
    "people-hand-over-do": Text("Alles übergeben", "Hand everything over"),
    "done-people-handed-over": Text(
        "Alles Laufende ist übergeben.", "Everything under way has been handed over."
    ),
    "mandate": Text("Vollmacht", "Mandate"),
    "mandates": Text("Vollmachten", "Mandates"),
    "mandates-title": Text("Vollmachten: {body}", "Mandates: {body}"),
    "mandates-what": Text(
        "Mit einer Vollmacht handelt eine andere Stelle oder eine Person für Sie, in den Grenzen,"
        " die Sie setzen. Eine Verwaltungsgemeinschaft braucht für ihre Mitglieder keine.",
        "By a mandate another authority or a person acts for you, within the limits you set. A"
        " joint"
        " administration needs none for its members.",
    ),
    "mandates-past-what": Text(
        "Diese Vollmachten sind abgelaufen.", "The last day of these mandates is over."
    ),
    "mandates-past": Text("Abgelaufene Vollmachten", "Past mandates"),
    "mandates-present": Text("Zurück zu den heutigen Vollmachten", "Back to today's mandates"),
    "mandates-none-past": Text(
        "Bisher ist keine Vollmacht dieser Stelle abgelaufen.",
        "No mandate of this authority has run out so far.",
    ),
    "mandates-given": Text("Von der Stelle erteilt", "Given by the authority"),
    "mandates-held": Text("Der Stelle erteilt", "Given to the authority"),
    "mandates-none": Text("Keine Vollmachten", "No mandates"),
    "mandates-none-what": Text(
        "Erteilen Sie eine, wenn jemand anderes für Ihre Stelle handeln soll.",
        "Give one where somebody else is to act for your authority.",
    ),
    "mandates-none-who": Text(
        "Erteilen dürfen sie die Administration der Stelle und zeichnungsbefugte Personen.",
        "Administrators of the authority and its signatories may give them.",
    ),
    "mandate-title": Text("Vollmacht von {grantor}", "Mandate of {grantor}"),
    "mandate-grantor": Text("Vollmacht von", "Given by"),
    "mandate-grantee": Text("Es handelt", "Who acts"),
    "mandate-scope": Text("Was erlaubt ist", "What is allowed"),
    "mandate-scope-browse": Text(
        "Einsehen: Bestellungen und Verträge lesen", "Look at: read orders and contracts"
    ),
    "mandate-scope-prepare": Text(
        "Vorbereiten: auch Bestellungen vorbereiten und Nachrichten schreiben",
        "Prepare: prepare orders and write messages, too",
    ),
    "mandate-scope-order": Text(
        "Bestellen: auch bestellen und Aufgaben erledigen", "Order: order and do tasks, too"
    ),
    "mandate-scope-sign": Text(
        "Unterschreiben: Verträge lesen und unterschreiben, sonst nichts",
        "Sign: read and sign contracts, nothing else",
    ),
    "mandate-sign-note": Text(
        "Unterschreiben ist eine Ausnahme: nur für eine Person, erst nach Freigabe durch BayKommun,"
        " und es steht in jedem Vertrag.",
        "Signing is an exception: for a person only, after its release by BayKommun, and every"
        " contract says so.",
    ),
    "mandate-services": Text("Für", "For"),
    "mandate-services-limit": Text(
        "Auf bestimmte Online-Dienste begrenzen", "Limit it to certain services"
    ),
    "mandate-services-which": Text("Online-Dienste", "Services"),
    "mandate-services-hint": Text(
        "Kreuzen Sie nichts an, gilt die Vollmacht für alle.",
        "If you tick none, the mandate is for all of them.",
    ),
    "mandate-services-named": Text("Für diese Online-Dienste", "For these services"),
    "mandate-services-all": Text("alle Online-Dienste", "all services"),
    "mandate-services-some": Counted(
        Text("{count} bestimmten Online-Dienst", "{count} certain service"),
        Text("{count} bestimmte Online-Dienste", "{count} certain services"),
    ),
    "mandate-from": Text("Gilt ab", "Valid from"),
    "mandate-until": Text("Gilt bis", "Valid until"),
    "mandate-until-hint": Text("Höchstens fünf Jahre", "Five years at most"),
    "mandate-hash": Text("Prüfsumme der Urkunde (SHA-256)", "Digest of the document (SHA-256)"),
    "mandate-hash-hint": Text(
        "64 Zeichen, zum Beispiel von „certutil -hashfile Vollmacht.pdf SHA256“. Daran erkennen"
        " beide Seiten später genau diese Urkunde.",
        "64 characters, for example of “certutil -hashfile mandate.pdf SHA256”. By it both sides"
        " recognise this very document later.",
    ),
    "mandate-file": Text("Unterschriebene Urkunde (PDF)", "Signed document (PDF)"),
    "mandate-file-hint": Text(
        "Ihr Browser berechnet nur die Prüfsumme; die Datei bleibt bei Ihnen.",
        "Your browser only computes the digest; the file stays with you.",
    ),
    "mandate-new": Text("Vollmacht erteilen", "Give a mandate"),
    "mandate-new-title": Text("Wer soll handeln?", "Who is to act?"),
    "mandate-new-what": Text(
        "Wählen Sie, wer für Ihre Stelle ({body}) handeln soll: eine andere Stelle oder eine"
        " Person.",
        "Choose who is to act for your authority ({body}): another authority or a person.",
    ),
    "mandate-new-body": Text("Gefundene Stellen", "Authorities found"),
    "mandate-new-none": Text(
        "Suchen Sie mit einem Teil des Namens oder mit der Postleitzahl.",
        "Search with part of the name, or the postcode.",
    ),
    "mandate-new-go": Text("Mit dieser Stelle weiter", "Go on with this authority"),
    "mandate-new-person": Text("Oder eine Person Ihrer Stelle", "Or a person of your authority"),
    "mandate-new-person-who": Text("Person", "Person"),
    "mandate-new-go-person": Text("Mit dieser Person weiter", "Go on with this person"),
    "mandate-grant-title": Text("Was darf {name}?", "What may {name} do?"),
    "mandate-grant-other": Text("Jemand anderen wählen", "Choose somebody else"),
    "mandate-grant": Text("Vollmacht jetzt erteilen", "Give the mandate now"),
    "mandate-requested-turn": Text("Die Vollmacht wird geprüft", "The mandate is being reviewed"),
    "mandate-requested-what": Text(
        "Eine Vollmacht zum Unterschreiben gilt erst, wenn BayKommun sie freigibt.",
        "A mandate to sign holds only once BayKommun releases it.",
    ),
    "mandate-release": Text("Vollmacht freigeben", "Release the mandate"),
    "mandate-granted-turn": Text("Die Vollmacht ist erteilt", "The mandate has been given"),
    "mandate-granted-what": Text(
        "{grantee} darf in diesen Grenzen für {grantor} handeln.",
        "{grantee} may act for {grantor} within these limits.",
    ),
    "mandate-revoked-turn": Text("Die Vollmacht ist beendet", "The mandate has ended"),
    "mandate-revoked-what": Text(
        "Was vorher damit getan wurde, bleibt gültig.", "What was done under it before stays valid."
    ),
    "mandate-revoke": Text("Vollmacht widerrufen …", "Revoke the mandate …"),
    "mandate-revoke-title": Text(
        "Möchten Sie die Vollmacht widerrufen?", "Do you want to revoke the mandate?"
    ),
    "mandate-revoke-what": Text(
        "{grantee} handelt dann sofort nicht mehr für {grantor}. Bestellungen und Verträge von"
        " vorher bleiben gültig. Soll sie wieder gelten, erteilen Sie eine neue.",
        "{grantee} then no longer acts for {grantor}, at once. Orders and contracts of before stay"
        " valid. Should it hold again, give a new one.",
    ),
    "mandate-reason": Text("Grund", "Reason"),
    "mandate-reason-hint": Text("Beide Seiten lesen ihn.", "Both sides read it."),
    "mandate-revoke-do": Text("Vollmacht widerrufen", "Revoke the mandate"),
    "mandate-revoke-not": Text("Vollmacht behalten", "Keep the mandate"),
    "done-mandate-requested": Text(
        "Die Vollmacht ist eingetragen und wird geprüft.",
        "The mandate has been entered and is being reviewed.",
    ),
    "done-mandate-granted": Text("Die Vollmacht gilt.", "The mandate holds."),
    "done-mandate-revoked": Text("Die Vollmacht ist widerrufen.", "The mandate has been revoked."),
}
