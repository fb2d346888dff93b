"""What proves a sign-in later to anybody: the answer as it came, its key, who vouched for it."""

from dataclasses import dataclass
from typing import Any

from gateway.config import GatewaySettings
from gateway.sign_in.store import SignIns


@dataclass(frozen=True)
class SignInProofs:
    """Finds what was kept of a sign-in that covers a list."""

    sign_ins: SignIns
    settings: GatewaySettings

    def of(self, assertion_id: str) -> dict[str, Any] | None:
        """Return the proof of a sign-in as plain JSON, or None where nothing is kept of it."""
        proof = self.sign_ins.proof_of(assertion_id)
        if proof is None:
            return None
        return {**proof, "certificates": list(self.settings.identity_provider.certificates)}
