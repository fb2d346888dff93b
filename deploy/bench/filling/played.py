"""Plays one order to its end, and takes what the databases hold of it at each stage."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pymongo import MongoClient

from deploy.bench.filling.shapes import ABOUT_AN_ORDER, Stage
from deploy.bench.place import Place
from deploy.local import journey
from deploy.local.journey import Journey
from deploy.local.ports import wait_until

Doc = dict[str, Any]
PATIENCE_S = 60


@dataclass(frozen=True)
class Played:
    """The stages of the order, what was recorded of it, and who decided about it."""

    journey: Journey
    stages: list[Stage]
    acts: list[Doc]
    reviewer: str


def play(place: Place) -> Played:
    """Play it; at the end, everything that follows has been said and done."""
    system = place.system
    played = Journey(journey.Place(system.gateway_url, system.mail_dir, ""))
    client: MongoClient[Doc] = MongoClient(system.mongo_uri, tz_aware=True)
    try:
        stages = [_taken(client, place, played) for _ in _stages(played)]
        acts = _acts(client[f"{system.database_prefix}identity"], played)
    finally:
        client.close()
    reviewer = played.person("reviewer").get("me")["account"]
    return Played(played, stages, acts, str(reviewer))


def _stages(played: Journey) -> Iterator[None]:
    """Go on from one stage to the next, and stop at each."""
    for step in (played.clerk_signs_in, played.clerk_registers, played.clerk_is_approved,
                 played.signatory_comes, played.clerk_orders):  # fmt: skip
        step()
    yield
    played.reviewer_releases()
    played.contract_is_offered()
    yield
    played.signatory_signs()
    yield
    played.operator_countersigns()
    played.wait_for_state("setup_requested")
    yield
    played.vendor_sets_up()
    played.ticket_talks()
    yield
    played.body_tells_link()
    played.service_is_live()
    yield


def _taken(client: "MongoClient[Doc]", place: Place, played: Journey) -> Stage:
    """Return what is kept of the order as soon as nobody has anything to say of it."""
    prefix, id = place.system.database_prefix, played.order["id"]

    def taken() -> dict[tuple[str, str], list[Doc]]:
        return {
            (service, name): list(client[f"{prefix}{service}"][name].find({field: id}))
            for (service, name), field in ABOUT_AN_ORDER.items()
        }

    orders = client[f"{prefix}orders"]["orders"]
    settled = {"_id": id, "to_tally": 0, "outbox": []}
    wait_until(
        lambda: orders.find_one(settled) is not None and place.is_quiet(),
        PATIENCE_S, "the order does not come to rest",
    )  # fmt: skip
    docs = taken()
    return Stage(docs["orders", "orders"][0]["state"], docs)


def _acts(identity: Any, played: Journey) -> list[Doc]:
    """Return the lines of the trail about the order and its contract, oldest first."""
    hex = played.order["id"][1:]
    about = {"object": {"$in": [f"o{hex}", f"c{hex}"]}}
    return list(identity["audit"].find(about).sort("_id", 1))
