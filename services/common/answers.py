"""What answers are declared of: typed dictionaries, and texts that have a form.

A service declares beside its calls what each returns. Nothing of it runs with the service: the
description of the API is generated from it, and tests hold real answers against it. A dictionary
says in ``Annotated`` what JSON Schema says of a value; what a name means stands in the terms of
the description (``gateway/api/terms.json``), so that it means the same everywhere.
"""

from dataclasses import dataclass
from typing import Annotated, Any, Generic, TypedDict, TypeVar

Item = TypeVar("Item")


@dataclass(frozen=True)
class Form:
    """What JSON Schema says of a value beside its type: keywords and their values."""

    keywords: tuple[tuple[str, Any], ...]


def form(**keywords: Any) -> Form:
    """Make the form of these keywords."""
    return Form(tuple(keywords.items()))


Moment = Annotated[str, form(format="date-time")]
"""A time with its zone, RFC 3339."""
Day = Annotated[str, form(format="date")]
WebAddress = Annotated[str, form(format="uri")]
Path = Annotated[str, form(format="uri-reference")]
"""An address on the gateway, or a whole one."""
MailAddress = Annotated[str, form(format="email")]
Digest = Annotated[str, form(pattern="^[0-9a-f]{64}$")]
"""SHA-256 in hexadecimal digits."""
BodyKey = Annotated[str, form(pattern="^[0-9A-Za-z-]{2,40}$")]
"""AGS (8 digits), district (5), region (3), VG (9), or the key of a body without one."""
Count = Annotated[int, form(minimum=0)]
Percent = Annotated[float, form(minimum=0, maximum=100)]
Base64 = Annotated[str, form(contentEncoding="base64")]
Open = dict[str, Any]
"""An object whose members another standard or another document says."""


class Page(TypedDict, Generic[Item]):
    """A part of a list; `next` is the cursor of the rest."""

    items: list[Item]
    next: str | None
    total: Count


class Listed(TypedDict, Generic[Item]):
    """A whole list that is short."""

    items: list[Item]


class Both(TypedDict):
    """A text in both languages."""

    de: str
    en: str
