"""What is answered about what orders knows of a body: basket, systems, contacts, declarations."""

from typing import Any, Literal, NotRequired, TypedDict

from services.common.answers import (
    BodyKey,
    Both,
    Count,
    Day,
    Listed,
    MailAddress,
    Moment,
    Open,
    Page,
)
from services.orders.answers.parts import NamedContact, ProfileTitle
from services.orders.domain.declarations import DeclarationKind
from services.orders.domain.gap_rows import GapOutcome
from services.orders.domain.overview import Standing
from services.orders.domain.states import OrderState


class OverviewTurn(TypedDict):
    """Whose turn an order is, without a word about the reader."""

    role: str
    due_on: Day
    reason_code: str | None
    label: str
    task: str


class OverviewOrder(TypedDict):
    """The order of a service as the overview shows it."""

    id: str
    number: str
    body: BodyKey
    body_name: str
    state: OrderState
    state_label: str
    waiting_for: OverviewTurn | None


class DeclaredInstead(TypedDict):
    """What a body has declared instead of ordering."""

    kind: DeclarationKind
    review_on: Day
    review_by: str
    review_label: str
    overdue: bool


class OverviewItem(TypedDict):
    """How a body stands to a service."""

    profile: str
    title: Both
    state: Standing
    label: str
    order: OverviewOrder | None
    declaration: DeclaredInstead | None
    uncontracted_on: Day | None
    orderable: bool
    why_not: str | None


class OverviewCounts(TypedDict):
    """How many services stand how."""

    ordered: Count
    in_contract: Count
    in_setup: Count
    live: Count
    uncontracted: Count
    own_solution: Count
    no_need: Count
    unused: Count


class Overview(TypedDict):
    """How a body stands to every service, a page of it."""

    items: list[OverviewItem]
    next: str | None
    total: Count
    counts: OverviewCounts


class Declaration(TypedDict):
    """A body's declaration about a service; `kind` is null where there is none."""

    body: BodyKey
    profile: str
    version: Count
    kind: DeclarationKind | None
    review_on: Day | None
    declared_at: Moment | None


class DueReview(TypedDict):
    """A declaration to be looked at again."""

    body: BodyKey
    body_name: str | None
    profile: str
    title: Both
    version: Count
    kind: DeclarationKind | None
    review_on: Day | None
    declared_at: Moment | None


class DueReviews(TypedDict):
    """A page of declarations to be looked at again; counted where the list is whole."""

    items: list[DueReview]
    next: str | None
    total: NotRequired[Count]


class BodySystems(TypedDict):
    """What a body works with; version 0 where it has said nothing."""

    body: BodyKey
    version: Count
    specialist_systems: list[str]
    it_provider: str | None
    functional_contact: NamedContact | None
    technical_contact: NamedContact | None
    changed_at: Moment | None


class BasketEntry(TypedDict):
    """A service in a basket, with what holds of it today."""

    profile: str
    title: Both
    profile_version: Count | None
    kind: str | None
    financing: Open | None
    sphere: str | None
    vg_contracts: str | None
    contract_partner: Open | None
    interface_cost: Literal["none", "yes", "no", "unknown"]
    added_at: Moment
    added_by: str | None
    added_by_name: str
    orderable: bool
    reason_code: str | None
    reason: str
    opens_on: NotRequired[Day | None]
    successor: NotRequired[ProfileTitle | None]
    order: NotRequired[str]
    number: NotRequired[str]


class Basket(TypedDict):
    """The basket of a body."""

    body: BodyKey
    version: Count
    entries: list[BasketEntry]


class ContactInUse(TypedDict):
    """Somebody whom open orders or the usual contacts name."""

    id: str
    name: str
    department: str
    email: MailAddress
    phone: str
    orders: Count
    usual: bool


class BodyNamed(TypedDict):
    """A body by key and name."""

    key: str
    name: str


class KnownNumber(TypedDict):
    """A number by which the BayernPortal knows a body."""

    number: str
    order: str | None
    confirmed_at: Moment
    reason: str | None
    others: list[BodyNamed]


class ForgottenNumber(TypedDict):
    """A number that was learnt by mistake."""

    number: str
    forgotten_at: Moment
    reason: str


class PortalNumbers(TypedDict):
    """The numbers by which the BayernPortal knows a body."""

    body: BodyKey
    version: Count
    numbers: list[KnownNumber]
    forgotten: list[ForgottenNumber]


class GapOutcomeRow(TypedDict):
    """What comes of a row of the list."""

    body: str
    profile: str
    outcome: GapOutcome
    label: str


class GapsAdded(TypedDict):
    """What comes of a list of uncontracted use."""

    dry_run: bool
    counts: dict[str, Count]
    items: list[GapOutcomeRow]


class UncontractedUse(TypedDict):
    """What a body uses without a contract."""

    body: BodyKey
    version: Count
    profiles: list[str]
    listed_on: Day | None


ANSWERS: dict[str, Any] = {
    "ordered_profiles": Listed[ProfileTitle],
    "overview": Overview,
    "get_declaration": Declaration,
    "due_reviews": DueReviews,
    "get_systems": BodySystems,
    "set_systems": BodySystems,
    "get_basket": Basket,
    "set_basket": Basket,
    "put_into_basket": Basket,
    "take_from_basket": Basket,
    "contacts": Page[ContactInUse],
    "get_portal_numbers": PortalNumbers,
    "correct_portal_numbers": PortalNumbers,
    "declare": Declaration,
    "take_back_declaration": Declaration,
    "hand_over_contact": ContactInUse,
    "get_uncontracted": UncontractedUse,
    "set_uncontracted": UncontractedUse,
    "add_uncontracted": GapsAdded,
}
