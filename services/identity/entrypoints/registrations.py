"""What identity answers about registrations."""

import secrets
from typing import Any

from services.common import clock, context
from services.common.entrypoints import Part, rpc
from services.common.errors import Conflict, Forbidden, NotFound, Refusal, Wrong, invalid_fields
from services.common.principal import EVERYWHERE
from services.common.storage.aggregates import to_plain
from services.common.validation.input import parse
from services.common.validation.since import SinceQuery
from services.common.watchdog import shown
from services.identity.domain import certified_bodies, registering, terms
from services.identity.domain.accounts import Account
from services.identity.domain.deadlines import closed_after
from services.identity.domain.registrations import Registration
from services.identity.domain.sides import RegistrationSide, cut
from services.identity.repositories import turns
from services.identity.repositories.accounts import (
    MOST_COUNTED,
    OPEN_STATES,
    Accounts,
    cursor_of,
)
from services.identity.repositories.bodies import Bodies
from services.identity.repositories.organisations import Organisations
from services.identity.schemas import registrations as schemas
from services.identity.schemas import shared as shared_schemas
from services.identity.watching import findings
from services.identity.words.labels import (
    FLAWS,
    HINTS,
    NAME_CHECKS,
    OWNERS,
    REGISTRATION_STATES,
    ROLES,
)
from services.identity.words.registrations import REGISTRATIONS

Payload = dict[str, Any]


class RegistrationCalls:
    """The calls about registrations."""

    accounts = Part(Accounts.of)
    bodies = Part(Bodies.of)
    organisations = Part(Organisations)
    findings = Part(findings)

    @rpc(needs="registrations:write", payload=schemas.RegistrationDraft)
    def create_registration(self, payload: Payload) -> Payload:
        """Keep the draft of a registration."""
        payload["body_name"] = registrable(self.bodies, payload["body"])
        account = self.accounts.change(
            context.principal().subject, lambda a: registering.begin(a, payload, clock.now())
        )
        return _shown(account.registrations[-1], account)

    @rpc(needs="registrations:write", payload=schemas.RegistrationDraft, partial=True)
    def change_registration(self, registration_id: str, payload: Payload, version: int) -> Payload:
        """Change the draft the caller has seen in this version."""
        if "body" in payload:
            payload["body_name"] = registrable(self.bodies, payload["body"])

        def edit(account: Account) -> None:
            if account.version != version:
                raise Conflict("changed-meanwhile", "registration-changed")
            registering.change(account, registration_id, payload, clock.now())

        account = self.accounts.change(own(registration_id), edit)
        return _shown(account.registration(registration_id), account)

    @rpc(needs="me:read")
    def get_registration(self, registration_id: str) -> Payload:
        """Return a registration to its person or, with hints, to a reviewer."""
        owner = owner_of(registration_id)
        caller = context.principal()
        if owner != caller.subject and not caller.may("registrations:read", "*"):
            raise NotFound("registration-not-found")
        account = self.accounts.get(owner)
        registration = account.registration(registration_id)
        if owner == caller.subject:
            return _shown(registration, account)
        view = _review(registration, account)
        self._name_hints([view])
        return view

    @rpc(needs="registrations:read", query=schemas.RegistrationQuery)
    def list_registrations(self, query: Payload) -> Payload:
        """Return the reviewers' queue, longest waiting first; ``total`` counts people.

        Of those who wait no more there may be more than are counted: ``total_is_least``.
        """
        in_queue = query.get("state") in OPEN_STATES
        accounts, total = (self.accounts.queue if in_queue else self.accounts.with_registrations)(
            query
        )
        page = accounts[: query["limit"]]
        items = [
            _review(registration, account)
            for account in page
            for registration in account.registrations
            if _fits(registration, query)
        ]
        self._name_hints(items)
        more = len(accounts) > len(page)
        cursor = (cursor_of(page[-1]) if in_queue else page[-1].id) if more else None
        is_least = not in_queue and total > MOST_COUNTED
        total = MOST_COUNTED if is_least else total
        return {"items": items, "next": cursor, "total": total, "total_is_least": is_least}

    def _name_hints(self, items: list[Payload]) -> None:
        """Put the names of the accounts the hints point to beside them, all by one query."""
        hints = [hint for item in items for hint in item["hints"]]
        names = self.accounts.names(hint["account"] for hint in hints) if hints else {}
        for hint in hints:
            hint["name"] = names.get(hint["account"])
            hint["label"] = HINTS[hint["kind"]]

    @rpc(needs="registrations:read")
    def orphaned_registrations(self) -> Payload:
        """Return the registrations that would wait for ever, as the watchdog saw them last."""
        context.principal().require("registrations:read", "*")
        return shown(self.findings.newest(), FLAWS, REGISTRATION_STATES)

    @rpc(needs="registrations:read", query=SinceQuery)
    def registration_turns(self, query: Payload) -> Payload:
        """Return for whom registrations and signing authorities wait, and how many too long.

        ``new`` says how many registrations were handed in since a moment and still wait.
        """
        context.principal().require("registrations:read", EVERYWHERE)
        today = clock.local_date(clock.now())
        items = _turns("registration", turns.of_registrations(self.accounts, today))
        if context.principal().may("authorities:decide", EVERYWHERE):
            items += _turns("authority", turns.of_authorities(self.accounts, today))
        return {"items": items, "new": turns.submitted_since(self.accounts, query["since"])}

    @rpc(needs="registrations:write")
    def submit_registration(self, registration_id: str) -> Payload:
        """Hand the registration to the reviewers; it takes a place of the organisation."""
        account: Account = self.accounts.get(own(registration_id))
        registration = account.registration(registration_id)
        now, token = clock.now(), secrets.token_urlsafe(24)
        registration.check_complete()
        terms.check_accepted(registration.terms_version, clock.local_date(now))
        hints = self.accounts.hints(account.id, registration)
        self.organisations.take_seat(account.organisation, account.id)
        try:
            account = self.accounts.change(
                account.id, lambda a: registering.submit(a, registration_id, token, now, hints)
            )
        except Refusal:
            settle_seat(self.organisations, self.accounts, account.id)
            raise
        return _shown(account.registration(registration_id), account)

    @rpc(public=True, payload=shared_schemas.Token)
    def confirm_email(self, registration_id: str, payload: Payload) -> Payload:
        """Note that the mailed link was followed; the token is the proof."""
        token = payload["token"]
        self.accounts.change(
            owner_of(registration_id),
            lambda a: registering.confirm_email(a, registration_id, token, clock.now()),
        )
        return {"id": registration_id, "email_confirmed": True}

    @rpc(needs="registrations:decide", payload=(schemas.Decision, schemas.ReasonedDecision))
    def decide_registration(self, registration_id: str, verdict: str, payload: Payload) -> Payload:
        """Approve, reject or ask back what the reviewer has seen."""
        if verdict not in ("approve", "reject", "ask-back"):
            raise NotFound("method-unknown", "verdict-unknown", verdict=verdict[:20])
        facts = parse(
            schemas.Decision if verdict == "approve" else schemas.ReasonedDecision, payload
        )
        by, now = context.principal().subject, clock.now()
        if by == owner_of(registration_id):
            raise Forbidden("own-registration")

        def decide(account: Account) -> None:
            if facts.get("version") not in (None, account.version):
                raise Conflict("changed-meanwhile", "registration-changed")
            registering.decide(
                account,
                registration_id,
                verdict,
                by=by,
                reason=facts.get("reason"),
                accept_name=facts.get("accept_name", False),
                now=now,
            )

        account = self.accounts.change(owner_of(registration_id), decide)
        settle_seat(self.organisations, self.accounts, account.id)
        return _review(account.registration(registration_id), account)


def _turns(noun: str, found: list[Payload]) -> list[Payload]:
    return [
        {**one, "noun": noun, "since": to_plain(one["since"]), "label": OWNERS[noun, one["role"]]}
        for one in found
    ]


def settle_seat(organisations: Organisations, accounts: Accounts, id: str) -> None:
    """Give the organisation's place back where the account no longer counts.

    A submission in between has taken the same place, so it is looked at again afterwards.
    """
    account = accounts.get(id)
    if not account.counts:
        organisations.give_back(account.organisation, id)
        if accounts.get(id).counts:
            organisations.take_seat(account.organisation, id)


def registrable(bodies: Bodies, key: str) -> str:
    """Return the name of a body people can register for, or raise Invalid."""
    body = bodies.find(key)
    if body is None:
        raise invalid_fields([("/body", Wrong("body-unknown"))])
    if not body.may_register:
        raise invalid_fields([("/body", Wrong("body-uninhabited", body_name=body.name))])
    if body.ended_on is not None:
        raise invalid_fields([("/body", Wrong("body-has-successor", body_name=body.name))])
    return str(body.name)


def owner_of(registration_id: str) -> str:
    """Return the account a registration or authority belongs to."""
    return registration_id.rpartition(".")[0]


def own(registration_id: str) -> str:
    """Return the caller's account, or NotFound where the registration is somebody else's."""
    owner = owner_of(registration_id)
    if owner != context.principal().subject:
        raise NotFound("registration-not-found")
    return owner


def _review(registration: Registration, account: Account) -> Payload:
    return shown_to(RegistrationSide.REVIEWER, registration, account)


def _shown(registration: Registration, account: Account) -> Payload:
    return shown_to(RegistrationSide.APPLICANT, registration, account)


def shown_to(side: RegistrationSide, registration: Registration, account: Account) -> Payload:
    """Return what a side sees; a reviewer compares the declared with what the sign-in says."""
    facts = {
        **registration.public(),
        **_in_words(side, registration),
        "account": account.id,
        "version": account.version,
        "organisation": account.organisation,
        "organisation_name": account.organisation_name,
        "organisation_fits": certified_bodies.fits(
            account.organisation_name, registration.body_name
        ),
        "asserted_name": account.proof.asserted or None,
        "hints": to_plain(registration.hints),
    }
    return cut(facts, side)


def own_view(registration: Registration) -> Payload:
    """Return a registration as its person sees it among the facts of the own account."""
    return {**registration.public(), **_in_words(RegistrationSide.APPLICANT, registration)}


def _in_words(side: RegistrationSide, registration: Registration) -> Payload:
    """Return the words for the codes of a registration, and what this side can do now."""
    waiting = registration.waiting_for()
    if waiting:
        waiting = {
            **waiting,
            "label": ROLES[waiting["role"]],
            "reason": registration.turn(side.value),
            "actions": registration.actions_of(side.value),
        }
    code = registration.reason_code
    reason = REGISTRATIONS[code].filled(days=closed_after().days) if code else registration.reason
    return {
        "waiting_for": waiting,
        "reason": reason,
        "state_label": REGISTRATION_STATES[registration.state],
        "role_label": ROLES[registration.role],
        "name_check_label": NAME_CHECKS[registration.name_check],
    }


def _fits(registration: Registration, query: Payload) -> bool:
    state, body = query.get("state"), query.get("body")
    return state in (None, registration.state.value) and body in (None, registration.body)
