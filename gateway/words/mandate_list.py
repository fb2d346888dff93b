"""The words of the list of all mandates."""

from services.common.words import Sentence, Text

MANDATE_LIST: dict[str, Sentence] = {
    "mandates-all": Text("Alle Vollmachten", "All mandates"),
    "mandates-own": Text("Ihre Vollmachten", "Your mandates"),
    "mandates-all-what": Text(
        "Wer für wen handeln darf und bis wann. Was zuerst endet, steht oben.",
        "Who may act for whom, and until when. What ends first stands on top.",
    ),
    "mandates-view-holding": Text("Gelten", "Hold"),
    "mandates-view-ending": Text("Enden in 90 Tagen", "End within 90 days"),
    "mandates-view-requested": Text("Warten auf Freigabe", "Wait for their release"),
    "mandates-view-over": Text("Abgelaufen", "Over"),
    "mandates-view-revoked": Text("Widerrufen", "Revoked"),
    "mandates-view-all": Text("Alle", "All"),
    "mandates-about": Text("Stelle oder Person", "Authority or person"),
    "mandates-find": Text("Suchen", "Search"),
    "mandates-meant": Text("Wen meinen Sie?", "Whom do you mean?"),
    "mandates-nobody": Text(
        "Keine Stelle und keine Person heißt so.", "No authority and no person is called so."
    ),
    "mandates-of-body": Text("von dieser oder für diese Stelle", "by or for this authority"),
    "mandates-of-holder": Text("die damit handeln", "who act by them"),
    "mandates-by-body": Text("Stelle: {who}", "Authority: {who}"),
    "mandates-by-holder": Text("Es handelt: {who}", "Who acts: {who}"),
    "mandates-none-here": Text("Keine Vollmacht", "No mandate"),
    "mandates-none-here-what": Text(
        "In dieser Ansicht ist nichts. Unter „Alle“ stehen auch abgelaufene und widerrufene.",
        "Nothing is in this view. “All” has those that are over or revoked as well.",
    ),
    "mandates-own-entry": Text(
        "Vollmachten, die Ihnen oder Ihrer Stelle erteilt sind",
        "Mandates given to you or your authority",
    ),
}
