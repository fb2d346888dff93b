"""The vendor named as the setup party: takes on, tells the progress, is done."""

from dataclasses import dataclass
from datetime import timedelta

from services.common import clock
from tests.browser.roles.someone import Someone


@dataclass
class Vendor(Someone):
    """Works from the list of setups."""

    def opens_the_setup_for(self, body: str) -> None:
        """Open it from the list."""
        self.opens_by_menu("Einrichtungen")
        self.look("setups")
        self.main.get_by_role("row").filter(has_text=body).get_by_role("link").first.click()
        self.look("setup-new")

    def takes_it_on_with_a_day_of_contact(self) -> None:
        """Say when one gets in touch."""
        self.chooses("Wir richten ein und melden uns")
        self.types("Tag des ersten Kontakts", self._in_a_week())
        self.presses("Antwort senden")
        self.reads("die Stelle kennt den Kontakttag")
        self.look("setup-taken-on")

    def _in_a_week(self) -> str:
        return str(clock.local_date(clock.now()) + timedelta(days=7))

    def tells_the_progress(self, text: str) -> None:
        """Say how it stands."""
        self._reports("Fortschritt", text)
        self.reads("Der Fortschritt ist gemeldet")

    def is_done(self, text: str) -> None:
        """Say that the service is set up."""
        self._reports("Fertig eingerichtet", text)
        self.reads("Die Einrichtung ist fertig gemeldet")
        self.look("setup-done")

    def _reports(self, what: str, text: str) -> None:
        self.chooses(what)
        self.types("Nachricht an die Stelle", text)
        self.presses("Meldung senden")
