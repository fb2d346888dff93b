"""What identity says about accounts, teams and the people of a body."""

from services.common.words import Sentence, Text

ASSISTANT: dict[str, Text] = {
    "choose-an-answer": Text(
        "Bitte wählen Sie eine der Antworten.", "Please choose one of the answers."
    ),
}

PEOPLE: dict[str, Sentence] = {
    "account-not-found": Text(
        "Dieses Konto gibt es nicht (mehr).", "There is no such account (any more)."
    ),
    "account-not-open": Text(
        "Das Konto ist {state_label}; damit geht das nicht. Bitte wenden Sie sich an"
        " projekt@baykommun.bayern.",
        "The account is {state_label}, so this is not possible. Please write to"
        " projekt@baykommun.bayern.",
    ),
    "account-wrong-state": Text(
        "Das Konto ist inzwischen in einem anderen Stand. Bitte laden Sie die Seite neu.",
        "The account is in another state by now. Please reload the page.",
    ),
    "account-closed": Text(
        "Dieses Konto ist geschlossen. Bitte wenden Sie sich an projekt@baykommun.bayern, wenn Sie"
        " wieder handeln möchten.",
        "This account is closed. Please write to projekt@baykommun.bayern if you want to act"
        " again.",
    ),
    "certificate-replaced": Text(
        "Dieses Zertifikat wurde durch ein neues ersetzt. Bitte melden Sie sich mit dem neuen an.",
        "This certificate has been replaced by a new one. Please sign in with the new one.",
    ),
    "organisation-changed": Text(
        "Ihr Zertifikat gehört jetzt zu einer anderen Organisation. Bitte wenden Sie sich an"
        " projekt@baykommun.bayern.",
        "Your certificate belongs to another organisation now. Please write to"
        " projekt@baykommun.bayern.",
    ),
    "organisation-full": Text(
        "Ihre Organisation hat schon {most} Konten; mehr sind nicht vorgesehen. Bitte wenden Sie"
        " sich an projekt@baykommun.bayern.",
        "Your organisation has {most} accounts already; there can be no more. Please write to"
        " projekt@baykommun.bayern.",
    ),
    "own-account": Text(
        "Über das eigene Konto entscheidet jemand anderes. Bitten Sie eine zweite Person darum.",
        "Somebody else decides about one's own account. Please ask a second person.",
    ),
    "accounts-by-reviewers": Text(
        "Sperren, Freigeben und Schließen entscheiden Prüfung und Administration.",
        "Reviewers and administrators decide about suspending, releasing and closing.",
    ),
    "staff-by-admins": Text(
        "Über Konten von Personen der Betreiberin entscheidet nur die Administration.",
        "Only administrators decide about accounts of the operator's people.",
    ),
    "roles-by-admins": Text(
        "Rollen bei Betreiberin, Herstellern und Ressorts vergibt nur die Administration.",
        "Only administrators give roles at the operator, vendors and ministries.",
    ),
    "same-account": Text(
        "Das ist dasselbe Konto. Bitte nennen Sie die Registrierung des neuen Zertifikats.",
        "This is the same account. Please name the registration of the new certificate.",
    ),
    "no-team": Text(
        "Das ist das Konto einer Person und kein Teamkonto. Ein Team braucht ein eigenes Konto.",
        "This is the account of a person and no team account. A team needs one of its own.",
    ),
    "team-addresses": Text(
        "Jedes Mitglied des Teams braucht eine eigene E-Mail-Adresse, und es sind mindestens zwei.",
        "Each member of the team needs an e-mail address of their own, and there are at least two.",
    ),
    "not-a-member": Text(
        "Diese Person ist für Ihre Stelle nicht zugelassen. Bitte laden Sie sie ein.",
        "This person has not been approved for your authority. Please invite them.",
    ),
    "does-not-act-here": Text(
        "Diese Person handelt nicht für Ihre Stelle. Bitte wählen Sie jemanden aus Ihrer Stelle.",
        "This person does not act for your authority. Please choose somebody of your authority.",
    ),
    "same-person": Text(
        "Das ist dieselbe Person. Bitte wählen Sie jemand anderen.",
        "This is the same person. Please choose somebody else.",
    ),
    "scope-unknown": Text(
        "Diesen Bereich gibt es nicht; möglich sind Betreiber, Hersteller und Ressort.",
        "There is no such area; it is the operator, a vendor or a ministry.",
    ),
    "role-not-here": Text(
        "Diese Rolle gibt es hier nicht. Möglich ist: {roles}.",
        "There is no such role here. It can be: {roles}.",
    ),
    "terms-outdated": Text(
        "Bitte stimmen Sie den Nutzungsbedingungen in der Fassung {version} zu.",
        "Please accept the terms of use in the version {version}.",
    ),
    "account-ended": Text(
        "Das Konto dieser Person gibt es nicht mehr.", "The account of this person has ended."
    ),
    "kept-contracts": Text(
        "Unterzeichnete Verträge und ihre Nachweise bleiben bis zum Ende ihrer Aufbewahrungsfrist"
        " erhalten.",
        "Signed contracts and their evidence are kept until the end of their retention period.",
    ),
    "kept-audit": Text(
        "Das Protokoll nennt Sie nur mit einer Kennung, nie mit Namen.",
        "The audit trail names you by an id only, never by your name.",
    ),
}
