"""What the gateway's document says callers may send is what the services accept."""

from tests import contract_schemas


def test_the_gateways_schemas_are_the_services_own() -> None:
    written = contract_schemas.FILE.read_text()

    assert written == contract_schemas.text(), "run: python -m tests.contract_schemas"


def test_the_gateways_events_are_notifys_own() -> None:
    written = contract_schemas.EVENTS_FILE.read_text()

    assert written == contract_schemas.events_text(), "run: python -m tests.contract_schemas"
