"""Texts as Jira writes them since version 3 of its API: the Atlassian Document Format."""

from collections.abc import Iterator
from typing import Any

Node = dict[str, Any]
LONGEST = 30_000
"""Letters of one text; Jira refuses more than 32,767."""
DEEPEST = 50
BLOCKS = frozenset(
    {"paragraph", "heading", "listItem", "codeBlock", "blockquote", "panel", "tableRow", "rule"}
)


def document(text: str) -> Node:
    """Return a text as a document, a paragraph a line."""
    lines = [line for line in text[:LONGEST].split("\n") if line.strip()] or [" "]
    return {
        "type": "doc",
        "version": 1,
        "content": [
            {"type": "paragraph", "content": [{"type": "text", "text": line}]} for line in lines
        ],
    }


def text_of(body: Any) -> str:
    """Return the text of a document, or of a plain text; what is no text is left out."""
    if isinstance(body, str):
        return body.strip()
    return "".join(_said(body, 0)).strip()


def _said(node: Any, depth: int) -> Iterator[str]:
    if not isinstance(node, dict) or depth > DEEPEST:
        return
    kind, attrs = node.get("type"), node.get("attrs") or {}
    if kind == "text":
        yield str(node.get("text") or "")
    elif kind == "hardBreak":
        yield "\n"
    elif kind in ("mention", "emoji", "inlineCard", "date", "status"):
        yield str(attrs.get("text") or attrs.get("url") or attrs.get("shortName") or "")
    for child in node.get("content") or ():
        yield from _said(child, depth + 1)
    if kind in BLOCKS:
        yield "\n"
