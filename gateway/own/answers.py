"""What the gateway itself answers, and what it refuses, as the API describes it."""

from typing import Any, NotRequired, TypedDict

from services.common.answers import Count, Listed, Moment, Open, Page


class SessionShown(TypedDict):
    """An open session; nothing in it opens one."""

    begun_at: Moment | None
    seen_at: Moment | None
    ends_at: Moment | None
    browser: str
    this: bool


class SessionsEnded(TypedDict):
    """How many sessions were ended."""

    ended: Count


class ActingMember(TypedDict):
    """A person of the team."""

    id: str
    name: str


class ActingNoted(TypedDict):
    """Who uses the team account by this session."""

    acting: ActingMember


class PasskeyKept(TypedDict):
    """A passkey, without its key."""

    id: str
    name: str
    created_at: Moment | None


class PasskeyRemoved(TypedDict):
    """That a passkey is removed."""

    id: str
    removed: bool


class PasskeyOptions(TypedDict):
    """Options for the browser's `navigator.credentials` (WebAuthn, JSON form)."""

    challenge: str
    timeout: NotRequired[Count | None]
    rp: NotRequired[Open]
    user: NotRequired[Open]
    pubKeyCredParams: NotRequired[list[Open]]
    excludeCredentials: NotRequired[list[Open]]
    authenticatorSelection: NotRequired[Open | None]
    hints: NotRequired[list[str] | None]
    attestation: NotRequired[str]
    rpId: NotRequired[str]
    allowCredentials: NotRequired[list[Open]]
    userVerification: NotRequired[str]
    extensions: NotRequired[Open | None]


class PasskeyAccepted(TypedDict):
    """That the session is open now."""

    signed_in: bool


class ParkedMessage(TypedDict):
    """A message no service could handle, without what is in it."""

    id: str
    service: str
    state: str
    state_label: str
    failures: Count
    parked_at: Moment | None
    due_at: Moment | None
    ended_at: Moment | None
    source: str | None
    message: str | None
    handler: str | None
    subject: str | None
    correlation_id: str | None
    reason: str
    error: str
    place: str | None
    can_replay: bool
    discard_reason: str | None
    advice: str
    cursor: NotRequired[str]


class ParkedPage(TypedDict):
    """A page of the messages of all services."""

    items: list[ParkedMessage]
    next: str | None
    total: Count
    new: Count
    away: list[str]


class Condition(TypedDict):
    """What waits or runs in the background of a service; of a lock ``since`` is its end."""

    kind: str
    kind_label: str
    name: str | None
    count: Count
    since: Moment | None
    is_wrong: bool
    advice: str | None
    command: str | None


class ServiceConditions(TypedDict):
    """All of one service; none where it did not answer."""

    service: str
    answers: bool
    is_wrong: bool
    conditions: list[Condition]


class GapImportRow(TypedDict):
    """What comes of a row of the file."""

    row: Count | None
    outcome: str
    label: str
    body: NotRequired[str]
    profile: NotRequired[str]
    column: NotRequired[str | None]


class GapsImported(TypedDict):
    """What comes of a file of uncontracted use."""

    dry_run: bool
    counts: dict[str, Count]
    items: list[GapImportRow]


ANSWERS: dict[str, Any] = {
    "sessions": Page[SessionShown],
    "sessions_of": Page[SessionShown],
    "revoke_sessions": SessionsEnded,
    "act_as": ActingNoted,
    "passkeys": Page[PasskeyKept],
    "add_passkey": PasskeyKept,
    "remove_passkey": PasskeyRemoved,
    "begin_passkey": PasskeyOptions,
    "challenge": PasskeyOptions,
    "assert_passkey": PasskeyAccepted,
    "conditions": Listed[ServiceConditions],
    "parked": ParkedPage,
    "show_parked": ParkedMessage,
    "replay_parked": ParkedMessage,
    "discard_parked": ParkedMessage,
    "import_gaps": GapsImported,
}
REFUSALS: dict[str, dict[int, tuple[str, ...]]] = {
    "add_passkey": {403: ("passkey-refused",), 409: ("passkey-known", "passkeys-full")},
    "assert_passkey": {403: ("passkey-refused",)},
    "remove_passkey": {404: ("passkey-not-found",)},
    "show_parked": {404: ("parked-not-found",)},
    "replay_parked": {404: ("parked-not-found",), 409: ("parked-no-handler",)},
    "discard_parked": {404: ("parked-not-found",), 409: ("parked-ended",)},
    "import_profiles": {422: ("import-invalid", "workbook-broken", "workbook-unsupported")},
    "import_gaps": {422: ("workbook-broken", "workbook-unsupported")},
}
NEEDS = {
    "sessions_of": ("accounts:manage",),
    "conditions": ("parked:manage",),
    "parked": ("parked:manage",),
    "show_parked": ("parked:manage",),
    "replay_parked": ("parked:manage",),
    "discard_parked": ("parked:manage",),
    "import_profiles": ("profiles:edit",),
    "import_gaps": ("orders:support",),
}
"""The permissions behind what the gateway asks several calls for."""
QUERIES = {"parked": "identity.ParkedQuery"}
"""Whose query it passes on."""
