"""Imports: checked record by record, kept aside, and stored only when all are good.

An accepted import is finished whatever happens: every step may be repeated, because a record
says the state of its profile before and after. What is stored is a working copy in review;
somebody else publishes it.
"""

import json
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Self

from pymongo import ReplaceOne

from services.catalog.domain.profiles import Profile
from services.catalog.repositories.directory import Vendors
from services.catalog.repositories.profiles import IN_SIGHT, Profiles
from services.catalog.tables import reading
from services.catalog.tables.checks import (
    is_overtaken,
    name_profiles,
    overtaking,
    record_of,
    refusals,
    unknown_vendors,
    vendors_in,
    worded,
)
from services.catalog.tables.columns import fingerprint_of
from services.catalog.tables.import_progress import KEPT, ImportProgress
from services.common import clock
from services.common.errors import Conflict, Forbidden, Invalid, NotFound, Wrong
from services.common.storage.indexes import Declared, Stored, index
from services.common.storage.mongo import Doc

BUDGET_S = 2.0
BATCH = 100
ABANDONED = timedelta(seconds=30)
STAYS_REFUSED = (Conflict, Invalid, NotFound, Forbidden)
"""What one record meets for good; tried for ever, it would hold up all imports behind it."""
NO_PROFILE = Wrong("profile-unknown")


@dataclass
class CheckedPage:
    """What a page of records came to."""

    counts: dict[str, int] = field(default_factory=lambda: {"new": 0, "changed": 0, "unchanged": 0})
    errors: list[Doc] = field(default_factory=list)
    records: list[Doc] = field(default_factory=list)


class ProfileImports(Stored):
    """Keeps imports and their records for a week; trials and refused ones for their call."""

    def __init__(self, database: Any, profiles: Profiles, vendors: Vendors) -> None:
        self.imports, self.records = database["imports"], database["import_records"]
        self.reports = ImportProgress(database, profiles)
        self._profiles, self._vendors = profiles, vendors

    @classmethod
    def of(cls, runtime: Any) -> Self:
        """Make the store of a running process."""
        return cls(runtime.database, runtime.part(Profiles.of), runtime.part(Vendors.of))

    def indexes(self) -> Declared:
        """Return those imports go on by, and are forgotten by."""
        kept = index("kept", "created_at", expire_after_s=int(KEPT.total_seconds()))
        of_records = (
            index("todo", "import", "todo", "profile"),
            index("by_profile", "import", "profile"),
            index("review", "import", "review"),
            index("outcome", "import", "outcome"),
            index("kinds", "import", "kind", "profile"),
        )
        unfinished = index("unfinished", "state", "touched_at")
        return [(self.imports, (kept, unfinished)), (self.records, (kept, *of_records))]

    def check(self, import_id: str, lines: str, *, by: str, now: datetime) -> CheckedPage:
        """Check a page of records and keep the good ones aside."""
        begun = {"by": by, "state": "checking", "created_at": now, "touched_at": now}
        self.imports.update_one({"_id": import_id}, {"$setOnInsert": begun}, upsert=True)
        self._own(import_id, by)
        checked = self._check([json.loads(line)["record"] for line in lines.splitlines()])
        writes = []
        for record in checked.records:
            record |= {"_id": f"{import_id}:{record['profile']}", "import": import_id,
                       "created_at": now}  # fmt: skip
            writes.append(ReplaceOne({"_id": record["_id"]}, record, upsert=True))
        if writes:
            self.records.bulk_write(writes, ordered=False)
        return checked

    def _check(self, records: list[Doc]) -> CheckedPage:
        stored = self._stored(record["id"] for record in records)
        checked, good = CheckedPage(), []
        for record in records:
            time.sleep(0)  # others have their turn
            try:
                good.append((record, reading.facts_of(record)))
            except Invalid as refused:
                checked.errors += reading.errors_of(record, refused)
        vendors = self._known_vendors(facts for _, facts in good)
        for record, facts in good:
            current = stored.get(record["id"])
            facts["documents"] = current.editable()["documents"] if current else []
            errors = [*unknown_vendors(facts, vendors), *refusals(record, facts, current)]
            checked.errors += [reading.error_at(record, *error) for error in errors]
            if not errors:
                kept = record_of(record["id"], facts, current)
                kept["wants"] = self._references(record, facts)
                kept["seen"] = current.version if current else None
                kept["overtaken"] = _stored_error(record, *overtaking(current))
                checked.records.append(kept)
                checked.counts[kept["kind"]] += 1
        name_profiles(checked.errors, stored)
        return checked

    def errors_between(self, import_id: str, count: int, *, by: str) -> list[Doc]:
        """Return what is wrong between the records; refuse an import not checked whole."""
        if self._own(import_id, by)["state"] != "checking":
            return []
        if self.records.count_documents({"import": import_id}) != count:
            self.forget(import_id)
            raise Conflict("import-incomplete")
        records = list(self.records.find({"import": import_id, "todo": True}, {"facts": 0}))
        stored = [*self._missing(import_id, records), *self._overtaken(records)]
        return [worded(error) for error in stored]

    def accept(self, import_id: str, count: int, *, now: datetime) -> None:
        """Decide that it is stored, all of it; refuse one that somebody has dropped meanwhile."""
        begin = {"$set": {"state": "storing", "records": count, "touched_at": now}}
        accepted = self.imports.update_one({"_id": import_id, "state": "checking"}, begin)
        if not accepted.matched_count and not self.imports.find_one({"_id": import_id}, {"_id": 1}):
            raise Conflict("import-incomplete")

    def forget(self, import_id: str) -> Doc:
        """Say what an import comes to, and keep nothing of one that is not accepted."""
        progress = self.progress(import_id)
        self._drop(import_id)
        return progress

    def store(self, import_id: str, *, budget_s: float = BUDGET_S) -> Doc:
        """Store records for a while, and give how far it has come."""
        until = time.monotonic() + budget_s
        doc = self._get(import_id)
        while doc["state"] == "storing" and time.monotonic() < until:
            batch = list(self.records.find({"import": import_id, "todo": True}).limit(BATCH))
            for record in batch:
                if time.monotonic() >= until or not self._is_storing(import_id):
                    break
                self._store_record(record, doc["by"])
            ended = {"$set": {"touched_at": clock.now()} | ({} if batch else {"state": "stored"})}
            self.imports.update_one({"_id": import_id, "state": "storing"}, ended)
            doc = self._get(import_id)
        return self.progress(import_id)

    def hand_over(self, import_id: str) -> None:
        """Let whoever finishes imports go on with this one at once."""
        left = {"$set": {"touched_at": clock.now() - 2 * ABANDONED}}
        self.imports.update_one({"_id": import_id, "state": "storing"}, left)

    def publish(self, import_id: str, *, by: str, budget_s: float = BUDGET_S) -> Doc:
        """Publish for a while what the import put into review; ``in_review`` is what is left.

        What this person has written in as well stays in review for somebody else.
        """
        doc = self._get(import_id)
        if doc["by"] == by:
            raise Conflict("own-edit")
        if doc["state"] not in ("stored", "cancelled"):
            raise Conflict("import-incomplete", "import-still-running")
        until, waiting = time.monotonic() + budget_s, {"import": import_id, "review": True}
        for record in self.records.find(waiting).limit(5 * BATCH):
            if time.monotonic() >= until:
                break
            if outcome := self._publish(record, by):
                done = {"$set": {"review": False, "outcome": outcome}}
                self.records.update_one({"_id": record["_id"]}, done)
        return self.progress(import_id)

    def cancel(self, import_id: str, *, by: str, now: datetime) -> Doc:
        """End an import: what is stored stays as it is, the rest stays out.

        A trial that is kept aside goes altogether; only who made it may say so.
        """
        progress = self.progress(import_id)
        if progress["state"] == "checking":
            self._own(import_id, by)
            if self._drop(import_id):
                return {**progress, "state": "cancelled"}
        told = {"state": "cancelled", "cancelled_by": by, "cancelled_at": now, "touched_at": now}
        self.imports.update_one({"_id": import_id, "state": "storing"}, {"$set": told})
        if self._get(import_id)["state"] != "cancelled":
            raise Conflict("import-over")
        return self.progress(import_id)

    def keep(self, import_id: str, count: int) -> Doc:
        """Keep a trial aside that has no errors, to be stored later without its file."""
        told = {"records": count, "counts": self.reports.counts(import_id)}
        self.imports.update_one({"_id": import_id, "state": "checking"}, {"$set": told})
        return self.progress(import_id)

    def progress(self, import_id: str) -> Doc:
        """Return how far an import has come."""
        return self.reports.whole(self._get(import_id))

    def unfinished(self, now: datetime) -> str | None:
        """Return an accepted import that nobody goes on with."""
        abandoned = {"state": "storing", "touched_at": {"$lt": now - ABANDONED}}
        doc = self.imports.find_one(abandoned, {"_id": 1})
        return str(doc["_id"]) if doc else None

    def _missing(self, import_id: str, records: list[Doc]) -> list[Doc]:
        """Return the errors of those that name a profile which does not come either."""
        references = [reference for record in records for reference in record["wants"]]
        any_profile = {
            "profile": {"$in": sorted({reference["profile"] for reference in references})}
        }
        docs = self.records.find({"import": import_id, **any_profile}, {"profile": 1})
        coming = {record["profile"] for record in docs}
        return [one["error"] for one in references if one["profile"] not in coming]

    def _overtaken(self, records: list[Doc]) -> list[Doc]:
        """Return the errors of those that somebody has changed since they were checked."""
        any_profile = {"_id": {"$in": [record["profile"] for record in records]}}
        docs = self._profiles.collection.find({**any_profile, **IN_SIGHT}, {"version": 1})
        versions = {doc["_id"]: doc["version"] for doc in docs}
        moved = [r for r in records if versions.get(r["profile"]) != r["seen"]]
        stored = self._stored(record["profile"] for record in moved)
        return [r["overtaken"] for r in moved if is_overtaken(r, stored.get(r["profile"]))]

    def _store_record(self, record: Doc, by: str) -> None:
        outcome = "stored"
        try:
            if record["kind"] == "new":
                added = self._profiles.begin(_new(record, by))
                if fingerprint_of(added.editable()) != record["after"]:
                    outcome = "conflict"
            else:
                self._profiles.change(record["profile"], lambda p: _edit(p, record, by))
        except STAYS_REFUSED:
            outcome = "conflict"
        done = {"todo": False, "outcome": outcome, "review": outcome == "stored"}
        self.records.update_one({"_id": record["_id"]}, {"$set": done})

    def _publish(self, record: Doc, by: str) -> str | None:
        """Publish a profile as the import left it; one that was edited since is left alone.

        Return what came of it, None where another person has to do it.
        """
        profile = self._profiles.get(record["profile"])
        if fingerprint_of(profile.facts()) == record["after"] and profile.working is None:
            return "published"
        if fingerprint_of(profile.editable()) != record["after"]:
            return "conflict"
        try:
            self._profiles.publish(profile.id, by=by, now=clock.now(), seen=profile.version)
        except Conflict as conflict:
            return None if conflict.code == "own-edit" else "conflict"
        return "published"

    def _references(self, record: Doc, facts: Doc) -> list[Doc]:
        """Return the related profiles that are not there yet: they may come with this import."""
        known = set(self._stored(facts["related"])) if facts["related"] else set()
        return [
            {"profile": id, "error": _stored_error(record, f"/related/{n}", NO_PROFILE)}
            for n, id in enumerate(facts["related"])
            if id not in known
        ]

    def _stored(self, ids: Iterable[str]) -> dict[str, Profile]:
        docs = self._profiles.collection.find({"_id": {"$in": list(ids)}, **IN_SIGHT})
        return {doc["_id"]: Profile.from_doc(doc) for doc in docs}

    def _known_vendors(self, all_facts: Iterable[Mapping[str, Any]]) -> set[str]:
        vendors = {vendor for facts in all_facts for _, vendor in vendors_in(facts)}
        docs = self._vendors.collection.find({"_id": {"$in": sorted(vendors)}}, {"_id": 1})
        return {doc["_id"] for doc in docs}

    def _get(self, import_id: str) -> Doc:
        doc: Doc | None = self.imports.find_one({"_id": import_id})
        if doc is None:
            raise NotFound("import-not-found")
        return doc

    def _drop(self, import_id: str) -> bool:
        """Drop a trial; tell whether it was one still: it may have been accepted a moment ago."""
        dropped = self.imports.delete_one({"_id": import_id, "state": "checking"}).deleted_count
        if dropped:
            self.records.delete_many({"import": import_id})
        return bool(dropped)

    def _is_storing(self, import_id: str) -> bool:
        """Tell whether it goes on: somebody may have cancelled it a moment ago."""
        return self.imports.find_one({"_id": import_id, "state": "storing"}, {"_id": 1}) is not None

    def _own(self, import_id: str, by: str) -> Doc:
        doc = self._get(import_id)
        if doc["by"] != by:
            raise NotFound("import-not-found")
        return doc


def _stored_error(record: Doc, pointer: str, wrong: Wrong) -> Doc:
    """Return an error as it is kept with a record: its sentence by key."""
    return {**reading.error_at(record, pointer, wrong), "detail": wrong.key}


def _new(record: Doc, by: str) -> Profile:
    profile = Profile.begin(record["profile"], record["facts"], by=by, now=clock.now())
    profile.submit(clock.now())
    return profile


def _edit(profile: Profile, record: Doc, by: str) -> None:
    stand = fingerprint_of(profile.editable())
    if stand == record["after"] and (profile.working is None or profile.working.submitted):
        return
    if stand != record["before"]:
        raise Conflict("changed-meanwhile", "changed-since-export")
    facts = {**record["facts"], "documents": profile.editable()["documents"]}
    profile.edit(facts, by=by, now=clock.now())
    if profile.working is not None:
        profile.submit(clock.now())
