"""What identity says to the world; ``account.changed`` carries the whole public state."""

SAYS = {
    "account.changed": "the public state of a person: name, address, roles, signs for",
    "account.invited": "somebody is asked to come in; carries the token",
    "account.suspended": "a person may do nothing until resumed, with reason",
    "account.resumed": "a suspended person may act again, with reason",
    "account.closed": "an account ended, with reason",
    "account.rebound": "another certificate opens the account from now on",
    "account.name_settled": "a reviewer accepted a name the sign-in does not prove",
    "account.roles_changed": "the roles of a person at a body, or of the operator",
    "account.erased": "a person is to be forgotten; says whom, once",
    "body.changed": "the whole public state of a body",
    "body.moved": "a body ended: everything of it goes to its successor",
    "client.revoked": "an API client ended",
    "contact.handed_over": "everything open of a body goes from one person to another",
    "mandate.changed": "the whole state of a mandate",
    "mandate.requested": "a mandate to sign waits for the operator's release",
    "mandate.granted": "a body lets somebody act for it",
    "mandate.revoked": "a mandate ended before its time, with reason",
    "registration.submitted": "a person asks to act for a body",
    "registration.confirmation_wanted": "the address is to be confirmed; carries the token",
    "registration.approved": "a reviewer approved",
    "registration.rejected": "a reviewer rejected, with reason",
    "registration.asked_back": "a reviewer asked back, with reason",
    "registration.expired": "nobody answered the reviewer's question in time",
    "authority.requested": "a person declares to be able to sign for a body",
    "authority.granted": "a reviewer approved the authority",
    "authority.revoked": "the authority ended",
    "news.counted": "what identity heard of another service, which tells again what got lost",
    "audit.recorded": "who did what to which thing, for whom; ids only",
}

SNAPSHOTS = ("body", "account", "mandate")
