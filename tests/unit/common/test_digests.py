"""Both ends compute the same digest of a list."""

from hypothesis import given
from hypothesis import strategies as some

from services.common.digests import list_digest

PAIRS = some.lists(
    some.tuples(some.from_regex(r"c[0-9a-f]{4}", fullmatch=True), some.sampled_from("ab")),
    max_size=6,
)


@given(pairs=PAIRS, order=some.randoms(use_true_random=False))
def test_the_order_does_not_matter(pairs: list[tuple[str, str]], order: object) -> None:
    shuffled = list(pairs)
    order.shuffle(shuffled)  # type: ignore[attr-defined]

    assert list_digest(shuffled) == list_digest(pairs)


@given(one=PAIRS, other=PAIRS)
def test_another_list_has_another_digest(
    one: list[tuple[str, str]], other: list[tuple[str, str]]
) -> None:
    same = sorted(one) == sorted(other)

    assert (list_digest(one) == list_digest(other)) is same


def test_the_digest_is_a_sha_256_in_hex() -> None:
    assert (
        list_digest([("c1", "d" * 64)])
        == "70e04392c1eef19a5e659e68d0b3c8eafe7521ba126496ba6dad7d9a9a9b66e5"
    )
