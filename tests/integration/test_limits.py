"""What the gateway's processes count together in the database."""

from datetime import UTC, datetime, timedelta
from typing import Any

from pymongo import MongoClient
from pymongo.database import Database

from deploy.local.ports import free_ports
from gateway.rate_limits.counter import Limit, Limiter, MongoCounters

FEW = Limit("few", 3, 3600)


def test_processes_count_together_and_forget(database: Database[dict[str, Any]]) -> None:
    counters = MongoCounters(database)
    counters.prepare()
    limiters = [Limiter(counters) for _ in range(2)]

    found = [limiter.count(FEW, "a@b.de").is_over for limiter in limiters * 3]

    stored = list(database["limits"].find())
    assert found == [False] * 3 + [True] * 3
    assert [doc["count"] >= FEW.most for doc in stored] == [True]
    assert stored[0]["expires_at"] > datetime.now(UTC) + timedelta(hours=1)
    assert "a@b.de" not in str(stored)


def test_without_a_database_nobody_waits_and_each_process_counts_alone() -> None:
    nobody: MongoClient[dict[str, Any]] = MongoClient(f"mongodb://127.0.0.1:{free_ports(1)[0]}")
    counters = MongoCounters(nobody["gateway"], lambda: 1.0)
    limiter = Limiter(counters)

    found = [limiter.count(FEW, "a").is_over for _ in range(5)]

    assert found == [False] * 3 + [True] * 2
    assert counters.add("k", 1, datetime.now(UTC)) is None
