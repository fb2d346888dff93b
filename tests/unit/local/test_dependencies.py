"""Faults planted in what we take from others are found: hashes, releases, licences, holes."""

import json
import shutil
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from deploy.dependencies import holes, licences, locks
from deploy.local.ports import free_ports

ROOT = locks.ROOT


class Advisories(BaseHTTPRequestHandler):
    """Speaks as OSV does, and knows one hole: in Flask."""

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["queries"]
        hit = {"vulns": [{"id": "GHSA-planted"}]}
        self._say({"results": [hit if a["package"]["name"] == "flask" else {} for a in asked]})

    def do_GET(self) -> None:
        self._say({"id": "GHSA-planted", "summary": "A hole", "modified": "2026-01-01T00:00:00Z"})

    def _say(self, told: dict[str, Any]) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps(told).encode())

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def advisories() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), Advisories) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """Return a folder with all requirements and lock files of the project."""
    names = [locks.WHOLE, locks.KUSTOMIZE, "services/common/requirements.txt"]
    names += [f"{folder}/{locks.WHOLE}" for folder in locks.APART]
    names += [
        f"{folder}/requirements.txt" for folder in (*locks.FOLDERS, *locks.ONLY_LOCAL, *locks.APART)
    ]
    names += [f"{folder}/{locks.WHOLE}" for folder in locks.FOLDERS]
    names += [f"{folder}/package-lock.json" for folder in locks.NPM_LOCKS]
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def install(folder: Path, name: str, *lines: str) -> None:
    info = folder / f"{name}-1.0.dist-info"
    info.mkdir()
    text = "\n".join(("Metadata-Version: 2.4", f"Name: {name}", "Version: 1.0", *lines, ""))
    (info / "METADATA").write_text(text)


def test_the_lock_files_fit_what_we_name(copied: Path) -> None:
    assert locks.faults(copied) == locks.faults() == []


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("gateway/requirements.txt", "flask==3.1.3", "flask==3.1.2", "flask==3.1.2"),
        ("gateway/requirements.txt", "flask==3.1.3", "flask>=3", "no exact release"),
        ("tests/requirements.txt", "pika==1.4.4", "pika==1.4.4\nnose==1.3.7", "nose==1.3.7"),
        ("services/common/requirements.txt", "idna==3.20", "idna==3.19", "idna==3.19"),
        ("gateway/requirements.lock", "flask==3.1.3", "flask==3.1.2", "flask==3.1.2"),
        (locks.WHOLE, "flask==3.1.3 \\", "flask==3.1.3\nleft ", "flask has no hash"),
        (locks.WHOLE, "flask==3.1.3", "flask", "no exact release"),
        (locks.KUSTOMIZE, "pykustomize==0.1.4", "pykustomize==0.1.4\nleft", "has no hash"),
        ("deploy/images/requirements.lock", "attrs==26.1.0", "attrs", "no exact release"),
        ("tests/browser/package-lock.json", '"integrity"', '"was"', "has no hash"),
    ],
)
def test_a_lock_that_does_not_fit_is_told(
    copied: Path, name: str, old: str, new: str, told: str
) -> None:
    change(copied / name, old, new)

    assert told in "\n".join(locks.faults(copied))


@pytest.mark.parametrize(
    "lines",
    [
        ("License-Expression: MIT OR Apache-2.0",),
        ("License: BSD-3-Clause",),
        ("Classifier: License :: OSI Approved :: MIT License",),
    ],
)
def test_a_licence_that_is_allowed_passes(tmp_path: Path, lines: tuple[str, ...]) -> None:
    install(tmp_path, "planted", *lines)

    assert licences.faults({"planted": "1.0"}, path=[str(tmp_path)]) == []


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (("License-Expression: AGPL-3.0-only",), "AGPL-3.0-only"),
        (("License-Expression: MIT AND GPL-3.0-or-later",), "GPL-3.0-or-later"),
        (("Classifier: License :: OSI Approved :: GNU General Public License v3 (GPLv3)",), "GNU"),
        (("Classifier: License :: OSI Approved",), "unknown"),
        (("License: Ask the author",), "Ask the author"),
        ((), "unknown"),
    ],
)
def test_another_or_an_unknown_licence_is_told(
    tmp_path: Path, lines: tuple[str, ...], told: str
) -> None:
    install(tmp_path, "planted", *lines)

    [fault] = licences.faults({"planted": "1.0"}, path=[str(tmp_path)])

    assert fault.startswith("planted: licence")
    assert told in fault


def test_what_is_not_installed_has_an_unknown_licence(tmp_path: Path) -> None:
    [fault] = licences.faults({"planted": "1.0"}, path=[str(tmp_path)])

    assert fault.startswith("planted is not installed")


def test_the_licence_of_a_package_from_npm_counts_too(copied: Path) -> None:
    change(copied / "gateway/web/assets/package-lock.json", '"license": "', '"license": "AGPL-3.0 ')

    [fault] = licences.faults({}, copied)

    assert "AGPL-3.0" in fault


def test_a_known_hole_is_told_with_its_advisory(advisories: str) -> None:
    [hole] = holes.faults({"flask": "3.1.3", "idna": "3.20"}, advisories)

    assert hole.startswith("flask 3.1.3: GHSA-planted A hole; mended in: none yet; https://")


def test_no_hole_is_none(advisories: str) -> None:
    assert holes.faults({"idna": "3.20"}, advisories) == []


def test_advisories_that_are_not_reached_are_no_clean_bill() -> None:
    [closed] = free_ports(1)

    with pytest.raises(holes.NotTold, match="error"):
        holes.faults({"flask": "3.1.3"}, f"http://127.0.0.1:{closed}")
