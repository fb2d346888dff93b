"""A person's own data as one ZIP of JSON files, gathered from every part that has some."""

import contextvars
import io
import json
import re
import zipfile
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from flask import Response

from gateway.api.requests import OwnRequest
from gateway.callers.principals import Calls
from gateway.calls.client import CallFailed, DeadlinePassed
from gateway.problems.problems import Problem
from services.common.errors import Unavailable
from services.common.principal import Principal

Files = Mapping[str, Any]

SOURCES = (
    ("identity", "export_me"),
    ("catalog", "export_person"),
    ("orders", "export_person"),
    ("contracts", "export_person"),
    ("notify", "export_person"),
)
OUR_PART = "gateway"
PATH = re.compile(r"[a-z0-9_-]+(/[a-z0-9_-]+)*\.json")


@dataclass(frozen=True)
class PersonalDataExport:
    """Gathers the files; ``ours`` gives those the gateway has of an account."""

    calls: Calls
    ours: Callable[[str, str], Files]

    def answer(self, own_request: OwnRequest) -> Response:
        """Return the ZIP, or refuse where a part is away: half of it would look like all."""
        parts = self._parts(own_request.principal)
        parts[OUR_PART] = self.ours(own_request.session.account, own_request.session.key)
        now = datetime.now(UTC)
        name = f"digitalmarkt-{now:%Y-%m-%d}.zip"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        body = zipped(parts, own_request.session.account, now)
        return Response(body, content_type="application/zip", headers=headers)

    def _parts(self, principal: Principal) -> dict[str, Files]:
        """Ask all services side by side, each within the request's own circumstances."""
        with ThreadPoolExecutor(len(SOURCES)) as pool:
            asked = {
                service: pool.submit(
                    contextvars.copy_context().run, self._files, service, method, principal
                )
                for service, method in SOURCES
            }
        try:
            return {service: answer.result() for service, answer in asked.items()}
        except (Unavailable, DeadlinePassed, CallFailed) as error:
            raise Problem(503, "export-incomplete") from error

    def _files(self, service: str, method: str, principal: Principal) -> Files:
        answer = self.calls.call(service, method, arguments={}, principal=principal)
        files: Files = answer["files"]
        if not all(PATH.fullmatch(path) for path in files):
            raise CallFailed(f"{service}.{method}: names a file outside of the archive")
        return files


def zipped(parts: Mapping[str, Files], account: str, now: datetime) -> bytes:
    """Return the archive with an index that says what is in it, from when and from where."""
    listed = [{"from": part, "files": sorted(files)} for part, files in parts.items()]
    index = {"account": account, "made_at": now.isoformat(timespec="seconds"), "parts": listed}
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("index.json", _json(index))
        for files in parts.values():
            for path, content in files.items():
                made.writestr(path, _json(content))
    return archive.getvalue()


def _json(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1)
