"""Words of the page about the numbers by which the BayernPortal knows a body."""

from services.common.words import Sentence, Text

PORTAL_NUMBERS: dict[str, Sentence] = {
    "numbers": Text("Nummern im BayernPortal", "Numbers in the BayernPortal"),
    "numbers-of-body": Text(
        "Nummern der Stelle im BayernPortal", "Numbers of the authority in the BayernPortal"
    ),
    "numbers-entry": Text(
        "Woran zu erkennen ist, dass ein Link zu dieser Stelle gehört",
        "By what a link is known to belong to this authority",
    ),
    "numbers-what": Text(
        "Das BayernPortal gibt jeder Stelle eigene Nummern. Gelernt werden sie aus Links, die ein"
        " Mensch bestätigt hat. Ein Link mit einer Nummer, die nur für eine andere Stelle bekannt"
        " ist, wird abgelehnt. Hier berichtigen Sie, was für {body} gilt.",
        "The BayernPortal gives each authority numbers of its own. They are learnt from links that"
        " a person has confirmed. A link with a number that is known for another authority only is"
        " refused. Here you correct what holds for {body}.",
    ),
    "numbers-of-behoerde": Text("Behördennummer {number}", "Authority number {number}"),
    "numbers-of-gemeinde": Text("Gemeindenummer {number}", "Municipality number {number}"),
    "numbers-by-order": Text(
        "{number}, aus einem bestätigten Link vom {day}",
        "{number}, from a link confirmed on {day}",
    ),
    "numbers-by-support": Text(
        "{number}, vom Support am {day} eingetragen: {reason}",
        "{number}, entered by support on {day}: {reason}",
    ),
    "numbers-none": Text(
        "Für diese Stelle ist keine Nummer bekannt.",
        "No number is known for this authority.",
    ),
    "numbers-shared": Text("Auch für andere bekannt", "Known for others as well"),
    "numbers-shared-what": Text(
        "Solche Nummern beweisen nichts: Einen Link damit bestätigt ein Mensch.",
        "Such numbers prove nothing: a person confirms a link with one.",
    ),
    "numbers-correct": Text("Berichtigen", "Correct"),
    "numbers-keep": Text("Diese Nummern gelten", "These numbers hold"),
    "numbers-keep-hint": Text(
        "Wählen Sie ab, was nicht zu dieser Stelle gehört.",
        "Deselect what does not belong to this authority.",
    ),
    "numbers-url": Text("Link, der dieser Stelle gehört", "Link that belongs to this authority"),
    "numbers-url-hint": Text(
        "Seine Nummern gelten dann auch für diese Stelle; sie kann den Link danach selbst"
        " mitteilen.",
        "Its numbers hold for this authority, too; it can then tell the link itself.",
    ),
    "numbers-reason": Text("Begründung", "Reason"),
    "numbers-save": Text("Berichtigung speichern", "Save the correction"),
    "numbers-forgotten": Text("Gilt nicht mehr", "Holds no longer"),
    "done-numbers": Text("Die Nummern sind berichtigt.", "The numbers are corrected."),
}
