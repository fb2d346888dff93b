"""The words of the pages about registering and confirming an address."""

from services.common.words import Counted, Sentence, Text

REGISTERING_PAGES: dict[str, Sentence] = {
    "account-back": Text("Zurück", "Back"),
    "account-change": Text("Ändern", "Change"),
    "account-your-turn": Text("Sie sind am Zug", "It is your turn"),
    "form-overtaken": Text(
        "Inzwischen hat sich hier etwas geändert. Ihre Eingaben stehen noch da: Bitte prüfen Sie"
        " sie und speichern Sie noch einmal.",
        "Something has changed here meanwhile. What you entered is still there: please check it"
        " and save once more.",
    ),
    "register-q": Text("Name, Postleitzahl oder Schlüssel", "Name, postcode or key"),
    "register-q-hint": Text(
        "Zum Beispiel „Prien“, „83209“ oder „09187162“",
        "For example “Prien”, “83209” or “09187162”",
    ),
    "register-search": Text("Im Verzeichnis suchen", "Search the register"),
    "register-found": Counted(
        Text("{count} Stelle gefunden.", "{count} authority found."),
        Text("{count} Stellen gefunden.", "{count} authorities found."),
    ),
    "register-more": Text(
        "Gezeigt werden die ersten {shown}. Schreiben Sie mehr vom Namen, um weniger zu sehen.",
        "The first {shown} are shown. Type more of the name to see fewer.",
    ),
    "register-none": Text("Keine Stelle gefunden", "No authority found"),
    "register-none-what": Text(
        "Suchen Sie mit einem Teil des Namens oder mit der Postleitzahl. Verbände und Unternehmen"
        " von Kommunen trägt BayKommun auf Anfrage ein:",
        "Search with part of the name, or the postcode. BayKommun enters associations and"
        " companies of local authorities on request:",
    ),
    "registration": Text("Registrierung", "Registration"),
    "registration-steps": Text("Schritte der Registrierung", "Steps of the registration"),
    "registration-step-body": Text("Stelle", "Authority"),
    "registration-step-person": Text("Person", "Person"),
    "registration-step-further": Text("Weiteres", "Further"),
    "registration-step-check": Text("Prüfen", "Check"),
    "registration-for": Text("Registrierung für {body}", "Registration for {body}"),
    "registration-then": Text("Wie es weitergeht", "What happens next"),
    "registration-then-confirm": Text("Sie bestätigen Ihre Adresse", "You confirm your address"),
    "registration-then-confirm-note": Text(
        "mit dem Link in unserer E-Mail", "by the link in our mail"
    ),
    "registration-then-review": Text("BayKommun prüft", "BayKommun reviews it"),
    "registration-then-review-note": Text(
        "in der Regel in 3 Arbeitstagen", "usually within 3 working days"
    ),
    "registration-then-order": Text("Sie können loslegen", "You can begin"),
    "registration-then-order-note": Text(
        "die Freigabe kommt per E-Mail", "a mail tells you of the approval"
    ),
    "registration-kept": Text(
        "Ihre Angaben werden mit jedem Schritt gespeichert. Sie können später weitermachen.",
        "What you enter is saved with every step. You can go on later.",
    ),
    "registration-body-title": Text(
        "Für welche Stelle möchten Sie handeln?", "Which authority do you want to act for?"
    ),
    "registration-body-what": Text(
        "Stellen sind Gemeinden, Städte, Landkreise, Bezirke und Verwaltungsgemeinschaften in"
        " Bayern sowie ihre Verbände und Unternehmen. Namen gibt es mehrfach; achten Sie auf den"
        " Ort. Für eine weitere Stelle können Sie sich später registrieren.",
        "Authorities are municipalities, cities, districts, regions and joint administrations in"
        " Bavaria, and their associations and companies. Some names exist several times; mind the"
        " place. You can register for a further authority later.",
    ),
    "registration-body-proposed": Text(
        "Ihre Anmeldung nennt „{name}“. Wählen Sie Ihre Stelle aus, oder suchen Sie nach einer"
        " anderen.",
        "Your sign-in names “{name}”. Choose your authority, or search for another one.",
    ),
    "registration-body": Text("Stelle", "Authority"),
    "registration-body-found": Text("{name}, {kind}, {place}", "{name}, {kind}, {place}"),
    "registration-body-found-bare": Text("{name}, {kind}", "{name}, {kind}"),
    "registration-body-go": Text("Stelle übernehmen", "Take this authority"),
    "registration-person-title": Text("Wer sind Sie?", "Who are you?"),
    "registration-given-name": Text("Vorname", "Given name"),
    "registration-family-name": Text("Nachname", "Family name"),
    "registration-name": Text("Name", "Name"),
    "registration-name-proof": Text("Nachweis", "Proof"),
    "registration-name-absent": Text(
        "Ihr Zertifikat nennt keine Person. Das ist häufig so. BayKommun prüft Ihren Namen deshalb"
        " mit Ihrer Registrierung; unterschreiben können Sie erst danach.",
        "Your certificate names no person. That is common. BayKommun therefore checks your name"
        " with your registration; you can sign only after that.",
    ),
    "registration-name-mismatched": Text(
        "Ihr Zertifikat nennt einen anderen Namen. Bitte prüfen Sie die Schreibweise. Hat sich Ihr"
        " Name geändert, lassen Sie ihn stehen: BayKommun prüft ihn, und unterschreiben können Sie"
        " erst danach.",
        "Your certificate gives another name. Please check the spelling. If your name has changed,"
        " leave it: BayKommun checks it, and you can sign only after that.",
    ),
    "registration-name-open": Text(
        "Die Anmeldung belegt Ihren Namen nicht. BayKommun klärt das mit der Registrierung. Bis"
        " dahin können Sie nicht unterschreiben; alles andere geht.",
        "The sign-in does not prove your name. BayKommun settles this with the registration. Until"
        " then you cannot sign; everything else works.",
    ),
    "registration-office": Text("Funktion", "Function"),
    "registration-office-hint": Text(
        "Zum Beispiel „Leitung Bürgerbüro“ oder „Erste Bürgermeisterin“",
        "For example “Head of the citizens’ office” or “First mayor”",
    ),
    "registration-department": Text("Abteilung oder Sachgebiet", "Department"),
    "registration-phone": Text("Telefon", "Phone"),
    "registration-email": Text("E-Mail-Adresse", "E-mail address"),
    "registration-email-hint": Text(
        "Am besten die Adresse Ihres Zertifikats. Wir schicken Ihnen einen Link zur Bestätigung.",
        "Best the address of your certificate. We send you a link to confirm it.",
    ),
    "registration-mailbox": Text(
        "Das ist ein Funktionspostfach meiner Stelle",
        "This is a functional mailbox of my authority",
    ),
    "registration-mailbox-hint": Text(
        "Mehrere Personen dürfen dasselbe Postfach nennen.",
        "Several people may name the same mailbox.",
    ),
    "registration-mailbox-short": Text("Art der Adresse", "Kind of address"),
    "registration-mailbox-yes": Text("Funktionspostfach", "Functional mailbox"),
    "registration-role": Text("Ihre Aufgabe hier", "What you do here"),
    "registration-role-member": Text(
        "Ich bereite Bestellungen vor oder unterschreibe Verträge",
        "I prepare orders or sign contracts",
    ),
    "registration-role-officer": Text(
        "Ich bestelle für meine Stelle und verfolge alles",
        "I order for my authority and follow everything",
    ),
    "registration-role-admin": Text(
        "Ich bestelle und verwalte auch die Personen meiner Stelle",
        "I order, and manage the people of my authority too",
    ),
    "registration-role-sign": Text(
        "Wer Verträge unterschreibt, zum Beispiel als Bürgermeisterin oder Landrat, erklärt nach"
        " der Freigabe zusätzlich die Zeichnungsbefugnis. Das geht mit jeder dieser Aufgaben.",
        "Whoever signs contracts, for example as mayor or head of a district, also declares a"
        " signing authority after the approval. That is possible with each of these roles.",
    ),
    "registration-person-go": Text("Speichern und weiter", "Save and go on"),
    "registration-further-title": Text("Was sollen wir noch wissen?", "What else should we know?"),
    "registration-officer": Text(
        "Digitalisierungsbeauftragte Person", "Digital officer of your authority"
    ),
    "registration-officer-what": Text(
        "Gibt es bei Ihnen jemanden, der die Digitalisierung koordiniert? Dann können Sie diese"
        " Person bei Bestellungen mit einem Klick nennen.",
        "Does somebody coordinate digital matters at your authority? Then you can name them in"
        " orders"
        " with one click.",
    ),
    "registration-officer-none": Text("keine genannt", "none named"),
    "registration-officer-name": Text("Vor- und Nachname", "Name"),
    "registration-officer-email": Text("E-Mail-Adresse", "E-mail address"),
    "registration-officer-phone": Text("Telefon", "Phone"),
    "registration-team": Text("Teamkonto", "Team account"),
    "registration-team-what": Text(
        "Nur, wenn sich mehrere Personen ein Zertifikat teilen, etwa ein Digitalteam im Landkreis."
        " Ein Teamkonto bestellt, unterschreibt aber nie, und braucht ein Funktionspostfach.",
        "Only where several people share a certificate, such as a district’s digital team. A team"
        " account orders, but never signs, and needs a functional mailbox.",
    ),
    "registration-team-members": Text("Mitglieder des Teams", "Members of the team"),
    "registration-team-hint": Text(
        "Je Zeile: Vor- und Nachname, Komma, E-Mail-Adresse",
        "One a line: name, comma, e-mail address",
    ),
    "registration-last-rejected": Text(
        "Ihre letzte Registrierung wurde abgelehnt", "Your last registration was rejected"
    ),
    "registration-last-why": Text("Grund ansehen", "See the reason"),
    "registration-consent": Text("Ihr Konto", "Your account"),
    "registration-replaces": Text(
        "Ich hatte schon ein Konto, mit einem anderen Zertifikat",
        "I had an account already, with another certificate",
    ),
    "registration-replaces-hint": Text(
        "BayKommun verbindet dann das neue Zertifikat mit Ihrem bisherigen Konto.",
        "BayKommun then connects the new certificate with your account so far.",
    ),
    "registration-replaces-short": Text("Zertifikat", "Certificate"),
    "registration-replaces-yes": Text("ersetzt ein früheres", "replaces an earlier one"),
    "registration-newsletter": Text("Schicken Sie mir den Newsletter", "Send me the newsletter"),
    "registration-newsletter-short": Text("Newsletter", "Newsletter"),
    "registration-newsletter-yes": Text("ja, bitte", "yes, please"),
    "registration-newsletter-no": Text("nein, danke", "no, thank you"),
    "registration-terms": Text(
        "Ich stimme den Nutzungsbedingungen zu", "I accept the terms of use"
    ),
    "registration-terms-read": Text("Nutzungsbedingungen lesen", "Read the terms of use"),
    "registration-terms-short": Text("Nutzungsbedingungen", "Terms of use"),
    "registration-terms-yes": Text("zugestimmt", "accepted"),
    "registration-terms-no": Text("noch nicht zugestimmt", "not accepted yet"),
    "registration-further-go": Text("Speichern und alles prüfen", "Save and check everything"),
    "registration-check-title": Text("Stimmen Ihre Angaben?", "Is everything right?"),
    "registration-check-mail": Text(
        "Nach dem Abschicken bekommen Sie eine E-Mail an {email}. Bestätigen Sie darin Ihre"
        " Adresse; danach prüft BayKommun Ihre Angaben.",
        "After you hand it in you get a mail at {email}. Confirm your address there; then"
        " BayKommun reviews what you entered.",
    ),
    "registration-check-confirmed": Text(
        "Nach dem Abschicken prüft BayKommun Ihre Angaben. Das Ergebnis schicken wir an {email}.",
        "After you hand it in, BayKommun reviews what you entered. We send the result to {email}.",
    ),
    "registration-submit": Text("Registrierung abschicken", "Hand in the registration"),
    "registration-not-ready": Text("Es fehlen noch Angaben", "Something is still missing"),
    "registration-not-ready-what": Text(
        "Wählen Sie „Ändern“ bei der Gruppe, in der etwas fehlt. Danach können Sie abschicken.",
        "Choose “Change” at the group where something is missing. Then you can hand it in.",
    ),
    "registration-not-open": Text(
        "Diese Registrierung können Sie zurzeit nicht ändern.",
        "You cannot change this registration at present.",
    ),
    "done-registration-submitted": Text(
        "Ihre Registrierung ist abgeschickt.", "Your registration has been handed in."
    ),
    "registration-title": Text("Ihre Registrierung für {body}", "Your registration for {body}"),
    "registration-draft-turn": Text("Registrierung fertig ausfüllen", "Complete your registration"),
    "registration-draft-what": Text(
        "Ihr Entwurf ist gespeichert. Erst wenn Sie ihn abschicken, wird er geprüft.",
        "Your draft is saved. It is reviewed only once you hand it in.",
    ),
    "registration-go-on": Text("Registrierung fortsetzen", "Go on with the registration"),
    "registration-confirm-turn": Text("E-Mail-Adresse bestätigen", "Confirm your e-mail address"),
    "registration-confirm-what": Text(
        "Wir haben Ihnen an {email} einen Link geschickt. Öffnen Sie ihn auf irgendeinem Gerät;"
        " danach ist BayKommun am Zug. Nichts angekommen? Sehen Sie im Spam-Ordner nach.",
        "We have sent a link to {email}. Open it on any device; then it is BayKommun’s turn."
        " Nothing arrived? Look into the spam folder.",
    ),
    "registration-mail-again": Text("E-Mail noch einmal schicken", "Send the mail again"),
    "registration-mail-other": Text("Andere Adresse nennen", "Give another address"),
    "registration-mail-lost": Text("Unsere E-Mail kam nicht an", "Our mail did not arrive"),
    "registration-mail-lost-what": Text(
        "Das Postfach {email} hat sie nicht angenommen. Bitte prüfen Sie die Adresse.",
        "The mailbox {email} did not take it. Please check the address.",
    ),
    "registration-review-turn": Text("BayKommun ist am Zug", "It is BayKommun’s turn"),
    "registration-review-badge": Text("Wird geprüft", "Under review"),
    "registration-review-what": Text(
        "Ihre Angaben werden geprüft. Wir schreiben Ihnen, sobald entschieden ist. Sie müssen"
        " nichts tun; im Katalog können Sie sich schon umsehen.",
        "What you entered is being reviewed. We write to you as soon as it is decided. You need"
        " not do anything; you can look around in the catalogue already.",
    ),
    "registration-asked-turn": Text("BayKommun hat eine Frage", "BayKommun has a question"),
    "registration-asked-what": Text(
        "Ändern Sie Ihre Angaben so, dass die Frage beantwortet ist, und schicken Sie die"
        " Registrierung noch einmal ab.",
        "Change what you entered so that it answers the question, and hand it in once more.",
    ),
    "registration-asked-go": Text("Angaben ändern", "Change what I entered"),
    "registration-asked-check": Text("Prüfen und abschicken", "Check and hand in"),
    "registration-question": Text("Die Frage", "The question"),
    "registration-approved-turn": Text("Sie sind freigeschaltet", "You are approved"),
    "registration-approved-what": Text(
        "Sie handeln jetzt für {body}. Wählen Sie einen Online-Dienst aus. Wenn Sie auch"
        " unterschreiben sollen, erklären Sie Ihre Zeichnungsbefugnis.",
        "You now act for {body}. Choose a service. If you are to sign as well, declare your"
        " signing authority.",
    ),
    "registration-approved-member": Text(
        "Sie handeln jetzt für {body}: Sehen Sie sich um und bereiten Sie Bestellungen vor. Wenn"
        " Sie Verträge unterschreiben sollen, erklären Sie Ihre Zeichnungsbefugnis.",
        "You now act for {body}: look around and prepare orders. If you are to sign contracts,"
        " declare your signing authority.",
    ),
    "registration-approved-go": Text("Online-Dienste ansehen", "Look at the services"),
    "registration-approved-sign": Text(
        "Zeichnungsbefugnis erklären", "Declare a signing authority"
    ),
    "registration-rejected-turn": Text(
        "Ihre Registrierung wurde abgelehnt", "Your registration was rejected"
    ),
    "registration-rejected-what": Text(
        "Wenn sich der Grund beheben lässt, registrieren Sie sich neu. Sonst schreiben Sie uns.",
        "If the reason can be mended, please register anew. Otherwise write to us.",
    ),
    "registration-rejected-go": Text("Neu registrieren", "Register anew"),
    "registration-why": Text("Der Grund", "The reason"),
    "confirm-title": Text("E-Mail-Adresse bestätigen", "Confirm your e-mail address"),
    "confirm-what": Text(
        "Sie bestätigen die Adresse, an die unsere E-Mail mit diesem Link ging: dass sie Ihnen oder"
        " Ihrer Stelle gehört. Einzutippen ist nichts.",
        "You confirm the address our mail with this link went to: that it is yours, or your"
        " authority’s."
        " There is nothing to type.",
    ),
    "confirm-go": Text("Adresse bestätigen", "Confirm address"),
    "confirm-not-you": Text(
        "Sie haben sich nicht registriert? Dann schließen Sie diese Seite; es geschieht nichts.",
        "You have not registered? Then close this page; nothing happens.",
    ),
    "confirmed-title": Text("Ihre Adresse ist bestätigt", "Your address is confirmed"),
    "confirmed-what": Text(
        "Ihre Registrierung wird jetzt geprüft, in der Regel in 3 Arbeitstagen. Das Ergebnis"
        " schicken wir Ihnen. Sie können diese Seite schließen.",
        "Your registration is being reviewed now, usually within 3 working days. We send you the"
        " result. You can close this page.",
    ),
    "confirmed-go": Text("Stand der Registrierung ansehen", "See the state of the registration"),
    "confirm-void-title": Text("Dieser Link gilt nicht mehr", "This link no longer holds"),
    "confirm-void-what": Text(
        "Vielleicht gibt es eine neuere E-Mail von uns, oder der Link ist nicht vollständig.",
        "Perhaps there is a newer mail of ours, or the link is not complete.",
    ),
    "confirm-void-newest": Text(
        "Nehmen Sie den Link aus unserer neuesten E-Mail.", "Take the link of our newest mail."
    ),
    "confirm-void-again": Text(
        "Oder melden Sie sich an und lassen Sie sich die E-Mail noch einmal schicken.",
        "Or sign in and have the mail sent once more.",
    ),
    "confirm-void-go": Text("Zur Registrierung", "To the registration"),
}
