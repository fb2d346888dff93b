"""The words around a service on its page."""

from services.common.words import Text

PROFILE: dict[str, Text] = {
    "demo": Text(
        "Demodaten: Die Angaben zu diesem Dienst sind angenommen, nicht amtlich.",
        "Demo data: what is said of this service is assumed, not official.",
    ),
    "successor": Text("Nachfolger", "Successor"),
    "in_short": Text("Auf einen Blick", "At a glance"),
    "orderable": Text("Bestellbar", "Can be ordered"),
    "status": Text("Status", "Status"),
    "kind": Text("Art", "Kind"),
    "for_whom": Text("Für wen", "For whom"),
    "nobody": Text(
        "Für keine Kommune: zuständig ist eine staatliche Stelle",
        "For no local body: a state office is competent",
    ),
    "capacities": Text("Aufgabe der Stelle", "Task of the body"),
    "financing": Text("Finanzierung", "Financing"),
    "ministry": Text("Ressort", "Ministry"),
    "operated_by": Text("Betreibende Behörde", "Operating authority"),
    "partner": Text("Vertragspartner", "Contract partner"),
    "partner_link": Text("Zum Angebot des Vertragspartners", "To the contract partner's offer"),
    "prerequisites": Text("Voraussetzungen", "Prerequisites"),
    "tasks": Text("Was bei der Einführung zu tun ist", "What is to be done when it is introduced"),
    "workday": Text("Arbeitstag", "working day"),
    "workdays": Text("Arbeitstage", "working days"),
    "contacts": Text("Wen Sie fragen können", "Whom to ask"),
    "documents": Text("Dokumente", "Documents"),
    "systems": Text("Fachverfahren mit Schnittstelle", "Specialist systems with an interface"),
    "keys": Text("Schlüssel", "Keys"),
    "checked": Text("Zuletzt geprüft", "Last checked"),
    "by": Text("von", "by"),
    "version": Text("Fassung", "Version"),
    "of": Text("vom", "of"),
    "order": Text("Bestellen", "Order"),
    "order_how": Text(
        "Ob Ihre Behörde bestellen kann, sehen Sie nach der Anmeldung.",
        "Whether your body can order it is shown after signing in.",
    ),
    "sign_in": Text("Anmelden", "Sign in"),
    "data": Text("Alle Angaben als JSON", "Everything as JSON"),
    "news": Text("Neues im Katalog", "News of the catalogue"),
}
