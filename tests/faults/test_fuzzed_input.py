"""What nobody well-meaning sends is refused by 4xx, stores nothing, and costs next to nothing.

JSON, cookies, answers of the identity provider, headers, chunks, cursors, ids and dates, as bytes
through the edge: the seeds, and what hypothesis makes of them, always the same. ``FUZZED`` says
how many of those there are of each kind.
"""

import os
from collections.abc import Iterator
from typing import Any

import pytest
import requests
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deploy.local.ports import wait_until
from tests.faults.fuzzed import ENDED, KINDS, Asker, cpu_ms, seeds, stored
from tests.journeys import Journeys

EXAMPLES = int(os.environ.get("FUZZED", "12"))
MOST_MS = 50
REPEATED, ROUNDS = 4, 5
SEEDS = seeds()
MAY_BE_VALID = frozenset({"ids", "cursors", "dates"})
"""Reading by a changed text may find something."""


@pytest.fixture(scope="module")
def asker(journeys: Journeys) -> Asker:
    """A clerk's session, and a sign-in that is under way."""
    system, journey = journeys.system, journeys.signed_in()
    clerk, stranger = journey.person(journey.clerk), requests.Session()
    stranger.get(f"{system.gateway_url}/login", allow_redirects=False, timeout=20)
    lines = f"Cookie: {cookies(clerk.browser)}\r\nX-CSRF-Token: {clerk.csrf}\r\n"
    signing_in = f"Cookie: {cookies(stranger)}\r\n"
    return Asker(system.ports["edge"], lines.encode(), signing_in.encode())


def cookies(browser: requests.Session) -> str:
    """Write a browser's cookies as one header says them."""
    return "; ".join(f"{one.name}={one.value}" for one in browser.cookies)


@pytest.fixture(scope="module")
def nothing_stored(journeys: Journeys, asker: Asker) -> Iterator[None]:
    """See that all these requests left no document; what came before has settled."""
    seen: list[dict[str, int]] = []

    def is_settled() -> bool:
        seen.append(stored(journeys.system))
        return seen[-3:] == [seen[-1]] * 3

    wait_until(is_settled, 60, "what was stored before does not settle", every_s=0.3)
    yield
    now = stored(journeys.system)

    assert {name: count for name, count in now.items() if count > seen[-1].get(name, 0)} == {}


@st.composite
def changed(draw: st.DrawFn, kind: str) -> bytes:
    """Cut a piece out of a seed and put other bytes, or a piece of another seed, there."""
    one, other = (draw(st.sampled_from(SEEDS[kind])) for _ in range(2))
    begin = draw(st.integers(0, min(len(one), 200)))
    end = begin + draw(st.integers(0, 20))
    return one[:begin] + draw(st.one_of(st.binary(max_size=8), st.just(other[:60]))) + one[end:]


def cost_ms(journeys: Journeys, asker: Asker, kind: str, sent: bytes) -> float:
    """Return the CPU time of one such request, of the round in which least disturbed it."""
    least = float("inf")
    for _ in range(ROUNDS):
        began = cpu_ms(journeys.system)
        for _ in range(REPEATED):
            asker.ask(kind, sent)
        least = min(least, (cpu_ms(journeys.system) - began) / REPEATED)
        if least < MOST_MS:
            break
    return least


@pytest.mark.usefixtures("nothing_stored")
@pytest.mark.parametrize("kind", KINDS)
def test_a_seed_is_refused_and_costs_little(journeys: Journeys, asker: Asker, kind: str) -> None:
    statuses = {sent: asker.ask(kind, sent) for sent in SEEDS[kind]}
    costs = {sent: cost_ms(journeys, asker, kind, sent) for sent in SEEDS[kind]}

    print(f"{kind}: {len(costs)} seeds, the dearest {max(costs.values()):.1f} ms of CPU")
    assert {sent[:60]: it for sent, it in statuses.items() if not 400 <= it < 500} == {}
    assert {sent[:60]: cost for sent, cost in costs.items() if cost >= MOST_MS} == {}


@pytest.mark.usefixtures("nothing_stored")
@pytest.mark.parametrize("kind", KINDS)
def test_what_is_made_of_the_seeds_is_no_failure(asker: Asker, kind: str) -> None:
    taken = range(200 if kind in MAY_BE_VALID else 400, 500)

    @settings(
        max_examples=EXAMPLES, derandomize=True, database=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(st.data())
    def ask(data: Any) -> None:
        sent = data.draw(changed(kind))
        assert asker.ask(kind, sent) in (*taken, ENDED), sent[:300]

    ask()
