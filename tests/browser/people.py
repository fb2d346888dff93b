"""People with a browser each, who sign in as a person does."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import Browser, BrowserContext, Cookie, Locator, Page, Playwright

from tests.browser.watch import Watch

CHROMIUM = "/usr/bin/chromium-headless-shell"
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--font-render-hinting=none",
)  # fmt: skip
LOCALES = {"de": "de-DE", "en": "en-GB"}
PATIENCE_MS = 30_000
DESK, PHONE = 1280, 375
HEIGHTS = {DESK: 900, PHONE: 812}


def start_chromium(playwright: Playwright) -> Browser:
    """Start Debian's chromium, without the windows around its pages."""
    return playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))


Sessions = dict[tuple[str, str], list[Cookie]]
"""What keeps a person signed in, by the address of the system and the person's name."""


@dataclass
class People:
    """Opens browsers at one system; what went wrong in any of them is told at the end.

    Who was in ``sessions`` comes back signed in, as one does who closed the browser and not the
    session; everybody else signs in.
    """

    chromium: Browser
    gateway: str
    idp: str = ""
    sessions: Sessions = field(default_factory=dict)
    _browsers: list[tuple[BrowserContext, Watch]] = field(default_factory=list)

    def person(
        self,
        name: str | None = None,
        *,
        width: int = DESK,
        scheme: str = "light",
        javascript: bool = True,
        language: str = "de",
    ) -> Page:
        """Return a page of a named test person who is signed in, or of a guest."""
        phone = width < 600
        context = self.chromium.new_context(
            base_url=self.gateway,
            viewport={"width": width, "height": HEIGHTS.get(width, 900)},
            is_mobile=phone,
            has_touch=phone,
            color_scheme=scheme,
            java_script_enabled=javascript,
            locale=LOCALES[language],
            timezone_id="Europe/Berlin",
            reduced_motion="reduce",
        )
        context.set_default_timeout(PATIENCE_MS)
        known = (self.idp,) if self.idp else ()
        self._browsers.append((context, Watch(self.gateway, known).over(context)))
        page = context.new_page()
        if name is not None:
            self._comes(page, name, javascript)
        return page

    def _comes(self, page: Page, name: str, javascript: bool) -> None:
        """Bring a person to the start page: in a session that is still open, or by signing in."""
        who, context = (self.gateway, name), page.context
        context.add_cookies(self.sessions.get(who, []))
        if who in self.sessions and context.request.get("/api/v1/me").ok:
            page.goto("/")
            return
        context.clear_cookies()
        sign_in(page, name, javascript=javascript)
        held = context.cookies(self.gateway)
        self.sessions[who] = [cookie for cookie in held if cookie["name"] == "session"]

    def close(self) -> list[str]:
        """Close all browsers and return what went wrong in them."""
        complaints = []
        while self._browsers:
            context, watch = self._browsers.pop()
            context.close()
            complaints += watch.complaints
        return complaints


@contextmanager
def people_at(
    chromium: Browser, gateway: str, idp: str, sessions: Sessions | None = None
) -> Iterator[People]:
    """Let people use a system; fail at the end where anything went wrong in a browser."""
    people = People(chromium, gateway, idp, {} if sessions is None else sessions)
    try:
        yield people
    except BaseException:
        people.close()
        raise
    complaints = people.close()
    assert not complaints, "in the browser:\n" + "\n".join(complaints)


def sign_in(page: Page, name: str, *, javascript: bool = True, to: str = "/") -> None:
    """Sign in from the page that leads to the identity provider."""
    page.goto(f"/login?next={to}")
    if not javascript:
        page.click("main form button[type=submit]")
    choose_person(page, name, javascript=javascript)


def choose_person(page: Page, name: str, *, javascript: bool = True) -> None:
    """Choose a person at the identity provider, where the page is or is about to be."""
    page.check(f'input[name="username"][value="{name}"]')
    page.click("button.main")
    if not javascript:
        page.click("button.main")
    page.wait_for_url(re.compile(r"^(?!.*/(saml|ekona)/)"))
    page.wait_for_load_state()


def page_on(page: Page, row: Locator) -> None:
    """Go through a list until this row is in sight: others may have filled it before."""
    while not row.count():
        page.goto(page.get_attribute("main a:has-text('Weitere anzeigen')", "href") or "")


def press(page: Page, word: str) -> None:
    """Press the last button in sight that says this."""
    page.click(f"main button:has-text('{word}'):visible >> nth=-1")
    page.wait_for_load_state()
