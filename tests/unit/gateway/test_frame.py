"""What all pages stand on: forms that act once and lose nothing, who reads, what is away."""

import re
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from flask import Blueprint, render_template_string
from werkzeug.datastructures import MultiDict
from werkzeug.test import Client
from werkzeug.wrappers import Response

from gateway.app import flask_app
from gateway.problems.problems import Problem
from gateway.web.frame import formats, forms, navigation, side_by_side
from gateway.web.frame.api import api
from gateway.web.frame.body_names import BodyNames
from gateway.web.frame.forms import Field, Form
from gateway.web.frame.frame import Frame
from gateway.web.frame.furnish import furnish
from gateway.web.frame.kept_forms import author_of
from gateway.web.frame.navigation import Entry
from gateway.web.frame.side_by_side import Question
from gateway.web.frame.visitors import Visitor
from services.common import clock, context
from services.common.context import Call
from services.common.errors import Conflict, Invalid, Unavailable
from tests.unit.gateway.gateway_fakes import CSRF, SIGNED_IN, FakeCalls, Gateway

FIELDS = (
    Field("name", "menu", pointer="/functional_contact/name"),
    Field("email", "help", kind="email", pointer="/functional_contact/email"),
    Field("remark", "news", kind="textarea", required=False),
)
PAGE = """{{ ui.hidden(form, visitor) }}{{ ui.errors(form) }}
{{ ui.field(form, "name") }}{{ ui.field(form, "email") }}"""
TYPED = {"name": "Anna Amt", "email": "anna@amt.example", "form_key": "k-1"}
ORDER = {"id": "o1", "number": "DM-1"}


@dataclass
class OrderPage:
    """One form, as pages are written."""

    frame: Any

    def blueprint(self) -> Blueprint:
        pages = Blueprint("tried", __name__)
        pages.add_url_rule("/tried", view_func=self.show)
        pages.add_url_rule("/tried", view_func=self.place, methods=["POST"])
        return pages

    def show(self) -> str:
        self.frame.signed_in()
        return render_template_string(PAGE, form=self.frame.blank(FIELDS, name="Vorbelegt"))

    def place(self) -> Response:
        form = self.frame.sent(FIELDS)
        try:
            order = self.frame.act(form, api("POST orders"), payload=forms.payload_of(form))
        except Problem as problem:
            return Response(render_template_string(PAGE, form=form.refused(problem)), 422)
        done: Response = self.frame.done(f"/orders/{order['id']}", "acting")
        return done


@pytest.fixture
def gateway(monkeypatch: pytest.MonkeyPatch) -> Gateway:
    made = Gateway()
    made.answers("orders.place", ORDER)
    frames: list[Frame] = []
    monkeypatch.setattr("gateway.app.furnish", lambda app, frame, operator: (
        frames.append(frame), furnish(app, frame, operator)))  # fmt: skip
    app = flask_app(made.parts)
    app.register_blueprint(OrderPage(frames[0]).blueprint())
    made.client = Client(app, use_cookies=False)
    return made


def sends(gateway: Gateway, **typed: str) -> Any:
    return gateway.client.post(
        "/tried", data={**TYPED, "csrf_token": CSRF, **typed}, headers=SIGNED_IN
    )


def test_a_form_becomes_the_payload_of_the_api_and_leads_on(gateway: Gateway) -> None:
    answer = sends(gateway)

    (made,) = [m for m in gateway.calls.made if m[0] == "orders.place"]
    assert made[1]["payload"] == {
        "functional_contact": {"name": "Anna Amt", "email": "anna@amt.example"}
    }
    assert (answer.status_code, answer.headers["Location"]) == (303, "/orders/o1")
    assert "done=acting" in answer.headers["Set-Cookie"]


def test_the_same_form_sent_twice_acts_once_and_answers_alike(gateway: Gateway) -> None:
    first, second = sends(gateway), sends(gateway)

    assert gateway.calls.count("orders.place") == 1
    assert first.headers["Location"] == second.headers["Location"]


def test_a_form_corrected_after_going_back_is_another_act(gateway: Gateway) -> None:
    gateway.answers("orders.place", [Invalid([]), ORDER])

    refused, corrected = sends(gateway, name=""), sends(gateway)

    assert (refused.status_code, corrected.status_code) == (422, 303)


def test_a_refusal_that_was_kept_is_told_again(gateway: Gateway) -> None:
    gateway.answers("orders.place", Conflict("not-possible-now"))

    first, second = sends(gateway), sends(gateway)

    assert gateway.calls.count("orders.place") == 1
    assert first.status_code == second.status_code == 422


def test_a_refused_form_keeps_what_was_typed_and_names_the_field(gateway: Gateway) -> None:
    wrong = Problem(
        422, "invalid",
        errors=[{"pointer": "/functional_contact/email", "detail": "Bitte ergänzen Sie das @."}],
    )  # fmt: skip
    gateway.answers("orders.place", wrong)

    page = sends(gateway, email="anna").text

    assert 'value="anna"' in page
    assert 'href="#email"' in page
    assert page.count("Bitte ergänzen Sie das @.") == 2
    assert 'aria-describedby=" email-error" aria-invalid="true"' in page


def test_a_form_without_its_token_does_nothing(gateway: Gateway) -> None:
    answer = sends(gateway, csrf_token="wrong")

    assert answer.status_code == 403
    assert gateway.calls.count("orders.place") == 0


def test_a_page_holds_the_token_in_other_bytes_each_time(gateway: Gateway) -> None:
    pages = [gateway.client.get("/tried", headers=SIGNED_IN).text for _ in range(2)]
    tokens = [re.findall(r'name="csrf_token" value="([^"]+)"', page) for page in pages]

    assert tokens[0] != tokens[1]
    assert CSRF not in str(tokens)
    assert sends(gateway, csrf_token=tokens[0][0]).status_code == 303
    assert sends(gateway, csrf_token="m" + "0" * 128).status_code == 403


def test_what_was_typed_when_the_session_was_over_is_there_again_after_signing_in(
    gateway: Gateway,
) -> None:
    typed = {**TYPED, "csrf_token": "old", "form_author": author_of("a1")}
    sent = gateway.client.post("/tried", data=typed)
    cookie = sent.headers["Set-Cookie"].partition(";")[0]

    page = gateway.client.get("/tried", headers={"Cookie": f"{SIGNED_IN['Cookie']}; {cookie}"})

    assert (sent.status_code, sent.headers["Location"]) == (303, "/login?next=/tried")
    assert 'value="anna@amt.example"' in page.text
    assert gateway.calls.count("orders.place") == 0


def test_it_is_shown_to_nobody_else(gateway: Gateway) -> None:
    typed = {**TYPED, "csrf_token": "old", "form_author": author_of("another")}
    cookie = gateway.client.post("/tried", data=typed).headers["Set-Cookie"].partition(";")[0]

    page = gateway.client.get("/tried", headers={"Cookie": f"{SIGNED_IN['Cookie']}; {cookie}"})

    assert "anna@amt.example" not in page.text
    assert 'value="Vorbelegt"' in page.text


def test_a_guest_is_led_to_the_sign_in_and_back(gateway: Gateway) -> None:
    answer = gateway.client.get("/tried?a=1")

    assert answer.headers["Location"] == "/login?next=/tried%3Fa%3D1"


def test_while_identity_is_away_a_page_says_so_and_offers_to_try_again(gateway: Gateway) -> None:
    gateway.answers("identity.principal", Unavailable("service-away"))

    answer = gateway.client.get("/tried", headers=SIGNED_IN)

    assert answer.status_code == 503
    assert 'href="/tried"' in answer.text


def test_a_suspended_account_changes_nothing(gateway: Gateway) -> None:
    gateway.claims(state="suspended")

    assert sends(gateway).status_code == 422
    assert gateway.calls.count("orders.place") == 0


def test_texts_are_stripped_bounded_and_of_one_kind_of_line_end() -> None:
    sent = MultiDict({"name": f"  {'x' * 30_000}", "remark": "a\r\nb"})

    form = forms.read(FIELDS, sent)

    assert len(form.value("name")) == forms.LONGEST
    assert form.value("remark") == "a\nb"
    assert forms.payload_of(form, "remark") == {"remark": "a\nb"}


def test_an_error_that_belongs_to_no_field_stands_above_all() -> None:
    problem = Problem(422, "invalid", errors=[{"pointer": "/else", "detail": "So nicht."}])

    form = Form(FIELDS).refused(problem)

    assert (form.general, form.errors, form.is_refused) == ("So nicht.", {}, True)


def test_what_is_missing_as_a_whole_is_told_at_each_of_its_empty_parts() -> None:
    parts = [Field(f"title_{at}", pointer=f"/title/{at}") for at in ("de", "en")]
    form = Form((*parts, Field("note", pointer="/title/note", required=False)), {"title_de": "X"})
    problem = Problem(422, "invalid", errors=[{"pointer": "/title", "detail": "Fehlt."}])

    refused = form.refused(problem)

    assert (refused.errors, refused.general) == ({"title_en": "Fehlt."}, "")


def test_a_checkbox_and_a_list_of_them_are_read_as_such() -> None:
    fields = (Field("agreed", kind="checkbox"), Field("roles", kind="checkboxes"))

    form = forms.read(fields, MultiDict([("agreed", "yes"), ("roles", "a"), ("roles", "b")]))

    assert (form.value("agreed"), form.value("roles")) == (True, ["a", "b"])
    assert forms.read(fields, MultiDict()).value("agreed") is False


def unasked(questions: Any) -> list[Any]:
    raise AssertionError("nothing here is asked of a service")


def test_parts_of_a_page_are_asked_side_by_side_in_the_reader_s_language() -> None:
    both = threading.Barrier(2, timeout=10)

    def ask() -> str:
        both.wait()
        return context.current().language

    context.enter(Call(language="en"))
    assert side_by_side.ask_all({"a": ask, "b": ask}, unasked) == {"a": "en", "b": "en"}
    context.enter(Call())


def question(path: str) -> Question:
    return Question(api(path), {}, lambda route, _: f"alone {route.call}")


def test_what_one_service_is_asked_goes_to_it_at_once_and_what_one_is_refused_is_its_own() -> None:
    bundles: list[list[str]] = []

    def together(questions: Sequence[Question]) -> list[Any]:
        bundles.append([one.route.call for one in questions])
        return ["done", Unavailable("database-away")]

    asked = {
        "turns": question("GET turns"), "drafts": question("GET drafts"),
        "steps": question("GET step-figures"), "own": question("GET parked"),
    }  # fmt: skip
    parts = side_by_side.ask_what_is_there(asked, together)

    assert bundles == [["turns", "step_figures"]]
    assert (parts["turns"], parts["drafts"], parts["own"]) == (
        "done", "alone list_drafts", "alone parked",
    )  # fmt: skip
    assert parts["steps"].problem.code == "database-away"


def test_a_service_that_is_away_is_so_for_all_it_was_asked() -> None:
    def together(questions: Sequence[Question]) -> list[Any]:
        raise Unavailable("service-away")

    asked = {"turns": question("GET turns"), "steps": question("GET step-figures")}
    parts = side_by_side.ask_what_is_there(asked, together)

    assert [parts[name].problem.code for name in asked] == ["service-away"] * 2


def test_a_part_that_is_away_is_false_and_the_rest_stands() -> None:
    def away() -> None:
        raise Unavailable("service-away")

    parts = side_by_side.ask_what_is_there({"a": away, "b": lambda: 1}, unasked)

    assert not parts["a"]
    assert parts["a"].problem.status == 503
    assert parts["b"] == 1


def test_a_refusal_is_no_outage() -> None:
    def refuse() -> None:
        raise Conflict("not-possible-now")

    with pytest.raises(Problem):
        side_by_side.ask_what_is_there({"a": refuse, "b": lambda: 1}, unasked)


@pytest.mark.parametrize(
    ("today", "left"),
    [("2026-11-27", 3), ("2026-12-02", 0), ("2026-12-03", -1), ("2026-12-07", -3)],
)
def test_days_left_are_working_days(monkeypatch: pytest.MonkeyPatch, today: str, left: int) -> None:
    monkeypatch.setattr(clock, "now", lambda: clock.start_of(date.fromisoformat(today)))

    assert formats.working_days_left("2026-12-02") == left


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("de", ("Mi, 02.12.2026", "Mi, 02.12.2026, 15:20 Uhr", "40.085 Euro", "1,4 MB")),
        (
            "en",
            ("Wed, 2 December 2026", "Wed, 2 December 2026, 15:20", "€40,085", "1.4 MB"),
        ),
    ],
)
def test_days_times_money_and_sizes_are_written_by_language(
    language: str, written: tuple[str, ...]
) -> None:
    context.enter(Call(language=language))

    assert list(written) == [
        formats.weekday("2026-12-02"),
        formats.moment("2026-12-02T14:20:00+00:00"),
        formats.euros(40085),
        formats.size(1_468_006),
    ]
    context.enter(Call())


def test_names_of_bodies_are_asked_for_once_and_remembered_for_a_while() -> None:
    items = [{"key": "09187162", "full_name": "Markt Prien a.Chiemsee"}]
    calls, now = FakeCalls(), [0.0]
    calls.answers["identity.find_bodies"] = {"items": items}
    names = BodyNames(calls, lambda: now[0])

    assert names.of(["09187162"]) == {"09187162": "Markt Prien a.Chiemsee"}
    assert names.of(["09187162"]) == {"09187162": "Markt Prien a.Chiemsee"}
    assert calls.count("identity.find_bodies") == 1
    now[0] = 301.0
    calls.answers["identity.find_bodies"] = Unavailable("service-away")
    assert names.of(["09187162"]) == {}


def test_the_menu_marks_the_entry_that_leads_nearest(monkeypatch: pytest.MonkeyPatch) -> None:
    entries = tuple(Entry(path, path, lambda v: True) for path in ("/", "/orders", "/orders/new"))
    monkeypatch.setattr(navigation, "ENTRIES", entries)

    here = [
        entry.path for entry, is_here in navigation.menu_of(Visitor(), "/orders/new/x") if is_here
    ]

    assert here == ["/orders/new"]


@pytest.mark.parametrize(("entries", "line", "away"), [(6, 6, 0), (7, 5, 2), (0, 0, 0)])
def test_what_does_not_stand_in_one_line_of_the_menu_is_folded_away(
    entries: int, line: int, away: int
) -> None:
    menu = [(Entry(f"/{n}", "start", lambda v: True), False) for n in range(entries)]
    at_end = (Entry("/hilfe", "help", lambda v: True, at_end=True), False)

    shown, more = navigation.folded([*menu, at_end])

    assert (len(shown), len(more)) == (line, away)
    assert [*shown, *more] == menu


@pytest.mark.parametrize("sent", ["", "abc", "-1", "1.5", "²", "1" * 5000])
def test_what_is_no_whole_number_in_a_hidden_field_is_refused(sent: str) -> None:
    form = Form((Field("version", kind="hidden"),), {"version": sent})

    with pytest.raises(Problem) as refused:
        form.whole("version")
    assert refused.value.status == 400


def test_digits_beyond_any_number_stay_a_text_for_the_api_to_refuse() -> None:
    form = Form((Field("days", kind="number"),), {"days": "1" * 5000})

    assert forms.payload_of(form) == {"days": "1" * 5000}
    assert form.with_values(days="7").whole("days") == 7


def test_pages_read_numbers_in_one_place() -> None:
    web = Path(forms.__file__).parents[1]
    readers = [p for p in web.rglob("*.py") if re.search(r"\bint\(", p.read_text("utf-8"))]

    assert [str(path.relative_to(web)) for path in readers] == ["frame/forms.py"]


@pytest.mark.parametrize(
    ("problem", "stays"),
    [
        (Problem(503, "service-away"), True),
        (Problem(504, "deadline-passed"), True),
        (Problem(409, "idempotency-running"), True),
        (Problem(409, "not-possible-now"), False),
        (Problem(422, "invalid", errors=[]), False),
    ],
    ids=str,
)
def test_where_it_may_have_acted_a_form_keeps_its_key(problem: Problem, stays: bool) -> None:
    form = Form(FIELDS, key="k-1")

    assert (form.refused(problem).key == "k-1") is stays


@pytest.mark.parametrize("origin", ["https://evil.example", "null"])
def test_what_another_site_sends_is_kept_for_nobody(gateway: Gateway, origin: str) -> None:
    typed = {**TYPED, "form_author": author_of("a1")}

    sent = gateway.client.post("/tried", data=typed, headers={"Origin": origin})

    assert sent.status_code == 303
    assert "Set-Cookie" not in sent.headers


def test_what_our_own_page_sends_is_kept(gateway: Gateway) -> None:
    typed = {**TYPED, "form_author": author_of("a1")}
    ours = gateway.parts.settings.address

    sent = gateway.client.post("/tried", data=typed, headers={"Origin": ours})

    assert sent.headers["Set-Cookie"].startswith("kept-form=")


def test_many_names_are_asked_for_in_portions() -> None:
    calls = FakeCalls()
    keys = [f"{number:08}" for number in range(250)]
    known = [{"key": key, "full_name": f"Gemeinde {key}"} for key in keys]
    calls.answers["identity.find_bodies"] = [
        {"items": known[:100]}, {"items": known[100:200]}, {"items": known[200:]},
    ]  # fmt: skip

    assert len(BodyNames(calls).of(keys)) == 250
    assert calls.count("identity.find_bodies") == 3
