"""What the states of a ticket are called, and who is next in them."""

from services.common.words import Text

STATES: dict[str, Text] = {
    "open": Text("offen", "open"),
    "waiting_for_body": Text("wartet auf die Stelle", "waiting for the authority"),
    "waiting_for_vendor": Text("wartet auf die einrichtende Stelle", "waiting for the setup party"),
    "waiting_for_operator": Text("wartet auf BayKommun", "waiting for BayKommun"),
    "closed": Text("geschlossen", "closed"),
}
WHO: dict[str, Text] = {
    "waiting_for_body": Text("Die bestellende Stelle", "The ordering authority"),
    "waiting_for_vendor": Text("Die einrichtende Stelle", "The setup party"),
    "waiting_for_operator": Text("BayKommun", "BayKommun"),
}
