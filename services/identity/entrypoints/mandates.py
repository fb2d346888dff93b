"""What identity answers about mandates."""

import hashlib
from typing import Any

from services.common import clock, context
from services.common.entrypoints import Part, rpc
from services.common.errors import NotFound, Wrong, invalid_fields
from services.common.paging import listing
from services.common.principal import EVERYWHERE
from services.identity.domain.mandates import WHY_ENDED, Grantee, Mandate, MandateScope
from services.identity.repositories.accounts import Accounts
from services.identity.repositories.bodies import Bodies
from services.identity.repositories.mandates import Mandates, cursor_of
from services.identity.schemas import mandates as schemas
from services.identity.schemas import shared as shared_schemas
from services.identity.words.labels import MANDATE_SCOPES, MANDATE_STATES

Payload = dict[str, Any]


class MandateCalls:
    """The calls about mandates."""

    accounts = Part(Accounts.of)
    bodies = Part(Bodies.of)
    mandates = Part(Mandates.of)

    @rpc(needs="mandates:grant", payload=schemas.MandateGranted)
    def grant_mandate(self, payload: Payload) -> Payload:
        """Let a body or a person act for the grantor; one to sign waits for its release."""
        context.act("mandates:grant", payload["grantor"])
        once = context.current().once or ""
        grantee = self._grantee(payload.pop("grantee"))
        _check(payload, grantee)
        mandate = Mandate(
            id="m" + hashlib.sha256(once.encode()).hexdigest()[:20],
            grantor_name=str(self.bodies.get(payload["grantor"]).name),
            granted_by=context.principal().subject,
            granted_at=clock.now(),
            **payload,
            **grantee,
        )
        mandate.grant()
        return _shown(self.mandates.add(mandate))

    def _grantee(self, grantee: str) -> Payload:
        """Find the body or the active person who is to act."""
        if body := self.bodies.find(grantee):
            return {"grantee": grantee, "grantee_kind": Grantee.BODY, "grantee_name": body.name}
        account = self.accounts.find(grantee)
        if account is None or account.state.value != "active":
            raise invalid_fields([("/grantee", Wrong("grantee-unknown"))])
        return {"grantee": grantee, "grantee_kind": Grantee.ACCOUNT, "grantee_name": account.name}

    @rpc(needs="me:read", query=schemas.MandateQuery)
    def list_mandates(self, query: Payload) -> Payload:
        """Return the mandates by or to the caller and the caller's bodies, or one body's."""
        caller = context.principal()
        places = caller.scopes("mandates:read")
        if places is not None:
            places = [caller.subject, *places]
        if body := query.get("body"):
            places = [body] if places is None or body in places else []
        mandates, total = self.mandates.of_places(places, query)
        page = listing(mandates, query["limit"], cursor_of, total)
        return {**page, "items": [_shown(mandate) for mandate in page["items"]]}

    @rpc(needs="me:read")
    def get_mandate(self, mandate_id: str) -> Payload:
        """Return a mandate to its two sides or the operator."""
        return _shown(self._seen(mandate_id))

    @rpc(needs="mandates:release")
    def release_mandate(self, mandate_id: str) -> Payload:
        """Let a mandate to sign hold: an exception, printed in every contract it is used for."""
        by = context.principal().subject
        return _shown(self.mandates.change(mandate_id, lambda m: m.release(by)))

    @rpc(needs=("mandates:grant", "accounts:manage"), payload=shared_schemas.StatedReason)
    def revoke_mandate(self, mandate_id: str, payload: Payload) -> Payload:
        """End a mandate at once, as its grantor or the operator."""
        reason = payload["reason"]
        caller, now = context.principal(), clock.now()
        mandate = self._seen(mandate_id)
        if not caller.may("accounts:manage", EVERYWHERE):
            context.act("mandates:grant", mandate.grantor)
        by = caller.subject
        return _shown(self.mandates.change(mandate_id, lambda m: m.revoke(by, reason, now)))

    def _seen(self, mandate_id: str) -> Mandate:
        mandate: Mandate = self.mandates.get(mandate_id)
        caller = context.principal()
        sides = (mandate.grantor, mandate.grantee)
        if caller.subject not in sides and not any(caller.may("mandates:read", s) for s in sides):
            raise NotFound("mandate-not-found")
        return mandate


def _check(facts: Payload, grantee: Payload) -> None:
    """Refuse what would lend nothing: a mandate to oneself, one that is over, a body signing."""
    problems = []
    if grantee["grantee"] == context.principal().subject:
        problems.append(("/grantee", Wrong("not-to-oneself")))
    if facts["valid_until"] < clock.local_date(clock.now()):
        problems.append(("/valid_until", Wrong("day-is-over")))
    if facts["scope"] is MandateScope.SIGN and grantee["grantee_kind"] is Grantee.BODY:
        problems.append(("/grantee", Wrong("signing-is-personal")))
    if problems:
        raise invalid_fields(problems)


def _shown(mandate: Mandate) -> Payload:
    facts = mandate.public()
    del facts["reason_text"]
    return {
        **facts,
        "reason": mandate.reason or WHY_ENDED.get(mandate.reason_code or ""),
        "scope_label": MANDATE_SCOPES[mandate.scope],
        "state_label": MANDATE_STATES[mandate.state],
        "version": mandate.version,
    }
