"""What is answered about parts."""

from typing import TypedDict

from services.common.answers import Both, MailAddress


class ProfileTitle(TypedDict):
    """A service by id and title."""

    profile: str
    title: Both


class NamedContact(TypedDict):
    """How to reach a contact."""

    name: str
    department: str
    email: MailAddress
    phone: str
