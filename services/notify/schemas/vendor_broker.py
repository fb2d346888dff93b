"""What callers send about access to the vendors' broker."""

from services.common.validation.fields import Boolean, Paragraphs
from services.common.validation.input import InputSchema


class BrokerAccessEnded(InputSchema):
    """Whether it ends now, or once the queue is read empty, within a week."""

    at_once = Boolean(load_default=False)


class BrokerSecretRotated(InputSchema):
    """Whether the secret before ends now, or a day later."""

    at_once = Boolean(load_default=False)


class BrokerAccessAsked(InputSchema):
    """Nothing has to be said to get access."""


class BrokerAccessDenied(BrokerAccessEnded):
    """Why the operator ends it, which the vendor reads; with the same choice of when."""

    reason = Paragraphs(500, required=True)
