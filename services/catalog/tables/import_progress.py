"""How far imports have come, as editors read it: those under way or over, and trials kept aside."""

from datetime import timedelta
from typing import Any

from services.catalog.repositories.profiles import IN_SIGHT, Profiles
from services.catalog.words import WORDS
from services.common.storage.aggregates import to_plain
from services.common.storage.mongo import Doc
from services.common.words import Text

KEPT = timedelta(days=7)
MOST_LISTED = 10
MOST_NAMED = 20
"""So many profiles of each kind a trial names; the counts tell how many there are."""
MOST_CONFLICTS = 50
"""So many are named of those an import left out; the others are counted with them."""
ACCEPTED = ("storing", "stored", "cancelled")
COUNTS = ("new", "changed", "unchanged")


class ImportProgress:
    """Tells what the stored imports and their records say."""

    def __init__(self, database: Any, profiles: Profiles) -> None:
        self._imports, self._records = database["imports"], database["import_records"]
        self._profiles = profiles

    def of(self, doc: Doc) -> Doc:
        """Return how far an import has come; ``conflicts`` were edited by somebody meanwhile.

        Of these ``conflict_count`` are all, and those listed by id the first. One that has any,
        and comes no further, is ``incomplete`` rather than ``stored``. ``left`` tells how many
        records are still to be stored; of one that was cancelled, they stay out.
        """
        of_it = {"import": doc["_id"]}
        count, refused = self._records.count_documents, {**of_it, "outcome": "conflict"}
        conflicts = count(refused)
        first = self._records.find(refused, {"profile": 1}).sort("profile", 1)
        named = [record["profile"] for record in first.limit(MOST_CONFLICTS)]
        return {
            "import": doc["_id"],
            "state": "incomplete" if conflicts and doc["state"] == "stored" else doc["state"],
            "by": doc["by"],
            "begun_at": to_plain(doc["created_at"]),
            "records": doc.get("records", 0),
            "counts": doc.get("counts"),
            "kept_until": to_plain(doc["created_at"] + KEPT) if "counts" in doc else None,
            "stored": count({**of_it, "outcome": {"$in": ["stored", "published"]}}),
            "in_review": count({**of_it, "review": True}),
            "published": count({**of_it, "outcome": "published"}),
            "left": count({**of_it, "todo": True}),
            "cancelled_by": doc.get("cancelled_by"),
            "cancelled_at": to_plain(doc.get("cancelled_at")),
            "conflicts": named,
            "conflict_count": conflicts,
            "titles": self._titles(named),
            "named": None,
            "notice": _left_out(conflicts),
        }

    def newest(self) -> list[Doc]:
        """Return how far the newest accepted imports have come, the last one first."""
        return self._listed({"state": {"$in": [*ACCEPTED]}})

    def kept(self, by: str) -> list[Doc]:
        """Return the trials that somebody has kept aside and not taken in yet, if they change much.

        One that changes nothing is no task for anybody.
        """
        changing = [{"counts.new": {"$gt": 0}}, {"counts.changed": {"$gt": 0}}]
        return self._listed({"state": "checking", "by": by, "$or": changing})

    def counts(self, import_id: str) -> dict[str, int]:
        """Return how many records of a trial are new, changed and unchanged."""
        count = self._records.count_documents
        return {kind: count({"import": import_id, "kind": kind}) for kind in COUNTS}

    def whole(self, doc: Doc) -> Doc:
        """Return the same with what lists leave out: a kept trial's first profiles of each kind."""
        if doc["state"] != "checking" or "counts" not in doc:
            return self.of(doc)
        return {**self.of(doc), "named": {kind: self._named(doc["_id"], kind) for kind in COUNTS}}

    def _named(self, import_id: str, kind: str) -> list[Doc]:
        found = self._records.find(
            {"import": import_id, "kind": kind}, {"profile": 1, "facts.title": 1}
        )
        first = found.sort("profile", 1).limit(MOST_NAMED)
        return [{"profile": one["profile"], "title": one["facts"]["title"]} for one in first]

    def _listed(self, criteria: Doc) -> list[Doc]:
        docs = self._imports.find(criteria).sort("created_at", -1).limit(MOST_LISTED)
        return [self.of(doc) for doc in docs]

    def _titles(self, ids: list[str]) -> dict[str, Doc]:
        """Return what these profiles are called in their working copies, or for readers."""
        docs = self._profiles.collection.find(
            {"_id": {"$in": ids}, **IN_SIGHT}, {"title": 1, "working.facts.title": 1}
        )
        return {
            doc["_id"]: ((doc.get("working") or {}).get("facts") or doc)["title"] for doc in docs
        }


def _left_out(count: int) -> Text | None:
    return WORDS["profiles-left-out"].filled(count=count) if count else None
