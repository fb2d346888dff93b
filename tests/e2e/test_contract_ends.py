"""A contract is amended and then given notice of, over HTTP, the worker and mail."""

from typing import Any

from deploy.local.journey import Journey
from deploy.local.ports import wait_until
from tests.journeys import PATIENCE_S, Journeys


def sign(journey: Journey, username: str, path: str, id: str) -> None:
    contract = journey.person(username).get(f"contracts/{id}")
    shown = {"id": id, "document_hash": contract["document_hash"]}
    (result,) = journey.person(username).sign(path, [shown])
    assert result["ok"], result


def wait_for(journey: Journey, id: str, **facts: Any) -> dict[str, Any]:
    """Wait until a contract has these facts."""
    seen: dict[str, Any] = {}

    def is_so() -> bool:
        seen.update(journey.person(journey.signatory).get(f"contracts/{id}"))
        return all(seen[name] == value for name, value in facts.items())

    wait_until(is_so, PATIENCE_S, f"contract {id} is not {facts}")
    return seen


def test_an_amended_contract_takes_the_place_of_the_former_and_ends_by_notice(
    journeys: Journeys,
) -> None:
    journey = journeys.next_in_setup()
    former = journey.contract()

    change = {"change": "Eine andere Stelle betreibt den Dienst."}
    made = journey.person("reviewer").post(f"contracts/{former['id']}/amend", change)
    wait_for(journey, made["id"], state="offered")
    sign(journey, journey.signatory, "signatures", made["id"])
    sign(journey, "reviewer2", "countersignatures", made["id"])

    superseded = wait_for(journey, former["id"], state="superseded")
    assert superseded["replaced_by"] == made["id"]
    assert superseded["signed_by"]
    wait_until(
        lambda: journey.contract()["id"] == made["id"], PATIENCE_S, "the order kept the former one"
    )
    signatory = journey.person(journey.signatory)
    day = signatory.get(f"contracts/{made['id']}")["notice_ends"][0]
    ended = signatory.post(f"contracts/{made['id']}/give-notice", {"ends_on": day})
    assert (ended["state"], ended["last_day"]) == ("notice_given", day)
    order = signatory.get(f"orders/{journey.order['id']}")
    assert order["contract_number"] == made["number"]
    journey.mail(order["contacts"]["functional"]["email"], "gekündigt")
