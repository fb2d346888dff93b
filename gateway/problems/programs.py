"""What a program is told that may not do what it asks: by its token, at all, or for this body."""

from collections.abc import Collection, Sequence

from gateway.problems.permissions import ELSEWHERE
from gateway.problems.problems import Problem

CHALLENGE = 'Bearer error="insufficient_scope", scope="{}"'
"""RFC 6750, section 3.1."""


def refused_program(needed: Sequence[str], held: Collection[str]) -> Problem:
    """Return the refusal of a call that is open to these scopes, to a token that holds those."""
    if not needed:
        return Problem(403, "not-for-programs")
    if not set(needed) & set(held):
        challenge = {"WWW-Authenticate": CHALLENGE.format(" ".join(needed))}
        return Problem(403, "scope-missing", extra={"scopes": list(needed)}, headers=challenge)
    return Problem(403, "not-permitted", ELSEWHERE)
