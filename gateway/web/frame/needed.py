"""What a page finds wrong itself, told together with every needed field that is empty."""

from collections.abc import Mapping

from gateway.web.frame.forms import Form
from gateway.web.words import say


def refused_with(form: Form, wrong: Mapping[str, str]) -> Form:
    """Return the form with what is wrong at these fields, and with all that is still missing."""
    return form.with_errors({**dict.fromkeys(form.unfilled(), say("field-needed")), **wrong})
