"""What callers send about API clients."""

from services.common.paging import PageQuery
from services.common.validation.fields import Boolean, Day, Line, Listed
from services.common.validation.input import InputSchema
from services.common.validation.rules import OneOf
from services.identity.domain.permissions import CLIENT_SCOPES


class ClientCreated(InputSchema):
    """An API client; ``scope`` is where it may act."""

    name = Line(100, required=True)
    place = Line(100, data_key="scope", required=True)
    scopes = Listed(
        Line(40, validate=OneOf(sorted(CLIENT_SCOPES))),
        len(CLIENT_SCOPES),
        least=1,
        required=True,
    )
    expires_on = Day()


class ClientSecretRotated(InputSchema):
    """Whether the secret before ends now, or a day later."""

    at_once = Boolean(load_default=False)


class ClientQuery(PageQuery):
    """A page of API clients."""

    place = Line(100, data_key="scope")


class ClientSecret(InputSchema):
    """How a client shows who it is."""

    client_id = Line(60, required=True)
    client_secret = Line(required=True)
