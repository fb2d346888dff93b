"""The run that is measured is one the service takes: as large as it may be, and nowhere simple."""

from fractions import Fraction

from deploy.bench.levy import SERVICES, YEAR, services
from services.common.validation.input import parse
from services.contracts.domain import levy
from services.contracts.domain.levy import LevyService
from services.contracts.levy_schemas import LevyRunBegun


def test_the_inputs_are_whole_and_their_shares_no_round_numbers() -> None:
    told = parse(LevyRunBegun, {"year": YEAR, "services": services()})

    shares = levy.municipal_shares(LevyService(**service) for service in told["services"])

    assert len(told["services"]) == SERVICES
    assert sum(shares.values()) == sum(Fraction(s["yearly_cost_cent"], 200) for s in services())
    assert all(share.denominator > 10**9 for share in shares.values())
