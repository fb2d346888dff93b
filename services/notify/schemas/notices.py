"""What callers send about notices before they are published."""

from services.common.validation.fields import Line, Listed
from services.common.validation.input import InputSchema


class NoticeProfiles(InputSchema):
    """The services a notice is about; none means the whole market."""

    profiles = Listed(Line(80), 200, load_default=list)
