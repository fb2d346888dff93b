"""The sentences of the kernel, by code; a service says one better under the same code."""

from collections.abc import Mapping

from services.common.words import parked, texts
from services.common.words.texts import Catalogue, Counted, Sentence, Text


def said(words: Catalogue, *keys: str, parameters: Mapping[str, object]) -> Text:
    """Return the sentence of the first key that has one, in a service's words or the kernel's."""
    for catalogue in (words, KERNEL):
        for key in keys:
            if key in catalogue:
                return catalogue[key].filled(**parameters)
    texts.missing(f"sentence of {keys[0]}")
    return KERNEL["without-words"].filled()


KERNEL: dict[str, Sentence] = {
    "without-words": Text(
        "Das ist so nicht möglich. Bitte wenden Sie sich an projekt@baykommun.bayern.",
        "That is not possible this way. Please write to projekt@baykommun.bayern.",
    ),
    "principal-invalid": Text("Bitte melden Sie sich an.", "Please sign in first and try again."),
    "not-permitted": Text(
        "Dazu fehlt Ihnen die Berechtigung. Bitte wenden Sie sich an Ihre Administration.",
        "You lack the permission to do this. Please ask your administration for it.",
    ),
    "mandate-not-valid": Text(
        "Diese Vollmacht gilt hier nicht (mehr). Bitte fragen Sie die Stelle, die sie erteilt hat.",
        "This delegation does not hold here (any more). Please ask the body that gave it.",
    ),
    "limit-reached": Text(
        "Mehr als {most} Einträge sind hier nicht möglich. Bitte entfernen Sie nicht mehr"
        " Gebrauchtes oder wenden Sie sich an projekt@baykommun.bayern.",
        "No more than {most} entries are possible here. Please remove what is not needed any more,"
        " or write to projekt@baykommun.bayern.",
    ),
    "not-possible-now": Text(
        "Das ist im jetzigen Stand nicht möglich.", "That is not possible in the present state."
    ),
    "not-found": Text("Das gibt es hier nicht (mehr).", "There is no such thing here (any more)."),
    "changed-meanwhile": Text(
        "Jemand hat das gerade gleichzeitig geändert. Bitte versuchen Sie es noch einmal.",
        "Somebody changed this at the same moment. Please try once more.",
    ),
    "events-waiting": Text(
        "Das geht gerade nicht, weil frühere Änderungen noch verarbeitet werden."
        " Bitte versuchen Sie es später noch einmal.",
        "Earlier changes are still being worked on. Please try again a little later.",
    ),
    "database-away": Text(
        "Das System ist kurz nicht erreichbar. Bitte versuchen Sie es gleich noch einmal.",
        "The database is away for a moment. Please try again in a moment.",
    ),
    "stopping": Text(
        "Dieser Teil des Systems startet gerade neu. Bitte versuchen Sie es gleich noch einmal.",
        "This part of the system is just restarting. Please try again in a moment.",
    ),
    "topology-missing": Text(
        "Dieser Teil des Systems startet noch. Bitte versuchen Sie es gleich noch einmal.",
        "This part of the system is still starting. Please try again in a moment.",
    ),
    "document-not-stored": Text(
        "Das Dokument konnte noch nicht gespeichert werden. Bitte versuchen Sie es gleich noch"
        " einmal.",
        "The document could not be stored yet. Please try again in a moment.",
    ),
    "document-not-found": Text(
        "Dieses Dokument liegt gerade nicht vor.", "This document is not there at the moment."
    ),
    "arguments-invalid": Text(
        "Die Angaben passen nicht zu diesem Aufruf.", "The arguments do not fit the method."
    ),
    "deadline-missing": Text(
        "Dem Aufruf fehlt, bis wann er gilt.", "A call states its deadline, this one does not."
    ),
    "deadline-passed": Text(
        "Die Antwort kam nicht rechtzeitig. Bitte versuchen Sie es noch einmal.",
        "The caller gave up before the work began. Please try again.",
    ),
    "method-unknown": Text(
        "Diesen Aufruf gibt es nicht: {method}.", "There is no method of the name {method}."
    ),
    "malformed-call": Text(
        "Dieser Aufruf ist nicht lesbar ({why}).", "This call cannot be read ({why})."
    ),
    "fields-invalid": Counted(
        one=Text("Bitte prüfen Sie diese Angabe: {first}", "Please check this entry: {first}"),
        other=Text(
            "Bitte prüfen Sie {count} Angaben; die erste: {first}",
            "Please check {count} entries; the first: {first}",
        ),
    ),
    "more-errors": Counted(
        one=Text("Und ein weiterer Fehler.", "And one more error."),
        other=Text("Und {count} weitere Fehler.", "And {count} more errors."),
    ),
    "field-missing": Text("Diese Angabe fehlt noch.", "This entry is still missing."),
    "field-unknown": Text("Dieses Feld gibt es hier nicht.", "There is no such field here."),
    "fields-unknown": Counted(
        one=Text("Und ein weiteres unbekanntes Feld.", "And one more unknown field."),
        other=Text("Und {count} weitere unbekannte Felder.", "And {count} more unknown fields."),
    ),
    "field-empty": Text("Diese Angabe darf nicht leer sein.", "This entry may not be empty."),
    "value-not-possible": Text(
        "Dieser Wert ist hier nicht möglich.", "This value is not possible."
    ),
    "value-unfit": Text("Diese Angabe passt hier nicht.", "This value does not fit here."),
    "no-text": Text("Hier wird ein Text erwartet.", "A text is expected here."),
    "no-whole-number": Text(
        "Hier wird eine ganze Zahl erwartet.", "A whole number is expected here."
    ),
    "number-too-large": Text("Diese Zahl ist zu groß.", "This number is too large."),
    "no-yes-or-no": Text("Hier wird true oder false erwartet.", "Expected is true or false."),
    "no-object": Text("Hier wird ein Objekt erwartet.", "An object is expected here."),
    "no-list": Text("Hier wird eine Liste erwartet.", "A list is expected here."),
    "no-day": Text(
        "Bitte geben Sie den Tag als JJJJ-MM-TT an.", "Please give the day as YYYY-MM-DD."
    ),
    "no-moment": Text("Bitte geben Sie Tag und Uhrzeit an.", "Please give a date and a time."),
    "moment-without-zone": Text(
        "Bitte geben Sie die Zeitzone an, zum Beispiel 2026-11-25T10:00:00+01:00.",
        "Please give the time zone, for example 2026-11-25T10:00:00+01:00.",
    ),
    "not-of-our-time": Text(
        "Möglich sind die Jahre {first} bis {last}.", "Please give a year from {first} to {last}."
    ),
    "no-web-address": Text(
        "Das ist keine ganze Web-Adresse. Sie beginnt mit https:// oder http://.",
        "This is not a whole web address. It begins with https:// or http://.",
    ),
    "not-this-form": Text(
        "Diese Schreibweise ist hier nicht möglich.", "This is not in the expected form."
    ),
    "one-of": Text("Möglich ist hier: {choices}.", "It must be one of: {choices}."),
    "only-this-value": Text("Möglich ist nur {value}.", "It can only be {value}."),
    "value-taken": Text("Dieser Wert ist vergeben.", "This value is taken already."),
    "text-too-long": Counted(
        one=Text("Möglich ist höchstens ein Zeichen.", "No more than one character, please."),
        other=Text(
            "Möglich sind höchstens {count} Zeichen.", "No more than {count} characters, please."
        ),
    ),
    "text-too-short": Counted(
        one=Text("Hier steht noch nichts.", "Nothing is written here yet."),
        other=Text(
            "Nötig sind mindestens {count} Zeichen.", "At least {count} characters are needed."
        ),
    ),
    "list-too-long": Counted(
        one=Text("Möglich ist höchstens ein Eintrag.", "No more than one entry, please."),
        other=Text(
            "Möglich sind höchstens {count} Einträge.", "No more than {count} entries, please."
        ),
    ),
    "list-too-short": Counted(
        one=Text("Hier fehlt noch ein Eintrag.", "At least one entry is needed."),
        other=Text(
            "Nötig sind mindestens {count} Einträge.", "At least {count} entries are needed."
        ),
    ),
    "not-between": Text("Möglich ist {least} bis {most}.", "Possible is {least} to {most}."),
    "too-small": Text("Möglich ist mindestens {least}.", "It must be at least {least}."),
    "too-great": Text("Möglich ist höchstens {most}.", "It must be at most {most}."),
    "said-twice": Text("Hier steht etwas zweimal.", "Something is said twice here."),
    "value-said-twice": Text("Hier steht „{value}“ zweimal.", "“{value}” is said twice here."),
    "no-mail-address": Text("Das ist keine E-Mail-Adresse.", "This is not an e-mail address."),
    "mail-not-deliverable": Text(
        "An Adressen mit Umlauten oder Sonderzeichen vor dem @ können wir nicht zustellen."
        " Bitte nennen Sie eine andere.",
        "We cannot deliver to addresses with letters like ä before the @. Please give another one.",
    ),
    "no-mail-domain": Text(
        "Den Teil nach dem @ gibt es so nicht.", "There is no such domain after the @."
    ),
    "no-encoded-words": Text(
        "Zeichenfolgen wie =?…?= sind hier nicht möglich.", "No encoded words (=?…?=), please."
    ),
    "one-line-only": Text(
        "Hier ist nur eine Zeile ohne Steuerzeichen möglich.",
        "Only one line without control characters is possible here.",
    ),
    "control-characters": Text(
        "Dieser Text enthält Steuerzeichen. Bitte geben Sie ihn ohne sie ein.",
        "This text holds control characters. Please enter it without them.",
    ),
    "direction-overridden": Text(
        "Zeichen, die die Schreibrichtung umkehren, sind nicht möglich.",
        "Characters that override the direction of writing are refused.",
    ),
    "no-characters": Text(
        "Dieser Text enthält Zeichen, die es nicht gibt.", "This text holds what is no character."
    ),
    "json-too-many-values": Text(
        "Das sind mehr als {most} Angaben.", "These are more than {most} values."
    ),
    "json-unreadable": Text("Das ist kein gültiges JSON.", "This is not valid JSON."),
    "json-too-deep": Text(
        "Das ist mehr als {most} Ebenen tief.", "This is more than {most} levels deep."
    ),
    "json-name-too-long": Text(
        "Namen haben höchstens {most} Zeichen.", "A name has at most {most} characters."
    ),
    "json-constant": Text("{name} ist kein gültiges JSON.", "{name} is not valid JSON."),
    "cursor-unknown": Text(
        "Diese Fortsetzung der Liste gibt es nicht.", "This is not a cursor of this list."
    ),
    **parked.REFUSALS,
}
