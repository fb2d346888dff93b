"""Where catalog keeps profiles and vendors, and how profiles are found."""

import base64
import json
from collections.abc import Iterator
from typing import Any

from services.catalog.domain.profiles import Profile, Vendor, words_of
from services.catalog.profiles.table import read_profiles, read_vendors
from services.common import clock
from services.common.errors import invalid_fields
from services.common.mongo import Repository

FILTERS = {
    "kind": "kind",
    "topic": "topic",
    "ministry": "ministry",
    "status": "status",
    "financing": "financing.kind",
    "body_kind": "target_kinds",
    "capacity": "capacities",
}
FACETS = ("kind", "topic", "ministry", "status", "financing")
FARTHEST = 1_000_000
SORT_FIELDS = {"title": "title.de", "changed_at": "changed_at"}


class Profiles(Repository[Profile]):
    """The catalogue; the committed table is loaded once, row by row."""

    kind = Profile
    collection_name = "profiles"
    not_found = "profile-not-found"

    def prepare(self) -> None:
        super().prepare()
        texts = [
            (f, "text") for f in ("title.de", "summary.de", "title.en", "leika_keys", "ozg_id")
        ]
        self.collection.create_index(
            texts, name="search", default_language="german", weights={"title.de": 5, "title.en": 3}
        )
        for name, path in FILTERS.items():
            self.collection.create_index([(path, 1), ("title.de", 1)], name=f"by_{name}")
        self.collection.create_index([("words", 1)], name="by_word")
        self.collection.create_index([("title.de", 1), ("_id", 1)], name="by_title")
        self.collection.create_index([("changed_at", -1), ("_id", 1)], name="by_change")
        self.load()

    def load(self) -> None:
        """Add the rows of the table that are not there yet."""
        held = {doc["_id"] for doc in self.collection.find({}, {"_id": 1})}
        for row in read_profiles():
            if row["id"] not in held:
                self.add(Profile(changed_at=clock.now(), **row))

    def revision(self) -> str:
        """Give a text that differs after every change of the catalogue."""
        newest = self.collection.find_one({}, {"changed_at": 1}, sort=[("changed_at", -1)])
        return newest["changed_at"].isoformat() if newest else "empty"

    def search(self, query: dict[str, Any]) -> dict[str, Any]:
        """Give a page of profiles with ``total`` and the counts for each facet."""
        criteria = _criteria(query)
        offset = _offset(query["cursor"])
        found = self.collection.find(criteria).sort(_order(query))
        docs = list(found.skip(offset).limit(query["limit"] + 1))
        more = len(docs) > query["limit"]
        return {
            "items": [_summary(Profile.from_doc(doc)) for doc in docs[: query["limit"]]],
            "next": _cursor(offset + query["limit"]) if more else None,
            **self._counts(criteria),
            "revision": self.revision(),
        }

    def _counts(self, criteria: dict[str, Any]) -> dict[str, Any]:
        stages = {name: [{"$sortByCount": f"${FILTERS[name]}"}, {"$limit": 60}] for name in FACETS}
        pipeline = [{"$match": criteria}, {"$facet": {**stages, "total": [{"$count": "n"}]}}]
        (counted,) = self.collection.aggregate(pipeline)
        total = counted.pop("total")
        facets = {
            name: [{"value": c["_id"], "label": c["_id"], "count": c["count"]} for c in counts]
            for name, counts in counted.items()
        }
        return {"total": total[0]["n"] if total else 0, "facets": facets}

    def states(self) -> Iterator[dict[str, Any]]:
        """Give every profile as an item of a snapshot."""
        for doc in self.collection.find().sort("_id", 1):
            profile = Profile.from_doc(doc)
            yield {"id": profile.id, "sequence": profile.version, "state": profile.public()}


class Vendors(Repository[Vendor]):
    """The directory of vendors."""

    kind = Vendor
    collection_name = "vendors"
    not_found = "vendor-not-found"

    def prepare(self) -> None:
        super().prepare()
        self.collection.create_index([("kind", 1), ("_id", 1)], name="by_kind")
        for row in read_vendors():
            self.add(Vendor(**row))

    def listed(self, query: dict[str, Any]) -> tuple[list[Vendor], int]:
        """Give one item more than the limit, and how many there are in all."""
        criteria = {"kind": query["kind"]} if query.get("kind") else {}
        page = self.page(criteria, after=query["cursor"], limit=query["limit"] + 1)
        return page, self.collection.count_documents(criteria)

    def states(self) -> Iterator[dict[str, Any]]:
        """Give every vendor with its address as an item of a snapshot."""
        for vendor in self.page({}, limit=5000):
            state = {**vendor.public(), "email": vendor.email}
            yield {"id": vendor.id, "sequence": vendor.version, "state": state}


def _criteria(query: dict[str, Any]) -> dict[str, Any]:
    criteria: dict[str, Any] = {
        path: query[name] for name, path in FILTERS.items() if query.get(name)
    }
    if text := query.get("q"):
        stemmed = {"$text": {"$search": text, "$language": "german"}}
        begun = [{"words": {"$gte": word, "$lt": word + "~"}} for word in words_of(text)]
        criteria["$or"] = [stemmed, {"$and": begun}] if begun else [stemmed]
    return criteria


def _order(query: dict[str, Any]) -> list[tuple[str, Any]]:
    """Sort as wished; without a wish what fits a search best comes first, else by title."""
    wish = query.get("sort")
    if wish is None and query.get("q"):
        return [("score", {"$meta": "textScore"}), ("title.de", 1), ("_id", 1)]
    name = (wish or "title").lstrip("-")
    return [(SORT_FIELDS[name], -1 if wish and wish.startswith("-") else 1), ("_id", 1)]


def _summary(profile: Profile) -> dict[str, Any]:
    shown = profile.public()
    for long in ("rollout_guide", "data_protection", "prerequisites", "evidence"):
        del shown[long]
    return shown


def _cursor(offset: int) -> str:
    return base64.urlsafe_b64encode(json.dumps(offset).encode()).decode()


def _offset(cursor: str | None) -> int:
    if cursor is None:
        return 0
    try:
        offset = json.loads(base64.urlsafe_b64decode(cursor))
        if isinstance(offset, int) and 0 <= offset <= FARTHEST:
            return offset
    except ValueError:
        pass
    raise invalid_fields([("/cursor", "Diese Fortsetzung gibt es nicht. / Unknown cursor.")])
