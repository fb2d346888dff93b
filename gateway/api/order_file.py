"""The file of an order: everything its reader may see of it, as one ZIP written while it is sent.

A page of the history or of the thread, or one document, is in memory at a time. What is missing
because it is none of the reader's side is not there; a service that goes away breaks the file off.
"""

import base64
import hashlib
import json
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from typing import Any

from services.common.errors import Forbidden, NotFound

Doc = Mapping[str, Any]
Ask = Callable[..., Any]
"""Asks ``service.method`` with these arguments as the reader, by the rights of that moment."""

AT_ONCE = "200"
MOST_PAGES = 200
"""So many pages of history and of messages are written; the index says where there are more."""
LINKS = ("link", "proposed_link", "link_checked_at")


class _Sent:
    """What the archive has written and nobody has sent yet; it cannot be gone back in."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def write(self, part: bytes) -> int:
        """Keep what was written."""
        self._parts.append(bytes(part))
        return len(part)

    def flush(self) -> None:
        """Do nothing: whoever sends takes it."""

    def close(self) -> None:
        """Do nothing: the sending ends with the last piece."""

    def take(self) -> bytes:
        """Return what was written since it was taken last."""
        parts, self._parts = self._parts, []
        return b"".join(parts)


@dataclass
class OrderFile:
    """Writes the file of one order; ``order`` is what its reader sees of it."""

    order: Doc
    ask: Ask
    _first: dict[str, Any] = field(default_factory=dict)
    _listed: list[dict[str, Any]] = field(default_factory=list)
    _attached: list[dict[str, Any]] = field(default_factory=list)
    _complete: bool = True

    @property
    def name(self) -> str:
        """Return the name of the file; its folder is called like it."""
        return f"{self.order['number']}.zip"

    def prepare(self) -> None:
        """Ask for the beginning of everything, so that who is away is known before it is sent."""
        ids = {"order_id": self.order["id"]}
        query = {"limit": AT_ONCE}
        self._first["history"] = self.ask("orders.history", **ids, query=query)
        self._first["messages"] = self._if_there("notify.list_comments", **ids, query=query)
        if contract := self.order.get("contract"):
            self._first["contract"] = self._if_there("contracts.get", contract_id=contract)
        self._first["service"] = self._if_there(
            "catalog.get_version",
            profile_id=self.order["profile"],
            number=self.order["profile_version"],
        )

    def written(self) -> Iterator[bytes]:
        """Return the archive piece by piece, its index last."""
        sent = _Sent()
        with zipfile.ZipFile(sent, "w", zipfile.ZIP_DEFLATED) as archive:
            for path, pieces in self._entries():
                yield from self._entry(archive, sent, path, pieces)
            index = {"order": self.order["number"], "as_of": self.order["changed_at"]}
            whole = _json({**index, "complete": self._complete, "files": self._listed})
            yield from self._entry(archive, sent, "index.json", iter([whole]))
        yield sent.take()

    def _entries(self) -> Iterator[tuple[str, Iterator[bytes]]]:
        """Return each file of the archive, in the order in which people look for them."""
        first = self._first
        facts = {name: value for name, value in self.order.items() if name != "history"}
        yield "order.json", iter([_json(facts)])
        yield "links.json", iter([_json({name: self.order.get(name) for name in LINKS})])
        yield "history.jsonl", self._lines("orders.history", first["history"])
        if first["messages"]:
            yield "messages.jsonl", self._messages(first["messages"])
            yield from self._attachments()
        if contract := first.get("contract"):
            yield "contract.json", iter([_json(contract)])
            if contract.get("document_hash"):
                ids = {"contract_id": contract["id"]}
                yield "contract.pdf", self._pdf("contracts.document", **ids)
                if contract.get("signed_by"):
                    yield "evidence.zip", self._evidence(**ids)
            if terms := contract.get("general_terms"):
                named = {"version": terms["version"]}
                yield "general-terms.pdf", self._pdf("contracts.general_terms", **named)
        if service := first["service"]:
            yield "service.json", iter([_json(service)])
            yield from self._documents(service["content"].get("documents") or ())

    def _documents(self, documents: Any) -> Iterator[tuple[str, Iterator[bytes]]]:
        """Return the documents of the version that was ordered, numbered as it lists them."""
        profile = self.order["profile"]
        for number, document in zip(count(1), documents):
            ids = {"profile_id": profile, "document_id": document["id"]}
            yield f"documents/{number:02}.pdf", self._pdf("catalog.get_document", **ids)

    def _messages(self, page: Doc) -> Iterator[bytes]:
        """Return the thread, and note which files belong to it."""
        for line in self._lines("notify.list_comments", page):
            for item in map(json.loads, line.splitlines()):
                self._attached += item.get("attachments") or []
            yield line

    def _attachments(self) -> Iterator[tuple[str, Iterator[bytes]]]:
        """Return the files of the thread, numbered in its order."""
        for number, file in zip(count(1), self._attached):
            ids = {"order_id": self.order["id"], "attachment_id": file["id"]}
            content = self._content("notify.get_attachment", "content_base64", **ids)
            yield f"attachments/{number:03}-{file['name']}", content

    def _entry(
        self, archive: zipfile.ZipFile, sent: _Sent, path: str, pieces: Iterator[bytes]
    ) -> Iterator[bytes]:
        """Write one file, and note for the index how long it is and what digest it has."""
        digest, size = hashlib.sha256(), 0
        with archive.open(self._info(path), "w") as file:
            for piece in pieces:
                digest.update(piece)
                size += len(piece)
                file.write(piece)
                yield sent.take()
        self._listed.append({"path": path, "bytes": size, "sha256": digest.hexdigest()})

    def _info(self, path: str) -> zipfile.ZipInfo:
        """Return what the archive says of a file; it is as old as the order's last change."""
        changed_at = datetime.fromisoformat(self.order["changed_at"]).timetuple()[:6]
        info = zipfile.ZipInfo(f"{self.order['number']}/{path}", changed_at)
        info.compress_type = zipfile.ZIP_DEFLATED
        return info

    def _lines(self, called: str, page: Doc) -> Iterator[bytes]:
        """Return the items of a list, a line each, page by page."""
        for _ in range(MOST_PAGES):
            yield b"".join(_line(item) for item in page["items"])
            if page["next"] is None:
                return
            query = {"limit": AT_ONCE, "cursor": page["next"]}
            page = self.ask(called, order_id=self.order["id"], query=query)
        self._complete = False

    def _pdf(self, called: str, **ids: Any) -> Iterator[bytes]:
        return self._content(called, "pdf_base64", **ids)

    def _evidence(self, **ids: Any) -> Iterator[bytes]:
        return self._content("contracts.evidence", "zip_base64", **ids)

    def _content(self, called: str, name: str, **ids: Any) -> Iterator[bytes]:
        """Return one file; it is asked for when it is its turn."""
        yield base64.b64decode(self.ask(called, **ids)[name])

    def _if_there(self, called: str, **arguments: Any) -> Any:
        """Return what is asked for, or None where it is not there, or none of the reader's."""
        try:
            return self.ask(called, **arguments)
        except (NotFound, Forbidden):
            return None


def _json(content: Any) -> bytes:
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


def _line(item: Any) -> bytes:
    return json.dumps(item, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
