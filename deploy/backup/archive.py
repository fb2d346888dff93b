"""A backup as a folder: one BSON file a collection, laid out as mongodump does, and a manifest.

``<database>/<collection>.bson.gz`` with ``.metadata.json.gz`` beside it: unsealed it can be read
by ``mongorestore --gzip`` too. Sealed files end in ``.sealed``. ``manifest.json`` is written
last: a folder without it is no backup.
"""

import gzip
import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from io import BufferedReader
from pathlib import Path
from typing import IO, Any, cast

import bson
from bson import json_util
from bson.codec_options import CodecOptions
from bson.raw_bson import RawBSONDocument

from deploy.backup.sealed import BackupKey, NotReadable, OpeningFile, SealingFile

Doc = dict[str, Any]

MANIFEST = "manifest.json"
RAW: CodecOptions[RawBSONDocument] = CodecOptions(document_class=RawBSONDocument)
COMPRESSION = 1


@dataclass(frozen=True)
class Kept:
    """One collection: how many documents, and the SHA-256 of all of them in the order of ids."""

    database: str
    collection: str
    documents: int
    digest: str

    @property
    def path(self) -> str:
        """Return where it lies in the folder, without ending."""
        return f"{self.database}/{self.collection}"


@dataclass(frozen=True)
class Manifest:
    """What a backup holds; ``at`` is a time of the server before which all of it was written.

    ``files`` are the SHA-256 of the files as they lie there, by path.
    """

    at: datetime
    is_sealed: bool
    collections: tuple[Kept, ...]
    files: dict[str, str]

    def stated(self) -> bytes:
        """Return it as it is written and signed."""
        facts = {**asdict(self), "at": self.at.isoformat()}
        return json.dumps(facts, indent=1, sort_keys=True).encode()

    @classmethod
    def read(cls, stated: Doc) -> "Manifest":
        """Parse what was written."""
        collections = tuple(Kept(**one) for one in stated["collections"])
        at = datetime.fromisoformat(stated["at"])
        return cls(at, stated["is_sealed"], collections, stated["files"])


class Digest:
    """Counts documents and hashes their bytes."""

    def __init__(self) -> None:
        self._hash, self.documents = hashlib.sha256(), 0

    def add(self, docs: Iterable[RawBSONDocument]) -> Iterator[RawBSONDocument]:
        """Pass the documents on, counted."""
        for doc in docs:
            self._hash.update(doc.raw)
            self.documents += 1
            yield doc

    def kept(self, database: str, collection: str) -> Kept:
        """Return what was counted as the entry of a collection."""
        return Kept(database, collection, self.documents, self._hash.hexdigest())


class Archive:
    """The folder; with a key all that is written is sealed, and what is read must be."""

    def __init__(self, folder: Path, key: BackupKey | None = None) -> None:
        self._folder, self._key = folder, key

    def write_docs(self, path: str, docs: Iterable[RawBSONDocument]) -> None:
        """Write the documents of a collection one after the other."""
        with self._writing(f"{path}.bson.gz") as file:
            for doc in docs:
                file.write(doc.raw)

    def read_docs(self, path: str) -> Iterator[RawBSONDocument]:
        """Return them as they were written."""
        with self._reading(f"{path}.bson.gz") as file:
            yield from bson.decode_file_iter(file, RAW)

    def write_facts(self, path: str, facts: Doc) -> None:
        """Write options and indexes of a collection."""
        with self._writing(f"{path}.metadata.json.gz") as file:
            file.write(json_util.dumps(facts).encode())

    def read_facts(self, path: str) -> Doc:
        """Return them."""
        with self._reading(f"{path}.metadata.json.gz") as file:
            return dict(json_util.loads(file.read()))

    def finish(self, at: datetime, collections: Iterable[Kept]) -> Manifest:
        """Write the manifest: from now on this is a backup."""
        paths = sorted(path for path in self._folder.rglob("*.gz*") if path.is_file())
        files = {str(path.relative_to(self._folder)): _digest(path) for path in paths}
        manifest = Manifest(at, self._key is not None, tuple(collections), files)
        stated = manifest.stated()
        whole = {"manifest": json.loads(stated), "signature": self._signature(stated)}
        part = self._folder / f"{MANIFEST}.part"
        part.write_text(json.dumps(whole, indent=1))
        part.rename(self._folder / MANIFEST)
        return manifest

    def manifest(self) -> Manifest:
        """Return the manifest, or raise NotReadable where it is not of this key."""
        path = self._folder / MANIFEST
        if not path.exists():
            raise NotReadable(f"no backup: {path} is missing")
        whole = json.loads(path.read_text())
        manifest = Manifest.read(whole["manifest"])
        if manifest.is_sealed != (self._key is not None):
            raise NotReadable(
                "the backup is sealed: BACKUP_KEY is missing" if manifest.is_sealed
                else "BACKUP_KEY is set, but the backup is not sealed"
            )  # fmt: skip
        if whole["signature"] != self._signature(manifest.stated()):
            raise NotReadable("the manifest was changed, or BACKUP_KEY is another key")
        return manifest

    def damaged(self, manifest: Manifest) -> list[str]:
        """Return the files that are gone or not as they were written."""
        return [
            path
            for path, digest in manifest.files.items()
            if not (self._folder / path).is_file() or _digest(self._folder / path) != digest
        ]

    def _signature(self, stated: bytes) -> str | None:
        return self._key.sign(stated) if self._key else None

    def _path(self, name: str) -> Path:
        return self._folder / (f"{name}.sealed" if self._key else name)

    @contextmanager
    def _writing(self, name: str) -> Iterator[IO[bytes]]:
        path = self._path(name)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with open(path, "xb", opener=_for_owner) as file:
            target = SealingFile(file, self._key, name) if self._key else file
            with gzip.GzipFile("", "wb", COMPRESSION, cast(Any, target), mtime=0) as packed:
                yield cast(IO[bytes], packed)
            if target is not file:
                target.close()

    @contextmanager
    def _reading(self, name: str) -> Iterator[IO[bytes]]:
        with self._path(name).open("rb") as file:
            opened = BufferedReader(OpeningFile(file, self._key, name)) if self._key else file
            with gzip.GzipFile("", "rb", fileobj=cast(Any, opened)) as unpacked:
                yield cast(IO[bytes], unpacked)


def _for_owner(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
