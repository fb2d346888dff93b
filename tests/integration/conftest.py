"""What parts share on a real database: empty stores, time that stands, catalogue and gateway."""

import pytest

from gateway.callers.principals import Principals
from services.common import clock
from services.common.background import BackgroundTask
from services.identity.repositories.accounts import Accounts
from services.notify.notifier import Notifier
from services.notify.repositories.deliveries import Deliveries
from services.notify.repositories.inbox import InboxEntries
from services.notify.repositories.mails import Mails
from services.orders.repositories.orders import Orders
from tests.fakes import PassingTime
from tests.integration.bulk_orders import BulkStores
from tests.integration.catalogue_files import Catalog, Db
from tests.unit.gateway.gateway_fakes import Gateway
from tests.unit.notify import samples


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> PassingTime:
    """The time all services go by; it passes when the test says so."""
    made = PassingTime()
    monkeypatch.setattr(clock, "now", made)
    return made


@pytest.fixture
def orders(database: Db) -> Orders:
    """An empty store of orders."""
    repository = Orders(database, "orders", lambda *_: None)
    repository.prepare()
    return repository


@pytest.fixture
def accounts(database: Db) -> Accounts:
    """An empty store of identity."""
    repository = Accounts(database, "identity", lambda *_: None)
    repository.prepare()
    return repository


@pytest.fixture
def stores(database: Db) -> BulkStores:
    """The stores of bulk orders, with twenty bodies that may order."""
    made = BulkStores(database)
    made.prepare(bodies=20)
    return made


@pytest.fixture
def catalog(database: Db) -> Catalog:
    """The catalogue with the committed profiles."""
    return Catalog(database)


@pytest.fixture
def gateway(catalog: Catalog) -> Gateway:
    """The gateway in front of it."""
    return Gateway(rpc=catalog, principals=Principals(catalog))


@pytest.fixture
def mails(database: Db) -> Mails:
    """The mails that wait."""
    waiting = Mails(database, "mails", "queued")
    waiting.prepare()
    return waiting


@pytest.fixture
def deliveries(database: Db) -> Deliveries:
    """The deliveries that wait."""
    waiting = Deliveries(database, "deliveries", "waiting")
    waiting.prepare()
    return waiting


@pytest.fixture
def notifier(database: Db, mails: Mails, deliveries: Deliveries) -> Notifier:
    """What turns events into both; nobody sends by itself."""
    idle = BackgroundTask("idle", lambda: False)
    return Notifier(
        "https://markt.example", samples.People(), mails=mails, deliveries=deliveries,
        inbox=InboxEntries(database), senders=(idle, idle),
    )  # fmt: skip
