"""The page on which support says which of two active orders goes on."""

from typing import Any

from services.common.errors import Conflict
from tests.unit.gateway.body_fakes import listed, order, refused, sent
from tests.unit.gateway.gateway_fakes import SIGNED_IN, Gateway

PATH = "/reviews/orders/o1/settle"


def support(**answers: Any) -> Gateway:
    gateway = Gateway()
    gateway.answers(
        "identity.principal",
        {
            "subject": "s1", "name": "Sven Support", "claims": {"roles": []},
            "grants": {"self": ["me:read"], "*": ["orders:read", "orders:support"]},
        },
    )  # fmt: skip
    one = {**order("live", None), "id": "o1", "number": "DM-1"}
    other = {**order("live", None), "id": "o2", "number": "DM-2"}
    known = {"orders.get": one, "orders.duplicates": listed(other), "orders.settle": other}
    for called, answer in {**known, **answers}.items():
        gateway.answers(called.replace("__", "."), answer)
    return gateway


def post(gateway: Gateway, **values: Any) -> Any:
    return gateway.client.post(PATH, data=sent(**values), headers=SIGNED_IN)


def test_both_orders_can_be_chosen() -> None:
    text = support().client.get(PATH, headers=SIGNED_IN).text

    assert "DM-1" in text
    assert 'value="o2"' in text


def test_the_one_that_was_not_chosen_ends_once() -> None:
    gateway = support()

    answer = post(gateway, keeps="o1", reason="Eine genügt.")
    post(gateway, keeps="o1", reason="Eine genügt.")

    made = [arguments for called, arguments, *_ in gateway.calls.made if called == "orders.settle"]
    assert answer.headers["Location"] == "/reviews/orders/o1"
    assert [(m["order_id"], m["payload"]["keeps"]) for m in made] == [("o2", "o1")]


def test_without_a_choice_nothing_ends_and_what_was_typed_stays() -> None:
    gateway = support()

    answer = post(gateway, reason="Eine genügt.")

    assert answer.status_code == 422
    assert "Eine genügt." in answer.text
    assert gateway.calls.count("orders.settle") == 0


def test_a_refusal_is_shown_above_the_form() -> None:
    gateway = support(orders__settle=refused(Conflict("order-no-duplicate")))

    answer = post(gateway, keeps="o2", reason="Eine genügt.")

    assert answer.status_code == 422
    assert "keine zweite laufende Bestellung" in answer.text


def test_where_there_is_no_second_order_it_leads_to_the_order() -> None:
    answer = support(orders__duplicates=listed()).client.get(PATH, headers=SIGNED_IN)

    assert answer.headers["Location"] == "/reviews/orders/o1"
