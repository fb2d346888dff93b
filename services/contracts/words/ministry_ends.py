"""The words of what ends in chains, and of its table."""

from services.common.words import Text

FOLLOWING = {
    "succeeded": Text("Nachfolge vereinbart", "Successor agreed"),
    "open": Text("Noch keine Nachfolge", "No successor yet"),
    "declined": Text("Keine Nachfolge", "No successor"),
}
"""What comes after an agreement that ends; that there will be none, the operator alone is told."""
LEVELS = {
    1: Text("Stufe 1: Bereitstellung", "Level 1: provision"),
    2: Text("Stufe 2: Nachnutzung", "Level 2: reuse"),
    3: Text("Stufe 3: Sub-Nachnutzung", "Level 3: sub-reuse"),
}
SHEET = Text("Enden", "Ends")
HEADINGS = {
    "ends_on": Text("Endet am", "Ends on"),
    "service": Text("Dienst", "Service"),
    "level": Text("Stufe", "Level"),
    "number": Text("Vertragsnummer", "Contract number"),
    "from_party": Text("Wer überlässt", "Who provides"),
    "to_party": Text("Wer erhält", "Who receives"),
    "following": Text("Wie es weitergeht", "What follows"),
    "renew_by": Text("Nachfolge klären bis", "Successor to be settled by"),
    "contracts": Text("Verträge bis dahin", "Contracts until then"),
    "bodies": Text("Stellen", "Authorities"),
    "links": Text("Dienste online", "Services live"),
}
