"""An image as its engine hands it out (a docker archive): configuration, layers, every file."""

import json
import tarfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

Read = Callable[[], bytes]


@dataclass(frozen=True)
class Entry:
    """One file, folder or link of a layer; ``path`` has no slash in front, ``size`` in bytes."""

    path: str
    mode: int
    owner: int
    is_file: bool
    is_folder: bool
    size: int


class Archive:
    """What ``docker save`` and its like write; nothing is unpacked."""

    def __init__(self, path: Path) -> None:
        self._path = path
        with tarfile.open(path) as whole:
            told = json.loads(_read(whole, "manifest.json"))[0]
            self.config: dict[str, Any] = json.loads(_read(whole, told["Config"]))
        self._layers: list[str] = told["Layers"]

    @property
    def environment(self) -> dict[str, str]:
        """Return the variables every process of the image starts with."""
        given = self.config["config"].get("Env") or []
        return dict(entry.split("=", 1) for entry in given)

    @property
    def command(self) -> list[str]:
        """Return what the image starts."""
        return [*self.config["config"]["Cmd"]]

    def entries(self) -> Iterator[tuple[Entry, Read]]:
        """Yield everything in every layer with a way to read it, valid until the next one."""
        with tarfile.open(self._path) as whole:
            for name in self._layers:
                with tarfile.open(fileobj=whole.extractfile(name)) as layer:
                    for member in layer:
                        yield _entry(member), partial(_content, layer, member)

    def size(self) -> int:
        """Return the bytes of all files."""
        return sum(entry.size for entry, _ in self.entries() if entry.is_file)


def _entry(member: tarfile.TarInfo) -> Entry:
    path = member.name.removeprefix("./").strip("/")
    kinds = member.isfile(), member.isdir()
    return Entry(path, member.mode, member.uid, *kinds, size=member.size)


def _content(layer: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    file = layer.extractfile(member) if member.isfile() else None
    return file.read() if file else b""


def _read(whole: tarfile.TarFile, name: str) -> bytes:
    file = whole.extractfile(name)
    if file is None:
        raise ValueError(f"{name} of the archive is no file")
    return file.read()
