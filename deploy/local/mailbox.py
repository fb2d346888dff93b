"""A real mailbox (Dovecot) for the local system: `python -m deploy.local.mailbox`.

Runs below $MAILBOX_FOLDER as whoever starts it, on 127.0.0.1:$MAILBOX_PORT over TLS. Dovecot keeps
no mail for root: started by root it is `nobody`, which is why the folder is not that of the
system, and short, for its sockets have room for a hundred letters.
"""

import grp
import hashlib
import imaplib
import os
import pwd
import shutil
import ssl
import sys
import tempfile
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from deploy.local.keys import VALID_FOR, private_pem, write_private

HOST, USER = "127.0.0.1", "mailbox"
TIMEOUT_S = 10.0
CONFIGURATION = """\
protocols = imap
listen = {host}
base_dir = {folder}/run
state_dir = {folder}/state
log_path = /dev/stderr
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
mail_location = maildir:{folder}/mail
mail_uid = {user}
mail_gid = {group}
first_valid_uid = 1
first_valid_gid = 1
ssl = required
ssl_cert = <{folder}/certificate.pem
ssl_key = <{folder}/key.pem
auth_failure_delay = 0
mail_max_userip_connections = 50
passdb {{
  driver = passwd-file
  args = {folder}/passwords
}}
userdb {{
  driver = static
  args = home={folder}/home
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = 0
  }}
  inet_listener imaps {{
    port = {port}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
}}
"""


def folder_of(installation: Path) -> Path:
    """Return where the mailbox of an installation lies."""
    named = hashlib.sha256(f"{os.getuid()} {installation.resolve()}".encode()).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"digitalmarkt-mailbox-{named}"


def address(port: int, password: str) -> str:
    """Return the mailbox's address."""
    return f"imaps://{USER}:{password}@{HOST}:{port}/INBOX"


def make_certificate(folder: Path) -> None:
    """Write the mailbox's key and self-signed certificate, once."""
    key_path, path = folder / "mailbox_key.pem", folder / "mailbox_cert.pem"
    if key_path.exists() and path.exists():
        return
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "DigitalMarkt local mailbox")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + VALID_FOR)
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(HOST))]), False)
        .sign(key, hashes.SHA256())
    )
    write_private(key_path, private_pem(key))
    write_private(path, made.public_bytes(serialization.Encoding.PEM))


def deliver(uri: str, certificate: str, raw: bytes) -> None:
    """Put a message into the mailbox, as a mail server does that has taken it."""
    parts = urlsplit(uri)
    trusted = ssl.create_default_context(cadata=certificate)
    with imaplib.IMAP4_SSL(
        str(parts.hostname), int(parts.port or 0), ssl_context=trusted, timeout=TIMEOUT_S
    ) as client:
        client.login(str(parts.username), str(parts.password))
        answer, _ = client.append("INBOX", "", "", raw)
    if answer != "OK":
        raise OSError(f"the mailbox said {answer}")


def remove(installation: Path) -> None:
    """Delete the mailbox of a stopped installation with all mails."""
    shutil.rmtree(folder_of(installation), ignore_errors=True)


def main() -> None:
    """Become the mailbox's server."""
    folder, port = Path(os.environ["MAILBOX_FOLDER"]), os.environ["MAILBOX_PORT"]
    owner = pwd.getpwnam("nobody") if os.getuid() == 0 else pwd.getpwuid(os.getuid())
    _make_own(folder, owner)
    if os.getuid() == 0:
        os.setgroups([])
        os.setgid(owner.pw_gid)
        os.setuid(owner.pw_uid)
    _write(folder, port, owner)
    command = shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if command is None:
        sys.exit("Please install dovecot-imapd.")
    os.chdir("/")
    os.execv(command, [command, "-F", "-c", str(folder / "dovecot.conf")])


def _make_own(folder: Path, owner: pwd.struct_passwd) -> None:
    """Make the folder, which is for its owner only; end where it is somebody else's."""
    with suppress(FileExistsError):
        folder.mkdir(mode=0o700)
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    if folder.is_symlink() or folder.stat().st_uid != owner.pw_uid:
        sys.exit(f"{folder} is not ours.")


def _write(folder: Path, port: str, owner: pwd.struct_passwd) -> None:
    os.umask(0o077)
    for name in ("state", "home"):
        (folder / name).mkdir(exist_ok=True)
    group = grp.getgrgid(owner.pw_gid).gr_name
    configuration = CONFIGURATION.format(
        host=HOST, folder=folder, port=port, user=owner.pw_name, group=group
    )
    (folder / "dovecot.conf").write_text(configuration)
    (folder / "passwords").write_text(f"{USER}:{{PLAIN}}{os.environ['MAILBOX_PASSWORD']}\n")
    write_private(folder / "key.pem", os.environ["MAILBOX_KEY"].encode())
    write_private(folder / "certificate.pem", os.environ["MAILBOX_CERTIFICATE"].encode())


if __name__ == "__main__":
    main()
