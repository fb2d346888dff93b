"""Words of the page about the background work of the services."""

from services.common.words import Sentence, Text

OPERATIONS_PAGE: dict[str, Sentence] = {
    "operations": Text("Betrieb", "Operations"),
    "operations-what": Text(
        "Was im Hintergrund der einzelnen Teile des Systems wartet und läuft. Was Sie hier nicht"
        " beheben können, geben Sie mit der angezeigten Zeile an den technischen Betrieb.",
        "What waits and runs in the background of each part of the system. What you cannot mend"
        " here, pass on to technical operations with the line shown.",
    ),
    "operations-wrong": Text("Was nicht in Ordnung ist", "What is wrong"),
    "operations-others": Text("Was sonst wartet und läuft", "What else waits and runs"),
    "operations-kind": Text("Was", "What"),
    "operations-count": Text("Anzahl", "Number"),
    "operations-since": Text("Seit, bei Sperren bis", "Since; of locks, until"),
    "operations-wrong-since": Text("Seit", "Since"),
    "operations-advice": Text("Was zu tun ist", "What to do"),
    "operations-none": Text("Es ist alles in Ordnung", "Nothing is wrong"),
    "operations-none-what": Text(
        "Nichts wartet auf eine Entscheidung, und nichts steht still.",
        "Nothing waits for a decision, and nothing stands still.",
    ),
    "operations-none-there": Text(
        "Bei den anderen Teilen des Systems ist alles in Ordnung.",
        "At the other parts of the system nothing is wrong.",
    ),
}
