"""A timestamp authority asked by RFC 3161, with an end to every wait."""

from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from asn1crypto import tsp
from pyhanko.sign.timestamps import TimeStamper

from services.common.errors import Conflict, Unavailable

TIMEOUT_S = 10
MOST_BYTES = 64_000
QUERY, REPLY = "application/timestamp-query", "application/timestamp-reply"
BUSY = 429


class TimestampAuthority(TimeStamper):
    """Asks the authority at one address for what pyHanko needs."""

    def __init__(self, url: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._url = url

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        """Return the authority's answer; raise Unavailable while it is away, else Conflict."""
        return _read(self._asked(req.dump()))

    def _asked(self, query: bytes) -> bytes:
        request = Request(self._url, query, {"Content-Type": QUERY, "Accept": REPLY})  # noqa: S310
        try:
            with urlopen(request, timeout=TIMEOUT_S) as reply:  # noqa: S310 - settings say where
                return bytes(reply.read(MOST_BYTES))
        except HTTPError as error:
            if error.code == BUSY or error.code >= 500:
                raise Unavailable("timestamp-away") from error
            raise Conflict("timestamp-refused", answered=error.code) from error
        except (URLError, OSError) as error:
            raise Unavailable("timestamp-away") from error


def _read(answer: bytes) -> tsp.TimeStampResp:
    try:
        response = tsp.TimeStampResp.load(answer, strict=True)
        granted = response["status"]["status"].native == "granted"
    except (ValueError, TypeError) as error:
        raise Conflict("timestamp-refused") from error
    if not granted:
        raise Conflict("timestamp-refused")
    return response
