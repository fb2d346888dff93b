"""Where a line may break: numbers stay whole, long addresses break at their parts."""

import re

from markupsafe import Markup, escape

NUMBER = re.compile(r"\b((?:T-)?(?:DM|SSN)-\d{4}-[0-9A-Z]+(?:-\d+)?)")
"""Numbers of orders, tickets and contracts."""
WHOLE = Markup('<span class="dm-id">{}</span>')
PART = re.compile(r"(@|[._/]+)(?=\w)")


def whole_numbers(text: str) -> Markup:
    """Return a text whose numbers do not break at their hyphens."""
    parts = NUMBER.split(text)
    return Markup("").join(WHOLE.format(part) if n % 2 else escape(part)
                           for n, part in enumerate(parts))  # fmt: skip


def breakable(name: str) -> Markup:
    """Return a mail address or a name for programs that breaks behind its parts."""
    return Markup("<wbr>").join(escape(part) for part in PART.sub("\\1\0", name).split("\0"))


def slashed(text: str) -> Markup:
    """Return a text that may break behind each slash, where it is a web address."""
    parts = text.split("/") if "://" in text else [text]
    return Markup("/<wbr>").join(parts)
