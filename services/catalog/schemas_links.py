"""What editors ask about links."""

from marshmallow import fields, validate

from services.catalog.domain.links import LinkState
from services.common.border import PageQuery

TO_MEND = (LinkState.DEAD.value, LinkState.FAILING.value, LinkState.REFUSED.value)


class LinkQuery(PageQuery):
    """The queue; without a state, everything there is to mend."""

    state = fields.String(validate=validate.OneOf([state.value for state in LinkState]))
