"""What issues and their comments say beside what people wrote, in the operator's German."""

from services.common.words import Text

SUMMARY = Text("{number}: {service}, {body}", "{number}: {service}, {body}")
OPENED = Text(
    "Ticket zur Bestellung {number} im DigitalMarkt. Öffentliche Kommentare hier stehen auch dort"
    " und werden der Stelle geschickt; interne liest nur BayKommun.",
    "Ticket of order {number} in DigitalMarkt. Public comments here stand there as well and are"
    " sent to the authority; internal ones are read by BayKommun only.",
)
UNPROVEN = Text("{name} (Absender nicht bestätigt)", "{name} (sender not confirmed)")
CIRCLES: dict[str, Text] = {
    "operator": Text("{name}, nur für BayKommun:", "{name}, for BayKommun only:"),
    "body": Text("{name}, für Stelle und BayKommun:", "{name}, for authority and BayKommun:"),
    "vendor": Text("{name}, für alle Beteiligten:", "{name}, for everyone taking part:"),
}
STATES: dict[str, Text] = {
    "waiting": Text("wird nach Jira übertragen", "being told to Jira"),
    "current": Text("steht in Jira", "stands in Jira"),
    "failed": Text("nicht nach Jira übertragen", "not told to Jira"),
}
