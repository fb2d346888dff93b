"""A person of a body who registers: takes the body the sign-in names, confirms the mailed link."""

from dataclasses import dataclass

from playwright.sync_api import Page

from tests.browser.roles.someone import Someone


@dataclass
class Registrant(Someone):
    """Knows their body by its name and kind; ``office`` is what they are there."""

    body: str = ""
    kind: str = ""
    office: str = "Leitung Bürgerbüro"

    def registers(self) -> None:
        """Fill the steps of the registration and hand it in."""
        self.page.goto("/registrations/new")
        self._takes_the_body_the_sign_in_names()
        self._says_who_they_are()
        self._accepts_the_terms()
        self.look("registration-check")
        self.presses("Registrierung abschicken")
        self.reads("Ihre Registrierung ist abgeschickt", "E-Mail-Adresse bestätigen")
        self.look("registration-address")

    def _takes_the_body_the_sign_in_names(self) -> None:
        self.reads("Ihre Anmeldung nennt")
        self.chooses(f"{self.body}, {self.kind}")
        self.look("registration-new")
        self.presses("Stelle übernehmen")

    def _says_who_they_are(self) -> None:
        self.look("registration-person")
        self.types("Funktion", self.office)
        self.types("Abteilung oder Sachgebiet", "Hauptamt")
        self.types("E-Mail-Adresse", self.email)
        self.types("Telefon", "08031 999-10")
        self.chooses("Ich bestelle für meine Stelle und verfolge alles")
        self.presses("Speichern und weiter")

    def _accepts_the_terms(self) -> None:
        self.look("registration-further")
        self.chooses("Ich stimme den Nutzungsbedingungen zu")
        self.presses("Speichern und alles prüfen")

    def confirms_the_address_on_another_device(self, device: Page) -> None:
        """Follow the mailed link where nobody is signed in."""
        (link,) = [at for at in self.mailbox.links_to(self.email, "token=") if "token=" in at]
        device.goto(link)
        self.eyes.on(device, "address-confirm")
        device.get_by_role("button", name="Adresse bestätigen").click()
        device.get_by_role("heading", name="Ihre Adresse ist bestätigt").wait_for()
        self.eyes.on(device, "address-confirmed")

    def waits_for_approval(self) -> None:
        """Read whose turn it is."""
        self.page.reload()
        self.reads("BayKommun ist am Zug")
        self.look("registration-waiting")

    def is_told_of_the_approval(self) -> None:
        """Follow the mail to the registration, where it goes on."""
        self.follows_the_mail("/registrations/", "ist freigegeben")
        self.reads("Sie sind freigeschaltet")
        self.look("registration-approved")
