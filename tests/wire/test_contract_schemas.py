"""The files the gateway describes its API by say what the services say themselves."""

import pytest

from tests import contract_schemas

TEXTS = contract_schemas.texts()


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_the_gateways_schemas_are_the_services_own(name: str) -> None:
    written = (contract_schemas.API / name).read_text()

    assert written == TEXTS[name], "run: python -m tests.contract_schemas"
