"""What editors ask about links."""

from marshmallow import validate

from services.catalog.domain.links import LinkState
from services.common.border import PageQuery
from services.common.fields import Line

TO_MEND = (LinkState.DEAD.value, LinkState.FAILING.value, LinkState.REFUSED.value)


class LinkQuery(PageQuery):
    """The queue; without a state, everything there is to mend."""

    state = Line(100, validate=validate.OneOf([state.value for state in LinkState]))
