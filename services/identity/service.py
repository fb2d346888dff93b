"""Identity's entrypoints: the use cases, about ten lines each."""

import secrets
from typing import Any

from services.common import clock, context
from services.common.aggregate import to_plain
from services.common.border import listing, parse
from services.common.errors import Conflict, Forbidden, NotFound, invalid_fields
from services.common.event import Event
from services.common.wire import Part, Service, on_event, rpc
from services.identity import schemas
from services.identity.domain.accounts import Account
from services.identity.domain.principals import principal_of
from services.identity.domain.registrations import Registration
from services.identity.repository import Accounts, Bodies, account_id


class IdentityService(Service):
    """Bodies, accounts, registrations, signing authorities."""

    name = "identity"
    bodies = Part(Bodies.of)
    accounts = Part(Accounts.of)
    runtime = Part(lambda runtime: runtime)

    @rpc(public=True)
    def find_bodies(self, query: dict[str, Any]) -> dict[str, Any]:
        """Search the register by name or key."""
        wanted = parse(schemas.BodyQuery, query)
        found, total = self.bodies.search(wanted)
        return listing([_body(b) for b in found], wanted["limit"], lambda b: b["key"], total)

    @rpc(public=True)
    def get_body(self, key: str) -> dict[str, Any]:
        """Give one body by its official key."""
        return _body(self.bodies.get(key))

    @rpc(needs="sessions:open")
    def sign_in(self, payload: dict[str, Any]) -> dict[str, Any]:
        """Give the principal of the person behind a verified assertion, known or new."""
        person = parse(schemas.SignIn, payload)
        now = clock.now()
        account = Account(id=account_id(person["name_id"]), created_at=now, **person)
        known = self.accounts.add(account)
        if known.differs(person):
            known = self.accounts.change(account.id, lambda a: a.refresh(person))
        return self._principal(known)

    @rpc(needs="sessions:open")
    def principal(self, account_id: str) -> dict[str, Any]:
        """Give what the account may do now."""
        return self._principal(self.accounts.get(account_id))

    def _principal(self, account: Account) -> dict[str, Any]:
        return principal_of(account, self.bodies.find, clock.local_date(clock.now()))

    @rpc(needs="me:read")
    def me(self) -> dict[str, Any]:
        """Give the caller's own account."""
        account = self.accounts.get(context.principal().subject)
        registrations = [r.public() for r in account.registrations]
        facts = {"registrations": registrations, "authorities": to_plain(account.authorities)}
        return {**account.public(), **facts, "assurance": account.assurance}

    @rpc(needs="registrations:write")
    def create_registration(self, payload: dict[str, Any]) -> dict[str, Any]:
        """Keep the draft of a registration."""
        facts = parse(schemas.RegistrationDraft, payload)
        facts["body_name"] = self._registrable(facts["body"])
        account = self.accounts.change(
            context.principal().subject, lambda a: a.begin_registration(facts, clock.now())
        )
        return _shown(account.registrations[-1], account)

    @rpc(needs="registrations:write")
    def change_registration(
        self, registration_id: str, payload: dict[str, Any], version: int
    ) -> dict[str, Any]:
        """Change the draft the caller has seen in this version."""
        changes = parse(schemas.RegistrationDraft, payload, partial=True)
        if "body" in changes:
            changes["body_name"] = self._registrable(changes["body"])

        def edit(account: Account) -> None:
            if account.version != version:
                raise Conflict("changed-meanwhile", "Jemand hat das inzwischen geändert. / Stale.")
            account.registration(registration_id).edit(changes, clock.now())

        account = self.accounts.change(self._own(registration_id), edit)
        return _shown(account.registration(registration_id), account)

    @rpc(needs="me:read")
    def get_registration(self, registration_id: str) -> dict[str, Any]:
        """Give a registration to its person or to a reviewer."""
        owner = registration_id.rpartition(".")[0]
        caller = context.principal()
        if owner != caller.subject and not caller.may("registrations:read", "*"):
            raise NotFound("registration-not-found", "Diese Registrierung gibt es nicht.")
        account = self.accounts.get(owner)
        return _shown(account.registration(registration_id), account)

    @rpc(needs="registrations:read")
    def list_registrations(self, query: dict[str, Any]) -> dict[str, Any]:
        """Give the reviewers' queue; a page is so many people, ``total`` counts people."""
        wanted = parse(schemas.RegistrationQuery, query)
        accounts, total = self.accounts.with_registrations(wanted)
        shown = accounts[: wanted["limit"]]
        items = [
            _shown(registration, account)
            for account in shown
            for registration in account.registrations
            if _fits(registration, wanted)
        ]
        cursor = shown[-1].id if len(accounts) > len(shown) else None
        return {"items": items, "next": cursor, "total": total}

    @rpc(needs="registrations:write")
    def submit_registration(self, registration_id: str) -> dict[str, Any]:
        """Hand the registration to the reviewers."""
        token = secrets.token_urlsafe(24)
        account = self.accounts.change(
            self._own(registration_id), lambda a: a.submit(registration_id, token, clock.now())
        )
        return _shown(account.registration(registration_id), account)

    @rpc(public=True)
    def confirm_email(self, registration_id: str, payload: dict[str, Any]) -> dict[str, Any]:
        """Note that the mailed link was followed; the token is the proof."""
        token = parse(schemas.Token, payload)["token"]
        owner = registration_id.rpartition(".")[0]
        self.accounts.change(owner, lambda a: a.registration(registration_id).confirm_email(token))
        return {"id": registration_id, "email_confirmed": True}

    @rpc(needs="registrations:decide")
    def decide_registration(
        self, registration_id: str, verdict: str, payload: dict[str, Any]
    ) -> dict[str, Any]:
        """Approve, reject or ask back."""
        schema = schemas.Decision if verdict == "approve" else schemas.Reason
        reason = parse(schema, payload).get("reason")
        by, now = context.principal().subject, clock.now()
        if by == registration_id.rpartition(".")[0]:
            raise Forbidden("own-registration", "Darüber entscheidet jemand anderes.")
        account = self.accounts.change(
            registration_id.rpartition(".")[0],
            lambda a: a.decide(registration_id, verdict, by=by, reason=reason, now=now),
        )
        return _shown(account.registration(registration_id), account)

    @rpc(needs="authorities:request")
    def request_authority(self, body: str, payload: dict[str, Any]) -> dict[str, Any]:
        """Declare that the caller may sign for the body."""
        context.principal().require("authorities:request", body)
        facts = {**parse(schemas.AuthorityRequest, payload), "body": body}
        account = self.accounts.change(
            context.principal().subject, lambda a: a.request_authority(facts, clock.now())
        )
        return _authority(account, account.authorities[-1])

    @rpc(needs="authorities:read")
    def list_authorities(self, body: str) -> dict[str, Any]:
        """Give who declared or holds a signing authority for the body."""
        context.principal().require("authorities:read", body)
        shown = [
            _authority(account, authority)
            for account in self.accounts.with_authorities(body)
            for authority in account.authorities
            if authority.body == body
        ]
        return {"items": shown, "next": None, "total": len(shown)}

    @rpc(needs="authorities:decide")
    def decide_authority(self, body: str, authority_id: str, verdict: str) -> dict[str, Any]:
        """Approve or revoke a signing authority of this body."""
        by, now = context.principal().subject, clock.now()

        def decide(account: Account) -> None:
            if account.authority(authority_id).body != body:
                raise NotFound("authority-not-found", "Diese Zeichnungsbefugnis gibt es nicht.")
            account.decide_authority(authority_id, verdict, by=by, now=now)

        account = self.accounts.change(authority_id.rpartition(".")[0], decide)
        return _authority(account, account.authority(authority_id))

    @on_event("orders", "copy.wanted")
    def send_to_orders(self, event: Event) -> None:
        """Send orders its snapshot."""
        self._send(event)

    @on_event("contracts", "copy.wanted")
    def send_to_contracts(self, event: Event) -> None:
        """Send contracts its snapshot."""
        self._send(event)

    @on_event("notify", "copy.wanted")
    def send_to_notify(self, event: Event) -> None:
        """Send notify its snapshot."""
        self._send(event)

    def _send(self, event: Event) -> None:
        nouns = {"body": self.bodies.states, "account": self.accounts.states}
        self.runtime.answer_snapshot(event, nouns)

    def _registrable(self, key: str) -> str:
        body = self.bodies.find(key)
        if body is None:
            raise invalid_fields([("/body", "Diese Stelle steht nicht im Verzeichnis. / Unknown.")])
        if not body.may_register:
            raise invalid_fields(
                [
                    (
                        "/body",
                        "Ein gemeindefreies Gebiet kann sich nicht registrieren. / Uninhabited.",
                    )
                ]
            )
        return str(body.name)

    def _own(self, registration_id: str) -> str:
        owner = registration_id.rpartition(".")[0]
        if owner != context.principal().subject:
            raise NotFound("registration-not-found", "Diese Registrierung gibt es nicht.")
        return owner


def _shown(registration: Registration, account: Account) -> dict[str, Any]:
    return {**registration.public(), "account": account.id, "version": account.version}


def _fits(registration: Registration, wanted: dict[str, Any]) -> bool:
    state, body = wanted.get("state"), wanted.get("body")
    return state in (None, registration.state.value) and body in (None, registration.body)


def _authority(account: Account, authority: Any) -> dict[str, Any]:
    person = {"account": account.id, "name": account.name, "version": account.version}
    return {**to_plain(authority), **person}


def _body(body: Any) -> dict[str, Any]:
    shown = {**body.to_doc(), "key": body.id}
    for hidden in ("_id", "terms"):
        del shown[hidden]
    return shown
