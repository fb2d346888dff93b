"""What goes into an image, what goes out of its base, and what its bill of materials says of it."""

import re
from pathlib import Path

import pytest

from deploy.images import assemble, packages, trim
from deploy.images.packages import Package
from deploy.local.specs import ROOT
from tests.unit.images.archives import archive_of

STATUS = """\
Package: dash
Status: install ok installed
Version: 0.5.12-2

Package: apt
Status: install ok installed
Version: 2.6.1

Package: gone
Status: deinstall ok config-files
Version: 1
"""
METADATA = "Metadata-Version: 2.4\nName: kombu\nVersion: 5.7.0\nLicense: BSD-3-Clause\n\nText."


def test_both_files_name_one_base_by_its_digest() -> None:
    files = [ROOT / "deploy/images/Dockerfile", ROOT / "deploy/edge/Dockerfile"]

    named = {re.findall("^ARG BASE=(.+)$", file.read_text(), re.MULTILINE)[0] for file in files}

    assert len(named) == 1
    assert re.fullmatch(r"[a-z./]+@sha256:[0-9a-f]{64}", named.pop())


@pytest.mark.parametrize(
    ("service", "started", "code"),
    [
        ("orders", "python -m services.orders", "services/orders/service.py"),
        ("contracts-worker", "python -m services.contracts.worker", "services/contracts/worker.py"),
        ("gateway", "'gateway.app:create_app()'", "gateway/web/static/pages.css"),
    ],
)
def test_an_image_gets_its_own_code_and_a_start(
    tmp_path: Path, service: str, started: str, code: str
) -> None:
    assemble.assemble(service, ROOT, tmp_path)

    app = tmp_path / "app"
    assert (app / "start").read_text().strip().endswith(started)
    assert (app / code).exists()
    assert (tmp_path / "requirements.lock").stat().st_size > 0
    held = {path.name for path in app.rglob("*")}
    assert held & {"requirements.txt", "README.md", "node_modules", "package-lock.json"} == set()


def machine(root: Path) -> None:
    """Lay out a base as Debian does."""
    (root / "usr/bin").mkdir(parents=True)
    (root / "bin").symlink_to("usr/bin")
    (root / "etc").mkdir()
    info = root / "var/lib/dpkg/info"
    info.mkdir(parents=True)
    (root / "var/lib/dpkg/status").write_text(STATUS)
    for package, files in {"dash": "/bin\n/bin/sh", "apt": "/.\n/bin\n/usr\n/usr/bin/apt"}.items():
        (info / f"{package}.list").write_text(files + "\n")
    for name in ("sh", "apt", "pip3"):
        (root / "usr/bin" / name).touch()
    for name in ("copyright", "changelog.gz"):
        (root / "usr/share/doc/dash").mkdir(parents=True, exist_ok=True)
        (root / "usr/share/doc/dash" / name).touch()


def test_a_base_keeps_what_processes_need_and_says_so(tmp_path: Path) -> None:
    machine(tmp_path)

    trim.trim(tmp_path)

    assert [path.name for path in (tmp_path / "bin").iterdir()] == ["sh"]
    assert [path.name for path in (tmp_path / "usr/share/doc/dash").iterdir()] == ["copyright"]
    status = (tmp_path / "var/lib/dpkg/status").read_text()
    assert [each.name for each in packages.of_debian(status)] == ["dash"]


def test_a_bill_names_packages_of_every_kind(tmp_path: Path) -> None:
    archive = archive_of(
        tmp_path,
        {"var/lib/dpkg/status": STATUS.encode(), "etc/python-version": b"3.11.2\n"},
        {"opt/venv/site-packages/kombu-5.7.0.dist-info/METADATA": METADATA.encode()},
    )

    found = packages.of_image("gateway", archive, ROOT)

    assert {each.kind for each in found} == {"deb", "pypi", "npm", "generic"}
    assert Package("pypi", "kombu", "5.7.0", "BSD-3-Clause") in found
    assert Package("generic", "python", "3.11.2", "PSF-2.0") in found
    assert Package("deb", "gone", "1") not in found
