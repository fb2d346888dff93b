"""On the day a service opens, catalogue, news and the inboxes of entitled bodies say so, once."""

from datetime import timedelta
from typing import Any

from deploy.local.client import Person
from deploy.local.ports import wait_until
from services.common import clock
from tests.journeys import Journeys

LONG_AGO = timedelta(days=1)


def entries(person: Person, profile: str) -> list[dict[str, Any]]:
    """Return what the person's inbox says of a service that opened."""
    items = person.get("inbox", limit=200)["items"]
    path = f"/leistungen/{profile}"
    return [one for one in items if (one["kind"], one["path"]) == ("service_orderable", path)]


def test_the_day_a_service_opens_is_told_to_those_who_may_order_it(journeys: Journeys) -> None:
    known = journeys.signed_in()
    clerk, editor = known.person(known.clerk), known.person("editor")
    profiles = journeys.stored("catalog")["profiles"]

    its_day = {"$set": {"opens_at": clock.now() - LONG_AGO, "offered": None}}
    assert profiles.update_one({"_id": known.profile}, its_day).modified_count
    wait_until(lambda: entries(clerk, known.profile) != [], 60, "the body was not told")

    (told,) = entries(clerk, known.profile)
    assert (told["kind_label"], told["read"]) == ("Jetzt bestellbar", False)
    assert told["service"] == clerk.get(f"profiles/{known.profile}")["title"]
    assert entries(editor, known.profile) == []
    news = clerk.read("profiles.atom").decode()
    assert f"/leistungen/{known.profile}" in news.partition("</entry>")[0]
    assert "bestellbar" in news.partition("</entry>")[0]
    pages = journeys.stored("catalog")["openings"].count_documents({})
    waiting = journeys.stored("notify")["openings"]
    wait_until(lambda: waiting.count_documents({"state": "told"}) == pages, 30, "pages wait")
    assert len(entries(clerk, known.profile)) == 1
