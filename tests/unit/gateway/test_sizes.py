"""How large a request may be, and that it is refused before anything of it is read."""

from io import BytesIO

import pytest
from werkzeug.test import Client

from gateway.api.route import FILE, LARGE, SMALL
from gateway.api.routes import OWN, ROUTES
from gateway.app import flask_app
from tests.unit.gateway.gateway_fakes import CHANGING, Gateway

JSON = "application/json"


class Unread(BytesIO):
    """A body that may not be read."""

    def read(self, *_: object) -> bytes:
        raise AssertionError("the body was read")


def test_only_what_takes_a_file_or_a_list_as_long_as_one_takes_more_than_64_kib() -> None:
    larger = {route.name for route in (*ROUTES, *OWN) if route.most_bytes > SMALL}

    assert larger == {
        "POST /api/v1/profiles/{profile_id}/documents", "POST /api/v1/profiles/import",
        "POST /api/v1/editions", "POST /api/v1/editions/{edition}/review",
        "POST /api/v1/bulk-orders", "POST /api/v1/bulk-releases", "POST /api/v1/verify",
        "POST /api/v1/agreement-documents", "POST /api/v1/levy/runs",
        "POST /api/v1/levy/populations",
        "POST /api/v1/agreements/import", "POST /api/v1/uncontracted/import",
        "POST /api/v1/contracts/{contract_id}/signed-copy",
        "POST /api/v1/orders/{order_id}/attachments",
    }  # fmt: skip


def test_a_file_has_its_own_room_and_one_inside_of_json_less() -> None:
    documents = next(route for route in ROUTES if route.file)

    assert documents.most_bytes_of("application/pdf") == FILE
    assert documents.most_bytes_of(JSON) == LARGE


@pytest.mark.parametrize("path", ["/api/v1/registrations", "/api/v1/orders", "/saml/acs"])
def test_what_says_it_is_too_large_is_refused_unread(path: str) -> None:
    front = Gateway()

    answer = front.client.post(
        path, input_stream=Unread(), content_type=JSON, headers=CHANGING,
        environ_overrides={"CONTENT_LENGTH": str(FILE * 2)},
    )  # fmt: skip

    assert answer.status_code == 413
    assert front.calls.made == []


def test_who_is_not_signed_in_is_refused_with_the_body_unread() -> None:
    application = Client(flask_app(Gateway().parts))

    answer = application.post(
        "/api/v1/profiles/import", input_stream=Unread(), content_type=JSON,
        environ_overrides={"CONTENT_LENGTH": str(FILE)},
    )  # fmt: skip

    assert answer.status_code == 401
