"""What the sheets and columns are called; a column is also known by its field's name."""

SHEETS = {
    "profiles": "Leistungen",
    "interfaces": "Schnittstellen",
    "rollout_guide": "Aufgaben",
    "waves": "Wellen",
    "test_accesses": "Testzugänge",
    "contacts": "Kontakte",
    "prerequisites": "Voraussetzungen",
}

PROFILE = {
    "id": "Kennung",
    "stand": "Stand (nicht ändern)",
    "status": "Status (nur Anzeige)",
    "profile_version": "Version (nur Anzeige)",
    "title.de": "Titel",
    "title.en": "Titel (englisch)",
    "summary.de": "Kurzbeschreibung",
    "summary.en": "Kurzbeschreibung (englisch)",
    "description.de": "Beschreibung",
    "description.en": "Beschreibung (englisch)",
    "kind": "Art",
    "leika_keys": "LeiKa-Schlüssel",
    "ozg_id": "OZG-Nummer",
    "topic": "Themenfeld",
    "life_situation": "Lage",
    "ministry": "Ressort",
    "operating_authority": "Betreibende Behörde",
    "technical_operator": "Technischer Betreiber",
    "target_kinds": "Zielgruppen",
    "capacities": "Aufgaben der Stellen",
    "sphere": "Wirkungskreis",
    "vg_contracts": "Vertrag bei Verwaltungsgemeinschaften",
    "financing.kind": "Finanzierung",
    "financing.year": "Finanzierung: Jahr",
    "financing.source": "Finanzierung: Quelle",
    "maturity.model": "Reifegradmodell",
    "maturity.value": "Reifegrad",
    "trust_level": "Vertrauensniveau",
    "contract_partner.name": "Vertragspartner",
    "contract_partner.url": "Vertragspartner: Adresse",
    "data_protection.de": "Datenschutz",
    "data_protection.en": "Datenschutz (englisch)",
    "related": "Verwandte Leistungen",
    "synonyms": "Suchwörter",
    "release.status": "Freigabe",
    "release.from_date": "Freigabe ab",
    "checked_on": "Geprüft am",
    "checked_by": "Geprüft von",
    "valid_from": "Gültig ab",
    "evidence": "Beleg",
    "demo": "Demo",
}

LISTED = {
    "interfaces": {
        "system": "Fachverfahren",
        "version": "Version",
        "standard": "Standard",
        "extra_cost": "Mehrkosten",
        "stated_by": "Angabe von",
        "demo": "Demo",
    },
    "rollout_guide": {
        "code": "Aufgabe",
        "title.de": "Titel",
        "title.en": "Titel (englisch)",
        "who": "Wer",
        "duration_workdays": "Dauer in Arbeitstagen",
    },
    "waves": {
        "id": "Welle",
        "opens_on": "Offen ab",
        "kinds": "Arten von Stellen",
        "capacities": "Aufgaben der Stellen",
        "regions": "Gebiete",
        "pilots": "Pilotstellen",
        "note.de": "Hinweis",
        "note.en": "Hinweis (englisch)",
    },
    "test_accesses": {
        "kind": "Art",
        "url": "Adresse",
        "credentials.de": "Zugangsdaten",
        "credentials.en": "Zugangsdaten (englisch)",
    },
    "contacts": {"role": "Rolle", "name": "Name", "email": "E-Mail", "phone": "Telefon"},
    "prerequisites": {"de": "Voraussetzung", "en": "Voraussetzung (englisch)"},
}

OWNER = "profile"
OWNER_TITLE = "Kennung der Leistung"
WIDE = frozenset({"summary", "description", "data_protection", "evidence", "credentials", "note"})

CODED_COLUMNS = {
    ("profiles", "status"): "status",
    ("profiles", "kind"): "kind",
    ("profiles", "ministry"): "ministry",
    ("profiles", "target_kinds"): "body_kind",
    ("profiles", "capacities"): "capacity",
    ("profiles", "sphere"): "sphere",
    ("profiles", "vg_contracts"): "vg_contracts",
    ("profiles", "financing.kind"): "financing",
    ("profiles", "maturity.model"): "maturity_model",
    ("profiles", "trust_level"): "trust_level",
    ("profiles", "release.status"): "release",
    ("rollout_guide", "who"): "who",
    ("waves", "kinds"): "body_kind",
    ("waves", "capacities"): "capacity",
}
"""The columns that hold codes, and which words each of them takes as well."""
OPEN = frozenset({"ministry", "capacity"})
"""Of these there may be more than have words."""
