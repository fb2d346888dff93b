"""What is answered about contracts."""

from typing import Any, Literal, NotRequired, TypedDict

from services.common.answers import BodyKey, Both, Count, Day, Digest, Listed, Moment
from services.contracts.domain.ends import Succession
from services.contracts.domain.sides import ContractSide
from services.contracts.domain.states import ContractState


class BodyAtSignature(TypedDict):
    """The body as it was named when it signed."""

    key: str
    name: str


class ContractTurn(TypedDict):
    """Whose turn a contract is."""

    role: str
    due_on: Day | None
    reason: str
    reason_code: str
    label: str
    task: str
    yours: bool
    actions: list[str]


class GivenBy(TypedDict):
    """Who gave notice."""

    account: str
    name: str


class Notice(TypedDict):
    """Notice that was given."""

    side: ContractSide
    given_at: Moment
    ends_on: Day
    reason: str | None
    title: str | None
    given_by: GivenBy


class GeneralTerms(TypedDict):
    """The general terms a contract names."""

    version: str
    sha256: Digest


class PrintingState(TypedDict):
    """How far the making of the document is."""

    step: str
    attempt: Count


class CopyFacts(TypedDict):
    """A copy that was signed elsewhere."""

    document_hash: Digest
    signer: str
    issuer: str
    title: str
    basis: str
    signed_at: str
    handed_in_by: str
    handed_in_at: Moment
    rejected: str | None


class SignedBy(TypedDict):
    """Who signed, and by what right."""

    account: str
    name: str
    title: str | None
    basis: str | None
    mandate: str | None


class ContractItem(TypedDict):
    """A contract as lists show it."""

    valid_until: Day | None
    body: BodyKey
    state: ContractState
    body_at_signature: BodyAtSignature | None
    usage: Literal["new", "already_productive"]
    revision: Count
    waiting_for: ContractTurn | None
    change: str | None
    starts_on: Day | None
    succession: Succession | None
    template_version: str | None
    body_name: str
    ended_at: Moment | None
    last_day: Day | None
    notice: Notice | None
    reason: str | None
    created_at: Moment
    replaces: str | None
    id: str
    general_terms: GeneralTerms | None
    profile: str
    document: PrintingState
    offered_at: Moment | None
    signed_copy: CopyFacts | None
    signed_at: Moment | None
    document_hash: Digest | None
    countersigned_by: SignedBy | None
    profile_title: Both
    replaced_by: str | None
    concluded_at: Moment | None
    failure_code: str | None
    version: Count
    retained_until: Day | None
    number: str
    released_at: Moment | None
    order: str
    signed_by: SignedBy | None
    final_hash: Digest | None
    state_label: str
    sealed_at: Moment | None
    failure: str | None
    actions: list[str]
    failure_detail: NotRequired[str | None]
    released_by: NotRequired[str]
    seal_failure: NotRequired[str | None]
    seal_failure_code: NotRequired[str | None]


class Contracts(TypedDict):
    """A page of contracts."""

    items: list[ContractItem]
    next: str | None
    total: Count
    total_is_least: bool


class ChainStep(TypedDict):
    """An agreement a contract was issued on."""

    level: Count
    number: str
    from_party: str
    to_party: str
    valid_from: Day
    valid_until: Day | None


class Contract(TypedDict):
    """A contract as its parties see it; what only the operator sees is left out for others."""

    id: str
    number: str
    order: str
    body: BodyKey
    body_name: str
    profile: str
    profile_title: Both
    usage: Literal["new", "already_productive"]
    created_at: Moment
    state: ContractState
    chain: list[ChainStep]
    valid_until: Day | None
    offered_at: Moment | None
    signed_copy: CopyFacts | None
    sealed_at: Moment | None
    released_at: Moment | None
    ended_at: Moment | None
    reason: str | None
    revision: Count
    replaced_by: str | None
    replaces: str | None
    succession: Succession | None
    change: str | None
    starts_on: Day | None
    document_hash: Digest | None
    template_version: str | None
    failure: str | None
    signed_at: Moment | None
    signed_by: SignedBy | None
    body_at_signature: BodyAtSignature | None
    concluded_at: Moment | None
    countersigned_by: SignedBy | None
    final_hash: Digest | None
    failure_code: str | None
    notice: Notice | None
    last_day: Day | None
    waiting_for: ContractTurn | None
    general_terms: GeneralTerms | None
    document: PrintingState
    version: Count
    state_label: str
    retained_until: Day | None
    actions: list[str]
    notice_ends: NotRequired[list[Day]]
    released_by: NotRequired[str]
    failure_detail: NotRequired[str | None]
    seal_failure: NotRequired[str | None]
    seal_failure_code: NotRequired[str | None]


class SignatureResult(TypedDict):
    """What became of a contract of the list, or would."""

    id: str
    ok: bool
    state: NotRequired[ContractState]
    code: NotRequired[str]
    detail: NotRequired[str]


class IssuedOn(TypedDict):
    """The agreements a contract was issued on."""

    contract: str
    items: list[ChainStep]
    next: None
    total: Count


class AlteredPlace(TypedDict):
    """Where a file differs."""

    code: str
    name: str | None
    label: str


class Verified(TypedDict):
    """Whether a file is genuine, altered or unknown, without personal data."""

    verdict: Literal["genuine", "altered", "unknown"]
    explained: str
    kind: Literal["offered", "final", "evidence"] | None
    kind_label: str | None
    contract_number: str | None
    state: ContractState | None
    state_label: str | None
    signed_at: Moment | None
    concluded_at: Moment | None
    sealed_at: Moment | None
    ended_at: Moment | None
    where: list[AlteredPlace]


class ContractNamed(TypedDict):
    """What a contract is called."""

    id: str
    number: str
    profile_title: Both
    body_name: str


ANSWERS: dict[str, Any] = {
    "names": Listed[ContractNamed],
    "list": Contracts,
    "get": Contract,
    "withdraw": Contract,
    "give_notice": Contract,
    "renew": Contract,
    "amend": Contract,
    "sign": Listed[SignatureResult],
    "countersign": Listed[SignatureResult],
    "check_signatures": Listed[SignatureResult],
    "check_countersignatures": Listed[SignatureResult],
    "seal": Contract,
    "hand_in_copy": Contract,
    "accept_copy": Contract,
    "reject_copy": Contract,
    "chain": IssuedOn,
    "verify": Verified,
}
