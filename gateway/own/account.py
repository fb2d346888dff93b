"""What the gateway itself answers about one's account: sessions, who acts, what it keeps."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from flask import Response
from pymongo.database import Database

from gateway.api import render
from gateway.api.requests import OwnRequest
from gateway.callers.cookies import session_cookie
from gateway.callers.sessions import OTHER, Sessions
from gateway.callers.visits import COLLECTION
from gateway.database import Doc, bounded
from services.common.errors import Wrong, invalid_fields
from services.common.logs import Log
from services.common.principal import EVERYWHERE

log = Log(__name__)


@dataclass(frozen=True)
class OwnAccount:
    """Answers about sessions; ``secure`` says whether we are on HTTPS."""

    sessions: Sessions
    secure: bool

    def listed(self, own_request: OwnRequest) -> dict[str, Any]:
        """Return one's open sessions, this one marked; nothing in it opens one."""
        sessions = self.sessions.open_ones(own_request.session.account)
        items = [shown(doc, current=own_request.session.key) for doc in sessions]
        return {"items": items, "next": None, "total": len(items)}

    def listed_of(self, own_request: OwnRequest) -> dict[str, Any]:
        """Return somebody's open sessions, for who decides about accounts."""
        own_request.principal.require("accounts:manage", EVERYWHERE)
        sessions = self.sessions.open_ones(str(own_request.arguments["account_id"]))
        items = [shown(doc, current=own_request.session.key) for doc in sessions]
        return {"items": items, "next": None, "total": len(items)}

    def revoke(self, own_request: OwnRequest) -> Response:
        """End one's sessions, this one too unless it is to be kept."""
        session = own_request.session
        kept = session.key if own_request.arguments["payload"].get("keep_this") else None
        ended = self.sessions.close_all(session.account, but=kept)
        log.info("sessions_ended", account=session.account, count=ended)
        response = Response(render.to_json({"ended": ended}), content_type="application/json")
        if kept is None:
            session_cookie(self.secure).delete(response)
        return response

    def act_as(self, own_request: OwnRequest) -> dict[str, Any]:
        """Note which member of a team account uses this session."""
        member_id = own_request.arguments["payload"]["member"]
        team = own_request.principal.claims.get("team") or []
        member = next((m for m in team if m["id"] == member_id), None)
        if member is None:
            raise invalid_fields([("/member", Wrong("no-such-member"))])
        self.sessions.act_as(own_request.session.key, member_id)
        return {"acting": {"id": member["id"], "name": member["name"]}}


@dataclass(frozen=True)
class OwnFiles:
    """The files of a person's export that come from the gateway's own database."""

    database: Database[Doc]
    sessions: Sessions

    def of(self, account: str, current: str) -> dict[str, Any]:
        """Return sessions, passkeys, the looks at the home and the sign-ins kept as evidence.

        No secret is among them.
        """
        mine = {"account": account}
        with bounded():
            kept = list(self.database["assertions"].find(mine, {"list_hash": 1, "at": 1}))
            visit = self.database[COLLECTION].find_one({"_id": account})
            passkeys = list(self.database["passkeys"].find(mine, {"name": 1, "created_at": 1}))
        opened = [shown(doc, current=current) for doc in self.sessions.open_ones(account)]
        return {
            "gateway/sessions.json": opened,
            "gateway/sign_ins.json": [_evidence(doc) for doc in kept],
            "gateway/visits.json": [_visit(visit)] if visit else [],
            "gateway/passkeys.json": [
                {"name": doc["name"], "created_at": text_of(doc["created_at"])} for doc in passkeys
            ],
        }


def shown(session: Doc, *, current: str) -> dict[str, Any]:
    """Return a session as its person may see it."""
    return {
        "begun_at": text_of(session.get("begun_at")),
        "seen_at": text_of(session["seen_at"]),
        "ends_at": text_of(session["ends_at"]),
        "browser": session.get("browser", OTHER),
        "this": session["_id"] == current,
    }


def text_of(moment: datetime | None) -> str | None:
    """Return a time as the API writes it."""
    return moment.astimezone(UTC).isoformat(timespec="seconds") if moment else None


def _visit(doc: Doc) -> dict[str, Any]:
    """Return the last look at the home, and when the visit before it ended."""
    return {"home_seen_at": text_of(doc["seen_at"]), "seen_before_at": text_of(doc.get("before"))}


def _evidence(doc: Doc) -> dict[str, Any]:
    at = doc.get("at")
    when = text_of(at) if isinstance(at, datetime) else at
    return {"id": doc["_id"], "at": when, "list_hash": doc["list_hash"]}
