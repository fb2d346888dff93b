"""Which tasks an order begins with: those of the guide, and the body's own a guide may lack."""

from typing import Any

import pytest

from services.orders.domain.standing_tasks import planned_tasks
from services.orders.domain.tasks import COMMISSION, Task, setup_days
from tests import builders
from tests.builders import TITLE

SYSTEM = {"_id": "demo-gewerbe", "name": "Demo-Gewerbe"}
NEW = {"usage": "new", "specialist_system": "Demo-Gewerbe"}


def guide(*steps: str) -> list[dict[str, Any]]:
    """Return steps of five days; one is told as ``code:who``."""
    pairs = [step.split(":") for step in steps]
    return [
        {"code": code, "title": TITLE, "who": who, "duration_workdays": 5} for code, who in pairs
    ]


def interface(system: str, standard: str | None, version: str = "1") -> dict[str, Any]:
    return {"system": system, "standard": standard, "version": version, "extra_cost": "unknown"}


def planned(
    steps: list[dict[str, Any]],
    *interfaces: dict[str, Any],
    wish: dict[str, Any] = NEW,
    system: dict[str, Any] | None = SYSTEM,
) -> list[Task]:
    profile = builders.profile_doc(rollout_guide=steps, interfaces=list(interfaces))
    return planned_tasks(profile, wish, system)


WHOLE = guide(
    "maintain-competence:body", "set-up-service:vendor", "commission-interface:body",
    "connect-system:vendor", "store-link:body", "tell-link:body", "check-link:operator",
)  # fmt: skip


def codes(tasks: list[Task]) -> list[str]:
    return [task.code for task in tasks]


def test_a_whole_guide_gets_no_further_task() -> None:
    tasks = planned(WHOLE)

    assert codes(tasks) == [step["code"] for step in WHOLE]
    assert not any(task.standing for task in tasks)


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ([], ["commission-interface", "store-link", "tell-link"]),
        (["set-up-service:vendor"],
         ["commission-interface", "set-up-service", "store-link", "tell-link"]),
        (["maintain-competence:body", "set-up-service:vendor", "tell-link:body"],
         ["maintain-competence", "commission-interface", "set-up-service", "store-link",
          "tell-link"]),
        (["set-up-service:vendor", "store-link:body", "check-link:operator"],
         ["commission-interface", "set-up-service", "store-link", "tell-link", "check-link"]),
    ],
)  # fmt: skip
def test_what_the_guide_lacks_is_added_where_it_belongs(
    steps: list[str], expected: list[str]
) -> None:
    tasks = planned(guide(*steps))

    assert codes(tasks) == expected
    assert [task.number for task in tasks] == list(range(1, len(expected) + 1))
    added = [task for task in tasks if task.standing]
    assert {task.who for task in added} == {"body"}
    assert all(task.title["de"] and task.title["en"] and task.duration_workdays for task in added)


def test_each_interface_of_the_chosen_system_is_commissioned_once() -> None:
    tasks = planned(
        WHOLE,
        interface("Demo-Gewerbe", "XGewerbeanzeige", "8.4"),
        interface("Demo-Gewerbe", "XGewerbeanzeige", "7.9"),
        interface("Demo-Gewerbe", "FIT-Connect"),
        interface("Demo-Standesamt", "XPersonenstand"),
    )

    made = [task.interface for task in tasks if task.code == COMMISSION]
    assert [one and (one.system, one.standard) for one in made] == [
        ("Demo-Gewerbe", "XGewerbeanzeige"), ("Demo-Gewerbe", "FIT-Connect"),
    ]  # fmt: skip
    assert tasks[2].title["de"] == "Schnittstelle zu Demo-Gewerbe beauftragen (XGewerbeanzeige)"


@pytest.mark.parametrize("stated", ["demo-gewerbe", "Demo-Gewerbe"])
@pytest.mark.parametrize("said", ["demo-gewerbe", "Demo-Gewerbe"])
def test_a_system_is_known_by_id_and_by_name(said: str, stated: str) -> None:
    tasks = planned([], interface(stated, "FIT-Connect"), wish={**NEW, "specialist_system": said})

    assert tasks[0].title["en"] == "Commission the interface to Demo-Gewerbe (FIT-Connect)"


def test_a_chosen_system_without_a_stated_interface_is_asked_for_all_the_same() -> None:
    tasks = planned([], interface("Demo-Standesamt", "XPersonenstand"))

    assert tasks[0].title["de"] == "Schnittstelle zu Demo-Gewerbe beauftragen"


@pytest.mark.parametrize(
    ("steps", "stated", "count"),
    [([], [], 0), (WHOLE, [], 1), ([], [interface("Demo-Gewerbe", None)], 1)],
    ids=["nothing to connect", "guided", "stated"],
)
def test_without_a_chosen_system_there_is_one_task_where_something_is_connected(
    steps: list[dict[str, Any]], stated: list[dict[str, Any]], count: int
) -> None:
    tasks = planned(steps, *stated, wish={"usage": "new"}, system=None)

    assert codes(tasks).count(COMMISSION) == count


def test_what_is_in_use_already_only_lacks_its_link() -> None:
    wish = {**NEW, "usage": "already_productive"}

    tasks = planned(guide("set-up-service:vendor"), interface("Demo-Gewerbe", None), wish=wish)

    assert codes(tasks) == ["set-up-service", "store-link", "tell-link"]


@pytest.mark.parametrize("steps", [[], guide("set-up-service:vendor"), WHOLE], ids=len)
def test_the_body_s_own_tasks_leave_the_setup_its_time(steps: list[dict[str, Any]]) -> None:
    tasks = planned(
        steps, interface("Demo-Gewerbe", "XGewerbeanzeige"), interface("Demo-Gewerbe", "OSCI")
    )

    assert setup_days(tasks, otherwise=30) == (5 * len(steps) or 30)
