"""The words of the pages about the levy: a body's own figure, and the runs of the operator."""

from services.common.words import Sentence, Text

_FIGURE: dict[str, Sentence] = {
    "levy-title": Text("Digitalumlage", "Digital levy"),
    "levy-title-of": Text("Digitalumlage {year}", "Digital levy {year}"),
    "levy-entry": Text(
        "Ihr Betrag, und wie er zustande kommt", "Your amount, and how it comes about"
    ),
    "levy-not-binding": Text(
        "Unverbindliche Berechnung, kein Bescheid", "Non-binding calculation, no official notice"
    ),
    "levy-not-binding-what": Text(
        "Die Digitalumlage berechnet das Bayerische Landesamt für Statistik und teilt sie Ihnen"
        " mit. Maßgeblich ist allein dessen Mitteilung.",
        "The levy is computed and notified by the Landesamt für Statistik, the Bavarian"
        " statistical office. Only its notification counts.",
    ),
    "levy-draft-what": Text(
        "Diese Berechnung ist ein Entwurf. Die Stellen sehen sie erst nach der Freigabe.",
        "This calculation is a draft. Authorities see it only after its release.",
    ),
    "levy-amount": Text("Betrag im Jahr", "Amount per year"),
    "levy-how": Text("So kommt der Betrag zustande", "How the amount comes about"),
    "levy-step-share": Text("1. Der kommunale Anteil: {share}", "1. The municipal share: {share}"),
    "levy-step-share-what": Text(
        "Der Freistaat trägt die Hälfte der laufenden Kosten. Die andere Hälfte teilen sich drei"
        " Ebenen nach den Kosten der Dienste, die ihnen zugeordnet sind.",
        "The state bears half of the running costs. Three levels share the other half by the costs"
        " of the services assigned to each.",
    ),
    "levy-own-one": Text(
        "Sie zahlen vom Anteil der Ebene „{levels}“.", "You pay of the share of “{levels}”."
    ),
    "levy-own-two": Text(
        "Als kreisfreie Stadt zahlen Sie von zwei Anteilen: {levels}.",
        "As an independent city you pay of two shares: {levels}.",
    ),
    "levy-step-people": Text(
        "2. Ihr Teil der Bevölkerung: {share}", "2. Your part of the population: {share}"
    ),
    "levy-step-people-what": Text(
        "{own} von {all} Einwohnern Bayerns am {day}.",
        "{own} of {all} inhabitants of Bavaria on {day}.",
    ),
    "levy-step-sum": Text(
        "3. Anteil mal Einwohner, geteilt durch die Einwohner Bayerns",
        "3. Share times inhabitants, divided by the inhabitants of Bavaria",
    ),
    "levy-step-round": Text(
        "4. Einmal auf den vollen Euro aufgerundet: {amount}",
        "4. Rounded up once to the full euro: {amount}",
    ),
    "levy-goes-on": Text(
        "Punkte hinter einem Betrag (…) sagen, dass weitere Stellen folgen. Gerechnet wird mit"
        " Brüchen, ohne Zwischenrundung.",
        "Dots behind an amount (…) say that further digits follow. The calculation uses fractions"
        " and no rounding in between.",
    ),
    "levy-bar-levels": Text(
        "Der Balken ist der kommunale Anteil, von links Gemeinden, Landkreise, Bezirke. Abgehoben"
        " ist, wovon Sie zahlen.",
        "The bar is the municipal share, from the left municipalities, districts, regions. Set off"
        " is what you pay of.",
    ),
    "levy-bar-people": Text(
        "Der Balken ist die Bevölkerung Bayerns, abgehoben ist Ihr Teil.",
        "The bar is the population of Bavaria, set off is your part.",
    ),
    "levy-level-yours": Text("{level} (davon zahlen Sie)", "{level} (you pay of it)"),
    "levy-level": Text("Ebene", "Level"),
    "levy-level-municipalities": Text("Gemeinden", "Municipalities"),
    "levy-level-districts": Text("Landkreise", "Districts"),
    "levy-level-regions": Text("Bezirke", "Regions"),
    "levy-together": Text("Anteil zusammen", "Share together"),
    "levy-of-whole": Text("vom Ganzen", "of the whole"),
    "levy-part": Text("Rechnung", "Calculation"),
    "levy-part-how": Text("{share} × {own} ÷ {all}", "{share} × {own} ÷ {all}"),
    "levy-part-own": Text("Ihr Teil", "Your part"),
    "levy-sum": Text("Summe vor der Rundung", "Sum before rounding"),
    "levy-pdf": Text("Als PDF öffnen (1 Seite)", "Open as PDF (1 page)"),
    "levy-source": Text("Einwohnerzahlen:", "Population:"),
    "levy-law": Text(
        "Rechtsgrundlage: Art. 55a BayDiG, §§ 7a und 7b BayDiV. Bestellen macht die Umlage nicht"
        " höher, nicht bestellen macht sie nicht niedriger.",
        "Legal basis: Art. 55a BayDiG, §§ 7a and 7b BayDiV. Ordering does not raise the levy, not"
        " ordering does not lower it.",
    ),
    "levy-help": Text("Wie wird unsere Digitalumlage berechnet?", "How is our levy calculated?"),
    "levy-none": Text("Noch keine Berechnung", "No calculation yet"),
    "levy-none-what": Text(
        "BayKommun hat noch keine Berechnung freigegeben. Ihren Betrag teilt Ihnen das Bayerische"
        " Landesamt für Statistik mit.",
        "BayKommun has not released a calculation yet. The Landesamt für Statistik notifies you of"
        " your amount.",
    ),
    "levy-no-payer": Text("Ihre Stelle zahlt keine Umlage", "Your authority pays no levy"),
    "levy-no-payer-what": Text(
        "Die Digitalumlage zahlen Gemeinden, Landkreise und Bezirke.",
        "Municipalities, districts and regions pay the levy.",
    ),
    "levy-members-what": Text(
        "Eine Verwaltungsgemeinschaft zahlt keine Umlage. Ihre Mitglieder zahlen sie:",
        "A joint administration pays no levy. Its members do:",
    ),
    "levy-members": Text("Umlage der Mitglieder", "Levy of the members"),
    "levy-name": Text("Stelle", "Authority"),
    "levy-people": Text("Einwohner", "Inhabitants"),
    "levy-owes": Text("Betrag", "Amount"),
}

_RUNS: dict[str, Sentence] = {
    "levy-runs": Text("Berechnungen der Digitalumlage", "Calculations of the digital levy"),
    "levy-runs-what": Text(
        "Eine Berechnung entsteht als Entwurf und ändert sich danach nicht mehr. Sehen können die"
        " Stellen sie, sobald eine zweite Person sie freigegeben hat.",
        "A calculation begins as a draft and does not change after that. Authorities see it once a"
        " second person has released it.",
    ),
    "levy-runs-none": Text("Noch keine Berechnung", "No calculation yet"),
    "levy-runs-none-what": Text(
        "Beginnen Sie mit einer neuen Berechnung. Sie brauchen dafür den kommunalen Anteil oder die"
        " Kosten der Dienste.",
        "Begin a new calculation. You need the municipal share or the costs of the services.",
    ),
    "levy-runs-none-yet": Text(
        "Redaktion und Administration beginnen Berechnungen; jede steht dann als Entwurf hier.",
        "Editors and administrators begin calculations; each then stands here as a draft.",
    ),
    "levy-new": Text("Neue Berechnung", "New calculation"),
    "levy-new-what": Text(
        "Sie sehen das Ergebnis sofort als Entwurf. Niemand sonst bekommt es zu sehen, bevor es"
        " freigegeben ist.",
        "You see the result at once as a draft. Nobody else sees it before it is released.",
    ),
    "levy-new-then": Text(
        "Danach prüfen Sie den Entwurf. Freigeben kann ihn eine zweite Person.",
        "Then check the draft. A second person can release it.",
    ),
    "levy-compute": Text("Entwurf berechnen", "Compute the draft"),
    "levy-back": Text("Zurück zu den Berechnungen", "Back to the calculations"),
    "levy-year": Text("Jahr der Umlage", "Year of the levy"),
    "levy-year-hint": Text(
        "Es zählt die Bevölkerung am 31. Dezember des vorletzten Jahres.",
        "The population of 31 December of the year before last counts.",
    ),
    "levy-year-short": Text("Umlage", "Levy"),
    "levy-state": Text("Stand", "State"),
    "levy-shares": Text("Anteile in Euro", "Shares in euros"),
    "levy-shares-what": Text(
        "Tragen Sie den kommunalen Anteil und seine Aufteilung ein. Ohne diese Angaben wird aus den"
        " Kosten der Dienste gerechnet; mit beiden müssen sie übereinstimmen.",
        "Enter the municipal share and its division. Without them the costs of the services are"
        " used; with both they must agree.",
    ),
    "levy-share-field": Text("Kommunaler Anteil", "Municipal share"),
    "levy-share-hint": Text("In vollen Euro, zum Beispiel 4.000.000", "In full euros, 4000000"),
    "levy-services-title": Text("Dienste, die die Umlage bezahlt", "Services the levy pays for"),
    "levy-services-what": Text(
        "Die Liste nennt jeden Dienst, und wo sie bekannt sind seine Kosten und deren Aufteilung in"
        " Teilen, zum Beispiel 2 zu 1 zu 0. Nur Dienste dieser Liste gelten im Katalog als bereits"
        " finanziert.",
        "The list names each service and, where known, its cost and how that is split in parts,"
        " such as 2 to 1 to 0. Only services of this list count as paid for in the catalogue.",
    ),
    "levy-file": Text("Liste der Dienste (XLSX oder CSV)", "List of services (XLSX or CSV)"),
    "levy-file-hint": Text("Bis zu 1.000 Zeilen und 1 MB", "Up to 1,000 rows and 1 MB"),
    "levy-template-xlsx": Text("Vorlage für Excel (XLSX)", "Template for Excel (XLSX)"),
    "levy-template-csv": Text("Vorlage als CSV", "Template as CSV"),
    "levy-template-name": Text("Digitalumlage-Dienste", "levy-services"),
    "levy-row": Text("Zeile {row}: {said}", "Row {row}: {said}"),
    "levy-bad-number": Text(
        "Hier wird eine ganze Zahl erwartet.",
        "A whole number is expected here.",
    ),
    "levy-bad-cost": Text(
        "Die Kosten sind kein Betrag in Euro mit höchstens zwei Nachkommastellen.",
        "The cost is no amount in euros with at most two decimals.",
    ),
    "levy-inputs": Text("Angaben und Ergebnis", "Inputs and result"),
    "levy-collected": Text("Alle Beträge zusammen", "All amounts together"),
    "levy-surplus": Text("Überschuss durch Aufrunden", "Surplus by rounding up"),
    "levy-payers": Text("Zahlende Stellen", "Payers"),
    "levy-population-on": Text("Bevölkerung am", "Population on"),
    "levy-of-bavaria": Text("Einwohner Bayerns", "Inhabitants of Bavaria"),
    "levy-created": Text("Berechnet am", "Computed on"),
    "levy-released": Text("Freigegeben am", "Released on"),
    "levy-payers-title": Text("Was jede Stelle zahlt", "What each authority pays"),
    "levy-files": Text("Alle als Datei:", "All as a file:"),
    "levy-kind": Text("Art", "Kind"),
    "levy-service": Text("Dienst", "Service"),
    "levy-cost": Text("Kosten im Jahr", "Cost per year"),
    "levy-split": Text(
        "Teile Gemeinden : Landkreise : Bezirke", "Parts municipalities : districts : regions"
    ),
    "levy-catalogue": Text("Katalog", "Catalogue"),
    "levy-in-catalogue": Text("im Katalog", "in the catalogue"),
    "levy-not-in-catalogue": Text("nicht im Katalog", "not in the catalogue"),
    "levy-no-services": Text(
        "Diese Berechnung nennt keine Dienste. Im Katalog gilt dadurch keiner als bereits"
        " finanziert.",
        "This calculation names no services, so none counts as paid for in the catalogue.",
    ),
    "levy-release-title": Text("Berechnung prüfen und freigeben", "Check and release"),
    "levy-release-what": Text(
        "Nach der Freigabe sehen alle Stellen ihren Betrag, und der Katalog nennt die bezahlten"
        " Dienste. Das lässt sich nicht zurücknehmen; es hilft dann nur eine neue Berechnung.",
        "After the release all authorities see their amount, and the catalogue names the services"
        " that are paid for. This cannot be undone; only a new calculation helps then.",
    ),
    "levy-wait-title": Text("Wartet auf die Freigabe", "Waits for its release"),
    "levy-own-what": Text(
        "Sie haben diese Berechnung angelegt. Freigeben kann sie eine andere Person.",
        "You began this calculation. Somebody else can release it.",
    ),
    "levy-do-release": Text("Berechnung freigeben", "Release the calculation"),
    "levy-do-discard": Text("Entwurf verwerfen", "Put the draft aside"),
    "done-levy-begun": Text("Der Entwurf ist berechnet.", "The draft is computed."),
    "done-levy-release": Text(
        "Die Berechnung ist freigegeben. Alle Stellen sehen ihren Betrag.",
        "The calculation is released. All authorities see their amount.",
    ),
    "done-levy-discard": Text("Der Entwurf ist verworfen.", "The draft is put aside."),
}

_POPULATIONS: dict[str, Sentence] = {
    "levy-populations": Text("Einwohnerzahlen", "Population figures"),
    "levy-populations-what": Text(
        "Für jede Umlage zählt die Bevölkerung eines Tages. Eine Berichtigung desselben Tages kommt"
        " hinzu; ältere Berechnungen behalten ihre Zahlen.",
        "The population of one day counts for each levy. A correction of the same day is added;"
        " older calculations keep their figures.",
    ),
    "levy-edition-people": Text("{count} Einwohner", "{count} inhabitants"),
    "levy-import": Text("Zahlen einlesen", "Import figures"),
    "levy-import-what": Text(
        "Die Liste nennt Gemeinden, Landkreise und Bezirke mit Schlüssel, Name und Einwohnern. Die"
        " Summen müssen stimmen: Gemeinden ergeben ihren Landkreis und ihren Bezirk.",
        "The list names municipalities, districts and regions with key, name and inhabitants. The"
        " sums must agree: municipalities make up their district and their region.",
    ),
    "levy-as-of": Text("Bevölkerung am", "Population on"),
    "levy-as-of-hint": Text("Ein 31. Dezember", "A 31 December"),
    "levy-source-field": Text("Quelle", "Source"),
    "levy-source-hint": Text(
        "So, wie sie auf jedem Blatt genannt werden soll", "As it is to be named on each sheet"
    ),
    "levy-people-file": Text("Liste (XLSX oder CSV)", "List (XLSX or CSV)"),
    "levy-people-file-hint": Text("Bis zu 5.000 Zeilen und 1 MB", "Up to 5,000 rows and 1 MB"),
    "levy-import-do": Text("Zahlen einlesen", "Import the figures"),
    "done-levy-imported": Text("Die Zahlen sind eingelesen.", "The figures are imported."),
}

LEVY_PAGES: dict[str, Sentence] = {**_FIGURE, **_RUNS, **_POPULATIONS}
