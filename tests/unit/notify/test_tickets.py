"""The conversation about an order: who reads it, and that nothing stands in it twice."""

import time
from datetime import UTC, datetime

import pytest

from services.common.errors import Forbidden, Invalid, NotFound
from services.common.principal import Delegation, Principal
from services.notify.domain.tickets import Ticket, Visibility
from tests.unit.notify import samples

NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)


def ticket(**changed: object) -> Ticket:
    return Ticket.of_event(samples.order_event(**changed))


def commented(ticket: Ticket, visibility: Visibility, author: Principal, once: str = "r1") -> str:
    return ticket.comment("Hallo", visibility, author=author, once=once, now=NOW).id


def test_the_first_event_opens_the_ticket_and_says_so() -> None:
    opened = ticket()

    news = opened.take_news("notify")

    assert [n["type"] for n in news] == ["ticket.opened"]
    assert news[0]["data"] == {"order": "o1", "number": "T-DM-2026-000123"}


def test_a_contract_event_opens_the_ticket_where_it_comes_first() -> None:
    opened = Ticket.of_event(samples.any_event("contract.offered"))

    opened.follow(samples.order_event(sequence=4, state="released"))

    assert opened.id == "o1"
    assert opened.order["state"] == "released"


def test_an_event_delivered_again_adds_no_line() -> None:
    opened = ticket()

    opened.follow(samples.order_event())

    assert len(opened.lines) == 1


def test_an_older_event_adds_its_line_but_keeps_the_newer_order() -> None:
    opened = ticket(sequence=5, state="released")

    opened.follow(samples.order_event("order.answered", sequence=3, state="submitted"))

    assert opened.order["state"] == "released"
    assert [line.text for line in opened.thread(samples.body_person())] == [
        "Rückfrage beantwortet / Question answered",
        "Bestellung eingegangen / Order received",
    ]


def test_a_change_that_moves_no_state_makes_no_line() -> None:
    opened = ticket()

    opened.follow(samples.order_event("order.changed", sequence=2))

    assert len(opened.lines) == 1
    assert opened.order_version == 2


def test_a_repeated_request_adds_no_second_comment() -> None:
    opened = ticket()

    first = commented(opened, Visibility.VENDOR, samples.body_person(), "r1")
    again = commented(opened, Visibility.VENDOR, samples.body_person(), "r1")
    other = commented(opened, Visibility.VENDOR, samples.body_person(), "r2")

    assert first == again != other
    assert len(opened.lines) == 3
    assert [n["type"] for n in opened.take_news("notify")][1:] == ["ticket.commented"] * 2


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
    opened = ticket()
    for number, visibility in enumerate(Visibility):
        author = samples.operator("tickets:internal")
        commented(opened, visibility, author, f"r{number}")

    thread = opened.thread(reader)

    assert {line.visibility.value for line in thread} == expected


@pytest.mark.parametrize(
    "stranger",
    [
        samples.vendor_person("another"),
        Principal("x", "", {"09162000": frozenset({"tickets:read", "tickets:write"})}),
        Principal("x", "", {"self": frozenset({"me:read"})}),
    ],
)
def test_strangers_are_told_there_is_no_such_order(stranger: Principal) -> None:
    opened = ticket()

    with pytest.raises(NotFound) as refusal:
        opened.thread(stranger)

    assert refusal.value.code == "order-not-found"


def test_no_vendor_reads_an_order_that_names_none() -> None:
    opened = ticket(setup_by=None)

    with pytest.raises(NotFound):
        opened.thread(samples.vendor_person("None"))


def test_nobody_writes_what_they_could_not_read() -> None:
    opened = ticket()

    with pytest.raises(Invalid):
        commented(opened, Visibility.BODY, samples.vendor_person())

    assert len(opened.lines) == 1


def test_who_may_only_read_may_not_write() -> None:
    reader = Principal("auditor", "", {"*": frozenset({"tickets:read"})})

    with pytest.raises(Forbidden):
        ticket().require_write(reader)


def test_the_way_to_the_setup_is_not_told_to_the_vendor() -> None:
    opened = ticket()

    opened.follow(samples.order_event("order.setup_requested", sequence=9, state="setup_requested"))

    assert [line.state for line in opened.thread(samples.vendor_person())] == ["setup_requested"]


def test_a_ticket_comes_back_from_its_document_unchanged() -> None:
    opened = ticket()
    commented(opened, Visibility.BODY, samples.body_person())

    again = Ticket.from_doc(opened.to_doc())

    assert vars_of(again) == vars_of(opened)


def vars_of(ticket: Ticket) -> dict[str, object]:
    return {name: value for name, value in vars(ticket).items() if not name.startswith("_")}


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


def test_an_erased_person_is_gone_from_the_lines_and_what_was_written_stays() -> None:
    opened = ticket()
    commented(opened, Visibility.BODY, samples.body_person(), "r1")
    commented(opened, Visibility.BODY, samples.operator("tickets:internal"), "r2")

    opened.forget("clerk")

    shown = {line.author: line.author_name for line in opened.lines}
    assert shown == {"clerk": "Gelöschte Person", "op": "Nina"}
    assert [line.text for line in opened.comments_by("clerk")] == ["Hallo"]
