"""Fill a stopped catalog's database with many profiles, made of those that ship with it."""

import csv
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from pymongo import MongoClient

from services.catalog.domain.profiles import Profile

Doc = dict[str, Any]
TITLES = Path(__file__).parents[2] / "services/catalog/ozg/services.csv"
MADE = "bench-"
FIRST = datetime(2024, 1, 1, tzinfo=UTC)
"""When the first was published; one more each hour, as a catalogue grows and not all at once."""
AREAS = ("Stadt", "Markt", "Gemeinde", "Landkreis", "Bezirk", "Verbund", "Zweckverband")


def fill(mongo_uri: str, name: str, wanted: int) -> None:
    """Add variations of the profiles there are until there are that many."""
    client: MongoClient[Doc] = MongoClient(mongo_uri, tz_aware=True)
    try:
        profiles = client[name]["profiles"]
        held = list(profiles.find({"profile_version": {"$gte": 1}}))
        profiles.insert_many(variations(held, titles(), wanted - len(held)), ordered=False)
    finally:
        client.close()


def orderable(
    mongo_uri: str, name: str, like: str, wanted: int, called: str = "order"
) -> list[str]:
    """Let the copies in a service's database hold so many services like this one; give their ids.

    They are of the own sphere: every municipality orders them for itself.
    """
    client: MongoClient[Doc] = MongoClient(mongo_uri, tz_aware=True)
    ids = [f"{MADE}{called}-{n:05}" for n in range(wanted)]
    try:
        for copy in ("copy_catalog_profile", "copy_contracts_chain"):
            collection = client[name][copy]
            held = collection.find_one({"_id": like}) or {}
            shape = {**held, "sphere": "own", "vg_contracts": None}
            collection.insert_many([{**shape, "_id": id} for id in ids], ordered=False)
    finally:
        client.close()
    return ids


def variations(held: list[Doc], titles: list[str], number: int) -> Iterator[Doc]:
    """Return that many profiles, each of another title, in the shapes of those held."""
    held = sorted(held, key=lambda doc: str(doc["_id"]))
    for n in range(number):
        title = f"{titles[n % len(titles)]} {AREAS[n // len(titles) % len(AREAS)]} {n}"
        doc = {**held[n % len(held)], "_id": f"{MADE}{n:05}"}
        doc["title"] = {"de": title, "en": f"Service {n}"}
        doc["changed_at"] = doc["published_at"] = FIRST + timedelta(hours=n)
        yield {**doc, **Profile.from_doc(doc).to_doc(), "outbox": [], "done": []}


def titles() -> list[str]:
    """Return the titles of the services of the OZG catalogue."""
    with TITLES.open(encoding="utf-8", newline="") as file:
        return [row["title"] for row in csv.DictReader(file)]
