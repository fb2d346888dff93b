"""Where figures are kept: one document for a service in a district, one with all of a service."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Self

from pymongo import ReplaceOne
from pymongo.collection import Collection
from pymongo.database import Database
from pymongo.errors import BulkWriteError

from services.common.storage.indexes import Declared, Stored, index
from services.common.storage.inserting import duplicates
from services.orders.domain.figures import FigureCell, added, cell_id

Doc = dict[str, Any]
Key = tuple[str, str]
"""A service and a district."""

SUMS = dict.fromkeys(("area", "version", "counts", "days"), 1)
REGION = 3
"""So long is the key of a region, with which those of its districts begin."""
MOST_AREAS = 1000


class Figures(Stored):
    """Cells change by comparing their version: whoever read an older one begins again."""

    def __init__(self, database: Database[Doc]) -> None:
        self.cells, self.sums = database["figures"], database["figure_sums"]

    @classmethod
    def of(cls, runtime: Any) -> Self:
        """Make the one of a running process."""
        return cls(runtime.database)

    def indexes(self) -> Declared:
        """Return the one by which the districts of a service are found."""
        return [(self.cells, (index("by_profile", "profile", "area"),))]

    def held(self, keys: Iterable[Key]) -> dict[Key, FigureCell]:
        """Return the cells of these services in these districts, new ones where none is."""
        wanted = {cell_id(*key): key for key in keys}
        found = {doc["_id"]: doc for doc in self.cells.find({"_id": {"$in": sorted(wanted)}})}
        return {key: _cell(key, found.get(id)) for id, key in wanted.items()}

    def of_profile(self, profile: str) -> dict[Key, Doc]:
        """Return all cells of a service as they are kept."""
        docs = self.cells.find({"profile": profile}).limit(MOST_AREAS)
        return {(profile, doc["area"]): doc for doc in docs}

    def put(self, cell: FigureCell) -> bool:
        """Keep a changed cell; tell whether nobody changed it meanwhile."""
        return self.put_all([cell])

    def put_all(self, cells: Sequence[FigureCell]) -> bool:
        """Keep changed cells; tell whether nobody changed any of them meanwhile.

        Where somebody did, those of the others are kept all the same.
        """
        writes = []
        for cell in cells:
            seen, cell.version = cell.version, cell.version + 1
            one = {"_id": cell.id, "version": seen}
            writes.append(ReplaceOne(one, cell.doc(), upsert=seen == 0))
        return _written(self.cells, writes) == len(writes)

    def sum_up(self, profiles: Sequence[str]) -> None:
        """Keep the sums of services by region, unless newer ones are there.

        The versions of its cells only grow, so that their sum says which sums are newer.
        """
        by_profile: dict[str, list[Doc]] = {profile: [] for profile in profiles}
        cells = self.cells.find({"profile": {"$in": list(profiles)}}, {**SUMS, "profile": 1})
        for cell in cells.limit(max(1, MOST_AREAS * len(profiles))):
            by_profile[cell["profile"]].append(cell)
        _written(self.sums, [_sums(*one) for one in by_profile.items()])

    def by_area(self, profile: str) -> Iterator[Doc]:
        """Return the sums of a service in each of its districts."""
        return iter(self.cells.find({"profile": profile}, SUMS).limit(MOST_AREAS))

    def days(self) -> Iterator[Mapping[str, Mapping[str, int]]]:
        """Return, of each service, how many orders took how many days by step.

        Sums that were kept before they had that are told region by region.
        """
        regions = {"$map": {"input": {"$objectToArray": "$regions"}, "in": "$$this.v.days"}}
        days = {"$cond": [{"$gt": ["$days", None]}, ["$days"], regions]}
        for doc in self.sums.aggregate([{"$project": {"_id": 0, "days": days}}]):
            yield from doc["days"]

    def by_region(self, profiles: Iterable[str]) -> dict[str, Mapping[str, Doc]]:
        """Return the sums of these services by region."""
        docs = self.sums.find({"_id": {"$in": sorted(profiles)}})
        return {doc["_id"]: doc["regions"] for doc in docs}


def _sums(profile: str, cells: Iterable[Doc]) -> ReplaceOne[Doc]:
    regions: dict[str, list[Doc]] = {}
    for cell in cells:
        regions.setdefault(cell["area"][:REGION], []).append(cell)
    version = sum(cell["version"] for some in regions.values() for cell in some)
    sums = {region: added(some) for region, some in regions.items()}
    whole = {"version": version, "regions": sums, "days": added(sums.values())["days"]}
    older = {"_id": profile, "version": {"$lt": version}}
    return ReplaceOne(older, {"_id": profile, **whole}, upsert=True)


def _written(collection: Collection[Doc], writes: Sequence[ReplaceOne[Doc]]) -> int:
    """Write, and tell how many; a document that is another one by now stays as it is."""
    if not writes:
        return 0
    try:
        done = collection.bulk_write(writes, ordered=False)
        return done.modified_count + done.upserted_count
    except BulkWriteError as error:
        duplicates(error)
        return int(error.details["nModified"] + error.details["nUpserted"])


def _cell(key: Key, doc: Doc | None) -> FigureCell:
    if doc is None:
        return FigureCell(*key)
    return FigureCell(*key, version=doc["version"], orders=doc["orders"])
