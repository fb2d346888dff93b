"""Every risk of the OWASP API Security Top 10 has tests, and those it names are there."""

import re

import pytest

from tests.owasp import TOP_10, groups_of
from tests.shape.sources import ROOT


def test_all_ten_are_there_and_named_where_security_is_described() -> None:
    described = (ROOT / "SECURITY.md").read_text()

    assert list(TOP_10) == [f"owasp_api{number}" for number in range(1, 11)]
    assert [risk.title for risk in TOP_10.values() if risk.title not in described] == []


@pytest.mark.parametrize("group", TOP_10)
def test_what_a_group_names_is_there(group: str) -> None:
    missing = []
    for named in TOP_10[group].tests:
        file, _, test = named.partition("::")
        path = ROOT / "tests" / file
        if not path.exists() or (test and not re.search(rf"^def {test}\(", path.read_text(), re.M)):
            missing.append(named)

    assert missing == []


@pytest.mark.parametrize(
    ("nodeid", "groups"),
    [
        ("tests/saml/test_suite.py::test_a[b]", {"owasp_api2", "owasp_api10"}),
        ("tests/faults/test_rights.py::test_x[orders.get]", {"owasp_api5"}),
        ("tests/unit/orders/test_words.py::test_a", set()),
    ],
)
def test_a_test_belongs_to_the_groups_that_name_it(nodeid: str, groups: set[str]) -> None:
    assert set(groups_of(nodeid)) == groups
