"""The catalogue and the gateway in front of it, in one process on a real database."""

import pytest

from gateway.callers.principals import Principals
from tests.integration.catalogue_files import Catalog, Db
from tests.unit.gateway.gateway_fakes import Gateway


@pytest.fixture
def catalog(database: Db) -> Catalog:
    """The catalogue with the committed profiles."""
    return Catalog(database)


@pytest.fixture
def gateway(catalog: Catalog) -> Gateway:
    """The gateway in front of it."""
    return Gateway(rpc=catalog, principals=Principals(catalog))
