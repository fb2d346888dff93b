"""The contacts of a contract, as the sheet beside it names them."""

from datetime import date
from typing import Any

from services.contracts.domain.contracts import Contract
from services.contracts.facts import OPERATOR, OPERATOR_EMAIL
from services.contracts.rendering import TEMPLATE_VERSION

ROLES = {
    "functional_contact": "Fachliche Fragen",
    "technical_contact": "Technische Fragen",
}
PERSONAL = ("name", "department", "email", "phone")


def contacts_of(contract: Contract, today: date) -> dict[str, Any]:
    """Return what the sheet says; the order knows who is asked today."""
    order = contract.order_summary
    return {
        "contract_number": contract.number,
        "service": contract.profile_title["de"],
        "body": contract.body_name,
        "contacts": [[label, _person(order.get(name) or {})] for name, label in ROLES.items()],
        "operator": {**OPERATOR, "email": OPERATOR_EMAIL},
        "drafted_on": today.isoformat(),
        "template_version": TEMPLATE_VERSION,
        "demo": bool(contract.facts.get("demo")),
    }


def _person(contact: dict[str, Any]) -> dict[str, str]:
    known = {name: str(contact.get(name) or "") for name in PERSONAL}
    return {**known, "name": known["name"] or "noch nicht benannt"}
