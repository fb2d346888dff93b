"""Which services the levy pays for: what contracts says, as the catalogue knows it."""

from typing import Any

import pytest
from pymongo.database import Database

from services.catalog.repositories.levy import ANY_YEAR, HELD_FOR_S, NEWEST, NewestLevy
from services.catalog.repositories.profiles import Profiles
from services.catalog.search.index import SearchIndex
from services.common import context
from services.common.context import Call
from services.common.events import Event
from services.common.messaging.read_copies import ReadCopy
from services.contracts.domain.levy_runs import LevyRun
from tests import builders
from tests.builders import NOW

Db = Database[dict[str, Any]]
LATER = NOW.replace(year=NOW.year + 1)


class Ticking:
    """A clock that goes on when it is told."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def keep(copy: ReadCopy, run: LevyRun) -> None:
    """Take up what is said of a run when it is released."""
    run.version = 2
    (told,) = [e for e in run.take_news("contracts") if e["type"] == "levy.changed"]
    copy.keep_events([Event(told["id"], "contracts", "levy.changed", run.id, 2, told["data"],
                            "trace", told)])  # fmt: skip


def released(id: str, *profiles: str, year: int = 2024, at: Any = NOW) -> LevyRun:
    services = [builders.levy_service(name=p, profile=p) for p in profiles]
    run = builders.levy_run(id=id, year=year, services=services)
    run.release("olaf", at)
    return run


@pytest.fixture
def copy(database: Db) -> ReadCopy:
    context.enter(Call())
    return ReadCopy(database, "contracts", "levy")


def test_exactly_the_services_of_the_newest_run_are_paid_for(database: Db, copy: ReadCopy) -> None:
    levy = NewestLevy(database, Ticking())

    keep(copy, released("u2", "ewa", "bewohnerparkausweis", at=LATER))
    keep(copy, released("u1", "ewa", "wohngeld"))
    keep(copy, released("u3", "wohngeld", year=2023, at=LATER.replace(year=LATER.year + 1)))

    assert levy.of("bewohnerparkausweis") == {"year": 2024, "run": "u2"}
    assert levy.of("ewa") == {"year": 2024, "run": "u2"}
    assert levy.of("wohngeld") is None


def test_a_release_counts_within_a_second(database: Db, copy: ReadCopy) -> None:
    ticking = Ticking()
    levy = NewestLevy(database, ticking)
    before = (levy.of("ewa"), levy.mark())

    keep(copy, released("u1", "ewa"))
    held = levy.of("ewa")
    ticking.now += HELD_FOR_S

    assert (before, held) == ((None, ""), None)
    assert levy.of("ewa") == {"year": 2024, "run": "u1"}


def test_every_answer_of_the_catalogue_has_another_revision_then(
    database: Db, copy: ReadCopy
) -> None:
    profiles = Profiles(database, "catalog", lambda *_: None)
    profiles.prepare()
    finding = SearchIndex(database, ReadCopy(database, "identity", "body"))
    before = profiles.revision()
    same = finding.revision()
    ticking = Ticking()
    for part in (profiles, finding):
        part.__dict__.update({n: NewestLevy(database, ticking) for n in ("levy", "_levy")})

    keep(copy, released("u1", "ewa"))

    assert before == same
    assert profiles.revision() == finding.revision() != before


def test_the_newest_is_found_by_an_index(database: Db, copy: ReadCopy) -> None:
    Profiles(database, "catalog", lambda *_: None).prepare()
    for n in range(3):
        keep(copy, released(f"u{n}", "ewa", year=2024 + n))

    plan = copy.collection.find(ANY_YEAR).sort(NEWEST).limit(1).explain()

    assert "COLLSCAN" not in str(plan["queryPlanner"]["winningPlan"])
