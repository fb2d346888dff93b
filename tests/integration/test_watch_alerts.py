"""Who watches a service or its topic is told of a change once, a page of people at a time."""

from datetime import UTC, datetime
from typing import Any

import pytest
from pymongo.database import Database

from services.catalog.domain import alerts
from services.catalog.domain.watches import Watch, WatchKind
from services.catalog.repositories import news
from services.catalog.repositories.news import WatchAlerts, WatchLists
from services.common import context
from services.common.context import Call

NOW = datetime(2026, 11, 28, 9, tzinfo=UTC)
TOLD = {"service": {"id": "ewa", "title": {"de": "W", "en": "W"}, "topic": "melden"},
        "change": "orderable"}  # fmt: skip


class Desk:
    def __init__(self, database: Database[dict[str, Any]]) -> None:
        self.lists = WatchLists(database, "catalog", lambda *_: None)
        self.alerts = WatchAlerts(database, "catalog", lambda *_: None)
        for part in (self.lists, self.alerts):
            part.prepare()

    def watches(self, account: str, kind: WatchKind, subject: str) -> None:
        context.enter(Call())
        self.lists.watch(account, Watch(kind, subject, NOW))

    def told(self) -> list[str]:
        docs = self.alerts.collection.find().sort("_id", 1)
        said = [event["data"] for doc in docs for event in doc["outbox"]]
        return [account for data in said if "accounts" in data for account in data["accounts"]]


@pytest.fixture
def desk(database: Database[dict[str, Any]]) -> Desk:
    return Desk(database)


def test_those_who_watch_the_service_or_its_topic_are_told_once(desk: Desk) -> None:
    desk.watches("a", WatchKind.PROFILE, "ewa")
    desk.watches("b", WatchKind.TOPIC, "melden")
    desk.watches("b", WatchKind.PROFILE, "ewa")
    desk.watches("c", WatchKind.PROFILE, "melden")
    desk.watches("d", WatchKind.PROFILE, "wohngeld")

    desk.alerts.tell("e1", TOLD, desk.lists, NOW)
    desk.alerts.tell("e1", TOLD, desk.lists, NOW)

    assert desk.told() == ["a", "b"]


def test_a_change_heard_again_goes_on_behind_the_pages_already_told(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(news, "PAGE", 2)
    for account in "bcdef":
        desk.watches(account, WatchKind.PROFILE, "ewa")
    desk.alerts.tell("e1", TOLD, desk.lists, NOW)
    desk.watches("a", WatchKind.PROFILE, "ewa")

    desk.alerts.tell("e1", TOLD, desk.lists, NOW)

    assert sorted(desk.told()) == list("bcdef")
    assert alerts.PAGE == 200
