"""What callers send about the members of a team account."""

from services.common.validation.fields import Email, Line, Listed, Nested
from services.common.validation.input import InputSchema
from services.common.validation.rules import Unfit

MOST_MEMBERS = 50


def is_team(members: list[dict[str, str]]) -> None:
    """Raise Unfit unless they are none, or several with an own address each."""
    addresses = {member["email"].lower() for member in members}
    if members and (len(addresses) < 2 or len(addresses) < len(members)):
        raise Unfit("team-addresses")


class TeamMemberInput(InputSchema):
    """A named member of a team account."""

    name = Line(required=True)
    email = Email(required=True)


class Team(InputSchema):
    """All members of a team account."""

    members = Listed(
        Nested(TeamMemberInput), MOST_MEMBERS, least=2, required=True, validate=is_team
    )
