"""Whether a body may order a profile, and the one reason why not."""

from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.identity.register.edition import read_bodies
from services.orders.domain.competence import NEIGHBOURS
from services.orders.domain.eligibility import Obstacle, Surroundings, is_whole, may_order
from tests import builders
from tests.builders import TODAY
from tests.eligible import BODIES, PROFILES, wave

TOMORROW, YESTERDAY = TODAY + timedelta(1), TODAY - timedelta(1)
HEALTH = {"capacities": ["health_office"], "waves": [wave(capacities=["health_office"])]}
OFFICE = {"capacities": [{"capacity": "health_office", "valid_from": "2023-11-30"}]}
CHAINS = st.sampled_from([None, builders.chain_doc(periods=[]), builders.chain_doc()])


def around(**changed: Any) -> Surroundings:
    return Surroundings(**{"today": TODAY, "chain": builders.chain_doc(), **changed})


def verdict(
    profile: dict[str, Any] | None = None, body: dict[str, Any] | None = None, **changed: Any
) -> Any:
    return may_order(
        builders.profile_doc(**profile or {}),
        builders.body_doc(**body or {}),
        around(**changed),
    )


def health_office_since(day: date) -> dict[str, Any]:
    return {"capacities": [{"capacity": "health_office", "valid_from": day.isoformat()}]}


def test_a_body_may_order_what_nothing_stands_against() -> None:
    answer = verdict()

    assert answer.orderable
    assert answer.answer() == {
        "orderable": True,
        "reason_code": None,
        "reason": answer.reason,
    }


@pytest.mark.parametrize(
    ("code", "profile", "body"),
    [
        ("not-efa", {"kind": "market"}, {}),
        ("not-efa", {"kind": "toolbox", "contract_partner": {"name": "XIMA"}}, {}),
        ("retired", {"status": "retired"}, {}),
        ("paused", {"status": "paused"}, {}),
        ("announced", {"release": {"status": "announced", "from_date": None}}, {}),
        ("kind-not-entitled", {}, {"kind": "region"}),
        ("kind-not-entitled", {"target_kinds": []}, {}),
        ("capacity-missing", HEALTH, {}),
        ("vg-competent", {"sphere": "delegated"}, {"joint_administration": builders.JOINT}),
        ("wave-not-open", {"waves": [wave(regions=["092"])]}, {}),
        ("wave-not-open", {"capacities": ["health_office"]}, OFFICE),
        ("announced", {"waves": [wave(opens_on="2027-01-01")]}, {}),
    ],
)
def test_what_stands_against_an_order_has_a_code_and_two_sentences(
    code: str, profile: dict[str, Any], body: dict[str, Any]
) -> None:
    answer = verdict(profile, body)

    assert not answer.orderable
    assert answer.reason_code == code
    assert answer.reason.de
    assert answer.reason.en
    assert answer.reason.de != answer.reason.en


def test_a_market_offer_names_where_it_is_had() -> None:
    answer = verdict({"kind": "market", "contract_partner": {"name": "XIMA Media"}})

    assert "XIMA Media" in answer.reason.de


def test_a_retired_service_names_its_successor() -> None:
    instead = {"de": "Wohnsitz anmelden", "en": "Register a residence"}

    answer = verdict(
        {"status": "retired", "successor": "ewa-2"},
        successor={"profile": "ewa-2", "title": instead},
    )

    assert "Wohnsitz anmelden" in answer.reason.de
    assert "Register a residence" in answer.reason.en


def test_a_paused_service_says_why() -> None:
    reason = {"de": "Wartung beim Anbieter", "en": "Maintenance"}

    answer = verdict({"status": "paused", "status_reason": reason})

    assert "Wartung beim Anbieter" in answer.reason.de
    assert "Maintenance" in answer.reason.en


@pytest.mark.parametrize("words", ["Wartung beim Anbieter", "Wartung beim Anbieter."])
def test_the_next_step_begins_a_sentence_of_its_own(words: str) -> None:
    answer = verdict({"status": "paused", "status_reason": {"de": words, "en": words}})

    assert "pausiert: Wartung beim Anbieter. Beobachten Sie" in answer.reason.de
    assert "is paused: Wartung beim Anbieter. The profile says" in answer.reason.en


def test_a_service_is_announced_until_its_day() -> None:
    release = {"release": {"status": "orderable", "from_date": TOMORROW.isoformat()}}

    assert verdict(release).reason_code == "announced"
    assert "21.11.2026" in verdict(release).reason.de
    assert "21 November 2026" in verdict(release).reason.en
    assert verdict(release, today=TOMORROW).orderable


def test_a_capacity_counts_from_its_day_on() -> None:
    assert verdict(HEALTH, health_office_since(TODAY)).orderable
    assert verdict(HEALTH, health_office_since(YESTERDAY)).orderable
    assert verdict(HEALTH, health_office_since(TOMORROW)).reason_code == "capacity-missing"


def test_who_lacks_a_capacity_is_told_whose_office_is_competent() -> None:
    answer = verdict(HEALTH, {"district_name": "Landkreis Rosenheim"})

    assert "Zuständig ist das Landratsamt Rosenheim." in answer.reason.de
    assert "Gesundheitsamt" in answer.reason.de


def test_a_city_without_a_health_office_is_sent_to_its_neighbour() -> None:
    city = {"kind": "independent_city", "district_name": "Rosenheim"}

    answer = verdict(HEALTH, city, neighbour="Landkreis Rosenheim")

    assert "Zuständig ist das Landratsamt Rosenheim." in answer.reason.de


def test_who_has_no_district_is_told_to_ask_us() -> None:
    city = {"kind": "independent_city", "district_name": "Rosenheim"}

    assert "fragen Sie BayKommun" in verdict(HEALTH, city).reason.de


def test_every_city_without_a_health_office_has_a_neighbour_with_one() -> None:
    bodies = {body["key"]: body for body in read_bodies()}
    offices = {key for key, body in bodies.items() if body["capacities"]}
    cities = {key for key, body in bodies.items() if body["kind"] == "independent_city"}

    assert NEIGHBOURS.keys() == cities - offices
    assert set(NEIGHBOURS.values()) <= offices
    assert all(bodies[key]["region"] == bodies[n]["region"] for key, n in NEIGHBOURS.items())


@pytest.mark.parametrize(
    ("kinds", "body", "step"),
    [
        (["district"], {"district_name": "Landkreis Rosenheim"}, "Landratsamt Rosenheim"),
        (["municipality"], {"kind": "joint_administration"}, "die einzelnen Mitgliedsgemeinden"),
        (["region"], {}, "fragen Sie BayKommun"),
        ([], {}, "nichts zu bestellen"),
    ],
)
def test_a_kind_that_is_not_meant_is_told_who_is(
    kinds: list[str], body: dict[str, Any], step: str
) -> None:
    answer = verdict({"target_kinds": kinds}, body)

    assert answer.reason_code == "kind-not-entitled"
    assert step in answer.reason.de


def test_a_later_wave_is_told_with_its_day() -> None:
    waves = [wave(regions=["092"]), wave(opens_on="2027-03-01", regions=["091"])]

    answer = verdict({"waves": waves})

    assert answer.reason_code == "wave-not-open"
    assert "01.03.2027" in answer.reason.de
    assert "1 March 2027" in answer.reason.en
    assert verdict({"waves": waves}, today=date(2027, 3, 1)).orderable


def test_a_pilot_orders_before_the_others() -> None:
    waves = {"waves": [wave(pilots=[builders.PRIEN]), wave(opens_on="2027-03-01")]}

    assert verdict(waves).orderable
    assert verdict(waves, {"_id": builders.MUNICH}).reason_code == "wave-not-open"


def test_waves_count_whatever_the_release_says() -> None:
    announced = {"release": {"status": "announced", "from_date": None}, "waves": [wave()]}

    assert verdict(announced).orderable


def test_before_the_rule_a_health_service_was_open_by_its_release() -> None:
    release = {"release": {"status": "orderable", "from_date": None}}
    service = {"capacities": ["health_office"], **release}

    assert verdict(service, OFFICE, today=date(2025, 6, 30)).orderable
    assert verdict(service, OFFICE, today=date(2025, 7, 1)).reason_code == "wave-not-open"


@pytest.mark.parametrize(
    ("sphere", "override", "code"),
    [
        ("own", None, None),
        ("own", "joint", "vg-competent"),
        ("delegated", None, "vg-competent"),
        ("delegated", "each", None),
    ],
)
def test_an_editor_s_word_on_who_contracts_outweighs_the_sphere(
    sphere: str, override: str | None, code: str | None
) -> None:
    profile = {"sphere": sphere, "vg_contracts": override}

    assert verdict(profile, {"joint_administration": builders.JOINT}).reason_code == code


def test_what_is_ordered_already_says_so() -> None:
    assert verdict(ordered=True).reason_code == "already-ordered"


@settings(deadline=None)
@given(profile=PROFILES, body=BODIES, chain=CHAINS, ordered=st.booleans())
def test_the_answer_is_always_yes_or_one_known_reason_with_its_next_step(
    profile: dict[str, Any], body: dict[str, Any], chain: dict[str, Any] | None, ordered: bool
) -> None:
    answer = may_order(profile, body, around(chain=chain, ordered=ordered))

    assert answer.reason_code is None or answer.reason_code in set(Obstacle)
    assert answer.reason.de.endswith(".")
    assert answer.reason.en.endswith(".")
    assert "None" not in answer.reason.de + answer.reason.en


def test_every_reason_is_reached() -> None:
    reached: Counter[Obstacle | None] = Counter()

    @settings(
        deadline=None,
        max_examples=2000,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(profile=PROFILES, body=BODIES, chain=CHAINS, ordered=st.booleans())
    def look(profile: Any, body: Any, chain: Any, ordered: bool) -> None:
        reached[may_order(profile, body, around(chain=chain, ordered=ordered)).reason_code] += 1

    look()

    assert set(reached) == {None, *Obstacle}


def test_a_capacity_the_profile_does_not_ask_for_restricts_nothing() -> None:
    assert verdict({}, health_office_since(TODAY)).orderable


def test_a_member_is_told_the_name_of_its_joint_administration() -> None:
    member = {"joint_administration": builders.JOINT}

    answer = verdict({"sphere": "delegated"}, member, authority="Breitbrunn")

    assert "Breitbrunn" in answer.reason.de


@pytest.mark.parametrize(
    ("profile", "body"),
    [
        ({"sphere": "own"}, {"joint_administration": builders.JOINT}),
        ({"sphere": "delegated"}, {"joint_administration": None}),
        (
            {"sphere": "delegated", "target_kinds": ["municipality"]},
            {"joint_administration": builders.JOINT},
        ),
        ({"sphere": "delegated"}, {"kind": "joint_administration", "members": builders.MEMBERS}),
    ],
    ids=["own sphere", "free-standing", "not for joint administrations", "itself"],
)
def test_nobody_else_is_competent_otherwise(profile: dict[str, Any], body: dict[str, Any]) -> None:
    assert verdict(profile, body).orderable


@pytest.mark.parametrize(
    "chain",
    [
        {},
        builders.chain_doc(periods=[]),
        builders.chain_doc(periods=[{"from": TOMORROW.isoformat(), "until": None}]),
        builders.chain_doc(periods=[{"from": "2025-01-01", "until": YESTERDAY.isoformat()}]),
    ],
    ids=["unknown", "incomplete", "not yet", "over"],
)
def test_a_chain_that_does_not_stand_today_is_broken(chain: dict[str, Any]) -> None:
    answer = verdict(chain=chain or None)

    assert answer.reason_code == "chain-broken"


@pytest.mark.parametrize(
    "period",
    [{"from": TODAY.isoformat(), "until": None}, {"from": "2025-01-01", "until": str(TODAY)}],
)
def test_a_chain_stands_on_its_first_and_last_day(period: dict[str, str | None]) -> None:
    chain = builders.chain_doc(periods=[period])

    assert is_whole(chain, TODAY.isoformat())


def test_the_first_reason_is_the_one_that_is_told() -> None:
    everything = {"kind": "market", "status": "paused", "target_kinds": [], **HEALTH}

    assert verdict(everything, chain=builders.chain_doc(periods=[])).reason_code == "not-efa"


def test_every_joint_administration_that_is_competent_may_order() -> None:
    profile, joint = builders.profile_doc(sphere="delegated"), builders.joint_doc()

    assert may_order(profile, joint, around()).orderable


@pytest.mark.parametrize(("until", "code"), [(None, None), ("2026-11-19", "capacity-missing")])
def test_a_capacity_counts_until_its_last_day(until: str | None, code: str | None) -> None:
    held = {"capacity": "health_office", "valid_from": "2025-01-01", "valid_until": until}

    assert verdict(HEALTH, {"capacities": [held]}).reason_code == code
