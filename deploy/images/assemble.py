"""While an image is built: take what one process needs out of the sources, and nothing else.

``assemble.py SERVICE FROM TO`` makes ``TO/app`` (the code, with ``start`` which becomes the
process), ``TO/requirements.lock`` and ``TO/assets`` (what the pages' assets are made of, else
empty). It runs in the base, so the standard library has to do.
"""

import shutil
import sys
from pathlib import Path

WORKER = "contracts-worker"
GUNICORN = "gunicorn -c gateway/gunicorn.conf.py 'gateway.app:create_app()'"
AT_BUILD_ONLY = ("assets", "requirements.txt", "requirements.lock", "README.md", "__pycache__")


def folder_of(service: str) -> str:
    """Return where the code of a process lies."""
    if service == "gateway":
        return "gateway"
    return "services/contracts" if service == WORKER else f"services/{service}"


def command_of(service: str) -> str:
    """Return what a process is started by."""
    if service == "gateway":
        return GUNICORN
    return "python -m " + {WORKER: "services.contracts.worker"}.get(service, f"services.{service}")


def assemble(service: str, source: Path, target: Path) -> None:
    """Lay out the parts of one image."""
    folder, app = folder_of(service), target / "app"
    for part in ("services/common", folder):
        ignored = shutil.ignore_patterns(*AT_BUILD_ONLY)
        shutil.copytree(source / part, app / part, ignore=ignored)
    shutil.copyfile(source / "services/__init__.py", app / "services/__init__.py")
    shutil.copyfile(source / folder / "requirements.lock", target / "requirements.lock")
    assets = source / folder / "web/assets"
    if assets.exists():
        shutil.copytree(assets, target / "assets")
    else:
        (target / "assets").mkdir()
    start = app / "start"
    start.write_text(f"#!/bin/sh\nexec {command_of(service)}\n")
    start.chmod(0o755)


if __name__ == "__main__":
    assemble(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
