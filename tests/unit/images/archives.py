"""Archives as engines write them, made of a few files."""

import io
import json
import tarfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from deploy.images.archive import Archive
from deploy.images.contents import USER

Files = Mapping[str, bytes]
PLAIN: dict[str, Any] = {
    "config": {"User": USER, "Env": ["PATH=/usr/bin"], "Cmd": ["/app/start"]},
    "history": [{"created_by": "COPY app"}],
}


def archive_of(
    folder: Path,
    *layers: Files,
    config: Mapping[str, Any] = PLAIN,
    mode: int = 0o644,
    owner: int = 0,
) -> Archive:
    """Write an archive with these layers; paths that end in a slash are folders."""
    names = [f"{number}/layer.tar" for number in range(len(layers))]
    manifest = [{"Config": "config.json", "Layers": names}]
    parts = dict(zip(names, (_tar(layer, mode, owner) for layer in layers), strict=True))
    parts |= {"manifest.json": json.dumps(manifest).encode()}
    parts |= {"config.json": json.dumps(config).encode()}
    path = folder / "image.tar"
    path.write_bytes(_tar(parts, 0o644, 0))
    return Archive(path)


def _tar(files: Files, mode: int, owner: int) -> bytes:
    written = io.BytesIO()
    with tarfile.open(fileobj=written, mode="w") as tar:
        for name, content in files.items():
            member = tarfile.TarInfo(name.strip("/"))
            member.mode, member.uid, member.size = mode, owner, len(content)
            member.type = tarfile.DIRTYPE if name.endswith("/") else tarfile.REGTYPE
            tar.addfile(member, io.BytesIO(content))
    return written.getvalue()
