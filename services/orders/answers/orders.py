"""What is answered about orders: the order as each side reads it."""

from typing import Any, Literal, NotRequired, TypedDict

from services.common.answers import BodyKey, Both, Count, Day, Listed, Moment, Page, WebAddress
from services.orders.answers.parts import NamedContact, ProfileTitle
from services.orders.domain.interfaces import InterfaceStage
from services.orders.domain.sides import OrderSide
from services.orders.domain.states import OrderState
from services.orders.domain.waiting import Point


class OpenPoint(TypedDict):
    """What has to be settled before the order goes on."""

    kind: Point
    since: Moment
    reason: str | None
    reason_code: str | None


class OrderTurn(TypedDict):
    """Whose turn an order really is, sub-states included."""

    role: str
    due_on: Day | None
    reason: str | None
    reason_code: str | None
    label: str
    task: str
    yours: bool
    actions: list[str]


class OwnTask(TypedDict):
    """The next task of the reader's side."""

    number: Count
    title: Both
    due_on: Day | None
    step: NotRequired[str]


class Interface(TypedDict):
    """The interface to a specialist system that a task is about."""

    system: str | None
    standard: str | None
    cost_eur: NotRequired[Count | None]
    cost_text: NotRequired[str | None]
    reason: str | None


class Stage(TypedDict):
    """A stage of an interface, from offer to ready."""

    stage: InterfaceStage
    label: str
    who: OrderSide
    reached_at: Moment | None


class Task(TypedDict):
    """A task from order to going live."""

    number: Count
    code: str
    title: Both
    who: OrderSide
    duration_workdays: Count
    done: bool
    done_at: Moment | None
    done_by: str | None
    standing: bool
    interface: Interface | None
    can_change: bool
    due_on: Day | None
    waits_for: OrderSide
    explained: str | None
    stage: NotRequired[InterfaceStage | None]
    step: NotRequired[str]
    stages_open: NotRequired[list[InterfaceStage]]
    can_step_back: NotRequired[bool]
    stages: NotRequired[list[Stage]]


class HistoryLine(TypedDict):
    """A line of an order's history; who acted is left out for the set-up party."""

    at: Moment
    actor: NotRequired[str]
    actor_name: str
    action: str
    state: OrderState
    reason: str | None
    on_behalf_of: NotRequired[str | None]
    mandate: NotRequired[str | None]
    reason_code: str | None
    label: str


class OrderContacts(TypedDict):
    """The contacts of an order."""

    functional: NamedContact
    technical: NamedContact


class ProfileChange(TypedDict):
    """What became of the service's profile since it was ordered."""

    kind: str
    version: Count
    successor: ProfileTitle | None
    reason_code: str
    reason: str


class Order(TypedDict):
    """An order as the reader's side sees it; what concerns others is left out."""

    id: str
    number: str
    body: BodyKey
    body_name: str
    places: NotRequired[list[BodyKey]]
    profile: str
    profile_title: Both
    profile_version: Count
    usage: Literal["new", "already_productive"]
    functional_contact: NamedContact
    technical_contact: NamedContact
    ordered_by: NotRequired[str]
    created_at: NotRequired[Moment]
    changed_at: Moment
    state: OrderState
    specialist_system: str | None
    setup_by: str | None
    wanted_on: Day | None
    remark: NotRequired[str | None]
    costs_acknowledged: NotRequired[bool]
    released_at: NotRequired[Moment | None]
    open_point: OpenPoint | None
    mandate: NotRequired[str | None]
    bulk_order: NotRequired[str | None]
    ticket: str | None
    contract: NotRequired[str | None]
    contract_number: str | None
    leika_keys: list[str]
    link: WebAddress | None
    proposed_link: NotRequired[WebAddress | None]
    waiting_for: OrderTurn | None
    link_checked_at: NotRequired[Moment | None]
    support_due_on: NotRequired[Day | None]
    support_since: NotRequired[Moment | None]
    version: Count
    actions: list[str]
    state_label: str
    own_task: OwnTask | None
    tasks: list[Task]
    history: list[HistoryLine]
    history_total: NotRequired[Count]
    contacts: OrderContacts
    profile_change: NotRequired[ProfileChange | None]
    claimed_by: NotRequired[str | None]
    claimed_until: NotRequired[Moment | None]
    released_by: NotRequired[str | None]


class OrderItem(TypedDict):
    """An order as lists show it."""

    profile_version: Count
    released_by: NotRequired[str | None]
    body_name: str
    released_at: NotRequired[Moment | None]
    leika_keys: list[str]
    changed_at: Moment
    ticket: str | None
    bulk_order: NotRequired[str | None]
    support_due_on: NotRequired[Day | None]
    usage: Literal["new", "already_productive"]
    places: NotRequired[list[BodyKey]]
    costs_acknowledged: NotRequired[bool]
    link_checked_at: NotRequired[Moment | None]
    functional_contact: NamedContact
    claimed_by: NotRequired[str | None]
    claimed_until: NotRequired[Moment | None]
    support_since: NotRequired[Moment | None]
    mandate: NotRequired[str | None]
    created_at: NotRequired[Moment]
    technical_contact: NamedContact
    body: BodyKey
    ordered_by: NotRequired[str]
    proposed_link: NotRequired[str | None]
    actions: list[str]
    specialist_system: str | None
    setup_by: str | None
    wanted_on: Day | None
    state_label: str
    waiting_for: OrderTurn | None
    profile: str
    version: Count
    open_point: OpenPoint | None
    contract_number: str | None
    state: OrderState
    own_task: OwnTask | None
    id: str
    link: WebAddress | None
    profile_title: Both
    contract: NotRequired[str | None]
    number: str


class Orders(TypedDict):
    """A page of orders."""

    items: list[OrderItem]
    next: str | None
    total: Count
    total_is_least: bool


class SupportRequests(TypedDict):
    """A page of orders of which support was asked for."""

    items: list[OrderItem]
    next: str | None
    total: Count
    overdue: Count


class OrderNamed(TypedDict):
    """What an order is called."""

    id: str
    number: str
    profile_title: Both
    body_name: str


ANSWERS: dict[str, Any] = {
    "place": Order,
    "get": Order,
    "claim": Order,
    "release": Order,
    "reject": Order,
    "names": Listed[OrderNamed],
    "answer": Order,
    "withdraw": Order,
    "acknowledge": Order,
    "ask_setup": Order,
    "answer_setup": Order,
    "retry": Order,
    "progress": Order,
    "done": Order,
    "failed": Order,
    "settle": Order,
    "change_task": Order,
    "report_link": Order,
    "list": Orders,
    "support_requests": SupportRequests,
    "history": Page[HistoryLine],
    "duplicates": Page[OrderItem],
    "submit": Order,
    "ask_back": Order,
    "change_version": Order,
    "request_support": Order,
    "answer_support": Order,
    "vendor_ask_back": Order,
    "request_setup": Order,
    "take_over": Order,
    "cancel": Order,
    "retry_document": Order,
    "confirm_link": Order,
    "refuse_link": Order,
    "change_contacts": Order,
}
