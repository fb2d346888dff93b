"""What identity says about who acts for whom: authorities, mandates, invitations, clients."""

from services.common.words import Counted, Sentence, Text

ACTING: dict[str, Sentence] = {
    "authority-not-found": Text(
        "Diese Zeichnungsbefugnis gibt es bei dieser Stelle nicht.",
        "This authority has no such signing authority.",
    ),
    "authority-wrong-state": Text(
        "Über diese Zeichnungsbefugnis ist schon entschieden. Bitte laden Sie die Seite neu.",
        "This signing authority has been decided about already. Please reload the page.",
    ),
    "own-authority": Text(
        "Über die eigene Zeichnungsbefugnis entscheidet jemand anderes. Bitten Sie eine zweite"
        " Person.",
        "Somebody else decides about one's own signing authority. Please ask a second person.",
    ),
    "team-never-signs": Text(
        "Ein Teamkonto unterschreibt nie. Dafür braucht eine Person ein eigenes Konto.",
        "A team account never signs. A person needs an account of their own for that.",
    ),
    "ends-before-it-begins": Text(
        "Das Ende liegt vor dem Beginn. Bitte geben Sie einen späteren Tag an.",
        "The end is before the beginning. Please give a later day.",
    ),
    "no-digest": Text(
        "Hier wird ein SHA-256 in 64 Ziffern (hex) erwartet.",
        "A SHA-256 in 64 hexadecimal digits is expected here.",
    ),
    "mandate-not-found": Text(
        "Diese Vollmacht gibt es nicht, oder Sie dürfen sie nicht sehen.",
        "There is no such mandate, or you may not see it.",
    ),
    "mandate-wrong-state": Text(
        "Über diese Vollmacht ist schon entschieden, oder sie ist widerrufen.",
        "This mandate has been decided about already, or it was revoked.",
    ),
    "own-mandate": Text(
        "Wer eine Vollmacht erteilt hat, gibt sie nicht frei. Bitten Sie eine zweite Person.",
        "Whoever granted a mandate does not release it. Please ask a second person.",
    ),
    "not-to-oneself": Text(
        "Sich selbst erteilt niemand eine Vollmacht. Bitte nennen Sie jemand anderen.",
        "Nobody grants a mandate to oneself. Please name somebody else.",
    ),
    "day-is-over": Text(
        "Dieser Tag ist vorbei. Bitte geben Sie einen späteren an.",
        "This day is over. Please give a later one.",
    ),
    "signing-is-personal": Text(
        "Unterschreiben kann nur eine bestimmte Person und nie eine ganze Stelle.",
        "Only a person can sign, by name, and never a whole authority.",
    ),
    "grantee-unknown": Text(
        "Diese Stelle oder Person gibt es nicht. Bitte prüfen Sie die Angabe.",
        "There is no such authority or person. Please check the entry.",
    ),
    "same-body": Text(
        "Das ist dieselbe Stelle. Bitte nennen Sie eine andere.",
        "This is the same authority. Please name another one.",
    ),
    "years-too-many": Counted(
        one=Text(
            "Eine Vollmacht gilt höchstens ein Jahr.", "A mandate holds for one year at most."
        ),
        other=Text(
            "Eine Vollmacht gilt höchstens {count} Jahre.",
            "A mandate holds for {count} years at most.",
        ),
    ),
    "body-merged": Text(
        "Die Stelle ist in einer anderen aufgegangen.",
        "The authority was merged into another one.",
    ),
    "invitation-not-found": Text(
        "Diese Einladung gibt es nicht (mehr). Bitte lassen Sie sich neu einladen.",
        "There is no such invitation (any more). Please ask for a new one.",
    ),
    "invitation-over": Text(
        "Diese Einladung gilt nicht mehr. Bitte lassen Sie sich neu einladen.",
        "This invitation does not hold any more. Please ask for a new one.",
    ),
    "invitation-expired": Text(
        "Diese Einladung galt bis {expires_on}. Bitte lassen Sie sich neu einladen.",
        "This invitation held until {expires_on}. Please ask for a new one.",
    ),
    "own-invitation": Text(
        "Sich selbst lädt niemand ein. Bitte geben Sie den Link der eingeladenen Person.",
        "Nobody invites oneself. Please give the link to the person you invited.",
    ),
    "name-differs": Text(
        "Ihre Anmeldung nennt einen anderen Namen als die Einladung. Bitte lassen Sie sich neu"
        " einladen.",
        "Your sign-in names somebody else than the invitation. Please ask for a new one.",
    ),
    "too-many-mails": Text(
        "An diese Adresse gingen in der letzten Stunde schon {most} Einladungen. Bitte warten Sie"
        " eine Stunde oder prüfen Sie die Adresse.",
        "{most} invitations went to this address within the last hour already. Please wait an hour"
        " or check the address.",
    ),
    "body-invites-itself": Text(
        "Ihre Beschäftigten lädt jede Stelle selbst ein.",
        "Each authority invites its own people.",
    ),
    "vendor-unknown": Text(
        "Diesen Hersteller kennt der Katalog nicht. Bitte prüfen Sie die Kennung.",
        "The catalogue knows no such vendor. Please check the id.",
    ),
    "own-vendor-unknown": Text(
        "Der Katalog kennt diesen Hersteller nicht mehr. Bitte wenden Sie sich an BayKommun.",
        "The catalogue no longer knows this vendor. Please ask BayKommun.",
    ),
    "copy-filling": Text(
        "Das System startet noch. Bitte versuchen Sie es gleich noch einmal.",
        "The system is still starting. Please try again in a moment.",
    ),
    "client-not-found": Text(
        "Diesen technischen Zugang gibt es nicht.", "There is no such API client here."
    ),
    "client-revoked": Text(
        "Dieser technische Zugang ist schon widerrufen.",
        "This API client has been revoked already.",
    ),
    "client-invalid": Text(
        "Die Kennung oder das Geheimnis stimmt nicht, oder der Zugang ist beendet.",
        "The id or the secret is wrong, or the access has ended.",
    ),
    "scopes-not-here": Text(
        "Hier nicht möglich: {scopes}. Bitte lassen Sie das weg.",
        "Not possible here: {scopes}. Please leave that out.",
    ),
    "verdict-unknown": Text(
        "Diese Entscheidung gibt es hier nicht: {verdict}.", "There is no such verdict: {verdict}."
    ),
}
