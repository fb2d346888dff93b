"""Where catalog keeps vendors, specialist systems, the interfaces between them, and clicks."""

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from typing import Any, Generic, Self, TypeVar

from pymongo.collation import Collation, CollationStrength
from pymongo.collection import Collection
from pymongo.database import Database

from services.catalog.domain.choices import Status
from services.catalog.domain.directory import (
    ExtraCost,
    SpecialistSystem,
    Vendor,
    VendorKind,
    extra_cost_of,
)
from services.catalog.shipped.profiles import read_profiles, read_vendors
from services.common.errors import Conflict, Wrong, invalid_fields
from services.common.paging import offset_of
from services.common.storage.indexes import Declared, Stored, index
from services.common.storage.repository import Repository

Doc = dict[str, Any]
E = TypeVar("E", Vendor, SpecialistSystem)

_SAID = {"standard": "standard", "version": "version", "vendor": "stated_by"}
_COST: dict[str, Any] = {
    ExtraCost.YES: True,
    ExtraCost.NO: False,
    ExtraCost.UNKNOWN: {"$in": [None, ExtraCost.UNKNOWN.value]},
}
ANY_CASE = Collation("de", strength=CollationStrength.SECONDARY)
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


class _Directory(Repository[E], ABC, Generic[E]):
    """Entries that editors keep, each told whole after a change."""

    exists: str
    filters: tuple[str, ...]

    def indexes(self) -> Declared:
        """Return one for each filter of the list, and the entry's own."""
        by_filter = tuple(index(f"by_{name}", name, "_id") for name in self.filters)
        return [*super().indexes(), (self.collection, by_filter)]

    def seed(self) -> None:
        """Add the entries that ship with the service and are not there yet."""
        stored = {doc["_id"] for doc in self.collection.find({}, {"_id": 1})}
        for entry in self.first_entries():
            if entry.id not in stored:
                self.add(entry)

    @abstractmethod
    def first_entries(self) -> Iterable[E]:
        """Return those that ship with the service."""

    def enter(self, entry: E) -> E:
        """Add an entry under its own id; the same again is no second one."""
        entry.tell()
        stored = self.add(entry)
        if stored is not entry and stored.state() != {**entry.state(), "version": stored.version}:
            raise Conflict(self.exists)
        return stored

    def check_name(self, name: str, *, of: str) -> None:
        """Refuse a name that another entry has, in capital letters or small ones."""
        another = {"name": name, "_id": {"$ne": of}}
        if self.collection.find_one(another, {"_id": 1}, collation=ANY_CASE):
            raise invalid_fields([("/name", Wrong("name-in-directory"))])

    def listed(self, query: Doc) -> tuple[list[E], int]:
        """Return one item more than the limit, and how many there are in all."""
        criteria = {name: query[name] for name in self.filters if query.get(name)}
        page = self.page(criteria, after=query["cursor"], limit=query["limit"] + 1)
        return page, self.collection.count_documents(criteria)

    def names_of(self, ids: Iterable[str]) -> dict[str, str]:
        """Return how these entries are called, by id; of what is no entry there is no name."""
        chosen = {"_id": {"$in": sorted(ids)}}
        docs = self.collection.find(chosen, {"name": 1}) if chosen["_id"]["$in"] else ()
        return {doc["_id"]: doc["name"] for doc in docs}

    def states(self, after: str = "") -> Iterator[Doc]:
        """Return every entry whole as an item of a snapshot."""
        for doc in self.docs_after(after):
            entry = self.kind.from_doc(doc)
            yield {"id": entry.id, "sequence": entry.version, "state": entry.state()}


class Vendors(_Directory[Vendor]):
    """Manufacturers, IT providers and IT associations."""

    kind = Vendor
    collection_name = "vendors"
    not_found = "vendor-not-found"
    exists = "vendor-exists"
    filters = ("kind",)

    def first_entries(self) -> Iterable[Vendor]:
        """Return the vendors that the committed profiles name."""
        return [Vendor(**{**row, "kind": VendorKind(row["kind"])}) for row in read_vendors()]


class Systems(_Directory[SpecialistSystem]):
    """Specialist systems with their versions."""

    kind = SpecialistSystem
    collection_name = "systems"
    not_found = "system-not-found"
    exists = "system-exists"
    filters = ("manufacturer",)

    own_indexes = (index("by_name", "name"),)

    def first_entries(self) -> Iterable[SpecialistSystem]:
        """Return the systems that the committed profiles name, of the manufacturers naming them."""
        makers = {row["id"] for row in read_vendors() if row["kind"] == VendorKind.MANUFACTURER}
        systems: dict[str, SpecialistSystem] = {}
        for interface in (i for row in read_profiles() for i in row["interfaces"]):
            name, maker = interface["system"], interface["stated_by"]
            system = systems.setdefault(
                name, SpecialistSystem(id=slug_of(name), name=name, demo=True)
            )
            system.manufacturer = maker if maker in makers else system.manufacturer
            system.versions = sorted({*system.versions, interface["version"]})
        return systems.values()

    def called(self, names: Iterable[str]) -> dict[str, SpecialistSystem]:
        """Return the systems profiles mean, by the id or the name they write."""
        any_name = {"$in": sorted(set(names))}
        docs = self.collection.find({"$or": [{"_id": any_name}, {"name": any_name}]})
        systems = [SpecialistSystem.from_doc(doc) for doc in docs]
        return {key: system for system in systems for key in (system.name, system.id)}


class Interfaces(Stored):
    """The matrix: which service is joined to which system, in which version, at what cost."""

    def __init__(self, database: Database[Doc], systems: Systems) -> None:
        self.collection: Collection[Doc] = database["profiles"]
        self._systems = systems

    @classmethod
    def of(cls, runtime: Any) -> Self:
        """Make the matrix of a running process."""
        return cls(runtime.database, runtime.part(Systems.of))

    def indexes(self) -> Declared:
        """Return the one the matrix is read by."""
        return [(self.collection, (index("by_matrix", "interfaces.system", "status"),))]

    def listed(self, query: Doc) -> Doc:
        """Return a page of rows in the order of titles, the cursor behind it and the total."""
        offset = offset_of(query["cursor"])
        end = offset + query["limit"]
        parts = {
            "rows": [
                {"$sort": {"title.de": 1, "_id": 1, "interfaces.system": 1,
                           "interfaces.version": 1}},
                {"$skip": offset},
                {"$limit": query["limit"]},
            ],
            "total": [{"$count": "n"}],
        }  # fmt: skip
        (page,) = self.collection.aggregate([*self._stages(query), {"$facet": parts}])
        total = page["total"][0]["n"] if page["total"] else 0
        return {
            "items": self._rows(page["rows"]),
            "next": str(end) if end < total else None,
            "total": total,
        }

    def _stages(self, query: Doc) -> list[Doc]:
        """Choose the profiles by index, then of each only the interfaces that fit."""
        facts: Doc = {field: query[name] for name, field in _SAID.items() if query.get(name)}
        if name := query.get("system"):
            systems = self._systems.called([name])
            facts["system"] = {"$in": sorted({name, *systems, *(s.name for s in systems.values())})}
        else:
            facts["system"] = {"$gt": ""}
        if query.get("extra_cost"):
            facts["extra_cost"] = _COST[query["extra_cost"]]
        about = {name: query[name] for name in ("topic", "kind") if query.get(name)}
        if query.get("profile"):
            about["_id"] = query["profile"]
        kept = ("title", "status", "interfaces")
        fits = {"interfaces": {"$elemMatch": facts}}
        return [
            {"$match": {**about, "status": {"$in": [Status.PUBLISHED, Status.PAUSED]}, **fits}},
            {"$project": dict.fromkeys(kept, 1)},
            {"$unwind": "$interfaces"},
            {"$match": {f"interfaces.{field}": value for field, value in facts.items()}},
        ]

    def _rows(self, docs: list[Doc]) -> list[Doc]:
        systems = self._systems.called(doc["interfaces"]["system"] for doc in docs)
        return [_row(doc, systems.get(doc["interfaces"]["system"])) for doc in docs]


def _row(doc: Doc, system: SpecialistSystem | None) -> Doc:
    interface = doc["interfaces"]
    return {
        "profile": doc["_id"],
        "title": doc["title"],
        "status": doc["status"],
        "system": system.id if system else None,
        "system_name": system.name if system else interface["system"],
        "manufacturer": system.manufacturer if system else None,
        "version": interface.get("version"),
        "standard": interface.get("standard"),
        "extra_cost": extra_cost_of(interface).value,
        "stated_by": interface.get("stated_by"),
        "demo": bool(interface.get("demo")),
    }


def slug_of(name: str) -> str:
    """Return the id of a name: lower case, spelled without umlauts, words joined by hyphens."""
    spelled = name.lower().translate(_UMLAUTS)
    return re.sub(r"[^a-z0-9]+", "-", spelled).strip("-")
