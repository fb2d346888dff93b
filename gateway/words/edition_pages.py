"""The words of the pages about editions of the register."""

from services.common.words import Counted, Sentence, Text

EDITION_PAGES: dict[str, Sentence] = {
    "editions": Text("Verzeichnis der Stellen", "Register of authorities"),
    "editions-what": Text(
        "Jeder neue Stand des amtlichen Verzeichnisses wird vorgeschlagen, von einer zweiten Person"
        " geprüft und dann übernommen. Konten, Bestellungen und Verträge folgen den Stellen.",
        "Each new edition of the official register is proposed, reviewed by a second person and"
        " then applied. Accounts, orders and contracts follow the authorities.",
    ),
    "editions-none": Text("Noch kein neuer Stand", "No new edition yet"),
    "editions-none-what": Text(
        "Es gilt das mitgelieferte Verzeichnis.", "The register that came with the product holds."
    ),
    "edition-of": Text("Stand vom {day}", "Edition of {day}"),
    "edition-moves-count": Counted(
        Text("{count} Umzug", "{count} move"), Text("{count} Umzüge", "{count} moves")
    ),
    "edition-proposed-on": Text("vorgeschlagen am", "proposed on"),
    "edition-state-proposed": Text("Vorgeschlagen", "Proposed"),
    "edition-state-reviewed": Text("Geprüft", "Reviewed"),
    "edition-state-applied": Text("Übernommen", "Applied"),
    "edition-propose": Text("Neuen Stand vorschlagen", "Propose an edition"),
    "edition-propose-what": Text(
        "Der Betrieb vergleicht das neue Verzeichnis mit dem geltenden und gibt Ihnen eine Datei."
        " Laden Sie sie hier hoch; übernommen ist damit noch nichts.",
        "Operations compares the new register with the present one and gives you a file. Upload it"
        " here; nothing is applied by that.",
    ),
    "edition-file": Text("Datei mit den Änderungen", "File of changes"),
    "edition-file-hint": Text("Eine JSON-Datei bis 1 MB", "A JSON file of up to 1 MB"),
    "edition-no-file": Text(
        "Wählen Sie die Datei, die der Vergleich ausgegeben hat.",
        "Choose the file the comparison has written.",
    ),
    "edition-propose-do": Text("Vorschlagen", "Propose"),
    "edition-who": Text(
        "Vorschlagen und prüfen können Redaktion und Administration. Wer vorschlägt, prüft nicht.",
        "Editors and administrators propose and review. Whoever proposes does not review.",
    ),
    "edition-others": Text("Eine zweite Person prüft", "A second person reviews"),
    "edition-next-review": Text("Prüfen Sie jeden Umzug", "Review each move"),
    "edition-next-review-what": Text(
        "Wohin geht, was bei einer endenden Stelle liegt? Haken Sie jede Zeile ab.",
        "Where does go what is with an authority that ends? Tick off each line.",
    ),
    "edition-next-apply": Text("Bereit zum Übernehmen", "Ready to be applied"),
    "edition-next-apply-what": Text(
        "Ab dem {day} können Sie diesen Stand übernehmen. Konten, Bestellungen und Verträge ziehen"
        " dann um; zurück geht es nicht.",
        "From {day} on you can apply this edition. Accounts, orders and contracts move then; there"
        " is no way back.",
    ),
    "edition-too-many": Text("Zu viele Umzüge für eine Seite", "Too many moves for a page"),
    "edition-too-many-what": Text(
        "Bitte prüfen Sie diesen Stand über die Schnittstelle.",
        "Please review this edition by the API.",
    ),
    "edition-applied-on": Text("Gilt seit {at}.", "In force since {at}."),
    "edition-moves": Text("Umzüge", "Moves"),
    "edition-from": Text("Stelle endet", "Authority ends"),
    "edition-to": Text("Alles geht an", "Everything goes to"),
    "edition-to-of": Text("Alles von {body} geht an", "Everything of {body} goes to"),
    "edition-reason": Text("Grund", "Reason"),
    "edition-reason-merger": Text("Zusammenschluss", "Merger"),
    "edition-reason-vg_change": Text(
        "Wechsel der Verwaltungsgemeinschaft", "Change of joint administration"
    ),
    "edition-reason-rekeyed": Text("Neuer Schlüssel", "New key"),
    "edition-seen": Text("Geprüft", "Reviewed"),
    "edition-seen-of": Text("Umzug von {body} geprüft", "Move of {body} reviewed"),
    "edition-not-seen": Text("Haken Sie jeden Umzug ab.", "Tick off each move."),
    "edition-overtaken": Text(
        "Der Stand hat sich inzwischen geändert. Bitte sehen Sie alle Umzüge noch einmal an.",
        "The edition has changed meanwhile. Please look at all moves once more.",
    ),
    "edition-open-aim": Text("noch offen", "still open"),
    "edition-no-moves": Text("Keine Stelle endet.", "No authority ends."),
    "edition-review": Text("Alle Umzüge bestätigen", "Confirm all moves"),
    "edition-apply": Text("Stand übernehmen", "Apply the edition"),
    "edition-changes": Text("Was sich ändert", "What changes"),
    "edition-no-changes": Text("Nichts ändert sich.", "Nothing changes."),
    "edition-body": Text("Eine Stelle", "An authority"),
    "edition-was": Text("vorher {name}", "before: {name}"),
    "edition-kind-new": Text("neu", "new"),
    "edition-kind-gone": Text("endet", "ends"),
    "edition-kind-renamed": Text("neuer Name", "new name"),
    "edition-kind-vg_changed": Text(
        "andere Verwaltungsgemeinschaft", "another joint administration"
    ),
    "edition-kind-attributes": Text("andere Angaben", "other facts"),
    "edition-count-new": Counted(
        Text("Eine Stelle kommt hinzu.", "One authority is added."),
        Text("{count} Stellen kommen hinzu.", "{count} authorities are added."),
    ),
    "edition-count-gone": Counted(
        Text("Eine Stelle endet.", "One authority ends."),
        Text("{count} Stellen enden.", "{count} authorities end."),
    ),
    "edition-count-renamed": Counted(
        Text("Eine Stelle bekommt einen neuen Namen.", "One authority gets a new name."),
        Text("{count} Stellen bekommen einen neuen Namen.", "{count} authorities get a new name."),
    ),
    "edition-count-vg_changed": Counted(
        Text(
            "Eine Stelle wechselt die Verwaltungsgemeinschaft.",
            "One authority changes its joint administration.",
        ),
        Text(
            "{count} Stellen wechseln die Verwaltungsgemeinschaft.",
            "{count} authorities change their joint administration.",
        ),
    ),
    "edition-count-attributes": Counted(
        Text("Bei einer Stelle ändern sich Angaben.", "Facts of one authority change."),
        Text("Bei {count} Stellen ändern sich Angaben.", "Facts of {count} authorities change."),
    ),
    "done-edition-proposed": Text(
        "Der Stand ist vorgeschlagen; eine zweite Person prüft ihn.",
        "The edition is proposed; a second person reviews it.",
    ),
    "done-edition-reviewed": Text("Die Umzüge sind bestätigt.", "The moves are confirmed."),
    "done-edition-left": Text(
        "Ein Teil ist übernommen. Bitte übernehmen Sie den Rest mit demselben Knopf.",
        "Part of it is applied. Please apply the rest by the same button.",
    ),
    "done-edition-applied": Text("Der Stand gilt.", "The edition is in force."),
}
