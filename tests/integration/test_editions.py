"""An edition on the real database: two merge, one leaves its joint administration, one is renamed.

It is applied whole whatever stops it in between, and says each move once.
"""

from collections import Counter
from datetime import date
from typing import Any

import pytest
from pymongo.database import Database

from services.common import clock
from services.common.errors import Conflict
from services.identity.register.edition import read_bodies
from services.identity.repositories.bodies import Bodies
from tests.integration.test_bodies import UNION, called_by, service

Db = Database[dict[str, Any]]
ROWS = {row["key"]: row for row in read_bodies()}
FIRST, SECOND = "2026-01-01", "2026-07-01"
JOINT, LEAVING, STAYING = "091715101", "09171124", "09171114"
MERGING, MERGED, RENAMED = ["09187162", "09187128"], "09187999", "09162000"
AGAIN = "09187998"


def merged(key: str) -> dict[str, Any]:
    facts = {"key": key, "ars": f"091870{key[5:]}{key[5:]}", "capacities": []}
    return {**ROWS["09187162"], **facts, "name": f"Chiemseestadt {key}", "population": 20000}


def proposal() -> dict[str, Any]:
    free = f"{LEAVING[:5]}0{LEAVING[5:]}{LEAVING[5:]}"
    return {
        "edition": FIRST,
        "upsert": [
            merged(MERGED),
            {**ROWS[LEAVING], "joint_administration": None, "ars": free},
            {**ROWS[JOINT], "members": [STAYING]},
            {**ROWS[RENAMED], "name": "Minga"},
        ],
        "gone": MERGING,
        "moves": [{"from": key, "to": None, "reason": "merger"} for key in MERGING],
    }


@pytest.fixture
def identity(database: Db) -> Any:
    """Identity with a register of the test's own, called by an editor."""
    called_by("erna")
    return service(database)


def review(identity: Any, facts: dict[str, Any], to: str) -> dict[str, Any]:
    """Propose as one person and confirm as another."""
    called_by("erna")
    proposed = identity.propose_edition(facts)
    called_by("olaf")
    moves = [{"from": m["from"], "to": to, "reason": m["reason"]} for m in proposed["moves"]]
    confirmed = {"version": proposed["version"], "moves": moves}
    return dict(identity.review_edition(facts["edition"], confirmed))


def told(identity: Any) -> list[tuple[str, str]]:
    """Return kind and subject of every event about bodies, in the order of the documents."""
    docs = identity.bodies.collection.find({"outbox.0": {"$exists": True}}).sort("_id", 1)
    events = [event for doc in docs for event in doc["outbox"]]
    return [(e["type"], e["subject"]) for e in events if e["type"].startswith("body.")]


def expected() -> Counter[tuple[str, str]]:
    changed = [MERGED, LEAVING, JOINT, RENAMED, *MERGING]
    return Counter(
        [("body.changed", key) for key in changed] + [("body.moved", key) for key in MERGING]
    )


def test_an_edition_changes_exactly_what_it_says(identity: Any) -> None:
    untouched = {"_id": {"$nin": [MERGED, LEAVING, JOINT, RENAMED, *MERGING]}}
    before = list(identity.bodies.collection.find(untouched))
    review(identity, proposal(), MERGED)

    applied = identity.apply_edition(FIRST)

    assert (applied["state"], applied["left"]) == ("applied", 0)
    assert Counter(told(identity)) == expected()
    assert identity.get_body(RENAMED)["name"] == "Minga"
    assert identity.get_body(JOINT)["members"] == [STAYING]
    assert identity.get_body(LEAVING)["joint_administration"] is None
    assert identity.get_body(MERGED)["edition"] == FIRST
    assert list(identity.bodies.collection.find(untouched)) == before


def test_the_changes_are_named_before_anybody_confirms_them(identity: Any) -> None:
    proposed = identity.propose_edition(proposal())

    named = {(change["key"], change["kind"]) for change in proposed["changes"]}
    assert named == {
        (MERGED, "new"), (LEAVING, "vg_changed"), (JOINT, "vg_changed"), (RENAMED, "renamed"),
        *((key, "gone") for key in MERGING),
    }  # fmt: skip
    assert identity.get_edition(FIRST) == proposed


def test_an_old_key_says_where_everything_went(identity: Any) -> None:
    review(identity, proposal(), MERGED)
    identity.apply_edition(FIRST)

    old = identity.get_body(MERGING[0])

    assert (old["ended_on"], old["successor"], old["may_register"]) == (FIRST, MERGED, False)
    assert old["moved_to"]["key"] == MERGED
    assert identity.find_bodies({"q": "Prien a.Chiemsee"})["total"] == 0
    assert identity.find_bodies({"q": MERGING[0]})["items"][0]["key"] == MERGING[0]


def test_a_move_says_all_that_others_need_to_follow(identity: Any) -> None:
    review(identity, proposal(), MERGED)
    identity.apply_edition(FIRST)

    doc = identity.bodies.collection.find_one({"_id": MERGING[0]})

    (moved,) = (event["data"] for event in doc["outbox"] if event["type"] == "body.moved")
    assert moved == {
        "from": MERGING[0], "to": MERGED, "to_name": f"Chiemseestadt {MERGED}",
        "reason": "merger", "edition": FIRST,
    }  # fmt: skip


def test_an_edition_applied_twice_says_nothing_twice(identity: Any) -> None:
    review(identity, proposal(), MERGED)

    identity.apply_edition(FIRST)
    called_by("olaf", "another-request")
    again = identity.apply_edition(FIRST)

    assert again["left"] == 0
    assert Counter(told(identity)) == expected()


@pytest.mark.parametrize("once", ["the-same", "another"])
@pytest.mark.parametrize("survived", range(6))
def test_an_edition_that_broke_off_is_completed(
    identity: Any, monkeypatch: pytest.MonkeyPatch, survived: int, once: str
) -> None:
    review(identity, proposal(), MERGED)
    with monkeypatch.context() as broken:
        break_after(broken, survived)
        called_by("olaf", "the-same")
        with pytest.raises(RuntimeError):
            identity.apply_edition(FIRST)

    called_by("olaf", once)
    applied = identity.apply_edition(FIRST)

    assert (applied["state"], applied["left"]) == ("applied", 0)
    assert Counter(told(identity)) == expected()


def break_after(monkeypatch: pytest.MonkeyPatch, writes: int) -> None:
    """Let the process fail after so many bodies."""
    left = [writes]
    for name in ("add", "change"):
        real = getattr(Bodies, name)

        def counted(self: Bodies, *arguments: Any, real: Any = real) -> Any:
            if not left[0]:
                raise RuntimeError("gone")
            left[0] -= 1
            return real(self, *arguments)

        monkeypatch.setattr(Bodies, name, counted)


def test_what_one_call_has_no_time_for_the_next_one_does(
    identity: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    review(identity, proposal(), MERGED)
    with monkeypatch.context() as hurried:
        hurried.setattr("services.identity.repositories.editions._STEP_S", 0.0)
        first = identity.apply_edition(FIRST)

    second = identity.apply_edition(FIRST)

    assert (first["state"], first["left"]) == ("reviewed", 6)
    assert (second["state"], second["left"]) == ("applied", 0)


def test_a_chain_of_successors_leads_to_its_end(identity: Any) -> None:
    review(identity, proposal(), MERGED)
    identity.apply_edition(FIRST)
    moves = [{"from": MERGED, "to": AGAIN, "reason": "rekeyed"}]
    later = {"edition": SECOND, "upsert": [merged(AGAIN)], "gone": [MERGED], "moves": moves}
    review(identity, later, AGAIN)
    identity.apply_edition(SECOND)

    old = identity.get_body(MERGING[0])

    assert (old["successor"], old["moved_to"]["key"]) == (MERGED, AGAIN)


def test_an_association_names_the_successor_of_its_members(identity: Any) -> None:
    own = identity.add_body({**UNION, "members": [*MERGING, RENAMED]})["key"]
    review(identity, proposal(), MERGED)

    identity.apply_edition(FIRST)

    assert identity.get_body(own)["members"] == [MERGED, RENAMED]


def test_of_two_reviewed_editions_the_second_is_outdated(identity: Any) -> None:
    later = {"edition": SECOND, "upsert": [{**ROWS[RENAMED], "name": "Minga"}]}
    review(identity, later, MERGED)
    review(identity, proposal(), MERGED)
    identity.apply_edition(FIRST)

    with pytest.raises(Conflict) as refused:
        identity.apply_edition(SECOND)

    assert refused.value.code == "edition-outdated"


def test_two_processes_do_not_apply_at_once(identity: Any) -> None:
    review(identity, proposal(), MERGED)
    lease = {"_id": "register-edition", "holder": "other", "until": clock.now().replace(year=2099)}
    identity.bodies.collection.database["leases"].insert_one(lease)

    with pytest.raises(Conflict) as refused:
        identity.apply_edition(FIRST)

    assert refused.value.code == "edition-running"
    assert told(identity) == []


def test_a_corrected_proposal_takes_the_place_of_the_first(identity: Any) -> None:
    identity.propose_edition(proposal())
    called_by("emil")
    corrected = identity.propose_edition({**proposal(), "upsert": proposal()["upsert"][:3]})

    assert identity.get_edition(FIRST) == corrected
    assert (corrected["version"], corrected["proposed_by"]) == (2, "emil")
    (listed,) = identity.list_editions({"state": "proposed"})["items"]
    assert listed["edition"] == FIRST
    assert identity.list_editions({"state": "applied"})["total"] == 0


def test_only_the_living_members_of_today_are_competent(identity: Any) -> None:
    held = {"capacity": "health_office", "limit": 200, "cursor": None}

    assert identity.bodies.search(held, date(2023, 11, 29))[2] == 0
    assert identity.bodies.search(held, date(2026, 11, 20))[2] == 76
