"""Judged queries over the 40 committed profiles and the 557 services of the OZG catalogue.

Set ``before`` was judged before there was a ranking, set ``everyday`` before its vocabulary
was widened; neither is ever changed with the ranking: digests hold them. Set ``after`` was
judged when that was done, unseen by it. Run with the numbers printed:
``pytest tests/integration/test_search_quality.py``.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from pymongo.database import Database

from services.catalog.domain.profiles import Profile, Status
from services.catalog.ozg.table import read_leika, read_services
from services.catalog.repositories.profiles import Profiles
from services.catalog.schemas import profiles as schemas
from services.catalog.search.index import SearchIndex
from services.common import clock
from services.common.messaging.read_copies import ReadCopy
from services.common.validation.input import parse

JUDGED = json.loads((Path(__file__).parent / "queries.json").read_text("utf-8"))
SETS = {
    name: [query for query in JUDGED if query["set"] == name] for name in ("before", "everyday")
}
DIGESTS = {
    "before": "bafc2cc70a8c65c83ac22985d8056de8dc8fc87825e528bde2494921369cc487",
    "everyday": "23c9ecf86a2bef72b648281405f7ff18f4547eda41453eef28da9b5a4b306cb3",
}

LEAST = {"before": (0.9, 0.95, 0.8), "everyday": (0.9, 0.95, 0.5), "all": (0.9, 0.95, 0.75)}
"""The mean reciprocal rank, the hits among three, and the first without synonyms."""


@pytest.fixture
def titles(database: Database[dict[str, Any]]) -> Database[dict[str, Any]]:
    """All 597 titles, those of the OZG catalogue announced as an import leaves them."""
    profiles = Profiles(database, "catalog", lambda *_: None)
    profiles.prepare()
    keys = defaultdict(list)
    for entry in read_leika():
        if entry.leika_key:
            keys[entry.ozg_id].append(entry.leika_key)
    docs = [_announced(service, keys[service.ozg_id]).to_doc() for service in read_services()]
    profiles.collection.insert_many([{**doc, "outbox": [], "done": []} for doc in docs])
    return database


def _announced(service: Any, leika_keys: list[str]) -> Profile:
    text = {"de": service.title, "en": service.title}
    return Profile(
        id=f"ozg-{service.ozg_id}", version=1, title=text, summary=text, kind="efa",
        topic=service.topic, life_situation=service.life_situation, ministry="StMD",
        target_kinds=["municipality"], sphere="own", financing={"kind": "levy"},
        trust_level="low", status=Status.PUBLISHED, changed_at=clock.now(), profile_version=1,
        leika_keys=leika_keys, ozg_id=service.ozg_id, demo=True,
    )  # fmt: skip


def measured(
    database: Database[dict[str, Any]], synonyms: Mapping[str, Sequence[str]] | None = None
) -> dict[str, tuple[float, float, list[str]]]:
    """Return for each set the mean reciprocal rank, the hits among three, and what found none."""
    finding = SearchIndex(database, ReadCopy(database, "identity", "body"), synonyms=synonyms)
    found = {q["query"]: _ids(finding, q["query"]) for q in JUDGED}
    return {name: _figures(queries, found) for name, queries in {**SETS, "all": JUDGED}.items()}


def _ids(finding: SearchIndex, text: str) -> list[str]:
    return finding.ids(parse(schemas.ProfileQuery, {"q": text}))


def _figures(
    queries: list[dict[str, Any]], found: Mapping[str, list[str]]
) -> tuple[float, float, list[str]]:
    ranks = [_rank(query["good"], found[query["query"]]) for query in queries]
    reciprocal = sum(1 / rank for rank in ranks if rank) / len(ranks)
    hits = sum(0 < rank <= 3 for rank in ranks) / len(ranks)
    return reciprocal, hits, [q["query"] for q in queries if not found[q["query"]]]


def _rank(good: list[str], ids: list[str]) -> int:
    return next((place for place, id in enumerate(ids, 1) if id in good), 0)


@pytest.mark.parametrize("name", SETS)
def test_the_queries_judged_before_the_ranking_are_unchanged(name: str) -> None:
    text = json.dumps(SETS[name], sort_keys=True, ensure_ascii=False)

    assert len(SETS[name]) >= 60
    assert hashlib.sha256(text.encode()).hexdigest() == DIGESTS[name]


def test_what_is_meant_is_found_first(
    titles: Database[dict[str, Any]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert titles.profiles.count_documents({}) == 597

    figures, bare = measured(titles), measured(titles, synonyms={})

    with capsys.disabled():
        for name in figures:
            (rank, hits, _), (bare_rank, bare_hits, _) = figures[name], bare[name]
            print(f"\n{name}: MRR {rank:.3f}, hit@3 {hits:.3f}", end="; ")
            print(f"without synonyms {bare_rank:.3f}, {bare_hits:.3f}")
    for name, (reciprocal, hits, _) in figures.items():
        least, least_hits, least_bare = LEAST[name]
        assert (reciprocal >= least, hits >= least_hits) == (True, True), name
        assert bare[name][0] >= least_bare, name
    assert [name for name, (_, _, nothing) in figures.items() if nothing] == []
