"""What is answered about delegations."""

from typing import Any, NotRequired, TypedDict

from services.common.answers import BodyKey, Count, Day, Moment, Page
from services.identity.domain.mandates import Grantee, MandateScope, MandateState


class Client(TypedDict):
    """An API client; its secret is in the answer that made it only."""

    client_id: str
    name: str
    place: str
    scopes: list[str]
    created_by: str
    created_at: Moment
    expires_on: Day
    revoked_at: Moment | None
    former_until: Moment | None
    client_secret: NotRequired[str]


class OwnClient(TypedDict):
    """The API client that asks: for whom it acts, what it was made for and this token covers."""

    client_id: str
    name: str
    place: str
    body: BodyKey | None
    vendor: str | None
    scopes: list[str]
    token_scopes: list[str]
    expires_on: Day


class Mandate(TypedDict):
    """A mandate as both sides see it."""

    id: str
    grantor: BodyKey
    grantor_name: str
    grantee: str
    grantee_kind: Grantee
    grantee_name: str
    scope: MandateScope
    scope_label: str
    valid_from: Day
    valid_until: Day
    granted_by: str
    granted_at: Moment
    document_hash: str
    services: list[str]
    state: MandateState
    state_label: str
    released_by: str | None
    revoked_by: str | None
    revoked_at: Moment | None
    reason: str | None
    reason_code: str | None
    version: Count


ANSWERS: dict[str, Any] = {
    "list_mandates": Page[Mandate],
    "list_clients": Page[Client],
    "own_client": OwnClient,
    "grant_mandate": Mandate,
    "get_mandate": Mandate,
    "release_mandate": Mandate,
    "revoke_mandate": Mandate,
    "create_client": Client,
    "rotate_client_secret": Client,
    "revoke_client": Client,
}
