"""The named members of a team account."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class TeamMember:
    """A person of the team; a number is never given to somebody else."""

    id: str
    name: str
    email: str
    active: bool = True


def renewed(before: list[TeamMember], members: list[dict[str, Any]]) -> list[TeamMember]:
    """Return the team with exactly these members active; who left stays on record, inactive."""
    named = {member["email"].lower(): member for member in members}
    known = {member.email.lower() for member in before}
    stay = [
        TeamMember(m.id, named.get(m.email.lower(), {}).get("name", m.name), m.email,
                   m.email.lower() in named)
        for m in before
    ]  # fmt: skip
    new = [member for email, member in named.items() if email not in known]
    first = len(before) + 1
    return [
        *stay,
        *(TeamMember(f"t{n}", m["name"], m["email"]) for n, m in enumerate(new, first)),
    ]
