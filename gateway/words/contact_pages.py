"""The words of the pages about a body's contacts."""

from services.common.words import Counted, Sentence, Text

CONTACT_PAGES: dict[str, Sentence] = {
    "contacts-title": Text("Ansprechpersonen", "Contacts"),
    "contacts-entry": Text(
        "Wer in laufenden Bestellungen genannt ist, auch ohne Konto; an andere übergeben",
        "Who is named in orders under way, without an account too; hand over to others",
    ),
    "contacts-what": Text(
        "Diese Personen sind in laufenden Bestellungen der Stelle genannt. Geht eine davon,"
        " übergeben Sie alles auf einmal an eine andere Person. Ein Konto braucht keine von"
        " beiden.",
        "These people are named in the authority's orders under way. If one of them leaves, hand"
        " everything over to another person at once. Neither needs an account.",
    ),
    "contacts-person": Text("Person", "Person"),
    "contacts-reached": Text("Erreichbar", "Reached at"),
    "contacts-named": Text("Genannt in", "Named in"),
    "contacts-hand-over": Text("Übergabe", "Hand-over"),
    "contacts-orders": Counted(
        Text("{count} laufende Bestellung", "{count} order under way"),
        Text("{count} laufende Bestellungen", "{count} orders under way"),
    ),
    "contacts-usual": Text("übliche Ansprechperson", "usual contact"),
    "contacts-go": Text("Übergeben", "Hand over"),
    "contacts-none": Text("Niemand ist genannt", "Nobody is named"),
    "contacts-none-what": Text(
        "Sobald eine Bestellung läuft, stehen hier ihre Ansprechpersonen.",
        "As soon as an order is under way, its contacts are here.",
    ),
    "contacts-accounts": Text(
        "Geht jemand mit eigenem Konto, übergeben Sie auch die Bestellungen dieser Person:",
        "If somebody with an account leaves, hand over their orders, too:",
    ),
    "contacts-hand-over-title": Text(
        "Wer ist künftig an Stelle von {name} Ansprechperson?",
        "Who is the contact in the place of {name} from now on?",
    ),
    "contacts-hand-over-what": Text(
        "Jede Bestellung vermerkt den Wechsel. Die neue Ansprechperson bekommt eine E-Mail.",
        "Each order notes the change. The new contact gets one mail.",
    ),
    "contacts-reason": Text("Grund", "Reason"),
    "contacts-reason-hint": Text(
        "Steht im Verlauf jeder Bestellung; die einrichtende Stelle liest ihn nicht.",
        "Stands in the history of each order; the setup party does not read it.",
    ),
    "contacts-do": Text("Alles übergeben", "Hand everything over"),
    "done-contacts-handed-over": Text(
        "Die Übergabe läuft. Laden Sie die Seite neu, um zu sehen, was schon übergeben ist.",
        "The hand-over is under way. Load the page again to see what has been handed over.",
    ),
}
