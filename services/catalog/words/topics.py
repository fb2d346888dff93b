"""What editors write in German alone, and what it is called in English.

Topics and life situations are those of the OZG implementation catalogue. What stands in no table
is called as it is written, in either language.
"""

from services.common.words import Text


def _called(english: dict[str, str]) -> dict[str, Text]:
    return {german: Text(german, name) for german, name in english.items()}


TOPICS: dict[str, Text] = _called(
    {
        "Arbeit & Ruhestand": "Work & retirement",
        "Bauen & Wohnen": "Building & housing",
        "Bildung": "Education",
        "Ein- & Auswanderung": "Immigration & emigration",
        "Engagement & Hobby": "Volunteering & leisure",
        "Familie & Kind": "Family & children",
        "Forschung & Förderung": "Research & funding",
        "Gesundheit": "Health",
        "Mobilität & Reisen": "Mobility & travel",
        "Querschnitt": "Cross-cutting",
        "Recht & Ordnung": "Law & order",
        "Steuern & Zoll": "Taxes & customs",
        "Umwelt": "Environment",
        "Unternehmensführung & -entwicklung": "Running a business",
    }
)
LIFE_SITUATIONS: dict[str, Text] = _called(
    {
        "Abfall & Umweltschutz": "Waste & environmental protection",
        "Bauen & Immobilien": "Building & property",
        "Behinderung": "Disability",
        "Eheschließung": "Marriage",
        "Einwanderung": "Immigration",
        "Engagement & Beteiligung": "Volunteering & participation",
        "Finanzielle Existenzsicherung/Unterstützung bei finanziellen Problemen": (
            "Help with the cost of living"
        ),
        "Fischen & Jagen": "Fishing & hunting",
        "Führerschein": "Driving licence",
        "Geburt": "Birth",
        "Gesundheitsvorsorge": "Preventive health care",
        "Kfz-Besitz": "Owning a vehicle",
        "Kinderbetreuung": "Child care",
        "Logistik & Transport": "Logistics & transport",
        "Pflege": "Nursing care",
        "Querschnitt Bürger": "Cross-cutting, for citizens",
        "Querschnitt Unternehmen": "Cross-cutting, for businesses",
        "Studium": "Studying",
        "Tierhaltung": "Keeping animals",
        "Trennung mit Kind": "Separation with children",
        "Unternehmensstart & Gewerbezulassung": "Starting a business & trade licences",
        "Veranstaltungen": "Events",
        "Wohnen & Umzug": "Living & moving house",
    }
)
CONTACT_ROLES: dict[str, Text] = _called(
    {
        "Fachliche Fragen (Demo-Kontakt)": "Questions about the subject (demo contact)",
        "Technische Fragen und Anbindung (Demo-Kontakt)": (
            "Technical questions and connection (demo contact)"
        ),
    }
)
