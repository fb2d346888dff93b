"""Words of the pages on which editors word the answers of the help."""

from services.common.words import Sentence, Text

EDITOR_HELP: dict[str, Sentence] = {
    "ed-help": Text("Fragen und Antworten der Hilfe", "Questions and answers of the help"),
    "ed-help-what": Text(
        "Jede Antwort kommt mit der Software. Sie können Frage und Antwort in eigene Worte fassen"
        " und jederzeit zum mitgelieferten Text zurückkehren.",
        "Each answer comes with the software. You can put question and answer into your own words"
        " and go back to the text that came along at any time.",
    ),
    "ed-help-changed": Text("Eigener Text", "Own text"),
    "ed-help-shipped": Text("Mitgelieferter Text", "Text that came along"),
    "ed-help-by": Text("{who}, {at}", "{who}, {at}"),
    "ed-help-reset-by": Text(
        "{who} ist am {at} zum mitgelieferten Text zurückgekehrt",
        "{who} went back to the text that came along on {at}",
    ),
    "ed-help-page": Text("Seite ansehen", "See the page"),
    "ed-help-question-de": Text("Frage auf Deutsch", "Question in German"),
    "ed-help-question-en": Text("Frage auf Englisch", "Question in English"),
    "ed-help-answer-de": Text("Antwort auf Deutsch", "Answer in German"),
    "ed-help-answer-en": Text("Antwort auf Englisch", "Answer in English"),
    "ed-help-answer-hint": Text(
        "Eine Leerzeile trennt Absätze. Höchstens zehn Absätze, jeder bis 500 Zeichen.",
        "An empty line separates paragraphs. Ten paragraphs at most, each of up to 500 characters.",
    ),
    "ed-help-save": Text("Text speichern", "Save the text"),
    "ed-help-save-what": Text(
        "Der Text gilt sofort; in den Kästen neben anderen Seiten erscheint er später.",
        "The text holds at once; in the boxes beside other pages it appears later.",
    ),
    "ed-help-shipped-changed": Text(
        "Mitgelieferter Text geändert", "The text that came along has changed"
    ),
    "ed-help-shipped-changed-what": Text(
        "Der mitgelieferte Text hat sich geändert, seit er durch eigene Worte ersetzt wurde."
        " Prüfen Sie, ob die Antwort noch stimmt. Speichern Sie dann, auch unverändert.",
        "The text that came along has changed since own words took its place. See whether the"
        " answer is still right. Then save, even unchanged.",
    ),
    "ed-help-overtaken": Text("So steht es jetzt in der Hilfe", "What the help says now"),
    "ed-help-shipped-says": Text("Mitgeliefert ist", "What came along"),
    "ed-help-reset": Text("Zum mitgelieferten Text zurück", "Back to the text that came along"),
    "done-help-written": Text("Die Antwort ist gespeichert.", "The answer is saved."),
    "done-help-reset": Text(
        "Es gilt wieder der mitgelieferte Text.", "The text that came along holds again."
    ),
}
