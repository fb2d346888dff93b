"""The roles of one person, and where each is held."""

from collections.abc import Iterable
from dataclasses import dataclass

from services.identity.domain.permissions import Role


@dataclass
class RoleAssignment:
    """A role and where it is held: a body's key, ``vendor:<id>``, or ``*``."""

    role: str
    scope: str


@dataclass(frozen=True)
class RoleAssignments:
    """All that somebody is, wherever; the rules change the list given."""

    entries: list[RoleAssignment]

    def at(self, scope: str) -> list[str]:
        """Return the roles held there."""
        return [one.role for one in self.entries if one.scope == scope]

    def hold(self, role: str, scope: str) -> None:
        """Hold a role from now on; held already, it stays one."""
        assignment = RoleAssignment(role, scope)
        if assignment not in self.entries:
            self.entries.append(assignment)

    def set(self, scope: str, roles: Iterable[str]) -> None:
        """Hold exactly these roles there."""
        kept = [one for one in self.entries if one.scope != scope]
        self.entries[:] = [*kept, *(RoleAssignment(role, scope) for role in sorted(set(roles)))]

    def move(self, old: str, new: str) -> None:
        """Follow a body to its successor, each role once."""
        for one in self.entries:
            one.scope = new if one.scope == old else one.scope
        unique = [one for n, one in enumerate(self.entries) if one not in self.entries[:n]]
        self.entries[:] = unique

    def end_administration(self, body: str) -> None:
        """Leave an administrator of the body its officer."""
        for one in self.entries:
            if one.scope == body and one.role == Role.BODY_ADMIN:
                one.role = Role.OFFICER
