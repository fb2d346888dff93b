"""People who sign in, and accounts that may sign."""

from typing import Any

from services.identity.domain.accounts import Account
from tests import builders
from tests.builders import NOW

TOLD = ("account.changed", "standing.changed")
OLD, NEW = "ek-" + "0" * 40, "ek-" + "1" * 40
DECIDED: dict[str, Any] = {"by": "nina", "reason": "weil", "now": NOW}


def person(**changed: Any) -> dict[str, Any]:
    facts = {
        "name_id": OLD, "organisation": "du-" + "0" * 40, "name": "Sabine Huber",
        "given_name": "Sabine", "family_name": "Huber",
        "assurance": "substanziell",
    }  # fmt: skip
    return {**facts, **changed}


def signed_in(account: Account, **changed: Any) -> Account:
    account.sign_in(person(**changed), NOW)
    return account


def with_authority(**changed: Any) -> Account:
    return builders.account(authorities=[builders.authority()], **changed)
