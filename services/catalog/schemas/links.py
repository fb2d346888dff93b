"""What editors ask about links."""

from services.catalog.domain.links import LinkState
from services.common.paging import PageQuery
from services.common.validation.fields import Line
from services.common.validation.rules import OneOf

TO_MEND = (LinkState.DEAD.value, LinkState.FAILING.value, LinkState.REFUSED.value)


class LinkQuery(PageQuery):
    """The queue; without a state, everything there is to mend."""

    state = Line(100, validate=OneOf([state.value for state in LinkState]))
