"""What an image should not hold is found, in whichever layer; what it needs is not told."""

from pathlib import Path
from typing import Any

import pytest

from deploy.images import contents
from tests.unit.images.archives import PLAIN, archive_of

OURS = {
    "app/services/__init__.py": b"",
    "app/services/common/config.py": b"import os",
    "app/services/orders/service.py": b"import typing",
    "opt/venv/lib/python3.11/site-packages/kombu/transport/__init__.py": b"",
    "usr/share/doc/libc6/copyright": b"LGPL",
    "usr/bin/sleep": b"ELF",
}
KEY = (
    b"-----BEGIN PRIVATE KEY-----\n" + b"\n".join([b"A" * 64] * 3) + b"\n-----END PRIVATE KEY-----"
)


def test_an_image_of_what_it_needs_has_no_fault(tmp_path: Path) -> None:
    assert contents.faults("orders", archive_of(tmp_path, OURS)) == []


@pytest.mark.parametrize(
    ("path", "content", "told"),
    [
        ("app/tests/unit/test_orders.py", b"", "tests"),
        ("opt/venv/lib/python3.11/site-packages/lxml/tests/x.xml", b"", "tests"),
        ("app/services/notify/service.py", b"", "services/notify is not code of orders"),
        ("app/gateway/app.py", b"", "gateway is not code of orders"),
        ("opt/venv/lib/python3.11/site-packages/pip/main.py", b"", "an installer"),
        ("usr/bin/apt-get", b"", "an installer"),
        ("usr/bin/x86_64-linux-gnu-gcc", b"", "a compiler"),
        ("usr/bin/perl5.36", b"", "another language's runtime"),
        ("usr/bin/git", b"", "a tool of a whole machine"),
        ("usr/share/doc/libc6/changelog.gz", b"", "documentation"),
        ("usr/share/man/man1/ls.1.gz", b"", "documentation"),
        ("app/services/orders/README.md", b"", "documentation"),
        ("root/.cache/pip/http/a", b"", "a cache"),
        ("var/cache/apt/pkgcache.bin", b"", "a cache"),
        ("app/.git/config", b"", "sources of a build"),
        ("app/gateway/web/assets/node_modules/htmx/a.js", b"", "sources of a build"),
        ("app/services/orders/requirements.lock", b"", "sources of a build"),
        ("app/.env", b"A=b", "may hold a secret"),
        ("etc/pip.conf", b"[global]", "may hold a secret"),
        ("run/secrets/certificates", b"x", "may hold a secret"),
        ("etc/ssl/private/seal.pem", KEY, "holds a private key"),
    ],
)
def test_what_it_does_not_need_is_told(
    tmp_path: Path, path: str, content: bytes, told: str
) -> None:
    faults = contents.faults("orders", archive_of(tmp_path, {path: content}, OURS))

    assert [fault for fault in faults if told in fault] != []


def test_its_own_code_must_be_there(tmp_path: Path) -> None:
    assert contents.faults("notify", archive_of(tmp_path, OURS)) == [
        "services/notify is missing",
        "services/orders is not code of notify",
    ]


@pytest.mark.parametrize(
    ("mode", "owner", "told"),
    [
        (0o4755, 0, "runs with the rights of its owner"),
        (0o666, 0, "can be written by everyone"),
        (0o644, 10001, "belongs to 10001, not to root"),
    ],
)
def test_rights_too_wide_are_told(tmp_path: Path, mode: int, owner: int, told: str) -> None:
    archive = archive_of(tmp_path, OURS, {"app/start": b"#!/bin/sh"}, mode=mode, owner=owner)

    assert f"app/start {told}" in contents.faults("orders", archive)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"User": ""}, "it runs as root, not as 10001:10001"),
        ({"Env": ["SMTP_PASSWORD=secret"]}, "SMTP_PASSWORD is set for all processes"),
        ({"Env": ["A=amqp://u:p@h/"]}, "a password stands in its variables or its history"),
    ],
)
def test_a_wrong_configuration_is_told(tmp_path: Path, changed: dict[str, Any], told: str) -> None:
    config = {**PLAIN, "config": {**PLAIN["config"], **changed}}

    assert contents.faults("orders", archive_of(tmp_path, OURS, config=config)) == [told]


def test_a_password_in_the_history_is_told(tmp_path: Path) -> None:
    history = [{"created_by": "RUN pip install -i https://me:word@host/simple"}]
    archive = archive_of(tmp_path, OURS, config={**PLAIN, "history": history})

    assert contents.faults("orders", archive) == [
        "a password stands in its variables or its history"
    ]


def test_an_image_that_grows_too_large_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(contents, "LARGEST_OF_OTHERS_MB", 1)
    big = {"opt/venv/lib/python3.11/site-packages/big.so": b"x" * 2_000_000}

    assert contents.faults("orders", archive_of(tmp_path, OURS, big)) == [
        "it holds 2 MB, more than 1"
    ]
