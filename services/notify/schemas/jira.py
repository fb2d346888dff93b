"""What Jira sends."""

from services.common.validation.fields import Carried, Line
from services.common.validation.input import InputSchema


class JiraWord(InputSchema):
    """The bytes of a webhook, in Base64, and its signature as the header has it."""

    content = Carried(400_000, required=True)
    signature = Line(200, required=True)
