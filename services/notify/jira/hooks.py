"""What Jira tells us: a signed word that a comment was written, and nothing more is believed.

The comment itself is asked for with our own account, so a word that is replayed or made up says
nothing that does not stand in Jira.
"""

import base64
import binascii
import hashlib
import hmac
import json
import re
from typing import Any

from services.common.errors import Forbidden, NotFound
from services.notify.jira.projection import JiraProjection
from services.notify.jira.settings import JiraSettings
from services.notify.repositories.jira_issues import JiraIssues

KEY, NUMBER = re.compile(r"[A-Z][A-Z0-9_]{0,20}-[0-9]{1,12}"), re.compile(r"[0-9]{1,20}")


def take(
    payload: dict[str, Any], settings: JiraSettings, issues: JiraIssues, projection: JiraProjection
) -> bool:
    """Note a comment on one of our issues; tell whether it was one.

    Raises NotFound without a Jira, Forbidden where the signature is not right, Unavailable where
    it is to be told again later.
    """
    if not projection.is_on or not settings.jira_webhook_secret:
        raise NotFound("jira-off")
    content = _decoded(payload["content"])
    own = hmac.digest(settings.jira_webhook_secret.encode(), content, hashlib.sha256).hex()
    said = payload["signature"].lower().encode("utf-8", "replace")
    if not hmac.compare_digest(f"sha256={own}".encode(), said):
        raise Forbidden("signature-wrong")
    issue, comment = _named(content)
    if not issue or not comment or not issues.arrived(issue, comment):
        return False
    projection.loop.wake()
    return True


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (ValueError, binascii.Error):
        return b""


def _named(content: bytes) -> tuple[str | None, str | None]:
    """Return issue and comment of a word that a comment was made, or None."""
    try:
        said = json.loads(content)
        if said["webhookEvent"] != "comment_created":
            return None, None
        issue, comment = str(said["issue"]["key"]), str(said["comment"]["id"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return None, None
    fits = KEY.fullmatch(issue) and NUMBER.fullmatch(comment)
    return (issue, comment) if fits else (None, None)
