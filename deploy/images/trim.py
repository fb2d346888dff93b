"""While an image is built: take out of the base what no process of ours needs.

Installers, compilers of documents, the tools of a whole machine: whoever gets into a container
finds little to work with, and scanners little to report. What stays is listed as Debian does, in
``/var/lib/dpkg/status``, with its licence in ``/usr/share/doc/*/copyright``. It runs in the base,
so the standard library has to do.
"""

import platform
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

UNNEEDED = re.compile(
    "adduser|apt|bash|bsdutils|debconf|debian-archive-keyring|debianutils|diffutils|dpkg"
    "|e2fsprogs|findutils|gpgv|grep|gzip|hostname|init-system-helpers|iproute2|login|logsave|mawk"
    "|mount|ncurses-bin|openssl|passwd|perl.*|libperl.*|libgdbm-compat4|python3-(venv|pip-whl"
    "|setuptools-whl|lib2to3|distutils)|python3[.]11-venv|sed|sysvinit-utils|tar|usr-is-merged"
    "|util-linux.*|lib(apt-pkg|pam|gnutls|hogweed|nettle|p11-kit|tasn1|unistring|idn2|gmp|gcrypt"
    "|gpg-error|systemd|udev|semanage|sepol|ext2fs|mount|blkid|smartcols|ss2|seccomp|xxhash|lz4"
    "|zstd|audit|cap|cap-ng|debconfclient)[-.0-9a-z]*"
)
"""Packages of Debian 12. Kept: libraries, the shell ``sh``, coreutils (``sleep``, ``ls``)."""
FOLDERS = (
    "etc/alternatives", "etc/apt", "etc/cron.daily", "etc/default", "etc/dpkg", "etc/init.d",
    "etc/logrotate.d", "etc/pam.d", "etc/perl", "etc/security", "etc/skel", "etc/systemd",
    "usr/games", "usr/include", "usr/lib/apt", "usr/lib/systemd", "usr/lib/udev", "usr/local/games",
    "usr/local/include", "usr/local/share", "usr/local/src", "usr/share/bash-completion",
    "usr/share/bug", "usr/share/debconf", "usr/share/dpkg", "usr/share/icons", "usr/share/info",
    "usr/share/lintian", "usr/share/locale", "usr/share/man", "usr/share/menu", "usr/share/perl",
    "usr/share/perl5", "usr/share/pixmaps", "usr/share/python-wheels", "usr/share/vim", "usr/src",
    "var/backups", "var/cache", "var/lib/apt", "var/lib/dpkg/info", "var/lib/pam",
    "var/lib/dpkg/alternatives", "var/lib/dpkg/triggers", "var/lib/systemd", "var/log",
    "boot", "home", "media", "mnt", "srv",
)  # fmt: skip
OF_PYTHON = (
    "dist-packages/*", "site-packages/*", "ensurepip", "idlelib", "lib2to3", "pydoc_data",
    "test", "tkinter", "turtledemo", "venv", "config-3*",
)  # fmt: skip
PYTHONS = ("usr/lib/python3", "usr/lib/python3.11", "usr/local/lib/python3.11")
SCRIPTS = re.compile("(2to3|idle|pip|pydoc|wheel|py(3)?(clean|compile|versions|setup)).*|.*-config")


def trim(root: Path) -> None:
    """Trim the file system below a folder."""
    (root / "etc/python-version").write_text(f"{platform.python_version()}\n")
    for package in _packages(root):
        if UNNEEDED.fullmatch(package.partition(":")[0]):
            _remove(root, package)
    _list_what_is_left(root)
    for folder in FOLDERS:
        _delete(root / folder)
    for python in PYTHONS:
        for pattern in OF_PYTHON:
            for path in (root / python).glob(pattern):
                _delete(path)
    for folder in ("usr/bin", "usr/local/bin"):
        for path in (root / folder).glob("*"):
            if SCRIPTS.fullmatch(path.name):
                _delete(path)
    for path in (root / "usr/share/doc").glob("*/*"):
        if path.name != "copyright":
            _delete(path)
    for pattern in ("root/.*", "root/*", "usr/lib/*/gconv", "var/lib/dpkg/*-old"):
        for path in root.glob(pattern):
            _delete(path)
    for path in [*(root / "usr").rglob("*")]:
        if path.is_symlink() and not _leads_somewhere(root, path):
            path.unlink()


def _packages(root: Path) -> list[str]:
    return [path.stem for path in (root / "var/lib/dpkg/info").glob("*.list")]


def _remove(root: Path, package: str) -> None:
    """Delete the files of a package, and folders that only it had."""
    listed = (root / f"var/lib/dpkg/info/{package}.list").read_text().split("\n")
    own = [root / line.lstrip("/") for line in listed if line.strip("/.")]
    for path in own:
        # A link to a folder may be one that all share, such as /bin.
        if not path.is_dir():
            path.unlink(missing_ok=True)
    for path in sorted(own, reverse=True):
        if path.is_dir() and not path.is_symlink() and not any(path.iterdir()):
            path.rmdir()


def _list_what_is_left(root: Path) -> None:
    status = root / "var/lib/dpkg/status"
    kept = [each for each in _paragraphs(status) if not UNNEEDED.fullmatch(_name(each))]
    status.write_text("\n\n".join(kept) + "\n")


def _paragraphs(status: Path) -> Iterator[str]:
    return (each for each in status.read_text().strip().split("\n\n") if each)


def _name(paragraph: str) -> str:
    return paragraph.partition("\n")[0].removeprefix("Package: ")


def _leads_somewhere(root: Path, link: Path) -> bool:
    aim = link.readlink()
    return (root / str(aim).lstrip("/") if aim.is_absolute() else link.parent / aim).exists()


def _delete(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


if __name__ == "__main__":
    trim(Path(sys.argv[1] if len(sys.argv) > 1 else "/"))
