"""What identity says to the world; ``account.changed`` carries the whole public state."""

SAYS = {
    "account.changed": "the public state of a person: name, address, roles, signs for",
    "registration.submitted": "a person asks to act for a body",
    "registration.confirmation_wanted": "the address is to be confirmed; carries the token",
    "registration.approved": "a reviewer approved",
    "registration.rejected": "a reviewer rejected, with reason",
    "registration.asked_back": "a reviewer asked back, with reason",
    "authority.requested": "a person declares to be able to sign for a body",
    "authority.granted": "a reviewer approved the authority",
    "authority.revoked": "the authority ended",
    "audit.recorded": "who did what to which thing, for whom; ids only",
}

SNAPSHOTS = ("body", "account")
