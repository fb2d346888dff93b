"""The headings of the files of the levy: a file may have those of either language."""

from services.common.words import Text

SHEETS = {
    "services": Text("Dienste der Umlage", "Services of the levy"),
    "catalogue": Text("Katalog zum Nachschlagen", "Catalogue to look up"),
    "places": Text("Einwohnerzahlen", "Population"),
}
COLUMNS = {
    "name": Text("Dienst", "Service"),
    "profile": Text("Kennung im Katalog", "Id in the catalogue"),
    "cost": Text("Kosten im Jahr in Euro", "Cost per year in euros"),
    "part-municipalities": Text("Teile Gemeinden", "Parts municipalities"),
    "part-districts": Text("Teile Landkreise", "Parts districts"),
    "part-regions": Text("Teile Bezirke", "Parts regions"),
    "title": Text("Titel", "Title"),
    "key": Text("Schlüssel", "Key"),
    "place": Text("Name", "Name"),
    "population": Text("Einwohner", "Inhabitants"),
}
