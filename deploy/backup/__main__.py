"""Command: ``python -m deploy.backup dump|restore|verify FOLDER``.

``dump`` writes all databases as they are at one moment to a new folder, beside the running
services. ``verify`` says whether a backup is whole. ``restore`` refuses where there is data,
unless told ``--over``; no service may run, and none starts until it is through. Settings:
``MONGO_URI`` of a user with the role ``backup``, for a restore ``restore`` and
``readWriteAnyDatabase`` (it changes what it has brought back), ``MONGO_PREFIX`` (before the
names of the databases, else empty) and, for sealed backups, ``BACKUP_KEY``. Ends with 1 where
something is not as it should be.
"""

import argparse
import os
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from pymongo.errors import PyMongoError

from deploy.backup import new_history
from deploy.backup.archive import Archive, Manifest
from deploy.backup.dump import TookTooLong, databases, dump
from deploy.backup.restore import Differs, NotEmpty, restore
from deploy.backup.sealed import BackupKey, NotReadable
from services.common.storage import mongo, restoring
from services.common.topology import SERVICES

OWNERS = (*SERVICES, "gateway")


class Empty(Exception):
    """Not one document: the databases are others than those that were named."""


REFUSALS = (
    Empty, NotReadable, NotEmpty, Differs, TookTooLong, FileExistsError, PyMongoError,
)  # fmt: skip
AFTERWARDS = """next, before any process starts:
  python -m services.common.topology purge     (unless the broker is empty)
  python -m services.common.schema check
and once all processes are ready:
  python -m services.common.resync SERVICE     (each)
  python -m services.common.retell SERVICE all (each)
  python -m services.identity.audit verify"""


def main(arguments: list[str] | None = None) -> int:
    """Run the command."""
    chosen = _parser().parse_args(arguments)
    os.umask(0o077)
    began = time.monotonic()
    try:
        key = BackupKey(os.environ["BACKUP_KEY"]) if os.environ.get("BACKUP_KEY") else None
        manifest = _act(chosen, Archive(chosen.folder, key))
    except REFUSALS as error:
        print(f"{chosen.action}: {error}", file=sys.stderr)
        return 1
    documents = sum(kept.documents for kept in manifest.collections)
    sealed = "sealed" if manifest.is_sealed else "not sealed"
    took = f"{time.monotonic() - began:.1f} s"
    print(f"{chosen.action}: {documents} documents as of {manifest.at:%Y-%m-%d %H:%M:%S} UTC,"
          f" {sealed}, {took}")  # fmt: skip
    return 0


def _act(chosen: argparse.Namespace, archive: Archive) -> Manifest:
    if chosen.action == "verify":
        manifest = archive.manifest()
        if damaged := archive.damaged(manifest):
            raise NotReadable(f"damaged: {', '.join(damaged)}")
        return _filled(manifest, "the backup")
    prefix = os.environ.get("MONGO_PREFIX", "")
    names = {owner: f"{prefix}{owner}" for owner in OWNERS}
    client = mongo.connect(os.environ["MONGO_URI"], "backup", read_timeout_s=None)
    with client:
        if chosen.action == "dump":
            chosen.folder.mkdir(mode=0o700, parents=True)
            return _filled(dump(client, names, archive, print), ", ".join(names.values()))
        _filled(archive.manifest(), "the backup")
        manifest = restore(client, names, archive, over=chosen.over, say=print)
        targets = databases(names, client)
        held = new_history.begin(targets, manifest.at, datetime.now(UTC))
        restoring.end(targets.values())
    print(f"{held} mails may have gone out already: they wait for a person (/mails)\n{AFTERWARDS}")
    return manifest


def _filled(manifest: Manifest, where: str) -> Manifest:
    if not any(kept.documents for kept in manifest.collections):
        raise Empty(f"not one document in {where}: is MONGO_PREFIX as it should be?")
    return manifest


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="deploy.backup", description=__doc__)
    parser.add_argument("action", choices=["dump", "restore", "verify"])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--over", action="store_true", help="drop what is in the databases")
    return parser


if __name__ == "__main__":
    sys.exit(main())
