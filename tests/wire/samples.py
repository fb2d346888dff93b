"""One real event of every type: the aggregate is built, its verb called, its news taken."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import chain as joined
from typing import Any

from services.catalog.domain.alerts import WatchAlert
from services.catalog.domain.directory import SpecialistSystem, Vendor, VendorKind
from services.catalog.domain.links import CheckedLink, CheckPolicy
from services.catalog.domain.notices import Notice, NoticeKind
from services.catalog.domain.openings import Opening
from services.catalog.repositories.profiles import Profiles
from services.common import clock, context
from services.common.context import Call
from services.common.events import Event, read_event
from services.common.links.findings import CheckResult, LinkFailure
from services.common.storage.aggregates import Aggregate
from services.contracts.domain import ends
from services.contracts.domain.closing import fail_sealing, seal
from services.contracts.domain.contracts import Contract, ContractState
from services.contracts.domain.courses import Course
from services.contracts.repositories.contracts import Contracts
from services.contracts.words.reasons import lacking_text
from services.identity.domain import authorizing, erasure, rebinding, registering
from services.identity.domain.accounts import Account, AccountState
from services.identity.domain.authorities import AuthorityState, Basis
from services.identity.domain.deadlines import closed_after
from services.identity.domain.mandates import MandateScope
from services.identity.domain.registration_states import RegistrationState
from services.identity.repositories.accounts import Accounts
from services.notify.domain.broker_access import BrokerAccess, Denial, Filling
from services.notify.domain.failures import Failure, MailFailure
from services.notify.domain.mails import failed_event
from services.notify.domain.newsletter import NewsletterIssue, Subscriber
from services.notify.domain.statuses import Visibility
from services.notify.domain.tickets import Ticket
from services.notify.domain.webhooks import DisabledReason, SealedSecret, Webhook
from services.notify.repositories.refused_replies import RefusedReply
from services.notify.repositories.tickets import Tickets
from services.orders.domain.body_systems import BodySystems
from services.orders.domain.bulk_requests import BulkKind
from services.orders.domain.link_checks import DEAD_AFTER
from services.orders.domain.portal_hosts import MANY, PortalHost
from services.orders.domain.portal_pages import PageFinding
from services.orders.domain.profile_changes import change_of, tell_change
from services.orders.domain.publishing import ToldLink, report_link
from services.orders.domain.reminding import remind, remind_support
from services.orders.domain.states import EVENT_OF, OrderState
from services.orders.domain.waiting import PHASES, OpenPoint
from services.orders.repositories.orders import Orders
from tests import builders
from tests.builders import CLERK, DOCUMENT, NOW, PRIEN, REVIEWER, TITLE
from tests.eligible import wave
from tests.unit.notify import samples as people

YEARS_LATER = NOW + timedelta(days=900)
LINK = f"https://www.bayernportal.de/dokumente/leistung/040414?gemeinde={PRIEN}"

CONTACT_TOLD = {
    "body_name": "Prien a.Chiemsee", "reason": "Elternzeit", "orders": 2,
    "by": {"id": CLERK.id, "name": CLERK.name},
}  # fmt: skip


def all_events() -> dict[tuple[str, str], Event]:
    """Return a sample for each (source, type)."""
    made = joined(
        _identity(),
        _catalog(),
        _orders(),
        _contracts(),
        _notify(),
        _recorded(),
        _links(),
        _directory(),
    )
    return {(event.source, event.type): event for event in made}


def _heard(source: str, aggregate: Aggregate, act: Callable[[Any], Any]) -> list[Event]:
    act(aggregate)
    return builders.heard(aggregate, source)


def _identity() -> Iterator[Event]:
    draft = builders.newcomer(registrations=[builders.registration()])
    yield from _heard("identity", draft, lambda a: registering.submit(a, "clerk.1", "t0ken", NOW))
    waiting = _applicant()
    waiting.registrations[0].begin_wait(NOW)
    much_later = NOW + timedelta(days=60)
    yield from _heard("identity", waiting, lambda a: registering.remind(a, much_later))
    for verdict in ("approve", "reject", "ask-back"):
        yield from _heard("identity", _applicant(), lambda a, v=verdict: _decide(a, v))
    facts = {"body": PRIEN, "basis": Basis.OFFICE, "title": "Bgm", "valid_from": date(2026, 1, 1)}
    yield from _heard("identity", builders.account(), lambda a: a.request_authority(facts, NOW))
    for state, verdict in (("REQUESTED", "approve"), ("APPROVED", "revoke")):
        held = builders.authority(state=AuthorityState[state])
        account = builders.account(authorities=[held])
        yield from _heard("identity", account, lambda a, v=verdict: _decide_authority(a, v))

    ends = builders.authority(valid_until=NOW.date() + timedelta(days=60))
    for days in (40, 62):
        holder = builders.account(authorities=[ends], next_ending_at=NOW)
        told = NOW + timedelta(days=days)
        yield from _heard("identity", holder, lambda a, on=told: authorizing.tell_ends(a, on))

    yield from _standing()
    yield from _heard("identity", builders.mandate(scope=MandateScope.SIGN), lambda m: m.grant())
    yield from _heard("identity", builders.mandate(), lambda m: m.grant())
    yield from _heard("identity", builders.mandate(), lambda m: m.revoke("mayor", "weil", NOW))
    yield from _heard("identity", builders.invitation(), lambda i: i.send("t0ken"))
    yield from _heard("identity", builders.client(), lambda c: c.revoke(NOW))
    ended = {"to": builders.MUNICH, "to_name": "München", "reason": "merger"}
    yield from _heard("identity", builders.body(), lambda b: b.end("2026-12-31", ended))


def _standing() -> Iterator[Event]:
    """What becomes of an account, one verb each."""
    decided = {"by": "nina", "reason": "weil", "now": NOW}
    acts: tuple[Callable[[Account], Any], ...] = (
        lambda a: a.suspend(**decided),
        lambda a: a.close(**decided),
        lambda a: a.settle_name(**decided),
        lambda a: rebinding.bind(
            a, builders.newcomer(name_id="ek-" + "1" * 40), by="nina", now=NOW
        ),
        lambda a: a.set_roles(PRIEN, ["member"], scope_name="Prien", by="nina", now=NOW),
        lambda a: a.hand_over(PRIEN, "Prien", builders.account(id="eva", name="Eva Fach")),
        lambda a: erasure.erase(a),
    )
    for act in acts:
        yield from _heard("identity", builders.account(), act)
    suspended = builders.account(state=AccountState.SUSPENDED)
    yield from _heard("identity", suspended, lambda a: a.resume(**decided))
    asked = builders.registration(
        state=RegistrationState.ASKED_BACK, changed_at=NOW - closed_after()
    )
    yield from _heard(
        "identity", builders.newcomer(registrations=[asked]), lambda a: registering.expire(a, NOW)
    )
    yield from _heard("identity", builders.account(), lambda a: a.tell())


def _applicant() -> Account:
    held = builders.registration(state=RegistrationState.SUBMITTED, email_confirmed=True)
    return builders.newcomer(registrations=[held])


def _decide(account: Account, verdict: str) -> None:
    registering.decide(account, "clerk.1", verdict, by="nina", reason="weil", now=NOW)


def _decide_authority(account: Account, verdict: str) -> None:
    authorizing.decide(account, "clerk.s1", verdict, by="nina", now=NOW)


def _catalog() -> Iterator[Event]:
    profile, why = builders.profile(), {"de": "W", "en": "M"}
    yield from _heard("catalog", profile, lambda p: p.pause(why, NOW))
    yield from _heard("catalog", profile, lambda p: p.publish(by="nina", now=NOW))
    profile.edit({**profile.facts(), "evidence": "neu"}, by="eva", now=NOW)
    profile.submit(NOW)
    yield from _heard("catalog", profile, lambda p: p.send_back("Quelle?", by="nina", now=NOW))
    yield from _heard("catalog", profile, lambda p: p.retire(why, "ewa-2", NOW))


def _orders() -> Iterator[Event]:
    for (state, point), action in PHASES:
        if action in EVENT_OF:
            held = OpenPoint(point, NOW) if point else None
            order = builders.order_in(state, released_by=REVIEWER.id, open_point=held)
            yield from _heard("orders", order, lambda o, a=action: o.move(a, CLERK, NOW, "weil"))
    yield from _heard("orders", builders.order(), lambda o: o.begin(False, CLERK, NOW))
    waiting, much_later = builders.order(), NOW + timedelta(days=60)
    waiting.begin(True, CLERK, NOW)
    yield from _heard("orders", waiting, lambda o: remind(o, much_later))
    awaiting = builders.order_in(OrderState.AWAITING_LINK)
    yield from _heard(
        "orders", awaiting, lambda o: report_link(o, ToldLink(LINK), by=CLERK, now=NOW)
    )
    yield from _heard("orders", builders.order(), lambda o: o.request_support("Hilfe", CLERK, NOW))
    asked = builders.order()
    asked.request_support("Hilfe", CLERK, NOW)
    yield from _heard("orders", asked, lambda o: remind_support(o, much_later))
    yield from _heard("orders", asked, lambda o: o.answer_support("So geht es.", CLERK, NOW))
    yield from _heard("orders", BodySystems(id=PRIEN, specialist_systems=["e"]), lambda s: s.tell())
    paused = builders.profile_doc(status="paused")
    submitted = builders.order_in(OrderState.SUBMITTED)
    yield from _heard("orders", submitted, lambda o: tell_change(o, change_of(o, paused), NOW))
    contacts = {"technical_contact": builders.contact()}
    yield from _heard("orders", builders.order(), lambda o: o.change_contacts(contacts, CLERK, NOW))
    yield from _heard(
        "orders", builders.declaration(), lambda d: d.remind(TITLE, "Prien", YEARS_LATER)
    )
    giver, told = {"name": "Sabine Huber", "email": "sabine@prien.example"}, CONTACT_TOLD
    eva = builders.contact("Eva Nachfolge")
    yield from _heard("orders", BodySystems(id=PRIEN), lambda s: s.hand_over(giver, eva, told, NOW))
    yield from _heard("orders", PortalHost(id="www.bayernportal.de"), _fail)
    for kind in BulkKind:
        yield from _heard("orders", builders.bulk_request(kind), lambda b: b.finish(NOW))


def _fail(host: PortalHost) -> None:
    for number in range(MANY):
        host.note(PageFinding.GONE, f"0918716{number}", NOW - DEAD_AFTER)
    host.note(PageFinding.GONE, PRIEN, NOW)


def _lacks_its_authority(contract: Contract) -> None:
    contract.refuse("facts-missing", missing=lacking_text(["operating-authority"]))


def _contracts() -> Iterator[Event]:
    facts = {"contract_number": "SSN-1"}
    yield from _heard("contracts", builders.contract(), lambda c: c.draft(facts, [], None))
    yield from _heard("contracts", builders.contract(), _lacks_its_authority)
    yield from _heard("contracts", builders.contract(), lambda c: c.fail("document-broke-off"))
    yield from _heard("contracts", builders.offered(), lambda c: c.withdraw("weil", NOW))
    ended = builders.order_in(OrderState.TERMINATED).summary()
    concluded = builders.signed(state=ContractState.CONCLUDED)
    yield from _heard("contracts", concluded, lambda c: c.end(ended, "weil", NOW))
    yield from _ends()
    yield from _heard(
        "contracts", builders.contract(), lambda c: c.offer(DOCUMENT, "muster-1", NOW)
    )
    yield from _heard("contracts", builders.offered(), lambda c: c.sign(builders.signature()))
    olaf = builders.signature(account="olaf", authority=None, basis=None, title=None)
    yield from _heard("contracts", builders.signed(), lambda c: c.countersign(olaf))
    yield from _heard("contracts", builders.concluded(), lambda c: seal(c, DOCUMENT, "1", NOW))
    yield from _heard("contracts", builders.concluded(), lambda c: fail_sealing(c, "seal-expired"))
    ending = builders.agreement(2, valid_until=date(2026, 11, 1))
    proposal = builders.proposal(ending, builders.agreement(2))
    broken = builders.chain(proposals=[proposal])
    yield from _heard("contracts", broken, lambda c: c.accept(proposal.id, REVIEWER.id, NOW))
    yield from _heard("contracts", builders.levy_run(), lambda r: r.release("olaf", NOW))


def _ends() -> Iterator[Event]:
    """How a concluded contract ends, one way each."""
    over = clock.start_of(date(2029, 1, 1))
    soon = over - timedelta(days=20)
    ways: tuple[Callable[[Contract], Any], ...] = (
        lambda c: ends.give_notice(c, builders.notice(), NOW.date()),
        lambda c: ends.begin_succession(c, ends.Succession.RENEWAL, "", "mayor"),
        lambda c: ends.make_way(c, NOW),
        lambda c: ends.pass_time(c, soon, is_succeeded=False),
    )
    for way in ways:
        yield from _heard("contracts", builders.concluded(), way)
    waits = builders.offered(replaces="c0", course=Course(NOW))
    late = NOW + timedelta(days=40)
    yield from _heard("contracts", waits, lambda c: ends.pass_time(c, late, is_succeeded=False))
    told = builders.concluded()
    ends.pass_time(told, soon, is_succeeded=False)
    told.take_news("contracts")
    yield from _heard("contracts", told, lambda c: ends.pass_time(c, over, is_succeeded=False))


def _notify() -> Iterator[Event]:
    ticket = Ticket.of_event(_submitted())
    author = people.body_person()
    line = ticket.comment("Hallo", Visibility.BODY, author=author, once="r1", now=NOW)
    yield from builders.heard(ticket, "notify")
    yield from builders.heard(line, "notify")
    refused = RefusedReply.of("eve@x.example", "Eve", "empty", NOW)
    yield from builders.heard(refused, "notify")
    failed = {"_id": "m1", "kind": "order_received", "address": "a@b.example", "about": {}}
    answer = "550 5.1.1 a@b.example: no such user"
    told = failed_event(failed, Failure(MailFailure.ADDRESS_REFUSED, answer))
    yield read_event(json.dumps(told), "notify", told["type"])
    access = BrokerAccess(id="demo-it-dienst", vendor_name="Acme", queue_made=True, made=1)
    yield from _heard("notify", access, lambda a: a.note_filling(Filling.FULL, 100, 100))
    yield from _heard("notify", access, lambda a: a.note_done(a.todo(NOW), NOW, queue=False))
    denial = Denial("sam", NOW, "Der Vertrag ist beendet.")
    yield from _heard("notify", access, lambda a: a.deny(denial, at_once=True))
    yield from _heard("notify", access, lambda a: a.allow("sam", NOW))
    webhook = Webhook(
        id="w-1", vendor="demo-it-dienst", url="https://vendor.example/hook", slot=1,
        secrets=[SealedSecret("sealed", NOW)], created_by="party", created_at=NOW,
    )  # fmt: skip
    yield from _heard("notify", webhook, lambda w: w.disable(DisabledReason.EXHAUSTED, NOW))
    subscriber = Subscriber.new("leser@prien.example", "en", NOW)
    subscriber.ask("t0ken", "en", NOW)
    yield from builders.heard(subscriber, "notify")
    both = {"de": "Neu", "en": "New"}
    issue = NewsletterIssue(
        id="i1", subject=both, text=both, sent_by="editor", sent_at=NOW, recipients=1
    )
    issue.send()
    yield from builders.heard(issue, "notify")


def _recorded() -> Iterator[Event]:
    """What the one place that writes says of every change of every service."""
    made = ((Accounts, builders.account()), (Profiles, builders.profile()),
            (Orders, builders.order()), (Contracts, builders.contract()),
            (Tickets, Ticket.of_event(_submitted())))  # fmt: skip
    context.enter(Call(principal=builders.principal(), action="sample.change"))
    for repository, aggregate in made:
        source = repository.__module__.split(".")[1]
        database: Any = defaultdict(lambda: None)
        told = repository(database, source, print)._told(aggregate)[-1]
        yield read_event(json.dumps(told), source, told["type"])
    context.enter(Call())


def _submitted() -> Event:
    (submitted,) = _heard("orders", builders.order(), lambda o: o.move("submit", CLERK, NOW))
    return submitted


def _links() -> Iterator[Event]:
    url, gone = "https://test.dienst.example/", CheckResult(LinkFailure.STATUS, 404)
    link = CheckedLink(id="l1", url=url, host="test.dienst.example", profiles=["ewa"], due_at=NOW)
    at_once = CheckPolicy(dead_after_failures=1, dead_after=timedelta(0))
    yield from _heard("catalog", link, lambda one: one.note(gone, NOW, at_once))


def _directory() -> Iterator[Event]:
    vendor = Vendor(id="v", name="V", kind=VendorKind.IT_PROVIDER, email="v@demo.example")
    yield from _heard("catalog", vendor, lambda v: v.tell())
    yield from _heard("catalog", SpecialistSystem(id="s", name="S"), lambda s: s.tell())
    told: dict[str, Any] = {
        "profiles": ["ewa"],
        "starts_at": NOW,
        "published_at": NOW,
        "published_by": "eva",
    }
    text = {"de": "Wartung", "en": "Maintenance"}
    notice = Notice(id="n", kind=NoticeKind.OUTAGE, title=text, text=text, **told)
    yield from _heard("catalog", notice, lambda n: n.publish())
    told = {"service": {"id": "ewa", "title": text, "topic": "melden"}, "change": "orderable"}
    yield from builders.heard(WatchAlert.of_page("e1:", ["clerk"], told, NOW), "catalog")
    opened = {"service": told["service"], "opening": "e1"}
    page = [{"_id": PRIEN, "joint_administration": "091875133"}]
    yield from builders.heard(Opening.of_page("e1:", page, opened, NOW), "catalog")
    later = builders.profile(waves=[wave(opens_on="2026-12-01")])
    yield from _heard("catalog", later, lambda p: p.open(NOW + timedelta(days=30)))
