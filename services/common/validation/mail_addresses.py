"""Mail addresses as our relay can deliver them: plain ASCII, a foreign domain in its IDNA form."""

import re

import idna

LONGEST = 254
LONGEST_LOCAL = 64
NO_ADDRESS = "Das ist keine E-Mail-Adresse. / Not a valid e-mail address."
NOT_DELIVERABLE = (
    "An Adressen mit Umlauten oder Sonderzeichen vor dem @ können wir nicht zustellen."
    " Bitte nennen Sie eine andere. / We cannot deliver to non-ASCII letters before the @."
)
NO_DOMAIN = "Den Teil nach dem @ gibt es so nicht. / No domain after the @."
_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_DOMAIN = re.compile(
    r"([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+(?=[a-z0-9-]*[a-z])[a-z0-9][a-z0-9-]{0,61}[a-z0-9]"
)


class Undeliverable(ValueError):
    """An address nothing can be sent to; ``str(undeliverable)`` is the sentence for its owner."""


def deliverable(address: str) -> str:
    """Give the address with its domain in lower case and ASCII, or raise Undeliverable.

    Names, comments, quoted parts and addresses of hosts are no part of an address here.
    """
    local, at, domain = address.rpartition("@")
    if not at or not local or len(address) > LONGEST:
        raise Undeliverable(NO_ADDRESS)
    if not local.isascii():
        raise Undeliverable(NOT_DELIVERABLE)
    if not _LOCAL.fullmatch(local) or len(local) > LONGEST_LOCAL:
        raise Undeliverable(NO_ADDRESS)
    named = f"{local}@{_in_ascii(domain)}"
    if len(named) > LONGEST:
        raise Undeliverable(NO_ADDRESS)
    return named


def _in_ascii(domain: str) -> str:
    """Give the domain as DNS knows it."""
    try:
        plain = domain.lower() if domain.isascii() else idna.encode(domain, uts46=True).decode()
    except idna.IDNAError as error:
        raise Undeliverable(NO_DOMAIN) from error
    if not _DOMAIN.fullmatch(plain):
        raise Undeliverable(NO_DOMAIN)
    return plain
