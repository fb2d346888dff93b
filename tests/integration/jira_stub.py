"""A Jira of one project that refuses what the real one refuses (REST API, version 3).

It answers 401 without the right account, 400 to fields it does not know, to texts that are no
documents and to transitions that are not offered, 404 to issues that are not there, 429 with
``Retry-After`` when told to. Its search finds an issue only once it is ``indexed``.
"""

import json
import threading
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

Doc = dict[str, Any]

USER, TOKEN, PROJECT = "bot@op.example", "t0ken", "DM"
AUTHORIZED = "Basic " + b64encode(f"{USER}:{TOKEN}".encode()).decode()
FIELDS = frozenset({"project", "issuetype", "summary", "description", "labels"})
WORKFLOW = {"11": "Waiting for customer", "21": "Waiting for support", "31": "Resolved"}
NODES = frozenset({"doc", "paragraph", "text"})


class Refusal(Exception):
    def __init__(self, status: int, *messages: str, **errors: str) -> None:
        super().__init__(status)
        self.status = status
        self.answer = {"errorMessages": list(messages), "errors": errors}


class JiraStub:
    """What the server holds, and what it was asked."""

    def __init__(self) -> None:
        self.issues: dict[str, Doc] = {}
        self.indexed: set[str] = set()
        self.indexes_at_once = True
        self.busy, self.retry_after = 0, "7"
        self.dies_after: str | None = None
        self.asked: list[str] = []

    def comments(self, key: str = "DM-1") -> list[Doc]:
        return list(self.issues[key]["comments"])

    def write(self, text: str, *, public: bool = True, key: str = "DM-1") -> str:
        """Let an agent write a comment and give its id."""
        body = {"type": "doc", "version": 1, "content": [
            {"type": "paragraph", "content": [{"type": "text", "text": text}]}]}  # fmt: skip
        return self._commented(key, body, [], {"accountId": "agent", "displayName": "Jo"}, public)

    def answer(self, method: str, path: str, query: Doc, payload: Any) -> tuple[int, Any]:
        parts = path.removeprefix("/rest/api/3/").split("/")
        if (method, parts) == ("GET", ["search", "jql"]):
            return 200, self._found(query["jql"][0])
        if (method, parts) == ("POST", ["issue"]):
            return 201, self._created(payload)
        issue = self._issue(parts[1])
        if len(parts) == 2:
            return 200, {"key": parts[1], "fields": {"status": {"name": issue["status"]}}}
        if (method, parts[2]) == ("GET", "transitions"):
            offered = [{"id": id, "name": to, "to": {"name": to}} for id, to in WORKFLOW.items()]
            return 200, {"transitions": offered}
        if (method, parts[2]) == ("POST", "transitions"):
            return self._moved(issue, payload)
        if (method, parts[2]) == ("GET", "comment"):
            start, most = int(query["startAt"][0]), int(query["maxResults"][0])
            found = issue["comments"]
            return 200, {"comments": found[start : start + most], "total": len(found)}
        _check_document(payload.get("body"), "comment")
        if unknown := payload.keys() - {"body", "properties", "visibility"}:
            raise Refusal(400, f"Unrecognized field {sorted(unknown)}")
        author = {"accountId": "bot", "displayName": "DigitalMarkt"}
        held = {one["key"]: one["value"] for one in payload["properties"]}
        public = not held["sd.public.comment"]["internal"]
        id = self._commented(parts[1], payload["body"], payload["properties"], author, public)
        return 201, {"id": id}

    def _found(self, jql: str) -> Doc:
        label = jql.split('labels = "')[1].split('"')[0]
        keys = [k for k in self.issues if label in self.issues[k]["labels"] and k in self.indexed]
        return {"issues": [{"key": key} for key in keys], "isLast": True}

    def _created(self, payload: Doc) -> Doc:
        fields = payload["fields"]
        for unknown in fields.keys() - FIELDS:
            reason = f"Field '{unknown}' cannot be set. It is not on the appropriate screen."
            raise Refusal(400, **{unknown: reason})
        if fields["project"]["key"] != PROJECT:
            raise Refusal(400, project="valid project is required")
        if not fields["summary"] or "\n" in fields["summary"] or len(fields["summary"]) > 255:
            raise Refusal(400, summary="The summary is invalid")
        if any(" " in label for label in fields["labels"]):
            raise Refusal(400, labels="The label contains spaces which is invalid.")
        _check_document(fields["description"], "description")
        key = f"{PROJECT}-{len(self.issues) + 1}"
        self.issues[key] = {"status": "Open", "labels": fields["labels"], "comments": [],
                            "summary": fields["summary"]}  # fmt: skip
        if self.indexes_at_once:
            self.indexed.add(key)
        return {"id": f"1000{len(self.issues)}", "key": key}

    def _moved(self, issue: Doc, payload: Doc) -> tuple[int, None]:
        id = payload["transition"]["id"]
        if id not in WORKFLOW:
            raise Refusal(400, "It seems that you have tried to perform an illegal transition")
        issue["status"] = WORKFLOW[id]
        return 204, None

    def _issue(self, key: str) -> Doc:
        if key not in self.issues:
            raise Refusal(404, "Issue does not exist or you do not have permission to see it.")
        return self.issues[key]

    def _commented(self, key: str, body: Any, properties: Any, author: Doc, public: bool) -> str:
        id = str(500 + sum(len(issue["comments"]) for issue in self.issues.values()))
        comment = {"id": id, "body": body, "properties": properties, "author": author,
                   "jsdPublic": public}  # fmt: skip
        self.issues[key]["comments"].append(comment)
        return id


def _check_document(body: Any, name: str) -> None:
    def fits(node: Any) -> bool:
        text = node.get("text") if node.get("type") == "text" else "x"
        return node.get("type") in NODES and bool(text) and all(map(fits, node.get("content", ())))

    if not isinstance(body, dict) or body.get("version") != 1 or not fits(body):
        said = "Operation value must be an Atlassian Document (see the Atlassian Document Format)"
        raise Refusal(400, **{name: said})


class Handler(BaseHTTPRequestHandler):
    """Answers as the stub does, to whom it knows."""

    protocol_version = "HTTP/1.1"
    server: "JiraServer"

    def do_GET(self) -> None:
        self._respond("GET", None)

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        self._respond("POST", json.loads(self.rfile.read(length) or b"{}"))

    def _respond(self, method: str, payload: Any) -> None:
        parts, jira = urlsplit(self.path), self.server.jira
        jira.asked.append(f"{method} {parts.path.removeprefix('/rest/api/3/')}")
        if self.headers.get("Authorization") != AUTHORIZED:
            self._send(401, {"message": "Client must be authenticated", "status-code": 401})
        elif jira.busy:
            jira.busy -= 1
            self._send(429, {"errorMessages": ["Rate limit exceeded."]}, jira.retry_after)
        else:
            self._said(method, parts.path, parse_qs(parts.query), payload)

    def _said(self, method: str, path: str, query: Doc, payload: Any) -> None:
        jira = self.server.jira
        try:
            status, answer = jira.answer(method, path, query, payload)
        except Refusal as refusal:
            status, answer = refusal.status, refusal.answer
        if jira.dies_after and f"{method} {path}".endswith(jira.dies_after):
            jira.dies_after = None
            self.close_connection = True
            return
        self._send(status, answer)

    def _send(self, status: int, answer: Any, retry_after: str = "") -> None:
        raw = b"" if answer is None else json.dumps(answer).encode()
        self.send_response(status)
        if retry_after:
            self.send_header("Retry-After", retry_after)
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


class JiraServer(ThreadingHTTPServer):
    """A server on a free port in front of one stub."""

    def __init__(self, jira: JiraStub) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.jira = jira


@contextmanager
def serving(jira: JiraStub) -> Iterator[str]:
    """Serve it and give its address with user and token."""
    server = JiraServer(jira)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield f"http://{USER.replace('@', '%40')}:{TOKEN}@127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
