"""Words of the pages on which the directory of vendors and specialist systems is kept."""

from services.common.words import Counted, Sentence, Text

EDITOR_DIRECTORY: dict[str, Sentence] = {
    "ed-vendors": Text("Hersteller und IT-Dienstleister", "Manufacturers and IT providers"),
    "ed-vendor-new": Text("Anbieter aufnehmen", "Enter a vendor"),
    "ed-vendor-name": Text("Name", "Name"),
    "ed-system-has": Counted(
        Text("Version {versions}", "Version {versions}"),
        Text("Versionen {versions}", "Versions {versions}"),
    ),
    "ed-vendor-kind": Text("Art", "Kind"),
    "ed-vendor-kind-manufacturer": Text("Hersteller", "Manufacturer"),
    "ed-vendor-kind-it_provider": Text("IT-Dienstleister", "IT provider"),
    "ed-vendor-kind-it_association": Text("IT-Verbund", "IT association"),
    "ed-vendor-email": Text("E-Mail-Adresse", "E-mail address"),
    "ed-vendor-email-hint": Text(
        "Dorthin schreiben wir, wenn ein Dienst einzurichten ist; sie steht auf keiner Seite. Ein"
        " Auftrag ist das nicht.",
        "We write there when a service is to be set up; it stands on no page. It is no commission.",
    ),
    "ed-vendor-website": Text("Website", "Website"),
    "ed-systems": Text("Fachverfahren", "Specialist systems"),
    "ed-system-new": Text("Fachverfahren aufnehmen", "Enter a specialist system"),
    "ed-system-name": Text("Name", "Name"),
    "ed-system-name-hint": Text(
        "So wie Stellen es nennen; Schnittstellen in Steckbriefen nennen es genauso.",
        "As authorities call it; interfaces in profiles name it the same way.",
    ),
    "ed-system-manufacturer": Text("Hersteller", "Manufacturer"),
    "ed-system-versions": Text("Versionen", "Versions"),
    "ed-system-versions-hint": Text("Eine je Zeile", "One a line"),
    "ed-system-description-de": Text("Beschreibung auf Deutsch", "Description in German"),
    "ed-system-description-en": Text("Beschreibung auf Englisch", "Description in English"),
    "ed-directory-none": Text("Noch kein Eintrag", "No entry yet"),
    "ed-name-needed": Text(
        "Nennen Sie einen Namen aus Buchstaben oder Ziffern.", "Give a name of letters or digits."
    ),
    "ed-name-taken": Text(
        "Diesen Namen gibt es im Verzeichnis schon.", "The directory has this name already."
    ),
    "ed-entry-save": Text("Eintrag speichern", "Save the entry"),
    "done-vendor-entered": Text("Der Anbieter ist aufgenommen.", "The vendor is entered."),
    "done-vendor-written": Text("Der Eintrag ist gespeichert.", "The entry is saved."),
    "done-system-entered": Text(
        "Das Fachverfahren ist aufgenommen.", "The specialist system is entered."
    ),
    "done-system-written": Text("Der Eintrag ist gespeichert.", "The entry is saved."),
}
