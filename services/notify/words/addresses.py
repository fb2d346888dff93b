"""Whether an address is reached, as people read it."""

from services.common.words import Text

ADDRESS_STATES = {
    "reached": Text("E-Mails kommen an", "mails arrive"),
    "paused": Text("nicht erreichbar, Sendepause", "not reached, nothing is sent"),
    "none": Text("keine Adresse hinterlegt", "no address known"),
}
