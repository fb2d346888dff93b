"""What has a mail sent to an address it is given may do so only so often."""

import json

from gateway.api.routes import OWN, ROUTES
from tests.shape.sources import ROOT

SCHEMAS = json.loads((ROOT / "gateway/api/schemas.json").read_text("utf-8"))
SENDS_NOTHING = {
    "PATCH /api/v1/registrations/{registration_id}": "a draft's mail is sent when it is handed in",
    "POST /api/v1/vendors": "the vendor's public contact",
    "PATCH /api/v1/vendors/{vendor_id}": "the vendor's public contact",
    "PUT /api/v1/vendors/{vendor_id}": "the vendor's public contact",
}


def test_every_route_that_is_given_an_address_says_whether_it_mails_there() -> None:
    given = {
        route.name
        for route in (*ROUTES, *OWN)
        if "email" in SCHEMAS.get(str(route.schema), {}).get("properties", {})
    }
    mailing = {route.name for route in (*ROUTES, *OWN) if route.mails}

    assert given - SENDS_NOTHING.keys() == mailing
    assert mailing
