"""The signatory: declares the authority, reads the contract, signs it after a fresh sign-in."""

from dataclasses import dataclass

from tests.browser.roles.registrant import Registrant


@dataclass
class Signatory(Registrant):
    """Somebody who may sign for the body."""

    office: str = "Behördenleitung"

    def declares_the_authority(self) -> None:
        """Say that one may sign, by office."""
        self.follows("Zeichnungsbefugnis erklären")
        self.look("signatories-none")
        self.follows("Eigene Zeichnungsbefugnis erklären")
        self.look("signatory-new")
        self.chooses("Amt")
        self.types("Funktion", self.office)
        self.types("Gültig ab", "2026-01-01")
        self.presses("Befugnis erklären")
        self.reads("Ihre Befugnis ist erklärt", "BayKommun prüft")
        self.look("signatories-requested")

    def reads_the_contract_from_the_mail(self, number: str) -> None:
        """Follow the mail to the contract."""
        self.follows_the_mail("/contracts/", number)
        self.reads("Sie sind am Zug")
        self.look("contract-to-sign")
        self.follows("Lesen und unterschreiben")

    def signs_after_a_fresh_sign_in(self) -> None:
        """Choose the contract, sign in for exactly this list, sign."""
        self.look("sign-choose")
        self.main.get_by_role("checkbox").first.check()
        self.presses("Anmelden und unterschreiben")
        self.goes_through_the_sign_in()
        self.look("sign-confirm")
        self.presses("jetzt unterschreiben")
        self.reads("Vertrag unterschrieben")
        self.look("sign-done")
