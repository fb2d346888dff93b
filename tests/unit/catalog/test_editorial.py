"""What a profile lacks, and a release tried out: the answer orders would give, and why."""

from typing import Any

import pytest
from hypothesis import given, settings

from services.catalog.domain.completeness import lacking
from services.catalog.domain.trials import trial_of
from services.catalog.schemas import profiles as schemas
from services.catalog.words.trials import TRIALS
from services.common.validation.input import parse
from services.orders.domain.eligibility import Surroundings, may_order
from tests import builders
from tests.builders import PRIEN, TODAY
from tests.eligible import BODIES, PROFILES, wave
from tests.unit.catalog.test_profiles import NO_ACCESS


def test_what_is_empty_is_lacking_and_an_offer_of_others_lacks_less() -> None:
    whole = builders.profile().facts()
    bare = {**whole, "contacts": [], "data_protection": None, "test_accesses": []}

    assert {"contacts", "data_protection"} <= set(lacking(bare))
    assert "data_protection" not in lacking({**bare, "kind": "market"})
    none = parse(schemas.ProfileFacts, {**bare, "test_accesses": [NO_ACCESS]})
    assert ("test_accesses" in lacking(bare), "test_accesses" in lacking(none)) == (True, False)
    assert "leika_keys" not in lacking({**bare, "leika_keys": ["99003002022000"]})


@pytest.mark.parametrize(
    ("stated", "code"),
    [
        ({}, "orderable"),
        ({"kind": "market"}, "not-efa"),
        ({"status": "retired"}, "off-sale"),
        ({"target_kinds": ["district"]}, "kind-not-entitled"),
        ({"capacities": ["health_office"]}, "capacity-missing"),
        ({"waves": [wave(opens_on="2099-01-01")]}, "not-open"),
        ({"waves": [wave(pilots=["09188124"])]}, "not-open"),
    ],
)
def test_the_first_reason_is_told(stated: dict[str, Any], code: str) -> None:
    profile = builders.profile_doc(**{"waves": [], "capacities": [], **stated})

    trial = trial_of(profile, builders.body_doc(), TODAY)

    assert (trial["code"], trial["orderable"]) == (code, code == "orderable")
    assert trial["reason"] == TRIALS[code]


def test_each_wave_says_whether_it_is_meant_for_the_body_and_open() -> None:
    waves = [wave(id="b", opens_on="2099-01-01", pilots=[PRIEN]),
             wave(id="a", opens_on="2026-01-01", regions=["092"])]  # fmt: skip

    tried = trial_of(builders.profile_doc(waves=waves), builders.body_doc(), TODAY)["waves"]

    assert [(w["id"], w["fits"], w["open"]) for w in tried] == [
        ("a", False, True), ("b", True, False),
    ]  # fmt: skip


@given(PROFILES, BODIES)
@settings(max_examples=100)
def test_a_trial_says_yes_where_orders_would(profile: Any, body: Any) -> None:
    chain = {"periods": [{"from": "2020-01-01", "until": None}]}

    answer = may_order(profile, body, Surroundings(today=TODAY, chain=chain))

    assert trial_of(profile, body, TODAY)["orderable"] == answer.orderable
