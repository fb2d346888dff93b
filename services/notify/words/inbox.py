"""What the groups of mails are called and what they hold."""

from services.common.words import Text

GROUPS = {
    "account": Text("Konto und Befugnisse", "Account and authorities"),
    "duties": Text("Sie sind am Zug", "It is your turn"),
    "progress": Text("Fortschritt von Bestellungen", "Progress of orders"),
    "messages": Text("Nachrichten und Antworten", "Messages and answers"),
    "notices": Text("Hinweise von BayKommun", "Notices of BayKommun"),
    "watches": Text("Was Sie beobachten", "What you watch"),
}
HOLDS = {
    "account": Text(
        "Registrierung, Anmeldung, Vollmachten und Zeichnungsbefugnisse",
        "Registration, sign-in, mandates and signing authorities",
    ),
    "duties": Text(
        "Rückfragen, Unterschriften, fehlende Links, Fristen und was nicht funktioniert",
        "Questions, signatures, missing links, deadlines and what does not work",
    ),
    "progress": Text(
        "Eingang, Freigabe, Vertrag, Einrichtung und Start",
        "Receipt, release, contract, setup and launch",
    ),
    "messages": Text(
        "Was andere zu Ihren Bestellungen schreiben", "What others write about your orders"
    ),
    "watches": Text(
        "Änderungen an Diensten und Themen, die Sie beobachten",
        "Changes of services and topics you watch",
    ),
    "notices": Text(
        "Geplante Unterbrechungen, Änderungen und Einstellungen",
        "Planned outages, changes and ends",
    ),
}
