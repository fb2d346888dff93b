"""Tickets on a real database: one per order, which never grows, and each line once."""

import base64
import json
from datetime import date, timedelta
from typing import Any

import pytest
from pymongo.database import Database

from services.common import clock, context
from services.common.context import Call
from services.common.errors import Conflict, Forbidden, Invalid, NotFound
from services.common.events import Event, read_event
from services.common.principal import Principal
from services.common.words import in_language
from services.notify.commenting import Commenting
from services.notify.domain.failures import Failure, MailFailure
from services.notify.domain.mails import failed_event
from services.notify.domain.statuses import Visibility
from services.notify.domain.ticket_states import TicketState
from services.notify.repositories import attachments, tickets
from services.notify.repositories.attachments import AttachmentFiles, Attachments
from services.notify.repositories.tickets import TicketFilter, TicketLines, Tickets
from services.notify.service import NotifyService
from tests.unit.notify import samples

Doc = dict[str, Any]
REFUSED = Failure(MailFailure.ADDRESS_REFUSED, "550 no such mailbox")
PDF = b"%PDF-1.7 an offer"
IN_SETUP = {"sequence": 9, "state": "in_setup"}


class Desk:
    """The service with its tickets, on a real database."""

    def __init__(self, database: Database[Doc]) -> None:
        self.tickets = Tickets(database, "notify", lambda *_: None)
        self.lines = TicketLines(database, "notify", lambda *_: None)
        self.attachments = Attachments(database, "notify", lambda *_: None)
        self.files = AttachmentFiles(database)
        for stored in (self.tickets, self.lines, self.attachments, self.files):
            stored.prepare()
        self.service: Any = NotifyService()
        self.service.tickets, self.service.lines = self.tickets, self.lines
        self.service.commenting = Commenting(self.lines, self.attachments, self.files)
        self._calls = 0

    def hear(self, event: Event) -> None:
        context.enter(event.call())
        self.tickets.follow(event)
        self.lines.follow(event)

    def write(self, person: Principal, text: str = "Hallo", once: str = "", **more: Any) -> Doc:
        self._calls += 1
        context.enter(Call(once=once or f"r{self._calls}", principal=person))
        return dict(self.service.add_comment("o1", {"text": text, **more}))

    def attach(self, person: Principal, content: bytes = PDF, once: str = "", **more: Any) -> Doc:
        self._calls += 1
        context.enter(Call(once=once or f"r{self._calls}", principal=person))
        sent = {"content": base64.b64encode(content).decode(), "filename": "a.pdf", **more}
        return dict(self.service.add_attachment("o1", sent))

    def download(self, person: Principal, id: str) -> bytes:
        context.enter(Call(principal=person))
        return base64.b64decode(self.service.get_attachment("o1", id)["content_base64"])

    def age_files(self) -> None:
        """Let all that was sent so far be two days old."""
        ago = clock.now() - timedelta(days=2)
        self.attachments.collection.update_many({}, {"$set": {"at": ago}})
        self.files._files.update_many({}, {"$set": {"uploadDate": ago}})

    def read(self, person: Principal, **query: Any) -> Doc:
        context.enter(Call(principal=person))
        return dict(in_language(self.service.list_comments("o1", query), "de"))

    def tickets_in(self, state: str | None, person: Principal | None = None, **query: Any) -> Doc:
        context.enter(Call(principal=person or samples.operator("tickets:internal")))
        asked = {"state": state} if state else {}
        given = {name: value for name, value in {**asked, **query}.items() if value is not None}
        return dict(in_language(self.service.list_tickets(given), "de"))


@pytest.fixture
def desk(database: Database[Doc]) -> Desk:
    return Desk(database)


def test_a_ticket_is_opened_once_and_keeps_each_line_once(desk: Desk) -> None:
    events = [samples.order_event(), samples.order_event("order.released", sequence=2)]

    for event in [*events, *events]:
        desk.hear(event)

    (ticket,) = desk.tickets.collection.find()
    assert desk.lines.collection.count_documents({}) == 2
    assert (ticket["number"], ticket["outbox"]) == ("T-DM-2026-000123", [])


def test_events_heard_at_once_each_have_their_line_and_the_first_opens_the_ticket(
    desk: Desk,
) -> None:
    events = [
        samples.order_event(sequence=2 * order + n, id=f"o{order}", number=f"DM-{order}")
        for order in (1, 2, 3)
        for n in (1, 2)
    ]
    desk.hear(events[2])

    followed = desk.tickets.follow_all(events)
    desk.lines.follow(*events, *events)

    assert [one.opened for one in followed] == [True, False, False, False, True, False]
    assert [one.ticket.order_version for one in followed] == [3, 4, 5, 6, 7, 8]
    numbers = {doc["_id"]: doc["number"] for doc in desk.tickets.collection.find()}
    assert numbers == {"o1": "T-DM-1", "o2": "T-DM-2", "o3": "T-DM-3"}
    assert desk.lines.collection.count_documents({}) == 6


def test_a_call_delivered_twice_adds_one_comment_and_tells_it_once(desk: Desk) -> None:
    desk.hear(samples.order_event())

    first = desk.write(samples.body_person(), once="again")
    second = desk.write(samples.body_person(), once="again")

    (line,) = desk.lines.collection.find({"kind": "comment"})
    assert first == second
    assert line["outbox"][0]["type"] == "ticket.commented"


def test_a_ticket_does_not_grow_with_what_is_written_into_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tickets, "MOST_COMMENTS", 1000)
    desk.hear(samples.order_event())
    before = desk.tickets.collection.find_one() or {}

    for _ in range(120):
        desk.write(samples.body_person(), "x" * 5000)

    assert desk.tickets.collection.find_one() == before
    assert desk.read(samples.body_person(), limit="200")["total"] == 121


def test_the_pages_of_a_thread_give_each_line_once_and_in_order(desk: Desk) -> None:
    desk.hear(samples.order_event())
    for number in range(4):
        desk.write(samples.body_person(), f"Nummer {number}")

    read: list[Doc] = []
    cursor = None
    for _ in range(3):
        page = desk.read(samples.body_person(), limit="2", cursor=cursor)
        read += page["items"]
        cursor = page["next"]

    assert cursor is None
    assert page["total"] == 5
    assert [line["text"] for line in read[1:]] == [f"Nummer {number}" for number in range(4)]


def test_a_page_of_a_thread_is_read_by_its_index(desk: Desk) -> None:
    desk.hear(samples.order_event())
    desk.write(samples.body_person())

    asked = {"ticket": "o1", "visibility": {"$in": ["body"]}}
    plan = desk.lines.collection.find(asked).sort([("at", 1), ("_id", 1)]).explain()

    assert "by_ticket" in str(plan["queryPlanner"]["winningPlan"])
    assert "'SORT'" not in str(plan["queryPlanner"]["winningPlan"])


def test_a_cursor_of_another_thread_is_refused(desk: Desk) -> None:
    desk.hear(samples.order_event())

    with pytest.raises(Invalid):
        desk.read(samples.body_person(), cursor="elsewhere")


def test_one_person_writes_so_much_into_a_ticket_in_a_day_and_others_go_on(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tickets, "MOST_COMMENTS", 3)
    desk.hear(samples.order_event())
    for number in range(3):
        desk.write(samples.body_person(), once=f"once {number}")

    with pytest.raises(Conflict) as refusal:
        desk.write(samples.body_person())
    again = desk.write(samples.body_person(), once="once 2")
    desk.write(samples.operator())

    assert refusal.value.code == "too-many-comments"
    assert again["text"] == "Hallo"
    assert desk.read(samples.operator())["total"] == 5


@pytest.mark.parametrize(
    "state",
    [
        "prepared",
        "submitted",
        "asked_back",
        "released",
        "contract_offered",
        "contract_signed",
        "withdrawn",
        "rejected",
    ],
)
def test_before_the_setup_the_vendor_neither_reads_nor_writes(desk: Desk, state: str) -> None:
    desk.hear(samples.order_event(state=state))

    with pytest.raises(NotFound):
        desk.read(samples.vendor_person())
    with pytest.raises(NotFound):
        desk.write(samples.vendor_person())

    assert desk.read(samples.operator())["total"] == 1


def test_when_the_setup_has_ended_the_vendor_reads_on_and_writes_no_more(desk: Desk) -> None:
    desk.hear(samples.order_event("order.setup_requested", sequence=8, state="setup_requested"))
    desk.hear(samples.order_event("order.changed", sequence=9, state="terminated"))

    read = desk.read(samples.vendor_person())
    with pytest.raises(Conflict) as refusal:
        desk.write(samples.vendor_person())

    assert read["total"] == 1
    assert refusal.value.code == "ticket-closed"


def test_what_was_written_before_the_setup_is_not_read_by_the_vendor(desk: Desk) -> None:
    desk.hear(samples.order_event())
    desk.write(samples.body_person(), "vorher")
    desk.hear(samples.order_event("order.setup_requested", sequence=8, state="setup_requested"))
    desk.write(samples.body_person(), "nachher")

    seen = desk.read(samples.vendor_person())["items"]

    assert [line["text"] for line in seen] == [
        "Die Einrichtung ist angefragt.", "nachher",
    ]  # fmt: skip
    assert all("author" not in line for line in seen)


@pytest.mark.parametrize(
    ("kind", "reader", "told"),
    [
        ("order_received", samples.body_person(), "Eine E-Mail an Eva Fach war nicht zustellbar."),
        ("setup_requested", samples.operator("tickets:internal"), "Eine E-Mail an Eva Fach war"),
    ],
)
def test_who_waits_for_a_mail_reads_in_the_ticket_that_it_did_not_arrive(
    desk: Desk, kind: str, reader: Principal, told: str
) -> None:
    desk.hear(samples.order_event())
    failed = {"_id": "m1", "kind": kind, "address": "fach@prien.example", "about": {"order": "o1"}}
    raw = failed_event(failed, REFUSED)
    event = read_event(json.dumps(raw), "notify", raw["type"])

    for _ in range(2):
        context.enter(event.call())
        desk.service.note_failed_mail(event)

    (_, line) = desk.read(reader)["items"]
    assert line["text"].startswith(told)


def test_a_mail_that_lists_several_and_fails_stands_in_the_ticket_of_each(desk: Desk) -> None:
    for id in ("o1", "o2"):
        heard = samples.order_event(id=id)
        desk.hear(Event(**{**vars(heard), "id": f"{id}:1:0", "subject": id}))
    listed = [{"kind": "order_received", "about": {"order": id}} for id in ("o1", "o2", "o1")]
    failed = {"_id": "m1", "kind": "bundle", "address": "fach@prien.example", "listed": listed}
    raw = failed_event(failed, REFUSED)
    event = read_event(json.dumps(raw), "notify", raw["type"])

    for _ in range(2):
        context.enter(event.call())
        desk.service.note_failed_mail(event)

    said = desk.lines.collection.find({"code": "delivery.mail_failed"})
    assert sorted((line["ticket"], line["visibility"]) for line in said) == [
        ("o1", "body"), ("o2", "body"),
    ]  # fmt: skip


def test_a_mail_to_the_operator_that_failed_is_not_the_body_s_matter(desk: Desk) -> None:
    desk.hear(samples.order_event())
    failed = {"_id": "m1", "kind": "please_countersign", "about": {"order": "o1"}}
    raw = failed_event(failed, REFUSED)
    event = read_event(json.dumps(raw), "notify", raw["type"])

    desk.service.note_failed_mail(event)

    assert desk.read(samples.body_person())["total"] == 1
    (_, line) = desk.read(samples.operator("tickets:internal"))["items"]
    assert "Grund: Der Mailserver kennt diese Adresse nicht." in line["text"]
    assert line["code"] == "delivery.mail_failed"


def test_lines_a_ticket_held_are_read_after_the_schema_step_which_may_run_twice(desk: Desk) -> None:
    desk.hear(samples.order_event())
    desk.write(samples.body_person(), "von früher")
    held = list(desk.lines.collection.find())
    names = (
        "at",
        "kind",
        "author",
        "author_name",
        "visibility",
        "text",
        "side",
        "state",
        "code",
        "facts",
    )
    embedded = [{"id": doc["_id"], **{name: doc[name] for name in names}} for doc in held]
    before = desk.read(samples.body_person())
    desk.lines.collection.delete_many({})
    desk.tickets.collection.update_one({"_id": "o1"}, {"$set": {"lines": embedded}})

    desk.tickets.seed()
    desk.tickets.collection.update_one({"_id": "o1"}, {"$set": {"lines": embedded}})
    desk.tickets.seed()

    assert desk.read(samples.body_person()) == before
    assert "lines" not in (desk.tickets.collection.find_one() or {})


def test_nobody_writes_what_they_could_not_read(desk: Desk) -> None:
    desk.hear(samples.order_event(**IN_SETUP))

    with pytest.raises(Invalid):
        desk.write(samples.vendor_person(), visibility=Visibility.BODY.value)

    assert desk.lines.collection.count_documents({"kind": "comment"}) == 0


def test_the_operator_s_list_gives_each_ticket_once_by_state_and_due_day(desk: Desk) -> None:
    due = {"o1": "2026-12-03", "o2": "2026-12-01", "o3": "2026-12-02"}
    for id, day in due.items():
        waiting = {"role": "reviewer", "due_on": day}
        desk.hear(samples.order_event(id=id, number=f"DM-{id}", waiting_for=waiting))
    desk.hear(samples.order_event(id="o4", number="DM-o4", state="rejected", waiting_for=None))
    desk.hear(samples.order_event(id="o5", number="DM-o5", state="live", waiting_for=None))

    read, cursor = [], None
    for _ in range(2):
        page = desk.tickets_in("waiting_for_operator", limit="2", cursor=cursor)
        read += [one["order"] for one in page["items"]]
        cursor = page["next"]

    assert (read, cursor, page["total"]) == (["o2", "o3", "o1"], None, 3)
    waits = TicketState.WAITING_FOR_OPERATOR
    assert [desk.tickets.overdue(waits, date(2026, 12, day)) for day in (1, 2, 4)] == [0, 1, 3]
    assert [one["order"] for one in desk.tickets_in("closed")["items"]] == ["o4"]
    assert [one["order"] for one in desk.tickets_in("open")["items"]] == ["o5"]
    assert desk.tickets_in(None, order="o3")["items"][0]["number"] == "T-DM-o3"
    assert desk.tickets_in(None)["total"] == 5
    assert desk.tickets_in("open", vendor="demo-it-dienst", body="09187162")["total"] == 1
    assert desk.tickets_in(None, vendor="another")["items"] == []
    assert desk.tickets_in("closed", body="09162000")["total"] == 0
    with pytest.raises(Forbidden):
        desk.tickets_in("open", person=samples.body_person())


def test_the_list_of_tickets_that_wait_is_read_by_its_index(desk: Desk) -> None:
    desk.hear(samples.order_event())
    criteria = tickets._criteria(TicketFilter(TicketState.WAITING_FOR_OPERATOR))
    late = desk.tickets.collection.find({**criteria, tickets.DUE: {"$lt": "2026-12-01"}})

    assert "by_turn" in str(late.explain()["queryPlanner"]["winningPlan"])
    found = desk.tickets.collection.find(criteria).sort([(tickets.DUE, 1), ("_id", 1)])

    plan = str(found.explain()["queryPlanner"]["winningPlan"])
    assert "by_turn" in plan
    assert "'SORT'" not in plan


@pytest.mark.parametrize("visibility", ["body", "vendor"])
def test_a_file_is_there_for_exactly_those_who_read_its_comment(
    desk: Desk, visibility: str
) -> None:
    desk.hear(samples.order_event(**IN_SETUP))
    sent = desk.attach(samples.body_person())

    with pytest.raises(NotFound):
        desk.download(samples.body_person(), sent["id"])
    line = desk.write(samples.body_person(), visibility=visibility, attachments=[sent["id"]])

    assert line["attachments"] == [
        {"id": sent["id"], "name": "a.pdf", "media_type": "application/pdf", "bytes": len(PDF)}
    ]
    assert desk.download(samples.body_person(), sent["id"]) == PDF
    assert desk.download(samples.operator(), sent["id"]) == PDF
    if visibility == "vendor":
        assert desk.download(samples.vendor_person(), sent["id"]) == PDF
    else:
        with pytest.raises(NotFound):
            desk.download(samples.vendor_person(), sent["id"])


def test_the_operator_s_inner_file_is_nobody_else_s(desk: Desk) -> None:
    desk.hear(samples.order_event(**IN_SETUP))
    inner = samples.operator("tickets:internal", "tickets:write")
    sent = desk.attach(inner)
    desk.write(inner, visibility="operator", attachments=[sent["id"]])

    for person in (samples.body_person(), samples.vendor_person(), samples.operator()):
        with pytest.raises(NotFound):
            desk.download(person, sent["id"])
    assert desk.download(inner, sent["id"]) == PDF


def test_a_file_belongs_to_one_comment_of_who_sent_it(desk: Desk) -> None:
    desk.hear(samples.order_event(**IN_SETUP))
    sent = desk.attach(samples.body_person(), once="file")
    again = desk.attach(samples.body_person(), once="file")

    with pytest.raises(Invalid):
        desk.write(samples.vendor_person(), attachments=[sent["id"]])
    first = desk.write(samples.body_person(), once="c", attachments=[sent["id"]])
    second = desk.write(samples.body_person(), once="c", attachments=[sent["id"]])
    with pytest.raises(Invalid):
        desk.write(samples.body_person(), attachments=[sent["id"]])

    assert sent == again
    assert first == second
    assert desk.attachments.collection.count_documents({}) == 1


def test_a_refused_comment_leaves_its_file_for_the_next_one(desk: Desk) -> None:
    desk.hear(samples.order_event(**IN_SETUP))
    sent = desk.attach(samples.vendor_person())

    with pytest.raises(Invalid):
        desk.write(samples.vendor_person(), visibility="body", attachments=[sent["id"]])
    line = desk.write(samples.vendor_person(), attachments=[sent["id"]])

    assert [file["id"] for file in line["attachments"]] == [sent["id"]]


def test_what_no_comment_came_for_goes_a_day_later_and_the_rest_stays(desk: Desk) -> None:
    desk.hear(samples.order_event())
    kept, left = desk.attach(samples.body_person()), desk.attach(samples.body_person(), b"Rest")
    again = desk.attach(samples.body_person())
    desk.write(samples.body_person(), attachments=[kept["id"]])

    desk.attachments.settle(desk.lines, desk.files)
    young = desk.attachments.collection.count_documents({})
    desk.age_files()
    desk.attachments.settle(desk.lines, desk.files)
    desk.files.tidy()

    ids = {doc["_id"] for doc in desk.attachments.collection.find()}
    assert (young, ids) == (3, {kept["id"]})
    assert again["id"] != kept["id"] != left["id"]
    assert desk.download(samples.body_person(), kept["id"]) == PDF
    assert desk.files._files.count_documents({}) == 1
    assert desk.attachments.settle(desk.lines, desk.files) == 0


def test_a_content_kept_again_is_not_taken_away_by_who_lets_go_of_it(desk: Desk) -> None:
    desk.hear(samples.order_event())
    sent = desk.attach(samples.body_person())
    desk.age_files()

    desk.attach(samples.body_person())
    desk.files.drop(desk.attachments.get(sent["id"]).sha256)

    assert desk.files.holds(desk.attachments.get(sent["id"]).sha256)


def test_a_ticket_takes_so_many_files_and_bytes(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.hear(samples.order_event())
    monkeypatch.setattr(attachments, "MOST_BYTES_OF_A_TICKET", 2 * len(PDF))
    for _ in range(2):
        desk.attach(samples.body_person())

    with pytest.raises(Conflict) as refusal:
        desk.attach(samples.body_person())
    monkeypatch.setattr(attachments, "MOST_BYTES_OF_A_TICKET", 2**40)
    monkeypatch.setattr(attachments, "MOST_OF_A_TICKET", 2)
    with pytest.raises(Conflict):
        desk.attach(samples.body_person())

    assert refusal.value.code == "too-many-attachments"


def test_who_may_not_write_sends_no_file_and_a_program_is_none(desk: Desk) -> None:
    desk.hear(samples.order_event(**IN_SETUP))
    desk.hear(samples.order_event("order.changed", sequence=10, state="terminated"))

    with pytest.raises(Conflict):
        desk.attach(samples.vendor_person())
    with pytest.raises(Invalid):
        desk.attach(samples.body_person(), b"MZ\x90\0")
    with pytest.raises(Invalid):
        desk.service.add_attachment("o1", {"content": "no base64!", "filename": "a"})

    assert desk.attachments.collection.count_documents({}) == 0
