"""The making of a document: what it states, how often it was begun, and what came of it."""

from dataclasses import dataclass, field
from typing import Any

from services.contracts.words.reasons import reason_text

MOST_ATTEMPTS = 3
"""So often a document is begun before a person has to look: what kills its renderer kills it
each time, and must not keep the place of the others."""

BROKE_OFF, REFUSED = "document-broke-off", "document-refused"
"""Codes of why a document could not be made."""


@dataclass
class Paper:
    """A document from its facts on; ``document_hash`` is the SHA-256 of the file once it is made.

    ``failure`` is the code of why it could not be made, until its facts are fixed again;
    ``failure_detail`` names the facts that were wrong.
    """

    facts: dict[str, Any] = field(default_factory=dict)
    document_hash: str | None = None
    template_version: str | None = None
    attempts: int = 0
    failure: str | None = None
    failure_detail: str | None = None

    def fix(self, facts: dict[str, Any]) -> None:
        """Fix what it will state; the same facts again give what kills its renderer no more."""
        if self.failure is not None or not self.states(facts):
            self.forget()
        self.facts = facts

    def progress(self) -> dict[str, Any]:
        """Return how far its making is: nothing fixed, waiting, in work, made or failed."""
        step = "waiting" if self.facts else "not_drafted"
        if self.failure is not None:
            step = "failed"
        elif self.document_hash is not None:
            step = "made"
        elif self.attempts:
            step = "in_work"
        return {"step": step, "attempt": self.attempts}

    def states(self, facts: dict[str, Any]) -> bool:
        """Tell whether these are still the facts it is to state."""
        return self.facts == facts

    def is_made_of(self, facts: dict[str, Any]) -> bool:
        """Tell whether there is a file that states these facts."""
        return self.document_hash is not None and self.states(facts)

    def awaits(self, facts: dict[str, Any]) -> bool:
        """Tell whether one that states these facts is to be made."""
        return self.failure is None and self.states(facts)

    def begin(self) -> bool:
        """Count an attempt before it is made; tell whether there was one left."""
        if self.attempts >= MOST_ATTEMPTS:
            return False
        self.attempts += 1
        return True

    def fail(self, code: str, detail: str | None = None) -> bool:
        """Note that it cannot be made; tell whether that is new."""
        if self.failure is not None:
            return False
        self.failure, self.failure_detail = code, detail
        return True

    def made(self, document_hash: str, template_version: str) -> None:
        """Note the file that was made of it."""
        self.document_hash, self.template_version = document_hash, template_version

    def forget(self) -> None:
        """Forget the attempts and why the last one failed."""
        self.attempts, self.failure, self.failure_detail = 0, None, None


def told_final(final: Paper) -> dict[str, Any]:
    """Return what is told of the final document: its hash, or why it is not there."""
    return {
        "final_hash": final.document_hash,
        "seal_failure": reason_text(final.failure) if final.failure else None,
        "seal_failure_code": final.failure,
    }
