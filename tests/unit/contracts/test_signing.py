"""A signature needs a fresh sign-in that carried this very list; each item stands alone."""

import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from services.common import clock, context
from services.common.context import Call
from services.common.digests import list_digest
from services.common.errors import Forbidden, Unavailable
from services.common.principal import Delegation, Principal
from services.contracts.domain.contracts import Contract, ContractState
from services.contracts.signing import Signing, check_fresh
from tests import builders
from tests.builders import DOCUMENT, MUNICH, NOW, OTHER_DOCUMENT, PRIEN, PROFILE
from tests.fakes import FakeRepository

CHAINS: Any = FakeRepository(builders.chain())
ITEMS = [{"id": "c1", "document_hash": DOCUMENT}, {"id": "c2", "document_hash": OTHER_DOCUMENT}]


@pytest.fixture(autouse=True)
def one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """The day all contracts here are signed on, whatever day it is."""
    monkeypatch.setattr(clock, "now", lambda: NOW)


class Contracts(FakeRepository):
    """Contracts in memory, or a database that is away."""

    def __init__(self, *contracts: Contract, away: bool = False) -> None:
        super().__init__(*contracts, missing="contract-not-found")
        self._away = away

    def change(self, id: str, act: Callable[[Contract], Any]) -> Contract:
        if self._away:
            raise Unavailable("database-away")
        changed: Contract = super().change(id, act)
        return changed


class Shelf:
    """Documents that are there, but for those named."""

    def __init__(self, *missing: str) -> None:
        self._missing = missing

    def holds(self, sha256: str) -> bool:
        return sha256 not in self._missing


def fresh(items: list[dict[str, str]], **changed: Any) -> dict[str, Any]:
    digest = list_digest((item["id"], item["document_hash"]) for item in items)
    at = datetime.now(UTC).isoformat()
    return {"list_hash": digest, "at": at, "assertion_id": "_a1", **changed}


def day(days: int) -> str:
    return (clock.local_date(clock.now()) + timedelta(days=days)).isoformat()


def signatory(items: list[dict[str, str]], *places: str, **claims: Any) -> Principal:
    authority = {
        "id": "mayor.s1", "basis": "office", "title": "Bgm", "places": list(places),
        "valid_from": day(-30), "valid_until": day(0),
    }  # fmt: skip
    return Principal(
        "mayor",
        "Andreas Bürger",
        {place: frozenset({"contracts:read", "contracts:sign"}) for place in (PRIEN, *places)},
        {"fresh": fresh(items), "authorities": [authority] if places else [], **claims},
    )


def sign(
    contracts: Contracts, caller: Principal, items: list[dict[str, str]], *missing: str
) -> list[Any]:
    context.enter(Call(principal=caller))
    store: Any = contracts
    shelf: Any = Shelf(*missing)
    return Signing(store, shelf, CHAINS, caller, items).for_body()


def test_a_fresh_sign_in_for_this_list_counts_in_whatever_order() -> None:
    caller = signatory(ITEMS, PRIEN)

    facts = check_fresh(caller, list(reversed(ITEMS)))

    assert facts["assertion_id"] == "_a1"
    assert facts["list_hash"] == fresh(ITEMS)["list_hash"]


def minutes_ago(minutes: float) -> str:
    return (datetime.now(UTC) - timedelta(minutes=minutes)).isoformat()


@pytest.mark.parametrize("minutes", [0, 9.9, -0.9])
def test_a_sign_in_counts_for_ten_minutes(minutes: float) -> None:
    caller = Principal("m", claims={"fresh": fresh(ITEMS, at=minutes_ago(minutes))})

    assert check_fresh(caller, ITEMS)


@pytest.mark.parametrize(
    "claims",
    [
        {},
        {"fresh": None},
        {"fresh": {}},
        {"fresh": fresh(ITEMS[:1])},
        {"fresh": fresh([*ITEMS, {"id": "c3", "document_hash": DOCUMENT}])},
        {"fresh": fresh(ITEMS, list_hash=None)},
        {"fresh": fresh(ITEMS, at=minutes_ago(10.1))},
        {"fresh": fresh(ITEMS, at=minutes_ago(-2000))},
        {"fresh": fresh(ITEMS, at="yesterday")},
        {"fresh": fresh(ITEMS, at=None)},
        {"fresh": {"list_hash": fresh(ITEMS)["list_hash"]}},
    ],
    ids=["none", "null", "empty", "shorter list", "longer list", "no list", "stale", "future",
         "no time", "null time", "time missing"],
)  # fmt: skip
def test_without_a_fresh_sign_in_for_this_list_nothing_is_signed(claims: dict[str, Any]) -> None:
    with pytest.raises(Forbidden) as refused:
        check_fresh(Principal("m", claims=claims), ITEMS)

    assert refused.value.code == "fresh-sign-in-needed"


def test_a_sign_in_time_without_zone_is_no_fresh_sign_in() -> None:
    naive = datetime.now(UTC).replace(tzinfo=None).isoformat()

    with pytest.raises(Forbidden):
        check_fresh(Principal("m", claims={"fresh": fresh(ITEMS, at=naive)}), ITEMS)


def test_each_contract_is_signed_or_refused_alone() -> None:
    contracts = Contracts(
        builders.offered(id="c1"), builders.offered(id="c2"), builders.offered(id="c3", body=MUNICH)
    )
    items = [*ITEMS, {"id": "c3", "document_hash": DOCUMENT}, {"id": "c4", "document_hash": "x"}]

    results = sign(contracts, signatory(items, PRIEN), items)

    assert [(r["id"], r["ok"], r.get("code")) for r in results] == [
        ("c1", True, None),
        ("c2", False, "document-changed"),
        ("c3", False, "contract-not-found"),
        ("c4", False, "contract-not-found"),
    ]


def test_a_signature_keeps_the_evidence_of_its_sign_in() -> None:
    contracts, items = Contracts(builders.offered()), ITEMS[:1]

    sign(contracts, signatory(items, PRIEN, assurance="substanziell"), items)

    signature = contracts.held["c1"].signature
    assert signature is not None
    assert (signature.account, signature.authority, signature.title) == ("mayor", "mayor.s1", "Bgm")
    assert (signature.assertion_id, signature.assurance) == ("_a1", "substanziell")
    assert signature.list_hash == fresh(items)["list_hash"]


def test_who_may_read_but_holds_no_authority_does_not_sign() -> None:
    contracts, items = Contracts(builders.offered()), ITEMS[:1]

    (result,) = sign(contracts, signatory(items), items)

    assert (result["ok"], result["code"]) == (False, "no-signing-authority")
    assert contracts.held["c1"].state is ContractState.OFFERED


def test_an_authority_for_a_joint_administration_signs_for_its_members() -> None:
    contracts, items = Contracts(builders.offered(body=builders.MEMBERS[0])), ITEMS[:1]

    (result,) = sign(contracts, signatory(items, builders.JOINT, *builders.MEMBERS), items)

    assert result == {"id": "c1", "ok": True, "state": "signed"}


def test_the_operator_countersigns_without_an_authority() -> None:
    contracts, items = Contracts(builders.signed()), ITEMS[:1]

    caller = Principal("olaf", "Olaf", {"*": frozenset()}, {"fresh": fresh(items)})
    store: Any = contracts
    shelf: Any = Shelf()
    (result,) = Signing(store, shelf, CHAINS, caller, items).for_operator()

    assert result == {"id": "c1", "ok": True, "state": "concluded"}


def test_nobody_signs_a_document_that_cannot_be_read_back() -> None:
    contracts, items = Contracts(builders.offered()), ITEMS[:1]
    missing = items[0]["document_hash"]

    (result,) = sign(contracts, signatory(items, PRIEN), items, missing)

    assert (result["ok"], result["code"]) == (False, "document-missing")
    assert contracts.held["c1"].signature is None


def test_a_database_that_is_away_fails_the_whole_list() -> None:
    items = ITEMS[:1]

    with pytest.raises(Unavailable):
        sign(Contracts(away=True), signatory(items, PRIEN), items)


@pytest.mark.parametrize(
    ("valid_from", "valid_until"),
    [(-9, -1), (1, None), (1, 9)],
    ids=["ended yesterday", "begins tomorrow", "begins and ends later"],
)
def test_an_authority_that_does_not_hold_today_does_not_sign(
    valid_from: int, valid_until: int | None
) -> None:
    contracts, items = Contracts(builders.offered()), ITEMS[:1]
    caller = signatory(items, PRIEN)
    until = day(valid_until) if valid_until is not None else None
    caller.claims["authorities"][0].update(valid_from=day(valid_from), valid_until=until)

    (result,) = sign(contracts, caller, items)

    assert (result["ok"], result["code"]) == (False, "no-signing-authority")


def printed(number: str = "m1", *, first: int = -9, last: int = 9) -> dict[str, Any]:
    return {
        "number": number, "grantee": "Vera Vertretung", "valid_from": day(first),
        "valid_until": day(last), "document_hash": "a" * 64,
    }  # fmt: skip


def deputy(items: list[dict[str, str]], **changed: Any) -> Principal:
    facts = {
        "id": "m1", "scope": PRIEN, "ends_at": time.time() + 60,
        "permissions": frozenset({"contracts:read", "contracts:sign"}),
    }  # fmt: skip
    delegation = Delegation(**{**facts, **changed})
    return Principal("vera", "Vera Vertretung", {}, {"fresh": fresh(items)}, (delegation,))


def test_who_was_lent_signing_signs_where_the_mandate_is_printed() -> None:
    contracts = Contracts(builders.offered(facts={"mandates": [printed()]}))
    items = ITEMS[:1]

    (result,) = sign(contracts, deputy(items, only=frozenset({PROFILE})), items)

    signature = contracts.held["c1"].signature
    assert result == {"id": "c1", "ok": True, "state": "signed"}
    assert signature is not None
    assert (signature.mandate, signature.basis, signature.authority) == ("m1", "mandate", None)
    assert (context.current().on_behalf_of, context.current().mandate_id) == (PRIEN, "m1")
    shown = contracts.held["c1"].summary()["signed_by"]
    assert (shown["account"], shown["mandate"]) == ("vera", "m1")


@pytest.mark.parametrize(
    "mandates",
    # Days are those of the test's own run: between collecting and running lies a midnight at times.
    [[], [{"number": "m2"}], [{"last": -1}], [{"first": 1}]],
    ids=["none printed", "another printed", "ended", "not begun"],
)
def test_a_mandate_that_is_not_printed_or_not_valid_does_not_sign(
    mandates: list[dict[str, Any]],
) -> None:
    facts = {"mandates": [printed(**one) for one in mandates]}
    contracts, items = Contracts(builders.offered(facts=facts)), ITEMS[:1]

    (result,) = sign(contracts, deputy(items), items)

    assert (result["ok"], result["code"]) == (False, "mandate-not-printed")
    assert "zeichnungsbefugte Person" in result["detail"].de
    assert contracts.held["c1"].state is ContractState.OFFERED


def test_a_printed_mandate_that_lends_reading_only_does_not_sign() -> None:
    contracts = Contracts(builders.offered(facts={"mandates": [printed()]}))
    items = ITEMS[:1]

    (result,) = sign(contracts, deputy(items, permissions=frozenset({"contracts:read"})), items)

    assert result["code"] == "no-signing-authority"


@pytest.mark.parametrize(
    "changed",
    [{"ends_at": time.time() - 1}, {"only": frozenset({"another"})}, {"scope": MUNICH}],
    ids=["expired", "another service", "another body"],
)
def test_to_whom_nothing_is_lent_now_the_contract_does_not_exist(changed: dict[str, Any]) -> None:
    contracts = Contracts(builders.offered(facts={"mandates": [printed()]}))
    items = ITEMS[:1]

    (result,) = sign(contracts, deputy(items, **changed), items)

    assert result["code"] == "contract-not-found"


def check(contracts: Contracts, caller: Principal, *missing: str) -> list[Any]:
    context.enter(Call(principal=caller))
    store: Any = contracts
    shelf: Any = Shelf(*missing)
    return Signing(store, shelf, CHAINS, caller, ITEMS).check_for_body()


def test_a_list_is_checked_without_a_sign_in_and_nothing_is_changed() -> None:
    contracts = Contracts(builders.offered(id="c1"), builders.offered(id="c2"))
    before = [contracts.get(id).to_doc() for id in ("c1", "c2")]

    results = check(contracts, signatory(ITEMS, PRIEN, fresh=None))

    assert [(r["ok"], r.get("code")) for r in results] == [
        (True, None),
        (False, "document-changed"),
    ]
    assert [contracts.get(id).to_doc() for id in ("c1", "c2")] == before
    assert results[0]["state"] == "offered"


@pytest.mark.parametrize(
    ("missing", "places", "code"),
    [((), (), "no-signing-authority"), ((DOCUMENT,), (PRIEN,), "document-missing")],
)
def test_the_check_looks_at_authority_and_file(
    missing: tuple[str, ...], places: tuple[str, ...], code: str
) -> None:
    contracts = Contracts(builders.offered(id="c1"), builders.offered(id="c2"))

    first, _ = check(contracts, signatory(ITEMS, *places, fresh=None), *missing)

    assert first["code"] == code


def test_of_two_hundred_with_three_bad_ones_the_others_are_signed() -> None:
    ids = [f"c{number}" for number in range(200)]
    items = [{"id": id, "document_hash": DOCUMENT} for id in ids]
    outdated, strange, ended = ids[7], ids[99], ids[198]
    odd: dict[str, dict[str, Any]] = {
        outdated: {"document_hash": OTHER_DOCUMENT},
        strange: {"body": MUNICH},
        ended: {"state": ContractState.WITHDRAWN},
    }
    contracts = Contracts(*(builders.offered(id=id, **odd.get(id, {})) for id in ids))

    results = sign(contracts, signatory(items, PRIEN), items)

    assert {r["id"]: r["code"] for r in results if not r["ok"]} == {
        outdated: "document-changed",
        strange: "contract-not-found",
        ended: "contract-wrong-state",
    }
    assert sum(contracts.get(id).signature is not None for id in ids) == 197
    assert all(str(r["detail"]) for r in results if not r["ok"])


@pytest.mark.parametrize(
    ("third", "borne"),
    [({"valid_until": None}, True), ({"valid_until": date(2028, 12, 31)}, True),
     ({"valid_until": date(2028, 12, 30)}, False), ({"valid_from": date(2200, 1, 1)}, False)],
)  # fmt: skip
def test_nobody_concludes_what_its_chain_does_not_bear_any_more(third: Any, borne: bool) -> None:
    signed = builders.signed(signature=builders.signature(account="mayor"))
    caller = Principal(
        "olaf", "Olaf", {"*": frozenset({"contracts:countersign"})}, {"fresh": fresh(ITEMS[:1])}
    )
    context.enter(Call(principal=caller))
    levels = [builders.agreement(level) for level in (1, 2)]
    chains: Any = FakeRepository(builders.chain(*levels, builders.agreement(3, **third)))
    store: Any = Contracts(signed)
    shelf: Any = Shelf()

    (result,) = Signing(store, shelf, chains, caller, ITEMS[:1]).for_operator()

    assert result["ok"] is borne
    assert result.get("code") == (None if borne else "chain-bears-not")
    assert signed.state == ("concluded" if borne else "signed")
