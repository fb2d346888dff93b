"""The arithmetic of the levy: vectors of the rule, every payer, what holds for any input."""

from fractions import Fraction
from math import ceil
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.common.errors import Invalid
from services.contracts.domain import levy
from services.contracts.domain.levy import Due, Inhabitants, Level, PayerKind, Shares
from services.contracts.domain.levy_runs import shown
from services.contracts.shipped.population_figures import read_populations
from tests.builders import LEVY_SHARES, inhabitants, levy_service

BAVARIA = 13_369_393
AMOUNTS = st.fractions(min_value=0, max_value=10**9, max_denominator=10**6)


def shipped() -> list[Inhabitants]:
    (figures,) = read_populations()
    return [Inhabitants(**row) for row in figures["rows"]]


ROWS = shipped()


@pytest.fixture(scope="module")
def computed() -> dict[str, Due]:
    return {due.payer.key: due for due in levy.dues(ROWS, BAVARIA, LEVY_SHARES)}


@pytest.mark.parametrize(
    ("key", "name", "amount"),
    [
        ("09161000", "Ingolstadt", 40_085),
        ("09162000", "München", 429_898),
        ("09163000", "Rosenheim", 18_306),
        ("09171", "Landkreis Altötting", 11_917),
        ("091", "Bezirk Oberbayern", 71_833),
        ("09187123", "Chiemsee", 41),
    ],
)
def test_the_vectors_of_the_rule(
    computed: dict[str, Due], key: str, name: str, amount: int
) -> None:
    assert (computed[key].payer.name, computed[key].amount_eur) == (name, amount)


def test_all_payers_together_exceed_the_target_by_the_roundings(computed: dict[str, Due]) -> None:
    assert len(computed) == 2134
    assert sum(due.exact for due in computed.values()) == 4_000_000
    assert sum(due.amount_eur for due in computed.values()) == 4_001_063
    assert min(computed.values(), key=lambda due: due.amount_eur).payer.name == "Chiemsee"


def test_every_payer_owes_what_another_way_of_computing_comes_to(
    computed: dict[str, Due],
) -> None:
    per_head = {level: share / BAVARIA for level, share in LEVY_SHARES.items()}
    expected = {}
    for row in ROWS:
        heads = Fraction(0)
        if len(row.key) == 3:
            heads = per_head[Level.REGIONS]
        if len(row.key) == 5 or row.key[5:] == "000":
            heads += per_head[Level.DISTRICTS]
        if len(row.key) == 8:
            heads += per_head[Level.MUNICIPALITIES]
        expected[row.key] = ceil(heads * row.population)

    assert {key: due.amount_eur for key, due in computed.items()} == expected


def test_the_shipped_figures_add_up() -> None:
    kinds = [row.kind for row in ROWS]

    assert levy.check_population(ROWS) == BAVARIA
    assert {kind: kinds.count(kind) for kind in PayerKind} == {
        PayerKind.MUNICIPALITY: 2031,
        PayerKind.INDEPENDENT_CITY: 25,
        PayerKind.DISTRICT: 71,
        PayerKind.REGION: 7,
    }


def populations() -> st.SearchStrategy[list[Inhabitants]]:
    """Make up regions of cities and districts; their sums agree."""
    people = st.integers(0, 2_000_000)
    return st.lists(
        st.tuples(people, st.lists(people, min_size=1, max_size=4)), min_size=1, max_size=4
    ).map(_regions)


def _regions(drawn: list[tuple[int, list[int]]]) -> list[Inhabitants]:
    rows = []
    for n, (city, villages) in enumerate(drawn, 1):
        key = f"09{n}"
        rows += [
            Inhabitants(key, "", city + sum(villages)),
            Inhabitants(f"{key}61000", "", city),
            Inhabitants(f"{key}70", "", sum(villages)),
            *(Inhabitants(f"{key}70{m:03}", "", v) for m, v in enumerate(villages, 111)),
        ]
    return rows


SHARES: st.SearchStrategy[Shares] = st.fixed_dictionaries(dict.fromkeys(Level, AMOUNTS))


@given(populations(), SHARES)
def test_what_is_collected_covers_the_target_and_exceeds_it_by_less_than_the_payers(
    rows: list[Inhabitants], shares: Shares
) -> None:
    of_bavaria = levy.check_population(rows)
    if of_bavaria == 0:
        return
    dues = levy.dues(rows, of_bavaria, shares)

    surplus = sum(due.amount_eur for due in dues) - sum(shares.values())

    assert sum(due.exact for due in dues) == sum(shares.values())
    assert 0 <= surplus < len(dues)


@given(
    st.sampled_from(["091", "09161000", "09187", "09187162"]),
    st.integers(0, 2_000_000),
    st.integers(0, 2_000_000),
    SHARES,
)
def test_who_has_more_people_never_owes_less(key: str, a: int, b: int, shares: Shares) -> None:
    fewer, more = sorted((a, b))

    dues = levy.dues([Inhabitants(key, "", fewer), Inhabitants(key, "", more)], 13_000_000, shares)

    assert dues[0].amount_eur <= dues[1].amount_eur


@given(populations(), SHARES)
def test_each_payer_is_rounded_once_and_by_less_than_a_euro(
    rows: list[Inhabitants], shares: Shares
) -> None:
    for due in levy.dues(rows, max(levy.check_population(rows), 1), shares):
        assert 0 <= due.amount_eur - due.exact < 1


@given(
    st.lists(
        st.tuples(st.integers(0, 10**12), st.tuples(*[st.integers(0, 100)] * 3).filter(any)),
        max_size=20,
    )
)
def test_the_municipalities_bear_exactly_half_of_the_costs(
    costs: list[tuple[int, tuple[int, int, int]]],
) -> None:
    services = [
        levy_service(
            yearly_cost_cent=cent, split=dict(zip((x.value for x in Level), parts, strict=True))
        )
        for cent, parts in costs
    ]

    shares = levy.municipal_shares(services)

    assert sum(shares.values()) == Fraction(sum(cent for cent, _ in costs), 200)


def test_a_service_is_split_as_it_says() -> None:
    third = levy_service(
        yearly_cost_cent=100_000, split={"municipalities": 2, "districts": 1, "regions": 0}
    )

    shares = levy.municipal_shares([third])

    assert shares == {
        Level.MUNICIPALITIES: Fraction(1000, 3),
        Level.DISTRICTS: Fraction(500, 3),
        Level.REGIONS: 0,
    }


def test_the_population_of_the_year_before_last_counts() -> None:
    assert levy.population_day(2024) == "2022-12-31"


@pytest.mark.parametrize(
    ("changed", "pointers"),
    [
        ({3: 291}, ["/rows/2/population", "/rows/0/population"]),
        ({0: 1001}, ["/rows/0/population"]),
        ({2: None}, ["/rows"]),
        ({0: None}, ["/rows"]),
    ],
)
def test_figures_that_do_not_add_up_are_refused_by_row(
    changed: dict[int, Any], pointers: list[str]
) -> None:
    rows = [
        Inhabitants(row.key, row.name, changed.get(n, row.population))
        for n, row in enumerate(inhabitants())
        if changed.get(n, 0) is not None
    ]

    with pytest.raises(Invalid) as refused:
        levy.check_population(rows)

    assert [pointer for pointer, _ in refused.value.wrong] == pointers


@pytest.mark.parametrize(
    ("amount", "eur"),
    [
        (Fraction(40_084), "40084.0000"),
        (Fraction(1, 3), "0.3333"),
        (Fraction(2, 3), "0.6666"),
        (Fraction(-1, 3), "-0.3333"),
    ],
)
def test_an_exact_amount_is_shown_cut_and_as_a_fraction(amount: Fraction, eur: str) -> None:
    told = shown(amount)

    assert told["eur"] == eur
    assert Fraction(int(told["numerator"]), int(told["denominator"])) == amount
