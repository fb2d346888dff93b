"""Read the upstream agreements that ship with this service, one plain dict each.

The table lies beside this module; README.md says what is invented. A row that breaks a
rule stops the reading, and the error names it. Gaps in a chain are no error here: the
chain itself is judged when a contract is to be issued.
"""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

Agreement = dict[str, Any]

FIELDS = frozenset(
    {
        "id",
        "profile",
        "level",
        "number",
        "from_party",
        "to_party",
        "kind",
        "valid_from",
        "valid_until",
        "document_hash",
        "demo",
    }
)
KIND_OF_LEVEL = {1: "provision", 2: "reuse", 3: "sub_reuse"}

_TABLE = Path(__file__).parent / "agreements.json"
_SHA256 = re.compile(r"[0-9a-f]{64}")


def read_agreements() -> list[Agreement]:
    """Return the agreements by profile and level; raise ValueError for a broken row."""
    agreements: list[Agreement] = json.loads(_TABLE.read_text("utf-8"))
    seen: set[str] = set()
    for agreement in agreements:
        reason = _fault(agreement)
        if reason or agreement["id"] in seen:
            raise ValueError(f"{agreement.get('id')}: {reason or 'occurs twice'}")
        seen.add(agreement["id"])
    return agreements


def _fault(agreement: Agreement) -> str:
    """Return what is wrong with the row, or an empty string."""
    if agreement.keys() != FIELDS:
        return "fields missing or unknown"
    level = agreement["level"]
    if KIND_OF_LEVEL.get(level) != agreement["kind"]:
        return f"kind {agreement['kind']!r} is not that of level {level}"
    if agreement["id"] != f"{agreement['profile']}-l{level}":
        return "id does not name profile and level"
    if not _SHA256.fullmatch(agreement["document_hash"]):
        return "document hash is no SHA-256"
    begins, ends = agreement["valid_from"], agreement["valid_until"]
    if ends and date.fromisoformat(ends) < date.fromisoformat(begins):
        return f"ends on {ends}, before it begins on {begins}"
    return ""
