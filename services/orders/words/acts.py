"""The words for what happened to an order, as its history and its refusals tell it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from services.common.words import Text

DID = {
    "prepare": Text("Bestellung vorbereitet", "Order prepared"),
    "submit": Text("Bestellung abgeschickt", "Order submitted"),
    "claim": Text("Prüfung begonnen", "Review begun"),
    "release": Text("Bestellung freigegeben", "Order released"),
    "reject": Text("Bestellung abgelehnt", "Order rejected"),
    "ask-back": Text("Rückfrage gestellt", "Question asked"),
    "answer": Text("Rückfrage beantwortet", "Question answered"),
    "change-version": Text(
        "Neue Version des Steckbriefs übernommen", "New version of the profile taken over"
    ),
    "withdraw": Text("Bestellung zurückgezogen", "Order withdrawn"),
    "offer": Text("Vertrag zur Unterschrift bereitgestellt", "Contract offered"),
    "refuse": Text("Vertrag noch nicht möglich", "Contract not possible yet"),
    "sign": Text("Vertrag von der Stelle unterschrieben", "Contract signed by the authority"),
    "conclude": Text("Vertrag gegengezeichnet", "Contract countersigned"),
    "contract-withdrawn": Text("Vertrag zurückgezogen", "Contract withdrawn"),
    "contract-ended": Text("Vertrag zu Ende", "Contract at its end"),
    "contract-notice": Text("Vertrag gekündigt", "Notice of the contract given"),
    "contract-renewed": Text("Vertrag verlängert", "Contract renewed"),
    "contract-amended": Text("Vertrag geändert", "Contract amended"),
    "request-setup": Text("Einrichtung angefragt", "Setup requested"),
    "await-link": Text("Link zum Dienst erbeten", "Link to the service asked for"),
    "acknowledge": Text("Einrichtung zugesagt", "Setup taken on"),
    "progress": Text("Fortschritt gemeldet", "Progress reported"),
    "vendor-ask-back": Text("Rückfrage zur Einrichtung", "Question about the setup"),
    "done": Text("Einrichtung abgeschlossen", "Setup done"),
    "retry": Text("Einrichtung neu angestoßen", "Setup begun again"),
    "ask-setup": Text("Frage an die einrichtende Stelle", "Question to the setup party"),
    "answer-setup": Text("Frage zur Einrichtung beantwortet", "Question about the setup answered"),
    "failed": Text("Einrichtung gescheitert", "Setup failed"),
    "take-over": Text(
        "BayKommun richtet den Dienst selbst ein", "BayKommun sets the service up itself"
    ),
    "cancel": Text("Bestellung beendet", "Order ended"),
    "settle": Text(
        "Zugunsten einer anderen Bestellung beendet", "Ended in favour of another order"
    ),
    "stand-alone": Text("Gilt nun allein", "Holds alone now"),
    "link": Text("Link mitgeteilt, Dienst online", "Link told, service live"),
    "propose-link": Text("Link mitgeteilt, wird angesehen", "Link told, being looked at"),
    "confirm-link": Text("Link bestätigt, Dienst online", "Link confirmed, service live"),
    "link-dead": Text("Link funktioniert nicht mehr", "Link does not work any more"),
    "link-works": Text("Link funktioniert wieder", "Link works again"),
    "refuse-link": Text("Link nicht bestätigt", "Link not confirmed"),
    "document-failed": Text("Vertrag ließ sich nicht erstellen", "The contract could not be made"),
    "retry-document": Text("Vertrag wird erneut erstellt", "Contract is made again"),
    "contacts": Text("Ansprechpersonen geändert", "Contacts changed"),
    "request-support": Text("Unterstützung angefordert", "Support asked for"),
    "answer-support": Text("Unterstützung beantwortet", "Support answered"),
    "concluded-after-end": Text(
        "Vertrag nach dem Ende geschlossen", "Contract concluded after the end"
    ),
    "body-moved": Text("An die Nachfolgerin übergegangen", "Gone over to the successor"),
    "hand-over": Text("Zuständige Person gewechselt", "Person in charge changed"),
    "person-erased": Text("Angaben einer Person gelöscht", "A person's details were erased"),
    "profile-changed": Text("Steckbrief geändert", "Profile changed"),
    "remind": Text("Erinnerung verschickt", "Reminder sent"),
    "escalate": Text("Frist abgelaufen", "Time ended"),
}
"""What was done, by the name of the act."""
TASK = Text("Aufgabe bearbeitet", "Task changed")
OTHER = Text("Stand geändert", "State changed")

_LAST = Text(" Zuletzt: {did}, {who}, {at}.", " Last of all: {did}, {who}, {at}.")
NOTHING = Text("", "")


def did_text(action: str) -> Text:
    """Return the words for an act of the history."""
    return TASK if action.startswith("task-") else DID.get(action, OTHER)


def last_text(line: Mapping[str, Any] | None) -> Text:
    """Return what happened last and by whom, as the end of a refusal; nothing where unknown."""
    if line is None:
        return NOTHING
    did, at = did_text(line["action"]), datetime.fromisoformat(line["at"])
    return _LAST.filled(did=did, who=line["actor_name"], at=at)
