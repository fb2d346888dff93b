"""The tasks of an order: those of the profile's guide, and the body's own that no guide may lack.

An interface is commissioned for each kind of connection the profile states for the chosen
specialist system; where the system or its interface is not known, the task is there once. What is
in use already needs none.
"""

from collections.abc import Mapping
from typing import Any

from services.orders.domain.interfaces import Interface
from services.orders.domain.tasks import COMMISSION, LINK_TASKS, Task, numbered, tasks_of
from services.orders.words.tasks import STANDING, interface_title

Doc = Mapping[str, Any]

DURATIONS = {COMMISSION: 10, "store-link": 2, "tell-link": 1}
"""In how many working days the body does what the guide does not name."""


def planned_tasks(profile: Doc, wish: Doc, system: Doc | None) -> list[Task]:
    """Return the tasks of an order: ``wish`` says of which use, and with which system."""
    tasks = tasks_of(profile["rollout_guide"])
    if wish["usage"] == "new":
        tasks = _with_interfaces(tasks, _interfaces(profile, wish.get("specialist_system"), system))
    return numbered(_with_link(tasks))


def _interfaces(profile: Doc, said: str | None, system: Doc | None) -> list[Interface]:
    """Return what connects the chosen system; of two versions with one standard it is one."""
    stated = profile.get("interfaces") or ()
    if not said:
        guided = any(step["code"] == COMMISSION for step in profile["rollout_guide"])
        return [Interface()] if stated or guided else []
    name = system["name"] if system else said
    names = {said, name, system["_id"] if system else said}
    standards = dict.fromkeys(one.get("standard") for one in stated if one["system"] in names)
    return [Interface(name, standard) for standard in standards or (None,)]


def _with_interfaces(tasks: list[Task], interfaces: list[Interface]) -> list[Task]:
    """Return the tasks with one for each interface, in the place of the guide's or before a setup.

    Only the first stands for the guide's own task and its days.
    """
    place = next((n for n, task in enumerate(tasks) if _comes_behind(task)), len(tasks))
    guided = next((task for task in tasks if task.code == COMMISSION), None)
    if guided is not None:
        place = tasks.index(guided)
    made = [_commission(interface) for interface in interfaces]
    if guided is not None and made:
        made[0].standing, made[0].duration_workdays = False, guided.duration_workdays
    kept = [task for task in tasks if task is not guided]
    return [*kept[:place], *made, *kept[place:]]


def _comes_behind(task: Task) -> bool:
    return task.code == COMMISSION or task.who == "vendor" or task.code in LINK_TASKS


def _commission(interface: Interface) -> Task:
    title = interface_title(interface.system, interface.standard)
    task = _standing(COMMISSION, title)
    task.interface = interface
    return task


def _with_link(tasks: list[Task]) -> list[Task]:
    """Return the tasks with those of the link, each before what comes behind it."""
    for code, behind in (("tell-link", {"check-link"}), ("store-link", {"tell-link"})):
        if any(task.code == code for task in tasks):
            continue
        place = next((n for n, task in enumerate(tasks) if task.code in behind), len(tasks))
        tasks = [*tasks[:place], _standing(code, STANDING[code].plain()), *tasks[place:]]
    return tasks


def _standing(code: str, title: dict[str, str]) -> Task:
    return Task(0, code, title, "body", DURATIONS[code], standing=True)
