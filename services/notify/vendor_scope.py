"""For which vendor a call is made."""

from services.common import context
from services.common.errors import Wrong, invalid_fields

PREFIX = "vendor:"


def vendors_of_caller(permission: str) -> list[str]:
    """Return the vendors the caller holds this permission for."""
    scopes = context.principal().scopes(permission) or []
    return [scope.removeprefix(PREFIX) for scope in scopes if scope.startswith(PREFIX)]


def vendor_of_call(permission: str, asked: str | None) -> str:
    """Return the vendor a call names, or the caller's only one; else raise Forbidden or Invalid."""
    if asked is not None:
        context.principal().require(permission, PREFIX + asked)
        return asked
    vendors = vendors_of_caller(permission)
    if not vendors:
        context.principal().require(permission, PREFIX)
    if len(vendors) > 1:
        raise invalid_fields([("/vendor", Wrong("vendor-of-several"))])
    return vendors[0]
