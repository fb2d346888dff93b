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


def terms_digest(profile: Doc) -> str:
    """Return what two versions of a profile have alike when a body need not look again."""
    agreed = {name: profile.get(name) for name in TERMS}
    plain = json.dumps(agreed, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(plain.encode()).hexdigest()[:32]
