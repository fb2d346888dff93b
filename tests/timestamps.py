"""A test authority with its timestamps, for tests that seal: made once, for one process."""

import base64
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from deploy.local.authority import Authority, make_authority
from deploy.local.timestamps import make_server
from services.contracts.sealing.settings import SealSettings


@contextmanager
def timestamps(authority: Authority) -> Iterator[str]:
    """Serve timestamps; give the address."""
    server = make_server(0, authority.timestamp_key, authority.timestamp_certificate)
    serving = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    serving.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def seal_settings(authority: Authority, timestamp_url: str) -> SealSettings:
    """Return the settings of this authority's seal."""
    sealed = base64.b64encode(authority.seal.read_bytes()).decode()
    return SealSettings(sealed, authority.passphrase.read_text(), timestamp_url)


@cache
def _folder() -> TemporaryDirectory[str]:
    return TemporaryDirectory()


@cache
def authority() -> Authority:
    """Return the authority of this test process."""
    return make_authority(Path(_folder().name))
