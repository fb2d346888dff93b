"""What is said of what only notify has waiting: mails, addresses, ways to vendors."""

from services.common.words import Text
from services.common.words.conditions import ConditionWords

KINDS: dict[str, ConditionWords] = {
    "mails": ConditionWords(
        Text("Gescheiterte E-Mails", "E-mails that failed"),
        Text(
            "Sehen Sie den Grund an, beheben Sie ihn und senden Sie die E-Mail erneut.",
            "Look at the reason, mend it, and send the e-mail again.",
        ),
    ),
    "addresses": ConditionWords(
        Text("Nicht erreichte Adressen", "Addresses not reached"),
        Text(
            "Fragen Sie die Stelle nach der richtigen Adresse, oder lassen Sie wieder zustellen.",
            "Ask the authority for the right address, or have it delivered to again.",
        ),
    ),
    "deliveries": ConditionWords(
        Text("Meldungen an Hersteller, die warten", "News for vendors that wait"),
        Text(
            "Sprechen Sie den Hersteller an, und senden Sie danach erneut.",
            "Talk to the vendor, then send again.",
        ),
    ),
}
