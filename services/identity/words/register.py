"""What identity says about bodies and the editions of their register."""

from services.common.words import Sentence, Text

REGISTER: dict[str, Sentence] = {
    "body-not-found": Text(
        "Diese Stelle steht nicht im Verzeichnis. Bitte prüfen Sie den Schlüssel.",
        "This authority is not in the register. Please check the key.",
    ),
    "body-ended": Text(
        "{body_name} gibt es nicht mehr. Der Eintrag nennt, wohin alles gegangen ist.",
        "{body_name} has ended. Its entry says where everything went.",
    ),
    "body-unknown": Text(
        "Diese Stelle steht nicht im Verzeichnis. Bitte wählen Sie eine daraus.",
        "This authority is not in the register. Please choose one that is.",
    ),
    "body-uninhabited": Text(
        "{body_name} ist ein gemeindefreies Gebiet; dafür kann sich niemand registrieren.",
        "{body_name} is an area outside of any municipality; nobody can register for it.",
    ),
    "body-has-successor": Text(
        "{body_name} gibt es nicht mehr. Bitte wählen Sie die Stelle, die an ihre Stelle trat.",
        "{body_name} has ended. Please choose the authority that took its place.",
    ),
    "capacity-overlaps": Text(
        "Dieser Zeitraum überschneidet sich mit einem anderen derselben Aufgabe.",
        "This period overlaps another one of the same capacity.",
    ),
    "body-changed-meanwhile": Text(
        "Jemand hat diese Stelle inzwischen geändert. Bitte laden Sie den neuesten Stand.",
        "Somebody changed this authority meanwhile. Please load the latest state.",
    ),
    "edition-not-found": Text(
        "Diesen Stand des Verzeichnisses gibt es nicht.",
        "There is no such edition of the register.",
    ),
    "edition-wrong-state": Text(
        "Dieser Vorschlag ist schon weiter oder noch nicht so weit. Bitte laden Sie die Seite neu.",
        "This proposal is further already, or not there yet. Please reload the page.",
    ),
    "edition-running": Text(
        "Ein Stand des Verzeichnisses wird gerade übernommen. Bitte versuchen Sie es gleich noch"
        " einmal.",
        "An edition of the register is being applied. Please try again in a moment.",
    ),
    "edition-outdated": Text(
        "Inzwischen gilt der Stand vom {in_force}. Bitte vergleichen Sie und schlagen Sie neu vor.",
        "The edition of {in_force} is in force by now. Please compare and propose again.",
    ),
    "edition-not-due": Text(
        "Dieser Stand gilt erst ab {due_on}. Bitte übernehmen Sie ihn dann.",
        "This edition is in force from {due_on} on. Please apply it then.",
    ),
    "edition-changed": Text(
        "Der Vorschlag wurde inzwischen geändert. Bitte lesen Sie die neue Fassung.",
        "The proposal was changed meanwhile. Please read the new version.",
    ),
    "own-proposal": Text(
        "Den eigenen Vorschlag prüft jemand anderes. Bitten Sie eine zweite Person.",
        "Somebody else reviews one's own proposal. Please ask a second person.",
    ),
    "edition-not-newer": Text(
        "Es gilt schon der Stand vom {in_force}; nötig ist ein neuerer.",
        "The edition of {in_force} is in force already; a newer one is needed.",
    ),
    "moves-unconfirmed": Text(
        "Bitte bestätigen Sie für jede Stelle, die endet, wohin alles geht.",
        "Please confirm for each authority that ends where everything goes.",
    ),
    "key-unfit": Text(
        "Der Schlüssel {key} passt nicht zu dieser Zeile ({why}).",
        "The key {key} does not fit this row ({why}).",
    ),
    "key-used-before": Text(
        "Diesen Schlüssel hatte schon eine Stelle, die geendet hat.",
        "An authority that has ended had this key before.",
    ),
    "kind-unfit": Text(
        "Das passt nicht zur Art dieser Stelle.", "This does not fit the kind of the authority."
    ),
    "district-lacking": Text(
        "Der Landkreis von {body_name} fehlt in diesem Stand.",
        "The district of {body_name} is not in this edition.",
    ),
    "body-named-twice": Text(
        "Hier ist eine Stelle mehrfach genannt.", "An authority is named more than once here."
    ),
    "members-differ": Text(
        "{joint} und {member} nennen einander nicht als Verwaltungsgemeinschaft und Mitglied.",
        "{joint} and {member} do not name each other as joint administration and member.",
    ),
    "body-does-not-end": Text(
        "Diese Stelle endet nicht mit diesem Stand.",
        "This authority does not end by this edition.",
    ),
    "no-body-afterwards": Text(
        "Diese Stelle gibt es nach diesem Stand nicht.",
        "There is no such authority by this edition.",
    ),
    "nobody-acts-there": Text(
        "Für dieses Gebiet kann niemand handeln. Bitte nennen Sie eine andere Stelle.",
        "Nobody can act for this area. Please name another authority.",
    ),
    "move-lacking": Text(
        "Für {body_name} fehlt, wohin alles geht.",
        "It is not said where everything of {body_name} goes.",
    ),
    "move-open": Text(
        "Bitte nennen Sie die neue Stelle für diesen Wechsel.",
        "Please name the new authority for this move.",
    ),
}

KEY_FAULTS: dict[str, Text] = {
    "no-key-of-its-kind": Text("kein Schlüssel dieser Art", "no key of this kind"),
    "region-differs": Text("anderer Bezirk", "another region"),
    "district-differs": Text("anderer Landkreis", "another district"),
    "ars-without-key": Text("der ARS enthält ihn nicht", "the ARS does not contain it"),
    "ars-without-joint": Text(
        "der ARS passt nicht zur Verwaltungsgemeinschaft",
        "the ARS does not fit the joint administration",
    ),
    "ars-unlike-kind": Text("der ARS passt nicht zur Art", "the ARS does not fit the kind"),
}
"""Which rule of the official key is broken."""
