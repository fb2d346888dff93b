"""The committed profiles and vendors say what is known, and label what is assumed."""

import copy
import hashlib
import io
from collections import Counter
from datetime import date
from typing import Any

import pytest
from pypdf import PdfReader

from deploy.guides.making import guide_of
from services.catalog.domain.keys import is_leika_key, is_ozg_id
from services.catalog.shipped import profiles as table
from services.catalog.shipped.profiles import read_profiles, read_vendors

Profile = dict[str, Any]
REAL = {"infektionsschutzbelehrung", "trinkwasser-anzeige", "elektronische-wohnsitzanmeldung"}
HEALTH = {"infektionsschutzbelehrung", "trinkwasser-anzeige"}
STATE_LEVEL = {"elterngeld", "blindengeld", "schwerbehindertenausweis"}


@pytest.fixture(scope="module")
def profiles() -> dict[str, Profile]:
    return {profile["id"]: profile for profile in read_profiles()}


def test_forty_profiles_cover_every_kind(profiles: dict[str, Profile]) -> None:
    kinds = Counter(profile["kind"] for profile in profiles.values())

    assert len(profiles) == 40
    assert set(kinds) == {"efa", "market", "bayernstore", "toolbox"}


def test_every_profile_has_description_contacts_documents_and_the_day_of_its_check(
    profiles: dict[str, Profile],
) -> None:
    for key, profile in profiles.items():
        for language in ("de", "en"):
            said = profile["description"][language]
            assert len(said) > 200, key
            assert said != profile["summary"][language], key
        assert profile["contacts"], key
        assert profile["documents"], key
        assert date.fromisoformat(profile["checked_on"]) <= date.today(), key  # noqa: DTZ011
        assert profile["checked_by"], key


def test_no_two_profiles_are_described_alike(profiles: dict[str, Profile]) -> None:
    for language in ("de", "en"):
        said = [profile["description"][language] for profile in profiles.values()]

        assert len(set(said)) == len(said)


def test_contacts_are_functional_and_say_that_they_are_demo(profiles: dict[str, Profile]) -> None:
    contacts = [c for profile in profiles.values() for c in profile["contacts"]]

    assert all("Demo-Kontakt" in contact["role"] for contact in contacts)
    assert all(c["email"].endswith("@baykommun.example.org") for c in contacts)
    assert all(contact["name"].startswith("Funktionspostfach") for contact in contacts)


@pytest.mark.parametrize("row", read_profiles(), ids=lambda row: row["id"])
def test_a_short_guide_is_exactly_what_its_profile_says(row: Profile) -> None:
    ((stated, content),) = table.guides_of(row)

    assert content == guide_of(row), "run python -m deploy.guides"
    assert stated["sha256"] == hashlib.sha256(content).hexdigest()
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]
    told = " ".join(" ".join(pages).split())
    assert all(task["title"]["de"].split()[0] in told for task in row["rollout_guide"])
    assert ("Demodaten" in told) == row["demo"]
    assert PdfReader(io.BytesIO(content)).trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_three_real_services_can_be_ordered_now(profiles: dict[str, Profile]) -> None:
    real = {key: profile for key, profile in profiles.items() if not profile["demo"]}

    assert real.keys() == REAL
    for profile in real.values():
        assert (profile["kind"], profile["status"]) == ("efa", "published")
        assert profile["release"] == {"status": "orderable", "from_date": "2025-07-01"}


def test_what_is_aimed_at_health_offices_opens_by_a_wave(profiles: dict[str, Profile]) -> None:
    waves = {key: profile["waves"] for key, profile in profiles.items() if profile["waves"]}

    assert waves.keys() == HEALTH
    for (wave,) in waves.values():
        assert (wave["opens_on"], wave["capacities"]) == ("2025-07-01", ["health_office"])


def test_exactly_two_services_ask_for_a_health_office(profiles: dict[str, Profile]) -> None:
    asking = {key for key, profile in profiles.items() if profile["capacities"]}

    assert asking == HEALTH
    assert all(profiles[key]["capacities"] == ["health_office"] for key in asking)
    assert all(profiles[key]["target_kinds"] == ["district", "independent_city"] for key in asking)


def test_health_services_carry_their_official_keys(profiles: dict[str, Profile]) -> None:
    briefing = profiles["infektionsschutzbelehrung"]
    water = profiles["trinkwasser-anzeige"]

    assert (briefing["leika_keys"], briefing["ozg_id"]) == (["99003002022000"], "10181")
    assert water["leika_keys"] == ["99129033000000", "99129034000000"]
    assert water["ozg_id"] == "10486"


def test_known_providers_are_named(profiles: dict[str, Profile]) -> None:
    residence, permit = (
        profiles["elektronische-wohnsitzanmeldung"],
        profiles["digitale-baugenehmigung"],
    )

    assert "Hamburg" in residence["operating_authority"]
    assert residence["technical_operator"] == "dataport"
    assert (residence["leika_keys"], residence["ozg_id"]) == (["99115005104000"], "10124")
    assert "Mecklenburg-Vorpommern" in permit["operating_authority"]
    assert (permit["leika_keys"], permit["ozg_id"]) == (["99012008001000"], "10519")


def test_state_level_services_are_for_nobody_here(profiles: dict[str, Profile]) -> None:
    for_nobody = {key for key, profile in profiles.items() if not profile["target_kinds"]}

    assert for_nobody == STATE_LEVEL


def test_a_vg_is_a_target_exactly_where_members_delegate(profiles: dict[str, Profile]) -> None:
    municipal = [p for p in profiles.values() if "municipality" in p["target_kinds"]]
    joint = [p for p in profiles.values() if "joint_administration" in p["target_kinds"]]

    assert joint == [p for p in municipal if p["sphere"] == "delegated"]
    assert any(p["kind"] == "efa" and p["sphere"] == "own" for p in municipal)
    assert any(p["kind"] == "efa" and p["sphere"] == "delegated" for p in municipal)


def test_paused_retired_and_announced_profiles_explain_themselves(
    profiles: dict[str, Profile],
) -> None:
    paused = [p for p in profiles.values() if p["status"] == "paused"]
    retired = [p for p in profiles.values() if p["status"] == "retired"]
    announced = [p for p in profiles.values() if p["release"]["status"] == "announced"]

    assert paused
    assert all(p["status_reason"]["de"] for p in paused)
    assert retired
    assert all(profiles[p["successor"]]["status"] == "published" for p in retired)
    assert announced
    assert all(p["kind"] == "efa" and p["demo"] for p in announced)


def test_only_other_kinds_lead_to_a_contract_partner(profiles: dict[str, Profile]) -> None:
    for profile in profiles.values():
        assert (profile["contract_partner"] is None) == (profile["kind"] == "efa")


def test_financing_does_not_follow_from_the_kind(profiles: dict[str, Profile]) -> None:
    levied = {p["kind"] for p in profiles.values() if p["financing"]["kind"] == "levy"}

    assert levied == {"efa", "market"}


def test_the_toolbox_presupposes_formcycle(profiles: dict[str, Profile]) -> None:
    toolbox = [p for p in profiles.values() if p["kind"] == "toolbox"]

    assert all("XIMA Formcycle" in p["prerequisites"][0]["de"] for p in toolbox)


def test_an_efa_guide_always_leaves_three_tasks_to_the_body(profiles: dict[str, Profile]) -> None:
    always = {"commission-interface", "store-link", "tell-link"}

    for profile in (p for p in profiles.values() if p["kind"] == "efa"):
        of_body = {task["code"] for task in profile["rollout_guide"] if task["who"] == "body"}
        assert always <= of_body


def test_guides_name_who_does_it_and_how_long(profiles: dict[str, Profile]) -> None:
    for task in (task for p in profiles.values() for task in p["rollout_guide"]):
        assert task["who"] in {"body", "vendor", "operator"}
        assert task["duration_workdays"] >= 1


def test_every_text_is_german_and_english(profiles: dict[str, Profile]) -> None:
    for profile in profiles.values():
        texts = [profile["title"], profile["summary"], profile["data_protection"]]
        texts += profile["prerequisites"] + [task["title"] for task in profile["rollout_guide"]]

        assert all(text.keys() == {"de", "en"} and all(text.values()) for text in texts)


def test_the_operating_authority_stands_in_the_statement(profiles: dict[str, Profile]) -> None:
    for profile in (p for p in profiles.values() if p["kind"] == "efa"):
        assert profile["operating_authority"] in profile["data_protection"]["de"]
        assert profile["operating_authority"] in profile["data_protection"]["en"]


def test_every_profile_says_what_it_rests_on(profiles: dict[str, Profile]) -> None:
    for profile in profiles.values():
        assert profile["evidence"].endswith(".")
        assert all(interface["demo"] for interface in profile["interfaces"])


def test_extra_cost_is_yes_no_or_unknown(profiles: dict[str, Profile]) -> None:
    costs = {interface["extra_cost"] for p in profiles.values() for interface in p["interfaces"]}

    assert costs == {True, False, "unknown"}


def test_all_invented_addresses_lead_nowhere(profiles: dict[str, Profile]) -> None:
    partners = [p["contract_partner"] for p in profiles.values() if p["contract_partner"]]
    accesses = [access for p in profiles.values() for access in p["test_accesses"]]

    assert all(".example.org/" in place["url"] for place in partners + accesses)
    assert all(vendor["email"].endswith("@example.org") for vendor in read_vendors())


def test_vendors_of_every_kind_are_known() -> None:
    vendors = {vendor["id"]: vendor for vendor in read_vendors()}

    assert vendors["demo-fachverfahren"]["kind"] == "manufacturer"
    assert vendors["demo-it-dienst"]["kind"] == "it_provider"
    assert "it_association" in {vendor["kind"] for vendor in vendors.values()}
    assert [key for key, vendor in vendors.items() if not vendor["demo"]] == ["dataport"]


@pytest.mark.parametrize("key", ["99003002022000", "99129033000000", "99049001001001"])
def test_a_national_leika_key_is_accepted(key: str) -> None:
    assert is_leika_key(key)


@pytest.mark.parametrize(
    "key",
    ["9900300202200", "990030020220000", "98003002022000", "99003002000001", "9900300202200x", ""],
)
def test_another_leika_key_is_refused(key: str) -> None:
    assert not is_leika_key(key)


def test_ozg_ids_lie_in_the_range_of_the_catalogue() -> None:
    accepted = [n for n in ("9999", "10000", "10601", "10602", "010000", "x") if is_ozg_id(n)]

    assert accepted == ["10000", "10601"]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"leika_keys": ["99003002000001"]}, "leika_keys/0"),
        ({"ozg_id": "10602"}, "ozg_id"),
        ({"kind": "other"}, "kind"),
        ({"target_kinds": ["land"]}, "target_kinds/0"),
        ({"maturity": {"model": "1.1", "value": 5}}, "maturity/value"),
        ({"contract_partner": {"name": "x", "url": "https://x.example"}}, "contract_partner"),
        ({"summary": {"de": "Nur deutsch"}}, "summary/en"),
        ({"status": "paused"}, "status and its reason differ"),
        ({"successor": "bafoeg"}, "only a retired profile"),
        ({"technical_operator": "nobody"}, "are unknown"),
        ({"id": "Wohngeld"}, "id is no slug"),
        ({"surprise": 1}, "surprise"),
    ],
)
def test_a_broken_profile_stops_the_reading(
    change: dict[str, Any], reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = read_profiles()[0] | copy.deepcopy(change)
    vendors = read_vendors()
    monkeypatch.setattr(table, "_load", {"profiles": [first], "vendors": vendors}.get)

    with pytest.raises(ValueError, match=reason):
        read_profiles()


def test_an_id_is_used_once(monkeypatch: pytest.MonkeyPatch) -> None:
    first = read_profiles()[0]
    monkeypatch.setattr(table, "_load", {"profiles": [first, first], "vendors": read_vendors()}.get)

    with pytest.raises(ValueError, match="id occurs twice"):
        read_profiles()
