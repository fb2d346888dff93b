"""A Jira that is busy, late or slow: no ticket fails by it, and nothing is lost or made twice."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from pymongo.database import Database

from services.common import clock
from services.common.errors import Unavailable
from services.notify.jira.client import JiraClient
from services.notify.repositories import jira_issues
from tests.integration.jira_office import Doc, Office
from tests.integration.jira_stub import JiraStub, serving
from tests.unit.notify import samples


@pytest.fixture
def jira() -> JiraStub:
    return JiraStub()


@pytest.fixture
def office(database: Database[Doc], jira: JiraStub) -> Iterator[Office]:
    with serving(jira) as address:
        yield Office(database, jira, address)


def test_who_is_asked_to_come_later_comes_later(office: Office) -> None:
    office.server.busy = 1

    noted = office.project()

    pause = noted["due_at"].replace(tzinfo=None) - office.issues.now().replace(tzinfo=None)
    assert timedelta(seconds=4) < pause <= timedelta(seconds=7)
    assert (noted["state"], noted["reason"]) == ("waiting", "HTTP 429")
    asked = len(office.server.asked)
    office.projection.note("o1")
    assert office.project()["state"] == "waiting"
    assert len(office.server.asked) == asked
    office.projection = office.projecting(office.settings.jira_uri)
    assert office.project()["state"] == "current"


@pytest.mark.parametrize("said", ["7", "Fri, 31 Dec 9999 23:59:59 GMT", "9" * 5000])
def test_however_often_jira_asks_to_come_later_no_ticket_fails(office: Office, said: str) -> None:
    office.server.busy, office.server.retry_after = jira_issues.MOST_TRIES + 1, said

    for _ in range(jira_issues.MOST_TRIES + 1):
        office.projection = office.projecting(office.settings.jira_uri)
        noted = office.project()

    office.projection = office.projecting(office.settings.jira_uri)
    assert (noted["state"], noted["tries"], noted["reason"]) == ("waiting", 0, "HTTP 429")
    assert office.project()["state"] == "current"


@pytest.mark.parametrize("said", ["0", "", "+5", "Mon, 01 Jan 2024 00:00:00 +99999999999999999999"])
def test_who_is_told_no_time_to_come_again_takes_their_own(office: Office, said: str) -> None:
    office.server.busy, office.server.retry_after = 1, said

    noted = office.project()

    pause = noted["due_at"].replace(tzinfo=None) - office.issues.now().replace(tzinfo=None)
    assert timedelta(seconds=25) < pause <= timedelta(seconds=30)
    assert (noted["tries"], office.project()["state"]) == (1, "current")


def test_a_word_there_is_no_room_for_is_to_be_told_again(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jira_issues, "MOST_ARRIVED", 2)
    office.project()
    first, second, third = (office.server.write(text) for text in ("Eins", "Zwei", "Drei"))

    taken = [office.told(first), office.told(second), office.told(second)]
    with pytest.raises(Unavailable):
        office.told(third)
    office.project()
    again = office.told(third)
    office.project()

    assert (taken, again) == ([True] * 3, True)
    assert [line["text"] for line in office.thread()] == ["Eins", "Zwei", "Drei"]


def test_a_comment_that_is_not_there_yet_is_looked_for_some_times(office: Office) -> None:
    office.project()
    late = str(500 + len(office.server.comments()))
    for comment in (late, "999"):
        assert office.told(comment)

    first = office.take_round()
    assert office.server.write("Da bin ich.") == late
    looks = [office.take_round() for _ in range(jira_issues.MOST_LOOKS - 1)]

    assert (first["state"], first["arrived"]) == ("waiting", [late, "999"])
    assert [look["arrived"] for look in looks] == [["999"], ["999"], []]
    assert (looks[-1]["state"], looks[-1]["missed"]) == ("current", {})
    assert [line["text"] for line in office.thread()] == ["Da bin ich."]


def test_what_is_looked_for_does_not_hold_up_what_happens(office: Office) -> None:
    office.project()
    assert office.told("999")
    waits = office.take_round()

    office.projection.note("o1")

    assert waits["due_at"].replace(tzinfo=None) > office.issues.now().replace(tzinfo=None)
    assert office.issues.take() is not None


def test_who_has_lost_the_ticket_to_another_process_makes_nothing_in_jira(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    for text in ("Eins", "Zwei", "Drei"):
        office.write(samples.body_person(), text)
    post, other = JiraClient.post, office.projecting(office.settings.jira_uri)

    def slow(jira: JiraClient, path: str, payload: Doc) -> Any:
        made = post(jira, path, payload)
        if path.endswith("/comment"):
            monkeypatch.setattr(JiraClient, "post", post)
            past = clock.now() - timedelta(seconds=1)
            office.issues.collection.update_one({"_id": "o1"}, {"$set": {"due_at": past}})
            other.round()
        return made

    monkeypatch.setattr(JiraClient, "post", slow)
    office.project()

    texts = [one["body"]["content"][1]["content"][0]["text"] for one in office.server.comments()]
    assert texts == ["Eins", "Zwei", "Drei"]
    assert (office.issues.find("o1") or {})["state"] == "current"


def test_a_ticket_is_kept_as_long_as_its_lines_are_told(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    for text in ("Eins", "Zwei"):
        office.write(samples.body_person(), text)
    left: list[timedelta] = []
    post = JiraClient.post

    def looking(jira: JiraClient, path: str, payload: Doc) -> Any:
        due = (office.issues.find("o1") or {})["due_at"].replace(tzinfo=None)
        left.append(due - office.issues.now().replace(tzinfo=None))
        soon = clock.now() + timedelta(seconds=1)
        office.issues.collection.update_one({"_id": "o1"}, {"$set": {"due_at": soon}})
        return post(jira, path, payload)

    monkeypatch.setattr(JiraClient, "post", looking)
    office.project()

    assert len(left) >= 3
    assert min(left[:3]) > jira_issues.LEASE - timedelta(seconds=10)
