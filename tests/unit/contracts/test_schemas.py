"""What callers send to contracts is checked before anything is kept."""

from typing import Any

import pytest

from services.common.errors import Invalid
from services.common.validation.input import parse
from services.contracts import schemas

SIGNED = {"id": "c1", "document_hash": "d" * 64}
AGREEMENT = {
    "profile": "ewa", "level": 2, "number": "FITST/2024/0101", "kind": "reuse",
    "from_party": "Hamburg", "to_party": "StMD", "valid_from": "2026-01-01",
    "document_hash": "a" * 64,
}  # fmt: skip


def refused(schema: Any, payload: Any) -> str:
    with pytest.raises(Invalid) as refusal:
        parse(schema, payload)
    return refusal.value.fields


def test_a_list_holds_each_contract_once() -> None:
    assert parse(schemas.Signatures, {"contracts": [SIGNED]})["contracts"] == [SIGNED]
    assert "/contracts" in refused(schemas.Signatures, {"contracts": [SIGNED, SIGNED]})


@pytest.mark.parametrize("count", [0, 201])
def test_a_list_holds_between_1_and_200_contracts(count: int) -> None:
    many = [{**SIGNED, "id": f"c{n}"} for n in range(count)]

    assert "/contracts" in refused(schemas.Signatures, {"contracts": many})


@pytest.mark.parametrize("digest", ["", "D" * 64, "d" * 63, "d" * 65, "g" * 64, None, 5])
def test_a_hash_is_a_sha_256_in_hex(digest: Any) -> None:
    wrong = {"contracts": [{**SIGNED, "document_hash": digest}]}

    assert "/contracts/0/document_hash" in refused(schemas.Signatures, wrong)


def test_an_agreement_may_be_open_ended() -> None:
    assert parse(schemas.AgreementAdded, AGREEMENT)["valid_until"] is None


def test_an_agreement_of_a_list_may_get_its_document_later() -> None:
    row = {
        name: value for name, value in AGREEMENT.items() if name not in ("kind", "document_hash")
    }

    (read,) = parse(schemas.AgreementList, {"rows": [row]})["rows"]

    assert read["document_hash"] == ""
    assert "/rows/0/valid_until" in refused(
        schemas.AgreementList, {"rows": [{**row, "valid_until": "2020-01-01"}]}
    )


@pytest.mark.parametrize("level", [0, 4, "2", 2.5, None])
def test_an_agreement_is_of_level_1_to_3(level: Any) -> None:
    assert "/level" in refused(schemas.AgreementAdded, {**AGREEMENT, "level": level})


@pytest.mark.parametrize("changed", [{"kind": "provision"}, {"valid_until": "2025-12-31"}])
def test_an_agreement_keeps_the_rules_of_the_committed_table(changed: dict[str, str]) -> None:
    (field,) = changed

    assert f"/{field}" in refused(schemas.AgreementAdded, {**AGREEMENT, **changed})
