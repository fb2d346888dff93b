"""Whether the mail server that took a mail in found its sender to be who it says (RFC 8601)."""

import re
from email import message_from_bytes, policy

HEADER = "Authentication-Results"
QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')
COMMENT = re.compile(r"\([^()]*\)")
DEEPEST = 5
LONGEST = 8192
DMARC = re.compile(r"dmarc\s*=\s*pass(?:\s|$)")
DKIM = re.compile(r"dkim\s*=\s*pass(?:\s|$)")
SIGNER = re.compile(r"\sheader\.d\s*=\s*([^\s;]+)")


def is_proven(raw: bytes, sender: str, authserv: str) -> bool:
    """Tell whether this server says so in the topmost header; those below anybody can write.

    ``dmarc=pass`` proves it, and so does the signature of the sender's own domain.
    """
    said = message_from_bytes(raw, policy=policy.compat32).get(HEADER)
    server, *results = _bare(str(said or "")[:LONGEST]).lower().split(";")
    if server.split()[:1] != [authserv.strip().lower()]:
        return False
    domain = sender.rpartition("@")[2].lower()
    return any(_proves(result.strip(), domain) for result in results)


def _proves(result: str, domain: str) -> bool:
    if DMARC.match(result):
        return True
    signer = SIGNER.search(result)
    return bool(DKIM.match(result) and signer and signer[1] == domain)


def _bare(said: str) -> str:
    """Return it without what senders choose the words of: quoted ones and comments."""
    said = QUOTED.sub("", said)
    for _ in range(DEEPEST):
        said = COMMENT.sub("", said)
    return said
