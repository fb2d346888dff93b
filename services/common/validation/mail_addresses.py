"""Mail addresses as our relay can deliver them: a foreign domain in its IDNA form.

Letters like ä before the @ are taken where the relay carries them (``SMTPUTF8=yes``, RFC 6531),
else refused where they are typed.
"""

import re
import unicodedata

import idna

from services.common.errors import Wrong

LONGEST = 254
LONGEST_LOCAL = 64
_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_DOMAIN = re.compile(
    r"([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+(?=[a-z0-9-]*[a-z])[a-z0-9][a-z0-9-]{0,61}[a-z0-9]"
)


class Relay:
    """What the relay of this installation can carry; set once at the start of a process."""

    takes_utf8 = False


class Undeliverable(ValueError):
    """An address nothing can be sent to; ``wrong`` says why to its owner."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.wrong = Wrong(key)


def deliverable(address: str) -> str:
    """Return the address with its domain in lower case and ASCII, or raise Undeliverable.

    Names, comments, quoted parts and addresses of hosts are no part of an address here.
    """
    local, at, domain = address.rpartition("@")
    if not at or not local or len(address) > LONGEST:
        raise Undeliverable("no-mail-address")
    if not local.isascii() and not Relay.takes_utf8:
        raise Undeliverable("mail-not-deliverable")
    plain = "".join("a" if _is_foreign(letter) else letter for letter in local)
    if not _LOCAL.fullmatch(plain) or len(local.encode()) > LONGEST_LOCAL:
        raise Undeliverable("no-mail-address")
    named = f"{local}@{_in_ascii(domain)}"
    if len(named) > LONGEST:
        raise Undeliverable("no-mail-address")
    return named


def _is_foreign(letter: str) -> bool:
    """Tell whether it is a letter, digit or accent of a script beyond ASCII."""
    return not letter.isascii() and (letter.isalnum() or bool(unicodedata.combining(letter)))


def _in_ascii(domain: str) -> str:
    """Return the domain as DNS knows it."""
    try:
        plain = domain.lower() if domain.isascii() else idna.encode(domain, uts46=True).decode()
    except idna.IDNAError as error:
        raise Undeliverable("no-mail-domain") from error
    if not _DOMAIN.fullmatch(plain):
        raise Undeliverable("no-mail-domain")
    return plain
