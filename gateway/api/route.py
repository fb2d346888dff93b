"""What a row of the route table says."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

PREFIX = "/api/v1"
UNSAFE = frozenset({"POST", "PUT", "PATCH", "DELETE"})
OURS = "gateway"
JSON_TYPE = "application/json"
PARAMETER = re.compile(r"{(\w+)}")
LONGEST_ID = 200
"""The most letters of an id in a path."""
SMALL = 64 * 1024
"""The most bytes of a request where no file travels."""
LARGE = 1024 * 1024
"""The most bytes of JSON that holds a file, or a list as long as one."""
LONG_LIST = 4 * LARGE
"""The most bytes of JSON that holds thousands of things."""
FILE = 10 * LARGE
"""The most bytes of a file."""


class Render(StrEnum):
    """How a result becomes an answer."""

    JSON = "json"
    ME = "me"
    PDF = "pdf"
    ZIP = "zip"
    LINES = "lines"
    PIECES = "pieces"
    ATOM = "atom"
    TABLE = "table"
    ORDER_FILE = "order_file"
    ATTACHMENT = "attachment"


@dataclass(frozen=True)
class Route:
    """A method on a path, and the one call it makes.

    Path parameters become arguments of their own name, those in ``numbers`` as integers.
    ``query`` passes the query's strings, ``payload`` the JSON body; ``constants`` are
    further arguments. ``public`` needs no session; ``fresh`` asks identity anew; ``once``
    requires an Idempotency-Key; ``if_match`` requires the version seen and passes it;
    ``cached`` answers are the same for everyone and held until the catalogue changes, but for
    those to a filter in ``unheld``: they are the asker's own, or change with other things too.
    ``schema`` names the request body in ``schemas.json``, ``filters`` the known query names;
    those in ``lists`` may be given several times and are passed with commas between.
    A whole list can be had as XLSX, CSV or JSON: as ``table`` (service and call) gives it page by
    page, with headings for people, else plain, as it is declared. ``upload`` takes a file of up to
    10 MiB, and ``file`` one of this media type in place of the JSON body, its ``content``, with
    what the query tells about it; of a file of one of the types in ``digests`` only digests are
    passed on. The service ``OURS`` is the gateway itself.
    ``browser`` is for signed-in browsers only, not for tokens; ``second_factor`` is open to a
    session that waits for its passkey; ``ends_sessions`` ends those of the caller once the call has
    succeeded. The answer of a ``secret`` one is not kept under an
    Idempotency-Key. One that ``signs`` passes on the sign-in that covers the list, as it can be
    proved later. A ``large`` one takes a list that is as long as a file, a ``long_list`` one
    thousands of things; a ``mails`` one has a
    mail sent to the ``email`` it is given, which may happen only so often to one address, and
    where it is public, to all that one network names and to all together.
    """

    method: str
    path: str
    service: str
    call: str
    summary: str
    query: bool = False
    payload: bool = False
    constants: Mapping[str, Any] = field(default_factory=dict)
    numbers: frozenset[str] = frozenset()
    status: int = 200
    public: bool = False
    fresh: bool = False
    once: bool = False
    if_match: bool = False
    cached: bool = False
    unheld: frozenset[str] = frozenset()
    browser: bool = False
    second_factor: bool = False
    ends_sessions: bool = False
    secret: bool = False
    signs: bool = False
    location: str | None = None
    schema: str | None = None
    filters: tuple[str, ...] = ()
    lists: frozenset[str] = frozenset()
    table: str | None = None
    upload: bool = False
    large: bool = False
    long_list: bool = False
    mails: bool = False
    file: str | None = None
    digests: tuple[str, ...] = ()
    render: Render = Render.JSON
    media_type: str = JSON_TYPE

    @property
    def full_path(self) -> str:
        """Return the path template from the root."""
        return f"{PREFIX}/{self.path}"

    @property
    def name(self) -> str:
        """Return the name of the route in logs, metrics and the idempotency store."""
        return f"{self.method} {self.full_path}"

    @property
    def parameters(self) -> list[str]:
        """Return the names of the path parameters."""
        return PARAMETER.findall(self.path)

    @property
    def tag(self) -> str:
        """Return the noun the route belongs to."""
        return self.path.partition("/")[0]

    @property
    def last_name(self) -> str:
        """Return the last part of the path that names no thing: what its file is called."""
        return [part for part in self.path.split("/") if not PARAMETER.search(part)][-1]

    @property
    def unsafe(self) -> bool:
        """Tell whether the method may change something."""
        return self.method in UNSAFE

    @property
    def is_list(self) -> bool:
        """Tell whether the answer is a page of a list that goes on behind a cursor."""
        return "cursor" in self.filters and self.is_plain_reading

    @property
    def is_whole(self) -> bool:
        """Tell whether the answer is all there is, so that there is nothing to add to it."""
        return self.is_plain_reading and "cursor" not in self.filters

    @property
    def is_plain_reading(self) -> bool:
        """Tell whether it is a service's answer, passed on as it is."""
        is_json = self.render is Render.JSON and self.media_type == JSON_TYPE
        return self.method == "GET" and is_json and self.service != OURS

    @property
    def has_files(self) -> bool:
        """Tell whether the whole list can be had as a file, by a table of its own or plain."""
        return self.table is not None or self.is_list

    @property
    def most_bytes(self) -> int:
        """Return how large a request for this route may be; the edge keeps to it too."""
        if self.upload or self.file or self.digests:
            return FILE
        if self.long_list:
            return LONG_LIST
        return LARGE if self.large else SMALL

    def most_bytes_of(self, media_type: str) -> int:
        """Return how large a body of this type may be; a file inside of JSON has less room."""
        if self.digests:
            return FILE if media_type in self.digests else SMALL
        is_json = self.file is not None and media_type != self.file
        return LARGE if is_json else self.most_bytes

    def holds(self, given: Iterable[str]) -> bool:
        """Tell whether the answer to a query with these names is held and the same for all."""
        return self.cached and self.unheld.isdisjoint(given)

    @property
    def pattern(self) -> re.Pattern[str]:
        """Return what matches this route's paths."""
        return re.compile(
            PARAMETER.sub(
                "[^/]+", re.escape(self.full_path).replace(r"\{", "{").replace(r"\}", "}")
            )
        )
