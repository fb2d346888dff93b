"""Make a short guide: equal facts give equal bytes, so that a guide is known by its hash."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import typst

TEMPLATE = Path(__file__).parent / "guide.typ"


def guide_of(profile: Mapping[str, Any]) -> bytes:
    """Return the guide of a profile as an accessible PDF."""
    checked = date.fromisoformat(profile["checked_on"])
    facts = {
        "title": profile["title"],
        "summary": profile["summary"],
        "demo": profile["demo"],
        "for_nobody": not profile["target_kinds"],
        "prerequisites": profile["prerequisites"],
        "tasks": profile["rollout_guide"],
        "contacts": profile["contacts"],
        "checked": {"year": checked.year, "month": checked.month, "day": checked.day},
    }
    written: bytes = typst.compile(
        TEMPLATE,
        root=TEMPLATE.parent,
        format="pdf",
        ignore_system_fonts=True,
        sys_inputs={"facts": json.dumps(facts, ensure_ascii=False, sort_keys=True)},
        pdf_standards=["a-2a", "ua-1"],
    )
    return written
