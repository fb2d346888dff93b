"""What is answered about editorial."""

from typing import Any, TypedDict

from services.catalog.answers.parts import Answer, Choice, Group, ReleaseState, SentBack
from services.catalog.domain.choices import Status
from services.catalog.domain.links import LinkState
from services.common.answers import Both, Count, Day, Moment, Page


class HelpTextItem(TypedDict):
    """A question of the help, as editors list it."""

    id: str
    group: str
    question: Both
    updated_on: Day
    is_changed: bool
    is_overtaken: bool
    changed_by: str | None
    changed_at: Moment | None
    version: Count


class HelpTexts(TypedDict):
    """All questions of the help, and who has changed which."""

    items: list[HelpTextItem]
    next: str | None
    total: Count
    groups: list[Group]


class Shipped(TypedDict):
    """What a question and its answer said when shipped."""

    question: Both
    answer: Answer


class HelpText(TypedDict):
    """A question and its answer as editors change them."""

    id: str
    group: str
    question: Both
    updated_on: Day
    is_changed: bool
    is_overtaken: bool
    changed_by: str | None
    changed_at: Moment | None
    version: Count
    answer: Answer
    shipped: Shipped


class EditorialWords(TypedDict):
    """Codes of a profile in words."""

    status: str
    kind: str


class EditorialItem(TypedDict):
    """A profile as editors list it."""

    id: str
    status: Status
    profile_version: Count
    changed: bool
    submitted: bool
    authors: list[str]
    sent_back: SentBack | None
    due_on: Day | None
    version: Count
    title: Both
    changed_at: Moment
    words: EditorialWords
    missing: list[str]
    dead_links: list[str]


class EditorialProfiles(TypedDict):
    """A page of all profiles for editors."""

    items: list[EditorialItem]
    next: str | None
    total: Count
    total_is_least: bool


class ChoicesOfFacts(TypedDict):
    """What each coded fact is chosen from."""

    kind: list[Choice]
    status: list[Choice]
    financing: list[Choice]
    body_kind: list[Choice]
    capacity: list[Choice]
    sphere: list[Choice]
    vg_contracts: list[Choice]
    maturity_model: list[Choice]
    trust_level: list[Choice]
    release: list[ReleaseState]
    who: list[Choice]
    ministry: list[Choice]
    topic: list[Choice]
    life_situation: list[Choice]
    contact_role: list[Choice]


class Choices(TypedDict):
    """What the coded facts of a service are chosen from."""

    facets: ChoicesOfFacts


class MissedSearch(TypedDict):
    """Words people looked for and found nothing by."""

    q: str
    count: Count
    last_at: Moment


class WatchedLink(TypedDict):
    """A link that is looked at regularly."""

    id: str
    version: Count
    url: str
    host: str
    profiles: list[str]
    due_at: Moment
    state: LinkState
    state_label: str
    since: Moment | None
    checked_at: Moment | None
    answered_at: Moment | None
    failures: Count
    failing_since: Moment | None
    reason: str | None
    reason_code: str | None
    status: Count | None
    facts: dict[str, str | None]


class LinkQueue(TypedDict):
    """A page of links that do not work."""

    items: list[WatchedLink]
    next: str | None
    total: Count
    titles: dict[str, Both]


class Column(TypedDict):
    """A column of a sheet."""

    key: str
    title: str
    width: Count
    is_text: bool


class Sheet(TypedDict):
    """A sheet of the workbook."""

    key: str
    title: str
    columns: list[Column]


class Layout(TypedDict):
    """How the workbook is laid out."""

    sheets: list[Sheet]


class EditorialTable(TypedDict):
    """Lines of the table of all profiles."""

    lines: str
    next: str | None
    revision: str
    layout: Layout


class NamedProfile(TypedDict):
    """A profile that a kept trial holds, by what the file calls it."""

    profile: str
    title: Both


Import = TypedDict(
    "Import",
    {
        "import": str,
        "state": str,
        "by": str,
        "begun_at": Moment,
        "records": Count,
        "counts": dict[str, Count] | None,
        "kept_until": Moment | None,
        "stored": Count,
        "in_review": Count,
        "published": Count,
        "left": Count,
        "cancelled_by": str | None,
        "cancelled_at": Moment | None,
        "conflicts": list[str],
        "conflict_count": Count,
        "titles": dict[str, Both],
        "named": dict[str, list[NamedProfile]] | None,
        "notice": str | None,
    },
)
Import.__doc__ = "How far an import has come."


class Imports(TypedDict):
    """The newest imports, and one's own trials that are kept."""

    items: list[Import]
    next: None
    total: Count
    kept: list[Import]


ANSWERS: dict[str, Any] = {
    "list_help_texts": HelpTexts,
    "get_help_text": HelpText,
    "change_help": HelpText,
    "reset_help": HelpText,
    "list_editorial": EditorialProfiles,
    "list_choices": Choices,
    "list_missed_searches": Page[MissedSearch],
    "link_queue": LinkQueue,
    "export_editorial": EditorialTable,
    "list_imports": Imports,
    "get_import": Import,
    "cancel_import": Import,
    "publish_import": Import,
}
