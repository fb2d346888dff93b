"""Whether a service can be ordered, in words, and why not."""

from services.common.words import Text

ANSWERS: dict[str, Text] = {
    "orderable": Text("ja", "yes"),
    "announced": Text("noch nicht", "not yet"),
    "wave-not-open": Text("noch nicht", "not yet"),
    "paused": Text("zurzeit nicht", "not at present"),
    "not-efa": Text("beim Vertragspartner", "from the contract partner"),
    "kind-not-entitled": Text("nein", "no"),
    "retired": Text("nein", "no"),
}
"""By the code of the availability."""

REASONS: dict[str, Text] = {
    "from": Text("Ab {day}.", "From {day}."),
    "date-unknown": Text("Der Termin steht noch nicht fest.", "The date is not known yet."),
    "ended": Text("Die Leistung ist eingestellt.", "The service has ended."),
    "paused": Text(
        "Die Leistung ist zurzeit nicht verfügbar.", "The service is not available now."
    ),
    "state-office": Text(
        "Zuständig ist eine staatliche Stelle; Kommunen bestellen diese Leistung nicht.",
        "A state office is competent; local authorities do not order this service.",
    ),
    "wave-to-come": Text(
        "Die Freigabe für die zuständigen Behörden steht noch aus.",
        "The release for the competent authorities is still to come.",
    ),
    "only-for": Text("Nur für: {capacities}.", "Only for: {capacities}."),
    "not-for-all": Text("Noch nicht für alle Behörden.", "Not for all authorities yet."),
    "partner": Text(
        "Den Vertrag schließen Sie mit: {partner}.", "The contract is made with: {partner}."
    ),
}
