"""The words for what a contract's codes mean: states, roles and what is to be done next."""

from services.common.words import Text

STATES = {
    "drafted": Text("in Ausfertigung", "being drafted"),
    "offered": Text("liegt zur Unterschrift bereit", "ready to be signed"),
    "signed": Text("von der Stelle unterschrieben", "signed by the authority"),
    "concluded": Text("geschlossen", "concluded"),
    "withdrawn": Text("zurückgezogen", "withdrawn"),
    "notice_given": Text("gekündigt", "under notice"),
    "terminated": Text("beendet", "terminated"),
    "expired": Text("abgelaufen", "expired"),
    "superseded": Text("durch einen neuen Vertrag ersetzt", "replaced by a new contract"),
}

AGREEMENT_KINDS = {
    "provision": Text("Bereitstellungsvertrag", "Provision agreement"),
    "reuse": Text("Nachnutzungsvertrag", "Reuse agreement"),
    "sub_reuse": Text("Sub-Nachnutzungsvertrag", "Sub-reuse agreement"),
}

VERDICTS = {
    "accepted": Text("übernommen", "accepted"),
    "rejected": Text("abgelehnt", "rejected"),
    "withdrawn": Text("zurückgenommen", "taken back"),
}
"""What became of a proposal to change a chain."""

ROW_OUTCOMES = {
    "new": Text("wird vorgeschlagen", "is proposed"),
    "known": Text("ist schon hinterlegt", "is recorded already"),
    "waiting": Text("wartet schon auf die Prüfung", "waits for review already"),
    "twice": Text("steht weiter oben schon einmal", "stands further above already"),
    "profile_unknown": Text(
        "diese Leistung gibt es im Katalog nicht", "the catalogue has no such service"
    ),
}
"""What comes of a row of a list of agreements."""

CHAIN_OWNERS = {
    "reviewer": Text("Eine zweite Person bei BayKommun", "A second person at BayKommun"),
    "editor": Text("Redaktion von BayKommun", "Editors of BayKommun"),
}
"""Who decides about a proposal, and who sees to a renewal."""
SEAL = Text("Elektronisches Siegel der Betreiberin", "Electronic seal of the operator")
"""What a reader for PDF files calls the field of the seal."""

ROLES = {
    "document_worker": Text("DigitalMarkt", "DigitalMarkt"),
    "signatory": Text("Eine zeichnungsbefugte Person der Stelle", "A signatory of the authority"),
    "countersigner": Text("BayKommun", "BayKommun"),
    "reviewer": Text("BayKommun", "BayKommun"),
}
"""Who is next, as the beginning of a sentence."""

TURNS = {
    "drafted": Text("Vertrag erstellen", "make the contract"),
    "offered": Text("Vertrag unterschreiben", "sign the contract"),
    "signed": Text("Vertrag gegenzeichnen", "countersign the contract"),
    "document_failed": Text(
        "Vertrag erneut erstellen oder zurückfragen", "make the contract again or ask back"
    ),
    "copy_handed_in": Text(
        "unterschriebenes Exemplar ansehen und annehmen", "look at the signed copy and accept it"
    ),
    "seal_failed": Text("Vertrag erneut versiegeln", "seal the contract again"),
}
"""What is to be done next: by the state, or what failed in it."""
