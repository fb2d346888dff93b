"""What the values of a facet are called: code to German and English, for whoever shows them."""

from collections.abc import Mapping
from typing import Any

Words = dict[str, tuple[str, str]]

LABELS: dict[str, Words] = {
    "kind": {
        "efa": ("EfA-Leistung", "EfA service"),
        "market": ("Marktangebot", "Market offer"),
        "bayernstore": ("BayernStore", "BayernStore service"),
        "toolbox": ("Digitaler Werkzeugkasten", "Digital toolbox"),
    },
    "status": {
        "draft": ("Entwurf", "Draft"),
        "in_review": ("In Prüfung", "In review"),
        "published": ("Veröffentlicht", "Published"),
        "paused": ("Zurzeit nicht verfügbar", "Not available for now"),
        "retired": ("Eingestellt", "Ended"),
    },
    "financing": {
        "levy": ("Digitalumlage", "Digital levy"),
        "body_pays": ("Die Behörde zahlt selbst", "Paid by the body"),
        "free": ("Kostenlos", "Free of charge"),
    },
    "body_kind": {
        "municipality": ("Gemeinde", "Municipality"),
        "independent_city": ("Kreisfreie Stadt", "Independent city"),
        "district": ("Landkreis", "District"),
        "region": ("Bezirk", "Region"),
        "joint_administration": ("Verwaltungsgemeinschaft", "Joint administration"),
        "association": ("Verband", "Association"),
        "company": ("Kommunales Unternehmen", "Municipal company"),
    },
    "capacity": {
        "health_office": ("Gesundheitsamt", "Health office"),
        "building_authority": ("Bauaufsicht", "Building authority"),
        "registry_office": ("Standesamt", "Registry office"),
    },
    "sphere": {
        "own": ("Eigener Wirkungskreis", "Own sphere"),
        "delegated": ("Übertragener Wirkungskreis", "Delegated sphere"),
    },
    "vg_contracts": {
        "joint": ("Verwaltungsgemeinschaft für alle Mitglieder", "Joint administration for all"),
        "each": ("Jede Mitgliedsgemeinde für sich", "Each member for itself"),
    },
    "maturity_model": {
        "1.1": ("Modell 1.1", "Model 1.1"),
        "2.0": ("Modell 2.0", "Model 2.0"),
    },
    "trust_level": {
        "none": ("Keines", "None"),
        "low": ("Normal", "Low"),
        "substantial": ("Substanziell", "Substantial"),
        "high": ("Hoch", "High"),
    },
    "release": {
        "announced": ("Angekündigt", "Announced"),
        "orderable": ("Bestellbar", "Orderable"),
    },
    "who": {
        "body": ("Ihre Behörde", "Your body"),
        "vendor": ("Hersteller oder IT-Dienstleister", "Manufacturer or IT provider"),
        "operator": ("Betreiber", "Operator"),
    },
    "ministry": {
        "StK": ("Bayerische Staatskanzlei", "Bavarian State Chancellery"),
        "StMAS": ("Ministerium für Familie, Arbeit und Soziales", "Ministry of Family and Labour"),
        "StMB": ("Ministerium für Wohnen, Bau und Verkehr", "Ministry of Housing and Transport"),
        "StMD": ("Ministerium für Digitales", "Ministry for Digital Affairs"),
        "StMELF": (
            "Ministerium für Ernährung, Landwirtschaft, Forsten und Tourismus",
            "Ministry of Food, Agriculture, Forestry and Tourism",
        ),
        "StMFH": ("Ministerium der Finanzen und für Heimat", "Ministry of Finance"),
        "StMGP": (
            "Ministerium für Gesundheit, Pflege und Prävention",
            "Ministry of Health, Care and Prevention",
        ),
        "StMI": (
            "Ministerium des Innern, für Sport und Integration",
            "Ministry of the Interior, Sport and Integration",
        ),
        "StMJ": ("Ministerium der Justiz", "Ministry of Justice"),
        "StMUK": ("Ministerium für Unterricht und Kultus", "Ministry of Education"),
        "StMUV": (
            "Ministerium für Umwelt und Verbraucherschutz",
            "Ministry of the Environment and Consumer Protection",
        ),
        "StMWi": (
            "Ministerium für Wirtschaft, Landesentwicklung und Energie",
            "Ministry of Economic Affairs, Regional Development and Energy",
        ),
        "StMWK": ("Ministerium für Wissenschaft und Kunst", "Ministry of Science and the Arts"),
    },
}


def labelled(facet: str, value: str) -> dict[str, Any]:
    """Return a value with its label in both languages; one without words is its own."""
    german, english = LABELS.get(facet, {}).get(value, (value, value))
    return {"value": value, "label": german, "label_en": english}


_WORDED = {
    "kind": "kind", "status": "status", "ministry": "ministry", "target_kinds": "body_kind",
    "capacities": "capacity", "sphere": "sphere", "vg_contracts": "vg_contracts",
    "trust_level": "trust_level",
}  # fmt: skip
"""Which facts of a profile are codes, and of which facet."""


def in_words(profile: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a profile says in codes as words of both languages."""
    words: dict[str, Any] = {
        fact: [_text(facet, code) for code in profile[fact]]
        if isinstance(profile[fact], list)
        else _text(facet, profile[fact])
        for fact, facet in _WORDED.items()
        if profile[fact] is not None
    }
    words["financing"] = _text("financing", profile["financing"]["kind"])
    words["rollout_guide"] = [_text("who", task["who"]) for task in profile["rollout_guide"]]
    return words


def _text(facet: str, code: str) -> dict[str, str]:
    german, english = LABELS[facet].get(code, (code, code))
    return {"de": german, "en": english}


def spoken(text: str) -> str:
    """Return a word as two that mean the same are written: small, with single blanks."""
    return " ".join(text.split()).casefold()


def _codes_by_word() -> dict[str, dict[str, str]]:
    return {
        facet: {
            spoken(word): code
            for code, labels in words.items()
            for word in (*labels, code)
        }
        for facet, words in LABELS.items()
    }  # fmt: skip


_CODES = _codes_by_word()


def code_of(facet: str, word: str) -> str:
    """Return the code a word of a facet stands for; what is none is given back."""
    return _CODES[facet].get(spoken(word), word)
