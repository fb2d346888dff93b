"""Command: ``python -m tests.letters OUT [--pictures]`` writes every kind of mail to files.

One ``.eml``, ``.html`` and ``.txt`` for each kind and language (``both``: who has not said which
one), with invented facts; ``--pictures`` adds sheets of them as a browser shows them: light and
dark, on a phone and on a desk.
"""

import argparse
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import Any

from services.common.events import Event
from services.common.words import LANGUAGES
from services.notify.domain.mails import Mail
from services.notify.domain.messages import message_of
from services.notify.domain.names import with_names
from services.notify.domain.occasions import BUNDLE, OCCASIONS
from services.notify.domain.reached import Recipient
from services.notify.domain.recipients import addressed
from services.notify.rendering import MailTemplates, Sender
from tests.unit.notify import samples
from tests.unit.notify.sample_events import any_event

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
SENDER = Sender("https://digitalmarkt.example")
FROM = "DigitalMarkt <digitalmarkt@baykommun.example>"
READS: dict[str, str | None] = {"both": None, **dict(zip(LANGUAGES, LANGUAGES, strict=True))}
SCREENS = {"phone": (375, 6, 1150), "desk": (660, 4, 950)}
"""Width of a mail, how many stand beside each other, height of each (CSS pixels)."""
A_SHEET = 12


@dataclass(frozen=True)
class Letter:
    """One written mail and what its files are called."""

    name: str
    mail: Mail

    def write_to(self, folder: Path) -> None:
        """Write it as it goes over the wire, and its two parts."""
        (folder / f"{self.name}.eml").write_bytes(message_of(self.mail, FROM).raw)
        (folder / f"{self.name}.html").write_text(self.mail.html)
        (folder / f"{self.name}.txt").write_text(self.mail.text)


def letters(reads: str) -> Iterator[Letter]:
    """Write one mail of each kind for a reader of this language."""
    templates, people = MailTemplates(SENDER), samples.People()
    entries = []
    for event_type, rules in OCCASIONS.items():
        event = any_event(event_type)
        facts = {"services": [], **with_names(event.data, people)}
        for rule in rules:
            to = replace(_reader(rule.kind, event), language=READS[reads])
            words = templates.write(rule.kind, to, facts)
            mail = Mail.of_event(event, rule.kind, to, words, NOW)
            entries.append(words.entry)
            yield Letter(f"{rule.kind}.{reads}", mail)
    several = templates.write_bundle("Sabine Huber", entries[-12:])
    to_one = {"address": "sabine.huber@prien.example", "name": "Sabine Huber"}
    yield Letter(f"{BUNDLE}.{reads}", Mail.of_bundle("0" * 32, to_one, several, NOW))


def _reader(kind: str, event: Event) -> Recipient:
    """Return who gets this kind of those the event concerns, in the roles of its rules."""
    rules = [rule for rule in OCCASIONS[event.type] if rule.kind == kind]
    facts: dict[str, Any] = {**event.data}
    try:
        reached = addressed(rules, facts, samples.People())
    except (KeyError, TypeError):
        reached = []
    roles = reached[0][1].roles if reached else frozenset[str]()
    return Recipient("sabine.huber@prien.example", "Sabine Huber", roles=roles, account="clerk")


def main(arguments: list[str] | None = None) -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="tests.letters", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pictures", action="store_true")
    chosen = parser.parse_args(arguments)
    chosen.folder.mkdir(parents=True, exist_ok=True)
    names: list[str] = []
    for reads in READS:
        for letter in letters(reads):
            letter.write_to(chosen.folder)
            names.append(letter.name)
    print(f"{len(names)} mails in {chosen.folder}")
    if chosen.pictures:
        take_pictures(chosen.folder, names)


def take_pictures(folder: Path, names: list[str]) -> None:
    """Write sheets of these mails, as PNG files."""
    from playwright.sync_api import sync_playwright

    from tests.browser.people import CHROMIUM, FLAGS

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        for scheme in ("light", "dark"):
            for screen, (width, across, height) in SCREENS.items():
                size = {
                    "width": width * across + 40,
                    "height": height * -(-A_SHEET // across) + 120,
                }
                page = browser.new_page(color_scheme=scheme, viewport=size)  # type: ignore[arg-type]
                for reads in READS:
                    of_language = sorted(n for n in set(names) if n.endswith(f".{reads}"))
                    for first in range(0, len(of_language), A_SHEET):
                        sheet = folder / "sheet.html"
                        shown = of_language[first : first + A_SHEET]
                        sheet.write_text(_sheet(shown, width, height))
                        page.goto(sheet.resolve().as_uri())
                        name = f"sheet-{reads}-{screen}-{scheme}-{first // A_SHEET:02}.png"
                        page.screenshot(path=folder / name)
        browser.close()


def _sheet(names: list[str], width: int, height: int) -> str:
    frames = "".join(
        f"<figure><figcaption>{escape(name)}</figcaption>"
        f'<iframe src="{escape(name)}.html" width="{width}" height="{height}"></iframe></figure>'
        for name in names
    )
    style = "body,figure{margin:0}body{display:flex;flex-wrap:wrap}iframe{border:0}"
    head = '<!doctype html><meta name="color-scheme" content="light dark">'
    return f"{head}<style>{style}</style>{frames}"


if __name__ == "__main__":
    main()
