"""Since when somebody asks what is new: the query of calls that count it beside what waits."""

from services.common.validation.fields import Moment
from services.common.validation.input import InputSchema


class SinceQuery(InputSchema):
    """From which moment on what came is counted as ``new``; without one that is not counted."""

    since = Moment(load_default=None, allow_none=True)
