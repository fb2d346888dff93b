"""Writes the files of the auditors' exports, a stretch of the trail at a time, in one process."""

import gzip
import hashlib
import json
from dataclasses import dataclass, field
from typing import Any, Self

from services.common import clock, context
from services.common.background import BackgroundTask, database_bound
from services.common.context import Call
from services.common.errors import NotFound
from services.common.logs import Log
from services.common.storage.leases import Lease
from services.identity.domain.audit_exports import AuditExport, Stretch
from services.identity.repositories.audit import AuditTrail
from services.identity.repositories.audit_exports import AuditExportFiles, AuditExports

log = Log(__name__)

LEASE_S = 60.0
STRETCH = 5_000
"""Lines looked at at a time; behind each stretch the progress is kept, and what was cancelled ends.

A line has about 600 bytes, so a stretch is held in 3 MB, and in a piece of less than 1 MB.
"""
READ_AT_ONCE = 20
"""Pieces of a file that are read back at a time."""


@dataclass
class _ReadBack:
    """How far this process has read a file back; another one begins anew."""

    export: str = ""
    pieces: int = 0
    size: int = 0
    digest: Any = field(default_factory=hashlib.sha256)


class TrailExporting:
    """Works off the exports in the order they were begun; whoever is next goes on where one died.

    A piece is kept before the progress that counts it, in the place of its number: written by a
    process that was killed in between, it is written again with the same lines. Each is a gzip
    member of its own, and members behind one another are a file (RFC 1952, 2.2).
    """

    def __init__(
        self, exports: AuditExports, files: AuditExportFiles, trail: AuditTrail, lease: Lease
    ) -> None:
        self._exports, self._files = exports, files
        self._trail, self._lease = trail, lease
        self._read = _ReadBack()
        self.loop = BackgroundTask("trail-exporting", self.go_on)

    @classmethod
    def of(cls, runtime: Any) -> Self:
        """Make the one of a running process."""
        parts = (runtime.part(AuditExports.of), runtime.part(AuditExportFiles.of))
        return cls(*parts, runtime.part(AuditTrail.of), runtime.lease("trail-exporting"))

    def go_on(self) -> bool:
        """Do one stretch of the export whose turn it is; tell whether there was one."""
        with context.entered(Call()), database_bound():
            export = self._exports.next_for(clock.now())
            if export is None or not self._lease.take(LEASE_S):
                return False
            if export.kept_until <= clock.now():
                self._expire(export)
            elif export.is_written:
                self._read_back(export)
            else:
                self._write_on(export)
        return True

    def _write_on(self, export: AuditExport) -> None:
        """Keep the piece of the next stretch; a file has one piece at least."""
        to = min(export.gone_to + STRETCH, export.lines)
        lines = self._trail.stretch(export.selection, export.gone_to, to)
        is_needed = lines or (to == export.lines and not export.pieces)
        content = packed(lines) if is_needed else b""
        if content:
            self._files.put(export, content)
        done = Stretch(export.gone_to, to, len(lines), len(content))
        if not self._exports.change(export.id, lambda e: e.take(done)).is_running:
            self._files.remove(export.id)

    def _read_back(self, export: AuditExport) -> None:
        """Read the next pieces of a file that is written; behind the last one it is over."""
        if self._read.export != export.id:
            self._read = _ReadBack(export.id)
        read = self._read
        for n in range(read.pieces, min(read.pieces + READ_AT_ONCE, export.pieces)):
            content = self._piece(export, n)
            read.digest.update(content)
            read.pieces, read.size = n + 1, read.size + len(content)
        if read.pieces < export.pieces:
            return
        sha256, now = read.digest.hexdigest(), clock.now()
        over = self._exports.change(export.id, lambda e: e.close(read.size, sha256, now))
        self._read = _ReadBack()
        log.info("audit_exported", export=over.id, state=over.state.value, lines=over.written)

    def _piece(self, export: AuditExport, n: int) -> bytes:
        """Return a piece; one that is not there is empty, and the file not as long as it was."""
        try:
            return self._files.piece(export.id, n)
        except NotFound:
            return b""

    def _expire(self, export: AuditExport) -> None:
        """Remove a file, and then say so: killed in between, it is done again."""
        self._files.remove(export.id)
        self._exports.change(export.id, lambda e: e.expire(clock.now()))
        log.info("audit_export_expired", export=export.id)


def packed(lines: list[dict[str, Any]]) -> bytes:
    """Return the lines as JSON Lines, compressed as one gzip member; the same ones to the byte."""
    texts = (json.dumps(line, ensure_ascii=False, separators=(",", ":")) for line in lines)
    return gzip.compress("".join(f"{text}\n" for text in texts).encode(), mtime=0)
