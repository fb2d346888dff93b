"""The general terms that go along with each contract: a file of their own, by version and hash.

A contract names both, so the file of a version is never changed: another text is another version.
The sample's is made from ``templates/general_terms.typ``.
"""

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from services.common.errors import NotFound

CURRENT = "muster-1"
"""The version new contracts name. One that does not begin with "muster" is the operator's own."""
DATED = {"muster-1": "2026-11-28"}
"""The day of each version that is made from our own source."""
_SHIPPED = Path(__file__).parent / "shipped" / "general_terms"


@dataclass(frozen=True)
class GeneralTerms:
    """A version of the general terms; ``sha256`` (hex) is that of its file."""

    version: str
    pdf: bytes
    sha256: str

    def named(self) -> dict[str, str]:
        """Return how a contract names them."""
        return {"version": self.version, "sha256": self.sha256}

    @property
    def filename(self) -> str:
        """Return how the file is called where it is delivered."""
        return f"Allgemeine-Bedingungen-{self.version}.pdf"


@cache
def general_terms(version: str = CURRENT) -> GeneralTerms:
    """Return a version of the general terms, or raise NotFound."""
    known = {path.stem: path for path in _SHIPPED.glob("*.pdf")}
    if version not in known:
        raise NotFound("general-terms-not-found")
    pdf = known[version].read_bytes()
    return GeneralTerms(version, pdf, hashlib.sha256(pdf).hexdigest())
