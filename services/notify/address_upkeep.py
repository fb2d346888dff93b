"""Ends the pause of an address and lets go what was held back for it."""

from services.common.digests import address_hash
from services.notify.repositories.mails import Mails
from services.notify.repositories.paused_addresses import PausedAddresses


class AddressUpkeep:
    """Resumes addresses of people who say, or of whom support says, that they are reached."""

    def __init__(self, mails: Mails) -> None:
        self._mails = mails
        self._paused = PausedAddresses(mails.collection.database)

    def resume(self, address: str) -> int:
        """Send to an address again; tell how much was held back for it."""
        self._paused.end(address_hash(address))
        return self._mails.resume(address)

    def let_go(self) -> None:
        """Let go what is held back for addresses that are paused no more.

        A mail can be held back in the moment in which its address is resumed.
        """
        held = self._mails.held_addresses()
        paused = self._paused.among(held) if held else frozenset()
        for address in held:
            if address_hash(address) not in paused:
                self._mails.resume(address)
