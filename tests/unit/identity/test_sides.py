"""What the applicant and the reviewers see of a registration, field by field."""

import pytest

from services.identity.domain.registration_states import RegistrationState
from services.identity.domain.sides import FIELDS, RegistrationSide
from services.identity.entrypoints.registrations import shown_to
from tests import builders
from tests.builders import TOKEN


@pytest.mark.parametrize("state", RegistrationState)
@pytest.mark.parametrize("side", RegistrationSide)
def test_each_side_sees_its_fields_and_nothing_else(
    side: RegistrationSide, state: RegistrationState
) -> None:
    account = builders.newcomer()
    registration = builders.registration(state=state, token_hash=TOKEN)

    shown = shown_to(side, registration, account)

    assert shown.keys() == {name for name, seen in FIELDS.items() if side in seen}
    assert TOKEN not in str(shown)


def test_hints_and_what_the_sign_in_says_are_for_reviewers_only() -> None:
    inner = {name for name, seen in FIELDS.items() if RegistrationSide.APPLICANT not in seen}

    of_sign_in = {"organisation", "organisation_name", "organisation_fits", "asserted_name"}
    assert inner == {*of_sign_in, "hints"}
