"""The description of the API, made from the route table and what the services say."""

from gateway.api.openapi.document import document, operation_id, path_of
from gateway.api.openapi.security import SCOPES

__all__ = ["SCOPES", "document", "operation_id", "path_of"]
