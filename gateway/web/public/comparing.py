"""What somebody has put aside to compare: kept by their own browser, over all pages."""

import re
from dataclasses import dataclass

from flask import request
from werkzeug.wrappers import Response

from gateway.callers.cookies import Cookie

MOST = 4
NAME = "compare"
KEPT_S = 7 * 24 * 3600
ID = re.compile(r"[a-z0-9-]{1,100}")


@dataclass(frozen=True)
class PutAside:
    """The ids of up to four services, in a cookie of their own."""

    secure: bool

    @property
    def _cookie(self) -> Cookie:
        return Cookie(NAME, self.secure, KEPT_S)

    def ids(self) -> list[str]:
        """Return the ids, the first put aside first."""
        kept = request.cookies.get(self._cookie.full_name, "").split(".")
        return list(dict.fromkeys(id for id in kept if ID.fullmatch(id)))[:MOST]

    def keep(self, response: Response, ids: list[str]) -> None:
        """Let the browser keep these."""
        if ids:
            self._cookie.set(response, ".".join(ids))
        else:
            self._cookie.delete(response)
