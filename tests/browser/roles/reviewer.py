"""A person of the operator: lets people in, approves authorities, releases, countersigns."""

from dataclasses import dataclass

from playwright.sync_api import Locator

from tests.browser.roles.someone import Someone


@dataclass
class Reviewer(Someone):
    """Works from the queues in the menu."""

    def approves_the_registration_of(self, name: str) -> None:
        """Open it from the queue and let the person in."""
        self.opens_by_menu("Registrierungen")
        self.look("queue-registrations")
        self.follows(name)
        self.look("review-registration")
        self.chooses("Registrierung bestätigen")
        self.presses("Entscheidung speichern")
        self.reads("Wir haben die Person per E-Mail informiert")
        self.look("review-registration-decided")

    def approves_the_authority_of(self, name: str) -> None:
        """Approve who may sign."""
        self.opens_by_menu("Befugnisse")
        self.look("queue-authorities")
        self.follows(name)
        self.look("review-authority")
        self.chooses("Ja, die Person darf unterschreiben")
        self.presses("Entscheidung speichern")
        self.reads("Die Person kann jetzt unterschreiben")

    def takes_the_order_of(self, body: str) -> None:
        """Open it from the queue and take it, so that nobody else decides."""
        self.opens_by_menu("Bestellungen")
        self.look("queue-orders")
        self._row_of(body).get_by_role("link").first.click()
        self.look("review-order")
        self.presses("Prüfung übernehmen")
        self.reads("Die Prüfung ist Ihre")

    def releases_it(self) -> None:
        """Release the order; the contract is made then."""
        self.look("review-order-taken")
        self.chooses("Freigeben")
        self.presses("Entscheidung speichern")
        self.reads("Freigegeben")
        self.look("review-order-released")

    def countersigns_for(self, body: str) -> None:
        """Countersign the contract of a body after a fresh sign-in."""
        self.opens_by_menu("Verträge")
        self.look("contracts-operator")
        self.follows("gegenzeichnen")
        self.look("countersign-choose")
        self._row_of(body).get_by_role("checkbox").check()
        self.presses("Anmelden und gegenzeichnen")
        self.goes_through_the_sign_in()
        self.look("countersign-confirm")
        self.presses("jetzt gegenzeichnen")
        self.reads("Vertrag gegengezeichnet")
        self.look("countersign-done")

    def _row_of(self, words: str) -> Locator:
        return self.main.get_by_role("row").filter(has_text=words).first
