"""What all tests share: own servers, a fresh database or virtual host, the running system."""

import signal
import uuid
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import hypothesis
import pytest
import requests
from pymongo import MongoClient
from pymongo.database import Database

from deploy.local import keys, specs
from deploy.local.broker import Broker
from deploy.local.system import System
from services.common import context
from services.common.context import Call
from services.common.words import texts
from tests import described, lanes, owasp
from tests.collector import Collector, collecting
from tests.journeys import Journeys
from tests.reaper import reaped

SLOWEST = 10

# No example is wrong for being slow: another lane may have the machine.
hypothesis.settings.register_profile("lanes", deadline=None)
hypothesis.settings.load_profile("lanes")


def pytest_configure(config: pytest.Config) -> None:
    """Let a run that is asked to end stop what it started; name the groups of tests."""
    for group, risk in owasp.TOP_10.items():
        config.addinivalue_line("markers", f"{group}: {risk.title}")
    signal.signal(signal.SIGTERM, signal.default_int_handler)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the files in the order in which the lanes get most done; mark what is of a group."""
    files: dict[str, bool] = {}
    for item in items:
        for group in owasp.groups_of(item.nodeid):
            item.add_marker(group)
        needs_system = "installation" in getattr(item, "fixturenames", ())
        files[_file(item.nodeid)] = files.get(_file(item.nodeid), False) or needs_system
    places = {file: place for place, file in enumerate(lanes.in_order(files))}
    items.sort(key=lambda item: places[_file(item.nodeid)])


def _file(nodeid: str) -> str:
    return nodeid.partition("::")[0]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the files that took longest, where there were many."""
    seconds: defaultdict[str, float] = defaultdict(float)
    for reports in terminalreporter.stats.values():
        for report in reports:
            if isinstance(report, pytest.TestReport):
                seconds[_file(report.nodeid)] += report.duration
    if len(seconds) > SLOWEST:
        terminalreporter.section(f"slowest {SLOWEST} of {len(seconds)} files")
        for path in sorted(seconds, key=lambda path: -seconds[path])[:SLOWEST]:
            terminalreporter.line(f"{seconds[path]:7.1f} s  {path}")


@pytest.fixture(scope="session")
def collector() -> Iterator[Collector]:
    """Who collects the spans of traces that ask for it, of all processes started for tests."""
    with collecting() as made, pytest.MonkeyPatch.context() as patch:
        patch.setenv(specs.TRACES, made.address)
        patch.setenv(specs.SAMPLED, "0")
        yield made


@pytest.fixture(scope="session")
def installation(collector: Collector) -> Iterator[System]:
    """Broker and database of our own, stopped at the end; the logs stay in ``LOGS``."""
    with reaped() as folder:
        installed = System(folder)
        installed.start_servers()
        yield installed


@pytest.fixture(scope="session")
def system(installation: System) -> System:
    """The whole system, running."""
    installation.up()
    return installation


@pytest.fixture(scope="session")
def journeys(system: System) -> Journeys:
    """Fresh journeys on that system."""
    return Journeys(system)


@pytest.fixture(scope="session")
def mongo_uri(installation: System) -> str:
    """The address of the database server."""
    return installation.mongo_uri


@pytest.fixture(scope="session")
def dropping(mongo_uri: str) -> Iterator[Executor]:
    """Who drops databases beside the tests: the server lets a tenth of a second pass for each."""
    with ThreadPoolExecutor(1) as executor:
        yield executor


@pytest.fixture
def database(mongo_uri: str, dropping: Executor) -> Iterator[Database[dict[str, Any]]]:
    """A database of the test's own."""
    client: MongoClient[dict[str, Any]] = MongoClient(mongo_uri, tz_aware=True)
    name = f"test_{uuid.uuid4().hex[:12]}"
    yield client[name]
    dropping.submit(_drop, client, name)


def _drop(client: MongoClient[dict[str, Any]], name: str) -> None:
    client.drop_database(name)
    client.close()


@contextmanager
def own_vhost(main: Broker) -> Iterator[Broker]:
    """Give the administration of a fresh virtual host, which ends afterwards."""
    vhost = f"test-{uuid.uuid4().hex[:12]}"
    main.add_vhost(vhost)
    uri = f"{main.amqp_uri.rsplit('/', 1)[0]}/{quote(vhost, safe='')}"
    yield Broker(uri, main.api)
    main.call("DELETE", f"vhosts/{vhost}")


@pytest.fixture
def vhost_broker(installation: System) -> Iterator[Broker]:
    """The administration of a virtual host of the test's own."""
    with own_vhost(installation.broker) as broker:
        yield broker


@pytest.fixture
def amqp_uri(vhost_broker: Broker) -> str:
    """The administrator's address in that virtual host."""
    return vhost_broker.amqp_uri


@pytest.fixture(autouse=True)
def no_call_under_way() -> None:
    """Let no test inherit the request id of another."""
    context.enter(Call())


@pytest.fixture(scope="session")
def key_pair(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """A private and a public key for principals, as PEM."""
    folder = Path(tmp_path_factory.mktemp("keys"))
    made = keys.make_keys(folder)
    return made.principal_private.read_text(), made.principal_public.read_text()


@pytest.fixture(autouse=True)
def no_words_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a sentence or a parameter that is not there be an error, which at run time is logged."""

    def fail(what: str) -> None:
        raise AssertionError(f"missing words: {what}")

    monkeypatch.setattr(texts, "missing", fail)


@pytest.fixture(scope="session")
def undescribed() -> Iterator[list[str]]:
    """Collect what answers of the API have that its description does not, whoever asked."""
    found: list[str] = []
    send = requests.Session.send

    def look(session: requests.Session, request: Any, **options: Any) -> requests.Response:
        response = send(session, request, **options)
        if not options.get("stream"):
            found.extend(described.faults_of(response))
        return response

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(requests.Session, "send", look)
        yield found


@pytest.fixture(autouse=True)
def answers_are_as_described(undescribed: list[str]) -> Iterator[None]:
    """Fail a test whose answers are not what the API says of itself."""
    undescribed.clear()
    yield
    assert undescribed == []
