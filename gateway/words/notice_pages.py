"""Words of the pages on which editors write notices."""

from services.common.words import Counted, Sentence, Text

NOTICE_PAGES: dict[str, Sentence] = {
    "notices": Text("Hinweise", "Notices"),
    "notices-what": Text(
        "Geplante Unterbrechungen, Änderungen und das Ende von Diensten. Ein Hinweis steht bei"
        " „Neues“ und geht an alle Stellen mit einem betroffenen Dienst.",
        "Planned outages, changes and ends of services. A notice stands under “News” and goes to"
        " all authorities with a service concerned.",
    ),
    "notices-none": Text("Noch kein Hinweis", "No notice yet"),
    "notices-none-what": Text(
        "Was Sie veröffentlichen, steht danach hier.",
        "What you publish then stands here.",
    ),
    "notices-to": Text("Zu den Hinweisen", "To the notices"),
    "notice": Text("Hinweis", "Notice"),
    "notice-write": Text("Hinweis schreiben", "Write a notice"),
    "notice-write-what": Text(
        "Schreiben Sie in beiden Sprachen. Bevor etwas versandt wird, sehen Sie, wie viele Personen"
        " der Hinweis erreicht.",
        "Write in both languages. Before anything is sent you see how many people the notice"
        " reaches.",
    ),
    "notice-kind": Text("Art", "Kind"),
    "notice-title-de": Text("Titel auf Deutsch", "Title in German"),
    "notice-text-de": Text("Text auf Deutsch", "Text in German"),
    "notice-title-en": Text("Titel auf Englisch", "Title in English"),
    "notice-text-en": Text("Text auf Englisch", "Text in English"),
    "notice-starts-on": Text("Beginnt am", "Begins on"),
    "notice-starts-time": Text("Beginnt um", "Begins at"),
    "notice-ends-on": Text("Endet am", "Ends on"),
    "notice-ends-time": Text("Endet um", "Ends at"),
    "notice-time-hint": Text("Stunde und Minute, zum Beispiel 08:30", "Such as 08:30"),
    "notice-services": Text("Betroffene Dienste", "Services concerned"),
    "notice-services-hint": Text(
        "Ohne Auswahl betrifft er den ganzen Marktplatz.",
        "Without a choice it concerns the whole marketplace.",
    ),
    "notice-all-services": Text("alle Dienste", "all services"),
    "notice-published": Text("Veröffentlicht", "Published"),
    "notice-count": Text("Weiter: Personen zählen", "Next: count the people"),
    "notice-count-what": Text("Dabei wird noch nichts versandt.", "Nothing is sent by this yet."),
    "notice-no-moment": Text(
        "Bitte geben Sie einen Tag und eine Uhrzeit wie 08:30 an.",
        "Please give a day and a time like 08:30.",
    ),
    "notice-confirm": Text("Hinweis prüfen und versenden", "Check and send the notice"),
    "notice-reach": Text(
        "Dieser Hinweis erreicht {people} Personen in {bodies} Stellen",
        "This notice reaches {people} people in {bodies} authorities",
    ),
    "notice-reach-least": Text(
        "Dieser Hinweis erreicht mindestens {people} Personen in {bodies} Stellen",
        "This notice reaches at least {people} people in {bodies} authorities",
    ),
    "notice-reach-what": Text(
        "Gezählt sind alle, die Dienste im Betrieb betreuen. Nach dem Versenden lässt sich nichts"
        " mehr ändern.",
        "Counted are all who look after live services. Nothing can be changed after sending.",
    ),
    "notice-publish": Text("Hinweis versenden", "Send the notice"),
    "notice-change": Text("Noch ändern", "Change it"),
    "notice-sent": Text("Versand abgeschlossen", "Sending is done"),
    "notice-sent-what": Text(
        "Alle Nachrichten sind geschrieben. Was nicht ankommt, sieht die Unterstützung.",
        "All messages are written. Support sees what does not arrive.",
    ),
    "notice-sending": Text("Der Versand läuft", "Sending is under way"),
    "notice-sending-what": Counted(
        Text(
            "Für {count} Dienst im Betrieb ist geschrieben. Laden Sie die Seite später neu.",
            "Written for {count} live service. Load this page again later.",
        ),
        Text(
            "Für {count} Dienste im Betrieb ist geschrieben. Laden Sie die Seite später neu.",
            "Written for {count} live services. Load this page again later.",
        ),
    ),
    "notice-begins": Text("Der Versand beginnt", "Sending begins"),
    "notice-begins-what": Text(
        "Das dauert einen Augenblick. Laden Sie die Seite dann neu.",
        "This takes a moment. Then load this page again.",
    ),
    "done-notice": Text("Der Hinweis ist veröffentlicht.", "The notice is published."),
}
