"""What marshmallow says of a bad field, in German and English."""

import re

_WHOLE = {
    "Missing data for required field.": "Diese Angabe fehlt. / This field is required.",
    "Unknown field.": "Dieses Feld gibt es nicht. / Unknown field.",
    "Field may not be null.": "Diese Angabe darf nicht leer sein. / May not be null.",
    "Not a valid string.": "Hier wird Text erwartet. / Not a text.",
    "Not a valid email address.": "Das ist keine E-Mail-Adresse. / Not a valid e-mail address.",
    "Not a valid date.": "Bitte als JJJJ-MM-TT angeben. / Not a valid date (YYYY-MM-DD).",
    "Not a valid datetime.": "Bitte Tag und Uhrzeit angeben. / Not a valid date and time.",
    "Not a valid aware datetime.": "Bitte mit Zeitzone angeben, zum Beispiel"
    " 2026-11-25T10:00:00+01:00. / With a time zone, please.",
    "Not a valid boolean.": "Hier wird true oder false erwartet. / Not a boolean.",
    "Not a valid integer.": "Hier wird eine ganze Zahl erwartet. / Not an integer.",
    "Not a valid number.": "Hier wird eine Zahl erwartet. / Not a number.",
    "Number too large.": "Diese Zahl ist zu groß. / Number too large.",
    "Not a valid list.": "Hier wird eine Liste erwartet. / Not a list.",
    "Not a valid mapping type.": "Hier wird ein Objekt erwartet. / Not an object.",
    "Not a valid URL.": "Das ist keine Web-Adresse. / Not a web address.",
    "Invalid input type.": "Hier wird ein Objekt erwartet. / Not an object.",
    "Invalid type.": "Hier wird ein Objekt erwartet. / Not an object.",
    "Invalid value.": "Dieser Wert ist nicht möglich. / Invalid value.",
    "Invalid input.": "Dieser Wert ist nicht möglich. / Invalid value.",
    "String does not match expected pattern.": "Diese Schreibweise ist nicht möglich."
    " / Not in the expected form.",
}
_FORMS = [
    (re.compile(form), sentence)
    for form, sentence in (
        (
            r"Longer than maximum length (\d+)\.",
            r"Höchstens \1 Zeichen oder Einträge. / At most \1 characters or entries.",
        ),
        (
            r"Shorter than minimum length (\d+)\.",
            r"Mindestens \1 Zeichen oder Einträge. / At least \1 characters or entries.",
        ),
        (
            r"Length must be between (\d+) and (\d+)\.",
            r"\1 bis \2 Zeichen oder Einträge. / \1 to \2 characters or entries.",
        ),
        (
            r"Length must be (\d+)\.",
            r"Genau \1 Zeichen oder Einträge. / Exactly \1 characters or entries.",
        ),
        (
            r"Must be greater than or equal to (\S+) and less than or equal to (\S+)\.",
            r"Möglich ist \1 bis \2. / Between \1 and \2.",
        ),
        (r"Must be greater than or equal to (\S+)\.", r"Mindestens \1. / At least \1."),
        (r"Must be less than or equal to (\S+)\.", r"Höchstens \1. / At most \1."),
        (r"Must be one of: (.*)\.", r"Möglich ist: \1. / One of: \1."),
    )
]


def in_both_languages(message: str) -> str:
    """Give the sentence for a message of marshmallow; one of our own stays."""
    if message in _WHOLE:
        return _WHOLE[message]
    for form, sentence in _FORMS:
        if found := form.fullmatch(message):
            return found.expand(sentence)
    return message
