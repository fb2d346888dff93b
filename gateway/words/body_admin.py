"""The words of the pages by which editors keep bodies."""

from services.common.words import Sentence, Text

BODY_ADMIN: dict[str, Sentence] = {
    "own-body-new": Text("Stelle ohne amtlichen Schlüssel", "Authority without an official key"),
    "own-body-new-what": Text(
        "Verbände und Unternehmen stehen in keinem amtlichen Verzeichnis. Hier aufgenommen, können"
        " sich Personen für sie registrieren.",
        "Associations and companies are in no official register. Once entered here, people can"
        " register for them.",
    ),
    "own-body-name": Text("Name", "Name"),
    "own-body-kind": Text("Art", "Kind"),
    "own-body-association": Text("Verband", "Association"),
    "own-body-company": Text("Unternehmen", "Company"),
    "own-body-street": Text("Straße und Hausnummer", "Street and number"),
    "own-body-postcode": Text("Postleitzahl", "Postcode"),
    "own-body-town": Text("Ort", "Town"),
    "own-body-district": Text("Landkreis", "District"),
    "own-body-district-hint": Text(
        "Danach richtet sich, ab wann die Stelle bestellen kann und wo ihre Dienste zählen.",
        "By it the authority may order from a day on, and its services are counted.",
    ),
    "own-body-district-none": Text("ohne", "none"),
    "own-body-add": Text("Stelle aufnehmen", "Enter the authority"),
    "done-own-body": Text("Die Stelle ist aufgenommen.", "The authority has been entered."),
    "capacities-title": Text("Aufgaben: {body}", "Tasks: {body}"),
    "capacities-entry": Text("Aufgaben der Stelle", "Tasks of the authority"),
    "capacities-entry-what": Text(
        "Wofür sie zuständig ist, ab wann und bis wann", "What it is competent for, and when"
    ),
    "capacities-what": Text(
        "Manche Leistungen bestellt nur, wer eine Aufgabe hat. Lassen Sie die Aufgabe einer Zeile"
        " leer, damit sie entfällt.",
        "Some services are ordered only by who has a task. Leave the task of a row empty to drop"
        " it.",
    ),
    "capacities-now": Text("So steht es jetzt da", "What stands there now"),
    "capacities-now-what": Text(
        "Unten steht noch, was Sie eingegeben haben. Speichern Sie es, ersetzt es das.",
        "Below is still what you typed. If you save it, it takes the place of that.",
    ),
    "capacity-row": Text("Aufgabe {n}", "Task {n}"),
    "capacity-which": Text("Aufgabe", "Task"),
    "capacity-none": Text("keine", "none"),
    "capacity-other": Text("Andere Aufgabe", "Another task"),
    "capacity-from": Text("Ab", "From"),
    "capacity-until": Text("Bis", "Until"),
    "capacity-source": Text("Quelle", "Source"),
    "capacities-save": Text("Aufgaben speichern", "Save the tasks"),
    "done-capacities": Text("Die Aufgaben sind gespeichert.", "The tasks have been saved."),
}
