"""Words of the pages about the chains of agreements."""

from services.common.words import Sentence, Text

_LEVELS: dict[str, Sentence] = {
    "ch-level-1": Text("Stufe 1: Bereitstellung", "Level 1: provision"),
    "ch-level-2": Text("Stufe 2: Nachnutzung", "Level 2: reuse"),
    "ch-level-3": Text("Stufe 3: Sub-Nachnutzung", "Level 3: sub-reuse"),
    "ch-level-4": Text("Stufe 4: Verträge mit den Stellen", "Level 4: contracts with authorities"),
    "ch-level-4-note": Text("entstehen aus den Bestellungen", "follow from the orders"),
    "ch-level-4-whole": Text(
        "Neue Verträge sind möglich. Keiner gilt länger als die Vereinbarungen darüber.",
        "New contracts are possible. None runs longer than the agreements above it.",
    ),
    "ch-level-4-broken": Text(
        "Neue Verträge sind nicht möglich, solange oben eine Vereinbarung fehlt.",
        "New contracts are not possible as long as an agreement above is missing.",
    ),
    "ch-level-missing": Text("heute ohne Vereinbarung", "without an agreement today"),
    "ch-level-holds": Text("heute in Kraft", "in force today"),
}

_FIELDS: dict[str, Sentence] = {
    "ch-field-level": Text("Stufe", "Level"),
    "ch-field-number": Text("Vertragsnummer", "Number of the agreement"),
    "ch-field-from_party": Text("Wer überlässt", "Who provides"),
    "ch-field-to_party": Text("Wer erhält", "Who receives"),
    "ch-field-valid_from": Text("Gültig ab", "Valid from"),
    "ch-field-valid_until": Text("Gültig bis", "Valid until"),
    "ch-field-document_hash": Text("Dokument", "Document"),
    "ch-document-before": Text("bisheriges Dokument", "document so far"),
    "ch-document-after": Text("neu hinterlegt", "newly recorded"),
    "ch-document-view": Text("Dokument ansehen", "View the document"),
    "ch-number-hint": Text(
        "So, wie sie auf dem Vertrag steht. Sie lässt sich später nicht ändern, weil die Verträge"
        " der Stellen sie nennen.",
        "As it stands on the agreement. It cannot be changed later, because the contracts of"
        " authorities name it.",
    ),
    "ch-from-hint": Text(
        "Auf Stufe 1 das anbietende Land, auf Stufe 2 der Marktplatz, auf Stufe 3 ein Ministerium",
        "On level 1 the offering state, on level 2 the marketplace, on level 3 a ministry",
    ),
    "ch-to-hint": Text(
        "Auf Stufe 1 der Marktplatz, auf Stufe 2 das Ministerium für Digitales (ausnahmsweise ein"
        " anderes), auf Stufe 3 BayKommun",
        "On level 1 the marketplace, on level 2 the Ministry for Digital Affairs (exceptionally"
        " another), on level 3 BayKommun",
    ),
    "ch-date-hint": Text("Tag.Monat.Jahr", "Day, month, year"),
    "ch-until-hint": Text(
        "Der letzte Tag. Ohne Angabe gilt die Vereinbarung unbefristet.",
        "The last day. Without one the agreement is open-ended.",
    ),
    "ch-file": Text("Dokument der Vereinbarung", "Document of the agreement"),
    "ch-file-hint": Text("Eine PDF-Datei bis 10 MB", "A PDF file of up to 10 MB"),
    "ch-file-other": Text("Anderes Dokument", "Another document"),
    "ch-file-other-hint": Text(
        "Eine PDF-Datei bis 10 MB. Ohne Auswahl bleibt das Dokument, wie es ist.",
        "A PDF file of up to 10 MB. Without a choice the document stays as it is.",
    ),
    "ch-choose-file": Text("Bitte wählen Sie das Dokument aus.", "Please choose the document."),
    "ch-note": Text("Hinweis für die Prüfung", "Note for the review"),
    "ch-note-hint": Text(
        "Zum Beispiel, worauf die Änderung beruht", "What the change rests on, for example"
    ),
    "ch-open-ended": Text("unbefristet", "open-ended"),
    "ch-since": Text("seit {since}, unbefristet", "since {since}, open-ended"),
    "ch-since-until": Text("{since} bis {until}", "{since} to {until}"),
}

_LIST: dict[str, Sentence] = {
    "chains": Text("Vertragsketten", "Chains of agreements"),
    "ch-lead": Text(
        "Jeder Vertrag mit einer Stelle steht auf drei Vereinbarungen. Fehlt eine davon, wird"
        " nichts freigegeben.",
        "Each contract with an authority stands on three agreements. Where one of them is missing,"
        " nothing is released.",
    ),
    "ch-own": Text(
        "Sie sehen die Ketten, in denen Ihr Haus Vertragspartner ist.",
        "You see the chains in which your ministry is a party.",
    ),
    "ch-own-link": Text("Nur die Ketten meines Hauses", "Only the chains of my ministry"),
    "ch-all-link": Text("Alle Ketten ansehen", "View all chains"),
    "ch-of-party": Text("Sie sehen die Ketten mit {party}.", "You see the chains with {party}."),
    "ch-service": Text("Leistung", "Service"),
    "ch-standing": Text("Stand", "Standing"),
    "ch-all": Text("Alle Vertragsketten", "All chains of agreements"),
    "ch-whole": Text("Geschlossen", "Complete"),
    "ch-gap": Text("Lücke", "Gap"),
    "ch-gap-at": Text("{level} fehlt", "{level} is missing"),
    "ch-ends": Text("Endet am", "Ends on"),
    "ch-ministry": Text("Ministerium", "Ministry"),
    "ch-spread": Text("Nachnutzung", "Reuse"),
    "ch-spread-link": Text("Landkreise", "Districts"),
    "ch-none": Text("Keine Kette", "No chain"),
    "ch-none-what": Text(
        "Zu dieser Auswahl ist keine Vereinbarung hinterlegt.",
        "No agreement is recorded for this choice.",
    ),
    "ch-begin": Text("Kette für eine weitere Leistung", "Chain for another service"),
    "ch-begin-find": Text("Leistung suchen", "Find the service"),
    "ch-begin-choose": Text(
        "Leistungen, für die sich eine Vereinbarung hinterlegen lässt",
        "Services for which an agreement can be recorded",
    ),
    "ch-begin-none": Text("Keine Leistung gefunden", "No service found"),
    "ch-begin-none-what": Text(
        "Versuchen Sie es mit einem anderen Wort aus dem Titel.",
        "Try another word of the title.",
    ),
    "ch-begin-all": Text("Alle Leistungen anzeigen", "Show all services"),
    "op-home-proposals": Text("Änderungen an Vertragsketten prüfen", "Review changes of chains"),
    "op-home-renewals": Text("Vereinbarungen verlängern", "Renew agreements"),
}

_CHAIN: dict[str, Sentence] = {
    "ch-of": Text("Vertragskette: {service}", "Chain of agreements: {service}"),
    "ch-turn-broken": Text("Die Kette hat eine Lücke", "The chain has a gap"),
    "ch-turn-broken-what": Text(
        "Bis sie geschlossen ist, wird keine Bestellung dieser Leistung freigegeben, und es"
        " entsteht kein Vertrag. Geschlossene Verträge bleiben, wie sie sind.",
        "Until it is complete no order of this service is released, and no contract is made."
        " Concluded contracts stay as they are.",
    ),
    "ch-turn-whole": Text("Die Kette ist geschlossen", "The chain is complete"),
    "ch-turn-whole-what": Text(
        "Bestellungen können freigegeben werden.", "Orders can be released."
    ),
    "ch-turn-soon": Text(
        "Die Kette ist geschlossen, aber nicht mehr lange",
        "The chain is complete, but not for long",
    ),
    "ch-turn-until": Text(
        "Bestellungen können freigegeben werden. Ab {day} fehlt eine Vereinbarung.",
        "Orders can be released. From {day} an agreement is missing.",
    ),
    "ch-view": Text("Vertragskette ansehen", "View the chain of agreements"),
    "ch-levels": Text("Die vier Stufen", "The four levels"),
    "ch-parties": Text("{giver} an {receiver}", "{giver} to {receiver}"),
    "ch-demo": Text("Demodaten", "Demo data"),
    "ch-not-now": Text("heute nicht in Kraft", "not in force today"),
    "ch-document": Text("Dokument {number}", "Document {number}"),
    "ch-document-none": Text("Dokument nicht hinterlegt", "Document not recorded"),
    "ch-impact-link": Text("Was hängt an {number}?", "What depends on {number}?"),
    "ch-change-link": Text("{number} ändern oder beenden", "Change or end {number}"),
    "ch-add": Text("Vereinbarung hinterlegen", "Record an agreement"),
    "ch-proposals": Text("Wartet auf eine zweite Person", "Waits for a second person"),
    "ch-proposal-new": Text("Neu: {number}", "New: {number}"),
    "ch-proposal-change": Text("Änderung: {number}", "Change: {number}"),
    "ch-proposed-by": Text("Vorgeschlagen von", "Proposed by"),
    "ch-yours": Text("Ihnen", "you"),
    "ch-renewals": Text("Zu verlängern", "To be renewed"),
    "ch-renewal": Text("{number} endet am {day}", "{number} ends on {day}"),
    "ch-renewal-owner": Text("Zuständig", "In charge"),
    "ch-successor": Text("Nachfolge für {number} hinterlegen", "Record a successor of {number}"),
    "ch-decline-link": Text("{number} wird nicht verlängert", "{number} is not renewed"),
    "ch-declined": Text(
        "{number} wird nicht verlängert: {reason}", "{number} is not renewed: {reason}"
    ),
    "ch-history": Text("Bisherige Entscheidungen", "Decisions so far"),
    "ch-decline": Text("Vereinbarung wird nicht verlängert", "The agreement is not renewed"),
    "ch-decline-what": Text(
        "{number} endet am {day}. Danach gibt es für diese Leistung keine neuen Verträge mehr.",
        "{number} ends on {day}. After that there are no new contracts for this service.",
    ),
    "ch-decline-reason": Text("Grund", "Reason"),
    "ch-decline-hint": Text(
        "Warum es keine Nachfolge gibt, und wer das entschieden hat",
        "Why there is no successor, and who decided so",
    ),
    "ch-decline-do": Text("Als nicht verlängert vermerken", "Note as not renewed"),
    "done-renewal-declined": Text(
        "Vermerkt. Die Aufgabe ist damit erledigt.", "Noted. The task is done."
    ),
}

_PROPOSALS: dict[str, Sentence] = {
    "ch-new": Text("Vereinbarung hinterlegen", "Record an agreement"),
    "ch-change": Text("{number} ändern oder beenden", "Change or end {number}"),
    "ch-second-person": Text(
        "Ihre Angaben gelten, sobald eine zweite Person sie geprüft und übernommen hat.",
        "What you enter counts as soon as a second person has reviewed and accepted it.",
    ),
    "ch-see-impact": Text(
        "Was hängt daran, wenn sie endet?", "What depends on it, should it end?"
    ),
    "ch-propose": Text("Zur Prüfung geben", "Hand in for review"),
    "done-proposal-made": Text(
        "Ihr Vorschlag liegt zur Prüfung bereit.", "Your proposal is ready for review."
    ),
    "ch-review": Text("Änderung der Vertragskette prüfen", "Review a change of the chain"),
    "ch-review-yours": Text("Eine zweite Person ist am Zug", "It is a second person's turn"),
    "ch-review-yours-what": Text(
        "Den eigenen Vorschlag prüft jemand anderes. Zurücknehmen können Sie ihn.",
        "Somebody else reviews one's own proposal. You can take it back.",
    ),
    "ch-review-turn": Text("Änderung prüfen und entscheiden", "Review the change and decide"),
    "ch-review-turn-what": Text(
        "Vergleichen Sie die Angaben mit dem Dokument. Was Sie übernehmen, gilt sofort.",
        "Compare the facts with the document. What you accept counts at once.",
    ),
    "ch-review-waits": Text("Wartet auf eine zweite Person", "Waits for a second person"),
    "ch-review-over": Text("Entschieden: {verdict}", "Decided: {verdict}"),
    "ch-what-changes": Text("Was sich ändert", "What changes"),
    "ch-field": Text("Angabe", "Fact"),
    "ch-before": Text("Bisher", "So far"),
    "ch-after": Text("Künftig", "From now on"),
    "ch-verdict": Text("Diese Änderung", "This change"),
    "ch-verdict-accept": Text("Übernehmen", "Accept"),
    "ch-verdict-reject": Text("Ablehnen", "Reject"),
    "ch-reject-reason": Text("Grund der Ablehnung", "Reason to reject"),
    "ch-reject-hint": Text("Nur nötig, wenn Sie ablehnen", "Needed only where you reject"),
    "ch-save": Text("Entscheidung speichern", "Save the decision"),
    "ch-take-back": Text("Vorschlag zurücknehmen", "Take the proposal back"),
    "done-proposal-accepted": Text(
        "Übernommen. Die Änderung gilt ab sofort.", "Accepted. The change counts from now on."
    ),
    "done-proposal-rejected": Text("Abgelehnt. Es bleibt alles, wie es war.",
                                   "Rejected. All stays as it was."),
    "done-proposal-taken-back": Text("Ihr Vorschlag ist zurückgenommen.",
                                     "Your proposal is taken back."),
}  # fmt: skip

_IMPACT: dict[str, Sentence] = {
    "ch-impact": Text("Was hängt an {number}?", "What depends on {number}?"),
    "ch-impact-ends": Text("Wenn die Vereinbarung endet am", "If the agreement ends on"),
    "ch-impact-do": Text("Ansehen", "View"),
    "ch-impact-no-day": Text(
        "Das war kein Tag; gezeigt wird, was heute wäre.",
        "That was no day; what today would mean is shown.",
    ),
    "ch-impact-breaks": Text(
        "Ab {day} fehlt eine Vereinbarung: keine Freigaben, keine neuen Verträge.",
        "From {day} an agreement is missing: no releases, no new contracts.",
    ),
    "ch-impact-gap": Text("Die Kette bekäme eine Lücke", "The chain would get a gap"),
    "ch-impact-no-gap": Text("Die Kette bliebe geschlossen", "The chain would stay complete"),
    "ch-impact-goes-on": Text(
        "Eine andere Vereinbarung dieser Stufe gilt weiter.",
        "Another agreement of this level goes on.",
    ),
    "ch-impact-result": Text("Betroffen von einem Ende am {day}", "Concerned by an end on {day}"),
    "ch-impact-contracts": Text("Verträge, die länger gelten", "Contracts that run longer"),
    "ch-impact-bodies": Text("Stellen", "Authorities"),
    "ch-impact-orders": Text("Bestellungen", "Orders"),
    "ch-impact-links": Text("Links im BayernPortal", "Links in the BayernPortal"),
    "ch-impact-nobody": Text(
        "Kein Vertrag einer Stelle gilt länger als bis zu diesem Tag.",
        "No contract of an authority runs longer than that day.",
    ),
    "ch-impact-table": Text("Betroffene Verträge", "Contracts concerned"),
    "ch-impact-body": Text("Stelle", "Authority"),
    "ch-impact-contract": Text("Vertrag", "Contract"),
    "ch-impact-state": Text("Stand", "Standing"),
    "ch-impact-until": Text("Gilt bis", "Runs until"),
    "ch-impact-address": Text("Link", "Link"),
    "ch-impact-live": Text("veröffentlicht", "published"),
    "ch-impact-propose": Text("Ende am {day} vorschlagen", "Propose the end on {day}"),
}

CHAIN_PAGES: dict[str, Sentence] = {
    **_LEVELS, **_FIELDS, **_LIST, **_CHAIN, **_PROPOSALS, **_IMPACT,
}  # fmt: skip
