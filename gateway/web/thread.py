"""The whole thread of an order, as far as its reader may see it, and writing into it."""

import base64
import io
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from flask import request
from werkzeug.datastructures import FileStorage

from gateway.api import bodies
from gateway.api.route import FILE, LARGE, SMALL
from gateway.problems.problems import Problem
from gateway.web.frame.api import api
from gateway.web.frame.forms import Field, Form
from gateway.web.frame.frame import Frame
from gateway.web.words import say

COMMENTS = api("GET orders/{order_id}/comments")
TICKET = api("GET orders/{order_id}/ticket")
WRITE = api("POST orders/{order_id}/comments")
ATTACH = api("POST orders/{order_id}/attachments")
UPLOADS = "/(orders|setups)/[^/]+/comments"
"""The addresses messages are sent to, with files that the edge lets pass."""
MOST_FILES, TOGETHER = 5, 25 * LARGE
"""Of one message; ``FILE`` is the most of one, ``TOGETHER`` of all of them, in bytes."""
LARGEST = TOGETHER + SMALL
"""The most bytes of a message with its files."""
FILES = Field("files", "thread-files", "files", "thread-files-hint", False, pointer="/content")
MOST_PAGES = 10
"""So many pages of two hundred lines are read, the oldest first."""


def thread_of(frame: Frame, order_id: str) -> list[dict[str, Any]]:
    """Return its lines; a ticket that is not there yet, or not the reader's, is empty."""
    items: list[dict[str, Any]] = []
    query = {"limit": "200"}
    for _ in range(MOST_PAGES):
        page = frame.ask_if_there(COMMENTS, query, order_id=order_id)
        if page is None:
            break
        items += page["items"]
        if not page["next"]:
            break
        query["cursor"] = page["next"]
    return items


def sent(frame: Frame, fields: tuple[Field, ...], back: str) -> Form:
    """Return the message that was sent, which may hold files."""
    bodies.limit(request, LARGEST)
    return frame.sent(fields, back=back)


def write(frame: Frame, form: Form, order_id: str, payload: dict[str, Any]) -> None:
    """Write a message with its files, each kept before; raises the Problem of what is refused."""
    chosen = [file for file in request.files.getlist("files") if file.filename]
    if len(chosen) > MOST_FILES:
        raise _refused(say("thread-files-many", most=MOST_FILES))
    if large := next((file for file in chosen if _bytes_of(file) > FILE), None):
        raise _refused(say("thread-file-large", name=_name_of(large)))
    ids = list(_kept(frame, form, order_id, chosen))
    about = {"attachments": ids} if ids else {}
    frame.act(form, WRITE, order_id=order_id, payload={**payload, **about})


def _kept(frame: Frame, form: Form, order_id: str, files: list[FileStorage]) -> Iterator[str]:
    for number, file in enumerate(files):
        content = base64.b64encode(file.read()).decode()
        payload = {"content": content, "filename": _name_of(file)}
        one = replace(form, key=f"{form.key[:60]}.{number}")
        try:
            yield frame.act(one, ATTACH, order_id=order_id, payload=payload)["id"]
        except Problem as problem:
            raise _naming(_name_of(file), problem) from problem


def _naming(name: str, problem: Problem) -> Problem:
    """Return the refusal of a file so that it says which of them is meant."""
    errors = problem.errors and [
        {**one, "detail": say("thread-file-refused", name=name, why=one["detail"])}
        for one in problem.errors
    ]
    return replace(problem, errors=errors)


def _refused(why: str) -> Problem:
    return Problem(422, "invalid", errors=[{"pointer": "/content", "detail": why}])


def _name_of(file: FileStorage) -> str:
    return str(file.filename)[-200:]


def _bytes_of(file: FileStorage) -> int:
    size = file.stream.seek(0, io.SEEK_END)
    file.stream.seek(0)
    return size


def brought(line: Mapping[str, Any], order_id: str) -> dict[str, Any]:
    """Return the files of a line, each with the address it is kept from, and what was refused.

    Also whether it came by mail from a sender nobody proved.
    """
    files = [
        {**file, "path": f"/api/v1/orders/{order_id}/attachments/{file['id']}"}
        for file in line.get("attachments") or ()
    ]
    return {"files": files, "left_out": line.get("left_out") or [],
            "unproven": line.get("by_mail") and not line.get("sender_proven")}  # fmt: skip
