"""Tickets as issues, against a server that refuses what Jira refuses: nothing twice, no echo."""

import base64
import hashlib
import hmac
import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from pymongo.database import Database

from services.common import clock, context
from services.common.context import Call
from services.common.errors import Forbidden, NotFound
from services.common.principal import Principal
from services.common.words import in_language
from services.notify.commenting import Commenting
from services.notify.domain.statuses import Visibility
from services.notify.jira import hooks
from services.notify.jira.client import JiraClient
from services.notify.jira.projection import JiraProjection
from services.notify.jira.settings import JiraSettings
from services.notify.repositories import jira_issues
from services.notify.repositories.attachments import AttachmentFiles, Attachments
from services.notify.repositories.jira_issues import JiraIssues
from services.notify.repositories.tickets import TicketLines, Tickets
from tests.integration.jira_stub import PROJECT, JiraStub, serving
from tests.unit.notify import samples

Doc = dict[str, Any]
SECRET = "s3cret"
WAITING = {"role": "officer", "due_on": "2026-12-01"}


class Office:
    """A ticket in review, its thread, and a Jira it is projected to."""

    def __init__(self, database: Database[Doc], jira: JiraStub, address: str) -> None:
        made = (database, "notify", lambda *_: None)
        self.server = jira
        self.tickets, self.lines = Tickets(*made), TicketLines(*made)
        self.issues = JiraIssues(database)
        for stored in (self.tickets, self.lines, self.issues):
            stored.prepare()
        files = Attachments(*made), AttachmentFiles(database)
        self.commenting = Commenting(self.lines, *files)
        self.settings = JiraSettings(address, PROJECT, "Task", SECRET)
        self.projection = self.projecting(address)
        self.hear(sequence=2)

    def projecting(self, address: str) -> JiraProjection:
        client = JiraClient(address) if address else None
        return JiraProjection(
            client, self.settings, issues=self.issues, tickets=self.tickets, lines=self.lines
        )

    def hear(self, **changed: Any) -> None:
        event = samples.order_event(**changed)
        context.enter(event.call())
        self.tickets.follow(event)
        self.projection.note("o1")

    def write(self, person: Principal, text: str, visibility: Visibility | None = None) -> None:
        context.enter(Call(once=text, principal=person))
        self.commenting.comment(self.tickets.get("o1"), text, visibility, [])
        self.projection.note("o1")

    def project(self) -> Doc:
        """Follow what is due now, and give what is noted of the ticket."""
        past = clock.now() - timedelta(seconds=1)
        self.issues.collection.update_many({"state": "waiting"}, {"$set": {"due_at": past}})
        while self.projection.round():
            continue
        return self.issues.find("o1") or {}

    def told(self, comment: str, **changed: Any) -> bool:
        """Let Jira tell, signed, that a comment was made."""
        said = {"webhookEvent": "comment_created", "issue": {"key": "DM-1"},
                "comment": {"id": comment}, **changed}  # fmt: skip
        return hooks.take(signed(json.dumps(said)), self.settings, self.issues, self.projection)

    def thread(self) -> list[Doc]:
        lines = self.lines.thread(self.tickets.get("o1"), list(Visibility), None, 100)
        return [dict(in_language(line.shown_to("operator"), "de")) for line in lines]  # type: ignore[arg-type]


def signed(text: str, secret: str = SECRET) -> Doc:
    digest = hmac.digest(secret.encode(), text.encode(), hashlib.sha256).hex()
    return {"content": base64.b64encode(text.encode()).decode(), "signature": f"sha256={digest}"}


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
