"""What is said where the interface itself refuses."""

from services.common.words import Sentence, Text

ANSWERS: dict[str, Sentence] = {
    "parameter-unknown": Text(
        "Diesen Parameter gibt es hier nicht.", "There is no such parameter here."
    ),
    "send-as": Text("Bitte senden Sie die Daten als {types}.", "Please send the data as {types}."),
    "field-invalid": Text("Bitte prüfen Sie „{field}“: {wrong}", "Please check “{field}”: {wrong}"),
    "broker-away": Text(
        "Das System ist kurz nicht erreichbar. Bitte versuchen Sie es gleich noch einmal.",
        "The system is away for a moment. Please try again in a moment.",
    ),
    "service-away": Text(
        "Dieser Teil des Systems ist kurz nicht erreichbar. Bitte versuchen Sie es gleich noch"
        " einmal.",
        "This part of the system is away for a moment. Please try again in a moment.",
    ),
    "service-busy": Text(
        "Gerade ist viel los. Bitte versuchen Sie es gleich noch einmal.",
        "We are busy at the moment. Please try again in a moment.",
    ),
    "sign-in-needed": Text(
        "Bitte melden Sie sich noch einmal an.", "Please sign in once more to go on."
    ),
    "no-such-member": Text(
        "Dieses Mitglied gibt es in Ihrem Team nicht.", "There is no such member in your team."
    ),
    "browsers-only": Text(
        "Das geht nur mit einer Anmeldung im Browser, nicht mit einem Zugriffstoken.",
        "This needs somebody signed in with a browser; an access token is not enough.",
    ),
    "operators-only": Text(
        "Einen Passkey richten nur Personen mit einer Rolle bei BayKommun ein.",
        "Only people with a role at BayKommun add a passkey.",
    ),
}
