"""What an import would do to a profile, and what of it is refused."""

from collections.abc import Mapping
from typing import Any

from services.catalog.domain.choices import Status
from services.catalog.domain.profiles import Profile
from services.catalog.tables import reading
from services.catalog.tables.columns import fingerprint_of
from services.catalog.words import WORDS
from services.common.errors import Invalid, Wrong
from services.common.storage.mongo import Doc
from services.common.words import KERNEL

CHANGED = Wrong("changed-since-export")
EXISTS = Wrong("id-exists")
GONE = Wrong("no-such-state")
ENDED = Wrong("profile-retired")
NO_VENDOR = Wrong("vendor-unknown")

Refusals = list[tuple[str, Wrong]]
"""Pointers of facts, each with what is wrong there."""


def record_of(id: str, facts: Doc, current: Profile | None) -> Doc:
    """Return what is kept of a good record: the facts, and the state before and after."""
    before = fingerprint_of(current.editable()) if current else None
    after = fingerprint_of(facts)
    same = current is not None and _normal(id, current.editable()) == facts
    kind = "unchanged" if same else "changed" if current else "new"
    return {
        "profile": id, "kind": kind, "facts": facts, "before": before, "after": after,
        "todo": kind != "unchanged", "review": False,
    }  # fmt: skip


def refusals(record: Doc, facts: Doc, current: Profile | None) -> Refusals:
    """Refuse what would undo or revive something."""
    stand = reading.stand_in(record)
    if current is None:
        return [("/stand", GONE)] if stand else []
    if _normal(current.id, current.editable()) == facts:
        return []
    if current.status is Status.RETIRED:
        return [("/id", ENDED)]
    if stand is None:
        return [("/id", EXISTS)]
    return [("/stand", CHANGED)] if stand != fingerprint_of(current.editable()) else []


def overtaking(current: Profile | None) -> tuple[str, Wrong]:
    """Return what is said where somebody changes or adds the profile before the import is."""
    return ("/id", EXISTS) if current is None else ("/stand", CHANGED)


def is_overtaken(record: Doc, current: Profile | None) -> bool:
    """Return whether the profile is another one than when the record was checked."""
    if current is None:
        return record["before"] is not None
    return (
        current.status is Status.RETIRED or fingerprint_of(current.editable()) != record["before"]
    )


def vendors_in(facts: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return the vendors that the facts name, each with its pointer."""
    named = [("/technical_operator", facts["technical_operator"])]
    named += [
        (f"/interfaces/{number}/stated_by", interface["stated_by"])
        for number, interface in enumerate(facts["interfaces"])
    ]
    return [(pointer, vendor) for pointer, vendor in named if vendor]


def unknown_vendors(facts: Doc, known: set[str]) -> Refusals:
    """Refuse vendors that are not in the directory."""
    return [(p, NO_VENDOR) for p, vendor in vendors_in(facts) if vendor not in known]


def name_profiles(errors: list[Doc], stored: Mapping[str, Profile]) -> None:
    """Say of which profile each error is, where the file does not but the catalogue knows."""
    for error in errors:
        if not error["title"] and error["profile"] in stored:
            error["title"] = stored[error["profile"]].editable()["title"]


def worded(error: Doc) -> Doc:
    """Return an error that was kept with its sentence by key, in words."""
    key = error["detail"]
    return {**error, "detail": Wrong(key).said(WORDS) if key in WORDS or key in KERNEL else key}


def _normal(id: str, facts: Doc) -> Doc:
    """Return stored facts as the schema gives them: old ones may lack what is empty."""
    try:
        normal = reading.facts_of({"id": id, "facts": facts})
    except Invalid:
        return facts
    return {**normal, "documents": facts["documents"]}
