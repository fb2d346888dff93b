"""The words of the sheet of newsletter addresses."""

from services.common.words import Text

SHEET = Text("Newsletter-Adressen", "Newsletter addresses")
HEADINGS = {
    "address": Text("E-Mail-Adresse", "E-mail address"),
    "language": Text("Sprache", "Language"),
    "confirmed_on": Text("Bestätigt am", "Confirmed on"),
}
LANGUAGES = {"de": Text("Deutsch", "German"), "en": Text("Englisch", "English")}
