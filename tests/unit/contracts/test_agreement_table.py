"""The committed agreements form the chains above the contracts, all but one gap-free."""

import hashlib
import json
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from services.contracts.shipped import agreements as table
from services.contracts.shipped.agreements import read_agreements
from services.contracts.words.ministries import ministry_name

Agreement = dict[str, Any]
PROFILES = Path(__file__).parents[3] / "services" / "catalog" / "shipped" / "profiles.json"


def chains() -> dict[str, dict[int, Agreement]]:
    by_profile: dict[str, dict[int, Agreement]] = defaultdict(dict)
    for agreement in read_agreements():
        by_profile[agreement["profile"]][agreement["level"]] = agreement
    return by_profile


def test_every_efa_service_that_can_be_ordered_has_agreements() -> None:
    profiles = json.loads(PROFILES.read_text("utf-8"))

    orderable = {
        profile["id"]
        for profile in profiles
        if profile["kind"] == "efa"
        and profile["release"]["status"] == "orderable"
        and profile["status"] != "retired"
    }

    assert chains().keys() == orderable


def test_one_chain_has_a_gap_so_that_it_can_be_seen() -> None:
    broken = {profile: set(chain) for profile, chain in chains().items() if len(chain) < 3}

    assert broken == {"grundsicherung-im-alter": {1, 3}}


def test_there_are_chains_with_the_ministry_for_digital_affairs_and_with_others() -> None:
    parties = {chain[3]["from_party"] for chain in chains().values()}

    assert parties >= {ministry_name(code) for code in ("StMD", "StMI", "StMAS")}


def test_each_level_continues_the_one_above() -> None:
    whole = [chain for chain in chains().values() if len(chain) == 3]

    for chain in whole:
        assert chain[1]["to_party"] == chain[2]["from_party"]
        assert chain[2]["to_party"] == chain[3]["from_party"]
        assert chain[3]["to_party"] == "BayKommun AöR"


def test_the_kind_follows_the_level() -> None:
    kinds = {(agreement["level"], agreement["kind"]) for agreement in read_agreements()}

    assert kinds == {(1, "provision"), (2, "reuse"), (3, "sub_reuse")}


def test_numbers_are_unique_and_level_2_looks_like_the_real_ones() -> None:
    agreements = read_agreements()
    numbers = [agreement["number"] for agreement in agreements]
    level_2 = [agreement["number"] for agreement in agreements if agreement["level"] == 2]

    assert len(set(numbers)) == len(numbers)
    assert all(re.fullmatch(r"FITST/\d{4}/\d{4}", number) for number in level_2)


def test_everything_invented_says_so() -> None:
    assert all(agreement["demo"] for agreement in read_agreements())


def test_the_hash_is_that_of_the_documented_text() -> None:
    for agreement in read_agreements():
        text = f"DigitalMarkt demo agreement {agreement['number']}"

        assert agreement["document_hash"] == hashlib.sha256(text.encode()).hexdigest()


def test_some_chains_end_and_most_do_not() -> None:
    ends = {a["id"]: a["valid_until"] for a in read_agreements() if a["valid_until"]}

    assert ends["elektronische-wohnsitzanmeldung-l3"] == "2029-12-31"
    assert len(ends) < len(read_agreements()) / 2


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"level": 2}, "is not that of level 2"),
        ({"profile": "other"}, "id does not name"),
        ({"document_hash": "ab"}, "no SHA-256"),
        ({"valid_until": "2020-01-01"}, "before it begins"),
        ({"surprise": 1}, "fields missing or unknown"),
    ],
)
def test_a_broken_agreement_stops_the_reading(
    change: dict[str, Any], reason: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    broken = read_agreements()[0] | change
    monkeypatch.setattr(table, "_TABLE", tmp_path / "agreements.json")
    (tmp_path / "agreements.json").write_text(json.dumps([broken]), "utf-8")

    with pytest.raises(ValueError, match=reason):
        read_agreements()
