"""Words of the fields of a profile, and what belongs into each."""

from services.common.words import Sentence, Text

EDITOR_FIELDS: dict[str, Sentence] = {
    "ed-please-choose": Text("Bitte wählen", "Please choose"),
    "ed-in-german": Text("Auf Deutsch", "In German"),
    "ed-in-english": Text("Auf Englisch", "In English"),
    "ed-title-de": Text("Titel auf Deutsch", "Title in German"),
    "ed-title-en": Text("Titel auf Englisch", "Title in English"),
    "ed-title-hint": Text(
        "Wie Bürgerinnen und Bürger den Dienst nennen, ohne Abkürzungen.",
        "What people call the service, without abbreviations.",
    ),
    "ed-summary-de": Text("Kurzbeschreibung auf Deutsch", "Summary in German"),
    "ed-summary-en": Text("Kurzbeschreibung auf Englisch", "Summary in English"),
    "ed-summary-hint": Text(
        "Zwei Sätze: was der Dienst tut, und was er der Stelle erspart.",
        "Two sentences: what the service does, and what it saves the authority.",
    ),
    "ed-description-de": Text("Beschreibung auf Deutsch", "Description in German"),
    "ed-description-en": Text("Beschreibung auf Englisch", "Description in English"),
    "ed-description-hint": Text(
        "Was geschieht von der Anmeldung bis zum Ergebnis? Eine Leerzeile trennt Absätze.",
        "What happens from signing in to the result? An empty line separates paragraphs.",
    ),
    "ed-kind": Text("Art", "Kind"),
    "ed-kind-hint": Text(
        "Nur EfA-Leistungen werden hier bestellt. Die anderen nennen einen Vertragspartner.",
        "Only EfA services are ordered here. The others name a contract partner.",
    ),
    "ed-partner-name": Text("Vertragspartner", "Contract partner"),
    "ed-partner-hint": Text(
        "Nur wenn der Dienst nicht hier bestellt wird.", "Only if the service is not ordered here."
    ),
    "ed-partner-url": Text("Adresse seines Angebots", "Address of its offer"),
    "ed-demo": Text("Es sind Demodaten", "This is demo data"),
    "ed-demo-hint": Text(
        "Steht groß auf der Seite: Die Angaben sind angenommen, nicht amtlich.",
        "Said at the top of the page: what is stated is assumed, not official.",
    ),
    "ed-topic": Text("Themenfeld", "Topic"),
    "ed-life-situation": Text("Lebenslage", "Life situation"),
    "ed-ministry": Text("Zuständiges Ressort", "Competent ministry"),
    "ed-leika-keys": Text("LeiKa-Schlüssel", "LeiKa keys"),
    "ed-leika-keys-hint": Text(
        "Ein Schlüssel mit 14 Ziffern je Zeile, zum Beispiel 99003002022000.",
        "One key of 14 digits a line, such as 99003002022000.",
    ),
    "ed-ozg-id": Text("OZG-Kennung", "OZG id"),
    "ed-ozg-id-hint": Text("Fünf Ziffern, zum Beispiel 10181.", "Five digits, such as 10181."),
    "ed-synonyms": Text("Suchwörter", "Search words"),
    "ed-synonyms-hint": Text(
        "Ein Wort je Zeile: Wonach suchen Stellen, wenn sie den Dienst meinen?",
        "One word a line: what do authorities look for when they mean this service?",
    ),
    "ed-target-kinds": Text("Wer darf bestellen?", "Who may order?"),
    "ed-target-kinds-hint": Text(
        "Ohne Auswahl darf keine Kommune bestellen: zuständig ist eine staatliche Stelle.",
        "Without a choice no local authority may order: a state office is competent.",
    ),
    "ed-sphere": Text("Wirkungskreis", "Sphere"),
    "ed-sphere-hint": Text(
        "Im übertragenen Wirkungskreis bestellt die Verwaltungsgemeinschaft für ihre Mitglieder.",
        "In the delegated sphere the joint administration orders for its members.",
    ),
    "ed-capacities": Text("Nötige Aufgabe der Stelle", "Task the authority must have"),
    "ed-capacities-hint": Text(
        "Zum Beispiel nur Gesundheitsämter. Ohne Auswahl ist keine nötig.",
        "For example health offices only. Without a choice none is needed.",
    ),
    "ed-vg-contracts": Text(
        "Ausnahme für Verwaltungsgemeinschaften", "Exception for joint administrations"
    ),
    "ed-release": Text("Freigabe", "Release"),
    "ed-release-hint": Text(
        "Gilt nur, solange es keine Freigabewelle gibt.", "Counts only while there is no wave."
    ),
    "ed-release-from": Text("Bestellbar ab", "Can be ordered from"),
    "ed-wave": Text("Freigabewelle", "Wave of release"),
    "ed-waves-what": Text(
        "Eine Welle öffnet den Dienst ab ihrem Tag für alle Stellen, auf die jede Angabe passt; was"
        " leer bleibt, schränkt nicht ein. Es genügt, wenn eine Welle passt. „Wer darf an einem Tag"
        " bestellen?“ probiert sie für eine Stelle aus.",
        "From its day on a wave opens the service for all authorities that meet everything it says;"
        " what is left empty restricts nobody. One wave that fits is enough. “Who may order on a"
        " day?” tries them out for an authority.",
    ),
    "ed-wave-opens": Text("Bestellbar ab", "Can be ordered from"),
    "ed-wave-kinds": Text("Nur für diese Arten von Stellen", "Only for these kinds of authorities"),
    "ed-wave-capacities": Text("Nur mit dieser Aufgabe", "Only with this task"),
    "ed-wave-regions": Text(
        "Nur in diesen Bezirken und Landkreisen", "Only in these regions and districts"
    ),
    "ed-wave-regions-hint": Text(
        "Ein Name je Zeile, zum Beispiel Landkreis Rosenheim.",
        "One name a line, written in full.",
    ),
    "ed-wave-pilots": Text("Nur für diese Stellen", "Only for these authorities"),
    "ed-wave-pilots-hint": Text(
        "Ein Name je Zeile. Mehr als 200 kommen mit der Tabelle und bleiben hier unverändert.",
        "One name a line. More than 200 come with the table and stay unchanged here.",
    ),
    "ed-wave-kept": Text(
        "Die Welle vom {day} gilt für {count} Orte, die mit der Tabelle kamen. Sie bleiben"
        " unverändert; was Sie hier nennen, kommt hinzu.",
        "The wave of {day} is meant for {count} places that came with the table. They stay as they"
        " are; what you name here is added.",
    ),
    "ed-wave-note-de": Text("Hinweis auf Deutsch", "Note in German"),
    "ed-wave-note-en": Text("Hinweis auf Englisch", "Note in English"),
    "ed-financing": Text("Wer zahlt?", "Who pays?"),
    "ed-financing-year": Text("Finanziert ab dem Jahr", "Financed from the year"),
    "ed-financing-source": Text("Quelle der Angabe", "Source of this"),
    "ed-financing-source-hint": Text(
        "Zum Beispiel die Rechtsgrundlage.", "For example the legal basis."
    ),
    "ed-trust-level": Text("Vertrauensniveau", "Trust level"),
    "ed-trust-level-hint": Text(
        "Wie sicher muss feststehen, wer den Antrag stellt?",
        "How surely must it be known who applies?",
    ),
    "ed-maturity-model": Text("Reifegradmodell", "Maturity model"),
    "ed-maturity": Text("Reifegrad", "Maturity"),
    "ed-maturity-hint": Text(
        "Im Modell 1.1 von 0 bis 4, im Modell 2.0 von 0 bis 7.",
        "From 0 to 4 in model 1.1, from 0 to 7 in model 2.0.",
    ),
    "ed-operating-authority": Text("Betreibende Behörde", "Operating authority"),
    "ed-technical-operator": Text("Technischer Betrieb", "Technical operation"),
    "ed-prerequisite": Text("Voraussetzung", "Prerequisite"),
    "ed-task": Text("Aufgabe", "Task"),
    "ed-task-who": Text("Wer erledigt sie?", "Who does it?"),
    "ed-task-days": Text("Dauer in Arbeitstagen", "Duration in working days"),
    "ed-test-access": Text("Testzugang", "Test access"),
    "ed-test-kind": Text("Art", "Kind"),
    "ed-test-kind-demo_instance": Text("Testumgebung", "Test system"),
    "ed-test-kind-click_through": Text(
        "Klickstrecke ohne Anmeldung", "Walk-through without signing in"
    ),
    "ed-test-kind-none": Text("Keiner bekannt", "None known"),
    "ed-test-url": Text("Adresse", "Address"),
    "ed-test-how-hint": Text(
        "Wie Stellen an die Zugangsdaten kommen, in beiden Sprachen oder in keiner. Ist keiner"
        " bekannt, steht hier in beiden Sprachen, warum.",
        "How authorities get the login, in both languages or in neither. Where none is known it"
        " says here in both why.",
    ),
    "ed-test-how-de": Text("Zugang oder Grund auf Deutsch", "How to get in or why not, in German"),
    "ed-test-how-en": Text(
        "Zugang oder Grund auf Englisch", "How to get in or why not, in English"
    ),
    "ed-interface": Text("Schnittstelle", "Interface"),
    "ed-system": Text("Fachverfahren", "Specialist system"),
    "ed-interface-version": Text("Ab Version", "From version"),
    "ed-standard": Text("Standard", "Standard"),
    "ed-extra-cost": Text("Mehrkosten für die Stelle", "Extra cost for the authority"),
    "ed-extra-cost-unknown": Text("unbekannt", "unknown"),
    "ed-extra-cost-false": Text("keine", "none"),
    "ed-extra-cost-true": Text("ja", "yes"),
    "ed-stated-by": Text("Angabe von", "Stated by"),
    "ed-contact": Text("Ansprechperson", "Contact"),
    "ed-contact-role": Text("Wofür", "For what"),
    "ed-contact-name": Text("Name oder Team", "Name or team"),
    "ed-contact-email": Text("E-Mail-Adresse", "E-mail address"),
    "ed-contact-phone": Text("Telefon", "Phone"),
    "ed-data_protection-de": Text("Datenschutz auf Deutsch", "Data protection in German"),
    "ed-data_protection-en": Text("Datenschutz auf Englisch", "Data protection in English"),
    "ed-data_protection-hint": Text(
        "Wer verantwortet welche Daten?", "Who is responsible for which data?"
    ),
    "ed-related": Text("Verwandte Dienste", "Related services"),
    "ed-related-hint": Text(
        "Ein Titel je Zeile, so wie er im Katalog steht.",
        "One title a line, as it stands in the catalogue.",
    ),
    "ed-evidence": Text("Herkunft der Angaben", "Where this comes from"),
    "ed-evidence-hint": Text(
        "Wo steht, was hier gesagt wird, und was ist angenommen?",
        "Where is what is said here written, and what is assumed?",
    ),
    "ed-checked-on": Text("Zuletzt geprüft am", "Last checked on"),
    "ed-checked-by": Text("Geprüft von", "Checked by"),
    "ed-valid-from": Text("Gültig ab", "Valid from"),
}
