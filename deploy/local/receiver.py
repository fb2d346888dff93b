"""What ends TLS before a vendor's webhook receiver on this machine, as its proxy would."""

import asyncio
import ssl
from asyncio import StreamReader, StreamWriter
from pathlib import Path

HERE = "127.0.0.1"
PIECE = 65536


def tls_of(keys: Path) -> ssl.SSLContext:
    """Return the receiver's certificate, which the local system trusts, ready to serve."""
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(keys / "receiver_cert.pem", keys / "receiver_key.pem")
    return tls


async def serve(listens: int, port: int, tls: ssl.SSLContext) -> None:
    """Pass on to a port what comes by TLS, until cancelled; who does not answer is hung up on."""

    async def join(reader: StreamReader, writer: StreamWriter) -> None:
        try:
            answers, asks = await asyncio.open_connection(HERE, port)
        except OSError:
            print(f"nothing listens on port {port}", flush=True)
            writer.close()
            return
        await asyncio.gather(_pass_on(reader, asks), _pass_on(answers, writer))

    async with await asyncio.start_server(join, HERE, listens, ssl=tls) as server:
        await server.serve_forever()


async def _pass_on(reader: StreamReader, writer: StreamWriter) -> None:
    try:
        while piece := await reader.read(PIECE):
            writer.write(piece)
            await writer.drain()
    except OSError:
        pass
    finally:
        writer.close()
