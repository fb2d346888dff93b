"""What happened to an order and what was written about it, in one stream."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from operator import itemgetter
from typing import Any

from gateway.web.thread import brought
from gateway.web.words import say, worded

Doc = Mapping[str, Any]
Line = dict[str, Any]

MAIL_FAILED = "delivery.mail_failed"
ASKS = frozenset({"order.link_awaited"})
"""What the ticket itself asks for, beside what the history says."""
ICONS = {
    **dict.fromkeys(("release", "conclude", "done", "link", "confirm-link", "sign"), "success"),
    "link-works": "success",
    "link-dead": "warning",
    **dict.fromkeys(
        ("ask-back", "vendor-ask-back", "answer", "ask-setup", "answer-setup", "request-support"),
        "mail",
    ),
    **dict.fromkeys(("withdraw", "contract-withdrawn", "contract-ended"), "close"),
    **dict.fromkeys(("submit", "prepare"), "draft"),
    **dict.fromkeys(
        ("reject", "failed", "cancel", "refuse-link", "document-failed", "escalate"), "warning"
    ),
}


def stream_of(order: Doc, comments: Iterable[Doc], reader: str) -> list[Line]:
    """Return states and messages in one, newest first."""
    lines = [*_history(order, reader), *_messages(order["id"], comments, reader)]
    at = itemgetter("at")
    # Of two within a second the later one was added later.
    return sorted(lines, key=lambda line: datetime.fromisoformat(at(line)))[::-1]


def _history(order: Doc, reader: str) -> Iterator[Line]:
    titles = titles_of(order)
    return (history_line(line, titles, reader) for line in order["history"])


def titles_of(order: Doc) -> dict[str, str]:
    """Return the titles of the tasks by what the history names them."""
    return {f"task-{t['number']}": worded(t["title"]) for t in order["tasks"]}


def history_line(line: Doc, titles: Mapping[str, str], reader: str) -> Line:
    """Return a line of the history as it is read."""
    action = str(line["action"])
    title = worded(line.get("label")) or say("body-did-other")
    if action in titles:
        title = say("body-did-task", title=titles[action])
    own = line.get("actor") == reader
    return {
        "icon": ICONS.get(action, "autorenew"),
        "title": title,
        "who": _by_mandate(line, say("you") if own else name_of(line)),
        "at": line["at"],
        "text": worded(line["reason"]) or "",
        "own": own,
    }


def _by_mandate(line: Doc, name: str) -> str:
    return say("body-by-mandate", name=name) if line.get("mandate") and name else name


def _messages(order_id: str, comments: Iterable[Doc], reader: str) -> Iterator[Line]:
    for line in comments:
        own = line.get("author") == reader
        text = worded(line["text"])
        if line["kind"] == "comment":
            name = say("you") if own else worded(line["author_name"])
            whom = say(f"body-seen-{line['visibility']}")
            if line.get("by_mail"):
                whom = say("thread-by-mail", who=whom)
            yield {"icon": "mail", "title": name, "who": whom, "at": line["at"],
                   "text": text, "own": own, **brought(line, order_id)}  # fmt: skip
        elif line.get("code") in ASKS:
            yield {"icon": "mail", "title": "DigitalMarkt", "who": say("body-seen-body"),
                   "at": line["at"], "text": text, "own": False}  # fmt: skip
        elif line.get("code") == MAIL_FAILED:
            yield {"icon": "warning", "title": text, "who": "", "at": line["at"], "text": "",
                   "own": False}  # fmt: skip


def name_of(line: Doc) -> str:
    """Return who did it; empty where it was no person, or a contract of which it follows."""
    machine = str(line.get("actor") or "").startswith("service:")
    return "" if machine else str(worded(line.get("actor_name")) or "")
