"""Routes the gateway answers itself: one's sessions and passkeys, parked messages, conditions."""

from typing import Any

from gateway.api.route import OURS, Route


def _own(method: str, path: str, call: str, summary: str, **more: Any) -> Route:
    payload = "schema" in more
    return Route(method, path, OURS, call, summary, payload=payload, browser=True, **more)


SESSIONS = (
    _own("GET", "me/sessions", "sessions", "One's open sessions"),
    _own("POST", "me/sessions/revoke-all", "revoke_sessions", "End one's sessions",
         schema="gateway.SessionsRevoked"),
    _own("POST", "me/acting", "act_as", "Say who uses a team account",
         schema="gateway.Acting"),
    _own("GET", "accounts/{account_id}/sessions", "sessions_of",
         "Somebody's open sessions, for who decides about accounts"),
    _own("GET", "me/export", "export", "One's own data as a ZIP of JSON files",
         media_type="application/zip"),
)  # fmt: skip

PASSKEYS = (
    _own("GET", "me/passkeys", "passkeys", "One's passkeys"),
    _own("POST", "me/passkeys/begin", "begin_passkey", "Options for making a passkey"),
    _own("POST", "me/passkeys", "add_passkey", "Add a passkey that was made",
         schema="gateway.PasskeyAdded", status=201),
    _own("DELETE", "me/passkeys/{passkey_id}", "remove_passkey", "Remove a passkey"),
    _own("POST", "me/passkeys/challenge", "challenge", "Options for showing a passkey",
         second_factor=True),
    _own("POST", "me/passkeys/assert", "assert_passkey", "Show a passkey after signing in",
         schema="gateway.PasskeyShown", second_factor=True),
)  # fmt: skip

PARKED = (
    _own("GET", "conditions", "conditions",
         "What waits and runs in the background of each service: what is wrong, since when and"
         " what to do"),
    _own("GET", "parked", "parked",
         "Messages no service could handle, those parked longest first; `new` counts those since a"
         " moment, `away` names the services that did not answer", query=True,
         filters=("state", "since", "limit", "cursor")),
    _own("GET", "parked/{parked_id}", "show_parked", "One such message, without what is in it"),
    _own("POST", "parked/{parked_id}/replay", "replay_parked", "Have a message tried again now"),
    _own("POST", "parked/{parked_id}/discard", "discard_parked", "Let go of a message for good",
         schema="gateway.ParkedDiscarded"),
)  # fmt: skip
"""Every service keeps its own, so that the gateway asks all of them."""

OWN: tuple[Route, ...] = (*SESSIONS, *PASSKEYS, *PARKED)


def _object(required: tuple[str, ...] = (), **properties: dict[str, Any]) -> dict[str, Any]:
    listed = {"required": list(required)} if required else {}
    return {
        "type": "object", "additionalProperties": False, "properties": properties, **listed,
    }  # fmt: skip


def _text(longest: int) -> dict[str, Any]:
    return {"type": "string", "minLength": 1, "maxLength": longest}


SCHEMAS: dict[str, dict[str, Any]] = {
    "gateway.SessionsRevoked": _object(keep_this={"type": "boolean"}),
    "gateway.Acting": _object(("member",), member=_text(100)),
    "gateway.ParkedDiscarded": _object(("reason",), reason=_text(500)),
    "gateway.PasskeyAdded": _object(
        ("name", "credential"), name=_text(60), credential={"type": "object"}
    ),
    "gateway.PasskeyShown": _object(("credential",), credential={"type": "object"}),
}
"""The bodies of these routes; requests are checked against them."""
