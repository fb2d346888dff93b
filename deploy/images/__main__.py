"""``python -m deploy.images [NAME ...]``: build images, look into them, list them, start them once.

All images without names. ``BASE`` (an image by its digest) and ``TAG`` may be set; ``BASE=debian``
is a base made of Debian's packages, which also stands in where no registry is reached and ``TAG``
is not set. Below ``.local/images`` lie, for each image, ``NAME.tar`` (docker archive),
``NAME.cdx.json`` (its bill of materials) and what was said. Exits 1 where an image cannot be
built, holds what it should not, or does not start and end.
"""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from deploy.images.contents import EDGE, MEGABYTE, faults
from deploy.images.engines import Engine, NoEngine, engine
from deploy.images.smoke import Image, smoke
from deploy.local.specs import ROOT, SERVICES, WORKER

NAMES = (*SERVICES, WORKER, "gateway", EDGE)
FOLDER = ROOT / ".local" / "images"
DEV, DEBIAN = "dev", "debian"
OWN_BASE = "localhost/digitalmarkt/base:bookworm"
PACKAGES = "python3,python3-venv,ca-certificates"
BILLS = FOLDER / "venv"
LOCK = Path(__file__).with_name("requirements.lock")


def main(names: list[str]) -> int:
    """Build and check the images with these short names; return the exit code."""
    if unknown := set(names) - set(NAMES):
        raise SystemExit(f"images: {', '.join(sorted(unknown))} is none of {', '.join(NAMES)}")
    FOLDER.mkdir(parents=True, exist_ok=True)
    tool = engine()
    arguments = _base(tool)
    found = [_built(tool, name, arguments) for name in names or NAMES]
    failed = False
    for image in found:
        _write_bill(image)
        for sentence in faults(image.short, image.archive):
            print(f"{image.name}: {sentence}")
            failed = True
    try:
        for short, times in smoke(tool, found, FOLDER / "logs").items():
            print(f"{short:<18} lives after {times.live:4.1f} s, ready after {times.ready:4.1f} s,"
                  f" ended after {times.end:4.1f} s")  # fmt: skip
    except (TimeoutError, ChildProcessError, AssertionError) as error:
        print(f"images: {error}; what was said: {FOLDER}/logs")
        failed = True
    return int(failed)


def _base(tool: Engine) -> dict[str, str]:
    """Return the arguments of a build; without BASE the one the Dockerfile names by its digest."""
    base = os.environ.get("BASE", "")
    if base and base != DEBIAN:
        return {"BASE": base}
    if not base:
        if tool.reaches(_named_base()):
            return {}
        if _tag() != DEV:
            raise SystemExit(f"images: {_named_base()} is not reached; a release needs it or BASE")
        print("images: no registry is reached, so the base is made of Debian's packages")
    if not tool.has(OWN_BASE):
        _make_base(tool)
    return {"BASE": OWN_BASE}


def _named_base() -> str:
    """Return the base that the Dockerfile names."""
    text = (ROOT / "deploy/images/Dockerfile").read_text()
    return next(line for line in text.splitlines() if line.startswith("ARG BASE="))[9:]


def _tag() -> str:
    return os.environ.get("TAG") or DEV


def _make_base(tool: Engine) -> None:
    archive = FOLDER / "base" / "base.tar"
    archive.parent.mkdir(exist_ok=True)
    make = ["mmdebstrap", "--quiet", "--variant=minbase", f"--include={PACKAGES}", "bookworm"]
    if shutil.which(make[0]) is None:
        raise SystemExit("images: mmdebstrap is needed; deploy/local/setup.sh images brings it")
    began = time.monotonic()
    subprocess.run([*make, str(archive)], check=True)
    tool.take_in(OWN_BASE, archive)
    archive.unlink()
    print(f"{OWN_BASE} of Debian's packages, {time.monotonic() - began:.0f} s", flush=True)


def _built(tool: Engine, short: str, arguments: dict[str, str]) -> Image:
    name = f"digitalmarkt/{short}:{_tag()}"
    file = "deploy/edge/Dockerfile" if short == EDGE else "deploy/images/Dockerfile"
    own = {} if short == EDGE else {"SERVICE": short}
    began = time.monotonic()
    log = FOLDER / f"{short}.log"
    try:
        tool.build(name, file, {**arguments, **own}, log)
    except subprocess.CalledProcessError as error:
        print(*log.read_text(errors="replace").splitlines()[-20:], sep="\n")
        raise SystemExit(f"images: {name} cannot be built; see {log}") from error
    archive = tool.save(name, FOLDER / f"{short}.tar")
    took = time.monotonic() - began
    print(f"{name:<32} {archive.size() / MEGABYTE:4.0f} MB, {took:4.0f} s", flush=True)
    return Image(short, name, archive)


def _write_bill(image: Image) -> None:
    """Write the bill of materials, by a library that lives apart from ours."""
    python = BILLS / "bin" / "python"
    if not (BILLS / LOCK.name).exists() or (BILLS / LOCK.name).read_bytes() != LOCK.read_bytes():
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(BILLS)], check=True)
        install = [str(python), "-m", "pip", "install", "--quiet", "--require-hashes"]
        subprocess.run([*install, "--disable-pip-version-check", "-r", str(LOCK)], check=True)
        shutil.copyfile(LOCK, BILLS / LOCK.name)
    words = ["-m", "deploy.images.sbom", image.name, str(FOLDER / f"{image.short}.tar")]
    bill = FOLDER / f"{image.short}.cdx.json"
    subprocess.run([str(python), *words, str(bill)], cwd=ROOT, check=True)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except NoEngine as error:
        raise SystemExit(f"images: {error}") from error
