"""The words for the tasks every order has, and for the stages of an interface."""

from services.common.words import Text

STANDING = {
    "store-link": Text(
        "Link als regionale Ergänzung im BayernPortal hinterlegen",
        "Store the link as regional supplement in the BayernPortal",
    ),
    "tell-link": Text("Link zum Online-Dienst mitteilen", "Tell us the link to the online service"),
}
"""The titles of the body's own tasks, by code."""

EXPLAINED = {
    "commission-interface": Text(
        "Ohne Schnittstelle kommen Anträge nicht im Fachverfahren an. Angebot einholen, Kosten"
        " klären, bestellen; brauchen Sie keine, vermerken Sie das mit einem Satz.",
        "Without an interface nothing arrives in the specialist system. Get an offer, settle the"
        " cost, order it; if you need none, say so in a sentence.",
    ),
    "store-link": Text(
        "Ihre Redaktion im BayernPortal trägt den Link beim Eintrag der Leistung für Ihren Ort"
        " ein.",
        "Your editors in the BayernPortal add the link to the entry of the service for your place.",
    ),
    "tell-link": Text(
        "Mit dem Link ist die Bestellung am Ziel: Der Dienst gilt als online.",
        "With the link the order has come to its end: the service counts as live.",
    ),
}
"""What a task of a body is about, by code."""

_COMMISSION = Text("Schnittstelle zum Fachverfahren beauftragen", "Commission the interface")
_COMMISSION_TO = Text(
    "Schnittstelle zu {system} beauftragen", "Commission the interface to {system}"
)
_COMMISSION_BY = Text(
    "Schnittstelle zu {system} beauftragen ({standard})",
    "Commission the interface to {system} ({standard})",
)

STAGES = {
    "offer": Text("Angebot", "Offer"),
    "cost": Text("Kosten", "Cost"),
    "ordered": Text("Bestellung", "Order"),
    "ready": Text("Bereitschaft", "Readiness"),
    "not_needed": Text("Nicht nötig", "Not needed"),
}
"""The stages of an interface, as headings of what is to be reached."""

STAGE_TASKS = {
    "offer": Text("Angebot für die Schnittstelle vorlegen", "make an offer for the interface"),
    "cost": Text("Kosten der Schnittstelle klären", "settle the cost of the interface"),
    "ordered": Text("Schnittstelle bestellen", "order the interface"),
    "ready": Text("Schnittstelle bereitstellen", "make the interface ready"),
}
"""What is to be done for a stage."""

STAGE_REASONS = {
    "stage-offer": Text("Das Angebot liegt vor.", "There is an offer."),
    "stage-cost": Text("Die Kosten sind geklärt.", "The cost is settled."),
    "stage-ordered": Text("Die Schnittstelle ist bestellt.", "The interface is ordered."),
    "stage-ready": Text("Die Schnittstelle ist bereit.", "The interface is ready."),
    "stage-not-needed": Text(
        "Die Schnittstelle ist nicht nötig. {text}", "The interface is not needed. {text}"
    ),
    "stage-back": Text(
        "Der letzte Schritt ist zurückgenommen.", "The last step has been taken back."
    ),
}
"""What the history tells of a stage."""


def interface_title(system: str | None, standard: str | None) -> dict[str, str]:
    """Return the title of commissioning an interface, as precise as is known."""
    if system is None:
        return _COMMISSION.plain()
    if standard is None:
        return _COMMISSION_TO.filled(system=system).plain()
    return _COMMISSION_BY.filled(system=system, standard=standard).plain()
