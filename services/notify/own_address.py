"""A person's own address: is it reached, whose mails must be let in, and a mail to try it."""

import hashlib
from datetime import timedelta
from email.utils import parseaddr
from typing import Any

from services.common import context
from services.common.background import BackgroundTask
from services.common.errors import Conflict, Wrong, invalid_fields
from services.common.storage.aggregates import to_plain
from services.notify.address_upkeep import AddressUpkeep
from services.notify.domain.address_proofs import AddressProofs
from services.notify.domain.failures import failure_text
from services.notify.domain.mails import Mail, message_id
from services.notify.domain.occasions import TEST_MAIL
from services.notify.domain.plain import display_name
from services.notify.domain.reached import Recipient
from services.notify.mail_sender import MailSender
from services.notify.mailing_settings import MailingSettings, read_mailing
from services.notify.rendering import MailTemplates
from services.notify.repositories.mails import Mails, mails
from services.notify.repositories.paused_addresses import PausedAddresses
from services.notify.repositories.preferences import PreferenceLists
from services.notify.secrets_box import derived_keys
from services.notify.settings import read_settings
from services.notify.words.addresses import ADDRESS_STATES

MOST_TRIALS = 3
TRIALS_WITHIN = timedelta(hours=1)
LABEL = b"address proofs"
Doc = dict[str, Any]


class OwnAddress:
    """What people see of their address, and what they do where mails do not arrive."""

    def __init__(
        self, mails: Mails, templates: MailTemplates, *, proofs: AddressProofs,
        mailing: MailingSettings, sender: BackgroundTask, paused: PausedAddresses,
        preferences: PreferenceLists,
    ) -> None:  # fmt: skip
        self._mails, self._templates, self._proofs = mails, templates, proofs
        self._mailing, self._sender, self._paused = mailing, sender, paused
        self._preferences = preferences

    @classmethod
    def of(cls, runtime: Any) -> "OwnAddress":
        """Make it for a running process."""
        keys = derived_keys(runtime.part(read_settings).secrets_key, LABEL)
        return cls(
            runtime.part(mails),
            runtime.part(MailTemplates.of),
            proofs=AddressProofs(keys),
            mailing=runtime.part(read_mailing),
            sender=runtime.part(MailSender.of).loop,
            paused=runtime.part(PausedAddresses.of),
            preferences=runtime.part(PreferenceLists.of),
        )

    def show(self, address: str | None) -> Doc:
        """Return whether an address is reached, and as whom we send."""
        pause = self._paused.of_address(address) if address else None
        state = ("paused" if pause else "reached") if address else "none"
        return {
            "address": address,
            "state": state,
            "state_label": ADDRESS_STATES[state],
            "since": to_plain(pause["since"]) if pause else None,
            "reason": failure_text(pause["reason_code"], pause["answer"]) if pause else None,
            "answer": pause["answer"] or None if pause else None,
            "held": self._mails.count_held(address) if pause and address else 0,
            "from_address": parseaddr(self._mailing.mail_from)[1],
            "envelope_domain": self._mailing.domain,
            "hosts": [host.strip() for host in self._mailing.mail_hosts.split(",") if host.strip()],
        }

    def send_trial(self, account: str, address: str | None, name: str) -> Doc:
        """Send a mail that lets its reader confirm the address; the same call sends one."""
        if not address:
            raise Conflict("address-missing")
        now = self._mails.now()
        doc = self._trial(Recipient(address, name, account=account), account)
        if not self._mails.find(doc["_id"]):
            sent = self._mails.count_since(address, TEST_MAIL, now - TRIALS_WITHIN)
            if sent >= MOST_TRIALS:
                raise Conflict("too-many-test-mails", parameters={"most": MOST_TRIALS})
            self._mails.put([doc])
            self._sender.wake()
        return self.show(address)

    def _trial(self, to: Recipient, account: str) -> Doc:
        now, once = self._mails.now(), context.current().once or context.correlation_id()
        id = hashlib.sha256(f"test mail {account} {once}".encode()).hexdigest()[:32]
        language = self._preferences.of_account(account).language
        reader = Recipient(to.address, to.name, account=account, language=language)
        facts = {"token": self._proofs.token(to.address, now)}
        words = self._templates.write(TEST_MAIL, reader, facts)
        mail = Mail(
            id=id, kind=TEST_MAIL, event=f"notify/{id}", address=to.address.strip(),
            name=display_name(to.name), message_id=message_id(id), thread=None,
            subject=words.subject, text=words.text, html=words.html, queued_at=now,
            correlation_id=context.correlation_id(),
        )  # fmt: skip
        return mail.to_doc()

    def confirm(self, address: str | None, token: str) -> Doc:
        """Send again to the address whose test mail was read, also what was held back for it."""
        if not address or not self._proofs.holds(token, address, self._mails.now()):
            raise invalid_fields([("/token", Wrong("address-token-wrong"))])
        AddressUpkeep(self._mails).resume(address)
        self._sender.wake()
        return self.show(address)


def view(pause: Doc) -> Doc:
    """Return what support sees of a paused address, its code in words beside it."""
    return {
        "id": pause["_id"],
        "address": pause["address"],
        "since": to_plain(pause["since"]),
        "mail": pause["mail"],
        "reason_code": pause["reason_code"],
        "reason": failure_text(pause["reason_code"], pause["answer"]),
        "answer": pause["answer"] or None,
    }
