"""The ministries as a contract names them, by the code that profiles use."""

MINISTRIES = {
    "StK": "Bayerische Staatskanzlei",
    "StMAS": "Bayerisches Staatsministerium für Familie, Arbeit und Soziales",
    "StMB": "Bayerisches Staatsministerium für Wohnen, Bau und Verkehr",
    "StMD": "Bayerisches Staatsministerium für Digitales",
    "StMELF": "Bayerisches Staatsministerium für Ernährung, Landwirtschaft, Forsten und Tourismus",
    "StMFH": "Bayerisches Staatsministerium der Finanzen und für Heimat",
    "StMGP": "Bayerisches Staatsministerium für Gesundheit, Pflege und Prävention",
    "StMI": "Bayerisches Staatsministerium des Innern, für Sport und Integration",
    "StMJ": "Bayerisches Staatsministerium der Justiz",
    "StMUK": "Bayerisches Staatsministerium für Unterricht und Kultus",
    "StMUV": "Bayerisches Staatsministerium für Umwelt und Verbraucherschutz",
    "StMWi": "Bayerisches Staatsministerium für Wirtschaft, Landesentwicklung und Energie",
    "StMWK": "Bayerisches Staatsministerium für Wissenschaft und Kunst",
}


def ministry_of(text: str) -> str:
    """Return the full name of the ministry somebody means, by its code in whatever letters."""
    codes = {code.casefold(): name for code, name in MINISTRIES.items()}
    return codes.get(text.casefold(), text)


def code_of(text: str) -> str:
    """Return the code of the ministry somebody means, by its code or its full name."""
    codes = {code.casefold(): code for code in MINISTRIES}
    names = {name: code for code, name in MINISTRIES.items()}
    return codes.get(text.casefold()) or names.get(text, text)


def ministry_name(code: str) -> str:
    """Return the ministry's full name; one without a code is called as it is written."""
    return MINISTRIES.get(code, code)
