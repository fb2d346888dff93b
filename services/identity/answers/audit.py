"""What is answered about audit."""

from typing import Any, Literal, NotRequired, TypedDict

from services.common.answers import Count, Day, Digest, Moment, Page
from services.identity.domain.audit_check import FaultReason
from services.identity.domain.audit_exports import AuditExportState
from services.identity.domain.audit_runs import AuditRunState


class TrailLine(TypedDict):
    """An entry of the audit trail."""

    event: str
    service: str
    action: str
    correlation_id: str
    hash: Digest
    said: list[str]
    at: Moment
    actor: str
    previous: Digest
    mandate: str | None
    version: Count
    object: str
    noun: str
    on_behalf_of: str | None
    n: Count
    altered: bool
    actor_name: str | None
    object_name: str | None
    on_behalf_of_name: str | None


class Trail(TypedDict):
    """A page of the audit trail."""

    items: list[TrailLine]
    next: str | None
    total: Count
    total_is_least: bool


class AuditRun(TypedDict):
    """A check of the whole trail."""

    id: str
    version: Count
    started_by: str
    started_at: Moment
    lines: Count
    kept: str | None
    state: AuditRunState
    checked_to: Count
    hash: Digest | None
    position: Count | None
    reason: FaultReason | None
    ended_at: Moment | None
    cancelled_by: str | None
    started_by_name: str | None
    cancelled_by_name: str | None
    state_label: str
    sentence: str | None


class TrailSelection(TypedDict):
    """Which lines are exported, by the filters of the search; none is all."""

    about: NotRequired[str]
    actor: NotRequired[str]
    object: NotRequired[str]
    action: NotRequired[str]
    mandate: NotRequired[str]
    on_behalf_of: NotRequired[str]
    service: NotRequired[str]
    since: NotRequired[str]
    until: NotRequired[str]


class TrailExport(TypedDict):
    """An export of the trail as a file."""

    id: str
    version: Count
    started_by: str
    started_at: Moment
    lines: Count
    selection: TrailSelection
    state: AuditExportState
    gone_to: Count
    written: Count
    pieces: Count
    size: Count
    sha256: Digest | None
    kept_until: Moment
    ended_at: Moment | None
    cancelled_by: str | None
    started_by_name: str | None
    cancelled_by_name: str | None
    state_label: str
    names: dict[str, str]


class TrailEnd(TypedDict):
    """The last entry of a stretch."""

    n: Count
    hash: Digest


class TrailCheck(TypedDict):
    """Whether a stretch of the trail is whole."""

    verdict: Literal["broken", "whole"]
    checked_from: Count
    checked_to: Count | None
    position: Count | None
    reason: FaultReason | None
    sentence: str
    head: TrailEnd | None
    next: Count | None


class TrailHead(TypedDict):
    """The trail's last entry of a day."""

    day: Day
    n: Count
    hash: Digest


ANSWERS: dict[str, Any] = {
    "list_audit": Trail,
    "audit_heads": Page[TrailHead],
    "list_audit_runs": Page[AuditRun],
    "begin_audit_run": AuditRun,
    "get_audit_run": AuditRun,
    "verify_audit": TrailCheck,
    "cancel_audit_run": AuditRun,
    "list_audit_exports": Page[TrailExport],
    "begin_audit_export": TrailExport,
    "get_audit_export": TrailExport,
    "cancel_audit_export": TrailExport,
}
