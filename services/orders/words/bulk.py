"""What is said about many orders, or many releases, asked for at once."""

from collections.abc import Mapping

from services.common.words import Sentence, Text

BULK_KINDS = {
    "order": Text("Sammelbestellung", "bulk order"),
    "release": Text("Sammelfreigabe", "bulk release"),
}

BULK_STATES = {
    "receiving": Text("wird übertragen", "being transferred"),
    "working": Text("in Arbeit", "in progress"),
    "checked": Text("geprüft, noch nicht bestätigt", "checked, not confirmed yet"),
    "done": Text("abgeschlossen", "finished"),
    "cancelled": Text("abgebrochen", "cancelled"),
}

OUTCOMES = {
    "accepted": Text("bestellt", "ordered"),
    "duplicate": Text("schon bestellt", "ordered already"),
    "ineligible": Text("nicht bestellbar", "cannot be ordered"),
    "invalid": Text("Angaben fehlerhaft", "details are wrong"),
    "failed": Text("nicht möglich", "not possible"),
    "cancelled": Text("abgebrochen", "cancelled"),
    "open": Text("noch offen", "still open"),
}
RELEASES = {
    "accepted": Text("freigegeben", "released"),
    "duplicate": Text("schon freigegeben", "released already"),
    "ineligible": Text("nicht freizugeben", "cannot be released"),
}
POSSIBLE = {"accepted": Text("möglich", "possible")}


def outcome_labels(kind: str, dry_run: bool) -> Mapping[str, Text]:
    """Return what the results of a bulk order or release are called, or of its dry run."""
    own = RELEASES if kind == "release" else {}
    return {**OUTCOMES, **own, **(POSSIBLE if dry_run else {})}


BULK: dict[str, Sentence] = {
    "bulk-accepted": Text(
        "Diese Bestellung ist unter der Nummer {number} eingegangen.",
        "This order has been received under the number {number}.",
    ),
    "bulk-would-be-accepted": Text(
        "Diese Bestellung ist möglich; noch ist sie nicht eingegangen.",
        "This order is possible; it has not been received yet.",
    ),
    "bulk-released": Text(
        "Die Bestellung {number} ist freigegeben.", "The order {number} has been released."
    ),
    "bulk-would-be-released": Text(
        "Die Bestellung {number} kann freigegeben werden; noch ist sie es nicht.",
        "The order {number} can be released; it has not been yet.",
    ),
    "bulk-said-twice": Text(
        "Dieser Dienst steht für diese Stelle weiter oben schon einmal.",
        "This service is listed for this authority further up already.",
    ),
    "bulk-cancelled": Text(
        "Der Vorgang wurde abgebrochen, bevor dieser Eintrag an der Reihe war.",
        "The request was cancelled before it was the turn of this entry.",
    ),
    "bulk-rights-ended": Text(
        "Ihre Rechte haben sich geändert, oder Ihre Anfrage liegt zu lange zurück. Bitte senden"
        " Sie diesen Eintrag noch einmal.",
        "Your rights have changed, or your request was made too long ago. Please send this entry"
        " again.",
    ),
    "bulk-item-failed": Text(
        "Das hat durch einen Fehler des Systems nicht geklappt. Bitte senden Sie diesen Eintrag"
        " noch einmal.",
        "This did not work because of an error in the system. Please send this entry again.",
    ),
    "bulk-contact-erased": Text(
        "Eine Ansprechperson dieses Eintrags wurde gelöscht. Bitte senden Sie ihn mit einer anderen"
        " noch einmal.",
        "A contact of this entry was erased. Please send the entry again with another one.",
    ),
    "bulk-not-found": Text(
        "Diese Sammelbestellung oder Sammelfreigabe gibt es nicht, oder sie gehört nicht zu Ihnen.",
        "There is no such bulk order or bulk release, or it is not one of yours.",
    ),
    "bulk-wrong-state": Text(
        "Das geht im jetzigen Stand nicht: {state_label}.",
        "That is not possible in the present state: {state_label}.",
    ),
    "bulk-not-yours": Text(
        "Das kann nur die Person, die damit begonnen hat.",
        "Only the person who began it can do this.",
    ),
    "bulk-too-many": Text(
        "Sie haben schon {most} Vorgänge, an denen noch gearbeitet wird. Bitte warten Sie, bis"
        " einer davon abgeschlossen ist.",
        "You already have {most} requests that are still being worked on. Please wait until one"
        " of them is finished.",
    ),
    "bulk-item-too-long": Text(
        "Dieser Eintrag ist zu lang; er darf höchstens {most} Zeichen haben.",
        "This entry is too long; it may have {most} characters at most.",
    ),
    "bulk-nothing-chosen": Text(
        "Bitte nennen Sie entweder Bestellungen oder einen Filter.",
        "Please name either orders or a filter.",
    ),
    "bulk-nothing-found": Text(
        "Auf diesen Filter passt keine Bestellung, die auf eine Freigabe wartet.",
        "No order that waits for release fits this filter.",
    ),
}
