"""The words of versions, and of what two of them differ in."""

from services.common.words import Counted, Sentence, Text

VERSION_WORDS: dict[str, Sentence] = {
    "public-versions-title": Text("Versionen: {title}", "Versions: {title}"),
    "public-versions-what": Text(
        "Jede veröffentlichte Version bleibt stehen. Eine Bestellung gilt für die Version, die Sie"
        " gelesen haben.",
        "Each published version stays. An order is for the version you have read.",
    ),
    "public-version-now": Text("gilt jetzt", "holds now"),
    "public-changes": Text("Änderungen", "Changes"),
    "public-changes-to": Text("Änderungen zu Version {number}", "Changes since version {number}"),
    "public-changes-title": Text(
        "Was sich von Version {a} zu {b} geändert hat", "What changed from version {a} to {b}"
    ),
    "public-changes-none": Text(
        "Die beiden Versionen sagen dasselbe", "Both versions say the same"
    ),
    "public-change": Text("Änderung", "Change"),
    "public-change-added": Text("hinzugekommen", "added"),
    "public-change-removed": Text("entfallen", "removed"),
    "public-change-changed": Text("geändert", "changed"),
    "public-before": Text("Vorher", "Before"),
    "public-after": Text("Nachher", "After"),
    "public-yes": Text("ja", "yes"),
    "public-no": Text("nein", "no"),
    "public-entry": Text("ein Eintrag", "an entry"),
    "public-a-vendor": Text("ein Hersteller oder Dienstleister", "a manufacturer or provider"),
    "public-change-same": Counted(
        Text("ein Eintrag bleibt gleich", "one entry stays the same"),
        Text("{count} Einträge bleiben gleich", "{count} entries stay the same"),
    ),
    "public-change-more": Text("und {count} weitere", "and {count} more"),
    "public-field-title": Text("Titel", "Title"),
    "public-field-summary": Text("Kurzbeschreibung", "Summary"),
    "public-field-description": Text("Beschreibung", "Description"),
    "public-field-kind": Text("Art", "Kind"),
    "public-field-leika_keys": Text("LeiKa-Schlüssel", "LeiKa keys"),
    "public-field-ozg_id": Text("OZG-Kennung", "OZG id"),
    "public-field-topic": Text("Thema", "Topic"),
    "public-field-life_situation": Text("Lebenslage", "Life situation"),
    "public-field-ministry": Text("Ressort", "Ministry"),
    "public-field-operating_authority": Text("Betreibende Behörde", "Operating authority"),
    "public-field-technical_operator": Text("Technischer Betrieb", "Technical operation"),
    "public-field-target_kinds": Text("Für wen", "For whom"),
    "public-field-capacities": Text("Aufgabe der Stelle", "Task of the authority"),
    "public-field-sphere": Text("Wirkungskreis", "Sphere"),
    "public-field-vg_contracts": Text(
        "Vertrag in Verwaltungsgemeinschaften", "Contract in joint administrations"
    ),
    "public-field-financing": Text("Finanzierung", "Financing"),
    "public-field-maturity": Text("Reifegrad", "Maturity"),
    "public-field-trust_level": Text("Vertrauensniveau", "Trust level"),
    "public-field-prerequisites": Text("Das brauchen Sie", "What you need"),
    "public-field-test_accesses": Text("Testzugänge", "Test accesses"),
    "public-field-interfaces": Text("Schnittstellen", "Interfaces"),
    "public-field-contract_partner": Text("Vertragspartner", "Contract partner"),
    "public-field-rollout_guide": Text("Aufgaben der Einrichtung", "Tasks of the setup"),
    "public-field-documents": Text("Unterlagen", "Documents"),
    "public-field-contacts": Text("Ansprechpersonen", "Contacts"),
    "public-field-data_protection": Text("Datenschutz", "Data protection"),
    "public-field-related": Text("Verwandte Dienste", "Related services"),
    "public-field-synonyms": Text("Suchwörter", "Search words"),
    "public-field-release": Text("Freigabe", "Release"),
    "public-field-waves": Text("Freigabewellen", "Waves of release"),
    "public-field-checked_on": Text("Zuletzt geprüft", "Last checked"),
    "public-field-checked_by": Text("Geprüft von", "Checked by"),
    "public-field-valid_from": Text("Gültig ab", "Valid from"),
    "public-field-evidence": Text("Herkunft der Angaben", "Where it comes from"),
    "public-field-demo": Text("Demodaten", "Demo data"),
    "public-field-other": Text("Weitere Angabe", "Another fact"),
}
