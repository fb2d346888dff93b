"""Where population figures, runs of the levy and what each payer owes are kept."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, Self

from pymongo.database import Database

from services.common import clock
from services.common.digests import state_digest
from services.common.paging import parts_of, written
from services.common.storage.indexes import Declared, Stored, index
from services.common.storage.inserting import put_each
from services.common.storage.repository import Repository
from services.contracts.domain.levy import Due, Inhabitants, check_population
from services.contracts.domain.levy_runs import LevyRun, RunState
from services.contracts.domain.populations import Population
from services.contracts.shipped.population_figures import read_populations

Doc = dict[str, Any]


class Populations(Repository[Population]):
    """The population figures by day; the id follows from what they say."""

    kind = Population
    collection_name = "populations"
    not_found = "population-not-found"

    own_indexes = (index("by_day", "as_of", "-imported_at"),)

    def seed(self) -> None:
        """Add the figures that ship with the service; what somebody imported comes before them."""
        for told in read_populations():
            counted_on = date.fromisoformat(told["as_of"])
            self.take(told, by=None, now=clock.start_of(counted_on))

    def take(self, told: Doc, *, by: str | None, now: datetime) -> Population:
        """Store an edition, or give the one that says the same already."""
        rows = [Inhabitants(**row) for row in told["rows"]]
        digest = state_digest({"source": told["source"], "rows": told["rows"]})
        edition = Population(
            id=f"{told['as_of']}-{digest[:12]}",
            as_of=date.fromisoformat(str(told["as_of"])),
            source=told["source"],
            of_bavaria=check_population(rows),
            rows=rows,
            imported_by=by,
            imported_at=now,
        )
        return self.add(edition)

    def newest_of(self, day: str) -> Population | None:
        """Return the figures of a day as they were imported last."""
        doc = self.collection.find_one({"as_of": day}, sort=[("as_of", 1), ("imported_at", -1)])
        return Population.from_doc(doc) if doc else None

    def listed(self, *, after: str | None, limit: int) -> list[Population]:
        """Return a page of the editions without their rows, in the order of ids."""
        criteria = {"_id": {"$gt": after or ""}}
        docs = self.collection.find(criteria, {"rows": 0}).sort("_id", 1).limit(limit)
        return [Population.from_doc(doc) for doc in docs]


class LevyRuns(Repository[LevyRun]):
    """The runs of the levy."""

    kind = LevyRun
    collection_name = "levy_runs"
    not_found = "levy-run-not-found"

    own_indexes = (
        index("by_time", "-created_at", "-_id"),
        index("by_release", "state", "-year", "-released_at"),
    )

    def newest_released(self) -> LevyRun | None:
        """Return the released run of the latest year, of one year the one released last."""
        newest = [("state", 1), ("year", -1), ("released_at", -1)]
        doc = self.collection.find_one({"state": RunState.RELEASED.value}, sort=newest)
        return LevyRun.from_doc(doc) if doc else None

    def listed(self, *, drafts: bool, cursor: str | None, limit: int) -> tuple[list[LevyRun], int]:
        """Return a page of the runs, the newest first, and how many there are."""
        criteria: Doc = {} if drafts else {"state": RunState.RELEASED.value}
        total = self.collection.count_documents(criteria)
        if cursor is not None:
            at, id = parts_of(cursor, (datetime, str))
            earlier = [{"created_at": {"$lt": at}}, {"created_at": at, "_id": {"$lt": id}}]
            criteria = {**criteria, "$or": earlier}
        docs = self.collection.find(criteria).sort([("created_at", -1), ("_id", -1)]).limit(limit)
        return [LevyRun.from_doc(doc) for doc in docs], total

    def states(self, after: str = "") -> Iterable[Doc]:
        """Return what is public of every released run as an item of a snapshot."""
        for doc in self.docs_after(after, {"state": RunState.RELEASED.value}):
            run = LevyRun.from_doc(doc)
            yield {"id": run.id, "sequence": run.version, "state": run.public()}


def cursor_of(run: LevyRun) -> str:
    """Return where the list of runs goes on behind this one."""
    return written(run.created_at, run.id)


class LevyPayers(Stored):
    """What each payer of a run owes: written before the run is, and never changed."""

    def __init__(self, database: Database[Doc]) -> None:
        self.collection = database["levy_payers"]

    @classmethod
    def of(cls, runtime: Any) -> Self:
        """Make the one of a running process."""
        return cls(runtime.database)

    def indexes(self) -> Declared:
        """Return the one by which the payers of a run are listed."""
        return [(self.collection, (index("by_run", "run", "key"),))]

    def keep(self, run: str, dues: Sequence[Due]) -> None:
        """Keep them under the run's id; the same call again writes the same."""
        put_each(self.collection, [_doc(run, due) for due in dues])

    def page(self, run: str, *, after: str | None, limit: int) -> list[Doc]:
        """Return the payers of a run behind a key, by key."""
        criteria = {"run": run, "key": {"$gt": after or ""}}
        return list(self.collection.find(criteria, {"_id": 0}).sort("key", 1).limit(limit))

    def find(self, run: str, keys: Iterable[str]) -> list[Doc]:
        """Return those of a run with these keys, by key."""
        ids = [f"{run}:{key}" for key in keys]
        return list(self.collection.find({"_id": {"$in": ids}}, {"_id": 0}).sort("_id", 1))


def _doc(run: str, due: Due) -> Doc:
    payer = due.payer
    return {
        "_id": f"{run}:{payer.key}", "run": run, "key": payer.key, "name": payer.name,
        "kind": payer.kind.value, "population": payer.population, "amount_eur": due.amount_eur,
    }  # fmt: skip
