"""What goes wrong in a browser while somebody reads: errors of scripts, policy and requests."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit
from weakref import WeakKeyDictionary

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Response, WebError

UNLOADED = "Failed to load resource"
"""How the console repeats what is seen at the request itself."""
ENDED_EARLY = "net::ERR_ABORTED"
"""A request the page gave up itself: for a newer one, or because it has become a download."""
ASKED_BY_PAGES = ("document", "xhr", "fetch")
_watches: "WeakKeyDictionary[BrowserContext, Watch]" = WeakKeyDictionary()


@dataclass
class Watch:
    """Collects complaints about one browser; ``own`` is the site, ``known`` are its neighbours."""

    own: str
    known: tuple[str, ...] = ()
    allowed: set[int] = field(default_factory=set)
    complaints: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> "Watch":
        """Listen to every page of a browser."""
        context.on("console", self._console)
        context.on("weberror", self._uncaught)
        context.on("request", self._asked)
        context.on("requestfailed", self._failed)
        context.on("response", self._answered)
        _watches[context] = self
        return self

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(UNLOADED):
            at = message.location.get("url", "")
            if not at.startswith(self.known or ("\0",)):
                self._complain("console", at, message.text)

    def _uncaught(self, error: WebError) -> None:
        self._complain("uncaught", error.page.url if error.page else "", str(error.error))

    def _asked(self, request: Request) -> None:
        site = urlsplit(request.url)
        origin = f"{site.scheme}://{site.netloc}"
        if site.scheme in ("http", "https", "ws", "wss") and origin not in (self.own, *self.known):
            self._complain("external request", request.url, request.resource_type)

    def _failed(self, request: Request) -> None:
        if request.failure != ENDED_EARLY and request.url.startswith(self.own):
            self._complain("failed request", request.url, request.failure or "")

    def _answered(self, response: Response) -> None:
        refused = response.status >= 400 and response.url.startswith(self.own)
        by_page = response.request.resource_type in ASKED_BY_PAGES
        if refused and not (by_page and response.status in self.allowed):
            self._complain("refused request", response.url, str(response.status))

    def _complain(self, kind: str, at: str, what: str) -> None:
        self.complaints.append(f"{kind}: {what} ({at})")


def watch_of(page: Page) -> Watch:
    """Return the watch over the browser of a page."""
    return _watches[page.context]


def allow(page: Page, *statuses: int) -> None:
    """Let pages be answered so in this browser: a test of errors means to meet them."""
    watch_of(page).allowed.update(statuses)
