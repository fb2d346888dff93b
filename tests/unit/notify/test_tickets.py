"""The conversation about an order: who reads and writes what, by side, state and field."""

import time
from datetime import UTC, datetime

import pytest

from services.common.errors import Conflict, Forbidden, Invalid, NotFound
from services.common.principal import Delegation, Principal
from services.common.words import Text
from services.notify.domain.lines import ERASED_NAME, FIELDS, TicketLine, TicketSide
from services.notify.domain.statuses import ENDED, READ_BY, SETUP_STATES, Visibility
from services.notify.domain.ticket_states import ENDED as TICKETS_END
from services.notify.domain.ticket_states import WAITING, TicketState
from services.notify.domain.tickets import Ticket
from services.notify.words.tickets import HAPPENED
from services.orders.domain.deadlines import DEADLINES
from services.orders.domain.states import FINAL, OrderState
from tests.unit.notify import samples
from tests.unit.notify.sample_events import any_event

NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)
BEFORE = sorted(set(OrderState) - SETUP_STATES - ENDED)
ACCOUNT = frozenset({"author"})


def ticket(**changed: object) -> Ticket:
    return Ticket.of_event(samples.order_event(**changed))


def in_setup() -> Ticket:
    return ticket(state="in_setup")


def commented(
    ticket: Ticket, visibility: Visibility | None, author: Principal, once: str = "r1"
) -> TicketLine:
    return ticket.comment("Hallo", visibility, author=author, once=once, now=NOW)


def line_of(kind: str, **changed: object) -> TicketLine:
    line = TicketLine.of_event(samples.order_event(kind, **changed))
    assert line is not None
    return line


def test_the_first_event_opens_the_ticket_under_the_number_its_order_knows() -> None:
    opened = ticket()

    assert (opened.id, opened.number) == ("o1", "T-DM-2026-000123")
    assert not opened.has_news


def test_a_contract_event_opens_the_ticket_where_it_comes_first() -> None:
    opened = Ticket.of_event(any_event("contract.offered"))

    opened.follow(samples.order_event(sequence=4, state="released"))

    assert opened.id == "o1"
    assert opened.order["state"] == "released"


def test_an_older_event_keeps_the_newer_order() -> None:
    opened = ticket(sequence=5, state="released")

    opened.follow(samples.order_event("order.answered", sequence=3, state="submitted"))

    assert opened.order["state"] == "released"


def test_a_change_that_moves_no_state_makes_no_line() -> None:
    assert TicketLine.of_event(samples.order_event("order.changed", sequence=2)) is None


def test_a_repeated_request_gives_the_same_comment_and_each_ticket_its_own() -> None:
    opened, other = ticket(), Ticket.of_event(samples.order_event(id="o2"))

    first = commented(opened, Visibility.BODY, samples.body_person(), "r1")
    again = commented(opened, Visibility.BODY, samples.body_person(), "r1")
    second = commented(opened, Visibility.BODY, samples.body_person(), "r2")
    elsewhere = commented(other, Visibility.BODY, samples.body_person(), "r1")

    assert first.id == again.id
    assert len({first.id, second.id, elsewhere.id}) == 3
    assert [n["type"] for n in first.take_news("notify")] == ["ticket.commented"]


@pytest.mark.parametrize(
    ("reader", "expected"),
    [
        (samples.operator("tickets:internal"), {"operator", "body", "vendor"}),
        (samples.operator(), {"body", "vendor"}),
        (samples.body_person(), {"body", "vendor"}),
        (samples.vendor_person(), {"vendor"}),
    ],
)
def test_each_side_reads_its_circle(reader: Principal, expected: set[str]) -> None:
    assert in_setup().readable(reader) == expected


@pytest.mark.parametrize("state", BEFORE)
def test_before_the_setup_a_ticket_is_none_of_the_vendor_s(state: str) -> None:
    opened = ticket(state=state)

    with pytest.raises(NotFound):
        opened.readable(samples.vendor_person())
    with pytest.raises(NotFound):
        opened.require_write(samples.vendor_person())


@pytest.mark.parametrize("state", sorted(SETUP_STATES))
def test_during_the_setup_the_vendor_takes_part(state: str) -> None:
    opened = ticket(state=state)

    opened.require_write(samples.vendor_person())

    assert opened.side(samples.vendor_person()) is TicketSide.VENDOR


@pytest.mark.parametrize("state", sorted(ENDED))
def test_after_the_end_the_vendor_only_reads(state: str) -> None:
    opened = ticket(state=state)

    with pytest.raises(Conflict) as refusal:
        opened.require_write(samples.vendor_person())

    assert refusal.value.code == "ticket-closed"
    assert opened.readable(samples.vendor_person()) == {Visibility.VENDOR}


@pytest.mark.parametrize("kind", [kind for kind in READ_BY if not kind.startswith("contract.")])
@pytest.mark.parametrize("state", sorted(OrderState))
def test_no_line_from_before_the_setup_is_for_the_vendor(kind: str, state: str) -> None:
    line = line_of(kind, state=state)

    if state in BEFORE:
        assert line.visibility is Visibility.BODY
    else:
        assert line.visibility is READ_BY[kind]


def test_a_cry_for_support_is_not_read_by_the_vendor() -> None:
    line = line_of("order.support_requested", state="in_setup")

    assert line.visibility is Visibility.BODY


@pytest.mark.parametrize("kind", [kind for kind in READ_BY if kind.startswith("contract.")])
def test_no_line_of_a_contract_is_for_the_vendor(kind: str) -> None:
    line = TicketLine.of_event(any_event(kind))

    assert line is not None
    assert line.visibility is not Visibility.VENDOR


@pytest.mark.parametrize("side", TicketSide)
def test_each_field_of_a_line_is_shown_to_the_sides_of_the_table(side: TicketSide) -> None:
    line = commented(in_setup(), Visibility.VENDOR, samples.body_person())

    shown = line.shown_to(side)

    assert set(shown) == {name for name, sides in FIELDS.items() if side in sides}
    assert set(FIELDS) - set(shown) == (ACCOUNT if side is TicketSide.VENDOR else frozenset())


def test_a_comment_without_a_circle_is_for_the_vendor_only_once_it_takes_part() -> None:
    before = commented(ticket(), None, samples.body_person())
    during = commented(in_setup(), None, samples.body_person())

    assert (before.visibility, during.visibility) == (Visibility.BODY, Visibility.VENDOR)


@pytest.mark.parametrize(
    "stranger",
    [
        samples.vendor_person("another"),
        Principal("x", "", {"09162000": frozenset({"tickets:read", "tickets:write"})}),
        Principal("x", "", {"self": frozenset({"me:read"})}),
    ],
)
def test_strangers_are_told_there_is_no_such_order(stranger: Principal) -> None:
    with pytest.raises(NotFound) as refusal:
        in_setup().readable(stranger)

    assert refusal.value.code == "order-not-found"


def test_no_vendor_reads_an_order_that_names_none() -> None:
    with pytest.raises(NotFound):
        ticket(state="in_setup", setup_by=None).readable(samples.vendor_person("None"))


def test_nobody_writes_what_they_could_not_read() -> None:
    with pytest.raises(Invalid):
        commented(in_setup(), Visibility.BODY, samples.vendor_person())


def test_who_may_only_read_may_not_write() -> None:
    reader = Principal("auditor", "", {"*": frozenset({"tickets:read"})})

    with pytest.raises(Forbidden):
        ticket().require_write(reader)


def test_ticket_and_line_come_back_from_their_documents_unchanged() -> None:
    opened = ticket()
    line = commented(opened, Visibility.BODY, samples.body_person())

    assert facts_of(Ticket.from_doc(opened.to_doc())) == facts_of(opened)
    assert facts_of(TicketLine.from_doc(line.to_doc())) == facts_of(line)


def facts_of(made: object) -> dict[str, object]:
    return {name: value for name, value in vars(made).items() if not name.startswith("_")}


def lent(*permissions: str, ends_in_s: float = 60) -> Principal:
    delegation = Delegation("m1", "09187162", frozenset(permissions), time.time() + ends_in_s,
                            frozenset({"ewa"}))  # fmt: skip
    return Principal("vera", "Vera", delegations=(delegation,))


def test_who_was_lent_it_reads_and_writes_for_the_body() -> None:
    reader, writer = lent("tickets:read"), lent("tickets:read", "tickets:write")

    assert ticket().readable(reader) == {Visibility.BODY, Visibility.VENDOR}
    assert ticket().scope_of(writer) == "09187162"
    ticket().require_write(writer)
    with pytest.raises(Forbidden):
        ticket().require_write(reader)
    with pytest.raises(NotFound):
        ticket().readable(lent("tickets:read", ends_in_s=-1))


@pytest.mark.parametrize("kind", sorted(READ_BY))
def test_every_line_of_an_event_is_said_in_both_languages_and_keeps_its_code(kind: str) -> None:
    line = TicketLine.of_event(any_event(kind))

    assert line is not None
    shown = line.shown_to(TicketSide.OPERATOR)
    assert shown["code"] == line.code == kind
    assert line.text == ""
    assert shown["text"].de.startswith(HAPPENED[kind].de)
    assert shown["text"].en.startswith(HAPPENED[kind].en)
    assert shown["reason"] is None or shown["text"].de.endswith(f": {shown['reason'].de}")


def test_a_reason_that_says_what_happened_is_the_whole_line() -> None:
    event = any_event("order.setup_failed")
    said = Text("Es geht nicht weiter: Eine Lizenz fehlt.", "It cannot go on: no licence.")
    event.data["reason"] = {"de": said.de, "en": said.en}
    event.data["reason_code"] = "setup-failed"

    line = TicketLine.of_event(event)

    assert line is not None
    assert line.said == said


def test_a_reason_of_ours_stays_in_both_languages() -> None:
    event = any_event("contract.refused")
    event.data["reason"] = {"de": "Ein Vertrag fehlt.", "en": "A contract is missing."}
    event.data["reason_code"] = "chain-broken"

    line = TicketLine.of_event(event)

    assert line is not None
    assert line.shown_to(TicketSide.OPERATOR)["reason_code"] == "chain-broken"
    assert line.said == Text(
        "Ein Vertrag ist noch nicht möglich: Ein Vertrag fehlt.",
        "A contract is not possible yet: A contract is missing.",
    )


@pytest.mark.parametrize(
    ("stored", "said"),
    [
        (
            "Bestellung eingegangen / Order received",
            Text("Bestellung eingegangen", "Order received"),
        ),
        (
            "Bestellung abgelehnt / Order rejected: kein Geld / no money",
            Text(
                "Bestellung abgelehnt: kein Geld / no money",
                "Order rejected: kein Geld / no money",
            ),
        ),
        ("ohne Englisch", Text("ohne Englisch", "ohne Englisch")),
    ],
)
def test_a_line_of_the_release_before_stays_readable(stored: str, said: Text) -> None:
    line = line_of("order.submitted")
    line.text, line.code, line.facts = stored, None, {}

    assert line.shown_to(TicketSide.BODY)["text"] == said


def test_a_document_of_the_release_before_becomes_a_line() -> None:
    doc = line_of("order.submitted").to_doc()
    del doc["code"], doc["facts"]

    line = TicketLine.from_doc({**doc, "text": "Bestellung eingegangen / Order received"})

    assert line.said == Text("Bestellung eingegangen", "Order received")


def test_an_erased_person_is_named_so_in_the_reader_s_language() -> None:
    line = commented(in_setup(), None, samples.body_person())
    line.author_name = ERASED_NAME

    assert line.shown_to(TicketSide.BODY)["author_name"] == Text(
        "Gelöschte Person", "Erased person"
    )


@pytest.mark.parametrize(
    ("role", "state"),
    [
        *((role, state) for state, roles in WAITING.items() for role in roles),
        ("document_worker", TicketState.OPEN),
    ],
)
def test_whom_an_order_waits_for_is_whom_its_ticket_waits_for(
    role: str, state: TicketState
) -> None:
    waiting = {"role": role, "due_on": "2026-12-01"}

    shown = ticket(state="released", waiting_for=waiting).shown()

    assert shown["state"] == state
    assert (shown["waiting_for"] or {}).get("due_on") == (
        None if state is TicketState.OPEN else "2026-12-01"
    )


def test_every_role_an_order_waits_for_stands_in_the_table() -> None:
    roles = {wait.role for wait in DEADLINES.values()}

    assert roles - {role for known in WAITING.values() for role in known} == {"document_worker"}


def test_a_ticket_ends_with_its_order_and_rests_while_the_service_is_live() -> None:
    assert {ticket(state=state).shown()["state"] for state in TICKETS_END} == {"closed"}
    assert ticket(state="live", waiting_for=None).shown()["state"] == "open"
    assert set(TICKETS_END) == set(FINAL)


def test_where_the_link_is_awaited_the_ticket_asks_for_it() -> None:
    said = line_of("order.link_awaited", state="awaiting_link").said

    assert isinstance(said, Text)
    assert said.de.startswith("Der Link zum Online-Dienst fehlt noch. Bitte tragen Sie")
    assert said.en.startswith("The link to the online service is still missing. Please enter")
