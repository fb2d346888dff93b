"""Routes about bodies, people, mandates, clients and the audit trail: what identity answers."""

from gateway.api.route import Render, Route
from gateway.api.routes.rows import PAGE, SORTED, get, patch, post, put

TRAIL = (
    "about", "actor", "object", "action", "mandate", "on_behalf_of", "service", "since", "until",
)  # fmt: skip


def _decide(verdict: str, schema: str, summary: str) -> Route:
    path = f"registrations/{{registration_id}}/{verdict}"
    constants = {"verdict": verdict}
    return post(path, "identity.decide_registration", summary, schema=schema, constants=constants)


def _authority(verdict: str, summary: str) -> Route:
    path = f"bodies/{{body}}/signing-authorities/{{authority_id}}/{verdict}"
    return post(path, "identity.decide_authority", summary, constants={"verdict": verdict})


def _account(action: str, summary: str) -> Route:
    path, constants = f"accounts/{{account_id}}/{action}", {"action": action}
    return post(path, "identity.change_account", summary, schema="identity.StatedReason",
                constants=constants)  # fmt: skip


BODIES = (
    get("bodies", "identity.find_bodies", "Find public bodies", public=True,
        filters=("q", "kind", "district", "capacity", "key", *PAGE),
        lists=frozenset({"key"})),
    post("bodies", "identity.add_body", "Add a body without an official key",
         schema="identity.OwnBody", status=201, location="/api/v1/bodies/{key}"),
    get("bodies/{key}", "identity.get_body", "One public body", public=True),
    put("bodies/{key}/capacities", "identity.set_capacities",
        "Say what a body is competent for, and when", schema="identity.Capacities",
        if_match=True),
    get("bodies/{body}/members", "identity.list_members", "Who acts for a body", filters=PAGE),
    post("bodies/{body}/members", "identity.invite_member", "Invite somebody to act for a body",
         schema="identity.MemberInvited", status=201, mails=True),
    put("bodies/{body}/members/{account_id}/roles", "identity.set_member_roles",
        "Say what somebody is for a body", schema="identity.MemberRoles"),
    post("bodies/{body}/hand-over", "identity.hand_over",
         "Hand all contacts of a body from one person to another", schema="identity.HandOver"),
    get("bodies/{body}/signing-authorities", "identity.list_authorities",
        "Who may sign for a body"),
    post("bodies/{body}/signing-authorities", "identity.request_authority",
         "Declare a signing authority", schema="identity.AuthorityRequest", status=201),
    get("signing-authorities", "identity.list_authority_requests",
        "Signing authorities that wait for approval, the longest waiting first", filters=PAGE),
    get("signing-authorities/{authority_id}", "identity.get_authority_request",
        "One signing authority, with how to reach its person, for reviewers"),
    post("bodies/{body}/signing-authorities/{authority_id}/withdraw",
         "identity.withdraw_authority", "Take back one's own declaration while it waits"),
    _authority("approve", "Approve a signing authority"),
    _authority("revoke", "Revoke a signing authority"),
    get("editions", "identity.list_editions", "Editions of the register",
        filters=("state", *PAGE)),
    post("editions", "identity.propose_edition", "Propose an edition of the register",
         schema="identity.EditionProposal", status=201, large=True),
    get("editions/{edition}", "identity.get_edition", "One edition and its moves"),
    post("editions/{edition}/review", "identity.review_edition", "Confirm an edition's moves",
         schema="identity.EditionReview", large=True),
    post("editions/{edition}/apply", "identity.apply_edition", "Put an edition into force"),
)  # fmt: skip

PEOPLE = (
    get("me", "identity.me", "The signed-in account and what it may do", render=Render.ME),
    get("me/client", "identity.own_client",
        "The API client a token was given to: for whom it acts, and what the token covers"),
    put("me/contact", "identity.change_contact", "Change one's own department and telephone",
        schema="identity.OwnContact"),
    get("terms", "identity.current_terms", "The terms of use that hold now", public=True),
    post("me/accept-terms", "identity.accept_terms", "Accept the terms of use",
         schema="identity.TermsAccepted"),
    post("me/erase", "identity.erase_me", "Erase one's own account",
         schema="identity.Confirmed", ends_sessions=True),
    get("accounts", "identity.find_accounts",
        "Find people by name or e-mail address, state, role, or the place of a role; `team`: team"
        " accounts only", filters=("q", "state", "role", "place", "team", *PAGE)),
    get("accounts/{account_id}", "identity.get_account",
        "One account with its history, and what the caller may do about it"),
    get("editors", "identity.list_editors", "Who edits profiles, by name"),
    _account("suspend", "Suspend an account"),
    _account("resume", "Let a suspended account go on"),
    _account("close", "Close an account"),
    post("accounts/{account_id}/rebind", "identity.rebind", "Bind an account to a new certificate",
         schema="identity.Rebinding"),
    post("accounts/{account_id}/settle-name", "identity.settle_name",
         "Accept that a name differs from its certificate's", schema="identity.StatedReason"),
    put("accounts/{account_id}/roles", "identity.set_operator_roles",
        "Say what somebody is for the operator", schema="identity.OperatorRoles"),
    put("accounts/{account_id}/team", "identity.set_team", "Say who uses a team account",
        schema="identity.Team"),
    get("invitations", "identity.list_invitations", "Invitations", filters=("scope", *PAGE)),
    get("invitations/{invitation_id}", "identity.get_invitation",
        "What one is invited to, by the mailed token", filters=("token",)),
    post("invitations", "identity.invite", "Invite a vendor, a ministry or operator staff",
         schema="identity.Invited", status=201, mails=True),
    post("invitations/{invitation_id}/revoke", "identity.revoke_invitation",
         "Take an invitation back"),
    post("invitations/{invitation_id}/accept", "identity.accept_invitation",
         "Accept an invitation", schema="identity.Token"),
)  # fmt: skip

REGISTRATIONS = (
    post("registrations", "identity.create_registration", "Begin a registration",
         schema="identity.RegistrationDraft", status=201, mails=True,
         location="/api/v1/registrations/{id}"),
    get("registrations", "identity.list_registrations", "The reviewers' queue",
         filters=("state", "body", *PAGE)),
    get("orphaned-registrations", "identity.orphaned_registrations",
        "Registrations that would wait for ever"),
    get("registration-turns", "identity.registration_turns",
        "For whom registrations and signing authorities wait, how many too long, how many new",
        filters=("since",)),
    get("registrations/{registration_id}", "identity.get_registration", "One registration"),
    patch("registrations/{registration_id}", "identity.change_registration",
          "Change a draft", schema="identity.RegistrationDraft"),
    post("registrations/{registration_id}/submit", "identity.submit_registration",
         "Hand in a registration"),
    _decide("approve", "identity.Decision", "Approve a registration"),
    _decide("reject", "identity.ReasonedDecision", "Reject a registration"),
    _decide("ask-back", "identity.ReasonedDecision", "Ask the applicant back"),
    post("registrations/{registration_id}/confirm-email", "identity.confirm_email",
         "Confirm an e-mail address", schema="identity.Token", public=True),
)  # fmt: skip

DELEGATIONS = (
    get("mandates", "identity.list_mandates",
        "Mandates one may see, what ends first on top: of a body, of who acts by them, by state and"
        " last day", filters=("body", "holder", "state", "ends_from", "ends_by", *PAGE)),
    post("mandates", "identity.grant_mandate", "Let another body or person act for a body",
         schema="identity.MandateGranted", status=201, location="/api/v1/mandates/{id}"),
    get("mandates/{mandate_id}", "identity.get_mandate", "One mandate"),
    post("mandates/{mandate_id}/release", "identity.release_mandate",
         "Release a mandate to sign"),
    post("mandates/{mandate_id}/revoke", "identity.revoke_mandate", "Revoke a mandate",
         schema="identity.StatedReason"),
    get("clients", "identity.list_clients", "API clients", filters=("scope", *PAGE)),
    post("clients", "identity.create_client",
         "Add an API client; its secret is shown once", schema="identity.ClientCreated",
         status=201, secret=True),
    post("clients/{client_id}/rotate-secret", "identity.rotate_client_secret",
         "Give an API client a new secret; the one before works for a day more, or ends at once",
         schema="identity.ClientSecretRotated", secret=True),
    post("clients/{client_id}/revoke", "identity.revoke_client", "End an API client"),
)  # fmt: skip

ASSISTANT = (
    get("certificate-assistant", "identity.advise",
        "Which certificate is needed, and how to get it", public=True,
        filters=("certificate", "issued_for", "holder", "acting_for", "signing")),
)  # fmt: skip

AUDIT = (
    get("audit", "identity.list_audit", "Who did what to which thing, for whom",
        filters=(*TRAIL, *SORTED)),
    get("audit/verify", "identity.verify_audit", "Whether a stretch of the trail is whole",
        filters=("from", "limit", "head")),
    get("audit/heads", "identity.audit_heads", "The trail's head of each day", filters=PAGE),
    get("audit/runs", "identity.list_audit_runs", "Checks of the whole trail", filters=PAGE),
    post("audit/runs", "identity.begin_audit_run",
         "Begin a check of the whole trail, which goes on by itself",
         schema="identity.AuditRunBegun", status=201, location="/api/v1/audit/runs/{id}"),
    get("audit/runs/{run_id}", "identity.get_audit_run", "A check of the trail, how far it is"),
    post("audit/runs/{run_id}/cancel", "identity.cancel_audit_run", "End a check of the trail"),
    get("audit/export", "identity.export_audit", "The trail as JSON Lines",
        filters=(*TRAIL, *PAGE), render=Render.LINES),
    get("audit/exports", "identity.list_audit_exports", "Exports of the trail as files",
        filters=PAGE),
    post("audit/exports", "identity.begin_audit_export",
         "Begin an export of the trail, which goes on by itself",
         schema="identity.AuditExportBegun", status=201, location="/api/v1/audit/exports/{id}"),
    get("audit/exports/{export_id}", "identity.get_audit_export",
        "An export of the trail, how far it is"),
    post("audit/exports/{export_id}/cancel", "identity.cancel_audit_export",
         "End an export of the trail, or delete its file"),
    get("audit/exports/{export_id}/file", "identity.audit_export_piece",
        "The file of an export: JSON Lines, compressed by gzip", constants={"n": 0},
        render=Render.PIECES),
)  # fmt: skip

IDENTITY: tuple[Route, ...] = (
    *BODIES, *PEOPLE, *REGISTRATIONS, *DELEGATIONS, *ASSISTANT, *AUDIT,
)  # fmt: skip
