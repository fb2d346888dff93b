"""What the codes among the answers mean: the services' own words, as the API describes them."""

from collections.abc import Mapping
from typing import Any

from services.catalog.words.labels import LINK_FAILURES
from services.common.words import Counted, Text
from services.contracts.words.labels import TURNS as CONTRACT_TURNS
from services.notify.words.failures import MAIL_FAILURES
from services.notify.words.webhooks import DISABLED_REASONS
from services.orders.domain.eligibility import Obstacle
from services.orders.words.eligibility import ELIGIBILITY
from services.orders.words.labels import FAILURES, TURNS
from services.orders.words.reasons import REASONS

Doc = dict[str, Any]
OBSTACLES = {obstacle.value: ELIGIBILITY[obstacle] for obstacle in Obstacle}


def _beginning(*beginnings: str) -> Mapping[str, Any]:
    """Return the reasons of orders whose codes begin so."""
    return {code: said for code, said in REASONS.items() if code.startswith(beginnings)}


MEANINGS: dict[str, Mapping[str, Any]] = {
    "catalog.WatchedLink.reason_code": LINK_FAILURES,
    "contracts.ContractTurn.reason_code": CONTRACT_TURNS,
    "notify.Mail.reason_code": MAIL_FAILURES,
    "notify.PausedAddress.reason_code": MAIL_FAILURES,
    "notify.Webhook.disabled_reason": DISABLED_REASONS,
    "orders.BasketEntry.reason_code": OBSTACLES,
    "orders.HistoryLine.reason_code": REASONS,
    "orders.OpenPoint.reason_code": _beginning("setup-failed", "document-", "link-", "page-"),
    "orders.Orderable.reason_code": OBSTACLES,
    "orders.OrderTurn.reason_code": TURNS,
    "orders.OverviewTurn.reason_code": TURNS,
    "orders.ProfileChange.reason_code": _beginning("profile-"),
    "orders.SetupFailure.reason_code": FAILURES,
}
"""By schema and member the words of its codes."""


def add_meanings(schemas: Doc) -> None:
    """Say at each member that holds codes what each of them means."""
    for member, words in MEANINGS.items():
        schema, _, name = member.rpartition(".")
        if schema in schemas:
            stated = schemas[schema]["properties"][name]
            told = "; ".join(f"`{code}`: {_sentence(said)}" for code, said in words.items())
            stated["description"] = f"{stated['description']}: {told}"


def _sentence(said: Text | Counted) -> str:
    text = said.other if isinstance(said, Counted) else said
    return text.en.rstrip(".").replace("`", "'")
