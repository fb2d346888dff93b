"""Looks at each page of somebody's way: a picture, and axe in light and dark."""

from dataclasses import dataclass, field

from playwright.sync_api import Page

from tests.browser.axe import COLOURS, OPTIONS, violations
from tests.browser.looks import picture


@dataclass(frozen=True)
class Eyes:
    """``way`` begins the names of the pictures; those named in ``dark`` are taken in both.

    What axe finds is collected, so that one fault does not hide those of later pages. Who comes
    to a page of the same name sees the same kind of page, which is judged once.
    """

    way: str
    dark: frozenset[str] = frozenset()
    judging: bool = True
    faults: list[str] = field(default_factory=list)
    judged: set[str] = field(default_factory=set)

    def on(self, page: Page, name: str) -> None:
        """Take a picture of the page as it is shown now, and let axe judge it."""
        if not self.judging or name in self.judged:
            return
        self.judged.add(name)
        for scheme, options in (("dark", COLOURS), ("light", OPTIONS)):
            page.emulate_media(color_scheme=scheme)
            self.faults.extend(f"{name}, {scheme}: {fault}" for fault in violations(page, options))
            if scheme == "light" or name in self.dark:
                picture(page, f"{self.way}-{name}")
