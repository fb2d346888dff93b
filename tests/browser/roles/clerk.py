"""The clerk: finds the service, orders it, ticks the tasks, tells the link."""

import re
from dataclasses import dataclass

from tests.browser.roles.registrant import Registrant


@dataclass
class Clerk(Registrant):
    """Orders ``service``, found by ``word``; ``number`` is what the order is called then."""

    service: str = ""
    word: str = ""
    number: str = ""

    def finds_the_service(self) -> None:
        """Search the catalogue and open the profile."""
        self.opens_by_menu("Katalog")
        self.look("catalogue")
        search = self.main.get_by_role("searchbox")
        search.fill(self.word)
        search.press("Enter")
        self.reads(f"„{self.word}“")
        self.look("catalogue-found")
        title = self.main.get_by_role("heading", name=self.service)
        title.get_by_role("link").first.click()
        self.main.get_by_role("heading", name=self.service, level=1).wait_for()
        self.look("profile")

    def orders_it(self, vendor: str) -> None:
        """Fill the steps, check the answers, order."""
        self.follows(re.compile("^Bestellen für: "))
        self._says_how_it_is_used()
        self._names_the_contacts()
        self._says_who_sets_it_up(vendor)
        self.look("order-check")
        self.presses("Bestellung abschicken")
        self.reads("Ihre Bestellung ist abgeschickt")
        self.number = self.order_number
        self.look("order-submitted")

    def _says_how_it_is_used(self) -> None:
        self.look("order-usage")
        self.chooses("neu einrichten")
        self.presses("Weiter zu den Ansprechpersonen")

    def _names_the_contacts(self) -> None:
        self.look("order-contacts")
        self.presses("Fachliche Ansprechperson auch als technische eintragen")
        self.presses("Weiter zur Einrichtung")

    def _says_who_sets_it_up(self, vendor: str) -> None:
        self.look("order-setup")
        self.main.get_by_label("Einrichtende Stelle").select_option(label=vendor)
        self.types("Bemerkung", "Das Bürgerbüro ist vormittags besetzt.")
        self.presses("Angaben prüfen")

    @property
    def order_number(self) -> str:
        """Return the number of the order the page is about."""
        said = self.main.get_by_text("Bestellung DM-").first.inner_text()
        return next(word.strip(",.") for word in said.split() if word.startswith("DM-"))

    def sees_whose_turn_it_is(self, who: str, name: str) -> None:
        """Read the order's page anew."""
        self.page.reload()
        self.reads(who)
        self.look(name)

    def writes_a_message(self, text: str) -> None:
        """Write to everyone concerned."""
        self.types("Nachricht schreiben", text)
        self.presses("Nachricht senden")
        self.reads("Ihre Nachricht ist gesendet")
        self.reads(text)

    def ticks_a_task(self) -> None:
        """Mark a task of the body as done."""
        self.presses("Als erledigt vermerken")
        self.reads("Die Aufgabe ist erledigt")
        self.look("order-ticked")

    def tells_the_link(self, url: str) -> None:
        """Follow the mail and tell the link as the BayernPortal has it."""
        self.follows_the_mail("/orders/", "Link")
        self.look("order-awaiting-link")
        self.follows("Link mitteilen")
        self.types("Link", url)
        self.look("order-link")
        self.presses("Link mitteilen")
        self.reads("der Dienst ist online")

    def sees_the_service_online(self) -> None:
        """Read that it is online, with the link that was told."""
        self.reads("Der Dienst ist online")
        self.main.get_by_role("link", name="Online-Dienst öffnen").wait_for()
        self.look("order-live")
