"""What contracts says of the levy: its levels, its runs, and what it refuses."""

from services.common.words import Sentence, Text

LEVELS = {
    "municipalities": Text("Gemeinden", "municipalities"),
    "districts": Text("Landkreise", "districts"),
    "regions": Text("Bezirke", "regions"),
}

PAYER_KINDS = {
    "municipality": Text("kreisangehörige Gemeinde", "municipality in a district"),
    "independent_city": Text("kreisfreie Stadt", "independent city"),
    "district": Text("Landkreis", "district"),
    "region": Text("Bezirk", "region"),
}

RUN_STATES = {
    "draft": Text("Entwurf", "draft"),
    "released": Text("freigegeben", "released"),
    "discarded": Text("verworfen", "discarded"),
}

NOTICE = Text(
    "Unverbindliche Berechnung, kein Bescheid. Die Digitalumlage berechnet und teilt das"
    " Bayerische Landesamt für Statistik mit.",
    "Non-binding calculation, no official notice. The levy is computed and notified by the"
    " Landesamt für Statistik, the Bavarian statistical office.",
)

REFUSALS: dict[str, Sentence] = {
    "levy-run-not-found": Text(
        "Diese Berechnung der Digitalumlage gibt es nicht, oder sie ist noch nicht freigegeben.",
        "There is no such calculation of the levy, or it is not released yet.",
    ),
    "levy-payer-not-found": Text(
        "Für diese Stelle enthält die Berechnung keinen Betrag.",
        "The calculation has no amount for this authority.",
    ),
    "levy-run-own": Text(
        "Was Sie selbst berechnet haben, gibt eine andere Person frei.",
        "What you computed yourself is released by somebody else.",
    ),
    "levy-run-wrong-state": Text(
        "Diese Berechnung ist schon freigegeben oder verworfen und ändert sich nicht mehr.",
        "This calculation is released or discarded already and does not change any more.",
    ),
    "population-not-found": Text(
        "Diese Einwohnerzahlen sind nicht hinterlegt.", "These population figures are not recorded."
    ),
    "population-missing": Text(
        "Für die Umlage {year} zählt die Bevölkerung am {day}. Diese Zahlen fehlen noch; bitte"
        " zuerst einlesen.",
        "For the levy of {year} the population on {day} counts. These figures are missing; please"
        " import them first.",
    ),
    "population-not-the-sum": Text(
        "{name}: angegeben sind {stated}, die Gemeinden ergeben zusammen {summed}.",
        "{name}: {stated} stated, but its municipalities add up to {summed}.",
    ),
    "population-row-missing": Text(
        "Zu {key} fehlt die Zeile des Landkreises oder Bezirks.",
        "The row of the district or region {key} is missing.",
    ),
    "not-a-payer-key": Text(
        "Erwartet wird ein Schlüssel aus 3, 5 oder 8 Ziffern, der mit 09 beginnt.",
        "A key of 3, 5 or 8 digits that begins with 09 is expected.",
    ),
    "levy-inputs-missing": Text(
        "Bitte geben Sie entweder den kommunalen Anteil mit den Anteilen der drei Ebenen an oder"
        " zu jedem Dienst Kosten und Aufteilung.",
        "Please give either the municipal share with those of the three levels, or cost and split"
        " of each service.",
    ),
    "levels-not-the-share": Text(
        "Die drei Ebenen ergeben zusammen {summed} Euro, der kommunale Anteil ist {share} Euro.",
        "The three levels add up to {summed} euros, the municipal share is {share} euros.",
    ),
    "levels-not-the-costs": Text(
        "Die Kosten der Dienste ergeben für „{level}“ {computed} Euro, angegeben sind {stated}"
        " Euro.",
        "The costs of the services come to {computed} euros for “{level}”, {stated} are stated.",
    ),
    "not-a-year-s-end": Text(
        "Für die Umlage zählt die Bevölkerung am 31. Dezember eines Jahres.",
        "The population on 31 December of a year counts for the levy.",
    ),
    "payer-said-twice": Text(
        "Jeder Schlüssel darf nur einmal vorkommen.", "Each key may stand only once."
    ),
    "split-empty": Text(
        "Mindestens eine Ebene muss einen Teil tragen.", "At least one level must bear a part."
    ),
    "levy-profile-unknown": Text(
        "Diese Leistung gibt es im Katalog nicht.", "There is no such service in the catalogue."
    ),
}

SHEET = Text("Digitalumlage", "Digital levy")

HEADINGS = {
    "key": Text("Schlüssel", "Key"),
    "name": Text("Name", "Name"),
    "kind": Text("Art", "Kind"),
    "population": Text("Einwohner", "Population"),
    "amount_eur": Text("Betrag in Euro", "Amount in euros"),
}
