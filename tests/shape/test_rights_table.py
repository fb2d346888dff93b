"""The reviewed table of rights has a row for every method, and none for what is gone."""

from services.common.entrypoints import Rpc
from tests.shape.rights import RIGHTS
from tests.shape.sources import SERVICES, entrypoints


def test_the_table_has_every_method() -> None:
    methods = {f"{s}.{name}" for s in SERVICES for name, _ in entrypoints(s, Rpc)}

    assert set(RIGHTS) == methods
