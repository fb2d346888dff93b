"""Where bounces and answers of this installation come back to."""

from typing import Any

from services.notify.domain.reply_addresses import ReplyAddresses
from services.notify.domain.return_paths import ReturnPaths
from services.notify.mailing_settings import read_mailing
from services.notify.secrets_box import derived_keys
from services.notify.settings import read_settings

LABEL = b"reply addresses"


def return_paths(runtime: Any) -> ReturnPaths | None:
    """Return the addresses of a running process; None where nobody would read them."""
    mailing = runtime.part(read_mailing)
    if not mailing.mailbox_uri:
        return None
    keys = derived_keys(runtime.part(read_settings).secrets_key, LABEL)
    return ReturnPaths(mailing.domain, ReplyAddresses(keys, mailing.domain))
