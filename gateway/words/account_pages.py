"""The words of the pages about one's own account, terms and invitations."""

from services.common.words import Sentence, Text

ACCOUNT_PAGES: dict[str, Sentence] = {
    "account": Text("Ihr Konto", "Your account"),
    "account-menu": Text("Mein Konto", "My account"),
    "account-to": Text("Zu Ihrem Konto", "To your account"),
    "account-own": Text("Ihre Angaben", "Your details"),
    "account-own-change": Text(
        "Ihr Name oder Ihre E-Mail-Adresse stimmt nicht mehr? Schreiben Sie uns:",
        "Is your name or e-mail address no longer right? Write to us:",
    ),
    "account-contact-title": Text(
        "Telefon und Abteilung ändern", "Change telephone and department"
    ),
    "account-contact-what": Text(
        "Die neuen Angaben gelten ab sofort. In laufenden Bestellungen ändern Sie Ihre Nennung als"
        " Ansprechperson bei der Bestellung.",
        "The new details count from now on. In orders under way, change your entry as a contact"
        " with the order.",
    ),
    "account-contact-save": Text("Angaben speichern", "Save details"),
    "account-cancel": Text("Abbrechen", "Cancel"),
    "done-account-contact": Text("Ihre Angaben sind gespeichert.", "Your details have been saved."),
    "account-certificate": Text("Anmeldung", "Sign-in"),
    "account-certificate-is": Text(
        "Mein Unternehmenskonto, Vertrauensniveau {level}",
        "Mein Unternehmenskonto, level of assurance {level}",
    ),
    "account-level-substanziell": Text("substanziell", "substantial"),
    "account-level-hoch": Text("hoch", "high"),
    "account-certificate-plain": Text("Mein Unternehmenskonto", "Mein Unternehmenskonto"),
    "account-name-open": Text("Ihr Name ist noch zu klären", "Your name has to be settled yet"),
    "account-new-turn": Text("Für eine Stelle registrieren", "Register for an authority"),
    "account-new-what": Text(
        "Sie sind angemeldet, handeln aber noch für keine Stelle.",
        "You are signed in, but you act for no authority yet.",
    ),
    "account-new-go": Text("Registrierung beginnen", "Begin the registration"),
    "account-places": Text("Für wen Sie handeln", "For whom you act"),
    "account-places-none": Text("Noch für keine Stelle.", "For no authority yet."),
    "account-place-operator": Text("BayKommun", "BayKommun"),
    "account-place-vendor": Text("Ihr Unternehmen", "Your company"),
    "account-place-ministry": Text("Ihr Ressort", "Your ministry"),
    "account-signing": Text("Zeichnungsbefugnisse", "Signing authorities"),
    "account-signing-until": Text("bis {day}", "until {day}"),
    "account-signing-holds": Text("Gilt", "In force"),
    "account-signing-review": Text("Wird geprüft", "Under review"),
    "account-registrations": Text("Ihre Registrierungen", "Your registrations"),
    "account-register-further": Text(
        "Für eine weitere Stelle registrieren", "Register for a further authority"
    ),
    "account-sessions": Text("Wo Sie angemeldet sind", "Where you are signed in"),
    "account-sessions-what": Text(
        "Erkennen Sie etwas nicht wieder? Dann melden Sie hier alle anderen ab.",
        "Is there one you do not recognise? Then sign out all others here.",
    ),
    "account-session-begun": Text("angemeldet", "signed in"),
    "account-session-seen": Text("zuletzt benutzt", "last used"),
    "account-session-this": Text("Dieser Browser", "This browser"),
    "account-browser-other": Text("Anderes Programm", "Another program"),
    "account-sessions-others": Text("Alle anderen abmelden", "Sign out all others"),
    "account-sessions-all": Text("Überall abmelden", "Sign out everywhere"),
    "done-sessions-ended": Text(
        "Die anderen Browser sind abgemeldet.", "The other browsers are signed out."
    ),
    "done-all-sessions-ended": Text(
        "Sie sind überall abgemeldet.", "You are signed out everywhere."
    ),
    "account-passkeys": Text("Passkeys verwalten", "Manage passkeys"),
    "account-language": Text("Sprache", "Language"),
    "account-german": Text("Deutsch", "Deutsch"),
    "account-english": Text("English", "English"),
    "account-terms": Text("Nutzungsbedingungen", "Terms of use"),
    "account-data": Text("Ihre Daten", "Your data"),
    "account-data-what": Text(
        "Sie können alles herunterladen, was über Sie gespeichert ist, oder Ihr Konto löschen.",
        "You can download everything that is stored about you, or erase your account.",
    ),
    "account-export": Text("Meine Daten herunterladen (ZIP)", "Download my data (ZIP)"),
    "account-erase-go": Text("Konto löschen …", "Erase account …"),
    "account-erase-title": Text("Möchten Sie Ihr Konto löschen?", "Do you want to erase it?"),
    "account-erase-what": Text(
        "Das lässt sich nicht rückgängig machen. Sie werden überall abgemeldet.",
        "This cannot be undone. You are signed out everywhere.",
    ),
    "account-erase-goes": Text(
        "Gelöscht werden Ihr Konto, Ihre Registrierungen, Aufgaben und Kontaktangaben.",
        "Your account, registrations, roles and contact details are erased.",
    ),
    "account-erase-stays": Text(
        "Unterzeichnete Verträge bleiben, solange sie aufbewahrt werden müssen.",
        "Signed contracts stay as long as they have to be kept.",
    ),
    "account-erase-orders": Text(
        "Laufende Bestellungen behält Ihre Stelle. Übergeben Sie sie vorher an jemand anderen.",
        "Your authority keeps orders under way. Hand them over to somebody else before.",
    ),
    "account-erase-confirm": Text(
        "Ja, mein Konto soll gelöscht werden", "Yes, my account is to be erased"
    ),
    "account-erase": Text("Konto endgültig löschen", "Erase account for good"),
    "account-erase-not": Text("Konto behalten", "Keep account"),
    "done-account-erased": Text("Ihr Konto ist gelöscht.", "Your account has been erased."),
    "acting-member-title": Text("Wer handelt gerade?", "Who acts now?"),
    "acting-member-what": Text(
        "Dieses Konto gehört einem Team. Sagen Sie, wer Sie sind; alles, was Sie tun, wird unter"
        " Ihrem Namen festgehalten.",
        "This account belongs to a team. Say who you are; everything you do is recorded under"
        " your name.",
    ),
    "acting-member-label": Text("Mitglied des Teams", "Member of the team"),
    "acting-member-now": Text("Es handelt", "Acting now"),
    "acting-member-choose": Text("Mitglied wählen", "Choose a member"),
    "acting-member-go": Text("Als dieses Mitglied handeln", "Act as this member"),
    "acting-member-none": Text("Kein Teamkonto", "No team account"),
    "acting-member-none-what": Text(
        "Dieses Konto gehört Ihnen allein; hier ist nichts zu wählen.",
        "This account is yours alone; there is nothing to choose.",
    ),
    "done-acting-member": Text(
        "Was Sie jetzt tun, steht unter Ihrem Namen.", "What you do now is under your name."
    ),
    "terms-title": Text("Nutzungsbedingungen zustimmen", "Accept the terms of use"),
    "terms-what": Text(
        "Bitte lesen Sie die Nutzungsbedingungen, die jetzt gelten, und stimmen Sie ihnen zu.",
        "Please read the terms of use that hold now, and accept them.",
    ),
    "terms-accepted": Text(
        "Sie haben den Nutzungsbedingungen zugestimmt", "You have accepted the terms of use"
    ),
    "terms-accepted-what": Text(
        "Sie müssen nichts tun. Wenn sie sich ändern, fragen wir Sie wieder.",
        "You need not do anything. We ask you again should they change.",
    ),
    "terms-read-and-accept": Text("Lesen und zustimmen", "Read and accept"),
    "terms-accept": Text("Zustimmen und weiter", "Accept and go on"),
    "terms-until-then": Text(
        "Bis dahin können Sie alles ansehen, aber nichts bestellen oder unterschreiben.",
        "Until then you can look at everything, but order or sign nothing.",
    ),
    "done-terms-accepted": Text(
        "Danke, Sie haben den Nutzungsbedingungen zugestimmt.",
        "Thank you, you have accepted the terms of use.",
    ),
    "invitation-title": Text("Sie sind eingeladen", "You are invited"),
    "invitation-into": Text(
        "Sie sollen im DigitalMarkt für {place} handeln.",
        "You are to act for {place} in DigitalMarkt.",
    ),
    "invitation-task": Text("Aufgabe", "Task"),
    "invitation-by": Text("Eingeladen von", "Invited by"),
    "invitation-until": Text("Anzunehmen bis", "To be accepted by"),
    "invitation-as": Text("Angemeldet als", "Signed in as"),
    "invitation-then-body": Text(
        "Danach ergänzen Sie Ihre Registrierung; BayKommun gibt sie frei.",
        "Then you complete your registration; BayKommun approves it.",
    ),
    "invitation-then-vendor": Text(
        "Danach sehen Sie alle Einrichtungen des Unternehmens mit ihren Ansprechpersonen, melden"
        " den Stand, binden Programme an und laden andere ein.",
        "Then you see all setups of the company with their contacts, report how they stand, connect"
        " programs and invite others.",
    ),
    "invitation-then-ministry": Text(
        "Danach sehen Sie, wo die Dienste des Ressorts nachgenutzt werden und was wann endet.",
        "Then you see where the services of the ministry are reused, and what ends when.",
    ),
    "invitation-then-operator": Text(
        "Danach arbeiten Sie mit dieser Aufgabe für BayKommun.",
        "Then you work for BayKommun with this task.",
    ),
    "invitation-accept": Text("Einladung annehmen", "Accept the invitation"),
    "invitation-other": Text(
        "Sind Sie das nicht? Melden Sie sich ab und öffnen Sie den Link aus der E-Mail noch"
        " einmal.",
        "Is that not you? Sign out and open the link of the mail once more.",
    ),
    "invitation-void-title": Text(
        "Diese Einladung lässt sich nicht annehmen", "This invitation cannot be accepted"
    ),
    "invitation-void-newest": Text(
        "Gibt es eine neuere Einladung? Nehmen Sie deren Link.",
        "Is there a newer invitation? Take its link.",
    ),
    "invitation-void-anew": Text(
        "Sonst bitten Sie um eine neue Einladung, wer Sie eingeladen hat.",
        "Otherwise ask whoever invited you for a new one.",
    ),
    "invitation-void-yours": Text(
        "Haben Sie schon angenommen? Dann finden Sie alles in Ihrem Konto.",
        "Have you accepted already? Then everything is in your account.",
    ),
    "done-invitation-vendor": Text(
        "Sie haben die Einladung angenommen. Hier steht, was auf Ihr Unternehmen wartet.",
        "You have accepted the invitation. Here stands what waits for your company.",
    ),
    "done-invitation-ministry": Text(
        "Sie haben die Einladung angenommen. Hier stehen die Dienste Ihres Ressorts.",
        "You have accepted the invitation. Here are the services of your ministry.",
    ),
    "done-invitation-operator": Text(
        "Sie haben die Einladung angenommen. Hier steht, was auf Sie wartet.",
        "You have accepted the invitation. Here stands what waits for you.",
    ),
    "done-invitation-registration": Text(
        "Sie haben die Einladung angenommen. Ergänzen Sie jetzt Ihre Registrierung.",
        "You have accepted the invitation. Now complete your registration.",
    ),
}
