"""The page of one interface: how far it is, the step the reader can report, and who is next."""

from typing import Any

import pytest

from services.common.errors import Conflict, Wrong, invalid_fields
from services.orders.words.tasks import STAGE_TASKS, STAGES
from tests.unit.gateway.body_fakes import gateway, order, refused, sent, turn
from tests.unit.gateway.gateway_fakes import SIGNED_IN, Gateway

WAY = ("offer", "cost", "ordered", "ready")
AT = "2026-11-26T10:00:00+00:00"
TITLE = {"de": "Schnittstelle zu Demo-Gewerbe beauftragen", "en": "Commission the interface"}
PAGE = "/orders/o1/interfaces/3"


def interface(count: int, *stages_open: str, **more: Any) -> dict[str, Any]:
    """Return the task of an interface that has reached so many stages."""
    step = WAY[count] if count < len(WAY) else None
    owners = {"offer": "vendor", "cost": "body", "ordered": "body", "ready": "vendor"}
    return {
        "number": 3, "code": "commission-interface", "title": TITLE, "duration_workdays": 10,
        "who": "body", "waits_for": owners.get(str(step), "body"), "done": step is None,
        "can_change": True,
        "due_on": "2099-12-09", "stage": WAY[count - 1] if count else None,
        "step": STAGE_TASKS[step].plain() if step else None,
        "stages_open": list(stages_open), "can_step_back": count > 0,
        "interface": {"system": "Demo-Gewerbe", "standard": None, "cost_eur": None,
                      "cost_text": None, "reason": None},
        "stages": [
            {"stage": one, "label": STAGES[one].plain(), "who": owners[one],
             "reached_at": AT if n < count else None}
            for n, one in enumerate(WAY)
        ],
        **more,
    }  # fmt: skip


def with_task(task: dict[str, Any], state: str = "in_setup", **more: Any) -> dict[str, Any]:
    found = order(state, turn("setup_party", state, yours=False), **more)
    return {**found, "tasks": [*found["tasks"], task]}


def shown(gw: Gateway, path: str = PAGE) -> Any:
    return gw.client.get(path, headers=SIGNED_IN)


def post(gw: Gateway, **values: Any) -> Any:
    return gw.client.post(PAGE, data=sent(version="7", **values), headers=SIGNED_IN)


def payload_of(gw: Gateway) -> Any:
    (made,) = [one[1] for one in gw.calls.made if one[0] == "orders.change_task"]
    assert (made["number"], made["version"]) == (3, 7)
    return made["payload"]


def test_an_order_lists_the_stages_of_its_interface_and_leads_to_its_page() -> None:
    task = interface(1, "cost", "not_needed")

    text = shown(gateway(orders__get=with_task(task)), "/orders/o1").text

    assert 'aria-label="Schritte: Schnittstelle zu Demo-Gewerbe beauftragen"' in text
    assert 'class="is-now" aria-current="step">Kosten' in text
    assert f'href="{PAGE}">Schritt vermerken' in text


def test_who_is_next_with_an_interface_is_led_to_its_page() -> None:
    step = {"number": 3, "title": TITLE, "due_on": None, "step": STAGE_TASKS["cost"].plain()}
    found = with_task(interface(1, "cost"), own_task=step)

    text = shown(gateway(orders__get=found), "/orders/o1").text

    assert f'kern-btn--primary" href="{PAGE}"' in text
    assert "Nächster Schritt: Kosten der Schnittstelle klären. Zugleich ist am Zug:" in text


@pytest.mark.parametrize(
    ("count", "stage", "typed", "payload"),
    [
        (0, "offer", {}, {"stage": "offer"}),
        (1, "cost", {"cost_eur": "1200"}, {"stage": "cost", "cost_eur": 1200}),
        (1, "cost", {"cost_text": "im Vertrag"}, {"stage": "cost", "cost_text": "im Vertrag"}),
        (2, "ordered", {"reason": "steht nicht da"}, {"stage": "ordered"}),
        (3, "ready", {}, {"stage": "ready"}),
        (2, "not_needed", {"reason": "Kein Verfahren"},
         {"stage": "not_needed", "reason": "Kein Verfahren"}),
        (2, "back", {}, {"done": False}),
    ],
)  # fmt: skip
def test_each_step_is_reported_with_what_belongs_to_it(
    count: int, stage: str, typed: dict[str, str], payload: dict[str, Any]
) -> None:
    task = interface(count, *WAY[count : count + 1], "not_needed")
    gw = gateway(orders__get=with_task(task), orders__change_task={})

    page = shown(gw).text
    answer = post(gw, stage=stage, **typed)

    assert f'name="stage" value="{stage}"' in page
    assert (answer.status_code, answer.headers["Location"].split("?")[0]) == (303, PAGE)
    assert payload_of(gw) == payload


def test_the_cost_is_asked_for_as_an_amount_or_in_words() -> None:
    text = shown(gateway(orders__get=with_task(interface(1, "cost", "not_needed")))).text

    assert 'name="cost_eur"' in text
    assert 'name="cost_text"' in text


def test_what_the_cost_lacks_is_said_at_its_field() -> None:
    gone = refused(invalid_fields([("/cost_eur", Wrong("field-missing"))]))
    gw = gateway(orders__get=with_task(interface(1, "cost")), orders__change_task=gone)

    answer = post(gw, stage="cost")

    assert answer.status_code == 422
    assert 'id="cost_eur-error"' in answer.text


def test_a_step_that_is_not_next_is_refused_above_all() -> None:
    gone = refused(Conflict("stage-not-next", stage=None, next_stage="offer"))
    gw = gateway(orders__get=with_task(interface(1, "cost")), orders__change_task=gone)

    answer = post(gw, stage="ready")

    assert answer.status_code == 422
    assert "gerade nicht dran" in answer.text


def test_who_only_reads_is_offered_nothing() -> None:
    found = with_task(interface(1, "cost", "not_needed"))

    text = shown(gateway({"orders:read"}, orders__get=found)).text

    assert 'name="stage"' not in text
    assert "Kosten der Schnittstelle klären" in text


def test_while_another_side_is_next_the_reader_is_told_whose_it_is() -> None:
    text = shown(gateway(orders__get=with_task(interface(3)))).text

    assert "Am Zug: Einrichtende Stelle" in text
    assert 'value="ready"' not in text


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"stage": "ready"}, "Die Schnittstelle ist bereit"),
        ({"stage": "not_needed", "interface": {"system": None, "standard": None, "cost_eur": None,
          "cost_text": None, "reason": "Kein Verfahren"}}, "Grund: Kein Verfahren"),
    ],
    ids=["ready", "not needed"],
)  # fmt: skip
def test_an_interface_that_is_settled_says_how(more: dict[str, Any], said: str) -> None:
    assert said in shown(gateway(orders__get=with_task(interface(4, **more)))).text


@pytest.mark.parametrize("number", ["1", "9"])
def test_what_is_no_interface_has_no_such_page(number: str) -> None:
    gw = gateway(orders__get=with_task(interface(0)))

    assert shown(gw, f"/orders/o1/interfaces/{number}").status_code == 404


@pytest.mark.parametrize(("count", "warned"), [(3, True), (4, False)])
def test_who_is_to_tell_the_link_hears_of_an_interface_that_is_not_ready(
    count: int, warned: bool
) -> None:
    found = with_task(interface(count), "awaiting_link")

    text = shown(gateway(orders__get=found), "/orders/o1").text

    assert ("Eine Schnittstelle ist noch nicht bereit" in text) is warned
