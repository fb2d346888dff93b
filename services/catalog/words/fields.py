"""What catalog says of an input that does not fit, by key."""

from services.common.words import Counted, Sentence, Text

FIELDS: dict[str, Sentence] = {
    "version-to-review": Text(
        "Der Arbeitsstand wurde nach dem ersten Einreichen geändert. Bitte laden Sie ihn und"
        " nennen Sie die Version, die Sie geprüft haben.",
        "The working copy was changed after it first came in. Please load it and name the version"
        " you reviewed.",
    ),
    "vendor-unknown": Text(
        "Diesen Hersteller oder IT-Dienstleister gibt es im Verzeichnis nicht.",
        "There is no such manufacturer or IT provider in the directory.",
    ),
    "profile-unknown": Text(
        "Diese Leistung gibt es im Katalog nicht.", "There is no such service in the catalogue."
    ),
    "subject-unknown": Text(
        "Diese Leistung oder dieses Themenfeld gibt es nicht.",
        "There is no such service or topic.",
    ),
    "body-unknown": Text(
        "Diese Behörde ist uns nicht bekannt.", "We do not know an authority with this key."
    ),
    "file-not-stored": Text(
        "Diese Datei liegt hier nicht. Bitte laden Sie sie zuerst hoch.",
        "This file is not stored here. Please upload it first.",
    ),
    "no-successor": Text(
        "Diese Leistung steht nicht im Katalog und kann nicht nachfolgen.",
        "This service is not in the catalogue and cannot be the successor.",
    ),
    "wave-exists": Text(
        "Eine Welle mit dieser Kennung gibt es schon.", "There is a wave with this id already."
    ),
    "documents-full": Text(
        "Höchstens {most} Dokumente sind möglich. Bitte entfernen Sie erst eines, das nicht mehr"
        " gebraucht wird.",
        "No more than {most} documents are possible. Please remove one that is not needed first.",
    ),
    "no-base64": Text(
        "Der Inhalt ist nicht in Base64 geschrieben.", "The content is not written in Base64."
    ),
    "no-pdf": Text("Möglich sind nur PDF-Dateien.", "Only PDF files are possible here."),
    "file-too-large": Text(
        "Die Datei darf höchstens {most} MiB groß sein.", "The file may have at most {most} MiB."
    ),
    "compare-more": Text(
        "Bitte nennen Sie zwei bis {most} Leistungen.", "Please name two to {most} services."
    ),
    "slug-form": Text(
        "Möglich sind nur a–z, 0–9 und einzelne Bindestriche.",
        "Only a–z, 0–9 and single hyphens are possible.",
    ),
    "capacity-form": Text(
        "Das ist keine Aufgabe einer Behörde, zum Beispiel health_office.",
        "That is no capacity of an authority, such as health_office.",
    ),
    "no-public-host": Text(
        "Bitte geben Sie eine öffentliche Adresse mit Namen und ohne Kennwort an.",
        "Please give a public address with a host's name and without a password.",
    ),
    "web-address-form": Text(
        "Das ist keine Web-Adresse, die mit https:// beginnt.",
        "That is no web address that begins with https://.",
    ),
    "cost-choice": Text(
        "Möglich sind: true, false oder unknown.", "Possible are: true, false or unknown."
    ),
    "maturity-too-high": Text(
        "In diesem Reifegradmodell ist der höchste Wert {most}.",
        "The highest value of this maturity model is {most}.",
    ),
    "region-form": Text(
        "Das ist kein Schlüssel mit drei oder fünf Ziffern.",
        "That is no key of three or five digits.",
    ),
    "body-form": Text(
        "Das ist kein Schlüssel einer Behörde.", "That is not the key of an authority."
    ),
    "leika-form": Text(
        "Das ist kein LeiKa-Schlüssel: 14 Ziffern, die mit 99 beginnen.",
        "That is no LeiKa key: 14 digits that begin with 99.",
    ),
    "ozg-form": Text(
        "Das ist keine OZG-Nummer: möglich sind 10000 bis 10601.",
        "That is no OZG id: possible are 10000 to 10601.",
    ),
    "efa-has-no-partner": Text(
        "Eine EfA-Leistung wird nur hier bestellt und hat keinen anderen Vertragspartner.",
        "An EfA service is ordered only here and has no other contract partner.",
    ),
    "partner-missing": Text(
        "Bitte nennen Sie, mit wem der Vertrag geschlossen wird.",
        "Please name with whom the contract is made.",
    ),
    "test-access-none-why": Text(
        "Bitte schreiben Sie in beiden Sprachen, warum es keinen Testzugang gibt.",
        "Please write in both languages why there is no test access.",
    ),
    "test-access-none-has-no-address": Text(
        "Wo es keinen Testzugang gibt, steht keine Adresse.",
        "Where there is no test access there is no address.",
    ),
    "test-access-none-alone": Text(
        "„Keiner bekannt“ steht allein; bitte entfernen Sie es oder die anderen Testzugänge.",
        "“None known” stands alone; please remove it or the other test accesses.",
    ),
    "too-long-in-all": Text(
        "Zusammen sind die Angaben zu lang, diese am meisten. Bitte kürzen Sie sie.",
        "All facts together are too long, this one most of all. Please shorten it.",
    ),
    "joint-administration-missing": Text(
        "Schließt die Verwaltungsgemeinschaft den Vertrag, gehört sie zu den Zielgruppen.",
        "Where the joint administration contracts, it is one of those the service is for.",
    ),
    "word-taken": Text(
        "Dieses Wort hat in Adressen schon eine Bedeutung. Bitte wählen Sie ein anderes.",
        "This word has a meaning in addresses already. Please choose another one.",
    ),
    "name-in-directory": Text(
        "Diesen Namen hat im Verzeichnis schon ein anderer Eintrag. Bitte ändern Sie jenen, oder"
        " wählen Sie einen Namen, der beide unterscheidet.",
        "Another entry of the directory has this name. Please change that one, or choose a name"
        " that tells both apart.",
    ),
    "year-out-of-range": Text(
        "Möglich sind die Jahre {first} bis {last}.", "Possible are the years {first} to {last}."
    ),
    "end-before-start": Text("Das Ende liegt vor dem Anfang.", "The end lies before the start."),
    "key-not-listed": Text(
        "Im Katalog von 2019 steht „{key}“ nicht; bitte prüfen Sie den Schlüssel.",
        "“{key}” is not in the catalogue of 2019; please check the key.",
    ),
    "changed-since-export": Text(
        "Diese Leistung wurde seit dem Export geändert. Bitte exportieren Sie sie neu.",
        "This service was changed since the export. Please export it anew.",
    ),
    "id-exists": Text(
        "Diese Kennung gibt es schon. Zum Ändern exportieren Sie die Leistung bitte.",
        "This id exists already. To change the service, please export it.",
    ),
    "no-such-state": Text(
        "Zu diesem Stand gibt es keine Leistung.", "There is no service of this state."
    ),
    "profile-retired": Text(
        "Diese Leistung ist eingestellt und wird nicht mehr geändert.",
        "This service has ended and is not changed any more.",
    ),
    "choices": Text("Möglich sind hier: {choices}.", "Possible here are: {choices}."),
    "yes-or-no-cell": Text("Möglich sind: ja, nein.", "Possible are: ja (yes), nein (no)."),
    "cost-cell": Text(
        "Möglich sind: ja, nein, unbekannt.",
        "Possible are: ja (yes), nein (no), unbekannt (unknown).",
    ),
    "profiles-left-out": Counted(
        Text(
            "Eine der Leistungen hat inzwischen jemand anders geändert; sie wurde nicht"
            " übernommen. Bitte exportieren Sie sie neu.",
            "Somebody else has changed one of the services meanwhile; it was left out. Please"
            " export it anew.",
        ),
        Text(
            "{count} der Leistungen hat inzwischen jemand anders geändert; sie wurden nicht"
            " übernommen. Bitte exportieren Sie sie neu.",
            "Somebody else has changed {count} of the services meanwhile; they were left out."
            " Please export them anew.",
        ),
    ),
}
