"""The mail sink keeps what it accepted."""

import asyncio
import os
import smtplib
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from pathlib import Path

import pytest
from aiosmtpd.smtp import Envelope

from deploy.local.sink import MailFolder

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture
def port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


@pytest.fixture
def sink(port: int, tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    settings = {"SMTP_PORT": str(port), "MAIL_DIR": str(tmp_path / "mails")}
    process = subprocess.Popen(
        [sys.executable, "-m", "deploy.local.sink"],
        env=os.environ | settings,
        cwd=Path(__file__).parents[3],
    )
    yield process
    process.kill()
    process.wait()


def connected(port: int, *, within_s: float = 10) -> smtplib.SMTP:
    deadline = time.monotonic() + within_s
    while True:
        try:
            return smtplib.SMTP("127.0.0.1", port, timeout=5)
        except ConnectionRefusedError:
            if time.monotonic() > deadline:
                raise


def a_mail(subject: str) -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "a@sender.example", "b@body.example", subject
    mail.set_content("Grüße aus Prien\n")
    return mail


@pytest.mark.usefixtures("sink")
def test_each_mail_is_one_file_in_the_order_of_arrival(port: int, tmp_path: Path) -> None:
    subjects = ["Bestätigung", "Freigabe", "Unterschrift"]

    with connected(port) as smtp:
        for subject in subjects:
            smtp.send_message(a_mail(subject), to_addrs=["b@body.example", "hidden@body.example"])

    files = sorted((tmp_path / "mails").iterdir())
    mails = [BytesParser(policy=default).parsebytes(file.read_bytes()) for file in files]
    assert [file.suffix for file in files] == [".eml"] * 3
    assert [mail["Subject"] for mail in mails] == subjects
    assert mails[0].get_all("X-RcptTo") == ["b@body.example", "hidden@body.example"]
    assert mails[0]["X-MailFrom"] == "a@sender.example"
    assert mails[0].get_content().strip() == "Grüße aus Prien"


def test_it_stops_when_asked(port: int, sink: subprocess.Popen[bytes]) -> None:
    connected(port).close()

    sink.terminate()

    assert sink.wait(timeout=10) == 0


def test_a_file_gets_its_name_only_when_it_is_complete(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    envelope = Envelope()
    envelope.mail_from, envelope.rcpt_tos, envelope.content = "a@x.example", [], b"Subject: x\r\n"
    seen: list[tuple[bytes, list[Path]]] = []
    rename = os.replace

    def watched(source: Path, target: Path) -> None:
        seen.append((source.read_bytes(), list(tmp_path.glob("*.eml"))))
        rename(source, target)

    monkeypatch.setattr(os, "replace", watched)
    mails = MailFolder(tmp_path, now=lambda: NOW)
    asyncio.run(mails.handle_DATA(None, None, envelope))

    [file] = tmp_path.iterdir()
    assert file.name == "20261123T090000.000000Z-000001.eml"
    assert seen == [(file.read_bytes(), [])]


def test_missing_settings_are_named() -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "deploy.local.sink"],
        env={"PATH": os.environ["PATH"]},
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        timeout=20,
        check=False,
    )

    assert ended.returncode == 1
    assert ended.stderr.strip() == "Please set SMTP_PORT and MAIL_DIR."
