"""The words of the page with a vendor's people."""

from services.common.words import Sentence, Text

TEAM_PAGES: dict[str, Sentence] = {
    "team": Text("Team", "Team"),
    "team-title": Text("Ihr Team", "Your team"),
    "team-what": Text(
        "Wer für Ihr Unternehmen Einrichtungen sieht, meldet und Programme anbindet.",
        "Who sees and reports setups and connects programs for your company.",
    ),
    "team-none-what": Text(
        "Laden Sie eine Person ein, damit sie hier mitarbeiten kann.",
        "Invite somebody, so that they can work here.",
    ),
    "team-act": Text("Zugang", "Access"),
    "team-end": Text("Zugang beenden", "End the access"),
    "team-end-title": Text("Zugang von {name} beenden?", "End the access of {name}?"),
    "team-end-what": Text(
        "Die Person sieht danach keine Einrichtungen Ihres Unternehmens mehr. Programme und"
        " offene Einrichtungen bleiben, wie sie sind. Sie können die Person neu einladen.",
        "They see no setup of your company any more. Programs and open setups stay as they are."
        " You can invite them again.",
    ),
    "done-team-ended": Text("Der Zugang ist beendet.", "The access has ended."),
    "team-invite": Text("Jemanden aus Ihrem Unternehmen einladen", "Invite a colleague"),
    "team-invite-what": Text(
        "Wir schicken der Person einen Link. Sie meldet sich damit über Mein Unternehmenskonto an"
        " und sieht danach dasselbe wie Sie.",
        "We send them a link. They sign in by it with Mein Unternehmenskonto and then see the"
        " same as you.",
    ),
    "done-team-invited": Text("Die Einladung ist verschickt.", "The invitation has been sent."),
}
