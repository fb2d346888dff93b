"""Names for the keys an event carries: people read what a body or a vendor is called."""

from collections.abc import Mapping
from typing import Any

from services.notify.domain.reached import Directory


def with_names(facts: Mapping[str, Any], directory: Directory) -> dict[str, Any]:
    """Return the facts of an event with the names of its body and of its setup party."""
    named = dict(facts)
    if authority := facts.get("authority"):
        body = directory.body(authority["body"])
        named["body_name"] = body["name"] if body else authority["body"]
    setup_by = (facts.get("order") or {}).get("setup_by")
    if vendor := directory.vendor(setup_by) if setup_by else None:
        named["setup_party_name"] = vendor["name"]
    return named
