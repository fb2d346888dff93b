"""What the codes of a profile are called: one table for each facet, code to text.

Ministries and capacities may be others than these: what has no words is called as it is written.
"""

from collections.abc import Mapping

from services.catalog.words.topics import CONTACT_ROLES, LIFE_SITUATIONS, TOPICS
from services.common.words import Text

KINDS: dict[str, Text] = {
    "efa": Text("EfA-Leistung", "EfA service"),
    "market": Text("Marktangebot", "Market offer"),
    "bayernstore": Text("BayernStore", "BayernStore service"),
    "toolbox": Text("Digitaler Werkzeugkasten", "Digital toolbox"),
}
STATES: dict[str, Text] = {
    "draft": Text("Entwurf", "Draft"),
    "in_review": Text("In Prüfung", "In review"),
    "published": Text("Veröffentlicht", "Published"),
    "paused": Text("Zurzeit nicht verfügbar", "Not available for now"),
    "retired": Text("Eingestellt", "Ended"),
}
FINANCINGS: dict[str, Text] = {
    "levy": Text("Digitalumlage", "Digital levy"),
    "body_pays": Text("Die Behörde zahlt selbst", "Paid by the authority"),
    "free": Text("Kostenlos", "Free of charge"),
}
BODY_KINDS: dict[str, Text] = {
    "municipality": Text("Gemeinde", "Municipality"),
    "independent_city": Text("Kreisfreie Stadt", "Independent city"),
    "district": Text("Landkreis", "District"),
    "region": Text("Bezirk", "Region"),
    "joint_administration": Text("Verwaltungsgemeinschaft", "Joint administration"),
    "association": Text("Verband", "Association"),
    "company": Text("Kommunales Unternehmen", "Municipal company"),
}
CAPACITIES: dict[str, Text] = {
    "health_office": Text("Gesundheitsamt", "Health office"),
    "building_authority": Text("Bauaufsicht", "Building authority"),
    "registry_office": Text("Standesamt", "Registry office"),
}
SPHERES: dict[str, Text] = {
    "own": Text("Eigener Wirkungskreis", "Own sphere"),
    "delegated": Text("Übertragener Wirkungskreis", "Delegated sphere"),
}
WHO_CONTRACTS: dict[str, Text] = {
    "joint": Text("Verwaltungsgemeinschaft für alle Mitglieder", "Joint administration for all"),
    "each": Text("Jede Mitgliedsgemeinde für sich", "Each member for itself"),
}
MATURITY_MODELS: dict[str, Text] = {
    "1.1": Text("Modell 1.1", "Model 1.1"),
    "2.0": Text("Modell 2.0", "Model 2.0"),
}
TRUST_LEVELS: dict[str, Text] = {
    "none": Text("Keines", "None"),
    "low": Text("Normal", "Low"),
    "substantial": Text("Substanziell", "Substantial"),
    "high": Text("Hoch", "High"),
}
RELEASES: dict[str, Text] = {
    "announced": Text("Angekündigt", "Announced"),
    "orderable": Text("Bestellbar", "Orderable"),
}
TASK_OWNERS: dict[str, Text] = {
    "body": Text("Ihre Stelle", "Your authority"),
    "vendor": Text("Hersteller oder IT-Dienstleister", "Manufacturer or IT provider"),
    "operator": Text("BayKommun", "BayKommun"),
}
MINISTRIES: dict[str, Text] = {
    "StK": Text("Bayerische Staatskanzlei", "Bavarian State Chancellery"),
    "StMAS": Text(
        "Ministerium für Familie, Arbeit und Soziales",
        "Ministry of Family, Labour and Social Affairs",
    ),
    "StMB": Text(
        "Ministerium für Wohnen, Bau und Verkehr", "Ministry of Housing, Building and Transport"
    ),
    "StMD": Text("Ministerium für Digitales", "Ministry for Digital Affairs"),
    "StMELF": Text(
        "Ministerium für Ernährung, Landwirtschaft, Forsten und Tourismus",
        "Ministry of Food, Agriculture, Forestry and Tourism",
    ),
    "StMFH": Text(
        "Ministerium der Finanzen und für Heimat", "Ministry of Finance and Regional Identity"
    ),
    "StMGP": Text(
        "Ministerium für Gesundheit, Pflege und Prävention",
        "Ministry of Health, Care and Prevention",
    ),
    "StMI": Text(
        "Ministerium des Innern, für Sport und Integration",
        "Ministry of the Interior, Sport and Integration",
    ),
    "StMJ": Text("Ministerium der Justiz", "Ministry of Justice"),
    "StMUK": Text(
        "Ministerium für Unterricht und Kultus", "Ministry of Education and Cultural Affairs"
    ),
    "StMUV": Text(
        "Ministerium für Umwelt und Verbraucherschutz",
        "Ministry of the Environment and Consumer Protection",
    ),
    "StMWi": Text(
        "Ministerium für Wirtschaft, Landesentwicklung und Energie",
        "Ministry of Economic Affairs, Regional Development and Energy",
    ),
    "StMWK": Text("Ministerium für Wissenschaft und Kunst", "Ministry of Science and the Arts"),
}

VENDOR_KINDS: dict[str, Text] = {
    "manufacturer": Text("Hersteller", "Manufacturer"),
    "it_provider": Text("IT-Dienstleister", "IT provider"),
    "it_association": Text("IT-Verbund", "IT association"),
}
EXTRA_COSTS: dict[str, Text] = {
    "true": Text("Mehrkosten", "Extra cost"),
    "false": Text("Keine Mehrkosten", "No extra cost"),
    "unknown": Text("Unbekannt", "Unknown"),
}
NOTICE_KINDS: dict[str, Text] = {
    "outage": Text("Ausfall", "Outage"),
    "change": Text("Änderung", "Change"),
    "end": Text("Ende", "End"),
}
WATCH_KINDS: dict[str, Text] = {
    "profile": Text("Leistung", "Service"),
    "topic": Text("Themenfeld", "Topic"),
}
LINK_STATES: dict[str, Text] = {
    "waiting": Text("Noch nicht geprüft", "Not checked yet"),
    "ok": Text("Erreichbar", "Can be reached"),
    "failing": Text("Zuletzt nicht erreichbar", "Could not be reached last time"),
    "dead": Text("Nicht erreichbar", "Cannot be reached"),
    "refused": Text("Wird nicht aufgerufen", "Is not called"),
}
LINK_FAILURES: dict[str, Text] = {
    "malformed": Text("Die Adresse ist falsch geschrieben.", "The address is written wrongly."),
    "not-https": Text("Die Adresse beginnt nicht mit https.", "The address has no https."),
    "other-port": Text("Die Adresse nennt einen anderen Port.", "The address names another port."),
    "internal-address": Text(
        "Die Adresse liegt nicht im öffentlichen Internet.",
        "The address is not in the public internet.",
    ),
    "unknown-host": Text("Den Namen kennt niemand (DNS).", "Nobody knows the name (DNS)."),
    "no-connection": Text("Es kommt keine Verbindung zustande.", "No connection can be made."),
    "timeout": Text("Es kommt keine Antwort in der Zeit.", "No answer comes in time."),
    "certificate": Text("Das Zertifikat gilt dort nicht.", "The certificate there is not valid."),
    "not-http": Text("Dort antwortet keine Webseite.", "What answers there is no web page."),
    "status": Text("Die Seite meldet einen Fehler.", "The page reports an error."),
    "too-many-redirects": Text(
        "Die Adresse leitet zu oft weiter.", "The address redirects too often."
    ),
}

LABELS: Mapping[str, Mapping[str, Text]] = {
    "kind": KINDS,
    "status": STATES,
    "financing": FINANCINGS,
    "body_kind": BODY_KINDS,
    "capacity": CAPACITIES,
    "sphere": SPHERES,
    "vg_contracts": WHO_CONTRACTS,
    "maturity_model": MATURITY_MODELS,
    "trust_level": TRUST_LEVELS,
    "release": RELEASES,
    "who": TASK_OWNERS,
    "ministry": MINISTRIES,
    "topic": TOPICS,
    "life_situation": LIFE_SITUATIONS,
    "contact_role": CONTACT_ROLES,
}
"""By facet."""


def label_of(facet: str, code: str) -> Text:
    """Return what a code is called; one without words is called as it is written."""
    return LABELS.get(facet, {}).get(code) or Text(code, code)
