"""What everybody can do: sign in from the start page, follow the menu, the mails, the words."""

import re
from dataclasses import dataclass

from playwright.sync_api import Locator, Page

from tests.browser.eyes import Eyes
from tests.browser.mailbox import Mailbox
from tests.browser.people import choose_person


@dataclass
class Someone:
    """A person at the pages; ``page`` is their browser."""

    page: Page
    username: str
    eyes: Eyes
    mailbox: Mailbox
    javascript: bool = True
    email: str = ""

    @property
    def main(self) -> Locator:
        """Return the part of the page that is its own."""
        return self.page.get_by_role("main")

    def signs_in_from_the_start_page(self) -> None:
        """Read the start page and sign in there."""
        self.page.goto("/")
        self.look("start-guest")
        self.follows("Anmelden")
        self.goes_through_the_sign_in()

    def goes_through_the_sign_in(self) -> None:
        """Come back from Mein Unternehmenskonto as the person one is."""
        if not self.javascript:
            self.presses("Weiter")
        choose_person(self.page, self.username, javascript=self.javascript)

    def opens_by_menu(self, name: str) -> None:
        """Follow an entry of the main menu, which the phone hides behind a button."""
        button = self.page.get_by_role("button", name="Menü", exact=True)
        if button.is_visible():
            button.click()
        menu = self.page.get_by_role("navigation", name="Hauptmenü")
        menu.get_by_role("link", name=name, exact=True).click()

    def follows_the_mail(self, path: str, holding: str) -> None:
        """Open the page below this path which the next such mail names, none of its files."""
        links = self.mailbox.links_to(self.email, path, holding)
        pages = [link for link in links if path in link and not link.endswith("/document")]
        self.page.goto(pages[0])

    def follows(self, name: str | re.Pattern[str]) -> None:
        """Follow a link of the page by its words."""
        self.main.get_by_role("link", name=name).first.click()

    def presses(self, name: str) -> None:
        """Press a button of the page by its words."""
        self.main.get_by_role("button", name=name).first.click()

    def types(self, label: str, text: str) -> None:
        """Type into the field of this label."""
        self.main.get_by_label(label).first.fill(text)

    def chooses(self, label: str) -> None:
        """Choose a radio button or checkbox by its words."""
        self.main.get_by_label(label).first.check()

    def reads(self, *sentences: str) -> None:
        """Wait until the page says all of this."""
        for sentence in sentences:
            self.main.get_by_text(sentence).filter(visible=True).first.wait_for()

    def look(self, name: str) -> None:
        """Look at the page as it is now."""
        self.eyes.on(self.page, name)
