"""What is answered about directory."""

from typing import Any, NotRequired, TypedDict

from services.catalog.domain.choices import Status
from services.catalog.domain.directory import ExtraCost, VendorKind
from services.common.answers import Both, Count, MailAddress, Page, WebAddress


class Vendor(TypedDict):
    """A vendor; the e-mail address is told to editors and where one is looked at."""

    id: str
    version: NotRequired[Count]
    name: str
    demo: bool
    kind: VendorKind
    website: WebAddress | None
    email: NotRequired[MailAddress]


class System(TypedDict):
    """A specialist system."""

    id: str
    version: Count
    name: str
    demo: bool
    manufacturer: str | None
    versions: list[str]
    description: Both | None


class InterfaceRow(TypedDict):
    """A service joined to a version of a specialist system."""

    profile: str
    title: Both
    status: Status
    system: str
    system_name: str
    manufacturer: str | None
    version: str
    standard: str
    extra_cost: ExtraCost
    stated_by: str
    demo: bool


class Interfaces(TypedDict):
    """A page of the matrix of interfaces."""

    items: list[InterfaceRow]
    next: str | None
    total: Count
    revision: str


class VisitCount(TypedDict):
    """How often people went on to a contract partner in a month."""

    id: str
    count: Count
    month: str
    profile: str
    title: Both


ANSWERS: dict[str, Any] = {
    "list_vendors": Page[Vendor],
    "get_vendor": Vendor,
    "list_systems": Page[System],
    "get_system": System,
    "interfaces": Interfaces,
    "list_visits": Page[VisitCount],
    "add_vendor": Vendor,
    "change_vendor": Vendor,
    "add_system": System,
    "change_system": System,
}
