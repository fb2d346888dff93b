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


def renewed(before: list[TeamMember], named: list[dict[str, Any]]) -> list[TeamMember]:
    """Give the team with exactly these members active; who left stays, inactive, for the record."""
    wanted = {member["email"].lower(): member for member in named}
    known = {member.email.lower() for member in before}
    stay = [
        TeamMember(m.id, wanted.get(m.email.lower(), {}).get("name", m.name), m.email,
                   m.email.lower() in wanted)
        for m in before
    ]  # fmt: skip
    new = [member for email, member in wanted.items() if email not in known]
    first = len(before) + 1
    return [
        *stay,
        *(TeamMember(f"t{n}", m["name"], m["email"]) for n, m in enumerate(new, first)),
    ]
