"""Puts the gateway together: ``gateway.app:create_app()`` is what gunicorn serves."""

import threading
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from flask import Blueprint, Flask, Response, g, request
from pymongo.database import Database
from werkzeug.middleware.proxy_fix import ProxyFix

from gateway import database as databases
from gateway.api.admission import Admission
from gateway.api.dispatch import Dispatch
from gateway.api.idempotency import Idempotency, MongoRecords
from gateway.api.requests import OwnCall
from gateway.api.route import SMALL
from gateway.api.routes import CACHED, OWN, ROUTES
from gateway.api.use_cases import UseCases
from gateway.api.whole_lists import WholeLists
from gateway.callers.access_tokens import AccessTokens
from gateway.callers.calls import CallerCalls
from gateway.callers.cookies import session_cookie
from gateway.callers.principal_events import PrincipalEvents
from gateway.callers.principals import Principals
from gateway.callers.sessions import Session, Sessions
from gateway.callers.visits import NotesVisits, Visits
from gateway.calls.client import RpcClient
from gateway.catalogue.cache import CatalogueCache
from gateway.catalogue.changes import CatalogueChanges
from gateway.config import THREADS, GatewaySettings
from gateway.front import Front
from gateway.hooks import HookPages
from gateway.monitoring import tracing
from gateway.monitoring.health import Ping, Readiness
from gateway.own.account import OwnAccount, OwnFiles
from gateway.own.conditions import ServiceConditions
from gateway.own.parked import ParkedMessages
from gateway.own.personal_data import PersonalDataExport
from gateway.problems.problems import problem_of, response_of
from gateway.rate_limits.counter import Limiter, MongoCounters
from gateway.rate_limits.rules import Limits
from gateway.sign_in.oauth import OAuthPages
from gateway.sign_in.pages import ACS, LOGIN, SignInPages
from gateway.sign_in.passkeys import PasskeyCalls, Passkeys
from gateway.sign_in.proofs import SignInProofs
from gateway.sign_in.store import SignIns
from gateway.tables.exports import ListExports
from gateway.tables.gap_imports import GapListImports
from gateway.tables.imports import ProfileImports
from gateway.web import words
from gateway.web.account.asked_first import AskedFirst
from gateway.web.account.groups import about_people
from gateway.web.acting import ActingPages
from gateway.web.assistant import AssistantPages
from gateway.web.body.groups import for_bodies
from gateway.web.body.signing import FOR_BODY, FOR_OPERATOR, SigningPages
from gateway.web.bulk_groups import about_many
from gateway.web.chains.groups import about_chains
from gateway.web.chains.importing import ImportPages
from gateway.web.docs.pages import DocsPages
from gateway.web.editor.groups import for_editors
from gateway.web.feed import FeedPages
from gateway.web.frame.body_names import BodyNames
from gateway.web.frame.frame import Frame, SignInFirst
from gateway.web.frame.furnish import furnish
from gateway.web.frame.holding import hold
from gateway.web.frame.kept_forms import KeepsForms, KeptForms
from gateway.web.frame.vendor_names import VendorNames
from gateway.web.help import HelpPages
from gateway.web.levy.groups import about_the_levy
from gateway.web.news import NewsPages
from gateway.web.operations import OperationPages
from gateway.web.operator.gap_lists import GapListPages
from gateway.web.operator.groups import for_operator
from gateway.web.pages import Pages
from gateway.web.partners import PartnerPages
from gateway.web.passkey import PasskeyPages
from gateway.web.public.groups import for_everyone
from gateway.web.static_files import StaticFiles
from gateway.web.tables import TablePages
from gateway.web.vendor.connect import for_vendors
from gateway.web.vendor.setups import SetupPages
from services.common import clock, config, principal
from services.common.errors import Unavailable
from services.common.logs import Log
from services.common.principal import Principal
from services.common.storage import index_watch

log = Log(__name__)


@dataclass(frozen=True)
class Parts:
    """What the application is made of; tests put others in."""

    settings: GatewaySettings
    rpc: RpcClient
    sessions: Sessions
    sign_ins: SignIns
    passkeys: Passkeys
    own_files: OwnFiles
    tokens: AccessTokens
    idempotency: Idempotency
    principals: Principals
    limits: Limits
    cache: CatalogueCache
    readiness: Readiness
    kept_forms: KeepsForms
    visits: NotesVisits


class GroupOfPages(Protocol):
    """Pages that belong together."""

    def blueprint(self) -> Blueprint:
        """Return their routes."""


def create_app() -> Front:
    """Read the settings, connect in the background, give the WSGI function."""
    settings = config.read(GatewaySettings)
    tracing.begin(settings.log_level, settings)
    clock.use(clock.read_calendar(settings.calendar))
    database = databases.open_database(settings.mongo_uri, settings.mongo_database)
    records, counters = MongoRecords(database), MongoCounters(database)
    parts = _parts(settings, database, records, Limiter(counters))
    parts.rpc.start()
    CatalogueChanges(settings.amqp_uri, parts.cache, parts.rpc).start()
    PrincipalEvents(settings.amqp_uri, parts.principals, partial(end_account, parts)).start()
    own = KeptForms(database), Visits(database)
    stores = (parts.sessions, parts.sign_ins, parts.passkeys, records, counters, *own)
    watch = partial(index_watch.watch, lambda: stores, lambda: False)
    threading.Thread(target=watch, daemon=True, name="indexes").start()
    return build(parts)


def _parts(
    settings: GatewaySettings,
    database: Database[databases.Doc],
    records: MongoRecords,
    limiter: Limiter,
) -> Parts:
    """Make the parts of a real process; a broken pinned certificate ends it here."""
    log.info("identity_provider_pinned", certificates=len(settings.identity_provider.certificates))
    key, timeout_s = settings.principal_private_key, settings.rpc_timeout_s

    def sign(caller: Principal, service: str) -> str:
        return principal.sign(caller, service, key)

    rpc = RpcClient(settings.amqp_uri, sign, threads=THREADS, timeout_s=timeout_s)
    sessions = Sessions(database)
    pings: dict[str, Ping] = {
        "broker": lambda: rpc.up,
        "database": partial(databases.answers, database),
    }
    return Parts(
        settings=settings,
        rpc=rpc,
        sessions=sessions,
        sign_ins=SignIns(database),
        passkeys=Passkeys(database),
        own_files=OwnFiles(database, sessions),
        tokens=AccessTokens(settings.token_keys, settings.address),
        idempotency=Idempotency(records),
        principals=Principals(rpc),
        limits=Limits(limiter, settings.limits_factor),
        cache=CatalogueCache(),
        readiness=Readiness(pings),
        kept_forms=KeptForms(database),
        visits=Visits(database),
    )


def build(parts: Parts) -> Front:
    """Return the WSGI function made of these parts; nothing is connected by it."""
    app = flask_app(parts)
    # The edge, and only it, is in front of us: it says who asks, as far as it believes others.
    app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=0)  # type: ignore[method-assign]
    return Front(
        app,
        cached=CACHED,
        cache=parts.cache,
        readiness=parts.readiness,
        secure=parts.settings.secure,
        cross_origin=parts.settings.cross_origin,
    )


def flask_app(parts: Parts) -> Flask:
    """Return the Flask application with all routes."""
    app = Flask("gateway", template_folder="web/templates", static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = SMALL
    app.config["ADDRESS"] = parts.settings.address
    words.teach(app)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    settings = parts.settings
    cookie = session_cookie(settings.secure).full_name
    tables = ListExports.of(parts.cache)
    calls = CallerCalls(parts.rpc, parts.principals)
    admission = Admission(parts.sessions, parts.tokens, cookie, parts.limits, calls)
    dispatch = Dispatch(
        admission=admission,
        calls=calls,
        idempotency=parts.idempotency,
        address=settings.address,
        lists=WholeLists(admission, tables),
        sign_in_proof=SignInProofs(parts.sign_ins, settings).of,
        own=_own_calls(parts, tables),
    )
    for route in (*ROUTES, *OWN):
        rule = route.full_path.replace("{", "<").replace("}", ">")
        app.add_url_rule(rule, route.name, dispatch.view(route), methods=[route.method])
    names = BodyNames(parts.rpc), VendorNames(parts.rpc)
    frame = Frame(UseCases(dispatch, parts.cache), parts.kept_forms, *names, parts.settings.secure)
    app.after_request(hold)
    furnish(app, frame, settings.operator)
    pages = Pages(settings.idp_origin)
    lists: tuple[GroupOfPages, ...] = (
        GapListPages(frame, tables),
        ImportPages(frame, tables),
        *about_the_levy(frame, tables),
        *for_editors(frame, ProfileImports(parts.rpc, tables.children)),
    )
    for group in (pages, *lists, *_groups(parts, frame, dispatch, cookie)):
        app.register_blueprint(group.blueprint())
    app.register_error_handler(SignInFirst, frame.sign_in_first)
    app.register_error_handler(Exception, partial(_refuse, pages))
    app.before_request(partial(_count_page, parts, cookie))
    app.before_request(AskedFirst(frame).lead)
    app.after_request(pages.dress)
    return app


def _groups(parts: Parts, frame: Frame, dispatch: Dispatch, cookie: str) -> Iterable[GroupOfPages]:
    """Return all groups of pages; each registers its own routes."""
    settings = parts.settings
    return (
        StaticFiles(),
        ActingPages(frame, parts.sessions),
        *about_people(frame),
        *about_many(frame),
        *about_chains(frame),
        OperationPages(parts.rpc, settings.address, cookie),
        DocsPages(settings.address, cookie),
        SignInPages(settings, parts.sessions, parts.sign_ins, parts.principals, parts.passkeys),
        HookPages(parts.rpc),
        OAuthPages(parts.rpc, parts.tokens, parts.limits),
        PasskeyPages(parts.sessions, cookie),
        AssistantPages(parts.rpc),
        HelpPages(parts.rpc),
        FeedPages(),
        NewsPages(parts.rpc),
        PartnerPages(parts.rpc),
        *for_everyone(frame, dispatch, settings.operator),
        *for_bodies(frame),
        TablePages(dispatch),
        *for_operator(frame, parts.visits),
        SigningPages(frame, FOR_BODY),
        SigningPages(frame, FOR_OPERATOR),
        SetupPages(frame),
        *for_vendors(frame),
    )


def _own_calls(parts: Parts, tables: ListExports) -> dict[str, OwnCall]:
    """Name what answers each of the gateway's own routes."""
    account = OwnAccount(parts.sessions, parts.settings.secure)
    passkeys = PasskeyCalls(parts.passkeys, parts.sessions, parts.settings.address)
    return {
        "sessions": account.listed,
        "sessions_of": account.listed_of,
        "revoke_sessions": account.revoke,
        "act_as": account.act_as,
        "export": PersonalDataExport(parts.rpc, parts.own_files.of).answer,
        "conditions": ServiceConditions(parts.rpc).listed,
        **ParkedMessages(parts.rpc).by_name(),
        "passkeys": passkeys.listed,
        "begin_passkey": passkeys.begin,
        "add_passkey": passkeys.add,
        "remove_passkey": passkeys.remove,
        "challenge": passkeys.challenge,
        "assert_passkey": passkeys.show,
        "import_gaps": GapListImports(parts.rpc, tables.children).answer,
        "import_profiles": ProfileImports(parts.rpc, tables.children).answer,
    }


def end_account(parts: Parts, account: str, state: str) -> None:
    """End the sessions of an account that has ended or is opened by another certificate now.

    An erased one leaves no passkey either, and not when it was here.
    """
    ended = parts.sessions.close_all(account)
    log.info("sessions_ended", account=account, count=ended, state=state)
    if state == "erased":
        parts.passkeys.remove_all(account)
        parts.visits.forget(account)


def _refuse(pages: Pages, error: Exception) -> Response:
    """Answer any exception: problem+json for programs, a page for people."""
    problem = problem_of(error)
    if request.path.startswith(("/api/", "/oauth/", "/hooks/")) and not request.path.startswith(
        "/api/docs"
    ):
        return response_of(problem)
    return pages.refusal(problem)


def _count_page(parts: Parts, cookie: str) -> None:
    """Count what is asked outside of the API as it is counted there: by who asks."""
    limits = parts.limits
    if request.path in (LOGIN, ACS):
        limits.sign_in(request.environ, request.remote_addr)
    elif not request.path.startswith(("/api/", "/oauth/", "/static/")):
        g.session = _session(parts.sessions, cookie)
        if g.session:
            limits.caller(request.environ, g.session)
        else:
            limits.guest(request.environ, request.remote_addr)


def _session(sessions: Sessions, cookie: str) -> Session | None:
    """Return who is signed in; while the database is away pages are for guests."""
    try:
        return sessions.find(request.cookies.get(cookie))
    except Unavailable:
        return None
