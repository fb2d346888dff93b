"""Signing: a fresh sign-in for a displayed list, each contract with its own record."""

from collections.abc import Callable
from copy import deepcopy
from datetime import UTC, date, datetime, timedelta
from typing import Any

from services.common import clock, context
from services.common.digests import list_digest
from services.common.errors import Conflict, Forbidden, NotFound, Refusal, Unavailable
from services.common.principal import Principal
from services.contracts.domain.chains import Chain
from services.contracts.domain.contracts import Contract, Signature
from services.contracts.repositories.chains import Chains
from services.contracts.repositories.contracts import Contracts
from services.contracts.repositories.documents import ContractDocuments
from services.contracts.words import WORDS

FRESH_FOR = timedelta(minutes=10)
SKEW = timedelta(minutes=1)
MANDATE = "mandate"
Doc = dict[str, Any]
Act = Callable[[Contract, str], None]


def check_fresh(caller: Principal, items: list[Doc]) -> Doc:
    """Return the facts of the sign-in that carried this very list, or raise Forbidden."""
    fresh = caller.claims.get("fresh") or {}
    digest = list_digest((item["id"], item["document_hash"]) for item in items)
    if fresh.get("list_hash") != digest or _is_stale(str(fresh.get("at", ""))):
        raise Forbidden("fresh-sign-in-needed")
    return {**fresh, "list_hash": digest}


def is_fresh(caller: Principal, items: list[Doc]) -> bool:
    """Tell whether the caller's sign-in carried this very list, not long ago."""
    try:
        check_fresh(caller, items)
    except Forbidden:
        return False
    return True


def _is_stale(text: str) -> bool:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return True
    if at.tzinfo is None:
        return True
    return not -SKEW <= datetime.now(UTC) - at <= FRESH_FOR


class Signing:
    """Applies one person's signature to a list; each item succeeds or fails alone.

    ``sign_in`` is the hash by which the archive has the sign-in that covers the list.
    """

    def __init__(
        self,
        contracts: Contracts,
        documents: ContractDocuments,
        chains: Chains,
        caller: Principal,
        items: list[Doc],
        *,
        sign_in: str | None = None,
    ) -> None:
        self._contracts, self._documents, self._chains = contracts, documents, chains
        self._caller, self._items, self._sign_in = caller, items, sign_in
        self._fresh: Doc = {}

    def for_body(self) -> list[Doc]:
        """Sign as a signatory of each contract's body."""
        self._fresh = check_fresh(self._caller, self._items)
        return [self._result(item, self._sign) for item in self._items]

    def for_operator(self) -> list[Doc]:
        """Countersign as a named person of the operator."""
        self._fresh = check_fresh(self._caller, self._items)
        return [self._result(item, self._countersign) for item in self._items]

    def check_for_body(self) -> list[Doc]:
        """Return what would become of each if it were signed now; nothing is changed."""
        return [self._tried(item, self._sign) for item in self._items]

    def check_for_operator(self) -> list[Doc]:
        """Return what would become of each if it were countersigned now; nothing is changed."""
        return [self._tried(item, self._countersign) for item in self._items]

    def _sign(self, contract: Contract, document_hash: str) -> None:
        self._caller.require("contracts:read", contract.body, contract.profile)
        contract.sign(self._signature(document_hash, self._ground(contract)))
        self._check_shown(document_hash)
        self._check_borne(contract)

    def _countersign(self, contract: Contract, document_hash: str) -> None:
        contract.countersign(self._signature(document_hash, {}))
        self._check_shown(document_hash)
        self._check_borne(contract)

    def _check_shown(self, document_hash: str) -> None:
        """Raise Conflict where the document cannot be read back: nobody signs what is not there."""
        if not self._documents.holds(document_hash):
            raise Conflict("document-missing")

    def _check_borne(self, contract: Contract) -> None:
        """Raise Conflict where the agreements above do not bear it any more, or not so long."""
        today = clock.local_date(clock.now())
        chain = self._chains.find(contract.profile) or Chain(id=contract.profile)
        if not chain.bears(contract.valid_until, max(today, contract.starts_on or today)):
            raise Conflict("chain-bears-not")

    def _ground(self, contract: Contract) -> Doc:
        """Return on what the caller may sign now: an own authority, else a printed mandate."""
        today = clock.local_date(clock.now())
        ground = self._authority(contract, today) or self._mandate(contract, today)
        if ground is not None:
            context.act(
                "contracts:sign",
                contract.body,
                about=contract.profile,
                mandate_id=ground.get("mandate"),
            )
            return ground
        if self._caller.delegated("contracts:sign", contract.body, contract.profile):
            raise _not_printed()
        raise Forbidden("no-signing-authority", body=contract.body, advice="ask-signatory")

    def _authority(self, contract: Contract, today: date) -> Doc | None:
        if not self._caller.holds("contracts:sign", contract.body):
            return None
        for authority in self._caller.claims.get("authorities", []):
            if contract.body in authority["places"] and _holds_on(authority, today.isoformat()):
                return {
                    "authority": authority["id"],
                    "basis": authority["basis"],
                    "title": authority["title"],
                }
        return None

    def _mandate(self, contract: Contract, today: date) -> Doc | None:
        """Return the mandate to sign that was lent to the caller and stands in the document."""
        lent = self._caller.delegated("contracts:sign", contract.body, contract.profile)
        printed = contract.printed_mandates(today)
        usable = [delegation.id for delegation in lent if delegation.id in printed]
        return {"mandate": usable[0], "basis": MANDATE} if usable else None

    def _signature(self, document_hash: str, ground: Doc) -> Signature:
        return Signature(
            account=self._caller.subject,
            name=self._caller.name,
            at=clock.now(),
            document_hash=document_hash,
            list_hash=str(self._fresh.get("list_hash")),
            assertion_id=str(self._fresh.get("assertion_id")),
            signed_in_at=str(self._fresh.get("at")),
            assurance=str(self._caller.claims.get("assurance", "")),
            authority=ground.get("authority"),
            basis=ground.get("basis"),
            title=ground.get("title"),
            mandate=ground.get("mandate"),
            sign_in=self._sign_in,
        )

    def _result(self, item: Doc, act: Act) -> Doc:
        id, digest = item["id"], item["document_hash"]
        return _told(id, lambda: self._contracts.change(id, lambda c: act(c, digest)))

    def _tried(self, item: Doc, act: Act) -> Doc:
        """Act on a copy of a contract that is not written."""

        def tried() -> Contract:
            contract: Contract = self._contracts.get(item["id"])
            act(deepcopy(contract), item["document_hash"])
            return contract

        return _told(item["id"], tried)


def _told(id: str, act: Callable[[], Contract]) -> Doc:
    try:
        contract = act()
    except Unavailable:
        raise
    except Refusal as refusal:
        refusal = _hidden(refusal)
        return {"id": id, "ok": False, "code": refusal.code, "detail": refusal.said(WORDS)}
    return {"id": id, "ok": True, "state": contract.state.value}


def _holds_on(authority: Doc, day: str) -> bool:
    """Tell whether it is in force on this day (ISO), whenever the principal was made."""
    until = authority["valid_until"]
    return bool(authority["valid_from"] <= day and (until is None or day <= until))


def _not_printed() -> Forbidden:
    return Forbidden("mandate-not-printed")


def _hidden(refusal: Refusal) -> Refusal:
    """Let a contract of strangers look like one that does not exist."""
    if refusal.code == "not-permitted":
        return NotFound("contract-not-found")
    return refusal
