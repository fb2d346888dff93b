"""What a body agrees to when it orders, and whether two versions of a profile have it alike."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

Doc = Mapping[str, Any]

TERMS = (
    "financing", "contract_partner", "prerequisites", "data_protection", "trust_level",
    "rollout_guide", "technical_operator", "sphere", "vg_contracts",
)  # fmt: skip
"""What a body agrees to when it orders: cost, terms and the way to its own service."""

PINNED = ("ozg_id", "operating_authority", "technical_operator", "ministry")
"""What a contract states of the version that was ordered, besides title and LeiKa keys."""


def pinned_facts(profile: Doc) -> dict[str, Any]:
    """Return what an order keeps of the version it is for, whatever is published later."""
    facts = {name: profile.get(name) for name in PINNED}
    return {"leika_keys": list(profile.get("leika_keys") or ()), "facts": facts}


def terms_digest(profile: Doc) -> str:
    """Return what two versions of a profile have alike when a body need not look again."""
    agreed = {name: profile.get(name) for name in TERMS}
    plain = json.dumps(agreed, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(plain.encode()).hexdigest()[:32]
