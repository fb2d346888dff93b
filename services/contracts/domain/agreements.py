"""An upstream contract of level 1 to 3: who provides what to whom, under which number, how long."""

from dataclasses import dataclass
from datetime import date

FAR_FUTURE = date.max


@dataclass
class Agreement:
    """One upstream contract; without ``valid_until`` it is open-ended."""

    id: str
    level: int
    number: str
    kind: str
    from_party: str
    to_party: str
    valid_from: date
    document_hash: str
    valid_until: date | None = None
    demo: bool = False

    def holds_on(self, day: date) -> bool:
        """Tell whether it is in force on this day."""
        return self.valid_from <= day <= self.last_day

    @property
    def last_day(self) -> date:
        """Return the last day it is in force; an open-ended one is for ever."""
        return self.valid_until or FAR_FUTURE
