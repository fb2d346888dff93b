"""The words of the pages for the operator's people."""

from services.common.words import Counted, Sentence, Text

_QUEUES: dict[str, Sentence] = {
    "op-menu-registrations": Text("Registrierungen", "Registrations"),
    "op-views": Text("Auswahl", "Views"),
    "op-review-next": Text("Nächste Registrierung prüfen", "Review the next registration"),
    "op-submitted": Text("Offen", "Open"),
    "op-asked_back": Text("In Rückfrage", "Asked back"),
    "op-due": Text("Fällig", "Due"),
    "op-person": Text("Person", "Person"),
    "op-body": Text("Stelle", "Authority"),
    "op-hint": Text("Hinweis", "Note"),
    "op-age": Text("Alter", "Age"),
    "op-today": Text("heute", "today"),
    "op-age-days": Counted(
        Text("{count} Arbeitstag", "{count} working day"),
        Text("{count} Arbeitstage", "{count} working days"),
    ),
    "op-working-days": Text(
        "Gezählt sind bayerische Arbeitstage.", "Days are working days in Bavaria."
    ),
    "op-nothing-here": Text("Hier wartet nichts", "Nothing waits here"),
    "op-to-queue": Text("Zur Liste", "To the list"),
    "op-your-turn": Text("Sie sind am Zug", "It is your turn"),
    "op-next-is": Text("Am Zug: {who}", "Next: {who}"),
    "op-decided": Text("Entschieden: {state}", "Decided: {state}"),
    "op-decided-what": Text(
        "Hier ist nichts mehr zu tun.", "There is nothing left to do here."
    ),
    "op-decision": Text("Wie entscheiden Sie?", "What do you decide?"),
    "op-your-decision": Text("Ihre Entscheidung", "Your decision"),
    "op-still-possible": Text("Was jetzt noch geht", "What is still possible"),
    "op-save-decision": Text("Entscheidung speichern", "Save the decision"),
    "op-choose-decision": Text(
        "Wählen Sie aus, wie Sie entscheiden.", "Choose what you decide."
    ),
    "op-reason": Text("Begründung", "Reason"),
    "op-nothing-to-decide": Text("Gerade nichts zu entscheiden", "Nothing to decide now"),
    "op-said-before": Text("Zuletzt begründet", "Reason given last"),
    "op-received": Text("eingegangen", "received"),
}  # fmt: skip

_REGISTRATIONS: dict[str, Sentence] = {
    "op-registrations": Text("Registrierungen prüfen", "Review registrations"),
    "op-registrations-caption": Text(
        "Registrierungen, die am längsten wartenden zuerst",
        "Registrations, the longest waiting first",
    ),
    "op-registrations-none": Text(
        "Neue Registrierungen stehen hier, sobald sie eingereicht sind.",
        "New registrations stand here as soon as they are submitted.",
    ),
    "op-registrations-unconfirmed": Counted(
        Text(
            "Eine davon wartet auf die Person selbst: Ihre E-Mail-Adresse ist noch nicht "
            "bestätigt. Der Arbeitsplatz zählt sie nicht mit.",
            "One of them waits for the person: their email address is not confirmed yet. "
            "The workplace does not count it.",
        ),
        Text(
            "{count} davon warten auf die Personen selbst: Deren E-Mail-Adressen sind noch nicht "
            "bestätigt. Der Arbeitsplatz zählt sie nicht mit.",
            "{count} of them wait for the people: their email addresses are not confirmed yet. "
            "The workplace does not count them.",
        ),
    ),
    "op-registration": Text("Registrierung", "Registration"),
    "op-registration-of": Text("{person} für {body}", "{person} for {body}"),
    "op-decide-registration": Text(
        "Entscheiden Sie über diese Registrierung", "Decide about this registration"
    ),
    "op-decide-registration-what": Text(
        "Wer bestätigt ist, kann für die Stelle handeln. Vergleichen Sie, was die Person angibt,"
        " mit dem, was ihre Anmeldung belegt.",
        "Whoever is approved can act for the authority. Compare what the person gives with"
        " what their"
        " sign-in proves.",
    ),
    "op-next-registration": Text("Nächste Registrierung prüfen", "Review the next registration"),
    "op-hint-unconfirmed": Text(
        "E-Mail-Adresse noch nicht bestätigt", "E-mail address not confirmed yet"
    ),
    "op-hint-rebind": Text(
        "Neues Zertifikat für ein bestehendes Konto", "New certificate for an existing account"
    ),
    "op-hint-none": Text("Keine Auffälligkeiten", "Nothing stands out"),
    "op-claims": Text("Wer ist das, und woher wissen wir es?", "Who is this, and how do we know?"),
    "op-claim": Text("Angabe", "Fact"),
    "op-value": Text("Angegeben", "Given"),
    "op-origin": Text("Herkunft", "Origin"),
    "op-origin-declared": Text("selbst angegeben", "declared"),
    "op-origin-invitation": Text("aus einer Einladung", "from an invitation"),
    "op-name": Text("Name", "Name"),
    "op-certificate-other": Text(
        "Das Zertifikat nennt eine andere Stelle", "The certificate names another authority"
    ),
    "op-certificate-says": Text("Das Zertifikat nennt: {name}.", "The certificate says: {name}."),
    "op-certificate-silent-of-body": Text(
        "selbst angegeben; die Anmeldung nennt keine Stelle",
        "declared; the sign-in names no organisation",
    ),
    "op-certificate-silent": Text(
        "Das Zertifikat nennt keine Person.", "The certificate names no person."
    ),
    "op-name-accepted": Text("Der Name wurde angenommen.", "The name was accepted."),
    "op-email": Text("E-Mail-Adresse", "E-mail address"),
    "op-email-confirmed": Text("Über den Link bestätigt", "Confirmed by the link"),
    "op-email-unconfirmed": Text("Noch nicht bestätigt", "Not confirmed yet"),
    "op-email-lost": Text("Unsere E-Mail kam nicht an", "Our mail did not arrive"),
    "op-mailbox": Text("Funktionspostfach", "Functional mailbox"),
    "op-role": Text("Aufgabe", "Role"),
    "op-office": Text("Funktion", "Function"),
    "op-department": Text("Abteilung", "Department"),
    "op-phone": Text("Telefon", "Telephone"),
    "op-digital-officer": Text(
        "Digitalisierungsbeauftragte Person der Stelle", "The authority's digital officer"
    ),
    "op-team-member": Text("Mitglied des Teams", "Member of the team"),
    "op-erased-person": Text("Gelöschte Person", "Erased person"),
    "op-duplicates": Text("Gibt es die Person schon?", "Is this person known already?"),
    "op-no-duplicates": Text(
        "Kein anderes Konto hat diesen Namen oder diese E-Mail-Adresse.",
        "No other account has this name or this e-mail address.",
    ),
    "op-unnamed-account": Text("Konto ohne Namen", "Account without a name"),
    "op-rebind-what": Text(
        "Die Person hat schon ein Konto. Wählen Sie bei der Entscheidung, welches das neue"
        " Zertifikat öffnen soll.",
        "This person has an account already. Choose with your decision which one the new"
        " certificate opens.",
    ),
    "op-rebind-none": Text(
        "Wir haben kein Konto mit diesem Namen oder dieser E-Mail-Adresse gefunden. Fragen Sie"
        " zurück, unter welchem Namen das alte Konto geführt wird.",
        "We found no account with this name or e-mail address. Ask back what name the earlier"
        " account goes by.",
    ),
    "op-rebind-account": Text("Bestehendes Konto", "Existing account"),
    "op-rebind-account-hint": Text(
        "Nur nötig, wenn Sie das neue Zertifikat zuordnen. Das alte öffnet das Konto dann nicht"
        " mehr.",
        "Only needed to bind the new certificate. The earlier one opens the account no more then.",
    ),
    "op-choose-account": Text(
        "Wählen Sie aus, welches Konto das neue Zertifikat öffnet.",
        "Choose which account the new certificate opens.",
    ),
    "op-accept-name": Text(
        "Ich nehme den Namen an, obwohl die Anmeldung ihn nicht belegt (mit Begründung)",
        "I accept the name although the sign-in does not prove it (give a reason)",
    ),
    "op-reason-hint-registration": Text(
        "Nötig, wenn Sie zurückfragen, ablehnen oder einen Namen annehmen, den die Anmeldung nicht"
        " belegt. Die registrierte Person liest diesen Text.",
        "Needed to ask back, to reject, and to accept a name that the sign-in does not prove. The"
        " applicant reads this text.",
    ),
    "op-approve-later": Text(
        "Bestätigen können Sie erst, wenn die Person dem Link in unserer E-Mail gefolgt ist.",
        "You can approve once the person has followed the link in our mail.",
    ),
    "op-registration-approve-choice": Text("Registrierung bestätigen", "Approve the registration"),
    "op-registration-ask-back-choice": Text(
        "Rückfrage stellen (10 Arbeitstage zum Antworten)",
        "Ask back (10 working days to answer)",
    ),
    "op-registration-reject-choice": Text("Registrierung ablehnen", "Reject the registration"),
    "op-registration-rebind-choice": Text(
        "Neues Zertifikat dem bestehenden Konto zuordnen",
        "Bind the new certificate to the existing account",
    ),
    "done-op-registration-approve": Text(
        "Bestätigt. Wir haben die Person per E-Mail informiert.",
        "Approved. We told the person by mail.",
    ),
    "done-op-registration-ask-back": Text(
        "Ihre Rückfrage ist unterwegs.", "Your question is on its way."
    ),
    "done-op-registration-reject": Text(
        "Abgelehnt. Die Person erfährt den Grund per E-Mail.",
        "Rejected. The person learns the reason by mail.",
    ),
    "done-op-registration-rebind": Text(
        "Das neue Zertifikat öffnet jetzt das bestehende Konto.",
        "The new certificate opens the existing account now.",
    ),
}

_AUTHORITIES: dict[str, Sentence] = {
    "op-menu-authorities": Text("Befugnisse", "Signing authorities"),
    "op-authorities": Text("Zeichnungsbefugnisse prüfen", "Review signing authorities"),
    "op-authorities-what": Text(
        "Wer bestätigt ist, darf Verträge für die Stelle unterschreiben. Öffnen Sie einen Eintrag,"
        " um ihn zu prüfen und zu entscheiden.",
        "Whoever is approved may sign contracts for the authority. Open an entry to check it"
        " and decide.",
    ),
    "op-authorities-caption": Text(
        "Zeichnungsbefugnisse, die am längsten wartenden zuerst",
        "Signing authorities, the longest waiting first",
    ),
    "op-authorities-none": Text(
        "Neue Zeichnungsbefugnisse stehen hier, sobald jemand sie angibt.",
        "New signing authorities stand here as soon as somebody declares them.",
    ),
    "op-authority-basis": Text("Grundlage", "Basis"),
    "op-document-named": Text("liegt der Person als Datei vor", "the person has it as a file"),
    "op-document-none": Text("kein Nachweis genannt", "no proof named"),
    "op-document-hash-what": Text(
        "Schickt Ihnen die Stelle den Nachweis, erkennen Sie ihn an dieser Prüfsumme (SHA-256):",
        "If the authority sends you the proof, you recognise it by this digest (SHA-256):",
    ),
    "op-valid": Text("Gilt", "Valid"),
    "op-from": Text("ab", "from"),
    "op-until": Text("bis", "until"),
    "op-open-ended": Text("unbefristet", "open-ended"),
    "op-valid-from-to": Text("{since} bis {until}", "{since} to {until}"),
    "op-valid-from-on": Text("ab {since}, unbefristet", "from {since}, open-ended"),
    "op-authority": Text("Zeichnungsbefugnis", "Signing authority"),
    "op-authority-of": Text(
        "Darf {person} unterschreiben? Stelle: {body}",
        "May {person} sign? Authority: {body}",
    ),
    "op-decide-authority": Text(
        "Prüfen Sie diese Zeichnungsbefugnis", "Check this signing authority"
    ),
    "op-decide-authority-what": Text(
        "Vergleichen Sie die Angaben mit dem Nachweis oder rufen Sie bei der Stelle an: am besten"
        " unter einer Nummer, die Sie selbst nachgeschlagen haben.",
        "Compare the facts with the proof or call the authority: best by a number that you have"
        " looked up yourself.",
    ),
    "op-authority-others": Text("Jemand anderes ist am Zug", "It is somebody else’s turn"),
    "op-next-authority": Text("Nächste Befugnis prüfen", "Check the next signing authority"),
    "op-authority-declared": Text("Was die Person erklärt hat", "What the person declared"),
    "op-authority-title": Text("Funktion im Vertrag", "Function in the contract"),
    "op-proof": Text("Nachweis", "Proof"),
    "op-basis-office": Text(
        "Amt: unterschreibt kraft Wahl oder Bestellung", "Office: signs by election or appointment"
    ),
    "op-basis-deputy": Text(
        "Stellvertretung: vertritt, wer das Amt hat",
        "Deputy: stands in for whoever holds the office",
    ),
    "op-basis-power_of_attorney": Text(
        "Vollmacht: schriftlich bevollmächtigt", "Power of attorney: authorised in writing"
    ),
    "op-reach": Text("So erreichen Sie die Person", "How to reach the person"),
    "op-authority-office": Text("Funktion laut Registrierung", "Function as registered"),
    "op-authority-registration": Text(
        "Registrierung der Person ansehen", "See the registration of the person"
    ),
    "op-authority-others-of": Text(
        "Wer noch unterschreiben darf: {body}", "Who else may sign: {body}"
    ),
    "op-authority-question": Text(
        "{person} ({title}) kann nach Ihrer Bestätigung sofort Verträge unterschreiben."
        " Stelle: {body}.",
        "Once you approve, {person} ({title}) can sign contracts at once. Authority: {body}.",
    ),
    "op-authority-mail": Text(
        "Die Person erfährt Ihre Entscheidung per E-Mail.",
        "The person learns your decision by mail.",
    ),
    "op-own-authority": Text(
        "Das ist Ihre eigene Befugnis: Darüber entscheidet jemand anderes.",
        "This is your own signing authority: somebody else decides.",
    ),
    "op-authority-approve-choice": Text(
        "Ja, die Person darf unterschreiben", "Yes, the person may sign"
    ),
    "op-authority-revoke-choice": Text(
        "Nein, Befugnis ablehnen", "No, refuse the signing authority"
    ),
    "done-op-authority-approve": Text(
        "Bestätigt. Die Person kann jetzt unterschreiben.",
        "Approved. The person can sign now.",
    ),
    "done-op-authority-revoke": Text(
        "Abgelehnt. Die Person kann nicht unterschreiben.",
        "Refused. The person cannot sign.",
    ),
}

OPERATOR_PAGES: dict[str, Sentence] = {**_QUEUES, **_REGISTRATIONS, **_AUTHORITIES}
