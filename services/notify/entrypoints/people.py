"""What notify answers to a person about themselves."""

from typing import Any

from services.common import context
from services.common.entrypoints import Part, rpc
from services.notify.personal_data import PersonalData


class PersonCalls:
    """What is held about the caller."""

    personal_data = Part(PersonalData.of)

    @rpc(needs="me:read")
    def export_person(self) -> dict[str, Any]:
        """Return the files of what notify holds about the caller."""
        caller = context.principal()
        return {"files": self.personal_data.export(caller.subject, caller.claims.get("email"))}
