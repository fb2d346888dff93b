"""The words of the pages about everybody's accounts, for the operator's people."""

from services.common.words import Sentence, Text

ACCOUNT_ADMIN: dict[str, Sentence] = {
    "accounts": Text("Konten", "Accounts"),
    "accounts-all": Text("Alle", "All"),
    "accounts-teams": Text("Teamkonten", "Team accounts"),
    "accounts-active": Text("Freigeschaltet", "Active"),
    "accounts-suspended": Text("Gesperrt", "Suspended"),
    "accounts-new": Text("Noch nicht freigeschaltet", "Not activated yet"),
    "accounts-closed": Text("Geschlossen", "Closed"),
    "accounts-q": Text("Name oder E-Mail-Adresse", "Name or e-mail address"),
    "accounts-role": Text("Aufgabe", "Role"),
    "accounts-any": Text("alle", "any"),
    "accounts-does": Text("Handelt als", "Acts as"),
    "accounts-registered": Text("Registrierung für {body}", "Registration for {body}"),
    "accounts-none": Text(
        "Kein Konto passt. Suchen Sie mit dem Anfang des Namens oder in allen Konten.",
        "No account fits. Search by the beginning of the name, or in all accounts.",
    ),
    "account-this-place": Text("Nur dieser Bereich", "Only this place"),
    "account-of": Text("Konto von {name}", "Account of {name}"),
    "account-is-suspended": Text("Gesperrt", "Suspended"),
    "account-who": Text("Person", "Person"),
    "account-since": Text("Konto seit", "Account since"),
    "account-last-sign-in": Text("Zuletzt angemeldet", "Signed in last"),
    "account-never": Text("noch nie", "never yet"),
    "account-proof": Text("Zertifikat und Name", "Certificate and name"),
    "account-named": Text("Name in der Anmeldung", "Name in the sign-in"),
    "account-declared-name": Text("Angegebener Name", "Declared name"),
    "account-organisation": Text("Organisation im Zertifikat", "Organisation in the certificate"),
    "account-bound": Text("Zertifikat gewechselt", "Certificate changed"),
    "account-former": Text("Frühere Zertifikate", "Former certificates"),
    "account-no-roles": Text("Diese Person handelt für niemanden.", "This person acts for nobody."),
    "account-authorities": Text("Zeichnungsbefugnisse", "Signing authorities"),
    "account-team-title": Text("Team", "Team"),
    "account-left": Text("(nicht mehr im Team)", "(has left the team)"),
    "account-team-change": Text("Mitglieder des Teams ändern", "Change the members of the team"),
    "account-team-what": Text(
        "Wer hier nicht mehr steht, handelt ab sofort nicht mehr mit diesem Konto. Mindestens zwei"
        " Personen bilden ein Team; unterschreiben kann ein Teamkonto nie.",
        "Whoever is left out acts with this account no more, at once. A team has at least two"
        " people; a team account never signs.",
    ),
    "account-team-save": Text("Team speichern", "Save the team"),
    "done-account-team": Text("Das Team ist gespeichert.", "The team has been saved."),
    "account-all-mails": Text("Alle E-Mails ({count})", "All mails ({count})"),
    "account-no-mails": Text(
        "An diese Adresse ging noch keine E-Mail.", "No mail went to this address yet."
    ),
    "account-sessions-open": Text("Offene Sitzungen", "Open sessions"),
    "account-no-sessions": Text("Gerade ist niemand angemeldet.", "Nobody is signed in now."),
    "account-history": Text("Verlauf", "History"),
    "account-no-history": Text("Noch steht nichts im Protokoll.", "Nothing is on record yet."),
    "account-whole-history": Text("Alles im Protokoll", "Everything in the audit trail"),
    "account-what-they-did": Text("Was diese Person tat", "What this person did"),
    "account-what-to-do": Text("Was Sie tun können", "What you can do"),
    "account-nothing-to-do": Text(
        "Dieses Konto ist beendet; daran ist nichts mehr zu ändern.",
        "This account has ended; there is nothing left to change.",
    ),
    "account-who-decides": Text(
        "Es entscheiden Prüfung und Administration, nie über das eigene Konto. Personen der"
        " Betreiberin: nur die Administration.",
        "Reviewers and administrators decide, never about their own account. People of the"
        " operator: administrators only.",
    ),
    "account-roles-what": Text(
        "Die Aufgaben gelten ab sofort, für {place}.", "The roles count from now on, for {place}."
    ),
    "account-roles-none": Text(
        "Ohne Aufgabe handelt die Person hier nicht mehr.",
        "Without a role they no longer act here.",
    ),
    "account-who-gives-roles": Text(
        "Diese Aufgaben vergibt nur die Administration, nie sich selbst.",
        "Only administrators give these roles, never to themselves.",
    ),
    "account-rebind-how": Text(
        "Neues Zertifikat? Die Person registriert sich damit neu; in der Prüfung der Registrierung"
        " verbinden Sie es mit diesem Konto.",
        "A new certificate? The person registers with it; reviewing that registration, you bind it"
        " to this account.",
    ),
    "account-do-suspend": Text("Konto sperren", "Suspend the account"),
    "account-do-resume": Text("Sperre aufheben", "Release the account"),
    "account-do-close": Text("Konto schließen", "Close the account"),
    "account-do-settle-name": Text("Namen bestätigen", "Accept the name"),
    "account-does-suspend": Text(
        "Die Person ist sofort überall abgemeldet und kann nichts mehr tun, bis Sie die Sperre"
        " aufheben. Sie bekommt eine E-Mail mit Ihrer Begründung.",
        "The person is signed out everywhere at once and can do nothing until you release the"
        " account. They get a mail with your reason.",
    ),
    "account-does-resume": Text(
        "Die Person kann sich wieder anmelden und handelt wie vor der Sperre. Sie bekommt eine"
        " E-Mail.",
        "The person can sign in again and acts as before. They get a mail.",
    ),
    "account-does-close": Text(
        "Das Konto endet endgültig, mit allem, was darin noch offen ist. Was die Person getan hat,"
        " bleibt im Protokoll. Laufende Bestellungen übergeben Sie vorher bei ihrer Stelle.",
        "The account ends for good, with all that is still open in it. What the person did stays on"
        " record. Hand over their open orders at their authority first.",
    ),
    "account-does-settle-name": Text(
        "Sie bestätigen, dass der angegebene Name trotz der Anmeldung stimmt. Danach gilt auch eine"
        " bestätigte Zeichnungsbefugnis.",
        "You confirm that the declared name is right whatever the sign-in says. An approved signing"
        " authority holds from then on.",
    ),
    "account-reason-hint": Text(
        "Steht beim Konto und in der E-Mail an die Person.",
        "Stands with the account and in the mail to the person.",
    ),
    "account-not-yours": Text("Darüber entscheidet jemand anderes", "Somebody else decides this"),
    "account-not-now": Text("Das geht gerade nicht", "This is not possible now"),
    "account-not-now-what": Text(
        "Das Konto ist {state}.", "The account is {state}."
    ),
    "done-account-suspend": Text(
        "Das Konto ist gesperrt, alle Sitzungen sind beendet.",
        "The account is suspended, all sessions have ended.",
    ),
    "done-account-resume": Text("Die Sperre ist aufgehoben.", "The account is released."),
    "done-account-close": Text("Das Konto ist geschlossen.", "The account is closed."),
    "done-account-settle-name": Text("Der Name ist bestätigt.", "The name is accepted."),
    "invitations": Text("Einladungen", "Invitations"),
    "invitations-none": Text("Noch keine Einladung", "No invitation yet"),
    "invitations-none-what": Text(
        "Laden Sie Hersteller, Ressorts und eigene Leute hier ein.",
        "Invite vendors, ministries and your own people here.",
    ),
    "invitation-to": Text("Wohin", "Where to"),
    "invitation-kind": Text("Wohin laden Sie ein?", "Where do you invite to?"),
    "invitation-vendor": Text("Hersteller", "Vendor"),
    "invitation-ministry": Text("Ressort", "Ministry"),
    "invitation-operator": Text("Betreiberin", "Operator"),
    "invitation-role": Text("Rolle bei der Betreiberin", "Role at the operator"),
    "invitation-name-hint": Text(
        "Genau wie im Personalausweis; die Anmeldung muss denselben Namen nennen.",
        "Exactly as in the identity card; the sign-in has to name the same person.",
    ),
    "invitation-does": Text(
        "Die Person bekommt eine E-Mail mit einem Link. Sie meldet sich damit an, nimmt an und"
        " handelt sofort für den Hersteller, das Ressort oder die Betreiberin.",
        "The person gets a mail with a link. They sign in with it, accept, and act at once for the"
        " vendor, the ministry or the operator.",
    ),
    "invitation-who": Text(
        "Zu Herstellern und Ressorts laden Prüfung und Administration ein, zur Betreiberin nur die"
        " Administration. Wer einlädt, nimmt die eigene Einladung nicht an. Beschäftigte einer"
        " Stelle lädt die Stelle selbst ein.",
        "Reviewers and administrators invite vendors and ministries, only administrators invite the"
        " operator's people. Nobody accepts their own invitation. An authority invites its own"
        " people.",
    ),
    "account-hand-over": Text("Bestellungen übergeben", "Hand orders over"),
    "account-role-member": Text("Vorbereitung", "Preparing"),
    "account-role-officer": Text("Bestellung", "Ordering"),
    "account-role-body_admin": Text(
        "Administration der Stelle", "Administration of the authority"
    ),
    "account-role-reviewer": Text("Prüfung", "Reviewer"),
    "account-role-editor": Text("Redaktion", "Editor"),
    "account-role-support": Text("Support", "Support"),
    "account-role-auditor": Text("Revision", "Auditor"),
    "account-role-admin": Text("Administration", "Administrator"),
    "account-role-vendor_manager": Text("Betreuung beim Hersteller", "Vendor manager"),
    "account-role-ministry_reader": Text("Einsicht für ein Ressort", "Ministry reader"),
}  # fmt: skip
