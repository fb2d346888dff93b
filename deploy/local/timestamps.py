"""The timestamp authority of a local system, by RFC 3161: ``python -m deploy.local.timestamps``."""

import os
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from asn1crypto import tsp
from pyhanko.keys import load_cert_from_pemder, load_private_key_from_pemder
from pyhanko.sign.timestamps import DummyTimeStamper

REPLY = "application/timestamp-reply"
MOST_BYTES = 10_000


def make_server(port: int, key: Path, certificate: Path) -> ThreadingHTTPServer:
    """Return a server that stamps each digest it is asked for; port 0 chooses a free one."""
    certified = load_cert_from_pemder(str(certificate))  # type: ignore[no-untyped-call]
    stamper = DummyTimeStamper(certified, load_private_key_from_pemder(str(key), None))

    class Handler(BaseHTTPRequestHandler):
        """Answers one query."""

        def do_POST(self) -> None:
            """Stamp the digest in the body."""
            length = min(int(self.headers.get("Content-Length", "0")), MOST_BYTES)
            query = tsp.TimeStampReq.load(self.rfile.read(length))
            answer = stamper.request_tsa_response(query).dump()
            self.send_response(200)
            self.send_header("Content-Type", REPLY)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            """Say nothing: this is no part of the product."""

    return ThreadingHTTPServer(("127.0.0.1", port), Handler)


def main() -> None:
    """Serve until the process is ended."""
    environ = os.environ
    key, certificate = Path(environ["TIMESTAMP_KEY_FILE"]), Path(environ["TIMESTAMP_CERT_FILE"])
    with make_server(int(environ["TIMESTAMP_PORT"]), key, certificate) as server:
        server.serve_forever()


if __name__ == "__main__":
    main()
