"""What is answered about agreements."""

from typing import Any, NotRequired, TypedDict

from services.common.answers import BodyKey, Both, Count, Day, Digest, Moment, Page, WebAddress
from services.contracts.domain.agreement_rows import RowOutcome
from services.contracts.domain.chain_ends import Following
from services.contracts.domain.proposals import Verdict
from services.contracts.domain.states import ContractState

Period = TypedDict(
    "Period",
    {"from": Day, "until": Day | None},
)
Period.__doc__ = "A time the chain holds."


class AgreementShown(TypedDict):
    """An agreement of levels 1 to 3."""

    id: str
    level: Count
    number: str
    kind: str
    from_party: str
    to_party: str
    valid_from: Day
    document_hash: Digest | None
    valid_until: Day | None
    demo: bool
    kind_label: str
    has_document: NotRequired[bool]


class Agreement(TypedDict):
    """The agreements of a service."""

    profile: str
    periods: list[Period]
    agreements: list[AgreementShown]
    version: Count
    is_whole: bool
    missing: list[Count]
    ends_on: Day | None
    breaks_on: Day | None
    profile_title: Both


class ProposedChange(TypedDict):
    """A field a proposal would change."""

    field: str
    before: Any
    after: Any


class RoleTurn(TypedDict):
    """Whose turn it is, and by when."""

    role: str
    label: str
    due_on: Day


class Proposal(TypedDict):
    """What shall change in a chain."""

    id: str
    profile: str
    agreement: AgreementShown
    replaces: AgreementShown | None
    changes: list[ProposedChange]
    note: str
    proposed_by_name: str | None
    proposed_at: Moment
    yours: bool
    verdict: Verdict | None
    verdict_label: str | None
    decided_at: Moment | None
    reason: str | None
    waiting_for: RoleTurn | None
    actions: list[str]
    version: NotRequired[Count]
    profile_title: NotRequired[Both | None]


class ImportedRow(TypedDict):
    """What comes of a row of the list."""

    profile: str
    level: Count
    number: str
    outcome: RowOutcome
    label: str


class AgreementsImported(TypedDict):
    """What comes of a list of agreements."""

    dry_run: bool
    counts: dict[str, Count]
    items: list[ImportedRow]


class ImpactCounts(TypedDict):
    """How many it would concern."""

    contracts: Count
    orders: Count
    bodies: Count
    links: Count


class ImpactItem(TypedDict):
    """A contract it would concern."""

    contract: str
    number: str
    body: BodyKey
    body_name: str
    order: str
    state: ContractState
    state_label: str
    valid_until: Day | None
    link: WebAddress | None


class Impact(TypedDict):
    """Whom the end of an agreement would concern."""

    profile: str
    profile_title: Both
    version: Count
    agreement: AgreementShown
    ends_on: Day
    breaks_on: Day | None
    counts: ImpactCounts
    items: list[ImpactItem]
    next: str | None
    total: Count


class ChainState(TypedDict):
    """Whether the chain of a service holds."""

    is_whole: bool
    missing: list[Count]
    ends_on: Day | None
    breaks_on: Day | None


class MinistryService(TypedDict):
    """A service a ministry leads or is a party of."""

    profile: str
    profile_title: Both
    leads: bool
    is_party: bool
    chain: ChainState


class MinistryGap(TypedDict):
    """A service without a chain."""

    profile: str
    profile_title: Both


class MinistryGaps(TypedDict):
    """Services whose chain has gaps."""

    items: list[MinistryGap]
    total: Count


class MinistryServices(TypedDict):
    """A page of a ministry's services."""

    ministry: str
    items: list[MinistryService]
    next: str | None
    total: Count
    total_is_least: bool
    gaps: MinistryGaps


class MinistryEnd(TypedDict):
    """An agreement that ends, and whom it concerns."""

    profile: str
    profile_title: Both
    agreement: AgreementShown
    ends_on: Day
    following: Following
    following_label: str
    breaks_on: Day | None
    renew_by: Day | None
    is_party: bool
    counts: ImpactCounts


class MinistryEnds(TypedDict):
    """A page of agreements that end."""

    ministry: str
    items: list[MinistryEnd]
    next: str | None
    total: Count
    total_is_least: bool
    next_break: MinistryEnd


class Renewal(TypedDict):
    """An agreement to be renewed."""

    agreement: str
    level: Count
    number: str
    ends_on: Day
    due_on: Day | None
    opened_at: Moment
    declined_at: Moment | None
    declined_by: str | None
    reason: str | None
    profile: str
    waiting_for: RoleTurn
    profile_title: NotRequired[Both | None]


class AgreementChain(TypedDict):
    """The chain of a service, with what shall change."""

    profile: str
    periods: list[Period]
    agreements: list[AgreementShown]
    version: Count
    is_whole: bool
    missing: list[Count]
    ends_on: Day | None
    breaks_on: Day | None
    profile_title: Both | None
    proposals: NotRequired[list[Proposal]]
    decided: NotRequired[list[Proposal]]
    renewals: NotRequired[list[Renewal]]


class AgreementDocumentKept(TypedDict):
    """The hash that names the PDF."""

    document_hash: Digest


ANSWERS: dict[str, Any] = {
    "list_agreements": Page[Agreement],
    "add_agreement": Proposal,
    "change_agreement": Proposal,
    "accept_proposal": Proposal,
    "import_agreements": AgreementsImported,
    "impact": Impact,
    "ministry_services": MinistryServices,
    "ministry_ends": MinistryEnds,
    "get_chain": AgreementChain,
    "list_proposals": Page[Proposal],
    "list_renewals": Page[Renewal],
    "add_agreement_document": AgreementDocumentKept,
    "decline_renewal": Renewal,
    "reject_proposal": Proposal,
    "take_back_proposal": Proposal,
}
