"""Words for two editors who have written the same thing meanwhile."""

from services.common.words import Sentence, Text

EDITORS_AT_ONCE: dict[str, Sentence] = {
    "ed-overtaken": Text(
        "Diesen Abschnitt hat inzwischen auch {who} geändert. Gespeichert ist noch nichts von"
        " Ihnen.",
        "{who} has changed this section, too. Nothing of yours is saved yet.",
    ),
    "ed-overtaken-own": Text(
        "Diesen Abschnitt haben Sie inzwischen selbst geändert, in einem anderen Fenster."
        " Gespeichert ist von diesem Fenster noch nichts.",
        "You have changed this section yourself meanwhile, in another window. Nothing of this"
        " window is saved yet.",
    ),
    "ed-entry-doubted": Text(
        "Diesen Eintrag hat inzwischen jemand geändert oder entfernt. So, wie er hier steht, kommt"
        " er beim Speichern hinzu; entfernen Sie ihn, wenn er nicht gelten soll.",
        "Somebody has changed or removed this entry meanwhile. Saving adds it as it stands here;"
        " remove it if it is not to hold.",
    ),
    "ed-overtaken-title": Text(
        "So steht es jetzt im Arbeitsstand", "What the working copy says now"
    ),
    "ed-overtaken-what": Text(
        "In den Feldern unten steht, was Sie geschrieben haben; was Sie nicht angefasst haben, ist"
        " übernommen. Listen enthalten die Einträge von beiden; einen, der beide Male geändert ist,"
        " finden Sie zweimal: Entfernen Sie den, der nicht gilt. Dann speichern Sie noch einmal.",
        "The fields below hold what you wrote; what you did not touch is taken over. Lists have the"
        " entries of both; one that was changed twice stands there twice: remove the one that does"
        " not hold. Then save once more.",
    ),
    "ed-entry-overtaken": Text("So steht es jetzt im Verzeichnis", "What the directory says now"),
    "ed-entry-other": Text(
        "Diesen Eintrag hat inzwischen jemand geändert. Gespeichert ist noch nichts von Ihnen.",
        "Somebody has changed this entry meanwhile. Nothing of yours is saved yet.",
    ),
    "ed-entry-overtaken-what": Text(
        "In den Feldern unten steht, was Sie geschrieben haben; was Sie nicht angefasst haben, ist"
        " übernommen. Prüfen Sie und speichern Sie noch einmal.",
        "The fields below hold what you wrote; what you did not touch is taken over. Check it and"
        " save once more.",
    ),
}
