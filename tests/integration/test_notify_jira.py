"""Tickets as issues, against a server that refuses what Jira refuses: nothing twice, no echo."""

import json
from collections.abc import Iterator

import pytest
from pymongo.database import Database

from services.common.errors import Forbidden, NotFound
from services.notify.domain.statuses import Visibility
from services.notify.jira import hooks
from services.notify.jira.settings import JiraSettings
from services.notify.repositories import jira_issues
from tests.integration.jira_office import SECRET, WAITING, Doc, Office, signed
from tests.integration.jira_stub import PROJECT, JiraStub, serving
from tests.unit.notify import samples


@pytest.fixture
def jira() -> JiraStub:
    return JiraStub()


@pytest.fixture
def office(database: Database[Doc], jira: JiraStub) -> Iterator[Office]:
    with serving(jira) as address:
        yield Office(database, jira, address)


def test_a_ticket_becomes_one_issue_that_goes_where_the_ticket_goes(office: Office) -> None:
    first = office.project()
    office.hear(sequence=3, state="asked_back", waiting_for=WAITING)
    second = office.project()

    (issue,) = office.server.issues.values()
    assert (first["issue"], first["state"], second["issue"]) == ("DM-1", "current", "DM-1")
    assert issue["summary"] == "T-DM-2026-000123: Wohnsitz ummelden, Prien a.Chiemsee"
    assert issue["labels"] == ["digitalmarkt-o1"]
    assert issue["status"] == "Waiting for customer"
    assert office.server.asked.count("POST issue") == 1


def test_a_status_the_workflow_does_not_lead_to_is_noted_and_holds_nothing(office: Office) -> None:
    office.hear(sequence=3, state="live", waiting_for=None)

    noted = office.project()

    assert (noted["state"], noted["reason"]) == ("current", "no transition to In progress")


def test_comments_go_out_once_and_inner_ones_as_internal_notes(office: Office) -> None:
    office.write(samples.body_person(), "Wir warten.")
    office.write(samples.operator("tickets:internal", "tickets:write"), "Vorsicht.",
                 Visibility.OPERATOR)  # fmt: skip

    for _ in range(2):
        office.projection.note("o1")
        office.project()

    first, second = office.server.comments()
    texts = [[p["content"][0]["text"] for p in one["body"]["content"]] for one in (first, second)]
    assert texts[0][1] == "Wir warten."
    assert texts[0][0].endswith("für Stelle und BayKommun:")
    assert (first["jsdPublic"], second["jsdPublic"]) == (True, False)


@pytest.mark.parametrize("point", ["/issue", "/comment", "/transitions"])
def test_a_call_whose_answer_is_lost_makes_nothing_twice(
    office: Office, monkeypatch: pytest.MonkeyPatch, point: str
) -> None:
    office.hear(sequence=3, state="asked_back", waiting_for=WAITING)
    office.write(samples.body_person(), "Wir warten.")
    office.server.dies_after = f"POST /rest/api/3{point if point == '/issue' else ''}"
    if point != "/issue":
        office.server.dies_after = f"/DM-1{point}"

    lost = office.project()
    done = office.project()

    assert (lost["state"], lost["tries"]) == ("waiting", 1)
    assert done["state"] == "current"
    assert len(office.server.issues) == 1
    assert len(office.server.comments()) == 1


def test_an_issue_the_search_does_not_find_yet_is_not_made_again(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.server.indexes_at_once = False
    office.server.dies_after = "POST /rest/api/3/issue"

    for _ in range(3):
        waiting = office.project()
    office.server.indexed.add("DM-1")
    found = office.project()

    assert (waiting["state"], waiting["reason"]) == (
        "waiting", "an issue may have been made just now",
    )  # fmt: skip
    assert (found["issue"], len(office.server.issues)) == ("DM-1", 1)


def test_what_jira_refuses_has_failed_after_so_many_tries_until_somebody_tries_again(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jira_issues, "MOST_TRIES", 2)
    office.settings = JiraSettings(office.settings.jira_uri, "NOPE", "Task", SECRET)
    office.projection = office.projecting(office.settings.jira_uri)

    first, second = office.project(), office.project()
    failed = [doc["_id"] for doc in office.issues.failed(10)]
    office.settings = JiraSettings(office.settings.jira_uri, PROJECT, "Task", SECRET)
    office.projection = office.projecting(office.settings.jira_uri)
    office.projection.note("o1")

    assert (first["state"], second["state"], failed) == ("waiting", "failed", ["o1"])
    assert second["reason"] == "HTTP 400 project: valid project is required"
    (named,) = office.tickets.named(["o1", "gone"]).values()
    assert (named["number"], named["body_name"]) == (
        office.tickets.get("o1").order["number"], office.tickets.get("o1").order["body_name"],
    )  # fmt: skip
    assert office.project()["state"] == "current"


def test_a_wrong_token_is_told_without_saying_it(office: Office) -> None:
    office.projection = office.projecting(office.settings.jira_uri.replace(":t0ken@", ":wr0ng@"))

    noted = office.project()

    assert noted["reason"] == "HTTP 401"
    assert "wr0ng" not in str(noted)


def test_what_is_written_in_jira_stands_in_the_thread_once_and_comes_not_back(
    office: Office,
) -> None:
    office.write(samples.body_person(), "Wir warten.")
    office.project()
    public, inner = office.server.write("Kommt morgen."), office.server.write("Nein.", public=False)

    for comment in (public, inner, public, "500"):
        assert office.told(comment)
    office.project()
    office.projection.note("o1")
    office.project()

    lines = [(one["text"], one["visibility"], one["side"]) for one in office.thread()]
    assert lines == [
        ("Wir warten.", "body", "body"),
        ("Kommt morgen.", "body", "operator"),
        ("Nein.", "operator", "operator"),
    ]
    assert office.thread()[1]["author_name"] == "Jo"
    assert len(office.server.comments()) == 3


def test_only_a_signed_word_about_a_comment_of_our_issue_is_taken(office: Office) -> None:
    office.project()
    said = json.dumps({"webhookEvent": "comment_created"})

    def take(payload: Doc, settings: JiraSettings | None = None) -> bool:
        known = settings or office.settings
        return hooks.take(payload, known, office.issues, office.projection)

    with pytest.raises(Forbidden):
        take(signed(said, "another"))
    with pytest.raises(Forbidden):
        take({**signed(said), "signature": ""})
    with pytest.raises(Forbidden):
        take({**signed(said), "signature": "sha256=ÄÖÜ\ud800"})
    with pytest.raises(NotFound):
        take(signed(said), JiraSettings(office.settings.jira_uri, PROJECT))
    assert not take(signed(said))
    assert not take(signed("[" * 10_000))
    assert not office.told("1", webhookEvent="comment_deleted")
    assert not office.told("1", issue={"key": "OTHER-1"})
    assert not office.told("../1")


def test_without_a_jira_nothing_is_kept_and_nothing_asked(office: Office) -> None:
    office.project()
    before = office.issues.find("o1"), len(office.server.asked)
    office.projection = office.projecting("")

    office.hear(sequence=5, state="released")
    office.project()

    assert (office.issues.find("o1"), len(office.server.asked)) == before


def test_what_happens_while_a_ticket_is_followed_is_followed_next(office: Office) -> None:
    office.project()
    office.projection.note("o1")
    taken = office.issues.take()
    assert taken is not None

    office.projection.note("o1")
    office.issues.done(taken, None)

    assert (office.issues.find("o1") or {})["state"] == "waiting"
