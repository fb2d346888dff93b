"""Makes each ticket's issue say what the ticket says, and takes in what was written there.

Whatever is done is looked for first: the issue by a label with the ticket's id, a comment by a
property with its line's id. So a process killed at any point makes nothing twice. Jira's search
lags behind, so an issue that may have been made just now is only made again after a while. While
Jira asks to be left alone nothing is asked, and no ticket fails by it.
"""

import hashlib
import time
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from pymongo.errors import PyMongoError

from services.common import clock, context
from services.common.background import BackgroundTask, database_bound
from services.common.context import Call
from services.common.errors import Unavailable
from services.common.logs import Log
from services.common.principal import Principal
from services.notify.domain import statuses
from services.notify.domain.lines import TicketLine, TicketSide
from services.notify.domain.reply_text import LONGEST
from services.notify.domain.statuses import Visibility
from services.notify.domain.ticket_states import state_of
from services.notify.domain.tickets import Ticket
from services.notify.jira import adf
from services.notify.jira.client import JiraAway, JiraBusy, JiraClient, JiraRefused
from services.notify.jira.settings import JiraSettings, read_jira
from services.notify.repositories.jira_issues import JiraIssues
from services.notify.repositories.tickets import TicketLines, Tickets
from services.notify.words.jira import CIRCLES, OPENED, SUMMARY, UNPROVEN

log = Log(__name__)
Doc = dict[str, Any]

SEARCH_LAGS = timedelta(minutes=5)
PROPERTY = "digitalmarkt.line"
INTERNAL = "sd.public.comment"
"""The property by which Jira Service Management keeps a comment from its customers."""
MOST_COMMENTS = 100
MOST_PAGES = 20
STATUSES = {
    "open": "In progress",
    "waiting_for_body": "Waiting for customer",
    "waiting_for_vendor": "Pending",
    "waiting_for_operator": "Waiting for support",
    "closed": "Resolved",
}
"""The statuses of the service workflow an issue goes to, where a transition leads there."""


class LeaseLost(Exception):
    """Another process follows this ticket by now."""


class JiraProjection:
    """Follows tickets one at a time; off without an address."""

    def __init__(
        self, client: JiraClient | None, settings: JiraSettings, *, issues: JiraIssues,
        tickets: Tickets, lines: TicketLines,
    ) -> None:  # fmt: skip
        self._client, self._settings = client, settings
        self._issues, self._tickets, self._lines = issues, tickets, lines
        self._rests_until = float("-inf")
        self.loop = BackgroundTask("jira", self.round)

    @classmethod
    def of(cls, runtime: Any) -> "JiraProjection":
        """Make the one of a running process."""
        settings = runtime.part(read_jira)
        client = JiraClient(settings.jira_uri) if settings.jira_uri else None
        parts = {"tickets": Tickets.of, "lines": TicketLines.of, "issues": JiraIssues.of}
        return cls(client, settings, **{name: runtime.part(make) for name, make in parts.items()})

    @property
    def is_on(self) -> bool:
        """Tell whether tickets have issues at all."""
        return self._client is not None

    def note(self, *tickets: str) -> None:
        """Have these tickets followed; nothing is written where there is no Jira."""
        if self._client is not None and tickets:
            self._issues.note(tickets)
            self.loop.wake()

    def round(self) -> bool:
        """Follow one ticket; tell whether there may be more."""
        if self._client is None or time.monotonic() < self._rests_until:
            return False
        with database_bound():
            doc = self._issues.take()
        if doc is None:
            return False
        context.enter(Call(principal=Principal("service:notify")))
        self._follow(self._client, doc)
        return True

    def _follow(self, jira: JiraClient, doc: Doc) -> None:
        try:
            note, unseen = self._followed(jira, doc)
        except LeaseLost:
            log.warning("jira_lease_lost", object_id=doc["_id"])
        except JiraBusy as busy:
            self._rests_until = time.monotonic() + (busy.pause_s or 0)
            self._put_off(doc, str(busy), busy.pause_s, counts=False)
        except JiraAway as away:
            self._put_off(doc, str(away), away.pause_s)
        except JiraRefused as refused:
            self._put_off(doc, str(refused), None)
        except (PyMongoError, Unavailable):
            raise
        except Exception as error:
            log.error("jira_failed", trace=error, object_id=doc["_id"])
            self._put_off(doc, type(error).__name__, None)
        else:
            with database_bound():
                self._issues.done(doc, note, unseen)

    def _put_off(self, doc: Doc, reason: str, pause_s: int | None, *, counts: bool = True) -> None:
        log.warning("jira_put_off", object_id=doc["_id"], reason=reason)
        with database_bound():
            self._issues.put_off(doc, reason, pause_s, counts=counts)

    def _hold(self, doc: Doc) -> None:
        """Make sure that nobody else follows this ticket: asked before anything is made in Jira."""
        with database_bound():
            if not self._issues.hold(doc):
                raise LeaseLost

    def _followed(self, jira: JiraClient, doc: Doc) -> tuple[str | None, list[str]]:
        """Bring the issue to where the ticket is.

        Return what could not be done there, and which comments told are not there yet.
        """
        with database_bound():
            ticket = self._tickets.get(doc["_id"])
        issue = doc.get("issue") or self._issue_of(jira, ticket, doc)
        comments = _comments(jira, issue)
        arrived = doc.get("arrived") or []
        self._take_in(ticket, comments, arrived)
        self._tell(jira, ticket, issue, comments, doc)
        note = _move(jira, issue, STATUSES[state_of(ticket.order).value])
        return note, [id for id in arrived if id not in comments]

    def _issue_of(self, jira: JiraClient, ticket: Ticket, doc: Doc) -> str:
        """Return the key of the ticket's issue, found or made."""
        label = f"digitalmarkt-{ticket.id}"
        asked = f'project = "{self._settings.jira_project}" AND labels = "{label}"'
        found = jira.get("search/jql", jql=asked, fields="status", maxResults="1")
        if found["issues"]:
            key = str(found["issues"][0]["key"])
        else:
            key = self._made(jira, ticket, doc, label)
        with database_bound():
            self._issues.keep(doc, issue=key)
        return key

    def _made(self, jira: JiraClient, ticket: Ticket, doc: Doc, label: str) -> str:
        self._hold(doc)
        begun = doc.get("begun_at")
        with database_bound():
            now = self._issues.now()
            if begun and now - begun < SEARCH_LAGS:
                raise JiraAway("an issue may have been made just now", 60)
            self._issues.keep(doc, begun_at=now)
        fields = {
            "project": {"key": self._settings.jira_project},
            "issuetype": {"name": self._settings.jira_issue_type},
            "summary": SUMMARY.filled(
                number=ticket.number, body=ticket.order["body_name"],
                service=ticket.order["profile_title"]["de"],
            ).de[:250].replace("\n", " "),
            "description": adf.document(OPENED.filled(number=ticket.order["number"]).de),
            "labels": [label],
        }  # fmt: skip
        try:
            return str(jira.post("issue", {"fields": fields})["key"])
        except JiraRefused:
            with database_bound():
                self._issues.keep(doc, begun_at=None)
            raise

    def _tell(
        self, jira: JiraClient, ticket: Ticket, issue: str, comments: Mapping[str, Doc], doc: Doc
    ) -> None:
        """Write what people wrote here and is not there yet, oldest first."""
        there = {own: id for id, one in comments.items() if (own := _line_of(one))}
        with database_bound():
            lines = self._lines.not_in_jira(ticket)
        for line in lines:
            id = there.get(line.id)
            if id is None:
                self._hold(doc)
                id = str(jira.post(f"issue/{issue}/comment", _comment(line))["id"])
            with database_bound():
                self._lines.note_in_jira(line.id, id)

    def _take_in(self, ticket: Ticket, comments: Mapping[str, Doc], arrived: list[str]) -> None:
        """Take what was written there into the thread, each once, and nothing of our own."""
        for id in arrived:
            comment = comments.get(id)
            if comment is None or _line_of(comment):
                continue
            line = _line(ticket, id, comment)
            if line is not None:
                with database_bound(), context.entered(_call(line)):
                    self._lines.add(line)


def _call(line: TicketLine) -> Call:
    return Call(once=line.id, principal=Principal(line.author, line.author_name), action="jira")


def _comments(jira: JiraClient, issue: str) -> dict[str, Doc]:
    """Return the comments of an issue by id, each with its properties."""
    found: dict[str, Doc] = {}
    for page in range(MOST_PAGES):
        answer = jira.get(
            f"issue/{issue}/comment", expand="properties", startAt=str(page * MOST_COMMENTS),
            maxResults=str(MOST_COMMENTS),
        )  # fmt: skip
        found |= {str(one["id"]): one for one in answer["comments"]}
        if len(found) >= answer["total"] or not answer["comments"]:
            break
    return found


def _line_of(comment: Doc) -> str | None:
    """Return the id of the line a comment of ours says; None where it is not ours."""
    held = {one["key"]: one.get("value") for one in comment.get("properties") or ()}
    value = held.get(PROPERTY)
    return str(value["id"]) if isinstance(value, Mapping) and "id" in value else None


def _comment(line: TicketLine) -> Doc:
    """Return a line as a comment; what only the operator reads is an internal note."""
    name = UNPROVEN.filled(name=line.author_name).de if line.is_unproven else line.author_name
    head = CIRCLES[line.visibility.value].filled(name=name).de
    files = "".join(f"\n[{one['name']}]" for one in line.attachments)
    internal = line.visibility is Visibility.OPERATOR
    return {
        "body": adf.document(f"{head}\n{line.text}{files}"),
        "properties": [
            {"key": PROPERTY, "value": {"id": line.id}},
            {"key": INTERNAL, "value": {"internal": internal}},
        ],
    }


def _line(ticket: Ticket, id: str, comment: Doc) -> TicketLine | None:
    """Return what was written in Jira as a line of the operator's; a note stays theirs."""
    text = adf.text_of(comment.get("body"))[:LONGEST]
    if not text:
        return None
    author = comment.get("author") or {}
    named = hashlib.sha256(str(author.get("accountId")).encode()).hexdigest()[:24]
    with_vendor = statuses.concerns_vendor(ticket.order)
    public = Visibility.VENDOR if with_vendor else Visibility.BODY
    return ticket.taken_in(
        text, public if comment.get("jsdPublic", True) else Visibility.OPERATOR,
        author=f"jira:{named}", author_name=str(author.get("displayName") or "BayKommun")[:200],
        side=TicketSide.OPERATOR, once=f"jira {id}", now=clock.now(), jira=id,
    )  # fmt: skip


def _move(jira: JiraClient, issue: str, wanted: str) -> str | None:
    """Move the issue to a status; return what is missing where its workflow leads not there."""
    status = jira.get(f"issue/{issue}", fields="status")["fields"]["status"]["name"]
    if str(status).casefold() == wanted.casefold():
        return None
    offered = jira.get(f"issue/{issue}/transitions")["transitions"]
    for one in offered:
        if str(one["to"]["name"]).casefold() == wanted.casefold():
            jira.post(f"issue/{issue}/transitions", {"transition": {"id": one["id"]}})
            return None
    return f"no transition to {wanted}"
