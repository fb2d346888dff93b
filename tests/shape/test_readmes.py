"""What a service's README says of its wires is what its code has."""

import importlib
import re

import pytest

from services.common import topology
from services.common.entrypoints import Rpc
from tests.shape.sources import ROOT, SERVICES, entrypoints, section

NAME = re.compile(r"`([a-z_.]+)`")
HEARD_FROM = re.compile(r"^- (\w+): ((?:.|\n(?!-|\n))+)", re.MULTILINE)


def listed(service: str, title: str) -> list[str]:
    below = section((ROOT / "services" / service / "README.md").read_text(), title)
    entries = re.findall(r"^- (`[^:]+?)(?::|$)", below, re.MULTILINE)
    return [name for entry in entries for name in NAME.findall(entry)]


@pytest.mark.parametrize("service", SERVICES)
def test_answers_lists_every_method(service: str) -> None:
    answers = listed(service, "Answers")

    assert sorted(answers) == sorted({name for name, _ in entrypoints(service, Rpc)})


@pytest.mark.parametrize("service", SERVICES)
def test_says_lists_every_event(service: str) -> None:
    says = importlib.import_module(f"services.{service}.events").SAYS

    assert sorted(listed(service, "Says")) == sorted(says)


@pytest.mark.parametrize("service", SERVICES)
def test_hears_lists_every_queue(service: str) -> None:
    below = section((ROOT / "services" / service / "README.md").read_text(), "Hears")

    stated = {(source, kind) for source, k in HEARD_FROM.findall(below) for kind in NAME.findall(k)}

    plan = topology.plan_of(topology.service_class(service))
    assert stated == {(heard.source, heard.kind) for heard in plan.heard}
