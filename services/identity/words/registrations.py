"""What identity says about registrations."""

from services.common.words import Sentence, Text

REGISTRATIONS: dict[str, Sentence] = {
    "registration-not-found": Text(
        "Diese Registrierung gibt es nicht, oder Sie dürfen sie nicht sehen.",
        "There is no such registration, or you may not see it.",
    ),
    "registration-changed": Text(
        "Jemand hat das inzwischen geändert. Bitte laden Sie den neuesten Stand.",
        "Somebody changed this meanwhile. Please load the latest state.",
    ),
    "registration-wrong-state": Text(
        "Diese Registrierung ist {state_label}; damit geht das nicht. {turn}",
        "This registration is {state_label}, so this is not possible. {turn}",
    ),
    "registration-submitted-already": Text(
        "Diese Registrierung ist schon eingereicht und ihre E-Mail-Adresse bestätigt. {turn}",
        "This registration has been submitted and its address confirmed already. {turn}",
    ),
    "registration-not-replacing": Text(
        "Diese Registrierung ersetzt kein Zertifikat, oder sie ist nicht mehr offen.",
        "This registration replaces no certificate, or it is not open any more.",
    ),
    "registration-open": Text(
        "Sie haben schon eine offene Registrierung für {body_name}. Bitte führen Sie sie zu Ende.",
        "You have an open registration for {body_name} already. Please go on with that one.",
    ),
    "email-not-confirmed": Text(
        "Die E-Mail-Adresse ist noch nicht bestätigt. Am Zug ist die registrierte Person: Sie muss"
        " bis {due_on} dem Link in unserer E-Mail folgen.",
        "The e-mail address has not been confirmed yet. It is the applicant's turn: they have to"
        " follow the link in our mail by {due_on}.",
    ),
    "own-registration": Text(
        "Über die eigene Registrierung entscheidet jemand anderes. Bitten Sie eine zweite Person.",
        "Somebody else decides about one's own registration. Please ask a second person.",
    ),
    "rebind-needed": Text(
        "Diese Person hat schon ein Konto. Bitte binden Sie dort das neue Zertifikat, statt ein"
        " zweites Konto zu eröffnen.",
        "This person has an account already. Please re-bind the new certificate there instead of"
        " opening a second account.",
    ),
    "token-wrong": Text(
        "Dieser Link gilt nicht (mehr). Bitte nehmen Sie den Link aus unserer letzten E-Mail.",
        "This link does not hold (any more). Please take the one of our last mail.",
    ),
    "team-needs-mailbox": Text(
        "Ein Teamkonto braucht ein Funktionspostfach. Bitte kennzeichnen Sie die Adresse so.",
        "A team account needs a functional mailbox. Please mark the address as one.",
    ),
    "team-needs-account": Text(
        "Ihr Konto gehört einer Person; ein Team braucht ein eigenes Konto mit eigenem Zertifikat.",
        "Your account belongs to a person; a team needs an account and certificate of its own.",
    ),
    "name-needs-reason": Text(
        "Bitte begründen Sie, warum der Name stimmt, obwohl die Anmeldung ihn nicht belegt.",
        "Please say why the name is right although the sign-in does not prove it.",
    ),
    "turn-you": Text("Sie sind am Zug, bis {due_on}.", "It is your turn, until {due_on}."),
    "turn-applicant": Text(
        "Am Zug ist die registrierte Person, bis {due_on}.",
        "It is the applicant's turn, until {due_on}.",
    ),
    "turn-reviewer": Text(
        "Am Zug ist die Prüfung durch BayKommun, bis {due_on}.",
        "It is BayKommun's turn to review it, until {due_on}.",
    ),
    "turn-nobody": Text(
        "Hier ist niemand mehr am Zug: Darüber ist entschieden.",
        "It is nobody's turn any more: this has been decided.",
    ),
    "no-answer": Text(
        "Auf unsere Rückfrage kam innerhalb von {days} Tagen keine Antwort.",
        "Nobody answered our question within {days} days.",
    ),
    "not-confirmed-in-time": Text(
        "Die E-Mail-Adresse wurde nicht innerhalb von {days} Tagen bestätigt.",
        "The e-mail address was not confirmed within {days} days.",
    ),
}
