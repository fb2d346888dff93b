"""Signing: a fresh sign-in for a displayed list, each contract with its own record."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from services.common import clock
from services.common.digests import list_digest
from services.common.errors import Forbidden, NotFound, Refusal, Unavailable
from services.common.principal import Principal
from services.contracts.domain.contracts import Contract, Signature
from services.contracts.repository import Contracts

FRESH_FOR = timedelta(minutes=10)
SKEW = timedelta(minutes=1)
Doc = dict[str, Any]


def check_fresh(caller: Principal, items: list[Doc]) -> Doc:
    """Give the facts of the sign-in that carried this very list, or raise Forbidden."""
    fresh = caller.claims.get("fresh") or {}
    digest = list_digest((item["id"], item["document_hash"]) for item in items)
    if fresh.get("list_hash") != digest or _is_stale(str(fresh.get("at", ""))):
        raise Forbidden(
            "fresh-sign-in-needed",
            "Bitte melden Sie sich für genau diese Unterschrift noch einmal an."
            " / Please sign in again for exactly this signature.",
        )
    return {**fresh, "list_hash": digest}


def _is_stale(text: str) -> bool:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return True
    if at.tzinfo is None:
        return True
    return not -SKEW <= datetime.now(UTC) - at <= FRESH_FOR


class Signing:
    """Applies one person's signature to a list; each item succeeds or fails alone."""

    def __init__(self, contracts: Contracts, caller: Principal, items: list[Doc]) -> None:
        self._contracts, self._caller, self._items = contracts, caller, items
        self._fresh = check_fresh(caller, items)

    def for_body(self) -> list[Doc]:
        """Sign as a signatory of each contract's body."""

        def sign(contract: Contract, document_hash: str) -> None:
            self._caller.require("contracts:read", contract.body)
            contract.sign(self._signature(document_hash, self._authority(contract.body)))

        return [self._result(item, sign) for item in self._items]

    def for_operator(self) -> list[Doc]:
        """Countersign as a named person of the operator."""

        def countersign(contract: Contract, document_hash: str) -> None:
            contract.countersign(self._signature(document_hash, None))

        return [self._result(item, countersign) for item in self._items]

    def _authority(self, body: str) -> Doc:
        for authority in self._caller.claims.get("authorities", []):
            if body in authority["places"]:
                return dict(authority)
        raise Forbidden(
            "no-signing-authority",
            "Für diese Stelle ist Ihre Zeichnungsbefugnis nicht (mehr) hinterlegt. Wenden Sie"
            " sich an projekt@baykommun.bayern. / You hold no signing authority for this body.",
        )

    def _signature(self, document_hash: str, authority: Doc | None) -> Signature:
        return Signature(
            account=self._caller.subject,
            name=self._caller.name,
            at=clock.now(),
            document_hash=document_hash,
            list_hash=self._fresh["list_hash"],
            assertion_id=str(self._fresh["assertion_id"]),
            signed_in_at=str(self._fresh["at"]),
            assurance=str(self._caller.claims.get("assurance", "")),
            authority=authority["id"] if authority else None,
            basis=authority["basis"] if authority else None,
            title=authority["title"] if authority else None,
        )

    def _result(self, item: Doc, act: Callable[[Contract, str], None]) -> Doc:
        try:
            contract = self._contracts.change(item["id"], lambda c: act(c, item["document_hash"]))
        except Unavailable:
            raise
        except Refusal as refusal:
            refusal = _hidden(refusal)
            return {"id": item["id"], "ok": False, "code": refusal.code, "detail": str(refusal)}
        return {"id": item["id"], "ok": True, "state": contract.state.value}


def _hidden(refusal: Refusal) -> Refusal:
    """Let a contract of strangers look like one that does not exist."""
    if refusal.code == "not-permitted":
        return NotFound("contract-not-found", "Diesen Vertrag gibt es nicht. / Not found.")
    return refusal
