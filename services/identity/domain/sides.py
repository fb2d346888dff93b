"""What each side sees of a registration: the one table of its fields."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any


class RegistrationSide(StrEnum):
    """For whom somebody looks at a registration; who stands on none sees nothing."""

    APPLICANT = "applicant"
    REVIEWER = "reviewer"


BOTH = frozenset(RegistrationSide)
INNER = frozenset({RegistrationSide.REVIEWER})

_BOTH = (
    "id", "account", "version", "state", "changed_at", "submitted_at", "due_on", "waiting_for",
    "reason", "reason_code", "decided_by", "body", "body_name", "role", "given_name",
    "family_name", "office", "department", "phone", "email", "functional_mailbox", "email_origin",
    "email_confirmed", "email_delivery", "digital_officer", "newsletter", "terms_version", "team",
    "replaces_certificate", "name_check", "name_accepted", "state_label", "role_label",
    "name_check_label",
)  # fmt: skip

FIELDS: dict[str, frozenset[RegistrationSide]] = {
    **dict.fromkeys(_BOTH, BOTH),
    "organisation": INNER,
    "organisation_name": INNER,
    "organisation_fits": INNER,
    "asserted_name": INNER,
    "hints": INNER,
}
"""Who sees which field; one that is missing here is shown to nobody, so the mailed token."""


def cut(facts: Mapping[str, Any], side: RegistrationSide) -> dict[str, Any]:
    """Return of a registration's facts what a side sees."""
    return {name: value for name, value in facts.items() if side in FIELDS.get(name, ())}
