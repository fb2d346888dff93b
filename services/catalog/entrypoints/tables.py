"""What catalog answers about exports and imports of profiles."""

import json
import time
from collections.abc import Iterable, Iterator
from typing import Any

from services.catalog.domain.availability import availability_of
from services.catalog.domain.labels import in_words
from services.catalog.domain.profiles import Profile
from services.catalog.repositories.profiles import IN_SIGHT, Profiles
from services.catalog.schemas import tables as schemas
from services.catalog.schemas.profiles import ProfileQuery
from services.catalog.search.index import SearchIndex
from services.catalog.tables import catalogue_sheet
from services.catalog.tables.columns import fingerprint_of, layout, rows_of
from services.catalog.tables.importing import ProfileImports
from services.catalog.tables.resuming import ImportFinisher
from services.common import clock, context
from services.common.background import BackgroundPart
from services.common.digests import list_digest
from services.common.entrypoints import Part, rpc
from services.common.paging import offset_of
from services.common.words import in_language

Payload = dict[str, Any]
PAGE = 50
LARGEST_PAGE_BYTES = 3 * 1024 * 1024
"""A page of records is a text within JSON, so every quotation mark in it takes two."""


class TableCalls:
    """The calls that give profiles out as tables and take them in."""

    profiles = Part(Profiles.of)
    finding = Part(SearchIndex.of)
    imports = Part(ProfileImports.of)
    finisher = BackgroundPart(ImportFinisher.of)

    @rpc(public=True, query=ProfileQuery)
    def export_profiles(self, query: Payload, tables: bool = True) -> Payload:
        """Return a page of all that a search finds, as lines: rows to be read, or profiles."""
        found, offset = self.finding.ids(query), offset_of(query["cursor"])
        page = found[offset : offset + PAGE]
        docs = self.profiles.collection.find({"_id": {"$in": page}})
        profiles = {doc["_id"]: Profile.from_doc(doc) for doc in docs}
        lines = _published((profiles[id] for id in page if id in profiles), tables)
        more = offset + PAGE < len(found)
        following = str(offset + PAGE) if more else None
        revision = f"{self.finding.revision()} {list_digest((id, '') for id in found)}"
        return _page(
            lines, following, revision, None if query["cursor"] else catalogue_sheet.layout()
        )

    @rpc(needs="profiles:edit", query=schemas.EditorialQuery)
    def export_editorial(self, query: Payload, tables: bool = True) -> Payload:
        """Return a page of all profiles with what is being worked on, as the same lines."""
        criteria = {**IN_SIGHT, **({"status": query["status"]} if "status" in query else {})}
        profiles = self.profiles.page(criteria, after=query["cursor"], limit=PAGE + 1)
        lines = _edited(profiles[:PAGE], tables)
        following = profiles[PAGE - 1].id if len(profiles) > PAGE else None
        return _page(lines, following, "", None if query["cursor"] else layout())

    @rpc(needs="profiles:edit")
    def table_layout(self) -> Payload:
        """Return the sheets and columns of an import."""
        return layout()

    @rpc(needs="profiles:edit", largest=LARGEST_PAGE_BYTES, payload=schemas.ImportPage)
    def import_profiles(self, import_id: str, payload: Payload) -> Payload:
        """Check a page of records and keep it aside; ``errors`` names each bad cell."""
        checked = self.imports.check(import_id, payload["records"], by=_caller(), now=clock.now())
        return {**checked.counts, "errors": checked.errors}

    @rpc(needs="profiles:edit", payload=schemas.ImportFinished)
    def finish_import(self, import_id: str, payload: Payload) -> Payload:
        """Accept an import without errors and store for a moment; to be repeated until stored.

        Of one with errors, or that is but tried, nothing is kept, unless it is to be stored later.
        """
        errors = self.imports.errors_between(import_id, payload["records"], by=_caller())
        if payload["dry_run"] and payload.get("keep") and not errors:
            return {**self.imports.keep(import_id, payload["records"]), "errors": []}
        if errors or payload["dry_run"]:
            return {**self.imports.forget(import_id), "errors": errors}
        self.imports.accept(import_id, payload["records"], now=clock.now())
        progress = self.imports.store(import_id)
        if payload.get("hand_over"):
            self.imports.hand_over(import_id)
        return {**progress, "errors": []}

    @rpc(needs="profiles:edit")
    def get_import(self, import_id: str) -> Payload:
        """Say how far an import has come."""
        return self.imports.progress(import_id)

    @rpc(needs="profiles:edit")
    def list_imports(self) -> Payload:
        """Return the newest imports that were accepted: whose they are, and how far they came.

        ``kept`` are the caller's own trials that are kept aside and not stored yet.
        """
        items, kept = self.imports.reports.newest(), self.imports.reports.kept(_caller())
        return {"items": items, "next": None, "total": len(items), "kept": kept}

    @rpc(needs="profiles:edit")
    def cancel_import(self, import_id: str) -> Payload:
        """End an import under way, whoever began it, or drop one's own trial.

        What is stored until then stays in review.
        """
        return self.imports.cancel(import_id, by=_caller(), now=clock.now())

    @rpc(needs="profiles:edit")
    def publish_import(self, import_id: str) -> Payload:
        """Publish for a moment what somebody else imported; ``in_review`` says what is left."""
        return self.imports.publish(import_id, by=_caller())


def _published(profiles: Iterable[Profile], tables: bool) -> Iterator[str]:
    """Return what everyone sees, to be read or as the list gives it."""
    today, language = clock.local_date(clock.now()), context.current().language
    for profile in profiles:
        time.sleep(0)  # others have their turn
        row = profile.public()
        if tables:
            yield from map(_line, catalogue_sheet.rows_of(row, today))
        else:
            facts, says = profile.facts(), availability_of(row, today).shown()
            told = {"availability": says, "words": in_words(row)}
            record = {**row, **facts, "stand": fingerprint_of(facts)}
            yield _line({**record, **in_language(told, language)})


def _edited(profiles: Iterable[Profile], tables: bool) -> Iterator[str]:
    """Return what editors go on from, as the sheets that come back."""
    for profile in profiles:
        time.sleep(0)  # others have their turn
        draft = profile.draft()
        row = {name: draft[name] for name in ("id", "status", "profile_version")}
        facts = draft["facts"]
        if tables:
            yield from map(_line, rows_of(row, facts))
        else:
            yield _line({**row, **facts, "stand": fingerprint_of(facts)})


def _line(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False)


def _page(
    lines: Iterable[str], following: str | None, revision: str, first: Payload | None
) -> Payload:
    """Return a page; the first one brings the layout."""
    text = "".join(line + "\n" for line in lines)
    page = {"lines": text, "next": following, "revision": revision}
    return {**page, "layout": first} if first else page


def _caller() -> str:
    return context.principal().subject
