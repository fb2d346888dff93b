"""Serve the development identity provider: `python -m deploy.local.idp`."""

import os
import signal
import sys
from collections.abc import Mapping
from pathlib import Path

from werkzeug.serving import make_server

from deploy.local.idp import IdpConfig, create_app

HOST = "127.0.0.1"
TEST_ENTITY_ID = "https://e4k-portal.een.elster.de"
REQUIRED = (
    "IDP_PORT", "IDP_KEY_FILE", "IDP_CERT_FILE", "SP_ENTITY_ID", "SP_ACS_URL", "SP_CERT_FILE",
    "SP_ENCRYPTION_CERT_FILE",
)  # fmt: skip


def main() -> None:
    """Serve until SIGTERM."""
    config = config_from(os.environ)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    server = make_server(HOST, int(os.environ["IDP_PORT"]), create_app(config), threaded=True)
    server.serve_forever()


def config_from(environment: Mapping[str, str]) -> IdpConfig:
    """Return the configuration, or end with one sentence naming every missing setting."""
    missing = [name for name in REQUIRED if not environment.get(name)]
    if missing:
        sys.exit(f"Please set {', '.join(missing)}.")

    def pem(name: str) -> str:
        return Path(environment[name]).read_text("ascii")

    return IdpConfig(
        entity_id=environment.get("IDP_ENTITY_ID") or TEST_ENTITY_ID,
        private_key_pem=pem("IDP_KEY_FILE"),
        certificate_pem=pem("IDP_CERT_FILE"),
        sp_entity_id=environment["SP_ENTITY_ID"],
        sp_acs_url=environment["SP_ACS_URL"],
        sp_certificate_pem=pem("SP_CERT_FILE"),
        sp_encryption_certificate_pem=pem("SP_ENCRYPTION_CERT_FILE"),
        mail_dir=Path(folder) if (folder := environment.get("IDP_MAIL_DIR")) else None,
    )


if __name__ == "__main__":
    main()
