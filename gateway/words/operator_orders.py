"""The words of the pages on which the operator's people decide about orders."""

from services.common.words import Sentence, Text

_QUEUE: dict[str, Sentence] = {
    "op-menu-orders": Text("Bestellungen", "Orders"),
    "op-orders": Text("Bestellungen prüfen", "Review orders"),
    "op-orders-review": Text("Zu prüfen", "To review"),
    "op-orders-support": Text("Für die Unterstützung", "For support"),
    "op-orders-asked_back": Text("In Rückfrage", "Asked back"),
    "op-orders-found": Text("Gefunden", "Found"),
    "op-orders-new": Text("Neu seit Ihrem letzten Besuch", "New since your last visit"),
    "op-orders-body": Text("Stelle: antworten", "Authority: to answer"),
    "op-orders-officer": Text("Stelle: abschicken", "Authority: to submit"),
    "op-orders-signatory": Text("Stelle: unterschreiben", "Authority: to sign"),
    "op-orders-countersigner": Text("Gegenzeichnen", "To countersign"),
    "op-orders-document_worker": Text("Vertrag in Arbeit", "Contract being made"),
    "op-orders-setup_party": Text("Einrichtende Stelle: einrichten", "Setup party: to set up"),
    "op-orders-caption": Text(
        "Bestellungen, die am frühesten fälligen zuerst", "Orders, the first due first"
    ),
    "op-orders-none": Text(
        "Neue Bestellungen stehen hier, sobald eine Stelle sie abschickt.",
        "New orders stand here as soon as an authority submits them.",
    ),
    "op-orders-none-here": Text(
        "Zurzeit trifft das auf keine Bestellung zu.", "No order is like that at the moment."
    ),
    "op-only": Text("Zeigen", "Show"),
    "op-only-all": Text("alle", "all"),
    "op-only-overdue": Text("nur überfällige", "overdue ones only"),
    "op-only-mine": Text("nur von mir übernommene", "those I have taken only"),
    "op-only-service": Text("nur dieser Dienst", "only this service"),
    "op-one-service": Text("ein Dienst", "one service"),
    "op-next-order": Text("Nächste Bestellung prüfen", "Review the next order"),
    "op-order": Text("Bestellung", "Order"),
    "op-task": Text("Zu tun", "To do"),
    "op-taken": Text("Übernommen", "Taken"),
    "op-taken-you": Text("von Ihnen, bis {until}", "by you, until {until}"),
    "op-taken-other": Text("von jemand anderem, bis {until}", "by somebody else, until {until}"),
    "op-claim-lasts": Text(
        "Eine Übernahme gilt 8 Stunden. Danach kann jede prüfende Person entscheiden.",
        "To take an order counts for 8 hours. After that every reviewer can decide.",
    ),
}

_ORDER: dict[str, Sentence] = {
    "op-order-for": Text("{service}: {body}", "{service}: {body}"),
    "op-do": Text("Zu tun: {task}", "To do: {task}"),
    "op-state-now": Text("Stand: {state}", "State: {state}"),
    "op-to-countersign": Text("Zur Gegenzeichnung", "To countersigning"),
    "op-to-setup": Text("Einrichtung melden", "Report the setup"),
    "op-claim-order": Text("Prüfung übernehmen", "Take the review"),
    "op-claim-what": Text(
        "Dann entscheidet 8 Stunden lang niemand anderes.",
        "Then nobody else decides for 8 hours.",
    ),
    "op-taken-by-you": Text(
        "Sie prüfen bis {until}. Danach kann auch jemand anderes entscheiden oder übernehmen.",
        "You review until {until}. After that somebody else can decide or take it, too.",
    ),
    "op-taken-by-other": Text(
        "{name} prüft bis {until}. Danach kann auch jemand anderes entscheiden oder übernehmen.",
        "{name} reviews until {until}. After that somebody else can decide or take it, too.",
    ),
    "op-taken-somebody": Text("Jemand anderes", "Somebody else"),
    "op-may-order": Text("Darf die Stelle bestellen?", "May the authority order this?"),
    "op-check-done": Text("erfüllt", "fulfilled"),
    "op-check-look": Text("bitte ansehen", "please look at this"),
    "op-checks-part": Text("Prüfpunkte", "Checks"),
    "op-chain": Text("Vertragskette", "Chain of agreements"),
    "op-chain-not-yours": Text(
        "Die vorgelagerten Verträge sehen nur die prüfenden Personen.",
        "Only reviewers see the upstream agreements.",
    ),
    "op-level": Text("Stufe", "Level"),
    "op-parties": Text("Von / an", "From / to"),
    "op-number": Text("Nummer", "Number"),
    "op-state": Text("Stand", "State"),
    "op-from-to": Text("{giver} an {taker}", "{giver} to {taker}"),
    "op-demo": Text("(Demodaten)", "(demo data)"),
    "op-level-1": Text("1 Bereitstellung", "1 Provision"),
    "op-level-2": Text("2 Nachnutzung", "2 Reuse"),
    "op-level-3": Text("3 Sub-Nachnutzung", "3 Sub-reuse"),
    "op-level-4": Text("4 Sub-Sub-Nachnutzung", "4 Sub-sub-reuse"),
    "op-holds": Text("Gilt", "Holds"),
    "op-missing": Text("Fehlt", "Missing"),
    "op-to-be-made": Text("Entsteht", "To be made"),
    "op-made": Text("Erstellt", "Made"),
    "op-after-release": Text("nach Freigabe", "after the release"),
    "op-at-longest": Text("längstens bis", "until, at the longest,"),
    "op-whole-order": Text(
        "Ganze Bestellung mit Verlauf und Nachrichten", "The whole order with history and messages"
    ),
    "op-order-facts": Text("Angaben der Bestellung", "Facts of the order"),
    "op-profile": Text("Steckbrief", "Profile"),
    "op-version": Text("Version {number}", "version {number}"),
    "op-usage": Text("Nutzung", "Use"),
    "op-usage-new": Text("neu einrichten", "to be set up"),
    "op-usage-already_productive": Text("schon im Einsatz", "in use already"),
    "op-wanted": Text("gewünscht ab", "wanted from"),
    "op-functional": Text("Fachlicher Kontakt", "Functional contact"),
    "op-technical": Text("Technischer Kontakt", "Technical contact"),
    "op-setup-party": Text("Einrichtende Stelle", "Setup party"),
    "op-setup-nobody": Text("niemand genannt", "nobody named"),
    "op-system": Text("Fachverfahren", "Specialist system"),
    "op-remark": Text("Bemerkung", "Remark"),
    "op-proposed-link": Text("Mitgeteilter Link", "Link told"),
    "op-link": Text("Link", "Link"),
    "op-open-point": Text("Offen", "Open"),
    "op-said": Text("Was bisher gesagt wurde", "What was said so far"),
}

_CHECKS: dict[str, Sentence] = {
    "op-check-entitled": Text("Berechtigung", "Entitlement"),
    "op-check-entitled-what": Text(
        "Art der Stelle, Zuständigkeit, Freigabe und Verträge passen; keine weitere Bestellung"
        " läuft.",
        "Kind of authority, competence, release and agreements fit; no other order is under way.",
    ),
    "op-check-not-entitled": Text("Berechtigung", "Entitlement"),
    "op-check-contract-refused": Text("Vertrag noch nicht möglich", "No contract possible yet"),
    "op-check-version": Text("Steckbrief", "Profile"),
    "op-check-version-what": Text(
        "Bestellt ist die geltende Version {current}.",
        "The version that holds, {current}, is ordered.",
    ),
    "op-check-version-outdated": Text("Steckbrief", "Profile"),
    "op-check-version-outdated-what": Text(
        "Bestellt ist Version {ordered}, es gilt Version {current}.",
        "Version {ordered} is ordered, version {current} holds.",
    ),
    "op-check-costs": Text("Zusatzkosten", "Extra costs"),
    "op-check-costs-what": Text(
        "{cost} Die Stelle weiß davon.", "{cost} The authority knows of it."
    ),
    "op-check-costs-open": Text("Zusatzkosten", "Extra costs"),
    "op-check-costs-open-what": Text(
        "{cost} Die Stelle hat noch nicht bestätigt, dass sie davon weiß.",
        "{cost} The authority has not confirmed yet that it knows of it.",
    ),
    "op-check-costs-none": Text("Zusatzkosten", "Extra costs"),
    "op-check-costs-none-what": Text(
        "Keine Zusatzkosten: Die Stelle hat kein Fachverfahren genannt.",
        "No extra costs: the authority has named no specialist system.",
    ),
    "op-check-setup": Text("Einrichtung", "Setup"),
    "op-check-setup-what": Text("Eine einrichtende Stelle ist genannt.", "A setup party is named."),
    "op-check-setup-none": Text("Einrichtung", "Setup"),
    "op-check-setup-none-what": Text(
        "Niemand ist genannt; nach dem Vertrag sucht die Unterstützung jemanden.",
        "Nobody is named; after the contract support finds somebody.",
    ),
    "op-check-in-use": Text("Einrichtung", "Setup"),
    "op-check-in-use-what": Text(
        "Nicht nötig: Der Dienst ist schon im Einsatz.",
        "Not needed: the service is in use already.",
    ),
    "op-check-signatory": Text("Unterschreiben kann", "May sign"),
    "op-check-signatory-what": Text("{names}", "{names}"),
    "op-check-signatory-none": Text("Unterschreiben kann", "May sign"),
    "op-check-signatory-none-what": Text(
        "Noch niemand: Für die Stelle ist keine Zeichnungsbefugnis bestätigt.",
        "Nobody yet: no signatory of the authority is approved.",
    ),
}

_ACTS: dict[str, Sentence] = {
    "op-reason-hint-order": Text(
        "Nötig, wenn Sie zurückfragen oder ablehnen. Die Stelle liest diesen Text.",
        "Needed to ask back and to refuse. The authority reads this text.",
    ),
    "op-reason-hint-answer": Text(
        "Nötig, wenn Sie antworten, zurückfragen, ablehnen oder die Bestellung beenden. Wer gefragt"
        " hat, liest diesen Text.",
        "Needed to answer, to ask back, to refuse and to end the order. Whoever has asked reads"
        " this text.",
    ),
    "op-reason-hint-support": Text(
        "Nötig, wenn Sie die Bestellung beenden oder einen Link ablehnen. Die Stelle liest diesen"
        " Text.",
        "Needed to end the order or to refuse a link. The authority reads this text.",
    ),
    "op-accept-version": Text(
        "Ich gebe die bestellte ältere Version des Steckbriefs frei",
        "I release the older version of the profile that was ordered",
    ),
    "op-setup-by": Text("Einrichtende Stelle", "Setup party"),
    "op-setup-by-hint": Text(
        "Nur nötig, wenn Sie die Einrichtung neu anfragen.",
        "Only needed to request the setup anew.",
    ),
    "op-setup-by-same": Text("wie bisher", "as before"),
    "op-release-countersign": Text(
        "Wer freigibt, darf diesen Vertrag nicht gegenzeichnen.",
        "Whoever releases may not countersign this contract.",
    ),
    "op-order-release-choice": Text(
        "Freigeben: Der Vertrag wird erstellt", "Release: the contract is made"
    ),
    "op-order-ask-back-choice": Text(
        "Rückfrage stellen (10 Arbeitstage zum Antworten)", "Ask back (10 working days to answer)"
    ),
    "op-order-reject-choice": Text("Ablehnen: Die Bestellung endet", "Reject: the order ends"),
    "op-order-retry-document-choice": Text(
        "Vertrag noch einmal erstellen", "Make the contract again"
    ),
    "op-order-confirm-link-choice": Text(
        "Link bestätigen: Der Dienst ist online", "Confirm the link: the service is live"
    ),
    "op-order-refuse-link-choice": Text("Link ablehnen", "Refuse the link"),
    "op-order-request-setup-choice": Text("Einrichtung neu anfragen", "Request the setup anew"),
    "op-order-take-over-choice": Text(
        "Einrichtung selbst übernehmen", "Take the setup over ourselves"
    ),
    "op-order-answer-support-choice": Text(
        "Bitte um Unterstützung beantworten", "Answer the request for support"
    ),
    "op-order-cancel-choice": Text("Bestellung beenden", "End the order"),
    "done-op-order-claim": Text("Die Prüfung ist Ihre.", "The review is yours."),
    "done-op-order-answer-support": Text(
        "Ihre Antwort ist unterwegs. Die Bitte um Unterstützung ist erledigt.",
        "Your answer is on its way. The request for support is settled.",
    ),
    "done-op-order-release": Text(
        "Freigegeben. Der Vertrag wird jetzt erstellt.", "Released. The contract is being made now."
    ),
    "done-op-order-ask-back": Text("Ihre Rückfrage ist unterwegs.", "Your question is on its way."),
    "done-op-order-reject": Text(
        "Abgelehnt. Die Stelle erfährt den Grund.", "Rejected. The authority learns the reason."
    ),
    "done-op-order-retry-document": Text(
        "Der Vertrag wird noch einmal erstellt.", "The contract is being made again."
    ),
    "done-op-order-confirm-link": Text(
        "Bestätigt. Der Dienst ist online.", "Confirmed. The service is live."
    ),
    "done-op-order-refuse-link": Text(
        "Abgelehnt. Die Stelle nennt einen anderen Link.",
        "Refused. The authority tells another link.",
    ),
    "done-op-order-request-setup": Text(
        "Die Einrichtung ist neu angefragt.", "The setup is requested anew."
    ),
    "done-op-order-take-over": Text(
        "Die Einrichtung liegt jetzt bei uns.", "The setup is with us now."
    ),
    "done-op-order-cancel": Text("Die Bestellung ist beendet.", "The order is ended."),
}

OPERATOR_ORDERS: dict[str, Sentence] = {**_QUEUE, **_ORDER, **_CHECKS, **_ACTS}
