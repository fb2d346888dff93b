"""A gateway without sockets: fakes for what it calls, and a client that speaks WSGI."""

import contextvars
import threading
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from flask import Flask
from joserfc.jwk import ECKey
from werkzeug.test import Client

from gateway.api.idempotency import Idempotency, KeptAnswer, Record
from gateway.app import Parts, build
from gateway.callers.access_tokens import AccessTokens
from gateway.callers.principals import Principals
from gateway.callers.sessions import Session, csrf_token_of
from gateway.callers.token_keys import token_keys_of
from gateway.calls.single_flight import SingleFlight
from gateway.catalogue.cache import CatalogueCache
from gateway.config import GatewaySettings
from gateway.monitoring.health import Readiness
from gateway.rate_limits.counter import Limiter
from gateway.rate_limits.rules import Limits
from gateway.web import words
from gateway.web.frame.furnish import furnish
from gateway.web.frame.kept_forms import author_of
from gateway.web.static_files import StaticFiles
from services.common import context
from services.common.context import Call
from services.common.principal import Principal

SECRET = "secret-of-the-session"
CSRF = csrf_token_of(SECRET)
SIGNED_IN = {"Cookie": f"session={SECRET}"}
CHANGING = {**SIGNED_IN, "X-CSRF-Token": CSRF}


TOKEN_KEY = ECKey.generate_key("P-256").as_pem(private=True).decode()
ADDRESS = "http://market.example"
TOKENS = AccessTokens(token_keys_of(TOKEN_KEY, ""), ADDRESS)


def settings(**changes: Any) -> GatewaySettings:
    facts: dict[str, Any] = {
        "amqp_uri": "amqp://nowhere",
        "mongo_uri": "mongodb://nowhere",
        "mongo_database": "gateway",
        "principal_private_key": "",
        "token_private_key": TOKEN_KEY,
        "public_url": ADDRESS,
        "sp_entity_id": "sp",
        "sp_private_key": "",
        "sp_certificate": "",
        "sp_decryption_keys": "",
        "sp_encryption_certificate": "",
        "idp_entity_id": "idp",
        "idp_sso_url": "https://idp.example/sso",
        "idp_certificates": "",
        "http_port": 0,
        "inner_port": 0,
    }
    return GatewaySettings(**{**facts, **changes})


class CallsTogether:
    """Answers several calls as ``call`` answers each of them."""

    call: Callable[..., Any]

    def call_together(
        self, service: str, asked: Sequence[tuple[str, dict[str, Any]]], principal: Principal
    ) -> list[Any]:
        return [self._outcome(service, *one, principal) for one in asked]

    def _outcome(
        self, service: str, method: str, arguments: dict[str, Any], principal: Principal
    ) -> Any:
        try:
            return self.call(service, method, arguments=arguments, principal=principal)
        except Exception as error:
            return error


class FakeCalls(CallsTogether):
    """Answers calls from a table of ``service.method``; an exception there is raised."""

    def __init__(self, **answers: Any) -> None:
        self.answers: dict[str, Any] = {
            "notify.count_unread": {"count": 0, "most": 100, "is_reached": True},
            "catalog.help": {"items": []},
            "catalog.get_vendor": {"id": "demo", "name": "Demo IT-Dienst"},
            "identity.find_bodies": {"items": []},
            "notify.get_mail_address": {"state": "reached"},
            "identity.principal": {
                "subject": "a1",
                "name": "Anna Amt",
                "grants": {"self": ["me:read"], "09187162": ["orders:place"]},
                "claims": {"roles": [{"role": "officer", "scope": "09187162"}]},
            },
        }
        self.made: list[tuple[str, dict[str, Any], Principal, str | None]] = []
        self.up = True
        self.left: set[str] = set()

    def call(
        self,
        service: str,
        method: str,
        *,
        arguments: dict[str, Any],
        principal: Principal,
        request_id: str | None = None,
    ) -> Any:
        called = f"{service}.{method}"
        self.made.append((called, arguments, principal, request_id))
        answer = self.answers[called]
        if isinstance(answer, list):
            answer = answer.pop(0) if len(answer) > 1 else answer[0]
        if isinstance(answer, Exception):
            raise answer
        return answer() if isinstance(answer, Callable) else answer

    def takers(self, queue: str) -> int:
        return 0 if queue in self.left else 1

    def count(self, called: str) -> int:
        return len([made for made in self.made if made[0] == called])


class FakeSessions:
    """Knows one session, and remembers what was asked of it."""

    def __init__(self) -> None:
        fresh = {"list_hash": None, "at": "2026-11-22T09:00:00+00:00", "assertion_id": "_1"}
        self.session: Session | None = Session("k1", "a1", CSRF, fresh)
        self.listed: list[dict[str, Any]] = []
        self.closed: list[tuple[str, str | None]] = []
        self.closed_keys: list[str] = []

    def is_now(self, **changes: Any) -> None:
        assert self.session
        self.session = replace(self.session, **changes)

    def find(self, secret: str | None) -> Session | None:
        return self.session if secret == SECRET else None

    def find_lately(self, secret: str | None) -> Session | None:
        return self.find(secret)

    def open_ones(self, account: str) -> list[dict[str, Any]]:
        return self.listed

    def close_all(self, account: str, *, but: str | None = None) -> int:
        self.closed.append((account, but))
        return 2

    def close(self, key: str) -> None:
        self.closed_keys.append(key)

    def choose_body(self, key: str, body: str) -> None:
        self.is_now(body=body)

    def act_as(self, key: str, member: str) -> None:
        self.is_now(acting=member)


class FakeKeptForms:
    """Keeps forms in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, tuple[str, str, dict[str, Any]]] = {}

    def keep(self, path: str, author: str, values: dict[str, Any]) -> str:
        self.kept["kept"] = (path, author, values)
        return "kept"

    def take(self, secret: str, path: str, author: str) -> dict[str, Any] | None:
        kept = self.kept.get(secret)
        return kept[2] if kept and kept[:2] == (path, author) else None

    find = take


class FakeVisits:
    """Says when everybody was here before: never, unless told otherwise."""

    def __init__(self) -> None:
        self.before: datetime | Exception | None = None

    def note(self, account: str) -> datetime | None:
        if isinstance(self.before, Exception):
            raise self.before
        return self.before

    def forget(self, account: str) -> None:
        self.before = None


class FakeSignIns:
    """Keeps what proves sign-ins, by their assertion."""

    def __init__(self, **proofs: dict[str, Any]) -> None:
        self.proofs = proofs

    def proof_of(self, assertion_id: str) -> dict[str, Any] | None:
        return self.proofs.get(assertion_id)


class FakeOwnFiles:
    """Gives one file."""

    def of(self, account: str, current: str) -> dict[str, Any]:
        return {"gateway/sessions.json": [{"this": current == "k1"}]}


class FakeCounters:
    """Counts in memory; it may be away."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.away = False

    def add(self, key: str, number: int, until: datetime) -> int | None:
        if self.away:
            return None
        self.counts[key] += number
        return self.counts[key]


class FakeRecords:
    """The idempotency store in memory, each step atomic."""

    def __init__(self) -> None:
        self.held: dict[str, Record] = {}
        self._lock = threading.Lock()

    def insert(self, id: str, fingerprint: str, now: datetime) -> bool:
        with self._lock:
            if id in self.held:
                return False
            self.held[id] = Record(fingerprint, now, None)
            return True

    def get(self, id: str) -> Record | None:
        return self.held.get(id)

    def take_over(self, id: str, now: datetime) -> bool:
        with self._lock:
            record = self.held.get(id)
            if record is None or not record.may_begin_anew(now):
                return False
            self.held[id] = Record(record.fingerprint, now, None)
            return True

    def finish(self, id: str, answer: KeptAnswer, rights: str) -> None:
        record = self.held[id]
        self.held[id] = Record(record.fingerprint, record.started_at, answer, rights=rights)

    def release(self, id: str) -> None:
        if self.held[id].answer is None:
            self.held[id] = replace(self.held[id], free=True)


class _Landing(threading.Event):
    """Counts who waits for it."""

    def __init__(self) -> None:
        super().__init__()
        self.awaited = threading.Semaphore(0)

    def wait(self, timeout: float | None = None) -> bool:
        self.awaited.release()
        return super().wait(timeout)


def let_follow(flights: SingleFlight[Any], key: Hashable, *followers: threading.Thread) -> None:
    """Start followers of the flight under way, each until it waits for it to land."""
    landing = flights._open[key].landed = _Landing()
    for follower in followers:
        follower.start()
        assert landing.awaited.acquire(timeout=5)


class Gateway:
    """The whole WSGI function on fakes, with its client."""

    def __init__(self, **parts: Any) -> None:
        self.calls, self.records, self.cache = FakeCalls(), FakeRecords(), CatalogueCache()
        self.sessions = FakeSessions()
        fakes: dict[str, Any] = {
            "settings": settings(),
            "rpc": self.calls,
            "sessions": self.sessions,
            "sign_ins": FakeSignIns(),
            "passkeys": None,
            "own_files": FakeOwnFiles(),
            "tokens": TOKENS,
            "idempotency": Idempotency(self.records),
            "principals": Principals(self.calls),
            "limits": Limits(Limiter(FakeCounters())),
            "cache": self.cache,
            "readiness": Readiness({"broker": lambda: self.calls.up}),
            "kept_forms": FakeKeptForms(),
            "visits": FakeVisits(),
        }
        self.parts = Parts(**{**fakes, **parts})
        self.client = Client(build(self.parts), use_cookies=False)

    def answers(self, called: str, answer: Any) -> None:
        self.calls.answers[called] = answer

    def claims(self, **claims: Any) -> None:
        """Change what identity says of the caller."""
        known = self.calls.answers["identity.principal"]
        self.answers("identity.principal", {**known, "claims": {**known["claims"], **claims}})


def app_of(*groups: Any) -> Flask:
    """Return an application of these pages only."""
    app = Flask("gateway", template_folder="web/templates", static_folder=None)
    words.teach(app)
    furnish(app)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    for group in (StaticFiles(), *groups):
        app.register_blueprint(group.blueprint())
    return app


def page_of(app: Flask, path: str, language: str = "de", **options: Any) -> Any:
    """Return a page as a reader of this language gets it."""

    def read() -> Any:
        context.enter(Call(language=language))
        return app.test_client().get(path, **options)

    return contextvars.copy_context().run(read)


def back_with(gateway: Gateway, path: str, values: dict[str, Any], at: str = "") -> Any:
    """Return the page somebody comes back to after a sign-in, with what was kept of their form."""
    secret = gateway.parts.kept_forms.keep(path, author_of("a1"), values)
    cookie = f"{SIGNED_IN['Cookie']}; kept-form={secret}"
    return gateway.client.get(at or path, headers={"Cookie": cookie})
