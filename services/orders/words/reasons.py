"""Why something happened, where it was no person's own words: stored as code and parameters."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from services.common.words import Sentence, Text
from services.orders.words.labels import FAILURES, TOLD, TURNS
from services.orders.words.tasks import STAGE_REASONS

WORDED: dict[str, Mapping[str, Text]] = {"failure": FAILURES, "to": TOLD, "task": TURNS}
"""The words for the codes among the facts of a reason, by the fact's name."""

REASONS: dict[str, Sentence] = {
    **STAGE_REASONS,
    "chain-broken": Text(
        "Die vorgelagerten Verträge sind nicht vollständig.",
        "The upstream contracts are not complete.",
    ),
    "facts-missing": Text(
        "Für den Vertrag fehlt noch: {missing}. Sobald das ergänzt ist, kann die Bestellung"
        " freigegeben werden.",
        "The contract still lacks: {missing}. As soon as that is there, the order can be released.",
    ),
    "chain-broken-release": Text(
        "Die Kette der vorgelagerten Verträge hat heute eine Lücke. Freigeben lässt sich die"
        " Bestellung, sobald die fehlende Vereinbarung hinterlegt und von einer zweiten Person"
        " geprüft ist.",
        "The chain of upstream contracts has a gap today. The order can be released as soon as the"
        " missing agreement is recorded and a second person has reviewed it.",
    ),
    "document-broke-off": Text(
        "Das Erstellen des Vertrags ist mehrmals abgebrochen.",
        "Making the contract broke off several times.",
    ),
    "document-refused": Text(
        "Aus diesen Angaben ließ sich kein Vertrag erstellen.",
        "No contract could be made from these facts.",
    ),
    "will-contact": Text(
        "Die einrichtende Stelle meldet sich am {contact_on}.",
        "The setup party will get in touch on {contact_on}.",
    ),
    "will-contact-noted": Text(
        "Die einrichtende Stelle meldet sich am {contact_on}. {text}",
        "The setup party will get in touch on {contact_on}. {text}",
    ),
    "setup-failed": Text(
        "Die Einrichtung kann nicht weitergehen: {failure}.", "The setup cannot go on: {failure}."
    ),
    "setup-failed-noted": Text(
        "Die Einrichtung kann nicht weitergehen: {failure}. {text}",
        "The setup cannot go on: {failure}. {text}",
    ),
    "body-moved": Text(
        "Die Bestellung ist von {old} auf {new} übergegangen.",
        "The order went over from {old} to {new}.",
    ),
    "place-moved": Text(
        "Ein Ort, für den bestellt wurde, gehört jetzt zu {new}.",
        "A place this was ordered for belongs to {new} now.",
    ),
    "handed-over": Text(
        "Eine andere Person hat die Bestellung übernommen.",
        "Another person has taken the order over.",
    ),
    "contact-handed-over": Text(
        "Eine andere Person ist jetzt Ansprechperson. {text}",
        "Another person is the contact now. {text}",
    ),
    "two-active-orders": Text(
        "Durch die Gebietsänderung hat {body} für diesen Dienst zwei laufende Bestellungen."
        " Bitte klären Sie, welche gilt.",
        "By the change of the register {body} has two active orders of this service."
        " Please settle which of them holds.",
    ),
    "duplicate-ended": Text(
        "Für diesen Dienst gilt die Bestellung {number} weiter. {text}",
        "The order {number} of this service goes on. {text}",
    ),
    "duplicate-settled": Text(
        "Die zweite Bestellung dieses Dienstes, {number}, ist beendet.",
        "The second order of this service, {number}, has ended.",
    ),
    "contact-needed": Text(
        "Bitte nennen Sie einen neuen Ansprechpartner.", "Please name a new contact for this order."
    ),
    "version-changed": Text(
        "Statt Version {ordered} gilt jetzt Version {current} für die Bestellung.",
        "Version {current} holds for the order now, instead of version {ordered}.",
    ),
    "profile-newer": Text(
        "Der Steckbrief gilt jetzt in Version {current}, mit anderen Kosten, Bedingungen oder"
        " anderer Kurzanleitung. Bestellt ist Version {ordered}.",
        "The profile holds in version {current} now, with other cost, terms or another guide."
        " Version {ordered} is ordered.",
    ),
    "profile-paused": Text(
        "Der Dienst pausiert. Solange er pausiert, wird die Bestellung nicht freigegeben.",
        "The service is paused. As long as it is, the order will not be released.",
    ),
    "profile-retired": Text(
        "Der Dienst wurde eingestellt, ohne Nachfolger. Die Bestellung kann nicht mehr freigegeben"
        " werden.",
        "The service was retired without a successor. The order can be released no more.",
    ),
    "profile-replaced": Text(
        "Der Dienst wurde durch „{successor}“ ersetzt. Die Bestellung kann nicht mehr freigegeben"
        " werden.",
        "The service was replaced by “{successor}”. The order can be released no more.",
    ),
    "profile-resumed": Text(
        "Der Dienst ist wieder wie bestellt zu haben. Die Bestellung geht weiter.",
        "The service can be had as ordered again. The order goes on.",
    ),
    "reminded": Text(
        "{to} ist erinnert: {task}, fällig am {due_on}.",
        "{to} has been reminded: {task}, due on {due_on}.",
    ),
    "escalated": Text(
        "Die Frist ist am {due_on} abgelaufen: {task}. {to} ist informiert.",
        "The time ended on {due_on}: {task}. {to} has been told.",
    ),
    "support-reminded": Text(
        "{to} ist erinnert: Bitte um Unterstützung beantworten, fällig am {due_on}.",
        "{to} has been reminded: answer the request for support, due on {due_on}.",
    ),
    "support-escalated": Text(
        "Die Bitte um Unterstützung ist seit dem {due_on} überfällig. {to} ist informiert.",
        "The request for support has been overdue since {due_on}. {to} has been told.",
    ),
    "link-not-proven": Text(
        "Dem Link {url} ist nicht sicher anzusehen, zu welcher Stelle er gehört.",
        "The link {url} does not show for certain to which authority it belongs.",
    ),
    "page-host-away": Text(
        "Die Seite {url} war nicht zu erreichen.", "The page {url} could not be reached."
    ),
    "page-gone": Text(
        "Diese Seite gibt es im BayernPortal nicht.", "There is no such page in the BayernPortal."
    ),
    "page-says-gone": Text(
        "Die Seite {url} meldet einen Fehler.", "The page {url} reports an error."
    ),
    "page-is-start": Text(
        "Der Link führt nur zur Startseite des BayernPortals.",
        "The link only leads to the start page of the BayernPortal.",
    ),
    "page-is-file": Text(
        "Der Link führt zu einer Datei statt zu einer Seite.",
        "The link leads to a file instead of a page.",
    ),
    "page-leads-astray": Text(
        "Der Link leitet zu einer Adresse weiter, die nicht öffentlich oder nicht verschlüsselt"
        " ist.",
        "The link leads on to an address that is not public or not encrypted.",
    ),
    "page-leads-elsewhere": Text(
        "Der Link {url} leitet zu einer anderen Seite weiter.",
        "The link {url} leads on to another page.",
    ),
    "notice-passed": Text(
        "Der Vertrag war gekündigt; die Kündigungsfrist ist vorbei.",
        "Notice had been given, and its period is over.",
    ),
    "term-over": Text(
        "Die Laufzeit des Vertrags ist zu Ende.", "The term of the contract is over."
    ),
    "contract-notice": Text(
        "Der Vertrag endet am {ends_on}. {text}", "The contract ends on {ends_on}. {text}"
    ),
    "contract-followed": Text(
        "Es gilt jetzt der Vertrag {number}.", "The contract {number} holds now."
    ),
    "concluded-after-end": Text(
        "Der Vertrag wurde geschlossen, als die Bestellung endete. Bitte klären Sie ihn.",
        "The contract was concluded as the order ended. Please settle what holds.",
    ),
}


def reason_text(
    reason: str | None, code: str | None, facts: Mapping[str, Any]
) -> Text | str | None:
    """Return a reason as people read it: our sentence for the code, else what a person wrote.

    Before there were codes, ours were stored as a code alone or as both languages in one text.
    """
    if code in REASONS:
        return REASONS[code].filled(**_parameters({**facts, "text": reason or ""}))
    if reason in REASONS:
        return REASONS[reason].filled()
    return reason


def own_text(reason: str) -> Text:
    """Return what one of our programs stored before there were codes: a code, or two languages."""
    if reason in REASONS:
        return REASONS[reason].filled()
    german, _, english = reason.partition(" / ")
    return Text(german, english or german)


def _parameters(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return stored facts as a sentence takes them: days as days, codes as their words."""
    return {name: _parameter(name, value) for name, value in facts.items()}


def _parameter(name: str, value: Any) -> Any:
    if isinstance(value, Mapping):
        return Text(value["de"], value["en"])
    if name.endswith("_on"):
        return date.fromisoformat(value)
    return WORDED.get(name, {}).get(value, value)
